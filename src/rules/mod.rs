//! Rules: which words and shapes of clause carry which stance. Data, with examples that run as tests.

pub mod rule;
pub mod set;
pub mod stance;
mod written;

pub use rule::{Complement, CueKind, Example, ExpectedClaim, Outcome, Rule, Slot, SubjectKind, TopicPlace};
pub use set::{CueEntry, RULES, RuleSet};
pub use stance::Stance;
