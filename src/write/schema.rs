//! What the files of a run hold, for machines: written by hand, held to what is written by tests.

use super::sql::create_tables;
use super::table::TABLES;
use std::borrow::Cow;

/// Name and JSON Schema (2020-12) of each record.
pub const SCHEMAS: [(&str, &str); 4] = [
    ("claims", include_str!("../../schema/claims.json")),
    ("documents", include_str!("../../schema/documents.json")),
    ("rejects", include_str!("../../schema/rejects.json")),
    ("run", include_str!("../../schema/run.json")),
];

/// What [`described`] knows beside the records: the tables as a data package, and as SQL.
pub const OF_TABLES: [&str; 2] = ["tables", "postgres"];

/// The description named `name`: the JSON Schema of a record, the data package of the tables, or the statements that
/// make them in PostgreSQL.
pub fn described(name: &str) -> Option<Cow<'static, str>> {
    match name {
        "tables" => Some(TABLES.into()),
        "postgres" => Some(create_tables().into()),
        record => schema_of(record).map(Cow::from),
    }
}

/// The JSON Schema of the records named `name`: `claims`, `documents`, `rejects` or `run`.
pub fn schema_of(name: &str) -> Option<&'static str> {
    SCHEMAS.iter().find(|(n, _)| *n == name).map(|(_, schema)| *schema)
}
