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
        let left = content::left(view, at, view.start)?;
        let mut pieces = vec![left];
        // "The firm, according to Lee, will close": the clause goes on behind.
        if view.class(source.end) == Class::Comma
            && view.class(at - 1) == Class::Comma
            && !pieces[0].clone().any(|i| view.is_finite(i))
        {
            pieces.extend(content::right(view, source.end + 1, Extent::Clause, barrier));
        }
        pieces
    };
    Some(Draft { source: Some(source), cue: at..end, content, nested: false, kind: Kind::Speech })
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
