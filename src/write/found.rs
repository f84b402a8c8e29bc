//! What the stages found in one article, as the builders of records are given it.

use crate::claim::attribution::{Attribution, QuoteKind};
use crate::claim::types::Quoted;
use crate::clean::Block;
use crate::dedupe::Kind;
use crate::read::Article;
use crate::span::{CodePoints, Span};
use crate::split::Sentence;
use crate::tag::Mention;

/// All that the stages found in one article.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    /// The article.
    pub article: &'a Article,
    /// Code points of the article's text.
    pub points: &'a CodePoints<'a>,
    /// Of which article it is a copy.
    pub duplicate: Option<DuplicateOf<'a>>,
    /// All its blocks.
    pub blocks: &'a [Block],
    /// The sentences of its kept blocks; [`Sentence::block`] counts kept blocks only.
    pub sentences: &'a [Sentence],
    /// Its mentions.
    pub mentions: &'a [Mention],
    /// For each mention whether a claim gives it a role; a first person without one is not written.
    pub in_role: &'a [bool],
    /// Its attributions.
    pub reported: &'a [Reported],
}

/// Says of which article another is a copy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DuplicateOf<'a> {
    /// Id of the survivor.
    pub id: &'a str,
    /// How the two relate.
    pub kind: Kind,
    /// 0 to 1.
    pub similarity: f64,
}

/// One attribution of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Reported {
    /// Who says so, where somebody is named.
    pub source: Option<ReportedSource>,
    /// The words that report.
    pub cue: Option<Span>,
    /// What is said, in text order.
    pub content: Vec<Span>,
    /// How much of it stands in quotation marks.
    pub quote: Quoted,
}

/// The source of an attribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedSource {
    /// The words.
    pub span: Span,
    /// The mention in them, where they name a known actor.
    pub mention: Option<u32>,
}

impl From<&Attribution> for Reported {
    fn from(found: &Attribution) -> Self {
        Self {
            source: found.source.map(|span| ReportedSource { span, mention: found.actor }),
            cue: found.cue,
            content: found.content.clone(),
            quote: match found.quote {
                QuoteKind::None => Quoted::None,
                QuoteKind::Direct => Quoted::Direct,
                QuoteKind::Partial => Quoted::Partial,
            },
        }
    }
}
