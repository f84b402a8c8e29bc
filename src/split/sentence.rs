//! A sentence: a run of tokens of one block.

use super::abbreviation::Abbreviations;
use super::boundary::boundaries;
use super::quote::{Quote, quotes};
use super::token::{Token, tokenize};
use crate::span::Span;
use std::ops::Range;

/// Most tokens of a sentence. The longest of news prose have some 200; what goes on for longer is a table, a list
/// or text without stops. It is cut, so that work that compares the clauses of a sentence stays linear in the text.
pub const MOST_TOKENS: usize = 600;

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

/// The tokens, sentences and quotations of one article.
#[derive(Clone, Debug, Default)]
pub struct Split {
    /// All tokens of the blocks given, in text order.
    pub tokens: Vec<Token>,
    /// All sentences, in text order; each token belongs to one sentence.
    pub sentences: Vec<Sentence>,
    /// All quotations, in the order of their opening marks.
    pub quotes: Vec<Quote>,
}

impl Split {
    /// The tokens of `sentence`.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize]
    }
}

/// Splits `blocks` of `raw` into tokens, sentences and quotations, in linear time.
///
/// A block is a paragraph: no sentence goes beyond it, and single line ends inside are blanks. Blocks
/// must lie in text order and begin and end between characters. What has more than [`MOST_TOKENS`] is cut. A dateline with its agency, and a head
/// in capitals before a colon, belong to the first sentence.
pub fn split(raw: &str, blocks: &[Span], abbreviations: &Abbreviations) -> Split {
    let mut out = Split::default();
    let mut ends = Vec::new();
    for (block, &span) in blocks.iter().enumerate() {
        let first = out.tokens.len();
        tokenize(raw, span, &mut out.tokens);
        ends.clear();
        boundaries(raw, span, false, abbreviations, &mut ends);
        let mut from = first;
        for end in ends.iter().map(|sentence| sentence.end) {
            // A token that reaches over the end belongs to the sentence where it begins.
            let to = from + out.tokens[from..].iter().take_while(|t| t.span.start < end).count();
            out.sentence(raw, from..to, block);
            from = to;
        }
        out.sentence(raw, from..out.tokens.len(), block);
        quotes(raw, &out.tokens, first, block as u32, &mut out.quotes);
    }
    out
}

impl Split {
    /// Adds a sentence, in pieces if it is too long.
    fn sentence(&mut self, raw: &str, mut tokens: Range<usize>, block: usize) {
        while tokens.len() > MOST_TOKENS {
            let most = tokens.start + MOST_TOKENS;
            let half = most - MOST_TOKENS / 2;
            // Behind a mark that sets clauses apart, if there is one in the second half.
            let mark = |&i: &usize| matches!(self.tokens[i].text(raw), "," | ";" | ":" | "." | "—" | "–");
            let end = (half..most).rev().find(mark).map_or(most, |i| i + 1);
            self.piece(tokens.start..end, block);
            tokens.start = end;
        }
        self.piece(tokens, block);
    }

    fn piece(&mut self, tokens: Range<usize>, block: usize) {
        let Some((first, last)) = self.tokens[tokens.clone()].first().zip(self.tokens[tokens.clone()].last())
        else {
            return;
        };
        let span = first.span.join(last.span);
        let tokens = tokens.start as u32..tokens.end as u32;
        self.sentences.push(Sentence { span, tokens, block: block as u32 });
    }
}

/// The sentences of a plain text, as byte spans without the blanks around them.
///
/// Paragraphs are set apart by empty lines; single line ends are blanks, unless the line was meant to
/// end (a list item, a headline much shorter than the lines around it). As in treebanks, a dateline with
/// its agency, and a head in capitals before a colon, are sentences of their own. Uses the abbreviations that
/// come with the program, and runs in linear time.
///
/// ```
/// let text = "Gen. Lee flew to the U.S. on Monday. He met Mr. Smith.";
/// let found: Vec<&str> = claimwright::split::sentences(text).iter().map(|s| s.slice(text)).collect();
/// assert_eq!(found, ["Gen. Lee flew to the U.S. on Monday.", "He met Mr. Smith."]);
/// ```
pub fn sentences(text: &str) -> Vec<Span> {
    let mut out = Vec::with_capacity(text.len() / 96 + 1);
    for paragraph in paragraphs(text) {
        boundaries(text, paragraph, true, Abbreviations::embedded(), &mut out);
    }
    out
}

/// The paragraphs of a plain text: what stands between empty lines.
pub fn paragraphs(text: &str) -> impl Iterator<Item = Span> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        if at >= bytes.len() {
            return None;
        }
        let start = at;
        while at < bytes.len() {
            let Some(line) = bytes[at..].iter().position(|&b| b == b'\n') else {
                at = bytes.len();
                break;
            };
            at += line + 1;
            let next = bytes[at..].iter().position(|b| !matches!(b, b' ' | b'\t' | b'\r'));
            if next.is_none_or(|n| bytes[at + n] == b'\n') {
                break;
            }
        }
        Some(Span::new(start, at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endless_sentences_are_cut_behind_marks_and_lose_no_token() {
        let clauses = "Malta said it would sign a treaty, ".repeat(500);
        let words = "treaty ".repeat(2 * MOST_TOKENS);
        for text in [clauses, words] {
            let found = split(&text, &[Span::new(0, text.len())], Abbreviations::embedded());
            assert!(found.sentences.iter().all(|s| s.tokens.len() <= MOST_TOKENS));
            assert!(found.sentences.windows(2).all(|pair| pair[0].tokens.end == pair[1].tokens.start));
            let whole: usize = found.sentences.iter().map(|s| s.tokens.len()).sum();
            assert_eq!(whole, found.tokens.len());
            let commas = found.sentences.iter().filter(|s| s.span.slice(&text).ends_with(',')).count();
            assert!(commas == 0 || commas == found.sentences.len());
        }
    }
}
