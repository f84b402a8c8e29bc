//! A comparison: the exact figures of two signatures side by side. It counts; it does not judge.

use super::signature::{Signature, Slot};

/// How the slots of two articles are filled that stand in the same context.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Slots {
    /// Contexts in which a fact of both is the same.
    pub equal: u32,
    /// Contexts in which none is.
    pub conflict: u32,
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

/// How many of the shingles of one text another has, and how many of those hold a fact.
pub(super) fn shingles(a: &Signature, b: &Signature) -> (u32, u32) {
    intersect(&a.shingles, &b.shingles)
}

/// The share of a part of one text that stands in another, of as much of it as that could hold.
pub(super) fn share(part: &[u32], of: &Signature) -> f64 {
    f64::from(intersect(part, &of.shingles).0) / part.len().min(of.shingles.len()).max(1) as f64
}

/// Counts the contexts that both articles have, by whether the same facts stand in them.
pub(super) fn slots(a: &Signature, b: &Signature) -> Slots {
    let mut shared = Slots::default();
    let (mut a, mut b) = (&a.slots[..], &b.slots[..]);
    while let (Some(x), Some(y)) = (a.first(), b.first()) {
        let (in_a, in_b) = (context_run(a), context_run(b));
        if x.context == y.context {
            if in_a.iter().any(|slot| in_b.contains(slot)) {
                shared.equal += 1;
            } else {
                shared.conflict += 1;
            }
        }
        let (pass_a, pass_b) = (x.context <= y.context, y.context <= x.context);
        if pass_a {
            a = &a[in_a.len()..];
        }
        if pass_b {
            b = &b[in_b.len()..];
        }
    }
    shared
}

/// The slots at the front that stand in one context.
fn context_run(slots: &[Slot]) -> &[Slot] {
    slots.chunk_by(|slot, next| slot.context == next.context).next().unwrap_or_default()
}
