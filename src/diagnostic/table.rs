//! Reading a TOML data file so that each value keeps its place, and each mistake becomes a diagnostic.
//!
//! A [`Source`] is the file; a [`Table`] is one table of it, from which fields are taken by name. What
//! was not taken when the table is finished is reported as an unknown key, with the nearest known one.

use super::{Diagnostic, Severity, nearest};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One data file: its name, its text, and the mistakes found so far.
#[derive(Debug)]
pub struct Source<'s> {
    /// The file, as the user named it.
    pub file: &'s str,
    /// The whole text.
    pub text: &'s str,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
    /// What an unclosed list has swallowed: what is wrong in there says nothing.
    swallowed: Option<Range<usize>>,
}

/// A value with its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Byte range in the file.
    pub span: Range<usize>,
}

impl<'s> Source<'s> {
    /// A file that has not been read yet.
    pub fn new(file: &'s str, text: &'s str) -> Self {
        Self { file, text, diagnostics: Vec::new(), swallowed: None }
    }

    /// Parses the file; syntax errors become diagnostics, and what could be read is returned.
    pub fn parse(&mut self) -> Table<'s> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        let errors =
            errors.iter().map(|e| (e.span().unwrap_or(0..0), e.message().trim())).collect::<Vec<_>>();
        let swallowed = swallowed(&errors);
        for (span, message) in errors {
            let inside = swallowed.as_ref().is_some_and(|range| span.start >= range.start);
            let first = inside && self.swallowed.is_none();
            if !inside || first {
                let help = first.then(|| "a list above is not closed: add its `]`".to_string());
                self.error("syntax", span, message.to_string(), "", help);
            }
            if first {
                self.swallowed = swallowed.clone();
            }
        }
        let span = table.span();
        Table { span, fields: table.into_inner(), known: Vec::new() }
    }

    /// Records an error.
    pub fn error(
        &mut self,
        code: &'static str,
        span: Range<usize>,
        message: String,
        label: &str,
        help: Option<String>,
    ) {
        self.report(Severity::Error, code, span, message, label, help);
    }

    /// Records a warning.
    pub fn warning(
        &mut self,
        code: &'static str,
        span: Range<usize>,
        message: String,
        label: &str,
        help: Option<String>,
    ) {
        self.report(Severity::Warning, code, span, message, label, help);
    }

    fn report(
        &mut self,
        severity: Severity,
        code: &'static str,
        span: Range<usize>,
        message: String,
        label: &str,
        help: Option<String>,
    ) {
        if self.swallowed.as_ref().is_some_and(|range| span.start >= range.start) {
            return;
        }
        let label = label.to_string();
        self.diagnostics.push(Diagnostic {
            severity,
            code,
            file: self.file.to_string(),
            span,
            message,
            label,
            help,
        });
    }
}

/// One table of a data file; fields are taken out of it by name.
#[derive(Debug)]
pub struct Table<'s> {
    /// Where the table stands.
    pub span: Range<usize>,
    fields: DeTable<'s>,
    known: Vec<&'static str>,
}

