//! Watching the engine: what it did with a sentence, for `explain`.
//!
//! There is one engine; a watcher only sees what passes by.

use super::matching::NearMatch;
use super::sentence::SentenceView;
use super::types::Claim;

/// Why a clause or a sentence gave no claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// The sentence names neither a legal form nor a capability.
    NoTopic,
    /// The sentence asks.
    Question,
    /// The sentence has no finite verb.
    NoVerb,
    /// A rule says that the clause reports something else.
    Ruled(usize),
    /// No rule fits.
    NoRule,
    /// The clause that a rule fits speaks of no legal form or capability.
    TopicElsewhere(usize),
}

/// Sees what the engine does with each sentence.
pub trait Watch {
    /// A sentence was read.
    fn sentence(&mut self, _view: &SentenceView) {}
    /// Rules whose cue was met, but that did not fit.
    fn near(&mut self, _view: &SentenceView, _near: &[NearMatch]) {}
    /// A claim was found by the rule in clause `clause`.
    fn claim(&mut self, _view: &SentenceView, _clause: usize, _claim: &Claim) {}
    /// A clause or sentence gave none.
    fn silent(&mut self, _sentence: u32, _clause: Option<usize>, _silence: Silence) {}
}

/// Sees nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Blind;

impl Watch for Blind {}
