//! A clause: one verb group with its subject and what depends on it.
//!
//! This is a shallow reading, not a parse: clauses are cut at closed-class words, verb groups and
//! punctuation, each clause hangs on an earlier one, and every word belongs to one clause.

use super::word::{Class, Form, Word};
use crate::lexicon::Classes;
use std::ops::Range;

/// How a clause hangs on the rest of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A main clause, or one coordinated with it.
    Main,
    /// A clause behind *that*, or behind a verb of saying.
    Complement,
    /// A condition: *if*, *unless*, *once*, *provided*.
    Condition,
    /// Another adverbial clause: *because*, *while*, *as*.
    Adverbial,
    /// A relative clause.
    Relative,
    /// An infinitive with *to*.
    Infinitive,
    /// A participle or gerund without auxiliary.
    Participle,
}

/// The modal of a verb group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modal {
    /// `will`, `shall`, `is to`, `is going to`
    Will,
    /// `would`
    Would,
    /// `can`
    Can,
    /// `could`, `may`, `might`
    Could,
    /// `should`, `ought to`
    Should,
    /// `must`, `has to`
    Must,
}

/// One clause of a sentence; all ranges count words of the sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// How it hangs on the rest.
    pub kind: Kind,
    /// First word of the clause, its marker included.
    pub begin: usize,
    /// Conjunction, relative pronoun or `to` that opens it.
    pub marker: Option<usize>,
    /// The verb group.
    pub group: Range<usize>,
    /// The last verb of the group: it names what happens.
    pub head: usize,
    /// Where the subject stands; empty where there is none. It may lie outside the clause.
    pub subject: Range<usize>,
    /// Whether the subject is the clause's own, not taken over from another.
    pub own_subject: bool,
    /// The clause it depends on.
    pub parent: Option<usize>,
    /// Whether the verb is passive.
    pub passive: bool,
    /// Whether the verb group denies.
    pub negated: bool,
    /// The modal, if any.
    pub modal: Option<Modal>,
    /// Whether the group is finite.
    pub finite: bool,
    /// Whether it speaks of the past or of something completed.
    pub past: bool,
    /// Whether it is progressive.
    pub progressive: bool,
}

struct Group {
    range: Range<usize>,
    head: usize,
    to: bool,
}

/// Finds the verb groups of a sentence.
fn groups(words: &[Word]) -> Vec<Group> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let class = words[at].class;
        if !(class.is_verbal() || class == Class::To) {
            at += 1;
            continue;
        }
        let mut head = at;
        let mut next = at;
        while next < words.len() {
            let class = words[next].class;
            let chains = match class {
                Class::To => next == at || words[head].class == Class::Have || words[head].class == Class::Be,
                Class::Modal => next == at,
                Class::Be | Class::Have | Class::Do => {
                    !matches!(words[head].class, Class::Verb(_)) || next == at
                }
                Class::Verb(form) => match words[head].class {
                    Class::Verb(_) => next == at,
                    Class::Be => next == at || matches!(form, Form::PastParticiple | Form::PresentParticiple),
                    Class::Have => matches!(form, Form::PastParticiple),
                    _ => true,
                },
                Class::Negation | Class::Adverb => {
                    next += 1;
                    continue;
                }
                _ => false,
            };
            if !chains {
                break;
            }
            head = next;
            next += 1;
            if matches!(class, Class::Verb(_)) {
                break;
            }
        }
        // A `to` that found no verb is a preposition after all.
        if words[head].class == Class::To && head > at {
            head -= 1;
            while head > at && !words[head].class.is_verbal() {
                head -= 1;
            }
        }
        if words[head].class != Class::To {
            found.push(Group { range: at..head + 1, head, to: class == Class::To });
        }
        at = head + 1;
    }
    found
}

fn modal_of(words: &[Word], group: &Range<usize>, text: &impl Fn(usize) -> String) -> Option<Modal> {
    for at in group.clone() {
        match words[at].class {
            Class::Modal => {
                return Some(match text(at).to_ascii_lowercase().as_str() {
                    "would" | "'d" | "’d" => Modal::Would,
                    "can" | "ca" | "cannot" => Modal::Can,
                    "could" | "may" | "might" => Modal::Could,
                    "should" | "ought" => Modal::Should,
                    "must" => Modal::Must,
                    _ => Modal::Will,
                });
            }
            Class::To if at > group.start => {
                return Some(if words[at - 1].class == Class::Have { Modal::Must } else { Modal::Will });
            }
            _ => {}
        }
    }
    None
}

