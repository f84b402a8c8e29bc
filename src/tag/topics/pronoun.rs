//! Pronouns that stand for a form: `They failed`, `These are binding`, behind a sentence about one.
//!
//! Only a pronoun that is the subject of its sentence is settled, and only where the sentence before
//! leaves no choice; all others are left alone.

use super::mention;
use super::refer::{Settled, Settler};
use crate::lexicon::topics::grammar::Closed;
use crate::lexicon::topics::is_word;
use crate::split::Token;

/// How far into its sentence a subject may begin, behind an opening such as `In the end,`.
const OPENING: usize = 6;

/// How far into its sentence the words that it is about may begin.
const SUBJECT: usize = 12;
/// How far behind `it` a `that` or `to` may stand for which it is only a place holder.
const CLEFT: usize = 12;

/// Settles the pronoun that opens `sentence`, if one does.
pub(super) fn settle(settler: &mut Settler, sentence: u32) {
    let split = settler.split;
    let here = &split.sentences[sentence as usize];
    let Some(before) = sentence.checked_sub(1) else { return };
    let tokens = split.tokens_of(here);
    let Some((at, plural)) = subject(settler, tokens) else { return };
    let last = &split.sentences[before as usize];
    let subject_zone = last.tokens.start + zone(settler, split.tokens_of(last)) as u32;
    let mut topics: Vec<u32> = Vec::new();
    for settled in settler.history.iter().rev().take_while(|s| s.sentence == before) {
        let fits = settled.first < subject_zone && is_plural(settler, settled) == plural;
        if fits && !topics.contains(&settled.topic) {
            topics.push(settled.topic);
        }
    }
    if topics.is_empty() || (!plural && topics.len() > 1) {
        return;
    }
    let token = here.tokens.start + at as u32;
    for topic in topics {
        settler.history.push(Settled { sentence, topic, first: token, last: token });
        let found = mention(split, settler.lexicon, topic, None, sentence, token..token + 1, true);
        settler.out.push(found);
    }
}

/// The pronoun that is the subject of the sentence, and whether it is plural.
fn subject(settler: &Settler, tokens: &[Token]) -> Option<(usize, bool)> {
    let comma = (1..OPENING.min(tokens.len())).find(|&i| tokens[i].text(settler.raw) == ",");
    let at = [Some(0), comma.map(|i| i + 1)].into_iter().flatten().find(|&i| {
        tokens.get(i).is_some_and(|t| ["it", "they", "these", "those"].iter().any(|w| is_word(t, w)))
    })?;
    let plural = !is_word(&tokens[at], "it");
    let verb = tokens.get(at + 1)?;
    let text = verb.text(settler.raw);
    let class = settler.lexicon.closed(verb);
    let is_verb = matches!(class, Some(Closed::Auxiliary | Closed::Verb)) || text.ends_with("ed");
    // `It is clear that`, `It was then that`: the pronoun stands for a clause.
    let cleft =
        !plural && tokens[at + 1..].iter().take(CLEFT).any(|t| is_word(t, "that") || is_word(t, "to"));
    (is_verb && !is_word(verb, "said") && !cleft).then_some((at, plural))
}

/// Where the words end that the sentence is about: at the first verb that is more than `is`.
fn zone(settler: &Settler, tokens: &[Token]) -> usize {
    let be = ["is", "are", "was", "were"];
    let article = |i: usize| {
        let class = tokens.get(i).and_then(|t| settler.lexicon.closed(t));
        matches!(class, Some(Closed::Definite | Closed::Indefinite | Closed::Possessive))
    };
    let end = tokens.iter().enumerate().position(|(i, t)| match settler.lexicon.closed(t) {
        Some(Closed::Auxiliary | Closed::Verb) => !be.iter().any(|w| is_word(t, w)),
        Some(_) => false,
        // A participle with an object: `praised the treaty`.
        None => t.text(settler.raw).ends_with("ed") && article(i + 1),
    });
    end.unwrap_or(tokens.len()).min(SUBJECT)
}

fn is_plural(settler: &Settler, settled: &Settled) -> bool {
    let text = settler.split.tokens[settled.last as usize].text(settler.raw);
    text.ends_with('s') || text.ends_with("oranda")
}
