//! The lexicon: what words mean here, read from data files and held ready for look-up.

pub mod actor_files;
pub mod actors;
pub mod inflect;
pub mod leaders;
pub mod modifiers;
pub mod phrase;
pub mod reporting;
pub mod topics;
pub mod words;

pub use actors::{Actor, ActorKind, ActorLexicon, Form, FormKind, RoleKind};
pub use leaders::{Date, Leaders, Person, Term};
pub use modifiers::{ModifierLexicon, Scope};
pub use phrase::{Found, KeyMap, PhraseIndex};
pub use reporting::Reporting;
pub use topics::TopicLexicon;
pub use words::{Classes, WordEntry, WordLexicon};
