//! CSV: rows of a table as comma-separated text after [RFC 4180](https://www.rfc-editor.org/rfc/rfc4180), in UTF-8.
//!
//! A text is always quoted and nothing else is: so an empty text is told from none, as PostgreSQL and others
//! read it. The `csv` crate quotes by content or all alike and would lose that.

use super::table::{Cell, Table};
use std::io::{self, Write};

/// For whom the text is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// For programs: every value as it is.
    #[default]
    Exact,
    /// For spreadsheets: a byte order mark and CRLF, so that the encoding is seen, and an apostrophe before any
    /// text that a spreadsheet would run as a formula
    /// ([OWASP](https://owasp.org/www-community/attacks/CSV_Injection)).
    Spreadsheet,
}

/// A table in a file.
pub struct CsvTable<W> {
    to: W,
    dialect: Dialect,
    line: String,
}

impl<W: Write> CsvTable<W> {
    /// Writes to `to`, the names of the columns first.
    ///
    /// # Errors
    /// Those of `to`.
    pub fn new(mut to: W, table: &Table, dialect: Dialect) -> io::Result<Self> {
        let names: Vec<&str> = table.schema.fields.iter().map(|c| c.name.as_str()).collect();
        if dialect == Dialect::Spreadsheet {
            to.write_all("\u{feff}".as_bytes())?;
        }
        let mut csv = Self { to, dialect, line: names.join(",") };
        csv.end_line()?;
        Ok(csv)
    }

    /// Writes one row.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                self.line.push(',');
            }
            match cell {
                Cell::Null => {}
                Cell::Text(text) => self.text(text),
                Cell::Integer(number) => self.line.push_str(&number.to_string()),
                // The shortest form that reads back to the same number.
                Cell::Number(number) => self.line.push_str(&number.to_string()),
                Cell::Boolean(value) => self.line.push_str(if *value { "true" } else { "false" }),
                Cell::Date(day) => self.line.push_str(day),
            }
        }
        self.end_line()
    }

    fn text(&mut self, text: &str) {
        self.line.push('"');
        if self.dialect == Dialect::Spreadsheet && is_formula(text) {
            self.line.push('\'');
        }
        for c in text.chars() {
            match c {
                '"' => self.line.push_str("\"\""),
                // No database takes a NUL in a text; the offsets stay right, as it is one code point for another.
                '\0' => self.line.push('\u{fffd}'),
                c => self.line.push(c),
            }
        }
        self.line.push('"');
    }

    fn end_line(&mut self) -> io::Result<()> {
        self.line.push_str(match self.dialect {
            Dialect::Exact => "\n",
            Dialect::Spreadsheet => "\r\n",
        });
        self.to.write_all(self.line.as_bytes())?;
        self.line.clear();
        Ok(())
    }

    /// Writes what is held back, and gives the writer back.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn finish(mut self) -> io::Result<W> {
        self.to.flush()?;
        Ok(self.to)
    }
}

/// Whether a spreadsheet may take the text for a formula; the wide forms count in some languages.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::table::tables;

    fn written(dialect: Dialect, cells: &[Cell]) -> String {
        let mut csv = CsvTable::new(Vec::new(), &tables()[0], dialect).unwrap();
        csv.row(cells).unwrap();
        let text = String::from_utf8(csv.finish().unwrap()).unwrap();
        text.split_once('\n').unwrap().1.to_owned()
    }

    #[test]
    fn an_empty_text_is_told_from_none_and_quotes_are_doubled() {
        let cells = ["".into(), Cell::Null, "a,\"b\"\nc".into(), Cell::Integer(-3), Cell::Number(0.5)];
        assert_eq!(written(Dialect::Exact, &cells), "\"\",,\"a,\"\"b\"\"\nc\",-3,0.5\n");
        let cells = [Cell::Boolean(true), Cell::Date("2025-01-02"), "a\0b".into()];
        assert_eq!(written(Dialect::Exact, &cells), "true,2025-01-02,\"a\u{fffd}b\"\n");
    }

    #[test]
    fn formulas_are_disarmed_for_spreadsheets_alone() {
        let evil = "=HYPERLINK(\"x\")";
        assert_eq!(written(Dialect::Exact, &[evil.into()]), "\"=HYPERLINK(\"\"x\"\")\"\n");
        for text in [evil, "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1"] {
            let line = written(Dialect::Spreadsheet, &[text.into(), Cell::Integer(-1)]);
            assert!(line.starts_with("\"'") && line.ends_with(",-1\r\n"), "{line:?}");
        }
        assert_eq!(written(Dialect::Spreadsheet, &["a=b".into()]), "\"a=b\"\r\n");
    }

    #[test]
    fn a_csv_reader_gives_the_values_back() {
        let texts = ["plain", "with \"quotes\"", "two\r\nlines", " , ", "“”—ß🙂", ""];
        let cells: Vec<Cell> = texts.iter().map(|t| Cell::from(*t)).collect();
        let line = written(Dialect::Exact, &cells);
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
        let read = reader.records().next().unwrap().unwrap();
        assert_eq!(read.iter().collect::<Vec<_>>(), texts);
    }
}
