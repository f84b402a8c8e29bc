//! A record: one JSON object, of which only the fields that an article has are kept.
//!
//! Other fields are skipped without building them, however deep they nest. A field goes by several
//! names; a usable value goes before an unusable one, then the earlier name before the later.

use super::article::{Warning, is_blank};
use super::field::{Field, Value, field_of};
use super::reject::{Reason, Refusal};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use std::fmt;

/// The fields of one record, before they are understood.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// By field: the value and the rank of the name it came by.
    slots: [Option<(usize, Value)>; 6],
    pub(super) warnings: Vec<Warning>,
}

impl Record {
    /// Reads one line. Escapes for half a surrogate pair, which JSON allows and Unicode does not, are
    /// read as U+FFFD.
    pub(super) fn parse(line: &str) -> Result<Record, Refusal> {
        let error = match serde_json::from_str::<Record>(line) {
            Ok(record) => return Ok(record),
            Err(error) => error,
        };
        if error.is_syntax()
            && let Some((mended, count)) = without_lone_surrogates(line)
            && let Ok(mut record) = serde_json::from_str::<Record>(&mended)
        {
            record.warnings.push(Warning::LoneSurrogates(count));
            return Ok(record);
        }
        let reason = if error.is_data() { Reason::FieldType } else { Reason::Json };
        // A line has no lines: serde's "at line 1" would be read as a line of the file.
        let detail = error.to_string().replace(" at line 1 column ", " at column ");
        Err(Refusal::new(reason, detail))
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

    fn put(&mut self, key: &str, value: Value) {
        let Some((field, name, rank)) = field_of(key) else { return };
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

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Record;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object with a text")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record, A::Error> {
                let mut record = Record::default();
                while let Some(key) = map.next_key::<String>()? {
                    if field_of(&key).is_some() {
                        record.put(&key, map.next_value()?);
                    } else {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
                Ok(record)
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(line: &str) -> Value {
        Record::parse(line).unwrap().take(Field::Text)
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
        let mut record =
            Record::parse(r#"{"source": {"id": 1}, "domain": "example.org", "text": ["a"]}"#).unwrap();
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
        assert_eq!(Record::parse(&open).unwrap_err().reason, Reason::Json);
    }

    #[test]
    fn lone_surrogates_are_mended_and_pairs_kept() {
        let line = r#"{"text": "\ud83d\ude00 \\ud83d \uDC00 \ud83d\ud83d\ude00 \u00e9"}"#;
        let mut record = Record::parse(line).unwrap();
        assert_eq!(record.take(Field::Text), is("😀 \\ud83d \u{fffd} \u{fffd}😀 é"));
        assert_eq!(record.warnings, [Warning::LoneSurrogates(2)]);
    }

    #[test]
    fn mistakes_name_their_column() {
        let refusal = Record::parse(r#"{"text": NaN}"#).unwrap_err();
        assert_eq!(refusal.reason, Reason::Json);
        assert_eq!(refusal.detail, "expected value at column 10");
        for line in ["null", "42", "[]", "\"text\""] {
            assert_eq!(Record::parse(line).unwrap_err().reason, Reason::FieldType, "{line}");
        }
        for line in ["{", "", r#"{"text": "t"} x"#, r#"{"text": "\ud83"}"#, r#"{"text": "\u+123"}"#] {
            assert_eq!(Record::parse(line).unwrap_err().reason, Reason::Json, "{line}");
        }
    }
}
