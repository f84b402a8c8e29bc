//! The source: the noun phrase that says, thinks or wants, read leftwards or rightwards from its verb.

use super::view::View;
use crate::claim::reading::{Class, Form};
use crate::lexicon::Classes;
use std::ops::Range;

/// How far a phrase is followed.
const REACH: usize = 60;

/// The subject that ends before `end`, with what is set off behind it by commas.
pub(super) fn before(view: &View, mut end: usize) -> Option<Range<usize>> {
    let low = view.start.max(end.saturating_sub(REACH));
    while end > low && matches!(view.class(end - 1), Class::Adverb | Class::Negation) {
        end -= 1;
    }
    // "Lee on Monday said"
    let mut cut = end;
    while cut > low && view.is_time(cut - 1) {
        cut -= 1;
    }
    if cut < end && cut > low + 1 {
        if view.class(cut - 1) == Class::Preposition {
            cut -= 1;
        }
        if !matches!(view.class(cut - 1), Class::Preposition | Class::Verb(Form::Past) | Class::Determiner) {
            end = cut;
        }
    }
    if end <= low {
        return None;
    }
    if view.class(end - 1) == Class::Comma || view.class(end - 1) == Class::Dash {
        return set_off(view, low, end);
    }
    phrase_before(view, low, end)
}

/// `X, a Y of Z, said`: the phrase before an apposition, a relative clause or an interruption.
fn set_off(view: &View, low: usize, end: usize) -> Option<Range<usize>> {
    let mark = view.class(end - 1);
    let mut comma = end - 1;
    let mut fallback = None;
    for _ in 0..4 {
        let Some(found) = (low..comma).rev().find(|&i| view.class(i) == mark) else { return fallback };
        comma = found;
        if comma == low {
            return fallback;
        }
        let first = comma + 1;
        let relative = view.class(first) == Class::Relative
            || view.class(first) == Class::Preposition && view.class(first + 1) == Class::Relative;
        let verb_inside =
            (first..end - 1).take_while(|&i| view.class(i) != Class::Relative).any(|i| view.is_finite(i));
        let apposition = match view.class(first) {
            _ if relative => true,
            Class::Adverb if view.class(first + 1) == Class::Determiner => !verb_inside,
            Class::Determiner | Class::Noun | Class::Name | Class::Number | Class::Adjective => !verb_inside,
            _ => false,
        };
        let interruption = matches!(
            view.class(first),
            Class::Adverb
                | Class::Preposition
                | Class::Subordinator
                | Class::Verb(Form::PresentParticiple | Form::PastParticiple)
        ) || view.is_time(first);
        let phrase = if view.class(comma - 1).is_nominal()
            || view.class(comma - 1) == Class::Bracket
            || view.closing(comma - 1).is_some()
        {
            phrase_before(view, low, comma)
        } else {
            None
        };
        let Some(phrase) = phrase else { continue };
        if apposition {
            // "Springfield, Illinois, mayor": a piece that begins behind another comma may go on leftwards.
            let short =
                phrase.len() <= 2 && phrase.start > low && view.class(phrase.start - 1) == Class::Comma;
            fallback = Some(phrase.start..end);
            if !short {
                return fallback;
            }
        } else if interruption && !verb_inside {
            return Some(phrase);
        } else if relative || verb_inside {
            continue;
        }
    }
    fallback
}

