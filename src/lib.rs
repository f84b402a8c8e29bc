//! claimwright reads scraped news articles and writes structured claims.
pub mod dedupe;
pub mod span;
