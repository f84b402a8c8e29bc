//! Rules: which words and shapes of clause carry which stance. Data, with examples that run as tests.

pub mod files;
pub mod knowledge;
pub mod layout;
mod lint;
pub mod pattern;
pub mod rule;
pub mod set;
pub mod stance;
mod written;

pub use files::{DataFile, Files};
pub use knowledge::{Knowledge, Mistakes, NotLoaded};
pub use rule::{Complement, CueKind, Example, ExpectedClaim, Outcome, Rule, Slot, SubjectKind, TopicPlace};
pub use set::{CueEntry, RULES, RuleSet};
pub use stance::Stance;
