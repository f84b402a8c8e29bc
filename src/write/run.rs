//! The run record, `run.json`: what went in, what came out of each stage, and what was doubtful.
//!
//! It holds no clock and no machine. It counts the records that it is shown, in any order.

use super::claim_record::ClaimRecord;
use super::document_record::{DocumentRecord, RejectRecord};
use crate::rules::Stance;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The content of `run.json`; maps are sorted by key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunRecord {
    /// Version of the program.
    pub version: String,
    /// Digest of lexicon and rules.
    pub knowledge: String,
    /// Files and folders, as they were named.
    pub inputs: Vec<String>,
    /// How much came out of each stage.
    pub counts: Counts,
    /// Claims by stance; every stance is there.
    pub stances: BTreeMap<String, u64>,
    /// Claims by holder; a claim without one counts under the empty string.
    pub holders: BTreeMap<String, u64>,
    /// Claims by rule.
    pub rules: BTreeMap<String, u64>,
    /// What was dropped, by reason.
    pub dropped: Dropped,
    /// How often something was doubtful, by kind.
    pub warnings: BTreeMap<String, u64>,
}

/// How much came out of each stage, in the order of the stages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Files that gave an article or a reject.
    pub files: u64,
    /// Places in the input that gave no article.
    pub rejects: u64,
    /// Articles read.
    pub documents: u64,
    /// Articles that are copies of others.
    pub duplicates: u64,
    /// Blocks.
    pub blocks: u64,
    /// Blocks that were dropped.
    pub dropped_blocks: u64,
    /// Sentences of kept blocks.
    pub sentences: u64,
    /// Mentions.
    pub mentions: u64,
    /// Attributions.
    pub attributions: u64,
    /// Sentences that state a claim.
    pub claim_sentences: u64,
    /// Claims.
    pub claims: u64,
    /// Claims that repeat an earlier claim of the corpus.
    pub repeated_claims: u64,
}

/// What was dropped, by reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dropped {
    /// Places in the input, by reason of the reject.
    pub rejects: BTreeMap<String, u64>,
    /// Articles, by kind of copy.
    pub documents: BTreeMap<String, u64>,
    /// Blocks, by reason.
    pub blocks: BTreeMap<String, u64>,
}

impl RunRecord {
    /// The record of a run that has seen nothing yet: its digest of lexicon and rules, and its inputs as named.
    pub fn new(knowledge: &str, inputs: Vec<String>) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            knowledge: knowledge.to_owned(),
            inputs,
            counts: Counts::default(),
            stances: Stance::ALL.iter().map(|s| (s.id().to_owned(), 0)).collect(),
            holders: BTreeMap::new(),
            rules: BTreeMap::new(),
            dropped: Dropped::default(),
            warnings: BTreeMap::new(),
        }
    }

    /// Counts a reject.
    pub fn add_reject(&mut self, reject: &RejectRecord) {
        self.counts.rejects += 1;
        *self.dropped.rejects.entry(reject.reason.clone()).or_default() += 1;
    }

    /// Counts a document and the claims of it.
    pub fn add_document(&mut self, document: &DocumentRecord, claims: &[ClaimRecord]) {
        let counts = &mut self.counts;
        counts.documents += 1;
        if let Some(kind) = &document.duplicate_kind {
            counts.duplicates += 1;
            *self.dropped.documents.entry(kind.clone()).or_default() += 1;
        }
        counts.blocks += document.blocks.len() as u64;
        for reason in document.blocks.iter().filter_map(|b| b.reason.as_ref()) {
            counts.dropped_blocks += 1;
            *self.dropped.blocks.entry(reason.clone()).or_default() += 1;
        }
        counts.sentences += document.sentences.len() as u64;
        counts.mentions += document.sentences.iter().map(|s| s.mentions.len() as u64).sum::<u64>();
        counts.attributions += document.attributions.len() as u64;
        self.add_claims(claims);
    }

    /// Counts the claims of a document.
    pub fn add_claims(&mut self, claims: &[ClaimRecord]) {
        let counts = &mut self.counts;
        let mut sentences: Vec<usize> = claims.iter().map(|c| c.sentence.index).collect();
        sentences.sort_unstable();
        sentences.dedup();
        counts.claim_sentences += sentences.len() as u64;
        for claim in claims {
            counts.claims += 1;
            counts.repeated_claims += u64::from(claim.same_as.is_some());
            *self.stances.entry(claim.stance.clone()).or_default() += 1;
            *self.rules.entry(claim.rule.clone()).or_default() += 1;
            let mut holders: Vec<&str> = claim.holders.iter().map(|h| h.id.as_str()).collect();
            holders.sort_unstable();
            holders.dedup();
            if holders.is_empty() {
                holders.push("");
            }
            for holder in holders {
                *self.holders.entry(holder.to_owned()).or_default() += 1;
            }
        }
    }

    /// Counts a file that gave an article or a reject.
    pub fn add_file(&mut self) {
        self.counts.files += 1;
    }

    /// Counts a warning of the kind `kind`.
    pub fn add_warning(&mut self, kind: &str) {
        *self.warnings.entry(kind.to_owned()).or_default() += 1;
    }
}
