//! A record: one JSON object or row of a table, of which only the fields that an article has are kept.
//!
//! Other fields are skipped without building them, however deep they nest. A field goes by several
//! names; a usable value goes before an unusable one, then the earlier name before the later.

use super::article::{Warning, is_blank};
use super::field::{Field, Fields, Value};
use super::reject::{Reason, Refusal};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use std::fmt;

/// The fields of one record, before they are understood.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// By field: the value and the rank of the name it came by.
    slots: [Option<(usize, Value)>; 6],
    pub(super) warnings: Vec<Warning>,
    /// Whether it has a text, be it null.
    pub(super) has_text: bool,
    /// The first keys that are no fields.
    pub(super) others: Vec<String>,
}

/// Keys that are kept to be told.
const OTHERS: usize = 13;

impl Record {
    /// Reads one JSON object. Escapes for half a surrogate pair, which JSON allows and Unicode does not, are
    /// read as U+FFFD. `first_line` is the line that it begins on, for one that may go over several.
    pub(super) fn parse(json: &str, fields: &Fields, first_line: Option<u64>) -> Result<Record, Refusal> {
        let error = match from_str(json, fields) {
            Ok(record) => return Ok(record),
            Err(error) => error,
        };
        if error.is_syntax()
            && let Some((mended, count)) = without_lone_surrogates(json)
            && let Ok(mut record) = from_str(&mended, fields)
        {
            record.warnings.push(Warning::LoneSurrogates(count));
            return Ok(record);
        }
        let reason = if error.is_data() { Reason::FieldType } else { Reason::Json };
        // Serde counts lines from the record's first: that would be read as a line of the file.
        let (line, column) = (error.line(), error.column());
        let at = match first_line {
            Some(first) => format!(" at line {} column ", first + (line as u64).saturating_sub(1)),
            None => " at column ".to_owned(),
        };
        let detail = error.to_string();
        let what = detail.strip_suffix(&format!(" at line {line} column {column}"));
        let detail = what.map_or_else(|| detail.clone(), |what| format!("{what}{at}{column}"));
        Err(Refusal::new(reason, detail))
    }

    /// Takes the value under a key; a key that names no field is only noted.
    pub(super) fn add(&mut self, key: &str, fields: &Fields, value: impl FnOnce() -> Value) {
        match fields.of(key) {
            Some(place) => self.put(place, value()),
            None if self.others.len() < OTHERS => self.others.push(key.to_owned()),
            None => {}
        }
    }

    /// The value of a field, of any type; null if there is none.
    pub(super) fn take(&mut self, field: Field) -> Value {
        self.slots[field as usize].take().map_or(Value::Null, |(_, value)| value)
    }

    /// A field that should be a string; trimmed, none if blank.
    pub(super) fn string(&mut self, field: Field, warnings: &mut Vec<Warning>) -> Option<String> {
        match self.take(field) {
            Value::Null => None,
            Value::Text(text) => visible(&text),
            _ => wrong(field, warnings),
        }
    }

    /// A field that may be a string or a number.
    pub(super) fn scalar(&mut self, field: Field, warnings: &mut Vec<Warning>) -> Option<String> {
        match self.take(field) {
            Value::Null => None,
            Value::Text(text) | Value::Number(text) => visible(&text),
            _ => wrong(field, warnings),
        }
    }

    fn put(&mut self, (field, name, rank): (Field, &'static str, usize), value: Value) {
        self.has_text |= field == Field::Text;
        let slot = &mut self.slots[field as usize];
        match slot {
            Some((known, _)) if *known == rank => {
                self.warnings.push(Warning::RepeatedField(name));
                *slot = Some((rank, value));
            }
            Some((known, old)) => {
                let better = value.usefulness().cmp(&old.usefulness()).then((*known).cmp(&rank));
                if better.is_gt() {
                    *slot = Some((rank, value));
                }
            }
            None => *slot = Some((rank, value)),
        }
    }
}

fn visible(text: &str) -> Option<String> {
    (!is_blank(text)).then(|| text.trim().to_owned())
}

fn wrong(field: Field, warnings: &mut Vec<Warning>) -> Option<String> {
    warnings.push(Warning::FieldType(field.name()));
    None
}

/// The line with `\ufffd` for each escape of half a surrogate pair, and their count; none if there is none.
fn without_lone_surrogates(line: &str) -> Option<(String, usize)> {
    let bytes = line.as_bytes();
    let unit = |at: usize| -> Option<u32> {
        (bytes.get(at..at + 2)? == b"\\u").then_some(())?;
        u32::from_str_radix(line.get(at + 2..at + 6)?, 16).ok()
    };
    let (mut mended, mut count, mut kept, mut at) = (String::new(), 0, 0, 0);
    while at < bytes.len() {
        if bytes[at] != b'\\' {
            at += 1;
            continue;
        }
        match unit(at) {
            Some(0xd800..=0xdbff) if matches!(unit(at + 6), Some(0xdc00..=0xdfff)) => at += 12,
            Some(0xd800..=0xdfff) => {
                mended.push_str(&line[kept..at]);
                mended.push_str("\\ufffd");
                at += 6;
                kept = at;
                count += 1;
            }
            _ => at += 2,
        }
    }
    (count > 0).then(|| {
        mended.push_str(&line[kept..]);
        (mended, count)
    })
}

fn from_str(json: &str, fields: &Fields) -> serde_json::Result<Record> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let record = Keyed(fields).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(record)
}

