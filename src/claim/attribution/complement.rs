//! The complement: what stands behind an active verb of reporting and carries what is reported.

use super::content::{self, Extent};
use super::source;
use super::verb::Met;
use super::view::View;
use crate::claim::reading::{Class, Form};
use crate::lexicon::Classes;
use std::ops::Range;

/// The content behind an active verb, and where it begins.
pub(super) fn complement(view: &View, met: &Met, barrier: usize) -> Option<(Range<usize>, usize)> {
    let takes = met.takes;
    let behind = met.group.end;
    let clause = takes.clause || takes.quote;
    let mut at = view.skip_adverbs(behind);
    if at < view.end && view.class(at) == Class::Adverb {
        at = behind;
    }
    if takes.addressee
        && !matches!(view.class(at), Class::Subordinator | Class::Colon | Class::To | Class::Preposition)
        && view.opening(at).is_none()
    {
        let end = source::object_end(view, at);
        let next = skip_setting(view, end);
        let carried = next < view.end
            && (matches!(
                view.class(next),
                Class::Subordinator
                    | Class::To
                    | Class::Negation
                    | Class::Colon
                    | Class::Pronoun
                    | Class::Determiner
                    | Class::Noun
                    | Class::Name
            ) || view.opening(next).is_some()
                || view.class(next) == Class::Comma && view.opening(next + 1).is_some());
        if end > at && carried {
            // "urged allies to act": whom they urged belongs to what they urged.
            let to = next == end && view.class(skip_negation(view, next)) == Class::To;
            if to {
                let range = content::right(view, at, Extent::Phrase, barrier)?;
                return Some((range.clone(), range.start));
            }
            let range = content::right(view, next, Extent::Clause, barrier)?;
            return Some((range.clone(), range.start));
        }
        if end > at && view.class(end) == Class::Preposition {
            // "told him about X"
            let range = content::right(view, end + 1, Extent::Phrase, barrier)?;
            return Some((range.clone(), range.start));
        }
        if !takes.object {
            return None;
        }
        let range = content::right(view, at, Extent::Phrase, barrier)?;
        return Some((range.clone(), range.start));
    }
    if let Some(aside) = aside_end(view, at) {
        at = aside;
    }
    if clause && let Some(that) = that_ahead(view, at) {
        at = that;
    } else if clause && (view.is_time(at) || view.class(at) == Class::Preposition) {
        let next = skip_setting(view, at);
        if next < view.end && !content_over(view, next) || view.opening(next + 1).is_some() {
            at = next;
        }
    }
    if takes.to
        && matches!(view.class(at), Class::Preposition | Class::Adverb)
        && !infinitive_at(view, at)
        && let Some(to) = (at..view.end.min(at + 8))
            .take_while(|&i| {
                matches!(
                    view.class(i),
                    Class::Preposition
                        | Class::Noun
                        | Class::Name
                        | Class::Determiner
                        | Class::Adjective
                        | Class::Number
                        | Class::Adverb
                        | Class::To
                )
            })
            .find(|&i| infinitive_at(view, i))
    {
        at = to;
    }
    // "said if it fails, it fails": a clause of condition or time before the content's own.
    let fronted = takes.question && view.is(at, "if")
        || takes.clause
            && view.class(at) == Class::Subordinator
            && (at..view.end.min(at + 20))
                .any(|i| view.class(i) == Class::Comma && source::clause_ahead(view, i + 1));
    if content_over(view, at)
        && !fronted
        && !(clause && view.class(at) == Class::Comma && view.opening(at + 1).is_some())
    {
        return None;
    }
    let first = view.class(at);
    let phrase_first = matches!(
        first,
        Class::Determiner
            | Class::Noun
            | Class::Name
            | Class::Pronoun
            | Class::Adjective
            | Class::Number
            | Class::Other
    );
    let quoted = view.opening(at).is_some();
    let ok = match first {
        Class::Subordinator => takes.clause || takes.question || takes.object && !view.is(at, "that"),
        Class::Relative => takes.clause || takes.object || takes.question,
        Class::To => takes.to || takes.clause && !takes.object,
        Class::Verb(Form::PresentParticiple) => takes.object || takes.clause,
        Class::Be if view.is(at, "being") => takes.object,
        Class::Have if view.is(at, "having") => takes.object,
        // "recommends unspecified changes"
        Class::Verb(Form::PastParticiple) if view.is_nominal(at + 1) => takes.object,
        Class::Verb(_) | Class::Be | Class::Have | Class::Modal | Class::Do => false,
        Class::Colon => clause,
        Class::Comma => clause,
        Class::Preposition if takes.to && infinitive_at(view, at) => true,
        Class::Preposition => takes.clause && !takes.object,
        _ if quoted => clause || takes.object,
        _ if phrase_first => takes.object || clause,
        _ => clause || takes.object,
    };
    if !ok {
        return None;
    }
    let quote_only = takes.quote && !takes.clause && !takes.object;
    if quote_only
        && !(quoted || first == Class::Colon || first == Class::Comma && view.opening(at + 1).is_some())
    {
        return None;
    }
    let whole = || (at..view.end.min(barrier)).any(|i| view.is_finite(i));
    let speech = takes.clause && takes.quote && (!takes.object || whole());
    let clausal = speech
        || takes.clause && !takes.object && source::clause_ahead(view, at)
        || clause
            && (first == Class::Subordinator
                || first == Class::Colon
                || first == Class::Comma
                || quoted
                || source::clause_ahead(view, at))
        || first == Class::To
        || first == Class::Subordinator
        || takes.clause && view.is(at, "that") && source::clause_ahead(view, at + 1);
    if phrase_first && !takes.object && !clausal && !takes.quote {
        return None;
    }
    let extent = if clausal && first != Class::To { Extent::Clause } else { Extent::Phrase };
    let mut range = content::right(view, at, extent, barrier)?;
    // "decided not to go"
    if first == Class::To && at > behind && view.class(at - 1) == Class::Negation {
        range.start = at - 1;
    }
    Some((range.clone(), range.start))
}
/// Behind "did not mention, however, that": the position after the aside.
fn aside_end(view: &View, at: usize) -> Option<usize> {
    if view.class(at) != Class::Comma {
        return None;
    }
    let close = (at + 1..view.end.min(at + 6)).find(|&i| view.class(i) == Class::Comma)?;
    let plain = (at + 1..close).all(|i| !view.class(i).is_verbal() && view.class(i) != Class::Quote);
    (plain && view.is(close + 1, "that")).then_some(close + 1)
}

