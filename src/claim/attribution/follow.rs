//! What follows a cue in later sentences and paragraphs: quotations that go on, and what a colon announces.

use super::view::View;
use super::{Draft, Kind, WINDOW};
use crate::claim::reading::Class;
use crate::split::Split;

/// A quotation right behind a cue's sentence, with no cue of its own, belongs to the same speaker.
pub(super) fn quotations(view: &View, split: &Split, found: &mut Vec<(u32, Draft)>) {
    let mut owner: Vec<Option<usize>> = vec![None; view.quotes.len()];
    let mut quotes_somebody = vec![false; found.len()];
    for (n, (_, draft)) in found.iter().enumerate() {
        if view.quote_of[draft.cue.start].is_some() {
            continue;
        }
        for piece in &draft.content {
            for at in [piece.start, piece.end - 1] {
                if let Some(quote) = view.quote_of[at] {
                    owner[quote as usize].get_or_insert(n);
                    quotes_somebody[n] = true;
                }
            }
        }
    }
    let mut paragraphs = Vec::new();
    for n in 0..view.quotes.len() {
        if owner[n].is_some() || view.quotes[n].depth > 0 {
            continue;
        }
        let range = view.quote_range(n as u32);
        let linked = view.quotes[n].continues.and_then(|q| owner[q as usize]);
        let before = range.start.checked_sub(1);
        // A paragraph that is one quotation goes on with who spoke last in the one before.
        let paragraph = before.is_some_and(|b| {
            (view.class(b) == Class::Stop || view.closing(b).is_some())
                && !same_block(split, b, range.start)
                && (range.end >= view.tokens.len() || !same_block(split, range.start, range.end))
        });
        let behind_stop = before.is_some_and(|b| {
            view.class(b) == Class::Stop
                && view.tokens[range.start].spaced
                && (same_block(split, b, range.start) || paragraph)
        });
        let own_cue = range.len() < 3 || view.class(range.end.saturating_sub(2)) == Class::Comma;
        let neighbour = before.filter(|_| behind_stop && !own_cue).and_then(|b| {
            let sentence = sentence_of(split, b)?;
            let end = found.partition_point(|(s, _)| *s as usize <= sentence);
            let here = found[..end].iter().rev().take_while(|(s, _)| *s as usize == sentence).count();
            let speaks = |n: &usize| {
                let draft = &found[*n].1;
                draft.kind == Kind::Speech && view.quote_of[draft.cue.start].is_none()
            };
            let quoting = |n: &usize| speaks(n) && quotes_somebody[*n];
            (end - here..end).rev().find(quoting).or_else(|| (end - here..end).rev().find(speaks))
        });
        let last = before.filter(|_| paragraph).and_then(|b| owner[view.closing(b)? as usize]);
        let Some(speaker) = linked.or(neighbour).or(last) else { continue };
        owner[n] = Some(speaker);
        if paragraph && linked.is_none() {
            paragraphs.push((found[speaker].0, Draft { content: vec![range], ..found[speaker].1.clone() }));
        } else {
            found[speaker].1.content.push(range);
        }
    }
    // A speech over paragraphs whose speaker is named at its end.
    for n in (0..view.quotes.len()).rev() {
        let Some(earlier) = view.quotes[n].continues else { continue };
        let earlier = earlier as usize;
        if let (Some(speaker), None) = (owner[n], owner[earlier]) {
            owner[earlier] = Some(speaker);
            let range = view.quote_range(earlier as u32);
            found[speaker].1.content.push(range);
        }
    }
    found.extend(paragraphs);
    found.sort_by_key(|(sentence, draft)| (*sentence, draft.cue.start));
}

/// A sentence that ends its paragraph with a colon announces the next paragraph: its quotation, or all of it.
pub(super) fn paragraph_behind_colon(view: &View, split: &Split, found: &mut [(u32, Draft)]) {
    for at in 0..found.len() {
        let sentence = found[at].0 as usize;
        let last_of_sentence = found.get(at + 1).is_none_or(|(next, _)| *next as usize != sentence);
        let (Some(here), Some(next)) = (split.sentences.get(sentence), split.sentences.get(sentence + 1))
        else {
            continue;
        };
        let end = here.tokens.end as usize;
        if !last_of_sentence
            || here.block == next.block
            || end == 0
            || view.class(end - 1) != Class::Colon
            || found[at].1.kind != Kind::Speech
        {
            continue;
        }
        let from = next.tokens.start as usize;
        let range = match view.opening(from) {
            Some(quote) => view.quote_range(quote),
            None if found[at].1.content.is_empty() => {
                let rest = split.sentences[sentence + 1..].iter().take_while(|s| s.block == next.block);
                let to = rest.last().map_or(from, |s| s.tokens.end as usize);
                from..to.min(from + WINDOW)
            }
            None => continue,
        };
        if !range.is_empty() {
            found[at].1.content.push(range);
        }
    }
}

fn sentence_of(split: &Split, token: usize) -> Option<usize> {
    let at = split.sentences.partition_point(|s| s.tokens.end as usize <= token);
    (at < split.sentences.len()).then_some(at)
}

fn same_block(split: &Split, a: usize, b: usize) -> bool {
    let block = |t| sentence_of(split, t).map(|s| split.sentences[s].block);
    block(a) == block(b)
}