/// Reads an object by the names of fields.
struct Keyed<'f>(&'f Fields);

impl<'de> DeserializeSeed<'de> for Keyed<'_> {
    type Value = Record;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Record, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Keyed<'_> {
    type Value = Record;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object with a text")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record, A::Error> {
        let mut record = Record::default();
        while let Some(key) = map.next_key::<String>()? {
            if let Some(place) = self.0.of(&key) {
                record.put(place, map.next_value()?);
            } else {
                record.add(&key, self.0, Value::default);
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Record, Refusal> {
        Record::parse(line, &Fields::default(), None)
    }

    fn text(line: &str) -> Value {
        parse(line).unwrap().take(Field::Text)
    }

    fn is(text: &str) -> Value {
        Value::Text(text.into())
    }

    #[test]
    fn the_better_name_and_the_usable_value_win() {
        assert_eq!(text(r#"{"body": "b", "text": "t"}"#), is("t"));
        assert_eq!(text(r#"{"text": "t", "body": "b"}"#), is("t"));
        assert_eq!(text(r#"{"text": " ", "Full-Text": "b"}"#), is("b"));
        assert_eq!(text(r#"{"content": {"rendered": "x"}, "body": null}"#), Value::Object);
        assert_eq!(text(r#"{"text": "first", "text": "second"}"#), is("second"));
        let mut record = parse(r#"{"source": {"id": 1}, "domain": "example.org", "text": ["a"]}"#).unwrap();
        assert_eq!(record.string(Field::Site, &mut Vec::new()).unwrap(), "example.org");
        assert_eq!(record.take(Field::Text), Value::List);
    }

    #[test]
    fn depth_does_not_recurse() {
        let deep = format!(r#"{{"meta": {}{}, "text": "t"}}"#, "[".repeat(200_000), "]".repeat(200_000));
        assert_eq!(text(&deep), is("t"));
        let deep = format!(r#"{{"text": {}{}}}"#, "[".repeat(200_000), "]".repeat(200_000));
        assert_eq!(text(&deep), Value::List);
        let open = r#"{"a":"#.repeat(200_000);
        assert_eq!(parse(&open).unwrap_err().reason, Reason::Json);
    }

    #[test]
    fn lone_surrogates_are_mended_and_pairs_kept() {
        let line = r#"{"text": "\ud83d\ude00 \\ud83d \uDC00 \ud83d\ud83d\ude00 \u00e9"}"#;
        let mut record = parse(line).unwrap();
        assert_eq!(record.take(Field::Text), is("😀 \\ud83d \u{fffd} \u{fffd}😀 é"));
        assert_eq!(record.warnings, [Warning::LoneSurrogates(2)]);
    }

    #[test]
    fn mistakes_name_their_column() {
        let refusal = parse(r#"{"text": NaN}"#).unwrap_err();
        assert_eq!(refusal.reason, Reason::Json);
        assert_eq!(refusal.detail, "expected value at column 10");
        let refusal = Record::parse("{\n\"text\": NaN}", &Fields::default(), Some(7)).unwrap_err();
        assert_eq!(refusal.detail, "expected value at line 8 column 9");
        for line in ["null", "42", "[]", "\"text\""] {
            assert_eq!(parse(line).unwrap_err().reason, Reason::FieldType, "{line}");
        }
        for line in ["{", "", r#"{"text": "t"} x"#, r#"{"text": "\ud83"}"#, r#"{"text": "\u+123"}"#] {
            assert_eq!(parse(line).unwrap_err().reason, Reason::Json, "{line}");
        }
    }
}
