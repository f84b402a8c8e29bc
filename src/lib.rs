//! claimwright reads scraped news articles and writes structured claims.
pub mod clean;
pub mod span;
