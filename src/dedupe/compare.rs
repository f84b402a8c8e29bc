//! A comparison: the exact figures of two signatures side by side. It counts; it does not judge.

use super::signature::{Sentence, Signature};

/// How the sentences of two articles agree.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sentences {
    /// Words of sentences that both have and that hold a fact.
    pub equal: u32,
    /// Words of sentences that open alike but for their facts, and differ in them.
    pub conflict: u32,
    /// Number of those sentences.
    pub conflicts: u32,
}

/// Counts the shingles in both of two sorted sets, and those with a fact.
pub(super) fn intersect(a: &[u32], b: &[u32]) -> (u32, u32) {
    let (mut shared, mut facts) = (0, 0);
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        let (x, y) = (a[i] >> 1, b[j] >> 1);
        let same = u32::from(x == y);
        shared += same;
        facts += same & (a[i] | b[j]);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    (shared, facts)
}

/// Counts what two articles share but for their sentences; the first is the one whose lead is looked for.
pub(super) fn shingles(a: &Signature, b: &Signature) -> (u32, u32, u32) {
    let (shingles, facts) = intersect(&a.shingles, &b.shingles);
    (shingles, facts, intersect(&a.lead, &b.shingles).0)
}

/// Counts the words of sentences with facts that are equal, and of those that differ in their facts.
pub(super) fn sentences(a: &Signature, b: &Signature) -> Sentences {
    let mut shared = Sentences::default();
    let mut openings: Vec<(u32, u64)> = Vec::new();
    let mut alone: Vec<&Sentence> = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < a.sentences.len() || j < b.sentences.len() {
        match (a.sentences.get(i), b.sentences.get(j)) {
            (Some(x), Some(y)) if x.full == y.full => {
                if x.fact || y.fact {
                    shared.equal += u32::from(x.words);
                }
                i += 1;
                j += 1;
            }
            (Some(x), y) if y.is_none_or(|y| x.full < y.full) => {
                openings.push((x.opening, x.facts));
                i += 1;
            }
            (_, Some(y)) => {
                alone.push(y);
                j += 1;
            }
            _ => break,
        }
    }
    openings.sort_unstable();
    for sentence in alone.into_iter().filter(|sentence| sentence.opening != 0) {
        let from = openings.partition_point(|&(opening, _)| opening < sentence.opening);
        let mut same =
            openings[from..].iter().take_while(|&&(opening, _)| opening == sentence.opening).peekable();
        if same.peek().is_some() && same.all(|&(_, facts)| differ(facts, sentence.facts)) {
            shared.conflict += u32::from(sentence.words);
            shared.conflicts += 1;
        }
    }
    shared
}

/// Whether each set of facts has one that the other lacks: where only one does, a word was dropped or
/// put into lower case, and no other fact stands in its place.
fn differ(a: u64, b: u64) -> bool {
    a & !b != 0 && b & !a != 0
}
