//! JSON that is not lines: a list of records, or records one after the other, each over any number of lines.
//!
//! It finds where each record ends by counting brackets, and holds one at a time. A record that is broken inside is a
//! reject, and the next goes on; after a bracket too few there is no telling, and the rest is one reject.

use super::article::Article;
use super::context::{Context, Place};
use super::decode::decode;
use super::open::Pending;
use super::record::Record;
use super::reject::{Reason, Refusal};
use super::source::{self, Bytes, Source};
use super::wide::{Wide, narrowed};
use std::io::{self, BufRead, BufReader};
use std::sync::Arc;

/// The records of a JSON file.
pub(super) struct JsonValues {
    reader: BufReader<Bytes>,
    context: Arc<Context>,
    wide: Option<Wide>,
    scanner: Scanner,
    /// Line of the next byte, from 1.
    line: u64,
    /// Offset of the next byte.
    offset: u64,
    ended: bool,
}

/// One value of the file.
struct Found {
    bytes: Vec<u8>,
    /// How long it is, which may be more than was kept.
    length: u64,
    place: Place,
}

impl JsonValues {
    pub(super) fn new(source: Source, context: Arc<Context>) -> Self {
        let (reader, wide) = narrowed(source);
        Self { reader, context, wide, scanner: Scanner::default(), line: 1, offset: 0, ended: false }
    }

    /// The next value, none at the end.
    fn next_value(&mut self) -> io::Result<Option<Found>> {
        let most = self.context.limits.max_line_bytes;
        let mut found: Option<Found> = None;
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                return Ok(found);
            }
            let (mut used, mut begun, mut ended) = (0, 0, false);
            while let Some(&byte) = buffer.get(used) {
                let step = self.scanner.step(byte);
                if step == Step::Between {
                    begun = used + 1;
                } else if found.is_none() && step != Step::EndsBefore {
                    let offset = self.offset + used as u64;
                    let place = Place { line: Some(self.line), offset: Some(offset) };
                    found = Some(Found { bytes: Vec::new(), length: 0, place });
                }
                if step == Step::EndsBefore {
                    ended = true;
                    break;
                }
                self.line += u64::from(byte == b'\n');
                used += 1;
                if step == Step::EndsBehind {
                    ended = true;
                    break;
                }
            }
            if let Some(found) = &mut found {
                let part = &buffer[begun.min(used)..used];
                found.length += part.len() as u64;
                let room = (most + 1).saturating_sub(found.bytes.len());
                found.bytes.extend_from_slice(&part[..part.len().min(room)]);
            }
            self.offset += used as u64;
            self.reader.consume(used);
            if ended && found.is_some() {
                return Ok(found);
            }
        }
    }
}

impl Iterator for JsonValues {
    type Item = Pending;

    fn next(&mut self) -> Option<Pending> {
        if self.ended {
            return None;
        }
        match self.next_value() {
            Ok(None) => None,
            Ok(Some(found)) if found.length > self.context.limits.max_line_bytes as u64 => {
                let most = self.context.limits.max_line_bytes;
                let detail = format!("a record of {} bytes; the limit is {most}", found.length);
                let refusal = Refusal::new(Reason::TooLarge, detail);
                Some(Pending::done(self.context.reject(found.place, refusal)))
            }
            Ok(Some(found)) => {
                let (context, wide) = (Arc::clone(&self.context), self.wide);
                Some(Pending::new(found.bytes.len(), move || {
                    let place = found.place;
                    context.item(place, article(&context, place, found.bytes, wide))
                }))
            }
            Err(error) => {
                self.ended = true;
                let place = Place { line: Some(self.line), offset: Some(self.offset) };
                Some(Pending::done(self.context.reject(place, source::refusal(&error))))
            }
        }
    }
}

fn article(context: &Context, place: Place, bytes: Vec<u8>, wide: Option<Wide>) -> Result<Article, Refusal> {
    let decoded = decode(bytes)?;
    let encoding = wide.map_or(decoded.encoding, Wide::name);
    let record = Record::parse(&decoded.text, &context.manner.fields, place.line)?;
    context.article(place.line, record, encoding, decoded.warnings)
}

/// What a byte is to the values of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// It stands between values.
    Between,
    /// It belongs to the value, which goes on.
    Inside,
    /// It is the last of the value.
    EndsBehind,
    /// The value ended before it.
    EndsBefore,
}

/// Follows brackets and strings, byte by byte.
#[derive(Default)]
struct Scanner {
    /// Brackets open within the value.
    depth: u64,
    quoted: bool,
    escaped: bool,
    /// Within a number or word.
    bare: bool,
    /// Within the list that the file is.
    listed: bool,
}

impl Scanner {
    fn step(&mut self, byte: u8) -> Step {
        if self.quoted {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => {
                    self.quoted = false;
                    return self.ends();
                }
                _ => {}
            }
            return Step::Inside;
        }
        if self.bare && (byte.is_ascii_whitespace() || matches!(byte, b',' | b']' | b'[' | b'{')) {
            self.bare = false;
            return Step::EndsBefore;
        }
        match byte {
            b'"' => self.quoted = true,
            b'[' if self.depth == 0 && !self.listed => {
                self.listed = true;
                return Step::Between;
            }
            b']' if self.depth == 0 => {
                self.listed = false;
                return Step::Between;
            }
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' if self.depth > 0 => {
                self.depth -= 1;
                return self.ends();
            }
            _ if self.depth > 0 => {}
            // The rest is a byte order mark.
            b',' | 0xef | 0xbb | 0xbf if !self.bare => return Step::Between,
            _ if byte.is_ascii_whitespace() => return Step::Between,
            _ => self.bare = true,
        }
        Step::Inside
    }

    fn ends(&self) -> Step {
        if self.depth == 0 { Step::EndsBehind } else { Step::Inside }
    }
}
