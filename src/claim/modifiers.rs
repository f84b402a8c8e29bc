//! Modifiers by scope: denial, modality and condition of a clause.
//!
//! The method is that of ConText (Harkema and others, 2009): a trigger, the stretch it governs, and
//! what ends that stretch. Triggers are data, the stretch is that of the shallow reading.

use super::reading::clause::{Kind, Modal};
use super::reading::{Class, Form};
use super::sentence::SentenceView;
use super::types::{Condition, Modality};
use crate::lexicon::{ModifierLexicon, Scope};

/// A condition of a sentence, in words.
#[derive(Clone, Debug)]
pub struct ConditionAt {
    /// First word of the trigger.
    pub start: usize,
    /// Word behind the trigger.
    pub trigger_end: usize,
    /// Word behind the condition.
    pub end: usize,
}

impl SentenceView<'_> {
    /// All conditions of the sentence, in text order.
    pub fn conditions(&self, lexicon: &ModifierLexicon) -> Vec<ConditionAt> {
        let mut found: Vec<ConditionAt> = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let Some(hit) = lexicon.conditions.longest_at(self.raw, self.tokens, at) else {
                at += 1;
                continue;
            };
            let end = match *hit.value {
                Scope::None => {
                    at = hit.end;
                    continue;
                }
                Scope::Clause => self.clause_end(at, hit.end),
                Scope::Phrase => self.phrase_end(hit.end),
            };
            // "Left without a deal" says what did not come, "without a deal, they will leave" on what it hangs.
            let without = self.text(at).eq_ignore_ascii_case("without");
            if without
                && at > 1
                && !self.clauses.iter().any(|c| c.modal.is_some() && c.group.start < end.max(at + 1) + 12)
            {
                at = hit.end;
                continue;
            }
            let clause_needed = *hit.value == Scope::Clause;
            if end > hit.end && (!clause_needed || self.opens_condition(at, hit.end)) {
                found.push(ConditionAt { start: at, trigger_end: hit.end, end });
                at = end;
            } else {
                at = hit.end;
            }
        }
        if found.is_empty()
            && let Some(inverted) = self.inverted()
        {
            found.push(inverted);
        }
        found
    }

    /// "Should hostilities erupt, …": a condition by word order alone.
    fn inverted(&self) -> Option<ConditionAt> {
        let first = self.words.iter().position(|w| !matches!(w.class, Class::Quote))?;
        let opener =
            self.words[first].class == Class::Modal && self.text(first).eq_ignore_ascii_case("should");
        let comma = (first..self.words.len()).find(|&i| self.words[i].class == Class::Comma)?;
        (opener && comma > first + 2).then_some(ConditionAt {
            start: first,
            trigger_end: first + 1,
            end: comma,
        })
    }

    fn opens_condition(&self, start: usize, trigger_end: usize) -> bool {
        if trigger_end - start > 1 {
            return true;
        }
        // "whether or if", "asked if": a question, not a condition.
        let asked = start > 0
            && matches!(self.words[start - 1].class, Class::Verb(_))
            && self.text(start).eq_ignore_ascii_case("if");
        let subordinator = self.words[start].class == Class::Subordinator;
        subordinator && !asked
    }

    fn clause_end(&self, start: usize, from: usize) -> usize {
        let mut verb_seen = false;
        for at in from..self.words.len() {
            let class = self.words[at].class;
            verb_seen |= class.is_verbal();
            let stop = match class {
                Class::Stop | Class::Semicolon | Class::Colon | Class::Dash => true,
                Class::Quote => at > from && verb_seen,
                Class::Comma => {
                    verb_seen
                        && (start == 0 || !self.listed(at) || self.text(at + 1).eq_ignore_ascii_case("but"))
                }
                Class::Coordinator => verb_seen && self.text(at).eq_ignore_ascii_case("but"),
                _ => false,
            };
            if stop {
                return at;
            }
        }
        self.words.len()
    }

    /// Whether a comma only parts the members of a list.
    fn listed(&self, comma: usize) -> bool {
        let next_nominal = self
            .words
            .get(comma + 1)
            .is_some_and(|w| w.class.is_nominal() || matches!(w.class, Class::Determiner | Class::Adjective));
        let verb_soon = self.words[comma + 1..].iter().take(8).any(|w| w.class.is_verbal());
        next_nominal && !verb_soon
    }

    fn phrase_end(&self, from: usize) -> usize {
        for at in from..self.words.len() {
            let class = self.words[at].class;
            let stop = matches!(class, Class::Stop | Class::Semicolon | Class::Colon | Class::Dash)
                || (class == Class::Comma && !self.listed(at))
                || (class == Class::Quote && at > from)
                || (matches!(class, Class::Modal | Class::Be) && at > from + 1)
                || (at > from
                    && self
                        .clauses
                        .iter()
                        .any(|c| c.kind == Kind::Main && c.finite && c.own_subject && c.begin == at));
            if stop {
                return at;
            }
        }
        self.words.len()
    }

    /// The condition that governs clause `at`: one inside its extent, or one that fronts the sentence.
    pub fn condition_of(&self, at: usize, conditions: &[ConditionAt]) -> Option<Condition> {
        let top = self.ancestors(at).last().unwrap_or(at);
        let end = self.extent_end(at);
        let clause = &self.clauses[at];
        let begin = if clause.own_subject { clause.begin.min(clause.subject.start) } else { clause.begin };
        let own = conditions.iter().find(|c| c.start >= begin && c.start < end);
        let found = own
            .or_else(|| {
                conditions.iter().find(|c| {
                    let fronted = c.start <= 1
                        || matches!(
                            self.words[c.start - 1].class,
                            Class::Coordinator | Class::Quote | Class::Dash
                        );
                    fronted && c.end <= self.clauses[top].group.start.max(self.clauses[at].group.start)
                })
            })
            .or_else(|| {
                conditions
                    .iter()
                    .find(|c| c.start >= self.clauses[at].group.start && !self.another_between(at, c.start))
            });
        found.map(|c| Condition {
            span: self.span(c.start..c.end),
            trigger: self.span(c.start..c.trigger_end),
        })
    }

    /// Whether another finite main clause begins between clause `at` and word `until`.
    fn another_between(&self, at: usize, until: usize) -> bool {
        self.clauses.iter().enumerate().any(|(i, c)| {
            i != at
                && c.finite
                && matches!(c.kind, Kind::Main | Kind::Complement | Kind::Relative)
                && c.group.start > self.clauses[at].group.end
                && c.group.start < until
        })
    }

    /// Whether the content of clause `at` is denied.
    pub fn is_denied(&self, at: usize, lexicon: &ModifierLexicon) -> bool {
        let clause = &self.clauses[at];
        let pseudo = |i: usize| lexicon.pseudo_denials.longest_at(self.raw, self.tokens, i).is_some();
        if clause.negated {
            let denial = (clause.group.start.saturating_sub(1)..(clause.group.end + 1).min(self.words.len()))
                .find(|&i| self.words[i].class == Class::Negation);
            // "Failed to ratify" denies without a word of denial.
            return denial.is_none_or(|i| !pseudo(i));
        }
        // "impose no obligations", "no deal was signed"
        let end = self.extent_end(at).min(clause.group.end + 3);
        let object = clause.group.end..end;
        let subject = clause.subject.start..(clause.subject.start + 2).min(clause.subject.end);
        object.chain(if clause.own_subject { subject } else { 0..0 }).any(|i| {
            matches!(self.text(i).to_ascii_lowercase().as_str(), "no" | "neither" | "nobody" | "nothing")
                && !pseudo(i)
        })
    }

    /// How clause `at` is put.
    pub fn modality(&self, at: usize, condition: bool, lexicon: &ModifierLexicon) -> Modality {
        if condition {
            return Modality::Conditional;
        }
        let clause = &self.clauses[at];
        let adverb = (clause.group.start.saturating_sub(1)..(clause.group.end + 2).min(self.words.len()))
            .any(|i| lexicon.is_possible(self.tokens[i].key));
        match clause.modal {
            Some(Modal::Would) if !self.back_shifted(at) => Modality::Conditional,
            Some(Modal::Could | Modal::Can) => Modality::Possible,
            Some(Modal::Must) => Modality::Necessary,
            _ if adverb => Modality::Possible,
            _ => Modality::Actual,
        }
    }

    /// Whether *would* only follows the past tense of a verb of saying or promising.
    pub fn back_shifted(&self, at: usize) -> bool {
        self.ancestors(at).skip(1).any(|a| {
            let head = &self.words[self.clauses[a].head];
            self.clauses[a].past && matches!(head.class, Class::Verb(Form::Past | Form::PastParticiple))
        })
    }
}
