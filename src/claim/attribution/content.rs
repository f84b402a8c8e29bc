//! The content: how far what is said reaches, to the right of its cue or to the left.

use super::source::clause_ahead;
use super::view::View;
use crate::claim::reading::{Class, Form};
use crate::lexicon::Classes;
use std::ops::Range;

/// What kind of stretch carries the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// A clause, to the end of what is reported.
    Clause,
    /// A noun phrase or an infinitive with what hangs on it.
    Phrase,
}

/// The content that begins at `from`; `barrier` is where a later cue of the sentence takes over.
pub(super) fn right(view: &View, from: usize, extent: Extent, barrier: usize) -> Option<Range<usize>> {
    let limit = view.end.min(barrier);
    let mut from = from;
    while from < limit && matches!(view.class(from), Class::Comma | Class::Colon | Class::Dash) {
        from += 1;
    }
    if from >= limit {
        return None;
    }
    if let Some(quote) = view.opening(from) {
        let range = view.quote_range(quote);
        // A quotation that is a sentence of its own ends the content; words quoted inside a clause do not.
        if range.end >= limit || ends_whole(view, range.end - 1) {
            return Some(range);
        }
    }
    let mut at = from;
    let mut brackets = 0u32;
    while at < limit {
        if at > from
            && let Some(quote) = view.opening(at)
        {
            let range = view.quote_range(quote);
            if range.end > limit {
                return Some(from..range.end.max(at));
            }
            at = range.end;
            let ends = view.class(at) == Class::Verb(Form::PresentParticiple)
                || clause_ahead(view, at) && view.is_nominal(at);
            if ends_whole(view, at - 1) && ends {
                break;
            }
            continue;
        }
        match view.class(at) {
            Class::Bracket => {
                if matches!(view.text(at), "(" | "[") {
                    brackets += 1;
                } else if brackets == 0 {
                    break;
                } else {
                    brackets -= 1;
                }
            }
            _ if brackets > 0 => {}
            Class::Semicolon => break,
            _ if at == from => {}
            Class::Name | Class::Noun | Class::Adjective | Class::Determiner
                if extent == Extent::Phrase && bare_time(view, at) =>
            {
                break;
            }
            Class::Comma if comma_ends(view, at, extent) => break,
            Class::Dash => {
                // A pair of dashes sets words off inside the content; a single one mostly ends it.
                let pair = (at + 1..limit.min(at + 16)).find(|&i| view.class(i) == Class::Dash);
                match pair {
                    Some(close) if close + 1 < limit => {
                        at = close + 1;
                        continue;
                    }
                    _ if extent == Extent::Phrase
                        || !clause_ahead(view, from)
                        || view.class(at + 1) == Class::Coordinator =>
                    {
                        break;
                    }
                    _ => {}
                }
            }
            Class::Coordinator if coordinator_ends(view, from, at, extent) => break,
            Class::Subordinator
                if extent == Extent::Phrase
                    && leaves_clause(view, at)
                    && view.class(at - 1) != Class::Preposition
                    && !inside_infinitive(view, from) =>
            {
                break;
            }
            Class::Preposition if view.is(at, "according") => break,
            Class::Preposition if extent == Extent::Phrase && leaves(view, at) => break,
            // "answered it by pointing to X": how it was said.
            Class::Preposition | Class::Subordinator
                if extent == Extent::Phrase
                    && ["by", "before", "after", "while"].iter().any(|w| view.is(at, w))
                    && view.class(at + 1) == Class::Verb(Form::PresentParticiple) =>
            {
                break;
            }
            Class::Verb(Form::Past | Form::Third) | Class::Modal | Class::Be | Class::Do
                if extent == Extent::Phrase
                    && view.is_finite(at)
                    && !(from..at).any(|i| {
                        matches!(view.class(i), Class::Relative | Class::Subordinator | Class::To)
                    })
                    && view.is_nominal(at - 1)
                    // "the plan he made": a relative clause without its pronoun goes on.
                    && (at < from + 2 || !matches!(view.class(at - 1), Class::Pronoun | Class::Name)) =>
            {
                break;
            }
            _ => {}
        }
        at += 1;
    }
    while at > from
        && matches!(
            view.class(at - 1),
            Class::Comma
                | Class::Dash
                | Class::Coordinator
                | Class::Semicolon
                | Class::Colon
                | Class::Relative
                | Class::Subordinator
        )
        && at - 1 > from
        && view.quote_of[at - 1].is_none()
    {
        at -= 1;
    }
    (at > from).then_some(from..at)
}

/// Whether the mark before the closing one at `close` ends a sentence or a clause.
fn ends_whole(view: &View, close: usize) -> bool {
    close > 0 && (matches!(view.class(close - 1), Class::Stop) || view.class(close - 1) == Class::Comma)
}