/// The *that* behind phrases of time and place: "said after a lunch on Tuesday that S".
fn that_ahead(view: &View, at: usize) -> Option<usize> {
    if !(view.is_time(at)
        || matches!(view.class(at), Class::Preposition | Class::Adverb)
        || ["after", "before", "since", "during"].iter().any(|w| view.is(at, w)))
    {
        return None;
    }
    let limit = view.end.min(at + 18);
    let that = (at..limit).find(|&i| {
        view.is(i, "that") && view.class(i) == Class::Subordinator
            || view.is_finite(i)
            || view.class(i) == Class::Comma && view.class(i + 1) == Class::Pronoun
            || matches!(view.class(i), Class::Semicolon | Class::Dash | Class::Quote | Class::Coordinator)
    })?;
    view.is(that, "that").then_some(that)
}

/// Whether an infinitive begins at `at`, also one whose verb looks like a noun or stands in quotation marks.
fn infinitive_at(view: &View, at: usize) -> bool {
    let verb = |i: usize| view.may(i, Classes::BASE);
    view.class(at) == Class::To
        || view.is(at, "to")
            && view.tokens.get(at + 1).is_some_and(|t| !t.is_capitalised())
            && (verb(at + 1) && !view.is(at + 2, "of") || view.opening(at + 1).is_some() && verb(at + 2))
}

fn skip_negation(view: &View, at: usize) -> usize {
    at + usize::from(view.class(at) == Class::Negation)
}

/// Position behind the phrases of time, place and medium that may stand between a verb and its content.
pub(super) fn skip_setting(view: &View, from: usize) -> usize {
    let mut at = view.skip_adverbs(from);
    loop {
        if view.is_time(at) {
            at += 1;
            continue;
        }
        if view.class(at) == Class::Preposition && !view.is(at, "that") {
            let end = source::object_end(view, at + 1);
            if end <= at + 1 {
                return at;
            }
            // Only a setting if the content is still to come or nothing is left.
            at = end;
            continue;
        }
        return at;
    }
}

/// Whether nothing that could be content begins at `at`.
pub(super) fn content_over(view: &View, at: usize) -> bool {
    at >= view.end
        || matches!(
            view.class(at),
            Class::Comma | Class::Stop | Class::Semicolon | Class::Dash | Class::Coordinator
        )
        || view.class(at) == Class::Bracket
        || view.class(at) == Class::Subordinator
            && ["when", "as", "after", "before", "while", "if", "because", "though", "although", "since"]
                .iter()
                .any(|w| view.is(at, w))
}
