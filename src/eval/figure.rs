//! A figure: hits, misses and false hits of one kind, and what they make.

use crate::rules::Stance;
use std::ops::AddAssign;

/// The figures, in the order in which they are shown.
pub const FIGURES: [&str; 8] =
    ["blocks", "actors", "legal_forms", "capabilities", "claim_sentence", "stance", "claim", "full_claim"];

/// The parts of a claim whose accuracy is measured over claim hits.
pub const SLOTS: [&str; 4] = ["attribution", "modality", "condition", "beneficiaries"];

/// Number of stances.
pub(super) const STANCES: usize = Stance::ALL.len();

/// Hits, misses and false hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// In both.
    pub hit: u64,
    /// In gold alone.
    pub missed: u64,
    /// In the run alone.
    pub false_hits: u64,
}

impl Tally {
    /// Of what the run has, how much is right, 0 to 1; 0 if it has nothing.
    pub fn precision(&self) -> f64 {
        share(self.hit, self.hit + self.false_hits)
    }

    /// Of what gold has, how much is found, 0 to 1; 0 if it has nothing.
    pub fn recall(&self) -> f64 {
        share(self.hit, self.hit + self.missed)
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.hit += other.hit;
        self.missed += other.missed;
        self.false_hits += other.false_hits;
    }
}

/// How often a part of a claim is right, over claim hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SlotTally {
    /// How often it is right.
    pub right: u64,
    /// Claim hits.
    pub of: u64,
}

impl SlotTally {
    /// Share of claim hits where it is right, 0 to 1.
    pub fn accuracy(&self) -> f64 {
        share(self.right, self.of)
    }
}

impl AddAssign for SlotTally {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.of += other.of;
    }
}

/// What one rule found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleTally {
    /// Claims it found.
    pub claims: u64,
    /// Those whose stance is in the gold sentence.
    pub hits: u64,
    /// Those whose stance, holders and polarity are those of a gold claim.
    pub claim_hits: u64,
}

impl RuleTally {
    /// Claims whose stance is not in the gold sentence.
    pub fn false_hits(&self) -> u64 {
        self.claims - self.hits
    }

    /// Share of its claims whose stance is right, 0 to 1.
    pub fn precision(&self) -> f64 {
        share(self.hits, self.claims)
    }
}

impl AddAssign for RuleTally {
    fn add_assign(&mut self, other: Self) {
        self.claims += other.claims;
        self.hits += other.hits;
        self.claim_hits += other.claim_hits;
    }
}

pub(super) fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