fn question(view: &View, at: usize) -> bool {
    ["whether", "how", "what", "why", "who", "if"].iter().any(|w| view.is(at, w))
}

/// Whether a subordinator opens a clause about when or why, not about what.
fn leaves_clause(view: &View, at: usize) -> bool {
    if view.is(at, "as") {
        return view.class(at + 1) == Class::Pronoun;
    }
    !view.is(at, "that") && !question(view, at)
}

fn inside_infinitive(view: &View, from: usize) -> bool {
    view.class(from) == Class::To
}

/// Prepositions that take a noun phrase out of what is meant and into when it was said.
fn leaves(view: &View, at: usize) -> bool {
    ["during", "despite", "amid", "amidst"].iter().any(|w| view.is(at, w))
        || (view.is(at, "on") || view.is(at, "in")) && view.is_time(at + 1)
}

/// A time without a preposition: "on Tuesday" is read elsewhere, "the sale Tuesday night" is here.
fn bare_time(view: &View, at: usize) -> bool {
    let opens = if view.tokens[at].is_capitalised() {
        true
    } else {
        (view.is(at, "last")
            || view.is(at, "this")
            || view.is(at, "next")
            || view.is(at, "late")
            || view.is(at, "earlier"))
            && view.is_time(at + 1)
    };
    opens && view.is_time(at) && view.is_nominal(at - 1) && !view.is_time(at - 1) && time_ends(view, at)
}

/// Whether nothing more of the phrase follows the time at `at`.
fn time_ends(view: &View, at: usize) -> bool {
    let mut next = at;
    while view.is_time(next) {
        next += 1;
    }
    next >= view.end
        || matches!(
            view.class(next),
            Class::Comma | Class::Coordinator | Class::Stop | Class::Subordinator | Class::Dash
        )
        || view.class(next).is_verbal()
}

fn comma_ends(view: &View, at: usize, extent: Extent) -> bool {
    let next = at + 1;
    match view.class(next) {
        Class::Verb(Form::PresentParticiple) => !view.is(next, "including"),
        Class::Preposition if view.is(next, "including") || view.is(next, "especially") => false,
        Class::Coordinator => {
            if extent == Extent::Phrase {
                return clause_ahead(view, next + 1)
                    || view.is(next, "but")
                    || view.class(next + 1) == Class::Verb(Form::Past);
            }
            reports(view, next + 1) || view.is(next, "but") && clause_ahead(view, next + 1)
        }
        Class::Preposition if view.is(next, "according") || view.is(next, "despite") => true,
        Class::Subordinator => {
            extent == Extent::Phrase
                || !aside(view, next)
                    && (view.is(next, "while")
                        || view.is(next, "when")
                        || view.is(next, "after")
                        || view.is(next, "even")
                        || view.is(next, "although")
                        || view.is(next, "though"))
        }
        // "who said S, said T"
        Class::Verb(Form::Past | Form::Third) if extent == Extent::Clause => speaks(view, next),
        Class::Relative => extent == Extent::Phrase || !resumes(view, next),
        Class::Quote => false,
        // "his energetic, idealistic supporters"
        Class::Adjective if view.class(at - 1) == Class::Adjective => false,
        // "Sept. 11, 2012"
        Class::Number if view.class(at - 1) == Class::Number => false,
        Class::Determiner if extent == Extent::Clause => {
            !resumes(view, next) && !(next..view.end).any(|i| view.is_finite(i)) && !listed(view, at)
        }
        _ => extent == Extent::Phrase && !listed(view, at) && !set_off_name(view, at),
    }
}

/// Whether the words from `from` on are a short aside: "the plan, while costly, was right".
fn aside(view: &View, from: usize) -> bool {
    (from..view.end.min(from + 8))
        .find(|&i| view.class(i) == Class::Comma)
        .is_some_and(|comma| view.is_finite(view.skip_adverbs(comma + 1)))
}

/// Whether the clause goes on with its verb behind the words set off at `from`.
fn resumes(view: &View, from: usize) -> bool {
    (from..view.end.min(from + 40))
        .filter(|&i| view.class(i) == Class::Comma)
        .take(2)
        .any(|i| view.is_finite(view.skip_adverbs(i + 1)))
}

/// Whether the comma at `at` stands in a list that ends with a coordinator.
fn listed(view: &View, at: usize) -> bool {
    for i in at + 1..view.end.min(at + 16) {
        match view.class(i) {
            Class::Coordinator => {
                return view.is_nominal(i + 1)
                    || matches!(
                        view.class(i + 1),
                        Class::Determiner | Class::Adjective | Class::Verb(Form::PresentParticiple)
                    );
            }
            Class::Verb(Form::Past | Form::Third)
            | Class::Relative
            | Class::Subordinator
            | Class::Semicolon
            | Class::Dash => return false,
            _ => {}
        }
    }
    false
}

