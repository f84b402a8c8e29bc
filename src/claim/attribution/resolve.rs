//! Placing: drafts in tokens become attributions in spans, and their sources are tied to actors.

use super::view::View;
use super::{Attribution, Draft, QuoteKind};
use crate::claim::reading::Class;
use crate::span::Span;
use crate::tag::{Mention, Referent, Via};
use std::ops::Range;

/// Turns drafts, sorted by sentence and cue, into attributions.
pub(super) fn place(view: &View, mentions: &[Mention], found: Vec<(u32, Draft)>) -> Vec<Attribution> {
    let actors: Vec<usize> = (0..mentions.len()).filter(|&m| mentions[m].is_actor()).collect();
    let mut last_speaker: Option<u32> = None;
    let mut out = Vec::with_capacity(found.len());
    for (sentence, mut draft) in found {
        draft.content.retain(|c| c.start < c.end);
        draft.content.sort_by_key(|c| c.start);
        draft.content.dedup_by(|b, a| {
            let touches = b.start <= a.end;
            if touches {
                a.end = a.end.max(b.end);
            }
            touches
        });
        if draft.content.is_empty() {
            continue;
        }
        let actor =
            draft.source.as_ref().and_then(|source| actor(view, mentions, &actors, source, last_speaker));
        if actor.is_some() && !draft.nested {
            last_speaker = actor;
        }
        out.push(Attribution {
            source: draft.source.as_ref().map(|s| view.span(s)),
            actor,
            cue: Some(view.span(&draft.cue)),
            quote: quote_kind(view, &draft.content),
            content: draft.content.iter().map(|c| view.span(c)).collect(),
            kind: draft.kind,
            sentence,
            nested: draft.nested,
        });
    }
    out
}

/// The mention that a source is: the first one it holds, or for a pronoun who spoke or was named last.
fn actor(
    view: &View,
    mentions: &[Mention],
    actors: &[usize],
    source: &Range<usize>,
    last_speaker: Option<u32>,
) -> Option<u32> {
    let span = view.span(source);
    let first = actors.partition_point(|&m| mentions[m].span.start < span.start);
    let inside = actors[first..].iter().take_while(|&&m| mentions[m].span.start < span.end);
    let named = inside.clone().copied().find(|&m| !is_pronoun(&mentions[m]));
    if let Some(m) = named {
        return Some(m as u32);
    }
    if source.len() == 1
        && matches!(view.class(source.start), Class::Pronoun | Class::Relative | Class::Determiner)
    {
        let plural = view.is(source.start, "they") || view.is(source.start, "their");
        let near =
            actors[..first].iter().rev().take(12).copied().find(|&m| fits(view, &mentions[m], span, plural));
        let relative = view.class(source.start) == Class::Relative;
        return match (last_speaker, near) {
            (_, Some(near)) if relative => Some(near as u32),
            (Some(speaker), _)
                if !plural && mentions.get(speaker as usize).is_some_and(|m| fits(view, m, span, plural)) =>
            {
                Some(speaker)
            }
            (_, near) => near.map(|m| m as u32),
        };
    }
    None
}

fn is_pronoun(mention: &Mention) -> bool {
    matches!(mention.referent, Referent::Actor { via: Via::Pronoun, .. })
}

/// Whether a pronoun at `span` may stand for the mention.
fn fits(view: &View, mention: &Mention, span: Span, plural: bool) -> bool {
    let Referent::Actor { via, person, .. } = &mention.referent else { return false };
    if mention.span.start >= span.start || *via == Via::Pronoun || *via == Via::Demonym {
        return false;
    }
    let word = span.slice(view.raw).to_ascii_lowercase();
    match word.as_str() {
        "he" | "she" | "his" | "her" => *via == Via::Person || person.is_some(),
        "it" | "its" => *via != Via::Person && person.is_none(),
        // "others fear", "some say": nobody named before.
        "some" | "others" | "many" | "most" | "both" | "few" | "several" | "all" | "anyone" | "everyone"
        | "everybody" | "anybody" | "someone" | "somebody" | "nobody" | "none" | "i" | "we" | "you"
        | "my" | "our" | "your" | "us" | "me" => false,
        _ => plural || !word.is_empty(),
    }
}

/// Whether the content stands in quotation marks.
fn quote_kind(view: &View, content: &[Range<usize>]) -> QuoteKind {
    let words = |inside: bool| {
        content.iter().flat_map(|c| c.clone()).any(|i| {
            !matches!(view.class(i), Class::Comma | Class::Stop | Class::Quote | Class::Subordinator)
                && view.quote_of[i].is_some() == inside
        })
    };
    match (words(true), words(false)) {
        (false, _) => QuoteKind::None,
        (true, false) => QuoteKind::Direct,
        (true, true) => QuoteKind::Partial,
    }
}
