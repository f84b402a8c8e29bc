//! Finding cues: the words of a clause that a rule lists.

use super::reading::{Class, Form};
use super::sentence::SentenceView;
use super::slots::CueAt;
use crate::lexicon::Classes;
use crate::rules::{CueEntry, CueKind, RuleSet};
use std::ops::Range;

/// How far a particle may stand from its verb: "ask the European Union for".
const PARTICLE_WORDS: usize = 6;

impl CueAt {
    /// Where the cue of `entry` stands in clause `clause`; no noun.
    fn listed(clause: usize, words: Range<usize>, entry: &CueEntry) -> Self {
        let length = 1 + entry.rest.len();
        Self { clause, words, noun: false, light: false, length, listed: Some(entry.cue) }
    }
}

impl SentenceView<'_> {
    /// All cues in clause `at`, with their rules.
    pub fn cues(&self, at: usize, rules: &RuleSet) -> Vec<(usize, CueAt)> {
        let clause = &self.clauses[at];
        let mut found = Vec::new();
        let head = clause.head;
        if matches!(self.words[head].class, Class::Verb(_) | Class::Have | Class::Be) {
            for entry in rules.cues(CueKind::Verb, self.words[head].lemma) {
                let cue = |end| CueAt::listed(at, head..end, entry);
                if let Some(end) = self.follows(head + 1, &entry.rest) {
                    found.push((entry.rule, cue(end)));
                } else if self.particle_later(head + 1, &entry.rest) {
                    found.push((entry.rule, cue(head + 1)));
                }
            }
        }
        self.adjectives(at, rules, &mut found);
        let light = self.words[head].traits.any(Classes::LIGHT)
            || matches!(self.words[head].class, Class::Have | Class::Be);
        for word in 0..self.words.len() {
            if self.owner[word] != Some(at) && !clause.group.contains(&word) {
                continue;
            }
            let key = self.tokens[word].key;
            if matches!(self.words[word].class, Class::Noun | Class::Name) {
                for entry in rules.cues(CueKind::Noun, key) {
                    if let Some(end) = self.follows(word + 1, &entry.rest) {
                        let light = light && word >= clause.group.end;
                        let cue = CueAt { noun: true, light, ..CueAt::listed(at, word..end, entry) };
                        found.push((entry.rule, cue));
                    }
                }
            }
            for entry in rules.cues(CueKind::Phrase, key) {
                if let Some(end) = self.follows(word + 1, &entry.rest) {
                    found.push((entry.rule, CueAt::listed(at, word..end, entry)));
                }
            }
        }
        for (words, rule) in &self.patterns {
            if self.owner[words.start] == Some(at) || clause.group.contains(&words.start) {
                let length = words.len();
                let words = words.clone();
                found.push((
                    *rule,
                    CueAt { clause: at, words, noun: false, light: false, length, listed: None },
                ));
            }
        }
        found
    }

    /// Adjectives behind a copula, and participles that serve as one.
    fn adjectives(&self, at: usize, rules: &RuleSet, found: &mut Vec<(usize, CueAt)>) {
        let clause = &self.clauses[at];
        let head = clause.head;
        let participle =
            matches!(self.words[head].class, Class::Verb(Form::PastParticiple)) && clause.passive;
        let copula = self.words[head].class == Class::Be || self.words[head].traits.any(Classes::COPULA);
        let from = if participle { head } else { head + 1 };
        if !participle && !copula {
            return;
        }
        for word in from..(from + 6).min(self.words.len()) {
            let ends = matches!(
                self.words[word].class,
                Class::Preposition | Class::Comma | Class::To | Class::Subordinator | Class::Relative
            );
            if word > from && ends {
                break;
            }
            for entry in rules.cues(CueKind::Adjective, self.tokens[word].key) {
                if let Some(end) = self.follows(word + 1, &entry.rest) {
                    found.push((entry.rule, CueAt::listed(at, word..end, entry)));
                }
            }
        }
    }

    /// Where the words of `rest` end, if they stand from `at` on; hyphens and adverbs are passed over.
    fn follows(&self, mut at: usize, rest: &[u64]) -> Option<usize> {
        for &key in rest {
            while self.words.get(at).is_some_and(|w| {
                matches!(w.class, Class::Joint | Class::Adverb) && self.tokens[at].key != key
            }) {
                at += 1;
            }
            if self.tokens.get(at)?.key != key {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// Whether the one particle of a verb stands behind its object.
    fn particle_later(&self, from: usize, rest: &[u64]) -> bool {
        let &[particle] = rest else { return false };
        for at in from..(from + PARTICLE_WORDS).min(self.words.len()) {
            if self.tokens[at].key == particle {
                return at > from && matches!(self.words[at].class, Class::Preposition | Class::Adverb);
            }
            let class = self.words[at].class;
            let object = class.is_nominal()
                || matches!(class, Class::Determiner | Class::Adjective | Class::Possessive | Class::Joint);
            if !object {
                return false;
            }
        }
        false
    }
}
