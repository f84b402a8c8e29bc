//! That the plans of the tables hold together, that rows are as they say, and that `docs/records.md` shows them.
//!
//! `BLESS=1 cargo test --lib write::tests::tables` writes the tables of `docs/records.md` anew.

use super::sample::Sample;
use crate::error::Result;
use crate::write::rows::{Rows, claim_rows, document_rows};
use crate::write::table::{Cell, Kind, TableName, tables};
use crate::write::{claim, document};
use std::fmt::Write;
use std::path::Path;

#[derive(Default)]
struct Taken(Vec<(TableName, usize)>);

impl Rows for Taken {
    fn row(&mut self, table: TableName, cells: &[Cell]) -> Result<()> {
        let plan = &tables()[table as usize];
        assert_eq!(cells.len(), plan.schema.fields.len(), "{}", plan.name);
        for (cell, column) in cells.iter().zip(&plan.schema.fields) {
            let fits = match cell {
                Cell::Null => !column.is_required(),
                Cell::Text(_) => column.kind == Kind::String,
                Cell::Integer(_) => column.kind == Kind::Integer,
                Cell::Number(_) => column.kind == Kind::Number,
                Cell::Boolean(_) => column.kind == Kind::Boolean,
                Cell::Date(_) => column.kind == Kind::Date,
            };
            assert!(fits, "{}.{}: {cell:?}", plan.name, column.name);
        }
        self.0.push((table, cells.iter().filter(|c| **c == Cell::Null).count()));
        Ok(())
    }
}

#[test]
fn rows_are_as_their_plans_say() {
    let sample = Sample::new();
    let mut taken = Taken::default();
    document_rows(&document(&sample.found()), &mut taken).unwrap();
    claim_rows(&claim(&sample.found(), &sample.claim(), "pledge", "k"), &mut taken).unwrap();
    let mut bare = sample.claim();
    (bare.attribution, bare.condition, bare.time) = (None, None, None);
    claim_rows(&claim(&sample.found(), &bare, "pledge", "k"), &mut taken).unwrap();
    let mut met: Vec<usize> = taken.0.iter().map(|(table, _)| *table as usize).collect();
    met.dedup();
    assert_eq!(met, [0, 1, 2, 3, 4, 5, 6, 5, 6], "tables in their order");
    let roles = taken.0.iter().filter(|(table, _)| *table == TableName::ClaimRoles).count();
    assert_eq!(roles, 5 + 4, "holder, beneficiary, form, capability; the source of the first");
}

#[test]
fn plans_name_each_other_rightly_and_no_reserved_word() {
    // Reserved in PostgreSQL, DuckDB or the standard; of the words that one may think of here.
    let reserved = [
        "end",
        "order",
        "user",
        "group",
        "table",
        "column",
        "references",
        "check",
        "case",
        "offset",
        "limit",
    ];
    for (place, table) in tables().iter().enumerate() {
        let has = |name: &String| table.schema.fields.iter().any(|c| &c.name == name);
        assert!(table.schema.primary_key.iter().all(has), "{}", table.name);
        for column in &table.schema.fields {
            let name = &column.name;
            assert!(!reserved.contains(&name.as_str()) && name.is_ascii(), "{name}");
            assert!(column.description.ends_with('.'), "{name}");
            let example = match column.kind {
                Kind::String | Kind::Date => column.example.is_string(),
                Kind::Integer => column.example.is_i64(),
                Kind::Number => column.example.is_f64(),
                Kind::Boolean => column.example.is_boolean(),
            };
            assert!(example, "{}.{name}: {}", table.name, column.example);
        }
        for key in &table.schema.primary_key {
            let column = table.schema.fields.iter().find(|c| &c.name == key).unwrap();
            assert!(column.is_required(), "{}.{key}", table.name);
        }
        for link in &table.schema.foreign_keys {
            let to = match link.reference.resource.as_str() {
                "" => table,
                name => tables()[..place].iter().find(|t| t.name == name).unwrap(),
            };
            assert!(link.fields.iter().all(has), "{}", table.name);
            assert_eq!(link.reference.fields, to.schema.primary_key, "{}", table.name);
        }
    }
}

/// The tables as `docs/records.md` shows them.
fn shown() -> String {
    let mut text = String::new();
    for table in tables() {
        let _ = writeln!(
            text,
            "### {}\n\n{} Key: `{}`.",
            table.name,
            table.description,
            table.schema.primary_key.join("`, `")
        );
        for link in &table.schema.foreign_keys {
            let to = if link.reference.resource.is_empty() { &table.name } else { &link.reference.resource };
            let _ = writeln!(text, "`{}` points to `{to}`.", link.fields.join("`, `"));
        }
        let _ = writeln!(text, "\n| column | type | means | unit | example |\n|---|---|---|---|---|");
        for column in &table.schema.fields {
            let kind = match column.kind {
                Kind::String => "text",
                Kind::Integer => "integer",
                Kind::Number => "number",
                Kind::Boolean => "boolean",
                Kind::Date => "date",
            };
            let null = if column.is_required() { "" } else { " or null" };
            let example = column.example.as_str().map_or_else(|| column.example.to_string(), str::to_owned);
            let _ = writeln!(
                text,
                "| `{}` | {kind}{null} | {} | {} | `{example}` |",
                column.name,
                column.description.trim_end_matches('.'),
                column.unit
            );
        }
        text.push('\n');
    }
    text
}

#[test]
fn the_handbook_shows_the_plans() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/records.md");
    let book = std::fs::read_to_string(&path).unwrap();
    let (open, close) = ("<!-- tables: from schema/tables.json -->\n", "<!-- end of tables -->");
    let (before, rest) = book.split_once(open).expect("the mark that opens the tables");
    let (tables, after) = rest.split_once(close).expect("the mark that closes the tables");
    let now = shown();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, format!("{before}{open}{now}{close}{after}")).unwrap();
    } else {
        assert!(
            tables == now,
            "docs/records.md does not show schema/tables.json: run this test with BLESS=1"
        );
    }
}
