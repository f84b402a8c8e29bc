//! The pipeline: all stages in their order, over one article or a whole corpus. The one place with threads.
//!
//! A corpus is read twice, so that memory holds only what must be compared: once to learn which
//! lines recur on each site and to find the copies, once to extract.

pub mod article;
mod batch;
pub mod corpus;
pub mod index;
mod known;
pub mod repeat;

pub use article::{Extract, Origin, extract, extract_watched};
pub use corpus::{
    Duplicates, Observer, Options, Silent, documents, extract_each, find_copies, run, use_threads,
    with_threads,
};
pub use index::Index;
