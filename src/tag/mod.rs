//! Tagging: what the words of a sentence name.

pub mod actors;
mod descriptions;
pub mod mention;
mod persons;
mod pronouns;
mod salience;
mod surroundings;
pub mod topics;

pub use actors::actors;
pub use mention::{Id, Mention, Referent, Via};
pub use topics::topics;