/// The noun phrase that ends before `end`.
fn phrase_before(view: &View, low: usize, end: usize) -> Option<Range<usize>> {
    let mut at = end;
    let mut coordinated = false;
    let mut head = false;
    // Where the phrase would begin if what is further left turns out to be no part of it.
    let mut sure = end;
    while at > low {
        let i = at - 1;
        match view.class(i) {
            Class::Pronoun => {
                if head
                    && at < end
                    && !matches!(
                        view.class(at),
                        Class::Preposition | Class::Relative | Class::Coordinator | Class::Number
                    )
                {
                    break;
                }
                at = i;
                head = true;
                let chains = i > low && matches!(view.class(i - 1), Class::Coordinator | Class::Preposition);
                if !chains {
                    break;
                }
            }
            Class::Noun | Class::Name | Class::Number => {
                at = i;
                head = true;
            }
            Class::Adjective | Class::Possessive | Class::Joint | Class::Other => at = i,
            Class::Adverb if view.class(at) == Class::Adjective && at < end => at = i,
            Class::Determiner => {
                at = i;
                if i > low
                    && !matches!(
                        view.class(i - 1),
                        Class::Preposition | Class::Determiner | Class::Coordinator | Class::Comma
                    )
                {
                    break;
                }
                if i > low && view.class(i - 1) == Class::Comma && !coordinated {
                    break;
                }
            }
            Class::Preposition if head => {
                let carried = i > low
                    && (view.is_nominal(i - 1)
                        || view.class(i - 1) == Class::Bracket
                        || view.class(i - 1) == Class::Verb(Form::PastParticiple)
                        // "people close to the campaign"
                        || view.class(i - 1) == Class::Adjective && i > low + 1 && view.is_nominal(i - 2)
                        || view.class(i - 1) == Class::Coordinator && i > low + 1 && view.is_nominal(i - 2)
                        || view.class(i - 1) == Class::Determiner);
                if !carried || i > low && view.is_time(i - 1) && i - 1 == low {
                    // A fronted phrase: "On Monday aides", "In Ohio she".
                    let mut from = at;
                    while from < end && view.is_time(from) {
                        from += 1;
                    }
                    return (from < end).then_some(from..end);
                }
                at = i;
            }
            Class::Bracket => {
                let Some(open) = (low..i).rev().take(14).find(|&j| matches!(view.text(j), "(" | "[")) else {
                    break;
                };
                if !matches!(view.text(i), ")" | "]") {
                    break;
                }
                at = open;
            }
            Class::Coordinator
                if head
                    && (view.is(i, "and") || view.is(i, "or") || view.is(i, "&") || view.is(i, "nor")) =>
            {
                let list = || {
                    let from = low.max(i.saturating_sub(10));
                    view.class(i - 1) == Class::Comma && (from..i - 1).any(|j| view.class(j) == Class::Comma)
                };
                // "current and former officials"
                let adjectives = || {
                    view.class(i - 1) == Class::Adjective && view.class(i + 1) == Class::Adjective
                        || view.class(i - 1) == Class::Noun && view.class(i + 1) == Class::Adjective
                };
                let joins = i > low
                    && (view.is_nominal(i - 1)
                        || view.class(i - 1) == Class::Bracket
                        || adjectives()
                        || list());
                if !joins {
                    break;
                }
                if adjectives() {
                    at = i;
                    continue;
                }
                if !coordinated {
                    sure = at;
                }
                coordinated = true;
                at = i;
            }
            Class::Comma if coordinated && i > low && view.is_nominal(i - 1) => at = i,
            Class::Verb(Form::PastParticiple | Form::PresentParticiple)
                if i > low && view.is_nominal(i - 1) =>
            {
                at = i
            }
            Class::Verb(Form::PastParticiple | Form::PresentParticiple)
                if head && (i == view.start || view.class(i - 1) == Class::Comma && i == low) =>
            {
                at = i
            }
            // Two finite verbs cannot stand side by side: the first is a noun.
            Class::Verb(Form::Third | Form::Base) if at == end && !head => {
                at = i;
                head = true;
            }
            Class::Quote => {
                let Some(quote) = view.closing(i) else { break };
                let range = view.quote_range(quote);
                let whole = i > 0 && matches!(view.class(i - 1), Class::Comma | Class::Stop);
                if whole || range.len() > 9 || range.start < low {
                    break;
                }
                at = range.start;
            }
            class if class.is_verbal() || class == Class::To => {
                // A restrictive relative clause: "people who voted for him".
                let from = low.max(i.saturating_sub(9));
                let relative = (from..i)
                    .rev()
                    .find(|&j| view.class(j) == Class::Relative || view.class(j) == Class::Comma);
                match relative {
                    Some(j) if view.class(j) == Class::Relative && j > low && view.is_nominal(j - 1) => {
                        at = j;
                        head = true;
                        coordinated = false;
                    }
                    _ => {
                        if coordinated {
                            at = sure;
                        }
                        break;
                    }
                }
            }
            _ => break,
        }
    }
    // A list before the coordinator that is not at the head of its clause belongs to a verb further left.
    if coordinated
        && at > low
        && matches!(view.class(at - 1), Class::Verb(_) | Class::Be | Class::Preposition | Class::To)
    {
        at = sure;
    }
    while at < end
        && matches!(
            view.class(at),
            Class::Comma | Class::Joint | Class::Other | Class::Possessive | Class::Coordinator
        )
    {
        at += 1;
    }
    // "Some may", "the two think": a determiner that stands alone.
    let alone = at + 1 == end
        && [
            "some", "many", "most", "both", "few", "several", "all", "each", "either", "neither", "two",
            "three", "others", "another",
        ]
        .iter()
        .any(|w| view.is(at, w))
        || at + 2 == end && view.class(at) == Class::Determiner && view.class(at + 1) == Class::Determiner;
    // "the poor said": an adjective behind a determiner stands for a noun.
    let adjective = alone || view.class(at) == Class::Determiner && view.class(end - 1) == Class::Adjective;
    (at < end && (head || adjective)).then_some(at..end)
}

