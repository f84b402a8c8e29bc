//! A format: how a file holds articles. Compression is not part of it; any format may be packed.
//!
//! The first characters tell it where they are clear, the name where they are not.

use super::field::Fields;

/// How a file holds articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text, one article a file.
    Text,
    /// JSON lines, one article a line.
    JsonLines,
    /// JSON: a list of articles, or objects one after the other.
    Json,
    /// A table with a header, one article a row; the header shows what stands between the cells.
    Csv,
    /// A table with a header and tabs between the cells.
    Tsv,
    /// A Parquet table, one article a row.
    Parquet,
    /// A web page, one article a file.
    Html,
    /// A web archive (WARC, WET), one article a response.
    Warc,
}

/// What is known of a file's format before it is opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hint {
    /// The user said so: the content is not asked.
    Is(Format),
    /// The extension of its name.
    Name(Format),
    /// Nothing: it has no name or no extension.
    #[default]
    Nothing,
    /// An extension of no known format.
    Unknown,
}

impl From<Option<Format>> for Hint {
    fn from(format: Option<Format>) -> Hint {
        format.map_or(Hint::Nothing, Hint::Is)
    }
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 8] = [
        Format::Text,
        Format::JsonLines,
        Format::Json,
        Format::Csv,
        Format::Tsv,
        Format::Parquet,
        Format::Html,
        Format::Warc,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::JsonLines => "jsonl",
            Format::Json => "json",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Parquet => "parquet",
            Format::Html => "html",
            Format::Warc => "warc",
        }
    }

    /// The file name extensions, lower case, without dot. Each may be followed by `.gz` or `.zst`.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Format::Text => &["txt"],
            Format::JsonLines => &["jsonl", "ndjson"],
            Format::Json => &["json"],
            Format::Csv => &["csv"],
            Format::Tsv => &["tsv", "tab"],
            Format::Parquet => &["parquet", "pq"],
            Format::Html => &["html", "htm", "xhtml"],
            Format::Warc => &["warc", "wet"],
        }
    }

    /// The format of data that starts with `head`; none if it can only be guessed, and then a file whose
    /// extension is unknown is better not read.
    pub(super) fn of(hint: Hint, head: &str) -> Option<Format> {
        let clear = Self::of_content(head);
        match (hint, clear) {
            (Hint::Is(format), _) => Some(format),
            // A table may hold pages and JSON in its first cell, a page may be all script.
            (Hint::Name(named @ (Format::Csv | Format::Tsv | Format::Html)), Some(clear)) => {
                Some(if matches!(clear, Format::Parquet | Format::Warc) { clear } else { named })
            }
            // Only a list is clear: a first line that is broken must not make the rest one broken value.
            (Hint::Name(Format::JsonLines), Some(Format::Json)) if !starts_list(head) => {
                Some(Format::JsonLines)
            }
            (_, Some(clear)) => Some(clear),
            (Hint::Name(named), None) => Some(named),
            (Hint::Nothing, None) => Some(if is_table(head) { Format::Csv } else { Format::Text }),
            (Hint::Unknown, None) => is_table(head).then_some(Format::Csv),
        }
    }

    /// The format that the first characters show clearly.
    fn of_content(head: &str) -> Option<Format> {
        if head.starts_with("PAR1") {
            return Some(Format::Parquet);
        }
        let head = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if head.starts_with("WARC/1.") || head.starts_with("WARC/0.") {
            return Some(Format::Warc);
        }
        let opens = |word: &str| head.get(..word.len()).is_some_and(|h| h.eq_ignore_ascii_case(word));
        if opens("<!doctype html") || opens("<html") || (opens("<?xml") && head.contains("<html")) {
            return Some(Format::Html);
        }
        if starts_list(head) {
            return Some(Format::Json);
        }
        let mut visible = head.chars().filter(|c| !c.is_whitespace());
        match (visible.next(), visible.next()) {
            // A line that is whole is a line; what goes on behind the head is taken for one, too.
            (Some('{'), Some('"' | '}')) => Some(match head.split_once('\n') {
                Some((line, _)) if !is_whole(line) => Format::Json,
                _ => Format::JsonLines,
            }),
            _ => None,
        }
    }

    /// The format by the name of a file, without its folder.
    pub(super) fn of_name(name: &str) -> Hint {
        match extension(unpacked(name)) {
            None => Hint::Nothing,
            Some(extension) => Format::ALL
                .into_iter()
                .find(|format| format.extensions().iter().any(|known| extension.eq_ignore_ascii_case(known)))
                .map_or(Hint::Unknown, Hint::Name),
        }
    }
}

fn starts_list(head: &str) -> bool {
    let mut visible = head.chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}');
    visible.next() == Some('[') && visible.next() == Some('{')
}

/// Whether brackets and strings that the line opens are closed in it.
fn is_whole(line: &str) -> bool {
    let (mut depth, mut quoted, mut escaped) = (0_i64, false, false);
    for byte in line.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => depth += 1,
            b'}' | b']' if !quoted => depth -= 1,
            _ => {}
        }
    }
    !quoted && depth == 0
}

