//! Tables with a header, as comma-separated values and their kin (RFC 4180, and what is met beside it): one record a row.

use super::article::Article;
use super::context::{Context, Place};
use super::decode::{decode, decode_as};
use super::field::{Field, Value};
use super::format::delimiter;
use super::open::Pending;
use super::record::Record;
use super::reject::{Reason, Refusal};
use super::source::{self, Bytes, Source};
use super::wide::{Narrow, Wide};
use csv::{ByteRecord, Reader, ReaderBuilder};
use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The records of a table.
pub(super) struct Rows {
    reader: Reader<Metered>,
    context: Arc<Context>,
    header: Arc<[String]>,
    /// Bytes read since the last row.
    unread: Arc<AtomicU64>,
    wide: Option<Wide>,
    begun: bool,
    ended: bool,
}

impl Rows {
    /// The rows of a table whose cells stand apart by `between`, or by what its header shows.
    pub(super) fn new(source: Source, between: Option<u8>, context: Arc<Context>) -> Self {
        let wide = Wide::detect(&source.head);
        let mut head = String::new();
        let bytes: Bytes = match wide {
            Some(wide) => {
                wide.decode(&source.head, false, &mut head);
                Box::new(Narrow::new(source.bytes, wide))
            }
            None => {
                head = String::from_utf8_lossy(&source.head).into_owned();
                source.bytes
            }
        };
        let unread = Arc::new(AtomicU64::new(0));
        let most = context.limits.max_line_bytes as u64;
        let metered = Metered { inner: bytes, unread: Arc::clone(&unread), most };
        let reader = ReaderBuilder::new()
            .delimiter(between.unwrap_or_else(|| delimiter(&head)))
            .has_headers(false)
            .flexible(true)
            .from_reader(metered);
        Self { reader, context, header: Arc::new([]), unread, wide, begun: false, ended: false }
    }

    /// The next row, none at the end, and where it begins.
    fn next_row(&mut self) -> Option<Result<(ByteRecord, Place), (Refusal, Place)>> {
        self.unread.store(0, Ordering::Relaxed);
        let at = self.reader.position();
        let place = Place { line: Some(at.line()), offset: Some(at.byte()) };
        let mut row = ByteRecord::new();
        match self.reader.read_byte_record(&mut row) {
            Ok(false) => None,
            Ok(true) => {
                let place = row
                    .position()
                    .map_or(place, |at| Place { line: Some(at.line()), offset: Some(at.byte()) });
                Some(Ok((row, place)))
            }
            Err(error) => {
                self.ended = true;
                Some(Err((refusal(error), place)))
            }
        }
    }

    /// Reads the header; a reject if no column is a text.
    fn begin(&mut self) -> Option<Pending> {
        let (row, place) = match self.next_row()? {
            Ok(row) => row,
            Err((refusal, place)) => return Some(Pending::done(self.context.reject(place, refusal))),
        };
        self.header = row
            .iter()
            .map(|cell| {
                let name = decode(cell.to_vec()).map(|decoded| decoded.text).unwrap_or_default();
                name.trim().trim_start_matches('\u{feff}').to_owned()
            })
            .collect();
        let fields = &self.context.manner.fields;
        if self.header.iter().any(|name| fields.is_text(name)) {
            return None;
        }
        self.ended = true;
        let refusal = Refusal::new(Reason::NoText, fields.no_text(&self.header));
        Some(Pending::done(self.context.reject(place, refusal)))
    }
}

impl Iterator for Rows {
    type Item = Pending;

    fn next(&mut self) -> Option<Pending> {
        if !self.begun {
            self.begun = true;
            if let Some(reject) = self.begin() {
                return Some(reject);
            }
        }
        while !self.ended {
            match self.next_row()? {
                // A line of blanks is no row.
                Ok((row, _)) if row.len() == 1 && row.iter().all(|cell| cell.trim_ascii().is_empty()) => {}
                Ok((row, place)) => {
                    let (context, header) = (Arc::clone(&self.context), Arc::clone(&self.header));
                    let wide = self.wide;
                    return Some(Pending::new(row.as_slice().len(), move || {
                        context.item(place, article(&context, place, &header, &row, wide))
                    }));
                }
                Err((refusal, place)) => return Some(Pending::done(self.context.reject(place, refusal))),
            }
        }
        None
    }
}

fn article(
    context: &Context,
    place: Place,
    header: &[String],
    row: &ByteRecord,
    wide: Option<Wide>,
) -> Result<Article, Refusal> {
    if row.len() > header.len() {
        let detail = format!(
            "a row of {} cells under a header of {}; is a quotation mark or delimiter missing?",
            row.len(),
            header.len()
        );
        return Err(Refusal::new(Reason::Csv, detail));
    }
    let fields = &context.manner.fields;
    let (mut encoding, mut warnings) = (None, Vec::new());
    let mut cells = Vec::new();
    for (name, cell) in header.iter().zip(row) {
        let is_text = fields.of(name).is_some_and(|(field, ..)| field == Field::Text);
        if is_text && !cell.trim_ascii().is_empty() {
            // The longest text of the row shows its encoding best.
            let decoded = decode(cell.to_vec())?;
            encoding.get_or_insert(decoded.encoding);
            warnings.extend(decoded.warnings);
            cells.push(Some(decoded.text));
        } else {
            cells.push(None);
        }
    }
    let encoding = encoding.unwrap_or("UTF-8");
    let mut record = Record::default();
    for ((name, cell), text) in header.iter().zip(row).zip(cells) {
        record.add(name, fields, || Value::Text(text.unwrap_or_else(|| decode_as(cell, encoding))));
    }
    context.article(place.line, record, wide.map_or(encoding, Wide::name), warnings)
}

fn refusal(error: csv::Error) -> Refusal {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => {
            match error.get_ref().and_then(|inner| inner.downcast_ref::<Endless>()) {
                Some(endless) => Refusal::new(Reason::TooLarge, endless.to_string()),
                None => source::refusal(&error),
            }
        }
        other => Refusal::new(Reason::Csv, format!("{other:?}")),
    }
}

/// Stops a row that does not end, as behind a quotation mark that is never closed.
struct Metered {
    inner: Bytes,
    unread: Arc<AtomicU64>,
    most: u64,
}

impl Read for Metered {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.unread.load(Ordering::Relaxed) > self.most {
            return Err(io::Error::other(Endless { most: self.most }));
        }
        let count = self.inner.read(buffer)?;
        self.unread.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

#[derive(Debug)]
struct Endless {
    most: u64,
}

impl fmt::Display for Endless {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a row of more than {} bytes, as behind a quotation mark that is never closed", self.most)
    }
}

impl std::error::Error for Endless {}
