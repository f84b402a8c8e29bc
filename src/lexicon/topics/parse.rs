//! From the files as written to the lexicon as run.
//!
//! A file holds `[[list]]` (named word lists, used as `@name`), `[[legal_form]]`, `[[capability]]`
//! (each with `[[….sense]]`), `[[instrument]]`, `[[bare]]`, `[[theme]]` and `[[mask]]` tables. A legal form or
//! capability of a later file adds to the one of its id, an entry of another kind replaces it.

use super::variants::variants;
use super::{Bare, Guard, Instrument, Layer, Reading, Sense, Topic, TopicLexicon, Words, grammar};
use crate::diagnostic::table::Placed;
use crate::diagnostic::{Diagnostic, Source, Table, nearest};
use crate::lexicon::PhraseIndex;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

type Strings = Vec<Placed<String>>;

/// One entry as written, whatever its kind.
struct Entry {
    /// The file that its id and references stand in.
    file: usize,
    /// The last file that named it.
    changed: usize,
    kind: Kind,
    id: Placed<String>,
    label: Option<String>,
    strength: Option<u8>,
    /// Whether it starts anew where an earlier file has its id.
    replace: bool,
    form: Option<Placed<String>>,
    signed: Option<String>,
    senses: Vec<WrittenSense>,
    refers: Strings,
    default: Option<Placed<String>>,
    parties: Option<Placed<String>>,
    also: Option<Placed<String>>,
    names: bool,
    demonstrative: bool,
    layer: Option<Placed<String>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Topic(Layer),
    Instrument,
    Bare,
    Theme,
    Mask,
}

struct WrittenSense {
    file: usize,
    phrases: Strings,
    sets: [Strings; 8],
    noun: bool,
    plural: bool,
}

const SETS: [&str; 8] = [
    "modified_by",
    "preceded_by",
    "not_preceded_by",
    "followed_by",
    "not_followed_by",
    "needs",
    "unless",
    "article",
];

pub(super) fn parse(files: &[(&str, &str)]) -> Result<TopicLexicon, Vec<Diagnostic>> {
    let mut sources: Vec<Source> = files.iter().map(|(name, text)| Source::new(name, text)).collect();
    let mut entries: Vec<Entry> = Vec::new();
    let mut places: HashMap<(Kind, String), usize> = HashMap::new();
    let mut lists: HashMap<String, Vec<String>> = HashMap::new();
    for (file, source) in sources.iter_mut().enumerate() {
        let mut top = source.parse();
        for mut table in top.tables(source, "list") {
            let name = table.required(source, "name");
            let words = table.strings(source, "words");
            table.finish(source);
            if let Some(name) = name {
                lists.insert(name.value, words.into_iter().map(|w| w.value).collect());
            }
        }
        let kinds = [
            (Kind::Topic(Layer::LegalForm), "legal_form"),
            (Kind::Topic(Layer::Capability), "capability"),
            (Kind::Instrument, "instrument"),
            (Kind::Bare, "bare"),
            (Kind::Theme, "theme"),
            (Kind::Mask, "mask"),
        ];
        for (kind, name) in kinds {
            for table in top.tables(source, name) {
                let Some(entry) = read_entry(source, file, kind, table, &places) else { continue };
                place(source, entry, &mut entries, &mut places);
            }
        }
        top.finish(source);
    }
    let lexicon = Builder::new(&mut sources, lists).build(entries);
    let mut mistakes: Vec<Diagnostic> = sources.into_iter().flat_map(|s| s.diagnostics).collect();
    if mistakes.is_empty() {
        return Ok(lexicon);
    }
    mistakes.sort_by(|a, b| (&a.file, a.span.start).cmp(&(&b.file, b.span.start)));
    Err(mistakes)
}

/// Adds an entry; where an earlier file has one of its id, unites a topic with it and puts any other in its place.
fn place(
    source: &mut Source,
    entry: Entry,
    entries: &mut Vec<Entry>,
    places: &mut HashMap<(Kind, String), usize>,
) {
    let key = (entry.kind, entry.id.value.clone());
    match places.get(&key) {
        Some(&at) if entries[at].changed == entry.changed => source.error(
            "duplicate-id",
            entry.id.span.clone(),
            format!("the id `{}` stands twice in this file", entry.id.value),
            "second entry",
            Some("give one of them another id, or unite them".into()),
        ),
        Some(&at) if matches!(entry.kind, Kind::Topic(_)) && !entry.replace => {
            let known = &mut entries[at];
            known.changed = entry.changed;
            known.label = entry.label.or_else(|| known.label.take());
            known.strength = entry.strength.or(known.strength);
            known.senses.extend(entry.senses);
        }
        Some(&at) => entries[at] = entry,
        None => {
            places.insert(key, entries.len());
            entries.push(entry);
        }
    }
}