/// Reads the clauses of a sentence; `text` gives a word's text.
pub fn clauses(words: &[Word], text: impl Fn(usize) -> String) -> Vec<Clause> {
    let mut found: Vec<Clause> = Vec::new();
    // Where the main-level stretch that still waits for its finite verb begins.
    let mut pending = 0;
    let mut pending_open = true;
    for group in groups(words) {
        let from = found.last().map_or(0, |c: &Clause| c.group.end);
        let gap = from..group.range.start;
        let first = words[group.range.start].class;
        let head = words[group.head];
        let modal = modal_of(words, &group.range, &text);
        let be = group.range.clone().any(|i| words[i].class == Class::Be);
        let have = group.range.clone().any(|i| words[i].class == Class::Have && i != group.head);
        let finite = !group.to
            && match first {
                Class::Verb(form) => {
                    matches!(form, Form::Third | Form::Past)
                        || (form == Form::Base && base_is_finite(words, &gap))
                }
                Class::Be => {
                    !matches!(text(group.range.start).to_ascii_lowercase().as_str(), "being" | "be" | "been")
                }
                Class::Have => !text(group.range.start).eq_ignore_ascii_case("having"),
                _ => true,
            };
        let participle = matches!(head.class, Class::Verb(Form::PastParticiple));
        let mut clause = Clause {
            kind: Kind::Main,
            begin: group.range.start,
            marker: None,
            head: group.head,
            subject: 0..0,
            own_subject: false,
            parent: None,
            passive: participle && (be || !have),
            negated: negated(words, &group.range),
            modal,
            finite,
            past: matches!(head.class, Class::Verb(Form::Past))
                || have
                || participle
                || past_be(words, &group.range, &text),
            progressive: be && matches!(head.class, Class::Verb(Form::PresentParticiple)),
            group: group.range.clone(),
        };
        if group.to {
            infinitive(&mut clause, words, &gap, &found);
        } else if finite {
            finite_clause(&mut clause, words, &gap, &found, pending, pending_open, &text);
        } else {
            non_finite(&mut clause, words, &gap, &found);
        }
        if clause.kind == Kind::Main && clause.finite {
            pending_open = false;
        } else if found.is_empty()
            && matches!(clause.kind, Kind::Condition | Kind::Adverbial | Kind::Infinitive | Kind::Participle)
            && clause.begin == 0
        {
            // A fronted clause: the main subject comes behind it.
            pending = clause.group.end;
        }
        found.push(clause);
        if let Some(last) = found.last()
            && last.kind == Kind::Main
            && last.finite
        {
            pending = last.group.end;
        }
    }
    found
}

fn past_be(words: &[Word], group: &Range<usize>, text: &impl Fn(usize) -> String) -> bool {
    group.clone().any(|i| {
        matches!(words[i].class, Class::Be | Class::Do | Class::Have)
            && matches!(text(i).to_ascii_lowercase().as_str(), "was" | "were" | "did" | "had")
    })
}

fn negated(words: &[Word], group: &Range<usize>) -> bool {
    let before = group.start.checked_sub(1).is_some_and(|i| words[i].class == Class::Negation);
    before
        || group.clone().any(|i| words[i].class == Class::Negation)
        || words.get(group.end).is_some_and(|w| w.class == Class::Negation)
}

/// A base form without auxiliary is finite behind a subject of its own.
fn base_is_finite(words: &[Word], gap: &Range<usize>) -> bool {
    words[gap.clone()]
        .iter()
        .rev()
        .map(|w| w.class)
        .find(|c| !matches!(c, Class::Adverb | Class::Negation))
        .is_some_and(|c| {
            c.is_nominal()
                || matches!(
                    c,
                    Class::Relative | Class::Bracket | Class::Dash | Class::Quote | Class::Adjective
                )
        })
}

fn has_nominal(words: &[Word], range: Range<usize>) -> bool {
    words[range].iter().any(|w| w.class.is_nominal() || w.class == Class::Determiner)
}

/// The nearest finite clause that is not a relative clause, looking back from the end.
fn last_finite(found: &[Clause]) -> Option<usize> {
    found
        .iter()
        .rposition(|c| c.finite && c.kind != Kind::Relative)
        .or_else(|| found.iter().rposition(|c| c.finite))
}

fn infinitive(clause: &mut Clause, words: &[Word], gap: &Range<usize>, found: &[Clause]) {
    clause.kind = Kind::Infinitive;
    clause.marker = Some(clause.group.start);
    let Some(parent) = found.len().checked_sub(1) else { return };
    clause.parent = Some(parent);
    // "and to help": the same rank as the infinitive before it.
    let joined = words[gap.clone()].iter().any(|w| w.class == Class::Coordinator)
        && words[gap.clone()].last().is_some_and(|w| w.class == Class::Coordinator);
    if joined && let Some(sibling) = found.iter().rposition(|c| c.kind == Kind::Infinitive) {
        clause.parent = found[sibling].parent;
        clause.subject = found[sibling].subject.clone();
        return;
    }
    clause.subject = found[parent].subject.clone();
    let plain = words[gap.clone()].iter().all(|w| !matches!(w.class, Class::Preposition | Class::Comma));
    let for_at = gap.clone().rev().find(|&i| words[i].class == Class::Preposition);
    if plain && has_nominal(words, gap.clone()) {
        clause.subject = gap.clone();
        clause.own_subject = true;
    } else if let Some(at) = for_at
        && at == gap.start
        && has_nominal(words, at + 1..gap.end)
    {
        clause.subject = at + 1..gap.end;
        clause.own_subject = true;
    }
}

