//! Checking: whether what there is keeps its promises. It finds nothing itself.

mod compare;
pub mod examples;

pub use examples::{FoundClaim, Judgement, Verdict, judge};