fn read_entry(
    source: &mut Source,
    file: usize,
    kind: Kind,
    mut table: Table,
    places: &HashMap<(Kind, String), usize>,
) -> Option<Entry> {
    let id = table.required(source, "id");
    let mut entry = Entry {
        file,
        changed: file,
        kind,
        id: Placed { value: String::new(), span: 0..0 },
        label: None,
        strength: None,
        replace: false,
        form: None,
        signed: None,
        senses: Vec::new(),
        refers: Vec::new(),
        default: None,
        parties: None,
        also: None,
        names: false,
        demonstrative: false,
        layer: None,
    };
    match kind {
        Kind::Topic(layer) => {
            entry.replace = table.boolean(source, "replace").unwrap_or(false);
            let known = id.as_ref().is_some_and(|id| places.contains_key(&(kind, id.value.clone())));
            let label = if known && !entry.replace {
                table.string(source, "label")
            } else {
                table.required(source, "label")
            };
            entry.label = label.map(|l| l.value);
            if layer == Layer::LegalForm {
                entry.strength = table.integer(source, "strength", 0..=4).map(|s| s as u8);
            }
        }
        Kind::Instrument => {
            entry.label = table.required(source, "name").map(|l| l.value);
            entry.form = table.required(source, "legal_form");
            entry.signed = table.string(source, "signed").map(|s| s.value);
        }
        Kind::Bare => {
            entry.refers = table.strings(source, "refers");
            entry.default = table.string(source, "default");
            entry.parties = table.string(source, "parties");
            entry.also = table.string(source, "also");
            entry.names = table.boolean(source, "names").unwrap_or(false);
            entry.demonstrative = table.boolean(source, "demonstrative").unwrap_or(false);
        }
        Kind::Theme => {}
        Kind::Mask => entry.layer = table.required(source, "layer"),
    }
    let mut senses = table.tables(source, "sense");
    let own = read_sense(source, file, &mut table);
    table.finish(source);
    if !own.phrases.is_empty() {
        entry.senses.push(own);
    }
    for mut sense in senses.drain(..) {
        let span = sense.span.clone();
        let read = read_sense(source, file, &mut sense);
        sense.finish(source);
        if read.phrases.is_empty() {
            source.error(
                "missing-key",
                span.start..span.start + 1,
                "a sense needs `phrases`".into(),
                "",
                None,
            );
        }
        entry.senses.push(read);
    }
    entry.id = id?;
    Some(entry)
}

fn read_sense(source: &mut Source, file: usize, table: &mut Table) -> WrittenSense {
    WrittenSense {
        file,
        phrases: table.strings(source, "phrases"),
        sets: SETS.map(|name| table.strings(source, name)),
        noun: table.boolean(source, "noun").unwrap_or(false),
        plural: table.boolean(source, "plural").unwrap_or(true),
    }
}

struct Builder<'s, 't> {
    sources: &'s mut [Source<'t>],
    lists: HashMap<String, Vec<String>>,
    out: TopicLexicon,
}

