//! Passives as cues: `is expected to`, `was criticised by X`, `is considered a friend`, `a bill backed by X`.

use super::content::{self, Extent};
use super::source;
use super::verb::{Met, kind};
use super::view::View;
use super::{Draft, Kind};
use crate::claim::reading::{Class, Form};
use crate::lexicon::Classes;
use std::ops::Range;

/// `is expected to`, `was criticised by X`, `were told that`, `is considered a friend`.
pub(super) fn full(view: &View, met: &Met, barrier: usize) -> Option<Draft> {
    let behind = view.skip_adverbs(met.group.end);
    let by = (behind..view.end.min(behind + 12))
        .take_while(|&i| {
            !matches!(view.class(i), Class::Comma | Class::Semicolon | Class::Subordinator | Class::Relative)
        })
        .find(|&i| view.is(i, "by"));
    let subject = source::before(view, met.group.start);
    let mut draft =
        Draft { source: None, cue: met.group.clone(), content: Vec::new(), nested: false, kind: kind(met) };
    if let Some(by) = by
        && !view.may(by + 1, Classes::PRESENT_PARTICIPLE)
    {
        let end = source::object_end(view, by + 1);
        if end > by + 1 {
            draft.source = Some(by + 1..end);
            if by == behind {
                draft.cue.end = by + 1;
            }
            draft.content.extend(subject);
            return (!draft.content.is_empty()).then_some(draft);
        }
    }
    let first = view.class(behind);
    let carried = first == Class::To || first == Class::Subordinator || view.is(behind, "as");
    if !carried {
        return named(view, met, behind, subject, barrier);
    }
    if first == Class::Subordinator {
        draft.content.extend(content::right(view, behind, Extent::Clause, barrier));
    } else {
        draft.content = content::around(
            view,
            subject.filter(|r| !(r.len() == 1 && view.is(r.start, "it"))),
            behind,
            barrier,
        );
    }
    (!draft.content.is_empty()).then_some(draft)
}

/// `is considered a friend`, `was praised for X`, `was rejected`: the subject is what is meant.
fn named(
    view: &View,
    met: &Met,
    behind: usize,
    subject: Option<Range<usize>>,
    barrier: usize,
) -> Option<Draft> {
    let subject = subject?;
    let mut content = vec![subject];
    let predicate = met.takes.predicate
        && (matches!(view.class(behind), Class::Determiner | Class::Adjective | Class::Name | Class::Noun)
            || view.opening(behind).is_some())
        && !view.is_time(behind);
    if predicate || view.is(behind, "for") && met.takes.object {
        content.extend(content::right(view, behind, Extent::Phrase, barrier));
    } else if !met.takes.object || met.takes.clause && !met.takes.quote {
        // "could be seen", "is known": perceived by whoever looks.
        return None;
    }
    Some(Draft { source: None, cue: met.group.clone(), content, nested: false, kind: Kind::Attitude })
}

/// `a bill backed by X`, `a man accused of theft`, `a town called “Hope”`: a participle behind its noun.
pub(super) fn reduced(view: &View, met: &Met, barrier: usize) -> Option<Draft> {
    let takes = met.takes;
    if !(takes.object || takes.predicate) {
        return None;
    }
    let start = met.group.start;
    let before = start.checked_sub(1).filter(|&i| i >= view.start)?;
    if !(view.is_nominal(before) || view.class(before) == Class::Comma) {
        return None;
    }
    let owner = source::before(view, start)?;
    let behind = met.group.end;
    let by = (behind..view.end.min(behind + 8))
        .take_while(|&i| !matches!(view.class(i), Class::Comma | Class::Semicolon | Class::Relative))
        .find(|&i| view.is(i, "by") && view.class(i + 1) != Class::Verb(Form::PresentParticiple));
    let mut content = vec![owner];
    let predicate =
        takes.predicate && (view.opening(behind).is_some() || view.class(behind) == Class::Determiner);
    if predicate || view.is(behind, "as") && takes.predicate {
        content.extend(content::right(view, behind, Extent::Phrase, by.unwrap_or(barrier).min(barrier)));
    } else if met.group.len() > 1 && view.is(behind - 1, "of") && by.is_none() {
        content.extend(content::right(view, behind, Extent::Phrase, barrier));
    } else if by.is_none() {
        return None;
    }
    let mut cue = met.group.clone();
    let source = by.and_then(|by| {
        let end = source::object_end(view, by + 1);
        if by == behind {
            cue.end = by + 1;
        }
        (end > by + 1).then_some(by + 1..end)
    });
    Some(Draft { source, cue, content, nested: false, kind: kind(met) })
}
