//! Splitting: the text of kept blocks becomes tokens and sentences.
//!
//! A token is a word, a number or one mark; a sentence is a run of tokens. Nothing here knows what
//! a word means: that is the lexicon's.

pub mod sentence;
pub mod token;

pub use sentence::{Sentence, Split, split};
pub use token::{Shape, Token, TokenKind, tokenize, word_key};
