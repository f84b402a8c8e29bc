//! A view of one article for those who look for attributions: words with classes, and the quotations.
//!
//! Positions are indices into the article's tokens. It answers questions about single positions; it
//! knows nothing of who speaks.

use super::settle;
use crate::claim::reading::word::words;
use crate::claim::reading::{Class, Form, Hint, Word};
use crate::lexicon::{Classes, Reporting, WordLexicon};
use crate::span::Span;
use crate::split::{Quote, Shape, Split, Token, TokenKind, word_key};
use crate::tag::Mention;
use std::ops::Range;

/// Nouns of time that stand beside a clause without a preposition.
const TIMES: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "yesterday",
    "today",
    "tonight",
    "tomorrow",
    "earlier",
    "later",
    "recently",
    "last",
    "this",
    "next",
    "week",
    "month",
    "year",
    "night",
    "morning",
    "afternoon",
    "evening",
    "ago",
    "late",
    "early",
    "weekend",
    "day",
    "days",
];

/// Everything known of the article's words.
pub(super) struct View<'a> {
    pub raw: &'a str,
    pub tokens: &'a [Token],
    pub words: Vec<Word>,
    pub quotes: &'a [Quote],
    /// For each token the innermost quotation it lies in, its marks included.
    pub quote_of: Vec<Option<u32>>,
    /// For each token the outermost quotation it lies in.
    pub outer_of: Vec<Option<u32>>,
    pub lexicon: &'a Reporting,
    /// Keys of [`TIMES`].
    times: Vec<u64>,
    /// The sentence looked at.
    pub start: usize,
    /// End of the sentence looked at, its closing marks excluded.
    pub end: usize,
}

impl<'a> View<'a> {
    pub fn new(
        raw: &'a str,
        split: &'a Split,
        mentions: &[Mention],
        words_of: &WordLexicon,
        lexicon: &'a Reporting,
    ) -> Self {
        let mut hints = vec![Hint::default(); split.tokens.len()];
        for mention in mentions {
            for hint in
                hints.get_mut(mention.tokens.start as usize..mention.tokens.end as usize).unwrap_or(&mut [])
            {
                hint.actor |= mention.is_actor();
                hint.topic |= mention.is_legal_form() || mention.is_capability();
            }
        }
        let mut all = Vec::with_capacity(split.tokens.len());
        for sentence in &split.sentences {
            let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
            let tokens = &split.tokens[range.clone()];
            let hints = &hints[range];
            let at = all.len();
            if is_headline(tokens) {
                all.extend(words(raw, &lowered(tokens, words_of, lexicon), hints, words_of));
            } else {
                let from = all.len();
                all.extend(words(raw, tokens, hints, words_of));
                settle::names(tokens, &mut all[from..]);
            }
            settle::verbs(&mut all[at..], lexicon);
        }
        let mut quote_of = vec![None; split.tokens.len()];
        let mut outer_of = vec![None; split.tokens.len()];
        for (n, quote) in split.quotes.iter().enumerate() {
            for slot in &mut quote_of[with_marks(quote, &split.tokens)] {
                *slot = Some(n as u32);
            }
            if quote.depth == 0 {
                for slot in &mut outer_of[with_marks(quote, &split.tokens)] {
                    *slot = Some(n as u32);
                }
            }
        }
        for sentence in &split.sentences {
            for at in sentence.tokens.start as usize..sentence.tokens.end as usize {
                settle_mark(raw, split, &mut all, &quote_of, sentence.tokens.end as usize, at);
            }
        }
        let times = TIMES.iter().map(|t| word_key(t)).collect();
        let (tokens, quotes) = (&split.tokens[..], &split.quotes[..]);
        Self { raw, tokens, words: all, quotes, quote_of, outer_of, lexicon, times, start: 0, end: 0 }
    }

    /// Turns to the sentence with these tokens.
    pub fn turn(&mut self, tokens: Range<usize>) {
        self.start = tokens.start;
        self.end = tokens.end;
        while self.end > self.start
            && self.class(self.end - 1) == Class::Stop
            && self.quote_of[self.end - 1].is_none()
        {
            self.end -= 1;
        }
    }

    pub fn class(&self, at: usize) -> Class {
        self.words.get(at).map_or(Class::Stop, |w| w.class)
    }

