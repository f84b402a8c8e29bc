//! SQL: the tables as `CREATE TABLE` statements of PostgreSQL, with keys and comments.
//!
//! They run in any schema of a database, in their order; a load that breaks a key is refused by the database itself.

use super::table::{Column, Kind, Table, tables};
use std::fmt::Write;

/// The statements that make all tables.
pub fn create_tables() -> String {
    let mut sql = String::from("BEGIN;\n");
    for table in tables() {
        let mut parts: Vec<String> = table.schema.fields.iter().map(column).collect();
        parts.push(format!("PRIMARY KEY ({})", table.schema.primary_key.join(", ")));
        for link in &table.schema.foreign_keys {
            let to = if link.reference.resource.is_empty() { &table.name } else { &link.reference.resource };
            parts.push(format!(
                "FOREIGN KEY ({}) REFERENCES {to} ({})",
                link.fields.join(", "),
                link.reference.fields.join(", ")
            ));
        }
        let _ = writeln!(sql, "\nCREATE TABLE {} (\n  {}\n);", table.name, parts.join(",\n  "));
        comment(&mut sql, "TABLE", &table.name, &table.description);
        for column in &table.schema.fields {
            let unit =
                if column.unit.is_empty() { String::new() } else { format!(" Unit: {}.", column.unit) };
            let text = format!("{}{unit}", column.description);
            comment(&mut sql, "COLUMN", &format!("{}.{}", table.name, column.name), &text);
        }
    }
    index(&mut sql, tables());
    sql + "\nCOMMIT;\n"
}

fn column(column: &Column) -> String {
    let kind = match column.kind {
        Kind::String => "text",
        Kind::Integer => "bigint",
        Kind::Number => "double precision",
        Kind::Boolean => "boolean",
        Kind::Date => "date",
    };
    let null = if column.is_required() { " NOT NULL" } else { "" };
    format!("{} {kind}{null}", column.name)
}

fn comment(sql: &mut String, what: &str, name: &str, text: &str) {
    let _ = writeln!(sql, "COMMENT ON {what} {name} IS '{}';", text.replace('\'', "''"));
}

/// PostgreSQL makes an index for what is pointed to; those who point need theirs, or each check reads the table.
fn index(sql: &mut String, tables: &[Table]) {
    sql.push('\n');
    for table in tables {
        for link in
            table.schema.foreign_keys.iter().filter(|l| !table.schema.primary_key.starts_with(&l.fields))
        {
            let _ = writeln!(sql, "CREATE INDEX ON {} ({});", table.name, link.fields.join(", "));
        }
    }
}
