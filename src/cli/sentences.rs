//! `claimwright sentences`: one plain text in, one sentence a line out.
//!
//! It knows no articles, blocks or roles; for those there is the whole pipeline.

use crate::error::{Error, Result};
use crate::span::CodePoints;
use crate::split::sentences;
use serde::Serialize;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// Prints the sentences of a plain text, one a line.
///
/// Paragraphs are set apart by empty lines; single line ends are blanks. Each line is a JSON object with
/// `start` and `end` (Unicode code points, half-open) and `text`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claimwright sentences article.txt --text\n  echo 'Mr. Fox agreed. So did we.' | claimwright sentences -"
)]
pub struct Arguments {
    /// The text, in UTF-8; `-` reads from standard input.
    path: PathBuf,
    /// Print only the text, with line ends inside a sentence as blanks.
    #[arg(long)]
    text: bool,
}

#[derive(Serialize)]
struct Line<'t> {
    start: usize,
    end: usize,
    text: &'t str,
}

/// Reads the text that `arguments` name and writes its sentences to `out`.
///
/// # Errors
/// If the text cannot be read or is not UTF-8, or if `out` cannot be written.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> Result<()> {
    let text = read(&arguments.path)?;
    write(&text, arguments.text, out).map_err(Error::io("standard output"))
}

fn read(path: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(Error::io("standard input"))?;
    } else {
        bytes = std::fs::read(path).map_err(Error::io(path))?;
    }
    String::from_utf8(bytes).map_err(|error| Error::Unexpected {
        path: path.to_path_buf(),
        expected: "UTF-8 text".into(),
        advice: format!("the first byte that is not is at {}", error.utf8_error().valid_up_to()),
    })
}

fn write(text: &str, plain: bool, out: &mut impl Write) -> std::io::Result<()> {
    let points = CodePoints::new(text);
    for span in sentences(text) {
        let words = span.slice(text);
        if plain {
            let mut parts = words.split_whitespace();
            out.write_all(parts.next().unwrap_or_default().as_bytes())?;
            for part in parts {
                write!(out, " {part}")?;
            }
        } else {
            let (start, end) = (points.at(span.start as usize), points.at(span.end as usize));
            serde_json::to_writer(&mut *out, &Line { start, end, text: words })?;
        }
        writeln!(out)?;
    }
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_code_points_and_plain_text_has_one_line_each() {
        let (mut json, mut plain) = (Vec::new(), Vec::new());
        write("“Ja.” Der\nRest bleibt.", false, &mut json).unwrap();
        write("“Ja.” Der\nRest bleibt.", true, &mut plain).unwrap();
        let json = String::from_utf8(json).unwrap();
        assert_eq!(json.lines().next(), Some(r#"{"start":0,"end":5,"text":"“Ja.”"}"#));
        assert!(json.contains(r#""start":6,"end":22"#), "{json}");
        assert_eq!(String::from_utf8(plain).unwrap(), "“Ja.”\nDer Rest bleibt.\n");
    }
}