    pub fn text(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.text(self.raw))
    }

    pub fn is(&self, at: usize, word: &str) -> bool {
        self.text(at).eq_ignore_ascii_case(word)
    }

    pub fn key(&self, at: usize) -> u64 {
        self.tokens.get(at).map_or(0, |t| t.key)
    }

    pub fn may(&self, at: usize, classes: Classes) -> bool {
        self.words.get(at).is_some_and(|w| w.entry.classes.any(classes))
    }

    pub fn is_time(&self, at: usize) -> bool {
        at < self.end && self.times.contains(&self.key(at))
    }

    pub fn is_nominal(&self, at: usize) -> bool {
        self.class(at).is_nominal()
    }

    /// Whether the word at `at` is a finite verb or the first auxiliary of one.
    pub fn is_finite(&self, at: usize) -> bool {
        match self.class(at) {
            Class::Verb(Form::Third | Form::Past) | Class::Modal | Class::Do => true,
            Class::Be => !(self.is(at, "be") || self.is(at, "been") || self.is(at, "being")),
            Class::Have => !self.is(at, "having"),
            Class::Verb(Form::Base) => {
                at > self.start && (self.is_nominal(at - 1) || matches!(self.class(at - 1), Class::Relative))
            }
            _ => false,
        }
    }

    /// The quotation that opens with the mark at `at`.
    pub fn opening(&self, at: usize) -> Option<u32> {
        let quote = (*self.quote_of.get(at)?)?;
        (self.tokens[at].span.start == self.quotes[quote as usize].span.start).then_some(quote)
    }

    /// The quotation that closes with the mark at `at`.
    pub fn closing(&self, at: usize) -> Option<u32> {
        let quote = (*self.quote_of.get(at)?)?;
        let span = self.quotes[quote as usize].span;
        (self.quotes[quote as usize].closed && self.tokens[at].span.end == span.end).then_some(quote)
    }

    /// The tokens of a quotation with its marks.
    pub fn quote_range(&self, quote: u32) -> Range<usize> {
        with_marks(&self.quotes[quote as usize], self.tokens)
    }

    /// The smallest span over a range of tokens.
    pub fn span(&self, range: &Range<usize>) -> Span {
        self.tokens[range.start].span.join(self.tokens[range.end - 1].span)
    }

    /// First position at or behind `from` that is no adverb and no denial.
    pub fn skip_adverbs(&self, mut from: usize) -> usize {
        while from < self.end && matches!(self.class(from), Class::Adverb | Class::Negation) {
            from += 1;
        }
        from
    }
}

fn with_marks(quote: &Quote, tokens: &[Token]) -> Range<usize> {
    let start = (quote.tokens.start as usize).saturating_sub(1);
    let mut end = quote.tokens.end as usize;
    if quote.closed && end < tokens.len() {
        end += 1;
    }
    start..end.max(start)
}

/// Corrects the class of marks that only the whole article tells: doubled apostrophes that are quotation
/// marks, and the stop of an abbreviation inside a sentence.
fn settle_mark(
    raw: &str,
    split: &Split,
    words: &mut [Word],
    quote_of: &[Option<u32>],
    end: usize,
    at: usize,
) {
    let token = &split.tokens[at];
    if token.kind != TokenKind::Mark {
        return;
    }
    if let Some(quote) = quote_of[at] {
        let quote = &split.quotes[quote as usize];
        if token.span.start == quote.span.start || quote.closed && token.span.end == quote.span.end {
            words[at].class = Class::Quote;
            return;
        }
    }
    let inside = at > 0 && at + 1 < end && token.text(raw) == "." && !token.spaced;
    if inside
        && split.tokens[at - 1].is_capitalised()
        && (split.tokens[at + 1].kind == TokenKind::Word || split.tokens[at + 1].text(raw) == ",")
    {
        words[at].class = Class::Joint;
    }
}

/// Whether most of the longer words are capitalised, as in a headline.
fn is_headline(tokens: &[Token]) -> bool {
    let long = tokens.iter().filter(|t| t.kind == TokenKind::Word && t.span.len() > 3);
    let (mut capital, mut all) = (0, 0);
    for token in long {
        all += 1;
        capital += usize::from(token.is_capitalised());
    }
    all >= 3 && capital * 5 >= all * 4
}

/// The tokens with those words in small letters that a headline capitalises: what may be a verb or a
/// closed-class word.
fn lowered(tokens: &[Token], words: &WordLexicon, lexicon: &Reporting) -> Vec<Token> {
    tokens
        .iter()
        .map(|t| {
            let known = !words.get(t.key).classes.is_empty()
                || lexicon.adjective(t.key).is_some()
                || lexicon.noun(t.key).is_some();
            let lower = t.shape == Shape::Capital && known;
            if lower { Token { shape: Shape::Lower, ..*t } } else { *t }
        })
        .collect()
}
