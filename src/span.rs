//! A span: a half-open range of byte offsets into an article's decoded raw text.
//!
//! Inside the program every offset is a byte offset, so that slicing costs nothing. Records count
//! Unicode code points, so that Python's `raw[start:end]` is the quoted text; [`CodePoints`]
//! turns the one into the other on the way out.

use std::ops::Range;

/// A half-open range of byte offsets into the raw text of one article (at most 4 GiB).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte of the span.
    pub start: u32,
    /// First byte after the span.
    pub end: u32,
}

impl Span {
    /// A span from `start` to `end`, both byte offsets.
    ///
    /// ```
    /// use claimwright::span::Span;
    /// assert_eq!(Span::new(3, 7).slice("On Kyiv"), "Kyiv");
    /// ```
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start: start as u32, end: end as u32 }
    }

    /// The words of `raw` that the span covers.
    pub fn slice(self, raw: &str) -> &str {
        &raw[self.range()]
    }

    /// The span as a range of `usize`.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Turns byte offsets of one text into code point offsets, in constant time.
///
/// Only texts that leave ASCII pay: one count is kept for every 64 bytes.
#[derive(Clone, Debug)]
pub struct CodePoints<'t> {
    raw: &'t str,
    counts: Vec<u32>,
}

const STRIDE: usize = 64;

impl<'t> CodePoints<'t> {
    /// Indexes `raw`; an all-ASCII text needs no index.
    pub fn new(raw: &'t str) -> Self {
        let mut counts = Vec::new();
        if !raw.is_ascii() {
            counts.reserve(raw.len() / STRIDE + 1);
            let mut before = 0u32;
            for chunk in raw.as_bytes().chunks(STRIDE) {
                counts.push(before);
                before += starts(chunk);
            }
            counts.push(before);
        }
        Self { raw, counts }
    }

    /// The number of code points before the byte offset `byte`, which must be on a boundary.
    ///
    /// ```
    /// use claimwright::span::CodePoints;
    /// assert_eq!(CodePoints::new("“Never”, he said").at(5 + 3), 6);
    /// ```
    pub fn at(&self, byte: usize) -> usize {
        if self.counts.is_empty() {
            return byte;
        }
        let whole = byte / STRIDE;
        let from = whole * STRIDE;
        self.counts[whole] as usize + starts(&self.raw.as_bytes()[from..byte]) as usize
    }
}

/// Number of code points that begin in `bytes`.
fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&b| (b as i8) >= -0x40).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn code_points_agree_with_counting(text in "\\PC{0,200}") {
            let index = CodePoints::new(&text);
            for (count, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(index.at(byte), count);
            }
            prop_assert_eq!(index.at(text.len()), text.chars().count());
        }
    }
}
