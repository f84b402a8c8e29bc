//! Abbreviations that an article gives itself: `Reciprocal Access Agreement (RAA)`.

use crate::lexicon::topics::Reading;
use crate::split::{Shape, Token};

/// Most abbreviations kept for one article.
const LIMIT: usize = 64;

/// Keeps the abbreviation in parentheses behind `tokens[..end]`, if its last letter fits the last word.
pub(super) fn learn(
    raw: &str,
    tokens: &[Token],
    end: usize,
    reading: Reading,
    known: &mut Vec<(u64, Reading)>,
) {
    if matches!(reading, Reading::Bare(_) | Reading::Nothing(_)) || known.len() >= LIMIT {
        return;
    }
    let [open, short, close, ..] = tokens[end.min(tokens.len())..] else { return };
    if open.text(raw) != "(" || close.text(raw) != ")" || short.shape != Shape::Upper {
        return;
    }
    let letter = |text: &str, last: bool| {
        let c = if last { text.chars().next_back() } else { text.chars().next() };
        c.map(|c| c.to_ascii_lowercase())
    };
    let fits = letter(short.text(raw), true) == letter(tokens[end - 1].text(raw), false);
    if fits && short.span.len() >= 2 && !known.iter().any(|(key, _)| *key == short.key) {
        known.push((short.key, reading));
    }
}
