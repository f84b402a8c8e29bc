//! The lexicon: what words mean here, read from data files and held ready for look-up.

pub mod inflect;
pub mod modifiers;
pub mod actor_files;
pub mod actors;
pub mod leaders;
pub mod phrase;
pub mod words;
pub mod topics;

pub use modifiers::{ModifierLexicon, Scope};
pub use actors::{Actor, ActorKind, ActorLexicon, Form, FormKind, RoleKind};
pub use leaders::{Date, Leaders, Person, Term};
pub use phrase::{Found, KeyMap, PhraseIndex};
pub use words::{Classes, WordEntry, WordLexicon};
pub use topics::TopicLexicon;
