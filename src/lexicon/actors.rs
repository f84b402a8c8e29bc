//! The actor lexicon: who can want, promise or refuse something, and by which words news names him.
//!
//! This is the run form, made once from data files (see [`super::actor_files`] for the written form)
//! and then shared by all threads. It knows names; it does not know who is meant in a text.

use super::actor_files::{self, Written};
use super::leaders::Leaders;
use super::phrase::PhraseIndex;
use crate::diagnostic::{Diagnostic, Severity, Source};
use std::collections::HashMap;
use std::sync::Arc;

/// What sort of body an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActorKind {
    /// A state of ISO 3166-1.
    State,
    /// An organisation of states, or a public body beside them.
    Organisation,
    /// An armed group.
    ArmedGroup,
    /// A political party.
    Party,
    /// An institute or agency that judges; it counts where something is attributed to it.
    Expert,
    /// A news medium; it counts where something is attributed to it.
    Media,
    /// A group that is coded as itself, such as the West.
    Group,
    /// A group that is coded as each of its members, such as the Baltic states.
    Collective,
}

impl ActorKind {
    /// The kinds by their names in data files.
    pub const NAMES: [(&'static str, ActorKind); 8] = [
        ("state", ActorKind::State),
        ("organisation", ActorKind::Organisation),
        ("armed_group", ActorKind::ArmedGroup),
        ("party", ActorKind::Party),
        ("expert", ActorKind::Expert),
        ("media", ActorKind::Media),
        ("group", ActorKind::Group),
        ("collective", ActorKind::Collective),
    ];
}

/// One actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// The codebook's id: that of the whole where the actor is part of another.
    pub id: Arc<str>,
    /// Name for people to read.
    pub name: Arc<str>,
    /// What sort of body it is.
    pub kind: ActorKind,
    /// Its members, as indices into [`ActorLexicon::actors`].
    pub members: Vec<u32>,
    /// Words that tell that a guarded name means something else.
    pub unless: Vec<u64>,
}

/// How a listed form names its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormKind {
    /// A name, good wherever it stands.
    Name,
    /// A nationality.
    Demonym,
    /// A capital: the state where it acts, a mere place elsewhere.
    Capital,
    /// A seat, ministry, parliament or force.
    Institution,
    /// A name that is also a given name or another place.
    Guarded,
    /// No actor at all: a sea, a treaty, a newspaper.
    Mask,
}

/// A listed form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// Index into [`ActorLexicon::actors`]; without meaning for a mask.
    pub actor: u32,
    /// How the form names it.
    pub kind: FormKind,
}

/// What a noun of office or body tells about whoever bears it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "documented in roles.toml, where analysts read it")]
pub enum RoleKind {
    Office,
    Official,
    Head,
    Private,
    Body,
    Force,
    People,
    Former,
    Honorific,
    Country,
    Pair,
    Alliance,
    Member,
    Bloc,
    WorldBody,
    Agency,
    Continent,
    Armed,
    Modifier,
    Agentive,
    Thing,
    Motion,
    Site,
    Speech,
}

