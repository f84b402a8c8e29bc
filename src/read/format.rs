//! A format: how a file holds articles. Compression is not part of it; any format may be gzipped.

/// How a file holds articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text, one article a file.
    Text,
    /// JSON lines, one article a line.
    JsonLines,
}

/// What a file's name says about its format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// This format.
    Format(Format),
    /// Nothing: there is no extension.
    Nothing,
    /// An extension of no known format.
    Unknown,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 2] = [Format::Text, Format::JsonLines];

    /// The file name extensions, lower case, without dot. Each may be followed by `.gz`.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Format::Text => &["txt"],
            Format::JsonLines => &["jsonl", "ndjson"],
        }
    }

    /// The format of data without a name, from its first characters.
    pub(super) fn of_content(head: &str) -> Format {
        let mut visible = head.chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}');
        match (visible.next(), visible.next()) {
            (Some('{'), Some('"' | '}')) => Format::JsonLines,
            _ => Format::Text,
        }
    }

    /// The format by the name of a file, without its folder.
    pub(super) fn of_name(name: &str) -> Named {
        match extension(without_gzip(name)) {
            None => Named::Nothing,
            Some(extension) => Format::ALL
                .into_iter()
                .find(|format| format.extensions().iter().any(|known| extension.eq_ignore_ascii_case(known)))
                .map_or(Named::Unknown, Named::Format),
        }
    }
}

/// The name of a file without its extensions for compression and format: the id of a text.
pub(super) fn stem(name: &str) -> &str {
    let name = without_gzip(name);
    match extension(name) {
        Some(extension) => &name[..name.len() - extension.len() - 1],
        None => name,
    }
}

fn extension(name: &str) -> Option<&str> {
    let (stem, extension) = name.rsplit_once('.')?;
    (!stem.is_empty() && !extension.is_empty()).then_some(extension)
}

fn without_gzip(name: &str) -> &str {
    match extension(name) {
        Some(gzip) if gzip.eq_ignore_ascii_case("gz") => &name[..name.len() - gzip.len() - 1],
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
            ("a.txt", Named::Format(Format::Text), "a"),
            ("a.b.TXT.gz", Named::Format(Format::Text), "a.b"),
            ("a.jsonl", Named::Format(Format::JsonLines), "a"),
            ("a.ndjson.GZ", Named::Format(Format::JsonLines), "a"),
            ("a.gz", Named::Nothing, "a"),
            ("README", Named::Nothing, "README"),
            (".txt", Named::Nothing, ".txt"),
            ("a.jpg", Named::Unknown, "a"),
            ("", Named::Nothing, ""),
        ];
        for (name, named, expected) in cases {
            assert_eq!(Format::of_name(name), named, "{name}");
            assert_eq!(stem(name), expected, "{name}");
        }
    }

    #[test]
    fn contents() {
        assert_eq!(Format::of_content("\u{feff} \n{ \"text\""), Format::JsonLines);
        assert_eq!(Format::of_content("{}"), Format::JsonLines);
        assert_eq!(Format::of_content("{in braces}"), Format::Text);
        assert_eq!(Format::of_content("Kyiv"), Format::Text);
        assert_eq!(Format::of_content(""), Format::Text);
    }
}
