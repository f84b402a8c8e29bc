//! A document record: one line of `documents.jsonl` or `rejects.jsonl`, as it is written and read.
//!
//! What is dropped is here too, with the reason. For keys and offsets see
//! [`claim_record`](super::claim_record).

use super::claim_record::SpanRecord;
use serde::{Deserialize, Serialize};

/// A line of `documents.jsonl`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentRecord {
    /// Id of the article, unique in the run.
    pub id: String,
    /// Where it was read from, as given; `-` is standard input.
    pub path: String,
    /// Web address.
    pub url: Option<String>,
    /// Site.
    pub site: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// ISO 8601.
    pub published: Option<String>,
    /// The encoding that it was in, by its WHATWG name, or `UTF-32LE`, `UTF-32BE`.
    pub encoding: String,
    /// Id of the article of which this is a copy.
    pub duplicate_of: Option<String>,
    /// `exact`, `near`, `teaser` or `update`.
    pub duplicate_kind: Option<String>,
    /// 0 to 1.
    pub similarity: Option<f64>,
    /// All blocks in text order, dropped ones too.
    pub blocks: Vec<BlockRecord>,
    /// Sentences of the kept blocks in text order.
    pub sentences: Vec<SentenceRecord>,
    /// Every attribution, on topic or not, in text order.
    pub attributions: Vec<AttributionRecord>,
}

/// A block of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlockRecord {
    /// First code point.
    pub start: usize,
    /// First code point after it.
    pub end: usize,
    /// The words.
    pub text: String,
    /// `body`, `headline`, `caption`, `duplicate` or `boilerplate`.
    pub role: String,
    /// Place of the block that survives in its stead, from 0.
    pub duplicate_of: Option<usize>,
    /// Why it was dropped.
    pub reason: Option<String>,
}

/// A sentence of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentenceRecord {
    /// Its place, from 0.
    pub index: usize,
    /// First code point.
    pub start: usize,
    /// First code point after it.
    pub end: usize,
    /// The words.
    pub text: String,
    /// Place of its block among [`DocumentRecord::blocks`], from 0.
    pub block: usize,
    /// What its words name, in text order.
    pub mentions: Vec<MentionRecord>,
}

/// A mention in a sentence; which optional keys there are depends on the layer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MentionRecord {
    /// `actor`, `legal_form`, `capability`, `time` or `quantity`.
    pub layer: String,
    /// Codebook id, a finer one, or the kind of a time or quantity.
    pub id: String,
    /// First code point.
    pub start: usize,
    /// First code point after it.
    pub end: usize,
    /// The words.
    pub text: String,
    /// Optional, actors: name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Optional, actors: the person who acts for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Optional, actors: that person's office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// Optional, actors: how the words name it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
    /// Optional, legal forms: the named text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instrument: Option<String>,
    /// Optional, legal forms: 0 to 4.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strength: Option<u8>,
    /// Optional, legal forms and capabilities: `true` where the words only point back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pronoun: Option<bool>,
    /// Optional, times: ISO 8601 value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// An attribution of an article: somebody is reported to say, think or ask something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttributionRecord {
    /// Who says so; `null` where nobody is named.
    pub source: Option<AttributionSource>,
    /// The words that report.
    pub cue: Option<SpanRecord>,
    /// What is said, in text order: one span, or several where the cue stands inside.
    pub content: Vec<SpanRecord>,
    /// `none`, `direct` or `partial`.
    pub quote: String,
}

/// The source of an attribution.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttributionSource {
    /// Actor id; `null` where the words name no known actor.
    pub id: Option<String>,
    /// Name of the actor or person; `null` where the words name no known actor.
    pub name: Option<String>,
    /// First code point.
    pub start: usize,
    /// First code point after it.
    pub end: usize,
    /// The words.
    pub text: String,
}

/// A line of `rejects.jsonl`: a place in the input that gave no article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RejectRecord {
    /// The path as given; `-` is standard input.
    pub path: String,
    /// Line of the record, from 1.
    pub line: Option<u64>,
    /// Byte offset into the (decompressed) file.
    pub offset: Option<u64>,
    /// Why, for counting.
    pub reason: String,
    /// Why, for people.
    pub detail: String,
}

impl From<&crate::read::Reject> for RejectRecord {
    fn from(reject: &crate::read::Reject) -> Self {
        Self {
            path: reject.path.clone(),
            line: reject.line,
            offset: reject.offset,
            reason: reject.reason.as_str().to_owned(),
            detail: reject.detail.clone(),
        }
    }
}
