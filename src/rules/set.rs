//! A rule set: all rules, ready to be looked up by the words of a clause.

use super::pattern::Patterns;
use super::rule::{CueKind, Rule};
use super::written;
use crate::diagnostic::{Diagnostic, Severity, Source, nearest};
use crate::lexicon::KeyMap;
use crate::lexicon::inflect::with_s;
use crate::split::word_key;
use std::collections::BTreeMap;

/// The rule files that come with the program: name and text.
pub const RULES: [(&str, &str); 6] = [
    ("rules/refuse_warn.toml", include_str!("../../rules/refuse_warn.toml")),
    ("rules/demand.toml", include_str!("../../rules/demand.toml")),
    ("rules/commit_offer.toml", include_str!("../../rules/commit_offer.toml")),
    ("rules/propose_provide.toml", include_str!("../../rules/propose_provide.toml")),
    ("rules/judgement.toml", include_str!("../../rules/judgement.toml")),
    ("rules/no_claim.toml", include_str!("../../rules/no_claim.toml")),
];

/// A cue by its first word: the keys behind it, and the rule.
#[derive(Clone, Debug)]
pub struct CueEntry {
    /// Keys of the words that must follow.
    pub rest: Vec<u64>,
    /// Index of the rule.
    pub rule: usize,
    /// Index of the cue in the rule's list.
    pub cue: usize,
}

/// All rules of a run.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    rules: Vec<Rule>,
    verbs: KeyMap<Vec<CueEntry>>,
    nouns: KeyMap<Vec<CueEntry>>,
    adjectives: KeyMap<Vec<CueEntry>>,
    phrases: KeyMap<Vec<CueEntry>>,
    patterns: Patterns,
    shapes: Vec<usize>,
}

impl RuleSet {
    /// The rules that come with the program.
    ///
    /// # Errors
    /// The mistakes in the embedded files; there are none in a released program.
    pub fn embedded() -> Result<Self, Vec<Diagnostic>> {
        Self::parse(RULES)
    }

    /// Reads rule files: a rule of a later file replaces one of the same name of an earlier file.
    ///
    /// # Errors
    /// All mistakes of all files.
    pub fn parse<'s>(files: impl IntoIterator<Item = (&'s str, &'s str)>) -> Result<Self, Vec<Diagnostic>> {
        let mut diagnostics = Vec::new();
        let mut by_name: BTreeMap<String, Rule> = BTreeMap::new();
        for (file, text) in files {
            let mut source = Source::new(file, text);
            for rule in written::read(&mut source) {
                if by_name.get(&rule.name).is_some_and(|known| known.file == rule.file) {
                    let span = text
                        .rfind(&format!("\"{}\"", rule.name))
                        .map_or(0..0, |at| at..at + rule.name.len() + 2);
                    source.error(
                        "duplicate-name",
                        span,
                        format!("a second rule `{}`", rule.name),
                        "named above already",
                        Some("give it another name".into()),
                    );
                }
                by_name.insert(rule.name.clone(), rule);
            }
            diagnostics.append(&mut source.diagnostics);
        }
        if diagnostics.iter().any(|d| d.severity == Severity::Error) {
            return Err(diagnostics);
        }
        Ok(Self::index(by_name.into_values().collect()))
    }

    fn index(rules: Vec<Rule>) -> Self {
        let mut set = Self::default();
        for (index, rule) in rules.iter().enumerate() {
            let Some(kind) = rule.cue else {
                set.shapes.push(index);
                continue;
            };
            let map = match kind {
                CueKind::Verb => &mut set.verbs,
                CueKind::Noun => &mut set.nouns,
                CueKind::Adjective => &mut set.adjectives,
                CueKind::Phrase => &mut set.phrases,
                CueKind::Pattern => continue,
            };
            for (cue, written) in rule.cues.iter().enumerate() {
                let mut words =
                    written.split(|c: char| c.is_whitespace() || c == '-').filter(|w| !w.is_empty());
                let Some(first) = words.next() else { continue };
                let rest: Vec<u64> = words.map(word_key).collect();
                let entry = CueEntry { rest, rule: index, cue };
                if kind == CueKind::Noun {
                    map.entry(word_key(&with_s(first))).or_default().push(entry.clone());
                }
                map.entry(word_key(first)).or_default().push(entry);
            }
        }
        for map in [&mut set.verbs, &mut set.nouns, &mut set.adjectives, &mut set.phrases] {
            for entries in map.values_mut() {
                entries.sort_by_key(|e| std::cmp::Reverse(e.rest.len()));
            }
        }
        let patterns: Vec<(&str, usize)> = rules
            .iter()
            .enumerate()
            .filter(|(_, rule)| rule.cue == Some(CueKind::Pattern))
            .flat_map(|(index, rule)| rule.cues.iter().map(move |cue| (cue.as_str(), index)))
            .collect();
        set.patterns = Patterns::new(&patterns);
        set.rules = rules;
        set
    }

    /// All rules, by name.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule named `name`, or the nearest name.
    pub fn named(&self, name: &str) -> Result<&Rule, Option<&str>> {
        self.rules
            .iter()
            .find(|r| r.name == name)
            .ok_or_else(|| nearest(name, self.rules.iter().map(|r| r.name.as_str())))
    }

    /// Cues that are regular expressions.
    pub fn patterns(&self) -> &Patterns {
        &self.patterns
    }

    /// Rules on the shape of a clause alone.
    pub fn shapes(&self) -> &[usize] {
        &self.shapes
    }

    /// Cues of the kind `kind` that begin with the word of key `first`, the longest first.
    pub fn cues(&self, kind: CueKind, first: u64) -> &[CueEntry] {
        let map = match kind {
            CueKind::Verb => &self.verbs,
            CueKind::Noun => &self.nouns,
            CueKind::Adjective => &self.adjectives,
            CueKind::Phrase => &self.phrases,
            CueKind::Pattern => return &[],
        };
        map.get(&first).map_or(&[], Vec::as_slice)
    }
}
