//! A sentence: a run of tokens of one block.

use super::token::{Token, TokenKind, tokenize};
use crate::span::Span;
use std::ops::Range;

/// One sentence of one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first to its last token.
    pub span: Span,
    /// Its tokens, as indices into [`Split::tokens`].
    pub tokens: Range<u32>,
    /// Index of the block in the list given to [`split`].
    pub block: u32,
}

/// The tokens and sentences of one article.
#[derive(Clone, Debug, Default)]
pub struct Split {
    /// All tokens of the blocks given, in text order.
    pub tokens: Vec<Token>,
    /// All sentences, in text order; each token belongs to one sentence.
    pub sentences: Vec<Sentence>,
}

impl Split {
    /// The tokens of `sentence`.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize]
    }
}

/// Splits `blocks` of `raw` into tokens and sentences.
pub fn split(raw: &str, blocks: &[Span]) -> Split {
    let mut out = Split::default();
    for (block, &span) in blocks.iter().enumerate() {
        let first = out.tokens.len();
        tokenize(raw, span, &mut out.tokens);
        let mut from = first;
        for i in first..out.tokens.len() {
            let token = out.tokens[i];
            let stop = token.kind == TokenKind::Mark && matches!(token.text(raw), "." | "!" | "?");
            let next_capital = out
                .tokens
                .get(i + 1)
                .is_none_or(|t| t.spaced && (t.is_capitalised() || t.kind != TokenKind::Word));
            let title = i > 0 && matches!(out.tokens[i - 1].text(raw), "Mr" | "Mrs" | "Dr" | "Gen" | "Sen");
            if (stop && next_capital && !title) || i + 1 == out.tokens.len() {
                let span = out.tokens[from].span.join(token.span);
                out.sentences.push(Sentence { span, tokens: from as u32..i as u32 + 1, block: block as u32 });
                from = i + 1;
            }
        }
    }
    out
}
