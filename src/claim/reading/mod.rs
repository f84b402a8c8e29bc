//! The shallow reading of one sentence: word classes, clauses and noun phrases.

pub mod clause;
pub mod noun_phrase;
pub mod reader;
pub mod word;

pub use clause::{Clause, Kind, Modal};
pub use word::{Class, Form, Hint, Word};
