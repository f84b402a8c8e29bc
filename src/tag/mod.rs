//! Tagging: what the words of a sentence name.

pub mod actors;
pub mod mention;
mod persons;
mod pronouns;
mod salience;
pub mod topics;

pub use actors::actors;
pub use mention::{Id, Mention, Referent, Via};
pub use topics::topics;