impl RoleKind {
    /// The kinds by their names in data files.
    pub const NAMES: [(&'static str, RoleKind); 24] = [
        ("office", RoleKind::Office),
        ("official", RoleKind::Official),
        ("head", RoleKind::Head),
        ("private", RoleKind::Private),
        ("body", RoleKind::Body),
        ("force", RoleKind::Force),
        ("people", RoleKind::People),
        ("former", RoleKind::Former),
        ("honorific", RoleKind::Honorific),
        ("country", RoleKind::Country),
        ("pair", RoleKind::Pair),
        ("alliance", RoleKind::Alliance),
        ("member", RoleKind::Member),
        ("bloc", RoleKind::Bloc),
        ("world_body", RoleKind::WorldBody),
        ("agency", RoleKind::Agency),
        ("continent", RoleKind::Continent),
        ("armed", RoleKind::Armed),
        ("modifier", RoleKind::Modifier),
        ("thing", RoleKind::Thing),
        ("motion", RoleKind::Motion),
        ("site", RoleKind::Site),
        ("agentive", RoleKind::Agentive),
        ("speech", RoleKind::Speech),
    ];
}

/// All actors, persons in office and nouns of office, ready for look-up.
#[derive(Clone, Debug, Default)]
pub struct ActorLexicon {
    /// The actors; other fields refer to them by index.
    pub actors: Vec<Actor>,
    /// Their names, nationalities, seats, and what only looks like one.
    pub forms: PhraseIndex<Form>,
    /// Nouns of office, bodies and callings.
    pub roles: PhraseIndex<RoleKind>,
    /// Persons in office.
    pub leaders: Leaders,
    by_id: HashMap<Arc<str>, u32>,
    by_site: HashMap<Box<str>, u32>,
}

/// The files that come with the program: name and text.
pub const FILES: [(&str, &str); 6] = [
    ("actors/states.toml", include_str!("../../lexicon/actors/states.toml")),
    ("actors/organisations.toml", include_str!("../../lexicon/actors/organisations.toml")),
    ("actors/groups.toml", include_str!("../../lexicon/actors/groups.toml")),
    ("actors/masks.toml", include_str!("../../lexicon/actors/masks.toml")),
    ("actors/roles.toml", include_str!("../../lexicon/actors/roles.toml")),
    ("actors/leaders.tsv", include_str!("../../lexicon/actors/leaders.tsv")),
];

impl ActorLexicon {
    /// The lexicon that comes with the program.
    ///
    /// # Panics
    /// Never in a program whose tests pass: they parse the same files.
    pub fn embedded() -> Self {
        Self::parse(&FILES).unwrap_or_else(|found| {
            let file = FILES.iter().find(|f| found.first().is_some_and(|d| d.file == f.0));
            panic!("{}", found.first().map_or(String::new(), |d| d.render(file.map_or("", |f| f.1))))
        })
    }

    /// Reads `files` (name and text; `.tsv` holds persons, anything else is TOML) in order, so that a
    /// later file adds to the entries of an earlier one, or replaces them with `replace = true`.
    ///
    /// # Errors
    /// All mistakes of all files, if one of them is an error.
    pub fn parse(files: &[(&str, &str)]) -> Result<Self, Vec<Diagnostic>> {
        let mut written = Written::default();
        let mut diagnostics = Vec::new();
        let (persons, tables): (Vec<_>, Vec<_>) = files.iter().copied().partition(|f| f.0.ends_with(".tsv"));
        for (name, text) in &tables {
            let mut source = Source::new(name, text);
            actor_files::read(&mut source, &mut written);
            diagnostics.append(&mut source.diagnostics);
        }
        let mut lexicon = Self::compile(&written, &tables, &mut diagnostics);
        for (name, text) in &persons {
            let mut source = Source::new(name, text);
            lexicon.leaders.read(&mut source, |id| lexicon.by_id.get(id).copied());
            diagnostics.append(&mut source.diagnostics);
        }
        lexicon.leaders.index();
        if diagnostics.iter().any(|d| d.severity == Severity::Error) { Err(diagnostics) } else { Ok(lexicon) }
    }

