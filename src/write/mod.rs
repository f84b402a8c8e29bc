//! Writing: what the stages found, as records that others read.
//!
//! A record is one JSON object with its keys in a fixed order, offsets in Unicode code points, and
//! neither clock nor machine in it: same input and same knowledge, same bytes. This room computes
//! nothing: it turns indices into ids, bytes into code points, and puts records into files.

pub mod build;
pub mod claim_record;
pub mod document_record;
pub mod found;
pub mod jsonl;
pub mod run;
pub mod schema;

pub use build::{claim, claim_id, document};
pub use claim_record::ClaimRecord;
pub use document_record::{DocumentRecord, RejectRecord};
pub use found::{DuplicateOf, Found, Reported, ReportedSource};
pub use jsonl::{JsonLines, OutputFolder, closed_pipe_is_success};
pub use run::{Independent, RunRecord};
pub use schema::{SCHEMAS, schema_of};

#[cfg(test)]
mod tests;
