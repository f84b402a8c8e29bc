//! A table: what a record becomes where a reader wants rows and columns, and how its columns are described.
//!
//! It is the plan alone, read from `schema/tables.json`, a [data package](https://specs.frictionlessdata.io/data-package/).
//! [`rows`](super::rows) fills it; [`csv`](super::csv) and [`parquet`](super::parquet) put it into files.

use serde::Deserialize;
use std::borrow::Cow;
use std::sync::OnceLock;

/// The plans of all tables, as users are given them.
pub const TABLES: &str = include_str!("../../schema/tables.json");

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Unicode text.
    String,
    /// A whole number of up to 64 bits, with its sign.
    Integer,
    /// A number in double precision.
    Number,
    /// True or false.
    Boolean,
    /// A day, ISO 8601 in text.
    Date,
}

/// A column of a table.
#[derive(Clone, Debug, Deserialize)]
pub struct Column {
    /// Its name: no word that SQL reserves.
    pub name: String,
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// What it means.
    pub description: String,
    /// What its numbers count, or which code its text is of; empty where the description says all.
    #[serde(default)]
    pub unit: String,
    /// A value it may have.
    pub example: serde_json::Value,
    #[serde(default)]
    constraints: Constraints,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
struct Constraints {
    #[serde(default)]
    required: bool,
}

impl Column {
    /// Whether every row has a value here.
    pub fn is_required(&self) -> bool {
        self.constraints.required
    }
}

/// Columns whose values stand in the key of a table.
#[derive(Clone, Debug, Deserialize)]
pub struct Link {
    /// The columns here.
    pub fields: Vec<String>,
    /// What they point to.
    pub reference: Reference,
}

/// What a link points to.
#[derive(Clone, Debug, Deserialize)]
pub struct Reference {
    /// The table; empty for the one that the link stands in.
    pub resource: String,
    /// Its columns, in the order of those that point.
    pub fields: Vec<String>,
}

/// A table.
#[derive(Clone, Debug, Deserialize)]
pub struct Table {
    /// Its name, which is its file's stem.
    pub name: String,
    /// What a row is.
    pub description: String,
    /// Columns, key and links.
    pub schema: TableSchema,
}

/// What is in a table.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TableSchema {
    /// The columns in their order.
    pub fields: Vec<Column>,
    /// The columns that tell rows apart.
    pub primary_key: Vec<String>,
    /// Where columns point.
    pub foreign_keys: Vec<Link>,
}

#[derive(Deserialize)]
struct Package {
    resources: Vec<Table>,
}

/// All tables; each stands behind those that it points to, and in the order of [`TableName`].
pub fn tables() -> &'static [Table] {
    static PARSED: OnceLock<Vec<Table>> = OnceLock::new();
    PARSED.get_or_init(|| {
        let package: Package =
            serde_json::from_str(TABLES).expect("the compiled-in plan is valid: held by a test");
        package.resources
    })
}

/// The place of a table in [`tables`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TableName {
    /// Articles.
    Documents,
    /// Their paragraphs.
    Blocks,
    /// Their sentences.
    Sentences,
    /// What their sentences name.
    Mentions,
    /// What they report.
    Attributions,
    /// Claims.
    Claims,
    /// Who and what is in a claim.
    ClaimRoles,
}

/// A value in a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'r> {
    /// Nothing is said.
    Null,
    /// A text, which may be empty.
    Text(Cow<'r, str>),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// True or false.
    Boolean(bool),
    /// A day, `YYYY-MM-DD`.
    Date(&'r str),
}

impl<'r> From<&'r str> for Cell<'r> {
    fn from(text: &'r str) -> Self {
        Cell::Text(Cow::Borrowed(text))
    }
}

impl<'r> From<&'r String> for Cell<'r> {
    fn from(text: &'r String) -> Self {
        Cell::from(text.as_str())
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Cell::Text(Cow::Owned(text))
    }
}

impl From<usize> for Cell<'_> {
    fn from(number: usize) -> Self {
        // Offsets and places are below 2^32.
        Cell::Integer(number as i64)
    }
}

impl From<u8> for Cell<'_> {
    fn from(number: u8) -> Self {
        Cell::Integer(number.into())
    }
}

impl From<f64> for Cell<'_> {
    fn from(number: f64) -> Self {
        Cell::Number(number)
    }
}

impl From<bool> for Cell<'_> {
    fn from(value: bool) -> Self {
        Cell::Boolean(value)
    }
}

impl<'r, T> From<Option<T>> for Cell<'r>
where
    Cell<'r>: From<T>,
{
    fn from(value: Option<T>) -> Self {
        value.map_or(Cell::Null, Cell::from)
    }
}
