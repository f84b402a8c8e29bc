//! claimwright reads scraped news articles and writes structured claims.
#![deny(missing_docs)]
pub mod check;
pub mod claim;
pub mod clean;
pub mod cli;
pub mod dedupe;
pub mod diagnostic;
pub mod error;
pub mod eval;
pub mod lexicon;
pub mod pipeline;
pub mod read;
pub mod report;
pub mod rules;
pub mod span;
pub mod split;
pub mod tag;
pub mod write;