/// The subject that begins at `from`, behind an inverted verb or *according to*, with its appositions.
///
/// If `fronted`, the phrase goes on to a comma, and no verb ends it.
pub(super) fn after(view: &View, from: usize, fronted: bool) -> Option<Range<usize>> {
    let limit = view.end.min(from + REACH);
    let mut at = from;
    let (mut head, mut relative) = (false, false);
    while at < limit {
        match view.class(at) {
            Class::Comma => {
                let next = at + 1;
                let apposition = matches!(
                    view.class(next),
                    Class::Determiner
                        | Class::Noun
                        | Class::Name
                        | Class::Number
                        | Class::Relative
                        | Class::Adjective
                ) && view.opening(next).is_none()
                    && !view.is_time(next);
                // "said Lee, a mayor" goes on, "according to Lee, the mayor left" does not.
                if !apposition || (fronted && view.class(next) != Class::Relative) {
                    break;
                }
            }
            Class::Quote
                if view
                    .opening(at)
                    .is_some_and(|q| view.quote_range(q).len() > 9 || view.class(at - 1) == Class::Comma) =>
            {
                break;
            }
            Class::Semicolon | Class::Colon | Class::Dash | Class::Stop => break,
            Class::Relative => relative = true,
            Class::Subordinator if !relative => break,
            Class::Coordinator if view.is(at, "but") || clause_ahead(view, at + 1) => break,
            Class::Verb(Form::Past | Form::Third) | Class::Modal | Class::Be | Class::Have | Class::Do
                if !fronted && !relative && !reduced(view, at) =>
            {
                break;
            }
            Class::Preposition if head && !relative && adverbial(view, at) => break,
            Class::Preposition if !head => break,
            Class::Verb(Form::PresentParticiple) if view.class(at - 1) == Class::Comma => break,
            _ if head && !relative && view.is_time(at) => break,
            class if class.is_nominal() => head = true,
            _ => {}
        }
        at += 1;
    }
    while at > from && matches!(view.class(at - 1), Class::Comma | Class::Coordinator) {
        at -= 1;
    }
    (head && at > from).then_some(from..at)
}

/// Whether a past form is the participle of a cut relative clause: "a broker based in Leeds".
fn reduced(view: &View, at: usize) -> bool {
    view.class(at) == Class::Verb(Form::Past)
        && view.is_nominal(at - 1)
        && (view.class(at + 1) == Class::Preposition || view.class(at + 1) == Class::Name)
}

/// Whether the preposition at `at` opens a phrase of time, place of utterance or medium.
fn adverbial(view: &View, at: usize) -> bool {
    let noun = (at + 1..(at + 6).min(view.end)).find(|&i| view.class(i) == Class::Noun || view.is_time(i));
    noun.is_some_and(|i| {
        view.is_time(i)
            || [
                "statement",
                "interview",
                "speech",
                "tweet",
                "letter",
                "email",
                "memo",
                "remarks",
                "post",
                "conference",
                "rally",
                "debate",
                "hearing",
                "report",
                "address",
                "video",
                "call",
            ]
            .iter()
            .any(|w| view.is(i, w))
    })
}