    /// The index of the actor with `id`.
    pub fn find(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// The index of the actor whose own page `host` is: the longest known end of its labels decides.
    pub fn of_site(&self, host: &str) -> Option<u32> {
        let mut end = host;
        loop {
            if let Some(&actor) = self.by_site.get(end) {
                return Some(actor);
            }
            end = end.split_once('.')?.1;
        }
    }

    fn compile(written: &Written, files: &[(&str, &str)], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut lexicon = Self::default();
        for (i, entry) in written.actors.iter().enumerate() {
            lexicon.by_id.insert(entry.id.as_str().into(), i as u32);
            lexicon.by_site.extend(entry.sites.iter().map(|s| (s.as_str().into(), i as u32)));
        }
        let find = |reference: &actor_files::Reference, diagnostics: &mut Vec<Diagnostic>| {
            let found = lexicon.by_id.get(reference.id.value.as_str()).copied();
            if found.is_none() {
                let (file, text) = files[reference.file];
                let mut source = Source::new(file, text);
                let near = crate::diagnostic::nearest(
                    &reference.id.value,
                    written.actors.iter().map(|a| a.id.as_str()),
                );
                source.error(
                    "unknown-actor",
                    reference.id.span.clone(),
                    format!("there is no actor `{}`", reference.id.value),
                    "not listed",
                    near.map(|n| format!("did you mean `{n}`?")),
                );
                diagnostics.append(&mut source.diagnostics);
            }
            found
        };
        for entry in &written.actors {
            let whole = entry.part_of.as_ref().and_then(|r| find(r, diagnostics));
            let members = entry.members.iter().filter_map(|r| find(r, diagnostics)).collect();
            let id = whole.map_or(entry.id.as_str(), |w| written.actors[w as usize].id.as_str());
            lexicon.actors.push(Actor {
                id: id.into(),
                name: entry.name.as_str().into(),
                kind: entry.kind,
                members,
                unless: entry.unless.iter().map(|w| crate::split::word_key(w)).collect(),
            });
        }
        for (i, entry) in written.actors.iter().enumerate() {
            for (form, kind) in &entry.forms {
                lexicon.forms.insert(form, Form { actor: i as u32, kind: *kind });
            }
        }
        for form in &written.masks {
            lexicon.forms.insert(form, Form { actor: 0, kind: FormKind::Mask });
        }
        for (form, kind) in &written.roles {
            lexicon.roles.insert(form, *kind);
        }
        lexicon
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATE: &str = "[[actor]]\nid = \"XAA\"\nname = \"Aland\"\nkind = \"state\"\nnames = [\"Aland\"]\n";

    fn codes(files: &[(&str, &str)]) -> Vec<&'static str> {
        ActorLexicon::parse(files).err().unwrap_or_default().iter().map(|d| d.code).collect()
    }

    #[test]
    fn the_files_of_the_program_are_free_of_mistakes() {
        let lexicon = ActorLexicon::embedded();
        assert!(lexicon.actors.len() > 300 && lexicon.leaders.persons().len() > 3000);
        assert_eq!(&*lexicon.actors[lexicon.find("NATO.NAC").unwrap() as usize].id, "NATO");
    }

    #[test]
    fn a_later_file_adds_or_replaces() {
        let more = "[[actor]]\nid = \"XAA\"\nnames = [\"Beland\"]\n";
        let lexicon = ActorLexicon::parse(&[("a.toml", STATE), ("b.toml", more)]).unwrap();
        assert_eq!((lexicon.actors.len(), lexicon.forms.len()), (1, 2));
        let other = format!("{}replace = true\n", STATE.replace("Aland", "Celand"));
        let lexicon = ActorLexicon::parse(&[("a.toml", STATE), ("b.toml", &other)]).unwrap();
        assert_eq!((&*lexicon.actors[0].name, lexicon.forms.len()), ("Celand", 1));
    }

    #[test]
    fn mistakes_are_found_with_their_place() {
        assert_eq!(codes(&[("a.toml", &format!("{STATE}{STATE}"))]), ["duplicate-id"]);
        assert_eq!(codes(&[("a.toml", &format!("{STATE}members = [\"XAB\"]\n"))]), ["unknown-actor"]);
        assert_eq!(codes(&[("a.toml", &STATE.replace("state", "stat"))]), ["unknown-value"]);
        assert_eq!(codes(&[("a.toml", &format!("{STATE}nmaes = []\n"))]), ["unknown-key"]);
        let bad = "p.a\tAnna Beck\tXAB\tAnna Beck\tBeck\tyes\tPresident\t2020-13-01\t\thand\n";
        let found = ActorLexicon::parse(&[("a.toml", STATE), ("l.tsv", bad)]).unwrap_err();
        assert_eq!(found.iter().map(|d| d.code).collect::<Vec<_>>(), ["unknown-actor", "bad-date"]);
        assert_eq!(&bad[found[1].span.clone()], "2020-13-01");
    }
}
