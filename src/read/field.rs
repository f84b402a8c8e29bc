//! A field of a record: the names it goes by, and its value as far as an article can use it.

use super::article::is_blank;
use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// A field of a record that an article has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Id,
    Url,
    Site,
    Title,
    Published,
    Text,
}

/// The names of each field, best first, without case, `_`, `-`, space and dot.
const NAMES: [(Field, &str, &[&str]); 6] = [
    (Field::Id, "id", &["id", "docid", "documentid", "articleid", "uuid", "guid", "@id"]),
    (Field::Url, "url", &["url", "link", "canonicalurl", "articleurl", "uri", "href"]),
    (
        Field::Site,
        "site",
        &[
            "site",
            "sitename",
            "source",
            "sourcename",
            "domain",
            "sourcedomain",
            "publisher",
            "outlet",
            "newspaper",
        ],
    ),
    (Field::Title, "title", &["title", "headline", "articletitle"]),
    (
        Field::Published,
        "published",
        &[
            "published",
            "publishedat",
            "publishedon",
            "publisheddate",
            "datepublished",
            "publicationdate",
            "publishdate",
            "datepublish",
            "pubdate",
            "date",
            "datetime",
            "timestamp",
            "time",
        ],
    ),
    (
        Field::Text,
        "text",
        &[
            "text",
            "body",
            "maintext",
            "articletext",
            "articlebody",
            "fulltext",
            "rawtext",
            "content",
            "article",
        ],
    ),
];

/// Longer keys are no names of fields.
const LONGEST_KEY: usize = 32;

impl Field {
    /// The name in warnings.
    pub(super) fn name(self) -> &'static str {
        NAMES[self as usize].1
    }
}

/// The field that a key names, with the field's own name and the rank of the key among its names.
pub(super) fn field_of(key: &str) -> Option<(Field, &'static str, usize)> {
    if key.len() > LONGEST_KEY {
        return None;
    }
    let key: String =
        key.chars().filter(|c| !matches!(c, '_' | '-' | ' ' | '.')).map(|c| c.to_ascii_lowercase()).collect();
    NAMES.iter().find_map(|&(field, name, names)| {
        names.iter().position(|&known| known == key).map(|rank| (field, name, rank))
    })
}

/// A JSON value as far as an article can use it.
#[derive(Debug, Default, PartialEq)]
pub(super) enum Value {
    #[default]
    Null,
    Flag,
    Number(String),
    Text(String),
    List,
    Object,
}

impl Value {
    /// What the value is, with its article.
    pub(super) fn noun(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Flag => "true or false",
            Value::Number(_) => "a number",
            Value::Text(_) => "a string",
            Value::List => "a list",
            Value::Object => "an object",
        }
    }

    /// Which of two values is kept: the greater.
    pub(super) fn usefulness(&self) -> u8 {
        match self {
            Value::Null => 0,
            Value::Text(text) if is_blank(text) => 1,
            Value::Flag | Value::List | Value::Object => 2,
            Value::Number(_) => 3,
            Value::Text(_) => 4,
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Value;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("any value")
            }

            fn visit_unit<E: Error>(self) -> Result<Value, E> {
                Ok(Value::Null)
            }

            fn visit_bool<E: Error>(self, _: bool) -> Result<Value, E> {
                Ok(Value::Flag)
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
                Ok(Value::Number(number.to_string()))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
                Ok(Value::Number(number.to_string()))
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
                Ok(Value::Number(number.to_string()))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
                Ok(Value::Text(text.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Value::List)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Value::Object)
            }
        }
        deserializer.deserialize_any(Any)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_where_their_place_says() {
        for (index, (field, ..)) in NAMES.iter().enumerate() {
            assert_eq!(*field as usize, index);
        }
    }

    #[test]
    fn keys_are_known_in_any_spelling() {
        for key in ["publishedAt", "published_at", "PUBLISHED-AT"] {
            assert_eq!(field_of(key), Some((Field::Published, "published", 1)), "{key}");
        }
        for key in ["", "texts", "textual", &"t".repeat(1000)] {
            assert_eq!(field_of(key), None, "{key}");
        }
    }
}
