//! A placed rule: what a rule file says, each word with its place. It knows nothing of what is allowed.

use crate::diagnostic::table::Placed;
use crate::diagnostic::{Source, Table};
use crate::rules::files::Files;
use crate::rules::layout::Kind;
use crate::rules::rule::{CUE_KEYS, CueKind};
use std::ops::Range;

/// A rule as written.
#[derive(Debug)]
pub struct PlacedRule {
    /// Index of its file.
    pub file: usize,
    /// The file's name for messages.
    pub shown: String,
    /// The folder it came from; 0 for ours.
    pub layer: usize,
    /// Its name.
    pub name: Placed<String>,
    /// Its stance.
    pub stance: Placed<String>,
    /// The kind of its cue.
    pub cue: Option<CueKind>,
    /// Its cue words.
    pub cues: Vec<Placed<String>>,
    /// Slots by role: `holder`, `addressee`, `beneficiary`, `adversary`, `source`.
    pub slots: Vec<(&'static str, Vec<Placed<String>>)>,
    /// Conditions by key, with their values sorted and joined; the place is that of the key.
    pub conditions: Vec<(&'static str, Placed<String>)>,
    /// Accepted examples.
    pub accepts: Vec<PlacedExample>,
    /// Refused examples.
    pub refuses: Vec<PlacedExample>,
}

/// An example as written.
#[derive(Debug)]
pub struct PlacedExample {
    /// Its text.
    pub text: Placed<String>,
    /// What its claims say, by key.
    pub values: Vec<(&'static str, Placed<String>)>,
}

/// The keys of a claim in an example.
pub const CLAIM_KEYS: [&str; 7] =
    ["holders", "beneficiaries", "addressees", "legal_forms", "capabilities", "polarity", "modality"];

/// All rules of all files that have a name and a stance; mistakes are left to the parser.
pub fn read(files: &Files) -> Vec<PlacedRule> {
    let mut rules = Vec::new();
    for (file, data) in files.iter().enumerate().filter(|(_, f)| f.kind == Some(Kind::Rules)) {
        let mut source = Source::new(&data.shown, &data.text);
        let mut top = source.parse();
        if !source.diagnostics.is_empty() {
            // Where the syntax is broken, what was read is a guess.
            continue;
        }
        for table in top.tables(&mut source, "rule") {
            rules.extend(rule(&mut source, table, file, data.layer));
        }
    }
    rules
}

fn rule(source: &mut Source, mut table: Table, file: usize, layer: usize) -> Option<PlacedRule> {
    let name = table.string(source, "name")?;
    let stance = table.string(source, "stance")?;
    let mut cue = None;
    let mut cues = Vec::new();
    for (key, kind) in CUE_KEYS {
        let words = table.strings(source, key);
        if cue.is_none() && !words.is_empty() {
            (cue, cues) = (Some(kind), words);
        }
    }
    let slots = ["holder", "addressee", "beneficiary", "adversary", "source"]
        .map(|role| (role, table.strings(source, role)))
        .into_iter()
        .filter(|(_, list)| !list.is_empty())
        .collect();
    let mut conditions = Vec::new();
    for key in ["subject", "voice", "tense", "modal", "complement", "topic"] {
        let place = table.place(key);
        let mut values: Vec<_> = table.strings(source, key).into_iter().map(|v| v.value).collect();
        values.sort();
        add(&mut conditions, key, place, values.join("|"));
    }
    for key in ["negated", "giving"] {
        let place = table.place(key);
        if let Some(value) = table.boolean(source, key) {
            add(&mut conditions, key, place, value.to_string());
        }
    }
    let accepts = examples(source, &mut table, "accepts");
    let refuses = examples(source, &mut table, "refuses");
    let shown = source.file.to_string();
    Some(PlacedRule { file, shown, layer, name, stance, cue, cues, slots, conditions, accepts, refuses })
}

fn add(
    conditions: &mut Vec<(&'static str, Placed<String>)>,
    key: &'static str,
    place: Option<Range<usize>>,
    value: String,
) {
    if let (Some(span), false) = (place, value.is_empty()) {
        conditions.push((key, Placed { value, span }));
    }
}

fn examples(source: &mut Source, table: &mut Table, key: &'static str) -> Vec<PlacedExample> {
    let mut found = Vec::new();
    for mut example in table.tables(source, key) {
        let Some(text) = example.string(source, "text") else { continue };
        let mut values = Vec::new();
        for mut claim in example.tables(source, "claims") {
            for name in CLAIM_KEYS {
                values.extend(claim.strings(source, name).into_iter().map(|v| (name, v)));
            }
        }
        found.push(PlacedExample { text, values });
    }
    found
}

impl PlacedRule {
    /// The condition named `key`.
    pub fn condition(&self, key: &str) -> Option<&Placed<String>> {
        self.conditions.iter().find(|(name, _)| *name == key).map(|(_, value)| value)
    }

    /// The slots of `role`.
    pub fn slots_of(&self, role: &str) -> &[Placed<String>] {
        self.slots.iter().find(|(name, _)| *name == role).map_or(&[], |(_, list)| list)
    }

    /// The kind of cue, as a word with its article.
    pub fn cue_name(&self) -> &'static str {
        match self.cue {
            Some(CueKind::Verb) => "a verb",
            Some(CueKind::Noun) => "a noun",
            Some(CueKind::Adjective) => "an adjective",
            Some(CueKind::Phrase) => "a phrase",
            Some(CueKind::Pattern) => "a pattern",
            None => "a clause",
        }
    }
}

/// The words of a cue in lower case; hyphens part words, as they do for the engine.
pub fn words_of(cue: &str) -> Vec<String> {
    let parts = cue.split(|c: char| c.is_whitespace() || c == '-').filter(|w| !w.is_empty());
    parts.map(str::to_lowercase).collect()
}