fn non_finite(clause: &mut Clause, words: &[Word], gap: &Range<usize>, found: &[Clause]) {
    clause.kind = Kind::Participle;
    let Some(parent) = found.len().checked_sub(1) else {
        if has_nominal(words, gap.clone()) {
            clause.subject = gap.clone();
        }
        return;
    };
    clause.parent = Some(parent);
    let last = words[gap.clone()].iter().rev().map(|w| w.class).find(|c| *c != Class::Adverb);
    let form = words[clause.group.start].class;
    match last {
        // "will expand …, enhance … and work": a base form takes over modal and subject.
        Some(Class::Coordinator | Class::Comma) if form == Class::Verb(Form::Base) => {
            if let Some(model) = found.iter().rposition(|c| {
                c.modal.is_some()
                    || c.kind == Kind::Infinitive
                    || words[c.group.start].class == Class::Verb(Form::Base)
            }) {
                let model = &found[model];
                clause.kind = model.kind;
                clause.parent = model.parent;
                clause.modal = model.modal;
                clause.finite = model.finite;
                clause.subject = model.subject.clone();
            }
        }
        Some(Class::Coordinator) => {
            let model = &found[parent];
            clause.parent = if model.kind == Kind::Participle { model.parent } else { Some(parent) };
            clause.subject = model.subject.clone();
            // "have agreed to X and pledged Y": the auxiliary is shared.
            if form == Class::Verb(Form::PastParticiple) && model.finite {
                clause.kind = model.kind;
                clause.finite = true;
                clause.passive = model.passive;
                clause.modal = model.modal;
                clause.parent = model.parent;
            }
        }
        Some(class) if class.is_nominal() => {
            clause.subject = gap.clone();
            clause.own_subject = true;
        }
        None if form == Class::Verb(Form::Base) => clause.subject = found[parent].subject.clone(),
        _ => {
            let finite = last_finite(found).unwrap_or(parent);
            clause.parent = Some(finite);
            clause.subject = found[finite].subject.clone();
        }
    }
}

fn finite_clause(
    clause: &mut Clause,
    words: &[Word],
    gap: &Range<usize>,
    found: &[Clause],
    pending: usize,
    pending_open: bool,
    text: &impl Fn(usize) -> String,
) {
    let start = clause.group.start;
    let marker = gap.clone().rev().find(|&i| {
        matches!(words[i].class, Class::Subordinator | Class::Relative | Class::Semicolon | Class::Colon)
    });
    let strong = marker.filter(|&i| matches!(words[i].class, Class::Subordinator | Class::Relative));
    if let Some(at) = strong {
        // "X, which Y rejected, offers": the marker may belong to a clause already read.
        subordinate(clause, words, at, gap, found, text);
        return;
    }
    let waiting = pending_open
        && pending < gap.start
        && found.iter().all(|c| c.group.start >= pending)
        && has_nominal(
            words,
            pending..found.iter().map(|c| c.begin).find(|&b| b >= pending).unwrap_or(gap.start).max(pending),
        );
    if !found.is_empty()
        && !found.iter().any(|c| c.kind == Kind::Main && c.finite && c.group.start >= pending)
        && waiting
    {
        let zone_end = found.iter().map(|c| c.begin).find(|&b| b >= pending).unwrap_or(gap.start);
        let comma_then_nominal = last_boundary(words, gap).is_some_and(|b| {
            b > gap.start
                && words[b].class == Class::Comma
                && has_nominal(words, b + 1..gap.end)
                && zone_end <= pending + 1
        });
        if !comma_then_nominal {
            clause.begin = start;
            clause.subject = pending..zone_end;
            clause.own_subject = true;
            clause.kind = Kind::Main;
            return;
        }
    }
    let Some(previous) = found.last() else {
        clause.begin = 0;
        clause.subject = marker.map_or(gap.start, |m| m + 1)..gap.end;
        clause.own_subject = true;
        return;
    };
    let boundary = marker.or_else(|| last_boundary(words, gap));
    let reporting = words[previous.head].traits.any(Classes::REPORTING);
    if reporting
        && words[gap.clone()]
            .first()
            .is_some_and(|w| !matches!(w.class, Class::Comma | Class::Quote | Class::Stop))
        && !comma_in(words, gap)
    {
        clause.kind = Kind::Complement;
        clause.begin = gap.start;
        clause.subject = gap.clone();
        clause.own_subject = true;
        clause.parent = Some(found.len() - 1);
        return;
    }
    match boundary {
        Some(at) => {
            clause.marker = (words[at].class == Class::Coordinator).then_some(at);
            clause.begin = at;
            let sibling = last_finite(found);
            if has_nominal(words, at + 1..start) {
                clause.subject = at + 1..start;
                clause.own_subject = true;
            } else if let Some(s) = sibling {
                clause.subject = found[s].subject.clone();
            }
            if let Some(s) = sibling {
                // "X said that A and B": B stands beside A where A carries `that`; a fresh quote does not.
                let rank = if clause.marker.is_some() { s } else { root(found, s) };
                clause.kind = match found[rank].kind {
                    Kind::Condition | Kind::Adverbial if clause.marker.is_none() => Kind::Main,
                    kind => kind,
                };
                clause.parent = if clause.kind == Kind::Main { None } else { found[rank].parent };
            }
        }
        None => {
            // "the weapons it needs": a relative clause without its pronoun.
            let own = gap
                .clone()
                .rev()
                .find(|&i| matches!(words[i].class, Class::Determiner | Class::Pronoun | Class::Name))
                .unwrap_or(gap.start);
            clause.kind = Kind::Relative;
            clause.begin = own.min(start);
            clause.subject = own.min(start)..start;
            clause.own_subject = true;
            clause.parent = Some(found.len() - 1);
        }
    }
}