/// Whether a clause with its own subject and finite verb begins at `from`.
pub(super) fn clause_ahead(view: &View, from: usize) -> bool {
    for at in from..view.end.min(from + 14) {
        if view.is_finite(at) {
            return at > from;
        }
        let joins = view.class(at) == Class::Coordinator
            && at > from
            && view.is_nominal(at - 1)
            && (view.is_nominal(at + 1)
                || matches!(view.class(at + 1), Class::Determiner | Class::Adjective));
        let ends = matches!(
            view.class(at),
            Class::Comma
                | Class::Semicolon
                | Class::Colon
                | Class::Dash
                | Class::Relative
                | Class::Subordinator
                | Class::Coordinator
        );
        if ends && !joins {
            // "the plan, drawn up by aides, would": set off by a pair of commas.
            let pair = (view.class(at) == Class::Comma && at > from && view.is_nominal(at - 1))
                .then(|| (at + 1..view.end.min(at + 16)).find(|&i| view.class(i) == Class::Comma))
                .flatten();
            return pair.is_some_and(|close| {
                let next = view.skip_adverbs(close + 1);
                matches!(view.class(next), Class::Modal | Class::Be | Class::Have | Class::Do)
            });
        }
    }
    false
}

/// The end of the simple noun phrase at `from`: no relative clause and no clause behind it.
pub(super) fn object_end(view: &View, from: usize) -> usize {
    let mut at = from;
    let mut head = false;
    while at < view.end {
        match view.class(at) {
            Class::Pronoun => {
                return if at > from { at } else { at + 1 };
            }
            Class::Noun | Class::Name | Class::Number => {
                if view.is_time(at) && head {
                    break;
                }
                head = true;
            }
            Class::Adjective | Class::Joint => {}
            Class::Determiner | Class::Other => {
                if head
                    && !matches!(
                        view.class(at - 1),
                        Class::Preposition | Class::Possessive | Class::Coordinator
                    )
                {
                    break;
                }
            }
            Class::Possessive => head = false,
            Class::Preposition if head && view.is(at, "of") => {}
            Class::Coordinator if head && view.is_nominal(at + 1) && !source_verb_follows(view, at + 1) => {}
            _ => break,
        }
        at += 1;
    }
    at
}

fn source_verb_follows(view: &View, from: usize) -> bool {
    (from..(from + 5).min(view.end))
        .take_while(|&i| !matches!(view.class(i), Class::Subordinator | Class::Relative | Class::Comma))
        .any(|i| view.is_finite(i))
}

/// The first noun phrase of the sentence: its likely subject.
pub(super) fn first_subject(view: &View, before: usize) -> Option<Range<usize>> {
    let verb = (view.start..before).find(|&i| {
        view.quote_of[i].is_none()
            && view.is_finite(i)
            && !behind_relative(view, i)
            && (view.may(i, Classes::PAST) || !view.may(i, Classes::NOUN_TOO))
    })?;
    self::before(view, group_start(view, verb))
}

fn behind_relative(view: &View, at: usize) -> bool {
    at > view.start && matches!(view.class(at - 1), Class::Relative | Class::Subordinator)
}

/// Where the verb group of the verb at `at` begins: auxiliaries, denials, adverbs and *to* belong to it.
pub(super) fn group_start(view: &View, at: usize) -> usize {
    let mut from = at;
    let mut look = at;
    while look > view.start {
        let i = look - 1;
        match view.class(i) {
            Class::Be | Class::Have | Class::Do | Class::Modal | Class::To => {
                look = i;
                from = i;
            }
            Class::Adverb | Class::Negation => {
                look = i;
            }
            _ => break,
        }
    }
    // Adverbs directly before the verb belong to its group too ("also said").
    if from == at {
        look = at;
        while look > view.start
            && matches!(view.class(look - 1), Class::Adverb | Class::Negation)
            && (!view.is_time(look - 1)
                || ["recently", "later", "earlier"].iter().any(|w| view.is(look - 1, w)))
        {
            look -= 1;
        }
        return look;
    }
    from
}
