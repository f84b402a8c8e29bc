//! Copies: which articles of a corpus tell a story that another article of it tells already. It compares
//! texts, not events: two reports in other words are two articles, and so are two notes made from one template.
//!
//! A [`Draft`] takes one article's kept text and can be made on any thread; when all articles were seen and it is known
//! what their sites say everywhere, it becomes a [`Signature`], and [`copies`] compares those. An
//! article is joined to a *survivor* only if the two texts, compared shingle by shingle, bear it out:
//! candidates come from an index over a sketch, and never count by themselves. Links do not chain.
//! Of a story the earliest published article survives; of articles published together the longest, then
//! the one with the lowest id. A teaser is the exception: it gives way to the article that it opens,
//! whenever that was published, since nothing of a story may be lost.
//!
//! For an incremental run keep the drafts ([`Draft::encode`]), and take old and new ones together.
//! The partition is that of one run over all. What was reported before changes only where a new
//! entry was published before an old one, is the whole article of an old teaser, or brings to light
//! that a line is its site's.

mod compare;
mod draft;
mod group;
mod index;
mod judge;
mod signature;
mod stored;
#[cfg(test)]
mod tests;
mod words;

pub use draft::Draft;
pub use group::copies;
pub use signature::Signature;
pub use stored::DRAFT_VERSION;

/// One article as duplicate detection sees it.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The article's id, unique in the corpus.
    pub id: &'a str,
    /// When it was published, ISO 8601 in one time zone: compared as text. Unknown dates come last.
    pub published: Option<&'a str>,
    /// Length of the article in any one unit; the longest of articles published together survives.
    pub length: u64,
    /// Its signature.
    pub signature: &'a Signature,
}

/// How a copy relates to its survivor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The same words in the same order.
    Exact,
    /// Nearly the same words: re-set, corrected, with another byline, or cut by up to half.
    Near,
    /// A short text that is the opening of its survivor.
    Teaser,
    /// A version of the story with much of its text, and text of its own.
    Update,
}

impl Kind {
    /// The kind's name in records.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Near => "near",
            Self::Teaser => "teaser",
            Self::Update => "update",
        }
    }
}

/// Says that an article is a copy, and of which.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Copy {
    /// Place of the survivor among the entries; the survivor is no copy itself.
    pub survivor: usize,
    /// How the two relate.
    pub kind: Kind,
    /// 0 to 1, three decimals. Jaccard similarity of the two sets of shingles, counted, not estimated; for a
    /// teaser, the share of its shingles that the survivor holds.
    pub similarity: f64,
}
