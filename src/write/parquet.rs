//! Parquet: rows of a table in columns, after [the format](https://parquet.apache.org/docs/file-format/), one row group at a time.
//!
//! Rows are held until a group is full and then written; so memory is bounded whatever the length of the table.
//! Columns are compressed by Zstandard, which every reader of today knows.

use super::table::{Cell, Column, Kind, Table};
use jiff::civil::{Date, date};
use parquet::basic::{Compression, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;
use std::io::{self, Write};
use std::sync::Arc;

/// Rows in a group at most.
const GROUP_ROWS: usize = 1 << 17;
/// Bytes of text in a group, after which it is full.
const GROUP_BYTES: usize = 8 << 20;

/// A table in a file.
pub struct ParquetTable<W: Write + Send> {
    to: SerializedFileWriter<W>,
    columns: Vec<Held>,
    rows: usize,
    bytes: usize,
}

impl<W: Write + Send> ParquetTable<W> {
    /// Writes to `to`.
    ///
    /// # Errors
    /// Those of `to`.
    pub fn new(to: W, table: &Table) -> io::Result<Self> {
        let schema = parse_message_type(&message_type(table)).map_err(error)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_created_by(concat!("claimwright version ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let to = SerializedFileWriter::new(to, Arc::new(schema), Arc::new(properties)).map_err(error)?;
        let columns = table.schema.fields.iter().map(Held::new).collect();
        Ok(Self { to, columns, rows: 0, bytes: 0 })
    }

    /// Takes one row.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            self.bytes += column.push(cell);
        }
        self.rows += 1;
        if self.rows == GROUP_ROWS || self.bytes >= GROUP_BYTES { self.write_group() } else { Ok(()) }
    }

    fn write_group(&mut self) -> io::Result<()> {
        let mut group = self.to.next_row_group().map_err(error)?;
        for column in &mut self.columns {
            let writer = group.next_column().map_err(error)?.expect("as many columns as the schema has");
            column.write(writer).map_err(error)?;
        }
        group.close().map_err(error)?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }

    /// Writes what is held back and what closes the file, and gives the writer back.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn finish(mut self) -> io::Result<W> {
        if self.rows > 0 {
            self.write_group()?;
        }
        self.to.into_inner().map_err(error)
    }
}

fn error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(source) => match source.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(source) => io::Error::other(source),
        },
        other => io::Error::other(other),
    }
}

/// The schema of a table in Parquet's own notation.
fn message_type(table: &Table) -> String {
    let column = |column: &Column| {
        let repetition = if column.is_required() { "REQUIRED" } else { "OPTIONAL" };
        let name = &column.name;
        match column.kind {
            Kind::String => format!("{repetition} BYTE_ARRAY {name} (STRING);"),
            Kind::Integer => format!("{repetition} INT64 {name};"),
            Kind::Number => format!("{repetition} DOUBLE {name};"),
            Kind::Boolean => format!("{repetition} BOOLEAN {name};"),
            Kind::Date => format!("{repetition} INT32 {name} (DATE);"),
        }
    };
    let columns: Vec<String> = table.schema.fields.iter().map(column).collect();
    format!("message {} {{ {} }}", table.name, columns.join(" "))
}

/// The values of a column that are not written yet.
struct Held {
    /// 1 where a row has a value, 0 where it has none; not kept for a column that is always filled.
    levels: Option<Vec<i16>>,
    values: Values,
}

enum Values {
    /// All texts one behind the other, and where each ends.
    Text(Vec<u8>, Vec<usize>),
    Integer(Vec<i64>),
    Number(Vec<f64>),
    Boolean(Vec<bool>),
    /// Days since 1970-01-01.
    Date(Vec<i32>),
}

impl Held {
    fn new(column: &Column) -> Self {
        let values = match column.kind {
            Kind::String => Values::Text(Vec::new(), Vec::new()),
            Kind::Integer => Values::Integer(Vec::new()),
            Kind::Number => Values::Number(Vec::new()),
            Kind::Boolean => Values::Boolean(Vec::new()),
            Kind::Date => Values::Date(Vec::new()),
        };
        Self { levels: (!column.is_required()).then(Vec::new), values }
    }

