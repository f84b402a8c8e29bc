//! Actor files as written: TOML tables `[[actor]]`, `[[mask]]` and `[[role]]`, checked field by field.
//!
//! What is read here is not yet resolved: an actor may name another that a later file lists.

use super::actors::{ActorKind, FormKind, RoleKind};
use crate::diagnostic::{Source, Table, nearest, table::Placed};
use std::collections::HashMap;

/// An id as a file names it, with its place.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The id.
    pub id: Placed<String>,
    /// Which of the files given it stands in.
    pub file: usize,
}

/// An actor as written.
#[derive(Clone, Debug)]
pub struct WrittenActor {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What sort of body it is.
    pub kind: ActorKind,
    /// The actor it is coded as.
    pub part_of: Option<Reference>,
    /// Its members.
    pub members: Vec<Reference>,
    /// Words that make a guarded name mean something else.
    pub unless: Vec<String>,
    /// Host names, or their ends, of its own pages.
    pub sites: Vec<String>,
    /// Its forms.
    pub forms: Vec<(String, FormKind)>,
}

/// All actors, masks and roles as written.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// The actors, in the order of listing.
    pub actors: Vec<WrittenActor>,
    /// Phrases that are no actor.
    pub masks: Vec<String>,
    /// Nouns of office.
    pub roles: Vec<(String, RoleKind)>,
    by_id: HashMap<String, usize>,
    files: usize,
}

/// Reads one file into `written`; mistakes go to `source`.
pub fn read(source: &mut Source, written: &mut Written) {
    let first_here = written.actors.len();
    let mut changed_here = Vec::new();
    let mut top = source.parse();
    for table in top.tables(source, "actor") {
        actor(source, table, written, first_here, &mut changed_here);
    }
    for mut table in top.tables(source, "mask") {
        table.string(source, "why");
        written.masks.extend(table.strings(source, "forms").into_iter().map(|f| f.value));
        table.finish(source);
    }
    for mut table in top.tables(source, "role") {
        let kind = table
            .required(source, "kind")
            .and_then(|k| choose(source, "kind", &k, RoleKind::NAMES.as_slice()));
        let forms = table.strings(source, "forms");
        if let Some(kind) = kind {
            written.roles.extend(forms.into_iter().map(|f| (f.value, kind)));
        }
        table.finish(source);
    }
    top.finish(source);
    written.files += 1;
}

fn actor(
    source: &mut Source,
    mut table: Table,
    written: &mut Written,
    first_here: usize,
    changed_here: &mut Vec<usize>,
) {
    let id = table.required(source, "id");
    let replace = table.boolean(source, "replace").unwrap_or(false);
    let old = id.as_ref().and_then(|id| written.by_id.get(&id.value).copied());
    let (name, kind) = if old.is_some() && !replace {
        (table.string(source, "name"), table.string(source, "kind"))
    } else {
        (table.required(source, "name"), table.required(source, "kind"))
    };
    let kind = kind.and_then(|k| choose(source, "kind", &k, ActorKind::NAMES.as_slice()));
    let file = written.files;
    let part_of = table.string(source, "part_of").map(|id| Reference { id, file });
    let members = table.strings(source, "members").into_iter().map(|id| Reference { id, file }).collect();
    let unless = table.strings(source, "unless").into_iter().map(|w| w.value).collect();
    let sites: Vec<String> = table.strings(source, "sites").into_iter().map(|w| w.value).collect();
    let mut forms = Vec::new();
    for (field, kind) in [
        ("names", FormKind::Name),
        ("demonyms", FormKind::Demonym),
        ("capitals", FormKind::Capital),
        ("institutions", FormKind::Institution),
        ("guarded", FormKind::Guarded),
    ] {
        for form in table.strings(source, field) {
            if form.value.trim().is_empty() {
                source.error("empty-value", form.span, format!("a form in `{field}` is empty"), "", None);
            } else {
                forms.push((form.value, kind));
            }
        }
    }
    table.finish(source);
    let Some(id) = id else { return };
    if old.is_some_and(|i| i >= first_here || changed_here.contains(&i)) {
        source.error(
            "duplicate-id",
            id.span,
            format!("the actor `{}` is listed twice in this file", id.value),
            "second entry",
            Some("join the two entries".into()),
        );
        return;
    }
    match old {
        Some(at) if !replace => {
            let actor = &mut written.actors[at];
            changed_here.push(at);
            if let Some(name) = name {
                actor.name = name.value;
            }
            actor.kind = kind.unwrap_or(actor.kind);
            actor.part_of = part_of.or_else(|| actor.part_of.take());
            actor.members.extend::<Vec<_>>(members);
            actor.unless.extend::<Vec<_>>(unless);
            actor.sites.extend(sites);
            actor.forms.extend(forms);
        }
        _ => {
            let (Some(name), Some(kind)) = (name, kind) else { return };
            let actor = WrittenActor {
                id: id.value.clone(),
                name: name.value,
                kind,
                part_of,
                members,
                unless,
                sites,
                forms,
            };
            if let Some(at) = old {
                changed_here.push(at);
                written.actors[at] = actor;
            } else {
                written.by_id.insert(id.value, written.actors.len());
                written.actors.push(actor);
            }
        }
    }
}

/// Finds a value by its name in data files; an unknown name is an error that lists the known ones.
fn choose<T: Copy>(
    source: &mut Source,
    field: &str,
    given: &Placed<String>,
    known: &[(&'static str, T)],
) -> Option<T> {
    let found = known.iter().find(|k| k.0 == given.value).map(|k| k.1);
    if found.is_none() {
        let names = known.iter().map(|k| k.0);
        let help = nearest(&given.value, names.clone()).map_or_else(
            || format!("known: {}", names.collect::<Vec<_>>().join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        source.error(
            "unknown-value",
            given.span.clone(),
            format!("`{}` is no {field}", given.value),
            "not known",
            Some(help),
        );
    }
    found
}
