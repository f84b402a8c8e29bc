//! A diagnostic: one mistake in a data file, with its place, what was expected and a way out.
//!
//! Every loader collects diagnostics instead of stopping at the first, so that all mistakes of a
//! file are reported at once.

pub mod table;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use std::ops::Range;
pub use table::{Source, Table};

/// How bad a mistake is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file works, but probably not as meant.
    Warning,
}

/// One mistake in a data file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A short stable name of the kind of mistake, such as `unknown-key`.
    pub code: &'static str,
    /// The file, as the user named it.
    pub file: String,
    /// Byte range in the file.
    pub span: Range<usize>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What stands under the carets; may be empty.
    pub label: String,
    /// What to do, if more can be said.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Line and column of the mistake in `source`, both from 1; columns count code points.
    pub fn line_column(&self, source: &str) -> (usize, usize) {
        line_column(source, self.span.start)
    }

    /// The diagnostic as text, with the line of `source` it is about and carets under the place.
    pub fn render(&self, source: &str) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let start = floor(source, self.span.start);
        let end = floor(source, self.span.end.max(start));
        let mut annotation = AnnotationKind::Primary.span(start..end);
        if !self.label.is_empty() {
            annotation = annotation.label(self.label.as_str());
        }
        let snippet = Snippet::source(source).path(self.file.as_str()).annotation(annotation);
        let mut group = level.primary_title(self.message.as_str()).id(self.code).element(snippet);
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        Renderer::plain().render(&[group])
    }
}

/// The nearest character boundary at or before `at`.
fn floor(source: &str, at: usize) -> usize {
    let mut at = at.min(source.len());
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Line and column (from 1, in code points) of the byte offset `at`.
pub fn line_column(source: &str, at: usize) -> (usize, usize) {
    let before = &source[..floor(source, at)];
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
    (line, column)
}

/// The name in `known` that `word` was probably meant to be, if one is near.
///
/// Distance is the Damerau-Levenshtein distance in its optimal string alignment form; a third of
/// the word's letters may differ.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).max(1);
    known.into_iter().map(|k| (distance(word, k), k)).filter(|(d, _)| *d <= limit).min().map(|(_, k)| k)
}

fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(64).collect(), b.chars().take(64).collect());
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (rows[i - 1][j] + 1).min(rows[i][j - 1] + 1).min(rows[i - 1][j - 1] + same);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_name_is_suggested_and_a_far_one_is_not() {
        assert_eq!(nearest("stanec", ["stance", "holder"]), Some("stance"));
        assert_eq!(nearest("weather", ["stance", "holder"]), None);
    }

    #[test]
    fn the_rendered_text_names_place_and_help() {
        let source = "[[rule]]\nnam = \"x\"\n";
        let diagnostic = Diagnostic {
            severity: Severity::Error,
            code: "unknown-key",
            file: "a.toml".into(),
            span: 9..12,
            message: "no key `nam` here".into(),
            label: "not known".into(),
            help: Some("did you mean `name`?".into()),
        };
        let text = diagnostic.render(source);
        assert!(
            text.contains("a.toml:2:1") && text.contains("^^^ not known") && text.contains("did you mean"),
            "{text}"
        );
        assert_eq!(diagnostic.line_column(source), (2, 1));
    }
}
