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
    if takes.question
        && ["whether", "how", "why", "what", "who", "where"].iter().any(|w| view.is(from, w))
        && from + 1 < view.end
    {
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
        return holder(view, at, content, end);
    }
    let owner = possessor(view, at);
    if let Some((source, start)) = carried(view, at, owner.as_ref()) {
        return Some(Draft {
            source: Some(source),
            cue: start..end.max(at + 1),
            content: vec![content],
            nested: false,
            kind: Kind::Attitude,
        });
    }
    let Some((source, start)) = owner else {
        let expletive = expletive(view, at);
        if let Some(start) = expletive {
            let mut draft = nobody(view, at, content, end);
            draft.cue.start = start;
            return Some(draft);
        }
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

/// `voiced doubt about X`, `continued his assault on X`: the subject of a verb that only carries the noun at
/// `at`, and where that verb's group begins.
fn carried(view: &View, at: usize, owner: Option<&(Range<usize>, usize)>) -> Option<(Range<usize>, usize)> {
    let mut from = match owner {
        Some((owner, _)) if owner.len() == 1 && view.class(owner.start) == Class::Determiner => owner.start,
        Some(_) => return None,
        None => at,
    };
    while from > view.start
        && matches!(
            view.class(from - 1),
            Class::Adjective
                | Class::Determiner
                | Class::Noun
                | Class::Joint
                | Class::Adverb
                | Class::Pronoun
        )
        && at - from < 6
    {
        from -= 1;
    }
    let verb = from.checked_sub(1).filter(|&i| i >= view.start)?;
    let light = matches!(view.class(verb), Class::Verb(_) | Class::Have)
        && view.lexicon.is_light(view.words[verb].lemma);
    if !light {
        return None;
    }
    let start = source::group_start(view, verb);
    let subject = match view.class(start.wrapping_sub(1)) {
        Class::Relative if start > view.start => Some(start - 1..start),
        Class::Coordinator if start > view.start => source::first_subject(view, start),
        _ => source::before(view, start).or_else(|| source::first_subject(view, start)),
    };
    Some((subject?, start))
}

/// `there is no doubt that`: where the words begin that only say that there is what the noun at `at` names.
fn expletive(view: &View, at: usize) -> Option<usize> {
    let mut from = at;
    while from > view.start
        && matches!(
            view.class(from - 1),
            Class::Adjective | Class::Determiner | Class::Noun | Class::Adverb | Class::Joint
        )
        && !view.is(from - 1, "there")
        && at - from < 6
    {
        from -= 1;
    }
    let be = from.checked_sub(1).filter(|&i| i >= view.start && view.class(i) == Class::Be)?;
    let there = source::group_start(view, be).checked_sub(1).filter(|&i| i >= view.start)?;
    view.is(there, "there").then_some(there)
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
fn holder(view: &View, at: usize, content: Range<usize>, end: usize) -> Option<Draft> {
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
    let source = Some(source?);
    if view.class(start) == Class::Determiner {
        start += 1;
    }
    Some(Draft {
        source,
        cue: start..end.max(at + 1),
        content: vec![content],
        nested: false,
        kind: Kind::Attitude,
    })
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