fn comma_in(words: &[Word], gap: &Range<usize>) -> bool {
    words[gap.clone()].iter().any(|w| matches!(w.class, Class::Comma | Class::Quote | Class::Dash))
}

fn root(found: &[Clause], mut at: usize) -> usize {
    while let Some(parent) = found[at].parent {
        at = parent;
    }
    at
}

fn last_boundary(words: &[Word], gap: &Range<usize>) -> Option<usize> {
    gap.clone().rev().find(|&i| {
        matches!(
            words[i].class,
            Class::Coordinator
                | Class::Comma
                | Class::Dash
                | Class::Semicolon
                | Class::Colon
                | Class::Stop
                | Class::Quote
        )
    })
}

fn subordinate(
    clause: &mut Clause,
    words: &[Word],
    at: usize,
    gap: &Range<usize>,
    found: &[Clause],
    text: &impl Fn(usize) -> String,
) {
    let start = clause.group.start;
    clause.marker = Some(at);
    clause.begin = at;
    clause.parent = found.len().checked_sub(1);
    let own = has_nominal(words, at + 1..start);
    if own {
        clause.subject = at + 1..start;
        clause.own_subject = true;
    }
    if words[at].class == Class::Relative {
        clause.kind = Kind::Relative;
        if !own {
            let boundary = (gap.start..at.saturating_sub(1))
                .rev()
                .find(|&i| matches!(words[i].class, Class::Comma | Class::Coordinator | Class::Dash));
            clause.subject = boundary.map_or(gap.start, |b| b + 1)..at;
        }
        return;
    }
    let word = text(at).to_ascii_lowercase();
    clause.kind = match word.as_str() {
        "that" | "whether" | "what" | "how" | "why" | "who" | "which" | "whom" | "whose" => Kind::Complement,
        "if" | "unless" | "once" | "provided" | "until" => Kind::Condition,
        _ => Kind::Adverbial,
    };
    if clause.kind != Kind::Complement {
        clause.parent = last_finite(found).or(clause.parent);
    }
}

/// For each word the clause it belongs to.
pub fn owners(words: usize, clauses: &[Clause]) -> Vec<Option<usize>> {
    let mut owner = vec![None; words];
    let mut order: Vec<usize> = (0..clauses.len()).collect();
    order.sort_by_key(|&c| clauses[c].begin);
    for (i, &c) in order.iter().enumerate() {
        let end = order.get(i + 1).map_or(words, |&n| clauses[n].begin);
        for slot in &mut owner[clauses[c].begin..end.max(clauses[c].begin)] {
            *slot = Some(c);
        }
    }
    for (c, clause) in clauses.iter().enumerate() {
        if clause.own_subject && clause.kind == Kind::Main {
            for slot in &mut owner[clause.subject.clone()] {
                *slot = Some(c);
            }
        }
    }
    if let Some(&first) = order.first() {
        for slot in owner.iter_mut().take_while(|s| s.is_none()) {
            *slot = Some(first);
        }
    }
    owner
}
