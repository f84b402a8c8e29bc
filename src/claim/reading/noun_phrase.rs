//! The actors that head the noun phrases of a stretch: who the subject, object or agent *is*.
//!
//! "The leaders of France and Germany" is France and Germany; "the US-backed plan" is no actor, though
//! it names one. The head noun decides, and nouns for people and bodies hand on the nationality before them.

use super::class::Class;
use super::word::Word;
use crate::lexicon::Classes;
use std::ops::Range;

/// What a word's mention of an actor is, if it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActorAt {
    /// Index of the mention.
    pub mention: u32,
    /// Whether the words only say a nationality.
    pub demonym: bool,
}

/// A noun phrase of a stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Phrase {
    words: Range<usize>,
}

/// The mentions of actors that head the noun phrases in `range`, in text order.
///
/// Possessives count only before a noun for people or bodies.
pub fn actor_heads(words: &[Word], actors: &[Option<ActorAt>], range: Range<usize>) -> Vec<u32> {
    let mut heads = Vec::new();
    let range = trim(words, range);
    let mut at = range.start;
    // Whether phrases met now count: not inside a prepositional phrase of a thing.
    let mut counts = true;
    // Set where a comma may only bring an apposition of what stood before it.
    while at < range.end {
        match words[at].class {
            Class::Preposition => {
                let listing = words[at].entry.classes.any(Classes::LISTING);
                let of_people = at > range.start && people_before(words, actors, at) && heads.is_empty();
                counts = listing || (counts && of_people);
                at += 1;
            }
            Class::Comma | Class::Dash | Class::Semicolon | Class::Bracket => {
                counts = true;
                at += 1;
            }
            Class::Relative | Class::Subordinator | Class::To => {
                at = next_comma(words, at, range.end);
            }
            Class::Verb(_) | Class::Be | Class::Have | Class::Modal | Class::Do => {
                at = next_comma(words, at, range.end);
            }
            class if class.is_nominal() || matches!(class, Class::Determiner | Class::Adjective) => {
                let phrase = phrase(words, at, range.end);
                if counts {
                    head_of(words, actors, &phrase, &mut heads);
                }
                at = phrase.words.end;
            }
            _ => at += 1,
        }
    }
    heads.dedup();
    heads
}

/// The most words of a dateline: "KYIV, Ukraine, March 3 (Reuters) -".
const DATELINE_WORDS: usize = 16;

/// Where the words behind a dateline begin, if one opens the sentence.
fn behind_dateline(words: &[Word], range: &Range<usize>) -> Option<usize> {
    if range.start > 1 {
        return None;
    }
    let dash = (range.start + 1..range.end.min(DATELINE_WORDS)).find(|&i| words[i].class == Class::Dash)?;
    let placed = |i: usize| {
        matches!(words[i].class, Class::Name | Class::Comma | Class::Number | Class::Bracket | Class::Stop)
            || i == range.start
    };
    (range.start..dash).all(placed).then_some(dash + 1)
}

/// Drops what stands before the phrase: a dateline, adverbs, and a fronted prepositional phrase up to its comma.
pub fn trim(words: &[Word], mut range: Range<usize>) -> Range<usize> {
    if let Some(start) = behind_dateline(words, &range) {
        range.start = start;
    }
    // "OFFICIAL: The agreement": a label says who speaks, and is no part of the phrase.
    if let Some(colon) =
        (range.start..range.end.saturating_sub(1)).rev().find(|&i| words[i].class == Class::Colon)
    {
        range.start = colon + 1;
    }
    loop {
        while range.start < range.end
            && matches!(
                words[range.start].class,
                Class::Adverb
                    | Class::Comma
                    | Class::Coordinator
                    | Class::Subordinator
                    | Class::Quote
                    | Class::Dash
                    | Class::Colon
                    | Class::Other
                    | Class::Joint
                    | Class::Stop
                    | Class::Semicolon
            )
        {
            range.start += 1;
        }
        let fronted = range.start < range.end
            && words[range.start].class == Class::Preposition
            && !words[range.start].entry.classes.any(Classes::LISTING);
        if !fronted {
            return range;
        }
        // "In 1994 Britain signed": a year ends the phrase without a comma.
        if words.get(range.start + 1).is_some_and(|w| w.class == Class::Number)
            && range.start + 2 < range.end
            && words[range.start + 2].class != Class::Comma
        {
            range.start += 2;
            continue;
        }
        let Some(comma) = (range.start..range.end).find(|&i| words[i].class == Class::Comma) else {
            return range;
        };
        if comma + 1 >= range.end {
            return range;
        }
        range.start = comma + 1;
    }
}

fn next_comma(words: &[Word], from: usize, end: usize) -> usize {
    (from..end).find(|&i| matches!(words[i].class, Class::Comma | Class::Dash)).unwrap_or(end)
}

fn phrase(words: &[Word], at: usize, end: usize) -> Phrase {
    let mut next = at + 1;
    while next < end {
        let class = words[next].class;
        let inside = class.is_nominal()
            || matches!(
                class,
                Class::Adjective
                    | Class::Possessive
                    | Class::Joint
                    | Class::Determiner
                    | Class::Verb(super::class::Form::PastParticiple)
            )
            || (class == Class::Joint)
            || (class == Class::Preposition && next > 0 && words[next - 1].class == Class::Joint);
        if !inside
            || (class == Class::Determiner
                && words[next - 1].class != Class::Possessive
                && words[next - 1].class != Class::Determiner)
        {
            break;
        }
        next += 1;
    }
    Phrase { words: at..next }
}

/// Whether the words before a preposition end in a noun for people or bodies without an actor of its own.
fn people_before(words: &[Word], actors: &[Option<ActorAt>], at: usize) -> bool {
    let before = at - 1;
    let counted = words[before].entry.classes.any(Classes::PEOPLE.with(Classes::QUANTIFIER));
    let class = words[before].class;
    (counted || class == Class::Number)
        && (class.is_nominal() || matches!(class, Class::Determiner | Class::Adjective))
        && actors[before].is_none()
}

fn head_of(words: &[Word], actors: &[Option<ActorAt>], phrase: &Phrase, heads: &mut Vec<u32>) {
    let Some(head) = phrase.words.clone().rev().find(|&i| words[i].class.is_nominal()) else { return };
    // "Ukraine's" at the end of a stretch belongs to what is cut off.
    if phrase.words.end > head + 1
        && words[head + 1..phrase.words.end].iter().any(|w| w.class == Class::Possessive)
    {
        return;
    }
    if let Some(actor) = actors[head] {
        let first_of_mention =
            !phrase.words.clone().any(|i| i > head && actors[i].is_some_and(|a| a.mention == actor.mention));
        if first_of_mention {
            heads.push(actor.mention);
        }
        return;
    }
    let people = words[head].entry.classes.any(Classes::PEOPLE)
        || phrase.words.clone().any(|i| words[i].entry.classes.any(Classes::PEOPLE));
    if (people && (words[head].class == Class::Name || words[head].entry.classes.any(Classes::PEOPLE)))
        && let Some(owner) = phrase.words.clone().rev().find_map(|i| actors[i])
    {
        heads.push(owner.mention);
    }
}
