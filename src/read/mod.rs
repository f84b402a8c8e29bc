//! Reading: from paths to articles, or to rejects that say where and why.
//!
//! [`discover`] turns what the user named into a list of [`Input`]s, [`open`] streams the [`Item`]s
//! of one input. Memory is bounded by [`Limits`], not by the size of a file; no bytes make it panic;
//! nothing bad is silently gone. It does not clean, split or judge the text: CR, no-break spaces and
//! control characters stay, because every later offset points into this text.
//!
//! A new format is a variant of [`Format`], its file names there, and an iterator over [`Item`]s.

mod article;
mod binary;
mod context;
mod csv;
pub mod date;
mod decode;
mod discover;
mod field;
mod format;
mod glob;
mod html;
mod json;
mod jsonl;
mod language;
mod manner;
mod open;
mod parquet;
mod record;
mod reject;
mod source;
mod txt;
mod warc;
mod wide;

pub use article::{Article, Warning};
pub use discover::{Input, Inputs, Selection, SkipReason, Skipped, discover, discover_with};
pub use field::Fields;
pub use format::{Format, Hint};
pub use glob::Globs;
pub use manner::Manner;
pub use open::{Items, Pending, look, open, open_reader};
pub use reject::{Reason, Reject};
pub use source::Packing;

/// What comes out of an input, in the order of the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// An article that can be worked on.
    Article(Article),
    /// A place that gave no article, and why.
    Reject(Reject),
}

/// How much memory one article may take. A text over a limit is rejected, never cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes of one article's text, before and after decoding; 100 MiB. Values over
    /// `u32::MAX` act as `u32::MAX`, because spans count in 32 bits.
    pub max_article_bytes: usize,
    /// Most bytes of one JSON record, row of a table or page of a Parquet column; 500 MiB, as `\u` escapes
    /// triple a text. Longer lines are skipped as a stream.
    pub max_line_bytes: usize,
    /// Most bytes that one byte of compressed data may become, counted over the file and beyond
    /// its first 64 MiB; 200, where news text reaches some 10.
    pub max_expansion: u64,
    /// Most bytes of one web page as it was sent, unpacked; 20 MiB. Its tree takes some ten times as much.
    pub max_page_bytes: usize,
    /// Most elements of one web page; 300 000.
    pub max_page_elements: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_article_bytes: 100 << 20,
            max_line_bytes: 500 << 20,
            max_expansion: 200,
            max_page_bytes: 20 << 20,
            max_page_elements: 300_000,
        }
    }
}

impl Limits {
    fn article(&self) -> usize {
        self.max_article_bytes.min(u32::MAX as usize)
    }
}
