//! A claim record: one line of `claims.jsonl`, as it is written and read.
//!
//! In all records the order of the fields is the order of the keys. Keys marked *optional* are left out where there
//! is nothing to say; all others are always there, `null` if need be. All offsets count Unicode code
//! points of the decoded raw text, half-open. Every key is described for users in `schema/*.json`.

use serde::{Deserialize, Serialize};

/// A place in the raw text, with its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpanRecord {
    /// First code point.
    pub start: usize,
    /// First code point after it.
    pub end: usize,
    /// The words.
    pub text: String,
}

/// A line of `claims.jsonl`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimRecord {
    /// See [`claim_id`](super::claim_id).
    pub id: String,
    /// Id of the article.
    pub document_id: String,
    /// Address of the article.
    pub url: Option<String>,
    /// Site of the article.
    pub site: Option<String>,
    /// Headline of the article.
    pub title: Option<String>,
    /// Date of the article, ISO 8601.
    pub published: Option<String>,
    /// The sentence that states it.
    pub sentence: SentenceRef,
    /// Codebook id of the stance.
    pub stance: String,
    /// `affirmed` or `negated`.
    pub polarity: String,
    /// Codebook id of the modality.
    pub modality: String,
    /// Whose stance it is.
    pub holders: Vec<ActorRecord>,
    /// Who is to be protected or helped.
    pub beneficiaries: Vec<ActorRecord>,
    /// Who is asked or told.
    pub addressees: Vec<ActorRecord>,
    /// Against whom.
    pub adversaries: Vec<ActorRecord>,
    /// The legal forms.
    pub legal_forms: Vec<LegalFormRecord>,
    /// The capabilities.
    pub capabilities: Vec<CapabilityRecord>,
    /// Who says so, where the article reports it.
    pub attribution: Option<ClaimAttribution>,
    /// The condition it hangs on.
    pub condition: Option<ConditionRecord>,
    /// When it happens or holds.
    pub time: Option<TimeRecord>,
    /// The word that carries the stance.
    pub cue: CueRecord,
    /// `none`, `direct` or `partial`.
    pub quote: String,
    /// Name of the rule that found it.
    pub rule: String,
    /// 0 to 1.
    pub confidence: f64,
    /// Id of the earliest claim with this content in the corpus.
    pub same_as: Option<String>,
    /// Digest of lexicon and rules.
    pub knowledge: String,
}

/// The sentence of a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentenceRef {
    /// Its place among the article's sentences, from 0.
    pub index: usize,
    /// First code point.
    pub start: usize,
    /// First code point after it.
    pub end: usize,
    /// The words.
    pub text: String,
}

/// An actor in a part of a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActorRecord {
    /// Codebook id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Optional: the person who acts for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Optional: that person's office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// First code point.
    pub start: usize,
    /// First code point after it.
    pub end: usize,
    /// The words.
    pub text: String,
    /// How the words name it.
    pub via: String,
}

/// A legal form in a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalFormRecord {
    /// Codebook id or a finer one.
    pub id: String,
    /// Optional: the named text, such as the Budapest Memorandum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instrument: Option<String>,
    /// 0 to 4.
    pub strength: u8,
    /// First code point.
    pub start: usize,
    /// First code point after it.
    pub end: usize,
    /// The words.
    pub text: String,
}

/// A capability in a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CapabilityRecord {
    /// Codebook id or a finer one.
    pub id: String,
    /// First code point.
    pub start: usize,
    /// First code point after it.
    pub end: usize,
    /// The words.
    pub text: String,
}

/// Who says a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimAttribution {
    /// The source; id `unnamed` where the article names nobody.
    pub source: SourceRecord,
    /// The words that report.
    pub cue: Option<SpanRecord>,
    /// `direct`, `indirect` or `partial`.
    pub kind: String,
}

/// The source of a claim: an [`ActorRecord`], or only id and name where nobody is named.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceRecord {
    /// Codebook id, or `unnamed`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Optional: the person who acts for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Optional: that person's office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// Optional: first code point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    /// Optional: first code point after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
    /// Optional: the words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Optional: how the words name it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
}

/// The condition of a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConditionRecord {
    /// First code point.
    pub start: usize,
    /// First code point after it.
    pub end: usize,
    /// The words.
    pub text: String,
    /// The words that open it.
    pub trigger: String,
}

/// The time of a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeRecord {
    /// First code point.
    pub start: usize,
    /// First code point after it.
    pub end: usize,
    /// The words.
    pub text: String,
    /// ISO 8601 date, month, year or interval, where it can be told.
    pub value: Option<String>,
}

/// The cue of a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueRecord {
    /// First code point.
    pub start: usize,
    /// First code point after it.
    pub end: usize,
    /// The words.
    pub text: String,
    /// Their lemma.
    pub lemma: String,
}
