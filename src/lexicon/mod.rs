//! The lexicon: what words mean here, read from data files and held ready for look-up.

pub mod phrase;
pub mod topics;

pub use phrase::{Found, KeyMap, PhraseIndex};
pub use topics::TopicLexicon;