impl<'s> Table<'s> {
    fn take(&mut self, name: &'static str) -> Option<Spanned<DeValue<'s>>> {
        self.known.push(name);
        self.fields.remove(name)
    }

    /// Takes a string; another type is an error.
    pub fn string(&mut self, source: &mut Source, name: &'static str) -> Option<Placed<String>> {
        let value = self.take(name)?;
        as_string(source, name, value)
    }

    /// Takes a string that must be there and must not be empty.
    pub fn required(&mut self, source: &mut Source, name: &'static str) -> Option<Placed<String>> {
        if !self.fields.contains_key(name) {
            self.known.push(name);
            let span = self.span.start..self.span.start + self.span.len().min(1);
            source.error(
                "missing-key",
                span,
                format!("the key `{name}` is missing"),
                "in this table",
                Some(format!("add `{name} = \"…\"`")),
            );
            return None;
        }
        let found = self.string(source, name)?;
        if found.value.trim().is_empty() {
            source.error(
                "empty-value",
                found.span,
                format!("`{name}` is empty"),
                "",
                Some("write a value, or remove the entry".into()),
            );
            return None;
        }
        Some(found)
    }

    /// Takes a list of strings (one string counts as a list of one); missing is empty.
    pub fn strings(&mut self, source: &mut Source, name: &'static str) -> Vec<Placed<String>> {
        let Some(value) = self.take(name) else { return Vec::new() };
        if value.get_ref().is_str() {
            return as_string(source, name, value).into_iter().collect();
        }
        let span = value.span();
        match value.into_inner() {
            DeValue::Array(items) => {
                items.into_iter().filter_map(|item| as_string(source, name, item)).collect()
            }
            other => {
                wrong_type(source, name, span, "a list of strings", other.type_str());
                Vec::new()
            }
        }
    }

    /// Takes a truth value; missing is `None`.
    pub fn boolean(&mut self, source: &mut Source, name: &'static str) -> Option<bool> {
        let value = self.take(name)?;
        let found = value.get_ref().as_bool();
        if found.is_none() {
            wrong_type(source, name, value.span(), "true or false", value.get_ref().type_str());
        }
        found
    }

    /// Takes a whole number from `range`; missing is `None`.
    pub fn integer(
        &mut self,
        source: &mut Source,
        name: &'static str,
        range: std::ops::RangeInclusive<i64>,
    ) -> Option<i64> {
        let value = self.take(name)?;
        let Some(number) = value.get_ref().as_integer() else {
            wrong_type(source, name, value.span(), "a whole number", value.get_ref().type_str());
            return None;
        };
        let number = i64::from_str_radix(number.as_str(), number.radix()).ok().filter(|n| range.contains(n));
        if number.is_none() {
            let (low, high) = range.into_inner();
            source.error(
                "out-of-range",
                value.span(),
                format!("`{name}` must lie between {low} and {high}"),
                "",
                None,
            );
        }
        number
    }

    /// Takes a number from `range`, with or without a decimal point; missing is `None`.
    pub fn number(
        &mut self,
        source: &mut Source,
        name: &'static str,
        range: std::ops::RangeInclusive<f64>,
    ) -> Option<f64> {
        let value = self.take(name)?;
        let number = match value.get_ref() {
            DeValue::Integer(number) => {
                i64::from_str_radix(number.as_str(), number.radix()).ok().map(|n| n as f64)
            }
            DeValue::Float(number) => number.as_str().parse().ok(),
            other => {
                wrong_type(source, name, value.span(), "a number", other.type_str());
                return None;
            }
        };
        let number = number.filter(|n| range.contains(n));
        if number.is_none() {
            let (low, high) = range.into_inner();
            let message = format!("`{name}` must lie between {low} and {high}");
            source.error("out-of-range", value.span(), message, "", None);
        }
        number
    }

    /// Takes everything that is left as tables under free keys, in the order of the file.
    pub fn named_tables(mut self, source: &mut Source) -> Vec<(Placed<String>, Table<'s>)> {
        let mut keys: Vec<_> = self.fields.keys().map(|k| (k.span(), k.get_ref().to_string())).collect();
        keys.sort_by_key(|(span, _)| span.start);
        keys.into_iter()
            .filter_map(|(span, name)| {
                let table = as_table(source, &name, self.fields.remove(name.as_str())?)?;
                Some((Placed { value: name, span }, table))
            })
            .collect()
    }

    /// Takes the tables of an array of tables (`[[name]]`); missing is empty.
    pub fn tables(&mut self, source: &mut Source, name: &'static str) -> Vec<Table<'s>> {
        let Some(value) = self.take(name) else { return Vec::new() };
        let span = value.span();
        match value.into_inner() {
            DeValue::Array(items) => {
                items.into_iter().filter_map(|item| as_table(source, name, item)).collect()
            }
            DeValue::Table(fields) => vec![Table { span, fields, known: Vec::new() }],
            other => {
                wrong_type(source, name, span, "a table", other.type_str());
                Vec::new()
            }
        }
    }

    /// Takes one table (`[name]`); missing is `None`.
    pub fn table(&mut self, source: &mut Source, name: &'static str) -> Option<Table<'s>> {
        let value = self.take(name)?;
        as_table(source, name, value)
    }

    /// Takes everything that is left as lists of strings under free keys, in the order of the file.
    pub fn lists(mut self, source: &mut Source) -> Vec<(Placed<String>, Vec<Placed<String>>)> {
        let mut keys: Vec<_> = self.fields.keys().map(|k| (k.span(), k.get_ref().to_string())).collect();
        keys.sort_by_key(|(span, _)| span.start);
        keys.into_iter()
            .map(|(span, name)| {
                let value =
                    self.fields.remove(name.as_str()).map(|v| list_of(source, &name, v)).unwrap_or_default();
                (Placed { value: name, span }, value)
            })
            .collect()
    }

    /// Takes everything that is left under free keys, in the order of the file. Numbers and truth values are given
    /// as they are written.
    pub fn free(mut self, source: &mut Source) -> Vec<(Placed<String>, Free<'s>)> {
        let mut keys: Vec<_> = self.fields.keys().map(|k| (k.span(), k.get_ref().to_string())).collect();
        keys.sort_by_key(|(span, _)| span.start);
        keys.into_iter()
            .filter_map(|(span, name)| {
                let value = self.fields.remove(name.as_str())?;
                let at = value.span();
                let free = match value.into_inner() {
                    DeValue::Table(fields) => Free::Table(Table { span: at, fields, known: Vec::new() }),
                    DeValue::Array(items) => {
                        let values = items.into_iter().filter_map(|item| as_scalar(source, &name, item));
                        Free::Values(values.collect())
                    }
                    other => Free::Values(vec![as_scalar(source, &name, Spanned::new(at, other))?]),
                };
                Some((Placed { value: name, span }, free))
            })
            .collect()
    }

    /// Where a key stands that is still there to be taken.
    pub fn place(&self, name: &str) -> Option<Range<usize>> {
        self.fields.get_key_value(name).map(|(key, _)| key.span())
    }

    /// Whether a key is still there to be taken.
    pub fn has(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }

    /// Reports each key that nobody took.
    pub fn finish(self, source: &mut Source) {
        for (key, _) in self.fields {
            let name = key.get_ref().to_string();
            let help = match nearest(&name, self.known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known here: {}", self.known.join(", ")),
            };
            source.error("unknown-key", key.span(), format!("no key `{name}` here"), "not known", Some(help));
        }
    }
}

/// What stands under a key that is not known beforehand.
#[derive(Debug)]
pub enum Free<'s> {
    /// One value, or a list of them.
    Values(Vec<Placed<String>>),
    /// A table.
    Table(Table<'s>),
}

/// From the first element that a list cannot have to the end of the file, where a list is not closed.
fn swallowed(errors: &[(Range<usize>, &str)]) -> Option<Range<usize>> {
    let end = errors.iter().rev().find(|(_, message)| message.starts_with("unclosed array"))?.0.end;
    let first = errors.iter().find(|(_, message)| message.starts_with("missing comma"))?.0.start;
    Some(first..end)
}

fn as_string(source: &mut Source, name: &str, value: Spanned<DeValue>) -> Option<Placed<String>> {
    let span = value.span();
    match value.into_inner() {
        DeValue::String(text) => Some(Placed { value: text.into_owned(), span }),
        other => {
            wrong_type(source, name, span, "a string", other.type_str());
            None
        }
    }
}

fn as_scalar(source: &mut Source, name: &str, value: Spanned<DeValue>) -> Option<Placed<String>> {
    let span = value.span();
    let text = match value.into_inner() {
        DeValue::String(text) => text.into_owned(),
        DeValue::Boolean(truth) => truth.to_string(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        other => {
            wrong_type(source, name, span, "a string, a number, true or false", other.type_str());
            return None;
        }
    };
    Some(Placed { value: text, span })
}

fn list_of(source: &mut Source, name: &str, value: Spanned<DeValue>) -> Vec<Placed<String>> {
    if value.get_ref().is_str() {
        return as_string(source, name, value).into_iter().collect();
    }
    let span = value.span();
    match value.into_inner() {
        DeValue::Array(items) => items.into_iter().filter_map(|item| as_string(source, name, item)).collect(),
        other => {
            wrong_type(source, name, span, "a list of strings", other.type_str());
            Vec::new()
        }
    }
}

fn as_table<'s>(source: &mut Source, name: &str, value: Spanned<DeValue<'s>>) -> Option<Table<'s>> {
    let span = value.span();
    match value.into_inner() {
        DeValue::Table(fields) => Some(Table { span, fields, known: Vec::new() }),
        other => {
            wrong_type(source, name, span, "a table", other.type_str());
            None
        }
    }
}

fn wrong_type(source: &mut Source, name: &str, span: Range<usize>, expected: &str, found: &str) {
    source.error(
        "wrong-type",
        span,
        format!("`{name}` must be {expected}"),
        &format!("this is {} {found}", if found.starts_with(['a', 'i']) { "an" } else { "a" }),
        None,
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unclosed_list_is_one_mistake() {
        let mut source =
            Source::new("a.toml", "a = 5\nwords = [\"x\", \"y\"\nname = \"z\"\n[[t]]\nb = \"c\"\n");
        let mut top = source.parse();
        top.strings(&mut source, "words");
        top.string(&mut source, "a");
        let found: Vec<_> = source
            .diagnostics
            .iter()
            .map(|d| (d.code, d.line_column(source.text).0, d.help.is_some()))
            .collect();
        assert_eq!(found, [("syntax", 3, true), ("wrong-type", 1, false)]);
    }

    #[test]
    fn every_mistake_is_reported_at_once() {
        let mut source =
            Source::new("a.toml", "[[actor]]\nid = 5\nnaem = \"Ukraine\"\n[[actor]]\nforms = [1, \"a\"]\n");
        let mut top = source.parse();
        for mut actor in top.tables(&mut source, "actor") {
            actor.required(&mut source, "id");
            actor.string(&mut source, "name");
            actor.strings(&mut source, "forms");
            actor.finish(&mut source);
        }
        top.finish(&mut source);
        let codes: Vec<_> = source.diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(codes, ["wrong-type", "unknown-key", "missing-key", "wrong-type"]);
    }
}
