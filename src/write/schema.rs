//! The JSON Schemas of the records, for users and for `check`: written by hand, held to the records by tests.

/// Name and JSON Schema (2020-12) of each record.
pub const SCHEMAS: [(&str, &str); 4] = [
    ("claims", include_str!("../../schema/claims.json")),
    ("documents", include_str!("../../schema/documents.json")),
    ("rejects", include_str!("../../schema/rejects.json")),
    ("run", include_str!("../../schema/run.json")),
];

/// The JSON Schema of the records named `name`: `claims`, `documents`, `rejects` or `run`.
pub fn schema_of(name: &str) -> Option<&'static str> {
    SCHEMAS.iter().find(|(n, _)| *n == name).map(|(_, schema)| *schema)
}