/// `his housing secretary, Jane Roe,`: a name set off behind a noun goes with it.
fn set_off_name(view: &View, at: usize) -> bool {
    view.class(at + 1) == Class::Name && view.class(at - 1) == Class::Noun
}

/// Whether a coordinator hands over to the next reporting clause.
fn coordinator_ends(view: &View, from: usize, at: usize, extent: Extent) -> bool {
    if extent == Extent::Phrase {
        let next = view.skip_adverbs(at + 1);
        // "the focused and sustained attacks"
        let adjectives = view.may(at - 1, Classes::PAST_PARTICIPLE)
            && view.may(next, Classes::PAST_PARTICIPLE)
            && !view.may(at - 1, Classes::NOUN_TOO);
        return matches!(view.class(next), Class::Verb(Form::Past | Form::Third)) && !adjectives
            || matches!(view.class(next), Class::Have | Class::Modal | Class::Do)
            || view.is(at, "but")
            || clause_ahead(view, at + 1)
                && !(from.max(at.saturating_sub(5))..at).any(|i| view.is(i, "between"))
                && (view.start..at).any(|i| view.is_finite(i))
                && view.class(at + 1) != Class::Verb(Form::PresentParticiple)
                && !open_relative(view, at);
    }
    let next = view.skip_adverbs(at + 1);
    match view.class(next) {
        Class::Verb(Form::Past | Form::Third) => speaks(view, next),
        Class::Have => speaks(view, view.skip_adverbs(next + 1)),
        _ => (from..at).any(|i| view.is_finite(i)) && reports(view, at + 1),
    }
}

/// Whether a relative clause shortly before `at` still waits for its verb.
fn open_relative(view: &View, at: usize) -> bool {
    for i in (at.saturating_sub(6).max(view.start)..at).rev() {
        if view.class(i).is_verbal() {
            return false;
        }
        if view.class(i) == Class::Relative {
            return true;
        }
    }
    false
}

/// Whether the verb at `at` is one of saying.
fn speaks(view: &View, at: usize) -> bool {
    matches!(view.class(at), Class::Verb(_))
        && view.lexicon.verbs(view.words[at].lemma).iter().any(|v| v.takes.quote)
}

/// Whether a clause that begins at `from` has a verb of saying as its first finite verb.
fn reports(view: &View, from: usize) -> bool {
    for at in from..view.end.min(from + 12) {
        if view.is_finite(at) || matches!(view.class(at), Class::Verb(_)) {
            return speaks(view, at)
                || view.class(at) == Class::Have && speaks(view, view.skip_adverbs(at + 1));
        }
        if matches!(view.class(at), Class::Comma | Class::Semicolon | Class::Subordinator) {
            return false;
        }
    }
    false
}

/// The clause that ends before `end`, as `S, he said`: from its beginning, quotations whole.
pub(super) fn left(view: &View, end: usize, floor: usize) -> Option<Range<usize>> {
    let mut end = end;
    while end > view.start
        && matches!(view.class(end - 1), Class::Comma | Class::Dash)
        && view.closing(end - 1).is_none()
    {
        if view.quote_of[end - 1].is_some() {
            break;
        }
        end -= 1;
    }
    let mut from = view.start.max(floor);
    if end == 0 {
        return None;
    }
    // A quotation that was opened in an earlier sentence is taken whole.
    if let Some(quote) = view.quote_of[end - 1] {
        let outer = view.outer_of[end - 1].unwrap_or(quote);
        let range = view.quote_range(outer);
        if range.start <= from || view.quotes[outer as usize].closed && whole_before(view, range.start) {
            return Some(range.start..end);
        }
    }
    while from < end
        && matches!(view.class(from), Class::Comma | Class::Dash | Class::Colon | Class::Semicolon)
    {
        from += 1;
    }
    (from < end).then_some(from..end)
}

/// Whether a quotation that opens at `start` stands alone: nothing but a clause's end is before it.
fn whole_before(view: &View, start: usize) -> bool {
    start <= view.start
        || matches!(view.class(start - 1), Class::Stop | Class::Colon | Class::Dash | Class::Bracket)
}

/// The subject and the rest around a passive or a verb such as *seem*: content in two pieces.
pub(super) fn around(
    view: &View,
    subject: Option<Range<usize>>,
    from: usize,
    barrier: usize,
) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = subject.into_iter().collect();
    pieces.extend(right(view, from, Extent::Phrase, barrier));
    pieces
}
