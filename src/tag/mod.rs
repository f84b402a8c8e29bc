//! Tagging: what the words of a sentence name.

pub mod actors;
mod calendar;
mod descriptions;
pub mod mention;
mod persons;
mod pronouns;
mod salience;
mod surroundings;
mod time_words;
pub mod times;
pub mod topics;

pub use actors::actors;
pub use mention::{Id, Mention, Referent, Via};
pub use times::times;
pub use topics::topics;
