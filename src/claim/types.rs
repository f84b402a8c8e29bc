//! A claim as the engine finds it: indices into the article's mentions, spans into its raw text.

use crate::rules::Stance;
use crate::span::Span;

/// How certain or necessary what a claim says is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modality {
    /// It is so, or will be.
    Actual,
    /// It must be so.
    Necessary,
    /// It may be so.
    Possible,
    /// It hangs on a condition.
    Conditional,
}

impl Modality {
    /// The codebook's id.
    pub fn id(self) -> &'static str {
        match self {
            Modality::Actual => "actual",
            Modality::Necessary => "necessary",
            Modality::Possible => "possible",
            Modality::Conditional => "conditional",
        }
    }

    /// The modality with the id `id`.
    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Actual, Self::Necessary, Self::Possible, Self::Conditional].into_iter().find(|m| m.id() == id)
    }
}

/// How much of a claim stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quoted {
    /// Nothing.
    None,
    /// The whole sentence or clause.
    Direct,
    /// Some words.
    Partial,
}

impl Quoted {
    /// The codebook's id.
    pub fn id(self) -> &'static str {
        match self {
            Quoted::None => "none",
            Quoted::Direct => "direct",
            Quoted::Partial => "partial",
        }
    }
}

/// Who says a claim, where the article reports it.
#[derive(Clone, Debug, PartialEq)]
pub struct Attributed {
    /// Mention of the source; `None` where it is not named.
    pub source: Option<u32>,
    /// The words that report.
    pub cue: Option<Span>,
    /// How the words stand.
    pub quote: Quoted,
}

/// The condition on which a claim hangs.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// From the trigger to the end of the condition.
    pub span: Span,
    /// The words that open it.
    pub trigger: Span,
}

/// One stance of one holder, as one sentence states it.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Index of the sentence.
    pub sentence: u32,
    /// The stance.
    pub stance: Stance,
    /// Whether the content is denied.
    pub negated: bool,
    /// How it is put.
    pub modality: Modality,
    /// Mentions of the holders, one for each actor.
    pub holders: Vec<u32>,
    /// Mentions of who is to be protected or helped.
    pub beneficiaries: Vec<u32>,
    /// Mentions of who is asked or told.
    pub addressees: Vec<u32>,
    /// Mentions of against whom.
    pub adversaries: Vec<u32>,
    /// Mentions of the legal forms.
    pub legal_forms: Vec<u32>,
    /// Mentions of the capabilities.
    pub capabilities: Vec<u32>,
    /// Who says so.
    pub attribution: Option<Attributed>,
    /// The condition.
    pub condition: Option<Condition>,
    /// Mention of the time.
    pub time: Option<u32>,
    /// The word or words that carry the stance.
    pub cue: Span,
    /// Their lemma, lower case.
    pub lemma: String,
    /// How much stands in quotation marks.
    pub quote: Quoted,
    /// Index of the rule that found it.
    pub rule: usize,
    /// How sure the rule is, 0 to 1.
    pub confidence: f64,
}
