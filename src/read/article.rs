//! An article as read: its decoded raw text and what its source says about it.
//!
//! It is not cleaned, and its id is not yet unique over a run.

use std::fmt;
use xxhash_rust::xxh3::xxh3_128;

/// One article, as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// The record's own id, a text file's stem, or else [`Article::content_id`].
    pub id: String,
    /// The path as given, `/` separated; `-` is standard input.
    pub path: String,
    /// Line on which the record begins, or row of a Parquet table, from 1; none where a file is one article.
    pub line: Option<u64>,
    /// Web address, as given.
    pub url: Option<String>,
    /// Site as given, else the host of the address without `www.`.
    pub site: Option<String>,
    /// Headline, as given.
    pub title: Option<String>,
    /// ISO 8601: `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or a date-time with or without zone.
    pub published: Option<String>,
    /// The decoded raw text, without a byte order mark, otherwise untouched. Never blank.
    pub text: String,
    /// The encoding that the text was in, by its WHATWG name, or `UTF-32LE`, `UTF-32BE`.
    pub encoding: &'static str,
    /// What was doubtful, but no reason to reject.
    pub warnings: Vec<Warning>,
}

impl Article {
    /// An article of which nothing is known but its text.
    pub fn bare(id: String, text: String) -> Self {
        Self {
            id,
            path: String::new(),
            line: None,
            url: None,
            site: None,
            title: None,
            published: None,
            text,
            encoding: "UTF-8",
            warnings: Vec::new(),
        }
    }

    /// An id that hangs on address and text only, never on path or order: `d-` and 128 bits of
    /// [XXH3](https://github.com/Cyan4973/xxHash) in hexadecimal over address, NUL, text.
    ///
    /// ```
    /// use claimwright::read::Article;
    /// assert_eq!(Article::content_id(None, "text"), Article::content_id(Some(""), "text"));
    /// assert_ne!(Article::content_id(Some("a"), "text"), Article::content_id(Some("b"), "text"));
    /// ```
    pub fn content_id(url: Option<&str>, text: &str) -> String {
        let mut bytes = Vec::with_capacity(url.map_or(0, str::len) + 1 + text.len());
        bytes.extend_from_slice(url.unwrap_or("").as_bytes());
        bytes.push(0);
        bytes.extend_from_slice(text.as_bytes());
        format!("d-{:032x}", xxh3_128(&bytes))
    }
}

/// Something doubtful about an article that was read all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The bytes are not UTF-8 and name no encoding; it was guessed from letter frequencies.
    EncodingGuessed(&'static str),
    /// Some characters could not be decoded and became U+FFFD.
    ReplacementCharacters(usize),
    /// The text looks as if UTF-8 had been read as Windows-1252 once more. It is left as it is.
    DoubleEncoding,
    /// Escapes for half a surrogate pair, which are no characters, became U+FFFD.
    LoneSurrogates(usize),
    /// The date can be read day first or month first, and was dropped.
    AmbiguousDate(String),
    /// The date is in no known form, and was dropped.
    UnreadableDate(String),
    /// A field of the wrong type was dropped.
    FieldType(&'static str),
    /// A field came more than once; the last one counts.
    RepeatedField(&'static str),
}

impl Warning {
    /// A short name for counting.
    pub fn kind(&self) -> &'static str {
        match self {
            Warning::EncodingGuessed(_) => "encoding_guessed",
            Warning::ReplacementCharacters(_) => "replacement_characters",
            Warning::DoubleEncoding => "double_encoding",
            Warning::LoneSurrogates(_) => "lone_surrogates",
            Warning::AmbiguousDate(_) => "ambiguous_date",
            Warning::UnreadableDate(_) => "unreadable_date",
            Warning::FieldType(_) => "field_type",
            Warning::RepeatedField(_) => "repeated_field",
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Warning::EncodingGuessed(name) => write!(f, "the encoding was guessed: {name}"),
            Warning::ReplacementCharacters(count) => write!(f, "{count} characters could not be decoded"),
            Warning::DoubleEncoding => f.write_str("the text looks encoded twice"),
            Warning::LoneSurrogates(count) => write!(f, "{count} escapes are half a surrogate pair"),
            Warning::AmbiguousDate(date) => write!(f, "day or month first? {date:?}; use YYYY-MM-DD"),
            Warning::UnreadableDate(date) => write!(f, "unknown form of date: {date:?}; use YYYY-MM-DD"),
            Warning::FieldType(field) => write!(f, "the field {field} has the wrong type"),
            Warning::RepeatedField(field) => write!(f, "the field {field} comes more than once"),
        }
    }
}

/// Whether nothing in `text` can be seen: white space, controls, zero-width characters.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    })
}

/// The beginning of a text, of `most` bytes or what is whole of them.
pub(super) fn beginning(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The host of a web address in lower case, without user, port and `www.`; none if it has no host.
pub(super) fn host(url: &str) -> Option<String> {
    let url = url.trim();
    let rest = match url.split_once("://") {
        Some((_, rest)) => rest,
        None => url
            .strip_prefix("//")
            .or_else(|| url.get(..4).filter(|w| w.eq_ignore_ascii_case("www.")).map(|_| url))?,
    };
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = match host.strip_prefix('[') {
        Some(address) => address.split(']').next()?,
        None => host.split(':').next()?,
    };
    let host = host.trim_end_matches('.').to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (!host.is_empty() && !host.contains(char::is_whitespace)).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts() {
        let cases = [
            ("https://www.Example.org/a?b#c", Some("example.org")),
            ("http://user:pass@news.example.org:8080", Some("news.example.org")),
            ("//example.org/x", Some("example.org")),
            ("www.example.org/x", Some("example.org")),
            ("http://[2001:db8::1]:80/", Some("2001:db8::1")),
            ("https://пример.укр./", Some("пример.укр")),
            ("https:///path", None),
            ("not an address", None),
            ("", None),
            ("wwй", None),
        ];
        for (url, expected) in cases {
            assert_eq!(host(url).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn blank_texts() {
        for blank in ["", " \r\n\t\u{a0}\u{3000}", "\u{feff}\u{200b}", "\0\u{7}"] {
            assert!(is_blank(blank), "{blank:?}");
        }
        assert!(!is_blank(" . "));
    }
}
