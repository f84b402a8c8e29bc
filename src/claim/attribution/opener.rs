//! Cues that are no verb and no noun: `according to X`, `reportedly`, `X: "S"`.

use super::content::{self, Extent};
use super::source;
use super::view::View;
use super::{Draft, Kind};
use crate::claim::reading::Class;

/// `according to X, S` and `S, according to X`.
pub(super) fn opener(view: &View, at: usize, barrier: usize) -> Option<Draft> {
    let rest = view
        .lexicon
        .openers(view.key(at))
        .iter()
        .find(|rest| rest.iter().enumerate().all(|(n, &k)| view.key(at + 1 + n) == k))?;
    let end = at + 1 + rest.len();
    if end >= view.end {
        return None;
    }
    let fronted = at == view.start
        || matches!(
            view.class(at - 1),
            Class::Subordinator | Class::Semicolon | Class::Relative | Class::Colon | Class::Bracket
        )
        || view.class(at - 1) == Class::Coordinator
        || view.opening(at - 1).is_some();
    let source = source::after(view, end, fronted)?;
    let content = if fronted {
        let comma = (source.end..view.end).find(|&i| view.class(i) == Class::Comma)?;
        vec![content::right(view, comma + 1, Extent::Clause, barrier)?]
    } else {
        let mut pieces = vec![content::left(view, at, view.start)?];
        // "two men who, in the eyes of X, had won": only the pronoun belongs to it.
        if view.class(at - 1) == Class::Comma && at > view.start + 1 && view.class(at - 2) == Class::Relative
        {
            pieces[0] = at - 2..at - 1;
        }
        // "The firm, according to Lee, will close": the clause goes on behind.
        if view.class(source.end) == Class::Comma
            && view.class(at - 1) == Class::Comma
            && (!pieces[0].clone().any(|i| view.is_finite(i))
                || view.is_finite(view.skip_adverbs(source.end + 1)))
        {
            pieces.extend(content::right(view, source.end + 1, Extent::Clause, barrier));
        }
        pieces
    };
    Some(Draft { source: Some(source), cue: at..end, content, nested: false, kind: Kind::Speech })
}

/// `In a new poll, S`; `S, in her view, S`; `by the agency's count, S`.
pub(super) fn frame(view: &View, at: usize, barrier: usize) -> Option<Draft> {
    if !(view.is(at, "in") || view.is(at, "by")) {
        return None;
    }
    let opens = at == view.start || matches!(view.class(at - 1), Class::Comma | Class::Coordinator);
    let comma = (at + 1..view.end.min(at + 14)).find(|&i| {
        view.class(i) == Class::Comma
            || matches!(view.class(i), Class::Verb(_) | Class::Relative | Class::Subordinator | Class::Quote)
    });
    let end = comma.unwrap_or(view.end);
    if !opens || end >= view.end || view.class(end) != Class::Comma {
        return None;
    }
    // The head is the last noun before a preposition or a time.
    let head = (at + 1..end)
        .take_while(|&i| view.class(i) != Class::Preposition || view.is(i, "of"))
        .filter(|&i| view.class(i) == Class::Noun && view.lexicon.is_frame(view.key(i)))
        .last()?;
    if (head + 1..end).any(|i| view.class(i) == Class::Noun && !view.is_time(i) && i == head + 1) {
        return None;
    }
    let owner = (at + 1..head).rev().find(|&i| view.class(i) == Class::Possessive);
    let pronoun = ["his", "her", "their", "its", "my", "our"].iter().any(|w| view.is(at + 1, w));
    let survey =
        ["poll", "survey", "polls", "surveys", "tally", "count", "polling"].iter().any(|w| view.is(head, w));
    let (source, cue) = match owner {
        _ if survey => (at + 1..head + 1, at..at + 1),
        Some(owner) => (at + 1..owner, at..head + 1),
        None if pronoun => (at + 1..at + 2, at..head + 1),
        None => return None,
    };
    let mut content = Vec::new();
    if at > view.start && view.class(at - 1) == Class::Comma {
        content.extend(content::left(view, at, view.start));
    }
    content.extend(content::right(view, end + 1, Extent::Clause, barrier.max(end)));
    (!content.is_empty()).then_some(Draft {
        source: Some(source),
        cue,
        content,
        nested: false,
        kind: Kind::Speech,
    })
}

/// `reportedly` and its like attribute their clause to nobody named.
pub(super) fn adverb(view: &View, at: usize, barrier: usize) -> Option<Draft> {
    if !view.lexicon.is_adverb(view.key(at)) {
        return None;
    }
    let mut group = at;
    while group > view.start && view.class(group - 1).is_verbal() {
        group -= 1;
    }
    let mut content: Vec<_> = source::before(view, group).into_iter().collect();
    if group < at {
        content.push(group..at);
    }
    content.extend(content::right(view, at + 1, Extent::Clause, barrier));
    (!content.is_empty()).then(|| Draft {
        source: None,
        cue: at..at + 1,
        content,
        nested: false,
        kind: Kind::Speech,
    })
}

/// `Lee: "S"` and, in a headline, `Poll: S`.
pub(super) fn colon(view: &View, at: usize) -> Option<Draft> {
    if view.class(at) != Class::Colon || at <= view.start || at + 2 >= view.end {
        return None;
    }
    let from = (view.start..at)
        .rev()
        .take(10)
        .find(|&i| view.class(i) == Class::Dash || view.closing(i).is_some())
        .map_or(view.start, |i| i + 1);
    if from >= at || at - from > 8 {
        return None;
    }
    let names = (from..at).all(|i| {
        view.is_nominal(i)
            || matches!(
                view.class(i),
                Class::Possessive | Class::Adjective | Class::Joint | Class::Determiner | Class::Preposition
            )
    });
    let quoted = view.opening(at + 1).is_some();
    let sayer =
        ["poll", "report", "study", "survey", "analysis"].iter().any(|w| (from..at).any(|i| view.is(i, w)))
            || (from..at).all(|i| view.tokens[i].is_capitalised()) && at - from <= 3;
    if !names || !(quoted || sayer && source::clause_ahead(view, at + 1)) {
        return None;
    }
    let content = content::right(view, at + 1, Extent::Clause, view.end)?;
    Some(Draft {
        source: Some(from..at),
        cue: at..at + 1,
        content: vec![content],
        nested: false,
        kind: Kind::Speech,
    })
}
