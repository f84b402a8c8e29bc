//! A reject: a place in the input that gave no article, with the reason.
//!
//! It is not an error: the run goes on, and the reject is written beside the claims.

use serde::{Serialize, Serializer};
use std::fmt;

/// A place in the input that gave no article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reject {
    /// The path as given, `/` separated; `-` is standard input.
    pub path: String,
    /// Line on which the record begins, or row of a Parquet table, from 1; none where a file is one article.
    pub line: Option<u64>,
    /// Byte offset into the (decompressed) file: of the first bad byte for [`Reason::Encoding`], of the start
    /// of the line for a record. In UTF-16 and UTF-32 JSON lines it counts the bytes as UTF-8.
    pub offset: Option<u64>,
    /// Why, for counting.
    pub reason: Reason,
    /// Why, for people: what was found, and the column where it is known.
    pub detail: String,
}

impl fmt::Display for Reject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        match (self.line, self.offset) {
            (Some(line), _) => write!(f, ":{line}")?,
            (None, Some(offset)) if offset > 0 => write!(f, " at byte {offset}")?,
            _ => {}
        }
        write!(f, ": {}: {}", self.reason.as_str(), self.detail)
    }
}

/// Why a place gave no article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// No text, or nothing but white space and invisible characters.
    Empty,
    /// Too many characters could not be decoded.
    Encoding,
    /// Not text at all.
    Binary,
    /// Over one of the [`Limits`](super::Limits).
    TooLarge,
    /// A line or value that is not JSON.
    Json,
    /// A row that does not fit its table's header.
    Csv,
    /// A damaged Parquet file, or a column of a kind that cannot be read.
    Parquet,
    /// A damaged web archive.
    Warc,
    /// A record without a text.
    NoText,
    /// A record that is no object, or whose text is no string.
    FieldType,
    /// The text is in another language than English.
    Language,
    /// Compressed data that is damaged or cut short.
    Compression,
    /// A file that was named, but is in no format that can be read.
    UnknownFormat,
    /// The operating system refused.
    Io,
}

impl Reason {
    /// The reason as it stands in the records.
    pub fn as_str(self) -> &'static str {
        match self {
            Reason::Empty => "empty",
            Reason::Encoding => "encoding",
            Reason::Binary => "binary",
            Reason::TooLarge => "too_large",
            Reason::Json => "json",
            Reason::Csv => "csv",
            Reason::Parquet => "parquet",
            Reason::Warc => "warc",
            Reason::NoText => "no_text",
            Reason::FieldType => "field_type",
            Reason::Language => "language",
            Reason::Compression => "compression",
            Reason::UnknownFormat => "unknown_format",
            Reason::Io => "io",
        }
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Why a record or file gives no article, before its place is known.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) reason: Reason,
    /// Bytes from the start of what was looked at, where it is more than the start.
    pub(super) offset: Option<u64>,
    pub(super) detail: String,
}

impl Refusal {
    pub(super) fn new(reason: Reason, detail: impl Into<String>) -> Self {
        Self { reason, offset: None, detail: detail.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_keep_their_key_order() {
        let reject = Reject {
            path: "a.jsonl".into(),
            line: Some(3),
            offset: Some(120),
            reason: Reason::FieldType,
            detail: "text is a number".into(),
        };
        assert_eq!(
            serde_json::to_string(&reject).unwrap(),
            r#"{"path":"a.jsonl","line":3,"offset":120,"reason":"field_type","detail":"text is a number"}"#
        );
    }
}
