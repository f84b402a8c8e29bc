//! JSON lines: one record a line. A bad line is a reject, and the next line goes on.

use super::article::{Warning, host, is_blank};
use super::date::{self, Published};
use super::decode::{check, decode};
use super::field::{Field, Value};
use super::record::Record;
use super::reject::{Reason, Refusal, Reject};
use super::source::{self, Bytes, Source};
use super::wide::{Narrow, Wide};
use super::{Article, Item, Limits};
use std::io::{self, BufRead, BufReader, Read};

/// The articles and rejects of JSON lines. Blank lines are no records.
pub(super) struct JsonLines {
    reader: BufReader<Bytes>,
    path: String,
    limits: Limits,
    /// Set for a file in UTF-16 or UTF-32, which is read as UTF-8.
    wide: Option<Wide>,
    line: u64,
    /// Offset of the next line.
    offset: u64,
    ended: bool,
}

impl JsonLines {
    pub(super) fn new(source: Source, path: String, limits: Limits) -> Self {
        let wide = Wide::detect(&source.head);
        let bytes: Bytes = match wide {
            Some(wide) => Box::new(Narrow::new(source.bytes, wide)),
            None => source.bytes,
        };
        let reader = BufReader::with_capacity(64 << 10, bytes);
        Self { reader, path, limits, wide, line: 0, offset: 0, ended: false }
    }

    /// The next line without its newline, none at the end; over the limit, its length in bytes.
    fn next_line(&mut self) -> io::Result<Option<Result<Vec<u8>, u64>>> {
        let most = self.limits.max_line_bytes;
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

    fn reject(&self, line: Option<u64>, start: u64, refusal: Refusal) -> Item {
        let Refusal { reason, offset, detail } = refusal;
        let offset = Some(start + offset.unwrap_or(0));
        Item::Reject(Reject { path: self.path.clone(), line, offset, reason, detail })
    }

    fn article(&self, line: Vec<u8>) -> Result<Article, Refusal> {
        let mut decoded = decode(line)?;
        if let Some(wide) = self.wide {
            decoded.encoding = wide.name();
        }
        let mut record = Record::parse(&decoded.text)?;
        let mut warnings = decoded.warnings;
        warnings.append(&mut record.warnings);
        let text = match record.take(Field::Text) {
            Value::Text(text) => text,
            Value::Null => return Err(Refusal::new(Reason::NoText, "the record has no text")),
            other => return Err(Refusal::new(Reason::FieldType, format!("the text is {}", other.noun()))),
        };
        if text.len() > self.limits.article() {
            let detail = format!("the text has more than {} bytes", self.limits.article());
            return Err(Refusal::new(Reason::TooLarge, detail));
        }
        if is_blank(&text) {
            return Err(Refusal::new(Reason::Empty, "nothing but white space"));
        }
        for warning in check(&text, false)? {
            if !warnings.iter().any(|known| known.kind() == warning.kind()) {
                warnings.push(warning);
            }
        }
        let url = record.string(Field::Url, &mut warnings);
        let site = record.string(Field::Site, &mut warnings);
        let site = match site {
            Some(site) => Some(host(&site).unwrap_or(site)),
            None => url.as_deref().and_then(host),
        };
        let title = record.string(Field::Title, &mut warnings);
        let published =
            record.scalar(Field::Published, &mut warnings).and_then(|value| match date::published(&value) {
                Published::Known(date) => Some(date),
                Published::Unknown => None,
                Published::Ambiguous => {
                    warnings.push(Warning::AmbiguousDate(value));
                    None
                }
                Published::Unreadable => {
                    warnings.push(Warning::UnreadableDate(value));
                    None
                }
            });
        let id = record.scalar(Field::Id, &mut warnings);
        Ok(Article {
            id: id.unwrap_or_else(|| Article::content_id(url.as_deref(), &text)),
            path: self.path.clone(),
            line: Some(self.line),
            url,
            site,
            title,
            published,
            text,
            encoding: decoded.encoding,
            warnings,
        })
    }
}

fn is_blank_line(line: &[u8]) -> bool {
    line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).trim_ascii().is_empty()
}

impl Iterator for JsonLines {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while !self.ended {
            let start = self.offset;
            match self.next_line() {
                Ok(None) => self.ended = true,
                Ok(Some(Ok(line))) if is_blank_line(&line) => {}
                Ok(Some(Ok(line))) => {
                    return Some(match self.article(line) {
                        Ok(article) => Item::Article(article),
                        Err(refusal) => self.reject(Some(self.line), start, refusal),
                    });
                }
                Ok(Some(Err(length))) => {
                    let detail =
                        format!("a line of {length} bytes; the limit is {}", self.limits.max_line_bytes);
                    return Some(self.reject(Some(self.line), start, Refusal::new(Reason::TooLarge, detail)));
                }
                Err(error) => {
                    self.ended = true;
                    return Some(self.reject(Some(self.line + 1), start, source::refusal(&error)));
                }
            }
        }
        None
    }
}