    /// Takes the value of a row; returns the bytes of text in it.
    fn push(&mut self, cell: &Cell) -> usize {
        if let Some(levels) = &mut self.levels {
            levels.push(i16::from(*cell != Cell::Null));
        }
        match (&mut self.values, cell) {
            (_, Cell::Null) => {}
            (Values::Text(bytes, ends), Cell::Text(text)) => {
                bytes.extend_from_slice(text.as_bytes());
                ends.push(bytes.len());
                return text.len();
            }
            (Values::Integer(values), Cell::Integer(value)) => values.push(*value),
            (Values::Number(values), Cell::Number(value)) => values.push(*value),
            (Values::Boolean(values), Cell::Boolean(value)) => values.push(*value),
            (Values::Date(values), Cell::Date(day)) => values.push(days(day)),
            (_, cell) => unreachable!("{cell:?} is not of the column's kind"),
        }
        0
    }

    fn write(&mut self, mut to: SerializedColumnWriter) -> Result<()> {
        let levels = self.levels.as_deref();
        match (to.untyped(), &mut self.values) {
            (ColumnWriter::ByteArrayColumnWriter(to), Values::Text(bytes, ends)) => {
                let all = ByteArray::from(std::mem::take(bytes));
                let mut start = 0;
                let cut = ends.drain(..).map(|end| {
                    let text = all.slice(start, end - start);
                    start = end;
                    text
                });
                to.write_batch(&cut.collect::<Vec<_>>(), levels, None)?;
            }
            (ColumnWriter::Int64ColumnWriter(to), Values::Integer(values)) => {
                to.write_batch(values, levels, None)?;
                values.clear();
            }
            (ColumnWriter::DoubleColumnWriter(to), Values::Number(values)) => {
                to.write_batch(values, levels, None)?;
                values.clear();
            }
            (ColumnWriter::BoolColumnWriter(to), Values::Boolean(values)) => {
                to.write_batch(values, levels, None)?;
                values.clear();
            }
            (ColumnWriter::Int32ColumnWriter(to), Values::Date(values)) => {
                to.write_batch(values, levels, None)?;
                values.clear();
            }
            _ => unreachable!("the column's writer is of the kind that the schema says"),
        }
        if let Some(levels) = &mut self.levels {
            levels.clear();
        }
        to.close()
    }
}

/// Days from 1970-01-01 to `day`, which is one.
fn days(day: &str) -> i32 {
    let epoch = date(1970, 1, 1);
    day.parse::<Date>().ok().and_then(|day| epoch.until(day).ok()).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::table::tables;
    use parquet::file::reader::{FileReader, SerializedFileReader};

    #[test]
    fn days_are_counted_from_1970() {
        let counted = ["1970-01-01", "1969-12-31", "2000-02-29", "2025-09-04"].map(days);
        assert_eq!(counted, [0, -1, 11016, 20335]);
    }

    #[test]
    fn groups_are_cut_and_all_rows_read_back() {
        let table = &tables()[5];
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("claims.parquet");
        let mut parquet = ParquetTable::new(std::fs::File::create(&path).unwrap(), table).unwrap();
        let word = "w".repeat(1 << 16);
        for row in 0..300_usize {
            let cells: Vec<Cell> = table
                .schema
                .fields
                .iter()
                .map(|c| match c.kind {
                    _ if !c.is_required() && row.is_multiple_of(3) => Cell::Null,
                    Kind::String if c.name == "cue_text" => Cell::Text(format!("{row} {word}").into()),
                    Kind::String => "ß".into(),
                    Kind::Integer => row.into(),
                    Kind::Number => Cell::Number(row as f64),
                    Kind::Boolean => true.into(),
                    Kind::Date => Cell::Date("2025-09-04"),
                })
                .collect();
            parquet.row(&cells).unwrap();
        }
        parquet.finish().unwrap();
        let reader = SerializedFileReader::new(std::fs::File::open(&path).unwrap()).unwrap();
        assert!(reader.num_row_groups() > 1, "{}", reader.num_row_groups());
        let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 300);
        for (index, row) in rows.iter().enumerate() {
            let values: Vec<_> = row.get_column_iter().collect();
            let value = |name: &str| values.iter().find(|(n, _)| *n == name).unwrap().1.to_string();
            assert_eq!(value("sentence_index"), index.to_string());
            assert!(value("cue_text").starts_with(&format!("\"{index} ww")));
            assert_eq!(value("same_as"), if index % 3 == 0 { "null" } else { "\"ß\"" });
        }
    }
}
