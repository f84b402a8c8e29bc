//! Parquet tables ([Apache Parquet](https://parquet.apache.org/docs/file-format/)): one record a row.
//!
//! Only the columns that an article uses are read, and one page of each is held at a time. The file's own sizes are
//! checked before the decoder believes them (see [`layout`]). Columns of lists and groups are no fields.

mod layout;
mod thrift;

use super::article::Article;
use super::context::{Context, Place};
use super::decode::decode;
use super::field::{Field, Value};
use super::open::Pending;
use super::record::Record;
use super::reject::{Reason, Refusal};
use super::source::{self, Source};
use layout::Layout;
use parquet::basic::{Repetition, Type as Physical};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::{ReaderIter, TreeBuilder};
use parquet::record::{Field as Cell, Row};
use parquet::schema::types::{SchemaDescriptor, Type};
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Rows that are taken from their pages together; each may hold an article, so few.
const BATCH: usize = 16;

/// What a table may become before its expansion is judged.
const EXPANSION_FLOOR: u64 = 64 << 20;

/// The records of a table. `file` is it on disk, if it is a file and not packed; else it is unpacked to a temporary file,
/// since its directory stands at its end.
pub(super) fn read(
    source: Source,
    file: Option<&Path>,
    read: Arc<AtomicU64>,
    context: Arc<Context>,
) -> Box<dyn Iterator<Item = Pending> + Send> {
    let opened = match file {
        Some(file) if source.packing.is_none() && file.is_file() => {
            File::open(file).map_err(|error| source::refusal(&error))
        }
        _ => unpacked(source),
    };
    match opened.and_then(|file| Rows::new(file, read, Arc::clone(&context))) {
        Ok(rows) => Box::new(rows),
        Err(refusal) => Box::new(std::iter::once(Pending::done(context.reject(Place::default(), refusal)))),
    }
}

fn unpacked(mut source: Source) -> Result<File, Refusal> {
    let mut file = tempfile::tempfile().map_err(|error| source::refusal(&error))?;
    std::io::copy(&mut source.bytes, &mut file).map_err(|error| source::refusal(&error))?;
    Ok(file)
}

struct Rows {
    table: SerializedFileReader<File>,
    layout: Layout,
    /// The columns that are read.
    columns: Arc<SchemaDescriptor>,
    rows: Option<ReaderIter>,
    /// The next row group.
    group: usize,
    /// Rows given so far, and bytes in them.
    row: u64,
    given: u64,
    size: u64,
    read: Arc<AtomicU64>,
    context: Arc<Context>,
    ended: bool,
}

impl Rows {
    fn new(file: File, read: Arc<AtomicU64>, context: Arc<Context>) -> Result<Self, Refusal> {
        let size = file.metadata().map_err(|error| source::refusal(&error))?.len();
        let copy = file.try_clone().map_err(|error| source::refusal(&error))?;
        let layout = Layout::new(copy, size, &context.limits)?;
        let table = guarded(|| SerializedFileReader::new(file))?;
        let columns = columns(table.metadata().file_metadata().schema(), &context)?;
        let columns = Arc::new(SchemaDescriptor::new(Arc::new(columns)));
        Ok(Self {
            table,
            layout,
            columns,
            rows: None,
            group: 0,
            row: 0,
            given: 0,
            size,
            read,
            context,
            ended: false,
        })
    }

    /// Opens the next row group; false behind the last.
    fn next_group(&mut self) -> Result<bool, Refusal> {
        let count = self.table.metadata().num_row_groups();
        // How far the file is read, for who waits for it.
        self.read.store(self.size * self.group as u64 / count.max(1) as u64, Ordering::Relaxed);
        if self.group == count {
            return Ok(false);
        }
        let group = self.group;
        self.group += 1;
        let metadata = self.table.metadata().row_group(group);
        for column in metadata.columns() {
            let is_read = self.columns.columns().iter().any(|read| read.path() == column.column_path());
            if is_read {
                let (start, length) = guarded(|| Ok(column.byte_range()))?;
                self.layout.check_pages(start, length)?;
            }
        }
        let rows = guarded(|| {
            let group = self.table.get_row_group(group)?;
            TreeBuilder::new().with_batch_size(BATCH).as_iter(Arc::clone(&self.columns), group.as_ref())
        })?;
        self.rows = Some(rows);
        Ok(true)
    }

