//! A comparison: the exact figures of two signatures side by side. It counts; it does not judge.

use super::signature::Signature;

/// What two articles share, counted over whole sets, never estimated.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shared {
    /// Shingles in both.
    pub shingles: u32,
    /// Those of them that hold a fact in either.
    pub facts: u32,
    /// Shingles of the first article's lead that the second holds, anywhere.
    pub lead: u32,
    /// Words of sentences that both have and that hold a fact.
    pub equal: u32,
    /// Words of sentences that differ in first word, numbers and names alone.
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

/// Compares two articles; the first is the one whose lead is looked for.
pub(super) fn compare(a: &Signature, b: &Signature) -> Shared {
    let (shingles, facts) = intersect(&a.shingles, &b.shingles);
    let (lead, _) = intersect(&a.lead, &b.shingles);
    let mut shared = Shared { shingles, facts, lead, ..Shared::default() };
    let mut skeletons: Vec<u32> = Vec::new();
    let (mut i, mut j) = (0, 0);
    let mut alone = Vec::new();
    while i < a.sentences.len() || j < b.sentences.len() {
        let (x, y) = (a.sentences.get(i), b.sentences.get(j));
        match (x, y) {
            (Some(x), Some(y)) if x.full == y.full => {
                if x.fact || y.fact {
                    shared.equal += u32::from(x.words);
                }
                i += 1;
                j += 1;
            }
            (Some(x), y) if y.is_none_or(|y| x.full < y.full) => {
                if x.skeleton != 0 {
                    skeletons.push(x.skeleton);
                }
                i += 1;
            }
            (_, Some(y)) => {
                if y.skeleton != 0 {
                    alone.push((y.skeleton, y.words));
                }
                j += 1;
            }
            _ => break,
        }
    }
    skeletons.sort_unstable();
    for (skeleton, words) in alone {
        if skeletons.binary_search(&skeleton).is_ok() {
            shared.conflict += u32::from(words);
            shared.conflicts += 1;
        }
    }
    shared
}
