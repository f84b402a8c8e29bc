//! Auditing: whether the output of a run is whole, true to itself and within bounds, and what differs between two runs.
//!
//! It reads what [`write`](mod@crate::write) wrote and changes nothing. Files are streamed: of an article its place
//! in the file is kept, of a claim a hash, so that outputs of gigabytes are held to in a few per cent of their size.

pub mod check;
pub mod claims;
pub mod diff;
pub mod documents;
pub mod drift;
pub mod figures;
pub mod finding;
pub mod lines;
pub mod policy;
pub mod raw;
pub mod run;
pub mod show;
pub mod text;

pub use check::{Check, Level};
pub use diff::{Difference, diff};
pub use figures::Figures;
pub use finding::{Finding, Findings};
pub use policy::Policy;
pub use run::{Audit, Options, audit};
