//! A coding: one article as an annotator or a run sees it, with ids as they are compared.

use super::gold::{GoldClaim, GoldDocument};
use super::id::{Layer, coded, coded_all};
use crate::error::{Error, Result};
use crate::write::{ClaimRecord, DocumentRecord};
use std::collections::{BTreeSet, HashMap};

/// One article as coded. All offsets count code points of its raw text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coding {
    /// Id of the article.
    pub document_id: String,
    /// Its blocks.
    pub blocks: Vec<CodedBlock>,
    /// Its sentences.
    pub sentences: Vec<CodedSentence>,
}

/// A block as coded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodedBlock {
    /// First code point.
    pub start: usize,
    /// First code point after it.
    pub end: usize,
    /// Its words; empty where they are not known.
    pub text: String,
    /// Whether it is dropped.
    pub dropped: bool,
}

/// A sentence as coded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CodedSentence {
    /// First code point.
    pub start: usize,
    /// First code point after it.
    pub end: usize,
    /// Its words; empty where they are not known.
    pub text: String,
    /// Ids of the actors it names.
    pub actors: BTreeSet<String>,
    /// Ids of the legal forms it names.
    pub legal_forms: BTreeSet<String>,
    /// Ids of the capabilities it names.
    pub capabilities: BTreeSet<String>,
    /// Its claims.
    pub claims: Vec<CodedClaim>,
}

/// A claim as coded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodedClaim {
    /// The stance.
    pub stance: String,
    /// Ids of the holders.
    pub holders: BTreeSet<String>,
    /// `affirmed` or `negated`.
    pub polarity: String,
    /// Ids of the legal forms.
    pub legal_forms: BTreeSet<String>,
    /// Ids of the capabilities.
    pub capabilities: BTreeSet<String>,
    /// Ids of the beneficiaries.
    pub beneficiaries: BTreeSet<String>,
    /// Id of the source.
    pub attribution: Option<String>,
    /// The modality.
    pub modality: String,
    /// Whether it hangs on a condition.
    pub condition: bool,
    /// The rule that found it, in a run.
    pub rule: Option<String>,
}

/// Gold as codings, in the same order.
pub fn codings_of_gold(gold: &[GoldDocument]) -> Vec<Coding> {
    gold.iter().map(coding_of_gold).collect()
}

fn coding_of_gold(document: &GoldDocument) -> Coding {
    let text = document.text.as_deref().unwrap_or("");
    let mut bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
    bytes.push(text.len());
    let cut = |start: usize, end: usize| match (bytes.get(start), bytes.get(end)) {
        (Some(&start), Some(&end)) if start <= end => text[start..end].to_owned(),
        _ => String::new(),
    };
    let blocks = document.blocks.iter().map(|b| CodedBlock {
        start: b.start,
        end: b.end,
        text: cut(b.start, b.end),
        dropped: is_dropped(&b.role),
    });
    let sentences = document.sentences.iter().map(|s| CodedSentence {
        start: s.start,
        end: s.end,
        text: cut(s.start, s.end),
        actors: s.actors.coded(Layer::Actor),
        legal_forms: s.legal_forms.coded(Layer::LegalForm),
        capabilities: s.capabilities.coded(Layer::Capability),
        claims: s.claims.iter().map(claim_of_gold).collect(),
    });
    Coding {
        document_id: document.document_id.clone(),
        blocks: blocks.collect(),
        sentences: sentences.collect(),
    }
}

fn claim_of_gold(claim: &GoldClaim) -> CodedClaim {
    let or = |value: &Option<String>, usual: &str| {
        value.clone().filter(|v| !v.is_empty()).unwrap_or_else(|| usual.to_owned())
    };
    CodedClaim {
        stance: claim.stance.clone(),
        holders: claim.holders.coded(Layer::Actor),
        polarity: or(&claim.polarity, "affirmed"),
        legal_forms: claim.legal_forms.coded(Layer::LegalForm),
        capabilities: claim.capabilities.coded(Layer::Capability),
        beneficiaries: claim.beneficiaries.coded(Layer::Actor),
        attribution: claim.attribution.as_ref().map(|id| coded(id, Layer::Actor)),
        modality: or(&claim.modality, "actual"),
        condition: claim.condition,
        rule: None,
    }
}

/// The records of a run as codings, in the order of the documents.
///
/// # Errors
/// [`Error::Usage`] for a claim whose document is not there.
pub fn codings_of_run(documents: &[DocumentRecord], claims: &[ClaimRecord]) -> Result<Vec<Coding>> {
    let mut codings: Vec<Coding> = documents.iter().map(coding_of_document).collect();
    let places: HashMap<&str, usize> =
        documents.iter().enumerate().map(|(i, d)| (d.id.as_str(), i)).collect();
    let mut homes: HashMap<(usize, usize, usize), usize> = HashMap::new();
    for (place, coding) in codings.iter().enumerate() {
        for (index, sentence) in coding.sentences.iter().enumerate() {
            homes.entry((place, sentence.start, sentence.end)).or_insert(index);
        }
    }
    for claim in claims {
        let Some(&place) = places.get(claim.document_id.as_str()) else {
            return Err(Error::Usage(format!(
                "a claim names the document {:?}, which the run lacks",
                claim.document_id
            )));
        };
        let sentences = &mut codings[place].sentences;
        let (start, end) = (claim.sentence.start, claim.sentence.end);
        let home = *homes.entry((place, start, end)).or_insert_with(|| {
            let text = claim.sentence.text.clone();
            sentences.push(CodedSentence { start, end, text, ..CodedSentence::default() });
            sentences.len() - 1
        });
        sentences[home].claims.push(claim_of_record(claim));
    }
    Ok(codings)
}

fn coding_of_document(document: &DocumentRecord) -> Coding {
    let blocks = document.blocks.iter().map(|b| CodedBlock {
        start: b.start,
        end: b.end,
        text: b.text.clone(),
        dropped: is_dropped(&b.role),
    });
    let sentences = document.sentences.iter().map(|s| {
        let ids = |name: &str, layer| {
            coded_all(s.mentions.iter().filter(|m| m.layer == name).map(|m| m.id.as_str()), layer)
        };
        CodedSentence {
            start: s.start,
            end: s.end,
            text: s.text.clone(),
            actors: ids("actor", Layer::Actor),
            legal_forms: ids("legal_form", Layer::LegalForm),
            capabilities: ids("capability", Layer::Capability),
            claims: Vec::new(),
        }
    });
    Coding { document_id: document.id.clone(), blocks: blocks.collect(), sentences: sentences.collect() }
}

fn claim_of_record(claim: &ClaimRecord) -> CodedClaim {
    let forms = claim.legal_forms.iter().map(|f| f.id.as_str());
    let capabilities = claim.capabilities.iter().map(|c| c.id.as_str());
    CodedClaim {
        stance: claim.stance.clone(),
        holders: coded_all(claim.holders.iter().map(|a| a.id.as_str()), Layer::Actor),
        polarity: claim.polarity.clone(),
        legal_forms: coded_all(forms, Layer::LegalForm),
        capabilities: coded_all(capabilities, Layer::Capability),
        beneficiaries: coded_all(claim.beneficiaries.iter().map(|a| a.id.as_str()), Layer::Actor),
        attribution: claim.attribution.as_ref().map(|a| coded(&a.source.id, Layer::Actor)),
        modality: claim.modality.clone(),
        condition: claim.condition.is_some(),
        rule: Some(claim.rule.clone()),
    }
}

fn is_dropped(role: &str) -> bool {
    matches!(role, "duplicate" | "boilerplate")
}
