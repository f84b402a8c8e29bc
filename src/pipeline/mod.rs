//! The pipeline: all stages in their order, over one article or a whole corpus. The one place with threads.
//!
//! A corpus is read three times, so that memory holds only what must be compared: once to learn which
//! lines recur on each site, once to sign every article and find the copies, once to extract.

pub mod article;
pub mod corpus;
pub mod repeat;

pub use article::{Extract, Origin, extract, extract_watched};
pub use corpus::{Duplicates, Observer, Options, Silent, extract_each, find_copies, run, with_threads};
