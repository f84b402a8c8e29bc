//! claimwright reads scraped news articles and writes structured claims.
pub mod check;
pub mod claim;
pub mod cli;
pub mod diagnostic;
pub mod error;
pub mod lexicon;
pub mod read;
pub mod rules;
pub mod clean;
pub mod span;
pub mod split;
pub mod tag;
