//! Cues set behind or into what they report: `S, he said`, `"S," said X.`

use super::Draft;
use super::complement::{content_over, skip_setting};
use super::content::{self, Extent};
use super::source;
use super::verb::Met;
use super::view::View;
use crate::claim::reading::{Class, Form};
use std::ops::Range;

/// A cue set behind or into what it reports: `S, he said`, `"S," said X.`
pub(super) fn find(view: &View, met: &Met) -> Option<Draft> {
    if !(met.takes.clause || met.takes.quote)
        || met.passive
        || met.infinitive
        || met.bare && met.form != Form::PastParticiple
    {
        return None;
    }
    let before = met.group.start;
    let first = before.checked_sub(1).filter(|&i| i >= view.start)?;
    let quote_before = |at: usize| at > view.start && view.closing(at - 1).is_some();
    let comma_before =
        |at: usize| at > view.start && matches!(view.class(at - 1), Class::Comma | Class::Dash);
    let behind = view.skip_adverbs(met.group.end);

    // "S," said X
    if (quote_before(before) || view.class(first) == Class::Comma)
        && (view.is_nominal(behind) || matches!(view.class(behind), Class::Determiner | Class::Adjective))
        && !matches!(met.form, Form::Base | Form::PresentParticiple)
        && let Some(source) = source::after(view, behind, false)
        && (quote_before(before)
            || !source_before_comma(view, first)
                && !source::clause_ahead(view, behind)
                && source::before(view, before).is_none())
    {
        let content = content::left(view, before, view.start)?;
        let mut draft = Draft::new(Some(source.clone()), met.group.clone(), content);
        go_on(view, &mut draft, source.end);
        return Some(draft);
    }
    // "S," X said: all between the mark and the verb is the speaker.
    let spoken = behind_quotation(view, before);
    // S, X said
    let source = match &spoken {
        Some(source) => source.clone(),
        None => source::before(view, before)?,
    };
    // "S, as critics say": the conjunction stands between.
    let as_clause = source.start > view.start + 1
        && view.is(source.start - 1, "as")
        && matches!(view.class(source.start - 1), Class::Subordinator | Class::Preposition)
        && comma_before(source.start - 1);
    let opens = source.start > view.start && (comma_before(source.start) || quote_before(source.start));
    if !(opens || as_clause) {
        return None;
    }
    let after = if met.takes.addressee {
        view.skip_adverbs(source::object_end(view, view.skip_adverbs(met.group.end)))
    } else {
        met.group.end
    };
    // "Later, she asked him about it": a question, and nothing is set behind it.
    if met.takes.addressee && spoken.is_none() && (view.is(after, "about") || view.is(after, "of")) {
        return None;
    }
    let rest = skip_setting(view, after);
    let quoted = quote_before(source.start) || view.quote_of[source.start - 1].is_some();
    let over = content_over(view, rest)
        || spoken.is_some()
        || quoted && (view.class(rest) == Class::Preposition || view.class(after) == Class::Preposition);
    if !over
        || view.class(rest) == Class::Comma
            && view.opening(rest + 1).is_some()
            && !quoted
            && setting_first(view)
    {
        return None;
    }
    // "Still, he said, officials": what is before the comma is no clause of its own.
    let content = content::left(view, source.start - usize::from(as_clause), view.start)?;
    let mut draft = Draft::new(Some(source), met.group.clone(), content);
    go_on(view, &mut draft, rest);
    Some(draft)
}

/// Whether the sentence begins with a phrase of time or place, not with a subject.
fn setting_first(view: &View) -> bool {
    let first = view.start + usize::from(view.class(view.start) == Class::Coordinator);
    view.is_time(first)
        || matches!(
            view.class(first),
            Class::Preposition
                | Class::Adverb
                | Class::Subordinator
                | Class::Comma
                | Class::Verb(_)
                | Class::To
        )
}

/// Whether the words before the comma at `comma` are a subject: `X, said Y` hardly ever is.
fn source_before_comma(view: &View, comma: usize) -> bool {
    !(view.start..comma).any(|i| view.is_finite(i))
}

/// Adds what follows a cue in the middle: `"S," he said, "S"` and `S, he said, S`.
fn go_on(view: &View, draft: &mut Draft, from: usize) {
    let mut at = from;
    // Settings such as "in an interview" stand before the comma.
    while at < view.end.min(from + 14)
        && !matches!(view.class(at), Class::Comma | Class::Semicolon | Class::Dash | Class::Colon)
    {
        if view.opening(at).is_some() {
            break;
        }
        at += 1;
    }
    if at >= view.end {
        return;
    }
    let next = at
        + usize::from(matches!(view.class(at), Class::Comma | Class::Semicolon | Class::Dash | Class::Colon));
    if next >= view.end {
        return;
    }
    // "said on Lee's “Morning Hour”": a title, not the next piece of the quotation.
    let title = view.opening(next) == view.opening(at)
        && at > from
        && (view.is_nominal(at - 1) || matches!(view.class(at - 1), Class::Preposition | Class::Possessive));
    let joins = view
        .opening(next)
        .filter(|_| !title)
        .or_else(|| (view.class(next) == Class::Coordinator).then(|| view.opening(next + 1)).flatten());
    if joins.is_some() {
        if let Some(range) = content::right(view, next, Extent::Clause, view.end) {
            draft.content.push(range);
        }
        return;
    }
    let quoted = view.opening(draft.content[0].start).is_some();
    let continues = !quoted
        && view.class(at) == Class::Comma
        && !matches!(
            view.class(next),
            Class::Verb(Form::PresentParticiple | Form::PastParticiple)
                | Class::Coordinator
                | Class::Relative
        )
        && at <= from + 1;
    if continues && let Some(range) = content::right(view, next, Extent::Clause, view.end) {
        // A fronted word ("Still", "But") is no part of what is said.
        if draft.content[0].len() <= 2 && !view.is_nominal(draft.content[0].end - 1) {
            draft.content.clear();
        }
        draft.content.push(range);
    }
}

/// The words between a whole quotation and the verb at `verb`: "S," *one senior Democrat* said.
fn behind_quotation(view: &View, verb: usize) -> Option<Range<usize>> {
    let low = view.start.max(verb.saturating_sub(30));
    let close = (low..verb).rev().find(|&i| view.closing(i).is_some())?;
    let quote = view.quote_range(view.closing(close)?);
    let whole =
        quote.start <= view.start || quote.len() > 6 && (view.start..quote.start).all(|i| !view.is_finite(i));
    let ends = matches!(view.class(close.checked_sub(1)?), Class::Comma | Class::Stop | Class::Dash);
    let mut end = verb;
    while end > close + 1 && matches!(view.class(end - 1), Class::Adverb | Class::Negation) {
        end -= 1;
    }
    let source = close + 1..end;
    if !whole || !ends || source.is_empty() {
        return None;
    }
    let first = view.class(source.start);
    let opens = first.is_nominal()
        || matches!(first, Class::Determiner | Class::Adjective)
        || view.tokens[source.start].is_capitalised();
    let relative = source.clone().find(|&i| matches!(view.class(i), Class::Relative | Class::Comma));
    let verbs = source.start..relative.unwrap_or(source.end);
    let clean = verbs.clone().all(|i| !view.is_finite(i) || view.class(i) == Class::Verb(Form::Base))
        && source.clone().any(|i| view.is_nominal(i))
        && !source.clone().any(|i| matches!(view.class(i), Class::Semicolon | Class::Colon | Class::Quote));
    (opens && clean).then_some(source)
}
