//! The shallow reading of one sentence: word classes, clauses and noun phrases.

mod beside;
mod candidates;
pub mod class;
pub mod clause;
mod closed;
mod conjunction;
mod costs;
mod lattice;
pub mod noun_phrase;
pub mod reader;
pub mod word;

pub use class::{Class, Form};
pub use clause::{Clause, Kind, Modal};
pub use word::{Hint, Word};