    fn next_row(&mut self) -> Result<Option<Row>, Refusal> {
        loop {
            if let Some(rows) = &mut self.rows {
                match guarded(|| rows.next().transpose()) {
                    Ok(Some(row)) => return Ok(Some(row)),
                    Ok(None) => self.rows = None,
                    Err(refusal) => {
                        // What is broken is this row group; the next is looked up by itself.
                        self.rows = None;
                        return Err(refusal);
                    }
                }
            } else if !self.next_group()? {
                return Ok(None);
            }
        }
    }
}

impl Iterator for Rows {
    type Item = Pending;

    fn next(&mut self) -> Option<Pending> {
        if self.ended {
            return None;
        }
        let row = match self.next_row() {
            Ok(row) => row?,
            Err(refusal) => {
                self.ended = refusal.reason == Reason::TooLarge;
                let place = Place { line: Some(self.row + 1), offset: None };
                return Some(Pending::done(self.context.reject(place, refusal)));
            }
        };
        self.row += 1;
        let place = Place { line: Some(self.row), offset: None };
        let bytes = row.get_column_iter().map(|(_, cell)| weight(cell)).sum();
        self.given += bytes as u64;
        if self.given > EXPANSION_FLOOR && self.given / self.context.limits.max_expansion.max(1) > self.size {
            self.ended = true;
            let detail = format!("a file of {} bytes became {}; the rest is not read", self.size, self.given);
            let refusal = Refusal::new(Reason::TooLarge, detail);
            return Some(Pending::done(self.context.reject(place, refusal)));
        }
        let context = Arc::clone(&self.context);
        Some(Pending::new(bytes, move || context.item(place, article(&context, place, &row))))
    }
}

fn weight(cell: &Cell) -> usize {
    match cell {
        Cell::Bytes(bytes) => bytes.len(),
        Cell::Str(text) => text.len(),
        _ => 8,
    }
}

/// The columns that an article uses.
fn columns(schema: &Type, context: &Context) -> Result<Type, Refusal> {
    let fields = &context.manner.fields;
    let names: Vec<String> = schema.get_fields().iter().map(|field| field.name().to_owned()).collect();
    let mut columns = Vec::new();
    for field in schema.get_fields() {
        let info = field.get_basic_info();
        let is_simple = field.is_primitive()
            && field.get_physical_type() != Physical::FIXED_LEN_BYTE_ARRAY
            && info.has_repetition()
            && info.repetition() != Repetition::REPEATED;
        if is_simple && fields.of(field.name()).is_some() {
            columns.push(Arc::clone(field));
        }
    }
    if !columns.iter().any(|column| fields.is_text(column.name())) {
        return Err(Refusal::new(Reason::NoText, fields.no_text(&names)));
    }
    Type::group_type_builder("table").with_fields(columns).build().map_err(damaged)
}

fn article(context: &Context, place: Place, row: &Row) -> Result<Article, Refusal> {
    let fields = &context.manner.fields;
    let (mut record, mut encoding, mut warnings) = (Record::default(), "UTF-8", Vec::new());
    for (name, cell) in row.get_column_iter() {
        let value = match cell {
            Cell::Str(text) => Value::Text(text.clone()),
            Cell::Bytes(bytes) if bytes.is_empty() => Value::Text(String::new()),
            Cell::Bytes(bytes) => {
                let decoded = decode(bytes.data().to_vec())?;
                if fields.of(name).is_some_and(|(field, ..)| field == Field::Text) {
                    encoding = decoded.encoding;
                    warnings = decoded.warnings;
                }
                Value::Text(decoded.text)
            }
            Cell::Null => Value::Null,
            Cell::Bool(_) => Value::Flag,
            Cell::Date(_) | Cell::TimestampMillis(_) | Cell::TimestampMicros(_) => {
                Value::Text(cell.to_string())
            }
            number => Value::Number(number.to_string()),
        };
        record.add(name, fields, || value);
    }
    context.article(place.line, record, encoding, warnings)
}

fn damaged(error: ParquetError) -> Refusal {
    let detail: String = error.to_string().chars().take(200).collect();
    Refusal::new(Reason::Parquet, detail)
}

/// Does `work` with a foreign decoder, whose asserts about damaged files are refusals, too.
fn guarded<T>(work: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, Refusal> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done.map_err(damaged),
        Err(_) => Err(Refusal::new(Reason::Parquet, "the table is damaged")),
    }
}
