//! The bounds of a noun phrase, guessed from closed-class words: what may stand before its head.

use crate::lexicon::topics::TopicLexicon;
use crate::lexicon::topics::grammar::Closed;
use crate::split::{Token, TokenKind};

/// Most tokens between a head noun and its first modifier.
const REACH: usize = 9;

/// Whether a modifier may stand before this token: neither a closed-class word nor the end of a phrase.
pub(super) fn passes(raw: &str, lexicon: &TopicLexicon, token: &Token) -> bool {
    match token.kind {
        TokenKind::Mark => matches!(
            token.text(raw),
            "-" | "‐" | "‑" | "–" | "," | "/" | "\"" | "“" | "”" | "'" | "‘" | "’" | "*" | "**" | "_"
        ),
        TokenKind::Symbol => false,
        _ => !matches!(
            lexicon.closed(token),
            Some(
                Closed::Preposition
                    | Closed::Verb
                    | Closed::Auxiliary
                    | Closed::Subject
                    | Closed::Definite
                    | Closed::Demonstrative
                    | Closed::Indefinite
                    | Closed::Possessive
            )
        ),
    }
}

/// First token that can belong to the noun phrase whose head is at `head`.
pub(super) fn start(raw: &str, lexicon: &TopicLexicon, tokens: &[Token], head: usize) -> usize {
    let floor = head.saturating_sub(REACH);
    (floor..head).rev().find(|&i| !passes(raw, lexicon, &tokens[i])).map_or(floor, |i| i + 1)
}

/// The determiner of the noun phrase whose head is at `head`, and where it stands.
pub(super) fn determiner(
    raw: &str,
    lexicon: &TopicLexicon,
    tokens: &[Token],
    head: usize,
) -> Option<(usize, Closed)> {
    let first = start(raw, lexicon, tokens, head);
    let at = first.checked_sub(1)?;
    let closed = lexicon.closed(&tokens[at])?;
    matches!(closed, Closed::Definite | Closed::Demonstrative | Closed::Indefinite | Closed::Possessive)
        .then_some((at, closed))
}
