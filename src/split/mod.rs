//! Splitting: the text of kept blocks becomes tokens, sentences and quotations.
//!
//! A token is a word, a number or one mark; a sentence is a run of tokens; a quotation stands between
//! marks. Nothing here knows what a word means: that is the lexicon's.

pub mod abbreviation;
mod boundary;
mod following;
mod list;
mod marks;
mod preceding;
pub mod quote;
pub mod sentence;
mod stop;
pub mod token;

pub use abbreviation::{ABBREVIATIONS, Abbreviations, Ending};
pub use quote::Quote;
pub use sentence::{MOST_TOKENS, Sentence, Split, paragraphs, sentences, split};
pub use token::{Shape, Token, TokenKind, tokenize, word_key};
