//! Reports: what a run or the engine did, for people to read.

pub mod explain;

pub use explain::Explanation;
