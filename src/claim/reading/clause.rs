//! A clause: one verb group with its subject and what depends on it.
//!
//! This is a shallow reading, not a parse: clauses are cut at closed-class words, verb groups and
//! punctuation, each clause hangs on an earlier one, and every word belongs to one clause.

use super::class::{Class, Form};
use super::word::Word;
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

/// A verb group: its words, its last verb, and whether `to` opens it.
pub(super) struct Group {
    pub range: Range<usize>,
    pub head: usize,
    pub to: bool,
}

/// Finds the verb groups of a sentence.
pub(super) fn groups(words: &[Word], text: &impl Fn(usize) -> String) -> Vec<Group> {
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
                Class::To => {
                    next == at
                        || (words[head].class == Class::Have
                            && next + 1 < words.len()
                            && words[next + 1].class.is_verbal())
                        || is_to(words, head, text)
                        || goes_on(words, head)
                        || going(words, head, text)
                        || needs(words, head, text)
                        || fails(words, head, text)
                }
                Class::Modal => next == at,
                Class::Be | Class::Have | Class::Do => {
                    !matches!(words[head].class, Class::Verb(_)) || next == at
                }
                Class::Verb(form) => match words[head].class {
                    Class::Verb(_) => next == at || (goes_on(words, head) && form == Form::PresentParticiple),
                    Class::Be => next == at || matches!(form, Form::PastParticiple | Form::PresentParticiple),
                    Class::Have => matches!(form, Form::PastParticiple),
                    _ => true,
                },
                Class::Quote if matches!(words[head].class, Class::Be | Class::Have | Class::Modal) => {
                    next += 1;
                    continue;
                }
                Class::Negation | Class::Adverb => {
                    next += 1;
                    continue;
                }
                // "is, however, prepared": an aside between commas.
                Class::Comma if aside(words, next) && !matches!(words[head].class, Class::Verb(_)) => {
                    next += 3;
                    continue;
                }
                // "nor does it replace": the subject stands inside.
                Class::Pronoun if inverted(words, at, next) => {
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
            if matches!(class, Class::Verb(_))
                && !goes_on(words, head)
                && !going(words, head, text)
                && !needs(words, head, text)
                && !fails(words, head, text)
            {
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

fn aside(words: &[Word], comma: usize) -> bool {
    words.get(comma + 1).is_some_and(|w| w.class == Class::Adverb)
        && words.get(comma + 2).is_some_and(|w| w.class == Class::Comma)
}

fn inverted(words: &[Word], start: usize, pronoun: usize) -> bool {
    let opened = start
        .checked_sub(1)
        .is_none_or(|i| matches!(words[i].class, Class::Coordinator | Class::Adverb | Class::Negation));
    pronoun == start + 1
        && opened
        && matches!(words[start].class, Class::Do | Class::Have | Class::Modal)
        && words.get(pronoun + 1).is_some_and(|w| matches!(w.class, Class::Verb(_)))
}

/// "Continues to seek", "began deploying": one verb group.
fn goes_on(words: &[Word], head: usize) -> bool {
    matches!(words[head].class, Class::Verb(_)) && words[head].traits.any(Classes::ASPECT)
}

/// "Going to act": a future.
fn going(words: &[Word], head: usize, text: &impl Fn(usize) -> String) -> bool {
    matches!(words[head].class, Class::Verb(Form::PresentParticiple))
        && words.get(head + 1).is_some_and(|w| w.class == Class::To)
        && text(head).eq_ignore_ascii_case("going")
}

/// "Needs to act" is said as a duty, like *must*.
fn needs(words: &[Word], head: usize, text: &impl Fn(usize) -> String) -> bool {
    let verb = matches!(words[head].class, Class::Verb(_))
        && words.get(head + 1).is_some_and(|w| w.class == Class::To);
    verb && matches!(text(head).to_ascii_lowercase().as_str(), "need" | "needs" | "needed")
}

/// "Failed to ratify": one verb group, which denies.
pub(super) fn fails(words: &[Word], head: usize, text: &impl Fn(usize) -> String) -> bool {
    let verb = matches!(words[head].class, Class::Verb(_))
        && words.get(head + 1).is_some_and(|w| w.class == Class::To);
    verb && matches!(text(head).to_ascii_lowercase().as_str(), "fail" | "fails" | "failed" | "failing")
}

/// "The talks are to be held": *be* before an infinitive is a modal behind a name, a pronoun, or before *be*.
fn is_to(words: &[Word], head: usize, text: &impl Fn(usize) -> String) -> bool {
    words[head].class == Class::Be
        && (head.checked_sub(1).is_some_and(|i| matches!(words[i].class, Class::Name | Class::Pronoun))
            || words.get(head + 2).is_some_and(|w| w.class == Class::Be)
                && text(head + 2).eq_ignore_ascii_case("be"))
}

/// The modal of a verb group, if any.
pub(super) fn modal_of(
    words: &[Word],
    group: &Range<usize>,
    text: &impl Fn(usize) -> String,
) -> Option<Modal> {
    if group.clone().skip(1).any(|i| {
        words[i].class == Class::To && (words[i - 1].class == Class::Have || needs(words, i - 1, text))
    }) {
        return Some(Modal::Must);
    }
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
            // "is to sign", "is going to sign"
            Class::To
                if at > group.start && (words[at - 1].class == Class::Be || going(words, at - 1, text)) =>
            {
                return Some(Modal::Will);
            }
            _ => {}
        }
    }
    None
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
