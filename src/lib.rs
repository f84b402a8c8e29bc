//! claimwright reads scraped news articles and writes structured claims.
pub mod span;
