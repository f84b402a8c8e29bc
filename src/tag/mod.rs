//! Tagging: what the words of a sentence name.

pub mod mention;
pub mod topics;

pub use mention::{Id, Mention, Referent, Via};
pub use topics::topics;