impl<'s, 't> Builder<'s, 't> {
    fn new(sources: &'s mut [Source<'t>], lists: HashMap<String, Vec<String>>) -> Self {
        let out = TopicLexicon {
            phrases: PhraseIndex::default(),
            topics: Vec::new(),
            instruments: Vec::new(),
            guards: Vec::new(),
            bares: Vec::new(),
            closed: grammar::closed_class(),
        };
        Self { sources, lists, out }
    }

    fn build(mut self, entries: Vec<Entry>) -> TopicLexicon {
        for entry in &entries {
            if let Kind::Topic(layer) = entry.kind {
                self.out.topics.push(Topic {
                    id: Arc::from(entry.id.value.as_str()),
                    layer,
                    label: Arc::from(entry.label.as_deref().unwrap_or_default()),
                    strength: entry.strength.unwrap_or(0),
                });
            }
        }
        for entry in entries {
            if let Some(reading) = self.reading(&entry) {
                for sense in &entry.senses {
                    self.sense(reading, sense);
                }
            }
        }
        self.out
    }

    fn reading(&mut self, entry: &Entry) -> Option<Reading> {
        let file = entry.file;
        match entry.kind {
            Kind::Topic(layer) => {
                if let Some((parent, _)) = entry.id.value.rsplit_once('.')
                    && self.out.find(layer, parent).is_none()
                {
                    self.unknown(file, layer, parent, entry.id.span.clone(), "no parent");
                }
                self.out.find(layer, &entry.id.value).map(Reading::Topic)
            }
            Kind::Instrument => {
                let topic = self.form(file, entry.form.as_ref()?)?;
                self.out.instruments.push(Instrument {
                    id: Arc::from(entry.id.value.as_str()),
                    name: Arc::from(entry.label.as_deref().unwrap_or_default()),
                    topic,
                    signed: entry.signed.as_deref().map(Arc::from),
                });
                Some(Reading::Instrument(self.out.instruments.len() as u32 - 1))
            }
            Kind::Bare => {
                let bare = Bare {
                    refers: entry.refers.iter().filter_map(|id| self.form(file, id)).collect(),
                    default: entry.default.as_ref().and_then(|id| self.form(file, id)),
                    parties: entry.parties.as_ref().and_then(|id| self.form(file, id)),
                    also: entry.also.as_ref().and_then(|id| self.form(file, id)),
                    names: entry.names,
                    demonstrative: entry.demonstrative,
                };
                self.out.bares.push(bare);
                Some(Reading::Bare(self.out.bares.len() as u32 - 1))
            }
            Kind::Theme => self.form(file, &entry.id).map(Reading::Theme),
            Kind::Mask => {
                let layer = entry.layer.as_ref()?;
                match layer.value.as_str() {
                    "legal_form" => Some(Reading::Nothing(Layer::LegalForm)),
                    "capability" => Some(Reading::Nothing(Layer::Capability)),
                    _ => {
                        let message = format!("there is no layer `{}`", layer.value);
                        let help = Some("write `legal_form` or `capability`".into());
                        self.sources[file].error("unknown-layer", layer.span.clone(), message, "", help);
                        None
                    }
                }
            }
        }
    }

    fn form(&mut self, file: usize, id: &Placed<String>) -> Option<u32> {
        let found = self.out.find(Layer::LegalForm, &id.value);
        if found.is_none() {
            self.unknown(file, Layer::LegalForm, &id.value, id.span.clone(), "no such legal form");
        }
        found
    }

    fn unknown(&mut self, file: usize, layer: Layer, id: &str, span: Range<usize>, label: &str) {
        let known = self.out.topics.iter().filter(|t| t.layer == layer).map(|t| &*t.id);
        let help = nearest(id, known).map(|near| format!("did you mean `{near}`?"));
        self.sources[file].error("unknown-id", span, format!("nothing has the id `{id}`"), label, help);
    }

    fn sense(&mut self, reading: Reading, sense: &WrittenSense) {
        let file = sense.file;
        let guarded = sense.noun || sense.sets.iter().any(|set| !set.is_empty());
        let guard = guarded.then(|| {
            let [
                modified_by,
                preceded_by,
                not_preceded_by,
                followed_by,
                not_followed_by,
                needs,
                unless,
                article,
            ] = std::array::from_fn(|i| self.words(file, &sense.sets[i]));
            self.out.guards.push(Guard {
                modified_by,
                preceded_by,
                not_preceded_by,
                followed_by,
                not_followed_by,
                needs,
                unless,
                article,
                noun: sense.noun,
            });
            self.out.guards.len() as u32 - 1
        });
        for phrase in self.expanded(file, &sense.phrases, sense.plural) {
            self.out.phrases.insert(&phrase, Sense { reading, guard });
        }
    }

    fn words(&mut self, file: usize, written: &Strings) -> Words {
        let mut words = Words::default();
        for phrase in self.expanded(file, written, true) {
            words.insert(&phrase, ());
        }
        words
    }

    /// All ways to write the phrases, with named lists put in.
    fn expanded(&mut self, file: usize, written: &Strings, plural: bool) -> Vec<String> {
        let mut out = Vec::new();
        for placed in written {
            let listed = match placed.value.strip_prefix('@') {
                None => std::slice::from_ref(&placed.value),
                Some(name) => match self.lists.get(name) {
                    Some(list) => list.as_slice(),
                    None => {
                        let help = nearest(name, self.lists.keys().map(String::as_str))
                            .map(|near| format!("did you mean `@{near}`?"));
                        let message = format!("no list has the name `{name}`");
                        self.sources[file].error("unknown-list", placed.span.clone(), message, "", help);
                        continue;
                    }
                },
            };
            for phrase in listed {
                match variants(phrase, plural) {
                    Some(all) if all.iter().all(|p| p.chars().any(char::is_alphanumeric)) => out.extend(all),
                    _ => self.sources[file].error(
                        "bad-phrase",
                        placed.span.clone(),
                        format!("`{phrase}` cannot be read as a phrase"),
                        "",
                        Some("each `{` needs its `}`, and a phrase needs a word".into()),
                    ),
                }
            }
        }
        out
    }
}
