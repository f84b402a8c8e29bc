//! Writing: what the stages found, as records that others read.
//!
//! A record is one JSON object with its keys in a fixed order, offsets in Unicode code points, and
//! neither clock nor machine in it: same input and same knowledge, same bytes. This room computes
//! nothing: it turns indices into ids, bytes into code points, records into rows, and puts them into files.

pub mod build;
pub mod claim_record;
pub mod csv;
pub mod document_record;
pub mod folder;
pub mod found;
pub mod jsonl;
pub mod parquet;
pub mod rows;
pub mod run;
pub mod schema;
pub mod sql;
pub mod table;

pub use build::{claim, claim_id, document};
pub use claim_record::ClaimRecord;
pub use csv::Dialect;
pub use document_record::{DocumentRecord, RejectRecord};
pub use folder::{OutputFolder, OutputFormat};
pub use found::{DuplicateOf, Found, Reported, ReportedSource};
pub use jsonl::{JsonLines, closed_pipe_is_success};
pub use run::RunRecord;
pub use schema::{OF_TABLES, SCHEMAS, described, schema_of};
pub use table::{TABLES, Table, tables};

#[cfg(test)]
mod tests;
