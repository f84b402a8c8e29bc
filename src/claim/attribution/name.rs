//! Nouns and adjectives as cues: `his claim that S`, `criticism of X by Y`, `is eager to`, `wary of X`.

use super::content::{self, Extent};
use super::source;
use super::view::View;
use super::{Draft, Kind};
use crate::claim::reading::{Class, Form};
use crate::lexicon::reporting::NameTakes;
use crate::split::Shape;
use std::ops::Range;

/// The content that a noun or adjective introduces at `from`, and the end of its preposition.
fn introduced(view: &View, takes: &NameTakes, from: usize, barrier: usize) -> Option<(Range<usize>, usize)> {
    if takes.clause && view.is(from, "that") && from + 1 < view.end {
        return Some((content::right(view, from, Extent::Clause, barrier)?, from));
    }
    let infinitive = view.class(from) == Class::To
        || view.is(from, "to")
            && matches!(view.class(from + 1), Class::Noun | Class::Adjective)
            && view.tokens[from + 1].shape == Shape::Lower;
    if takes.to && infinitive {
        return Some((content::right(view, from, Extent::Phrase, barrier)?, from));
    }
    if takes.prepositions.contains(&view.key(from)) && view.class(from) == Class::Preposition {
        return Some((content::right(view, from + 1, Extent::Phrase, barrier)?, from + 1));
    }
    None
}

/// A noun cue at `at`: the source is its possessor.
pub(super) fn noun(view: &View, at: usize, barrier: usize) -> Option<Draft> {
    if view.class(at) != Class::Noun {
        return None;
    }
    let takes = view.lexicon.noun(view.key(at))?;
    let (content, end) = introduced(view, takes, at + 1, barrier)?;
    if takes.agent && view.is(at + 1, "of") {
        return Some(holder(view, at, content, end));
    }
    let Some((source, start)) = possessor(view, at) else {
        return takes.alone.then(|| nobody(view, at, content, end));
    };
    Some(Draft {
        source: Some(source),
        cue: start..end.max(at + 1),
        content: vec![content],
        nested: false,
        kind: Kind::Attitude,
    })
}

/// `accusations of fraud`: nobody is named.
fn nobody(view: &View, at: usize, content: Range<usize>, end: usize) -> Draft {
    let mut start = at;
    while start > view.start && matches!(view.class(start - 1), Class::Adjective | Class::Determiner) {
        start -= 1;
    }
    Draft {
        source: None,
        cue: start..end.max(at + 1),
        content: vec![content],
        nested: false,
        kind: Kind::Attitude,
    }
}

/// `Ada Lind, a critic of X`, `is an early backer of X`: whom the noun describes holds the attitude.
fn holder(view: &View, at: usize, content: Range<usize>, end: usize) -> Draft {
    let mut start = at;
    while start > view.start
        && matches!(
            view.class(start - 1),
            Class::Adjective | Class::Determiner | Class::Noun | Class::Joint | Class::Adverb | Class::Number
        )
    {
        start -= 1;
    }
    let source =
        start.checked_sub(1).filter(|&i| i >= view.start).and_then(|before| match view.class(before) {
            Class::Be => source::before(view, source::group_start(view, before)),
            Class::Comma => source::before(view, before),
            _ => None,
        });
    if view.class(start) == Class::Determiner && source.is_some() {
        start += 1;
    }
    Draft { source, cue: start..end.max(at + 1), content: vec![content], nested: false, kind: Kind::Attitude }
}

/// `Mr Lee's`, `his`: the possessor of the noun at `at`, and where the noun's own words begin.
fn possessor(view: &View, at: usize) -> Option<(Range<usize>, usize)> {
    let mut start = at;
    while start > view.start
        && matches!(view.class(start - 1), Class::Adjective | Class::Noun | Class::Joint | Class::Adverb)
    {
        start -= 1;
    }
    let before = start.checked_sub(1).filter(|&i| i >= view.start)?;
    match view.class(before) {
        Class::Possessive => {
            let owner = source::before(view, before)?;
            Some((owner, start))
        }
        Class::Determiner
            if ["his", "her", "its", "their", "my", "our", "your"].iter().any(|w| view.is(before, w)) =>
        {
            Some((before..before + 1, start))
        }
        _ => None,
    }
}

/// An adjective cue at `at`: the subject of *be*, *seem* or *feel* holds the attitude.
pub(super) fn adjective(view: &View, at: usize, barrier: usize) -> Option<Draft> {
    if !matches!(
        view.class(at),
        Class::Adjective | Class::Noun | Class::Verb(Form::PastParticiple | Form::Past) | Class::Adverb
    ) {
        return None;
    }
    let takes = view.lexicon.adjective(view.key(at))?;
    let mut start = at;
    while start > view.start
        && matches!(view.class(start - 1), Class::Adverb | Class::Negation | Class::Determiner)
    {
        start -= 1;
    }
    let before = start.checked_sub(1).filter(|&i| i >= view.start)?;
    let copula = view.class(before) == Class::Be
        || [
            "seem", "seems", "seemed", "feel", "feels", "felt", "remain", "remains", "remained", "become",
            "became", "appear", "appears", "appeared",
        ]
        .iter()
        .any(|w| view.is(before, w));
    let (content, end) = match introduced(view, takes, at + 1, barrier) {
        Some(found) => found,
        // "is confident he will win"
        None if takes.clause && copula && source::clause_ahead(view, at + 1) && view.is_nominal(at + 1) => {
            (content::right(view, at + 1, Extent::Clause, barrier)?, at + 1)
        }
        None => return None,
    };
    if copula {
        let group = source::group_start(view, before);
        let source = match view.class(group.wrapping_sub(1)) {
            Class::Relative if group > view.start => group - 1..group,
            _ => source::before(view, group)?,
        };
        if source.len() == 1 && (view.is(source.start, "it") || view.is(source.start, "there")) {
            return None;
        }
        return Some(Draft {
            source: Some(source),
            cue: group..end,
            content: vec![content],
            nested: false,
            kind: Kind::Attitude,
        });
    }
    // "voters reluctant to give up"
    let postnominal = view.is_nominal(before) && start == at;
    let source = postnominal.then(|| source::before(view, at)).flatten()?;
    Some(Draft {
        source: Some(source),
        cue: at..end,
        content: vec![content],
        nested: false,
        kind: Kind::Attitude,
    })
}
