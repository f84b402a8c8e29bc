//! JSON lines: one record a line. A bad line is a reject, and the next line goes on.

use super::article::Article;
use super::context::{Context, Place};
use super::decode::decode;
use super::open::Pending;
use super::record::Record;
use super::reject::{Reason, Refusal};
use super::source::{self, Bytes, Source};
use super::wide::{Wide, narrowed};
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;

/// The records of JSON lines. Blank lines are no records.
pub(super) struct JsonLines {
    reader: BufReader<Bytes>,
    context: Arc<Context>,
    /// Set for a file in UTF-16 or UTF-32, which is read as UTF-8.
    wide: Option<Wide>,
    line: u64,
    /// Offset of the next line.
    offset: u64,
    ended: bool,
}

impl JsonLines {
    pub(super) fn new(source: Source, context: Arc<Context>) -> Self {
        let (reader, wide) = narrowed(source);
        Self { reader, context, wide, line: 0, offset: 0, ended: false }
    }

    /// The next line without its newline, none at the end; over the limit, its length in bytes.
    fn next_line(&mut self) -> io::Result<Option<Result<Vec<u8>, u64>>> {
        let most = self.context.limits.max_line_bytes;
        let mut line = Vec::new();
        let mut read = (&mut self.reader).take(most as u64 + 1).read_until(b'\n', &mut line)? as u64;
        if read == 0 {
            return Ok(None);
        }
        self.line += 1;
        let whole = line.pop_if(|&mut byte| byte == b'\n').is_some();
        let outcome = if line.len() <= most {
            Ok(Some(Ok(line)))
        } else {
            drop(line);
            if !whole {
                read += self.reader.skip_until(b'\n')? as u64;
            }
            Ok(Some(Err(read)))
        };
        self.offset += read;
        outcome
    }
}

fn article(context: &Context, number: u64, line: Vec<u8>, wide: Option<Wide>) -> Result<Article, Refusal> {
    let decoded = decode(line)?;
    let encoding = wide.map_or(decoded.encoding, Wide::name);
    let record = Record::parse(&decoded.text, &context.manner.fields, None)?;
    context.article(Some(number), record, encoding, decoded.warnings)
}

fn is_blank_line(line: &[u8]) -> bool {
    line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).trim_ascii().is_empty()
}

impl Iterator for JsonLines {
    type Item = Pending;

    fn next(&mut self) -> Option<Pending> {
        while !self.ended {
            let start = self.offset;
            let read = self.next_line();
            let place = Place { line: Some(self.line), offset: Some(start) };
            match read {
                Ok(None) => self.ended = true,
                Ok(Some(Ok(line))) if is_blank_line(&line) => {}
                Ok(Some(Ok(line))) => {
                    let (context, wide, number) = (Arc::clone(&self.context), self.wide, self.line);
                    return Some(Pending::new(line.len(), move || {
                        context.item(place, article(&context, number, line, wide))
                    }));
                }
                Ok(Some(Err(length))) => {
                    let most = self.context.limits.max_line_bytes;
                    let detail = format!("a line of {length} bytes; the limit is {most}");
                    let refusal = Refusal::new(Reason::TooLarge, detail);
                    return Some(Pending::done(self.context.reject(place, refusal)));
                }
                Err(error) => {
                    self.ended = true;
                    let place = Place { line: Some(self.line + 1), ..place };
                    return Some(Pending::done(self.context.reject(place, source::refusal(&error))));
                }
            }
        }
        None
    }
}
