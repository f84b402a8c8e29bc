//! Evaluation: how well a run agrees with gold, by the codebook's section on scoring.
//!
//! A [`Coding`] is one article as somebody coded it, an annotator or the program; [`evaluate`]
//! compares two lists of them. Nothing here runs the program or looks at words: it counts.
//!
//! ```no_run
//! # fn main() -> claimwright::error::Result<()> {
//! # let (documents, claims) = (Vec::new(), Vec::new());
//! use claimwright::eval::{codings_of_gold, codings_of_run, evaluate, read_gold};
//! let gold = read_gold("gold.jsonl".as_ref())?;
//! let evaluation = evaluate(&codings_of_gold(&gold), &codings_of_run(&documents, &claims)?)?;
//! print!("{}", evaluation.table());
//! # Ok(())
//! # }
//! ```

mod align;
mod bootstrap;
mod coding;
mod comparison;
mod figure;
mod gold;
mod id;
mod misses;
mod score;
mod show;

#[cfg(test)]
mod tests;

pub use bootstrap::{Interval, Intervals, RESAMPLES, TallyIntervals};
pub use coding::{CodedBlock, CodedClaim, CodedSentence, Coding, codings_of_gold, codings_of_run};
pub use figure::{FIGURES, RuleTally, SLOTS, SlotTally, Tally};
pub use gold::{GoldDocument, read_gold};
pub use misses::Difference;
pub use score::{DocumentScore, Evaluation, evaluate};