/// Whether the first line is a header: two cells or more, and one is called as a text is.
fn is_table(head: &str) -> bool {
    let line = head.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    let delimiter = char::from(delimiter(line));
    let cells: Vec<&str> = line.split(delimiter).map(|cell| cell.trim().trim_matches('"')).collect();
    cells.len() > 1 && cells.iter().any(|cell| Fields::default().is_text(cell))
}

/// What stands between the cells of a header: the most frequent of tab, semicolon, bar and comma outside of quotes.
pub(super) fn delimiter(header: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    for byte in header.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            _ => counts.iter_mut().filter(|(known, _)| *known == byte).for_each(|(_, count)| *count += 1),
        }
    }
    // The first of equals, so that a single column counts as separated by commas.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(byte, _)| *byte)
}

/// The name of a file without its extensions for compression and format: the id of a text.
pub(super) fn stem(name: &str) -> &str {
    let name = unpacked(name);
    match extension(name) {
        Some(extension) => &name[..name.len() - extension.len() - 1],
        None => name,
    }
}

fn extension(name: &str) -> Option<&str> {
    let (stem, extension) = name.rsplit_once('.')?;
    (!stem.is_empty() && !extension.is_empty()).then_some(extension)
}

fn unpacked(name: &str) -> &str {
    match extension(name) {
        Some(packed) if ["gz", "zst", "zstd"].iter().any(|known| packed.eq_ignore_ascii_case(known)) => {
            &name[..name.len() - packed.len() - 1]
        }
        _ => name,
    }
}

/// The extensions of all formats, for messages.
pub(super) fn known_extensions() -> String {
    let all: Vec<String> = Format::ALL
        .iter()
        .flat_map(|format| format.extensions())
        .map(|extension| format!(".{extension}"))
        .collect();
    all.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let cases = [
            ("a.txt", Hint::Name(Format::Text), "a"),
            ("a.b.TXT.gz", Hint::Name(Format::Text), "a.b"),
            ("a.jsonl", Hint::Name(Format::JsonLines), "a"),
            ("a.ndjson.GZ", Hint::Name(Format::JsonLines), "a"),
            ("crawl.warc.gz", Hint::Name(Format::Warc), "crawl"),
            ("crawl.warc.wet.gz", Hint::Name(Format::Warc), "crawl.warc"),
            ("a.csv.zst", Hint::Name(Format::Csv), "a"),
            ("a.gz", Hint::Nothing, "a"),
            ("README", Hint::Nothing, "README"),
            (".txt", Hint::Nothing, ".txt"),
            ("a.jpg", Hint::Unknown, "a"),
            ("", Hint::Nothing, ""),
        ];
        for (name, named, expected) in cases {
            assert_eq!(Format::of_name(name), named, "{name}");
            assert_eq!(stem(name), expected, "{name}");
        }
    }

    #[test]
    fn contents_without_a_name() {
        for (head, format) in [
            ("\u{feff} \n{ \"text\"", Format::JsonLines),
            ("{}", Format::JsonLines),
            ("{\"text\": \"a\"}\n{\"text\"", Format::JsonLines),
            ("{\n  \"text\": \"a\"\n}", Format::Json),
            (" [\n{\"text\"", Format::Json),
            ("[1] Kyiv", Format::Text),
            ("{in braces}", Format::Text),
            ("Kyiv", Format::Text),
            ("", Format::Text),
            ("<!DOCTYPE HTML><p>", Format::Html),
            ("<?xml version=\"1.0\"?><html>", Format::Html),
            ("<b>Kyiv</b>", Format::Text),
            ("WARC/1.0\r\n", Format::Warc),
            ("PAR1\u{15}", Format::Parquet),
            ("date;body\n", Format::Csv),
            ("\u{feff}\"id\"\t\"text\"\n", Format::Csv),
            ("Text, more or less\n", Format::Csv),
            ("Kyiv, said the text\n", Format::Text),
        ] {
            assert_eq!(Format::of(Hint::Nothing, head), Some(format), "{head}");
        }
        assert_eq!(Format::of(Hint::Unknown, "Kyiv"), None);
        assert_eq!(Format::of(Hint::Unknown, "WARC/1.1\r\n"), Some(Format::Warc));
    }

    #[test]
    fn a_name_is_believed_unless_the_content_is_clear() {
        use Format::*;
        for (named, head, format) in [
            (Text, "<html>", Html),
            (Text, "{\"text\": \"a\"}\n", JsonLines),
            (Text, "date,text\n", Text),
            (Html, "{\"text\"", Html),
            (Html, "WARC/1.0\n", Warc),
            (Csv, "{\"a\"", Csv),
            (Json, "{\"text\": \"a\"}\n{", JsonLines),
            (JsonLines, "[{\"text\"", Json),
            (JsonLines, "{\"text\": \"cut\n{", JsonLines),
        ] {
            assert_eq!(Format::of(Hint::Name(named), head), Some(format), "{named:?} {head}");
        }
        assert_eq!(Format::of(Hint::Is(Text), "PAR1"), Some(Text));
    }

    #[test]
    fn delimiters() {
        for (header, expected) in [
            ("a,b,c", b','),
            ("a;b;\"c,d,e,f\"", b';'),
            ("a\tb", b'\t'),
            ("a|b|c\n,,,,,", b'|'),
            ("alone", b','),
        ] {
            assert_eq!(delimiter(header), expected, "{header}");
        }
    }
}
