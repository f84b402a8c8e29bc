//! Tagging: what the words of a sentence name.

pub mod mention;

pub use mention::{Id, Mention, Referent, Via};
