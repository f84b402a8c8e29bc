//! The clause reader: hangs each verb group of a sentence on the clauses before it.
//!
//! One pass over the verb groups. What stands between two of them (the gap) holds the subject of the
//! next, a conjunction or relative pronoun, or a subject that must wait because something was put
//! between it and its verb.

use super::class::{Class, Form};
use super::clause::{Clause, Group, Kind, fails, groups, modal_of};
use super::word::Word;
use crate::lexicon::Classes;
use std::ops::Range;

/// A subject that still waits for its verb, because something was put in between.
struct Pending {
    zone: Range<usize>,
    marker: Option<usize>,
    kind: Kind,
    parent: Option<usize>,
}

/// Reads the clauses of a sentence; `text` gives a word's text.
pub fn clauses(words: &[Word], text: impl Fn(usize) -> String) -> Vec<Clause> {
    let mut reader = Reader { words, text: &text, found: Vec::new(), pending: Vec::new() };
    for group in groups(words, &text) {
        reader.group(group);
    }
    reader.found
}

pub(super) struct Reader<'w, T: Fn(usize) -> String> {
    pub(super) words: &'w [Word],
    text: &'w T,
    pub(super) found: Vec<Clause>,
    pending: Vec<Pending>,
}

impl<T: Fn(usize) -> String> Reader<'_, T> {
    fn group(&mut self, group: Group) {
        let words = self.words;
        let from = self.found.last().map_or(0, |c: &Clause| c.group.end);
        let range = group.range;
        let gap = from..range.start;
        let head = words[group.head];
        let be = range.clone().any(|i| words[i].class == Class::Be);
        let have = range.clone().any(|i| words[i].class == Class::Have && i != group.head);
        let finite = !group.to
            && match words[range.start].class {
                Class::Verb(form) => {
                    matches!(form, Form::Third | Form::Past)
                        || (form == Form::Base && self.base_is_finite(&gap))
                }
                Class::Be => !self.is(range.start, &["being", "be", "been"]),
                Class::Have => !self.is(range.start, &["having"]),
                _ => true,
            };
        let participle = matches!(head.class, Class::Verb(Form::PastParticiple));
        // "has yet to": what has not come about.
        let yet = range.clone().any(|i| words[i].class == Class::Have && self.is(i + 1, &["yet"]));
        let mut clause = Clause {
            kind: Kind::Main,
            begin: range.start,
            marker: None,
            head: group.head,
            subject: 0..0,
            own_subject: false,
            parent: None,
            passive: participle && (be || !have),
            negated: yet || self.negated(&range),
            modal: if yet { None } else { modal_of(words, &range, self.text) },
            finite,
            past: matches!(head.class, Class::Verb(Form::Past))
                || matches!(words[range.start].class, Class::Verb(Form::Past))
                || have
                || participle
                || self.past_auxiliary(&range),
            progressive: be && matches!(head.class, Class::Verb(Form::PresentParticiple)),
            group: range,
        };
        self.wait(&gap, finite);
        if group.to {
            self.infinitive(&mut clause, &gap);
        } else if finite {
            self.finite(&mut clause, &gap);
        } else {
            self.non_finite(&mut clause, &gap);
        }
        self.found.push(clause);
    }

    pub(super) fn is(&self, at: usize, any: &[&str]) -> bool {
        at < self.words.len() && any.contains(&(self.text)(at).to_ascii_lowercase().as_str())
    }

    fn past_auxiliary(&self, group: &Range<usize>) -> bool {
        group.clone().any(|i| {
            matches!(self.words[i].class, Class::Be | Class::Do | Class::Have)
                && self.is(i, &["was", "were", "did", "had"])
        })
    }

    fn negated(&self, group: &Range<usize>) -> bool {
        let denies = |i: usize| self.words.get(i).is_some_and(|w| w.class == Class::Negation);
        if group.clone().any(|i| self.is(i, &["cannot"]) || self.fails(i)) {
            return true;
        }
        let inverted = group.start.checked_sub(1).is_some_and(|i| self.is(i, &["nor", "neither", "without"]));
        inverted
            || group.start.checked_sub(1).is_some_and(denies)
            || group.clone().any(denies)
            || denies(group.end)
    }

    /// "Failed to ratify": what was not done.
    fn fails(&self, at: usize) -> bool {
        fails(self.words, at, self.text)
    }

    /// A base form without auxiliary is finite behind a subject of its own.
    fn base_is_finite(&self, gap: &Range<usize>) -> bool {
        let last = self.words[gap.clone()]
            .iter()
            .rev()
            .map(|w| w.class)
            .find(|c| !matches!(c, Class::Adverb | Class::Negation));
        last.is_some_and(|c| {
            c.is_nominal()
                || matches!(
                    c,
                    Class::Relative | Class::Bracket | Class::Dash | Class::Quote | Class::Adjective
                )
        })
    }

    pub(super) fn has_nominal(&self, range: Range<usize>) -> bool {
        self.words[range].iter().any(|w| w.class.is_nominal() || w.class == Class::Determiner)
    }

    /// Whether a comma, dash or quotation mark stands in the range.
    fn breaks(&self, range: Range<usize>) -> bool {
        self.words[range].iter().any(|w| matches!(w.class, Class::Comma | Class::Quote | Class::Dash))
    }

    /// The nearest finite clause that is not a relative clause, looking back.
    pub(super) fn last_finite(&self) -> Option<usize> {
        let found = &self.found;
        found
            .iter()
            .rposition(|c| c.finite && c.kind != Kind::Relative)
            .or_else(|| found.iter().rposition(|c| c.finite))
    }

    pub(super) fn root(&self, mut at: usize) -> usize {
        while let Some(parent) = self.found[at].parent {
            at = parent;
        }
        at
    }

    fn last_boundary(&self, gap: &Range<usize>) -> Option<usize> {
        gap.clone().rev().find(|&i| {
            matches!(
                self.words[i].class,
                Class::Coordinator
                    | Class::Comma
                    | Class::Dash
                    | Class::Semicolon
                    | Class::Colon
                    | Class::Quote
            ) || (self.words[i].class == Class::Stop && !self.is(i, &["."]))
        })
    }

    /// The noun phrase before a relative pronoun at `at`, no further back than `from`.
    fn antecedent(&self, from: usize, at: usize) -> Range<usize> {
        // "Patience with the Germans, who": *who* goes with the noun right before it.
        let who = self.is(at, &["who", "whom", "whose"]);
        let preposition =
            |i: &usize| who && self.words[*i].class == Class::Preposition && !self.is(*i, &["of"]);
        let from = (from..at).rev().find(preposition).map_or(from, |p| p + 1);
        let boundary = (from..at.saturating_sub(1))
            .rev()
            .find(|&i| matches!(self.words[i].class, Class::Comma | Class::Coordinator | Class::Dash));
        boundary.map_or(from, |b| b + 1)..at
    }

    /// The kind of clause that the conjunction or relative pronoun at `at` opens.
    fn kind_of(&self, at: usize) -> Kind {
        if self.words[at].class == Class::Relative {
            Kind::Relative
        } else if self.is(at, &["that", "whether", "what", "how", "why", "who", "which", "whom", "whose"]) {
            Kind::Complement
        } else if self.is(at, &["if", "unless", "once", "provided", "until"]) {
            Kind::Condition
        } else {
            Kind::Adverbial
        }
    }

    /// Remembers a subject in the gap that the coming verb group does not take.
    fn wait(&mut self, gap: &Range<usize>, finite: bool) {
        let words = self.words;
        let marker =
            gap.clone().rev().find(|&i| matches!(words[i].class, Class::Subordinator | Class::Relative));
        let before = gap.start..marker.unwrap_or(gap.end);
        let reporting = self
            .found
            .last()
            .is_some_and(|c| words[c.head].traits.any(Classes::REPORTING.with(Classes::CLAUSAL)));
        let opens = words[before.clone()].first().is_some_and(|w| {
            !matches!(
                w.class,
                Class::Comma | Class::Quote | Class::Stop | Class::Preposition | Class::Coordinator
            )
        });
        let parent = self.found.len().checked_sub(1);
        // A fronted phrase ("In a statement carried by …") is no subject.
        let fronted = self.words[before.clone()].first().is_some_and(|w| w.class == Class::Preposition)
            && !self.words[before.clone()].iter().any(|w| w.class == Class::Comma);
        if fronted {
            return;
        }
        if (marker.is_some() || !finite) && self.has_nominal(before.clone()) {
            if parent.is_none() {
                self.pending.push(Pending { zone: before, marker: None, kind: Kind::Main, parent });
            } else if reporting && opens && marker.is_none_or(|m| words[m].class == Class::Relative) {
                self.pending.push(Pending { zone: before, marker: None, kind: Kind::Complement, parent });
            }
        }
        if let Some(at) = marker
            && !finite
            && self.has_nominal(at + 1..gap.end)
        {
            self.pending.push(Pending { zone: at + 1..gap.end, marker, kind: self.kind_of(at), parent });
        }
    }

    fn finite(&mut self, clause: &mut Clause, gap: &Range<usize>) {
        let words = self.words;
        let start = clause.group.start;
        let marker =
            gap.clone().rev().find(|&i| matches!(words[i].class, Class::Subordinator | Class::Relative));
        if let Some(at) = marker {
            return self.subordinate(clause, at, gap);
        }
        let Some(previous) = self.found.last() else {
            // "Everything you need to know": a heading that is one noun phrase.
            let pronoun = gap
                .end
                .checked_sub(1)
                .is_some_and(|i| self.is(i, &["you", "we", "they", "it", "he", "she", "i"]));
            if pronoun && gap.len() > 1 && words[gap.end - 2].class.is_nominal() {
                clause.kind = Kind::Relative;
            }
            clause.begin = 0;
            clause.subject = gap.clone();
            clause.own_subject = true;
            return;
        };
        // "Joining the alliance will make it safer": what is done is the subject.
        let gerund = self.found.len() == 1
            && previous.kind == Kind::Participle
            && words[previous.group.start].class == Class::Verb(Form::PresentParticiple)
            && words[..previous.group.start].iter().all(|w| matches!(w.class, Class::Quote | Class::Other))
            && !self.breaks(gap.clone());
        if gerund {
            clause.begin = previous.group.start;
            clause.subject = previous.group.start..start;
            clause.own_subject = true;
            return;
        }
        let reporting = words[previous.head].traits.any(Classes::REPORTING.with(Classes::CLAUSAL));
        if reporting && !self.breaks(gap.clone()) && (gap.is_empty() || self.has_nominal(gap.clone())) {
            clause.kind = Kind::Complement;
            clause.begin = gap.start;
            clause.own_subject = !gap.is_empty();
            clause.subject = match previous.marker {
                _ if !gap.is_empty() => gap.clone(),
                Some(at) if previous.kind == Kind::Relative => self.antecedent(0, at),
                _ => previous.subject.clone(),
            };
            clause.parent = Some(self.found.len() - 1);
            return;
        }
        let boundary = self.last_boundary(gap);
        let behind = boundary.is_some_and(|b| self.has_nominal(b + 1..start));
        let coordinated = boundary.is_some_and(|b| words[b].class == Class::Coordinator);
        let fresh = behind && !(coordinated && self.only_a_list(gap));
        if !fresh
            && (behind || !coordinated)
            && let Some(waiting) = self.pending.pop()
        {
            clause.begin = start;
            clause.subject = waiting.zone;
            clause.own_subject = true;
            clause.kind = waiting.kind;
            clause.marker = waiting.marker;
            clause.parent = waiting.parent;
            return;
        }
        match boundary {
            Some(at) => self.beside(clause, at, gap),
            None if gap.is_empty() => self.take_over(clause),
            // "For NATO to offer it would be new": the infinitive is the subject.
            None if !self.found.iter().any(|c| c.finite) => {
                clause.subject = gap.clone();
                clause.own_subject = true;
            }
            None => self.bare_relative(clause, gap),
        }
    }

    /// Whether the coordinator in the gap only joins nouns: no finite main clause came before it.
    fn only_a_list(&self, gap: &Range<usize>) -> bool {
        !self.pending.is_empty()
            && !self.found.iter().any(|c| c.finite && c.kind == Kind::Main)
            && !self.words[gap.clone()].iter().any(|w| w.class == Class::Comma)
    }

    /// "The protection Ukraine is offered depends": two finite verbs in a row. The first was a relative
    /// clause without its pronoun, and what stood before its subject is the subject of the second.
    fn take_over(&mut self, clause: &mut Clause) {
        let last = self.found.len() - 1;
        if self.found[last].kind == Kind::Complement && self.found[last].begin == 0 {
            // "What they want is a treaty": the verb inside says how the rest is meant.
            self.found[last].kind = Kind::Main;
            clause.kind = Kind::Complement;
            clause.parent = Some(last);
            return;
        }
        let zone = self.found[last].subject.clone();
        let opens =
            |i: &usize| matches!(self.words[*i].class, Class::Determiner | Class::Pronoun | Class::Name);
        let own = zone.clone().rev().take_while(opens).last().unwrap_or(zone.end);
        if !self.found[last].own_subject || own <= zone.start || own >= zone.end {
            clause.subject = zone;
            return;
        }
        clause.kind = self.found[last].kind;
        clause.parent = self.found[last].parent;
        clause.subject = zone.start..own;
        clause.own_subject = true;
        let relative = &mut self.found[last];
        relative.kind = Kind::Relative;
        relative.begin = own;
        relative.subject = own..zone.end;
        relative.parent = None;
    }

    /// "The weapons it needs": a relative clause without its pronoun.
    fn bare_relative(&mut self, clause: &mut Clause, gap: &Range<usize>) {
        let opens =
            |i: &usize| matches!(self.words[*i].class, Class::Determiner | Class::Pronoun | Class::Name);
        let last = gap.clone().rev().find(opens).unwrap_or(gap.start);
        let own = (gap.start..=last).rev().take_while(opens).last().unwrap_or(last).min(clause.group.start);
        clause.kind = Kind::Relative;
        clause.begin = own;
        clause.subject = own..clause.group.start;
        clause.own_subject = true;
        clause.parent = Some(self.found.len() - 1);
    }

    fn subordinate(&mut self, clause: &mut Clause, at: usize, gap: &Range<usize>) {
        let start = clause.group.start;
        clause.marker = Some(at);
        clause.begin = at;
        clause.parent = self.found.len().checked_sub(1);
        clause.kind = self.kind_of(at);
        let own = self.has_nominal(at + 1..start);
        if own {
            clause.subject = at + 1..start;
            clause.own_subject = true;
        }
        match clause.kind {
            Kind::Relative if !own => clause.subject = self.antecedent(gap.start, at),
            Kind::Condition | Kind::Adverbial => clause.parent = self.last_finite().or(clause.parent),
            // "said that A, and that B": B stands beside A.
            Kind::Complement if at > 0 && self.words[at - 1].class == Class::Coordinator => {
                if let Some(beside) = self.found.iter().rfind(|c| c.kind == Kind::Complement) {
                    clause.parent = beside.parent;
                }
            }
            _ => {}
        }
    }

    fn infinitive(&mut self, clause: &mut Clause, gap: &Range<usize>) {
        let words = self.words;
        clause.kind = Kind::Infinitive;
        clause.marker = Some(clause.group.start);
        let Some(parent) = self.found.len().checked_sub(1) else { return };
        clause.parent = Some(parent);
        // "and to help": the same rank as the infinitive before it.
        let joined = words[gap.clone()].last().is_some_and(|w| w.class == Class::Coordinator);
        if joined && let Some(sibling) = self.found.iter().rposition(|c| c.kind == Kind::Infinitive) {
            clause.parent = self.found[sibling].parent;
            clause.subject = self.found[sibling].subject.clone();
            return;
        }
        clause.subject = self.found[parent].subject.clone();
        let plain = words[gap.clone()].iter().all(|w| !matches!(w.class, Class::Preposition | Class::Comma));
        let preposition = gap.clone().find(|&i| words[i].class == Class::Preposition);
        if plain && self.has_nominal(gap.clone()) {
            clause.subject = gap.clone();
            clause.own_subject = true;
        } else if let Some(at) = preposition
            && self.is(at, &["for", "on", "upon"])
            && self.has_nominal(at + 1..gap.end)
        {
            clause.subject = at + 1..gap.end;
            clause.own_subject = true;
        }
    }

    fn non_finite(&mut self, clause: &mut Clause, gap: &Range<usize>) {
        let words = self.words;
        clause.kind = Kind::Participle;
        let Some(parent) = self.found.len().checked_sub(1) else {
            if self.has_nominal(gap.clone()) {
                clause.subject = gap.clone();
            }
            return;
        };
        clause.parent = Some(parent);
        let last = words[gap.clone()].iter().rev().map(|w| w.class).find(|c| *c != Class::Adverb);
        let form = words[clause.group.start].class;
        match last {
            // "will expand …, enhance … and work": a base form takes over modal and subject.
            Some(Class::Coordinator | Class::Comma) if form == Class::Verb(Form::Base) => self.share(clause),
            Some(Class::Coordinator) => {
                let model = &self.found[parent];
                clause.subject = model.subject.clone();
                clause.parent = if model.kind == Kind::Participle { model.parent } else { Some(parent) };
                // "have agreed to X and pledged Y": the auxiliary is shared.
                if form == Class::Verb(Form::PastParticiple) && model.finite {
                    clause.kind = model.kind;
                    clause.finite = true;
                    clause.passive = model.passive;
                    clause.modal = model.modal;
                    clause.parent = model.parent;
                }
            }
            Some(Class::Preposition) => self.behind_preposition(clause, gap, parent),
            Some(class) if class.is_nominal() => {
                clause.subject = gap.clone();
                clause.own_subject = true;
            }
            None => clause.subject = self.found[parent].subject.clone(),
            _ => {
                let finite = self.last_finite().unwrap_or(parent);
                clause.parent = Some(finite);
                clause.subject = self.found[finite].subject.clone();
            }
        }
    }

    fn share(&self, clause: &mut Clause) {
        let model = self.found.iter().rfind(|c| {
            c.modal.is_some()
                || c.kind == Kind::Infinitive
                || self.words[c.group.start].class == Class::Verb(Form::Base)
        });
        if let Some(model) = model {
            clause.kind = model.kind;
            clause.parent = model.parent;
            clause.modal = model.modal;
            clause.finite = model.finite;
            clause.subject = model.subject.clone();
        }
    }

    /// "Criticised Moscow for rejecting": the one criticised is the one who rejects.
    fn behind_preposition(&self, clause: &mut Clause, gap: &Range<usize>, parent: usize) {
        clause.subject = self.found[parent].subject.clone();
        let at = gap.end - 1;
        let named = self.words[gap.start..at].iter().any(|w| matches!(w.class, Class::Name | Class::Pronoun));
        if self.is(at, &["for", "of", "from", "into"]) && named && !self.breaks(gap.start..at) {
            clause.subject = gap.start..at;
            clause.own_subject = true;
        }
    }
}
