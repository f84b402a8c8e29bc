//! Scoring: two codings of the same articles compared, article by article, and added up.

use super::coding::Coding;
use super::comparison::Comparison;
use super::figure::{FIGURES, RuleTally, SLOTS, STANCES, SlotTally, Tally};
use super::misses::Difference;
use crate::error::{Error, Result};
use std::collections::{BTreeMap, HashMap};

/// What comparing one article gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DocumentScore {
    /// Id of the article.
    pub document_id: String,
    /// One for each of [`FIGURES`].
    pub figures: [Tally; FIGURES.len()],
    /// One for each of [`Stance::ALL`](crate::rules::Stance::ALL).
    pub stances: [Tally; STANCES],
    /// One for each of [`SLOTS`].
    pub slots: [SlotTally; SLOTS.len()],
    /// By name of the rule.
    pub rules: BTreeMap<String, RuleTally>,
    /// All misses and false hits.
    pub differences: Vec<Difference>,
}

/// What comparing all articles gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evaluation {
    /// One for each article of gold, in its order.
    pub documents: Vec<DocumentScore>,
}

/// Compares `found` with `gold`; articles that gold lacks are not looked at.
///
/// # Errors
/// [`Error::Usage`] if an article of gold is not in `found`.
pub fn evaluate(gold: &[Coding], found: &[Coding]) -> Result<Evaluation> {
    let by_id: HashMap<&str, &Coding> = found.iter().map(|c| (c.document_id.as_str(), c)).collect();
    let mut documents = Vec::with_capacity(gold.len());
    for gold in gold {
        let Some(found) = by_id.get(gold.document_id.as_str()) else {
            return Err(Error::Usage(format!(
                "the document {:?} of the gold set is missing in the run; run over the articles that were coded",
                gold.document_id
            )));
        };
        documents.push(Comparison::new(gold, found).score());
    }
    Ok(Evaluation { documents })
}

impl Evaluation {
    /// The sums over all articles, without their differences.
    pub fn total(&self) -> DocumentScore {
        let mut total = DocumentScore::default();
        for document in &self.documents {
            add(&mut total.figures, &document.figures);
            add(&mut total.stances, &document.stances);
            add(&mut total.slots, &document.slots);
            for (rule, tally) in &document.rules {
                *total.rules.entry(rule.clone()).or_default() += *tally;
            }
        }
        total
    }
}

pub(super) fn add<T: std::ops::AddAssign + Copy>(sum: &mut [T], more: &[T]) {
    for (sum, more) in sum.iter_mut().zip(more) {
        *sum += *more;
    }
}
