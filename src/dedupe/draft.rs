//! A draft: the lines of one article and the words of its body, as hashes, while it is not yet known which of the
//! lines its site says everywhere. It is no signature: that is made of it when all articles were seen.
//!
//! Since a draft hangs on its own article alone, drafts of many runs can be put together as if they came of one.

use super::signature::Signature;
use super::words::{self, Word};
use crate::clean::{Line, SiteProfile};

/// The lines and words of one article: some 4 bytes a word and 24 a line, 2 kB for an article of 400 words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub(super) lines: Vec<Line>,
    /// Of each line how many words of the body it has; 0 for what is not body.
    pub(super) counts: Vec<u32>,
    pub(super) words: Vec<Word>,
}

impl Draft {
    /// Adds the next line. `body` is its text where it is running text of the article: not its headline, captions,
    /// credits or links to other articles. Those differ between copies, and their names would pass for other facts.
    pub fn add(&mut self, line: Line, body: Option<&str>) {
        let before = self.words.len();
        if let Some(body) = body {
            words::read(body, &mut self.words);
        }
        self.lines.push(line);
        self.counts.push((self.words.len() - before) as u32);
    }

    /// The lines in their order.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Gives back what was reserved and not used.
    pub fn shrink(&mut self) {
        self.lines.shrink_to_fit();
        self.counts.shrink_to_fit();
        self.words.shrink_to_fit();
    }

    /// The signature of the article and its length in bytes: what its body says, the lines of its site left out.
    pub fn signature(&self, profile: Option<&SiteProfile>) -> (Signature, u64) {
        let recurs = |line: &Line| profile.is_some_and(|profile| profile.recurs(line));
        let bodies = || self.lines.iter().zip(&self.counts).filter(|(_, count)| **count > 0);
        let length = bodies().filter(|(line, _)| !recurs(line)).map(|(line, _)| u64::from(line.bytes)).sum();
        if !bodies().any(|(line, _)| recurs(line)) {
            return (Signature::of(&self.words), length);
        }
        let mut kept = Vec::with_capacity(self.words.len());
        let mut words = &self.words[..];
        for (line, &count) in self.lines.iter().zip(&self.counts) {
            let (these, rest) = words.split_at(count as usize);
            words = rest;
            if !recurs(line) {
                kept.extend_from_slice(these);
            }
        }
        (Signature::of(&kept), length)
    }
}
