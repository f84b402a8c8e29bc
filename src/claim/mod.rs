//! Claims: who takes which stance towards which security arrangement.
//!
//! The rules say what to look for; this room reads the sentence, finds where they fit, and fills the
//! parts of each claim.

pub mod attribution;
pub mod bearer;
pub mod cue;
pub mod engine;
pub mod matching;
pub mod modifiers;
pub mod parts;
pub mod reading;
pub mod sentence;
pub mod slots;
pub mod thread;
pub mod types;
pub mod voice;
pub mod watch;

pub use engine::{Engine, Tagged};
pub use types::{Attributed, Claim, Condition, Modality, Quoted};
pub use voice::Voice;
pub use watch::{Blind, Silence, Watch};
