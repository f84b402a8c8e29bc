//! A field of a record: the names it goes by, and its value as far as an article can use it.

use super::article::is_blank;
use crate::diagnostic::nearest;
use crate::error::Error;
use serde::Deserialize;
use serde::de::{self, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
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

/// Longer keys are no names of fields, unless the user gives them.
const LONGEST_KEY: usize = 32;

impl Field {
    /// The name in warnings.
    pub(super) fn name(self) -> &'static str {
        NAMES[self as usize].1
    }
}

/// Which keys (of an object, or columns of a table) hold the fields of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// What the user said: field and key. A field named here has no other keys.
    mapped: Vec<(Field, String)>,
}

impl Fields {
    /// Reads pairs such as `text=body`, separated by commas. Keys are compared without case, `_`, `-`, space and dot.
    ///
    /// # Errors
    /// [`Error::Usage`] for a pair without `=` and for a field that an article does not have.
    pub fn parse(pairs: &[String]) -> Result<Fields, Error> {
        let mut mapped = Vec::new();
        for pair in pairs.iter().flat_map(|pair| pair.split(',')).map(str::trim).filter(|p| !p.is_empty()) {
            let (name, key) = match pair.split_once('=') {
                Some((name, key)) if !spelling(key).is_empty() => (name.trim(), spelling(key)),
                _ => return Err(Error::Usage(format!("`{pair}`: expected FIELD=NAME, as in text=body"))),
            };
            let Some(&(field, ..)) = NAMES.iter().find(|(_, known, _)| *known == name) else {
                let known = NAMES.map(|(_, known, _)| known);
                let help = match nearest(name, known) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("there are: {}", known.join(", ")),
                };
                return Err(Error::Usage(format!("no field `{name}` of an article; {help}")));
            };
            mapped.push((field, key));
        }
        Ok(Fields { mapped })
    }

    /// The field that a key names, with the field's own name and the rank of the key among its names.
    pub(super) fn of(&self, key: &str) -> Option<(Field, &'static str, usize)> {
        if key.len() > LONGEST_KEY && self.mapped.is_empty() {
            return None;
        }
        let key = spelling(key);
        if let Some(rank) = self.mapped.iter().position(|(_, known)| *known == key) {
            let field = self.mapped[rank].0;
            return Some((field, field.name(), rank));
        }
        NAMES.iter().find_map(|&(field, name, names)| {
            if self.mapped.iter().any(|(known, _)| *known == field) {
                return None;
            }
            names.iter().position(|&known| known == key).map(|rank| (field, name, rank))
        })
    }

    /// Whether a key names the text.
    pub(super) fn is_text(&self, key: &str) -> bool {
        self.of(key).is_some_and(|(field, ..)| field == Field::Text)
    }

    /// Says that none of the `keys` is a text, and what to do.
    pub(super) fn no_text(&self, keys: &[String]) -> String {
        let shown: Vec<&str> = keys.iter().map(String::as_str).take(12).collect();
        let more = if keys.len() > shown.len() { " …" } else { "" };
        let mut asked = self.mapped.iter().filter(|(field, _)| *field == Field::Text).map(|(_, key)| key);
        let found =
            format!("found {}{more}", if shown.is_empty() { "none".into() } else { shown.join(", ") });
        match asked.next() {
            None => format!("no field is known as the text; {found}; name one by --map text=NAME"),
            Some(asked) => {
                let spelled: Vec<String> = shown.iter().map(|key| spelling(key)).collect();
                let near = nearest(asked, spelled.iter().map(String::as_str));
                let near = near.and_then(|near| spelled.iter().position(|key| key == near));
                match near {
                    Some(at) => format!("no field `{asked}`; did you mean `{}`? ({found})", shown[at]),
                    None => format!("no field `{asked}`; {found}"),
                }
            }
        }
    }
}

/// A key as it is compared.
fn spelling(key: &str) -> String {
    key.trim()
        .chars()
        .filter(|c| !matches!(c, '_' | '-' | ' ' | '.'))
        .map(|c| c.to_ascii_lowercase())
        .collect()
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

            fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
                Ok(Value::Null)
            }

            fn visit_bool<E: de::Error>(self, _: bool) -> Result<Value, E> {
                Ok(Value::Flag)
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Value, E> {
                Ok(Value::Number(number.to_string()))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Value, E> {
                Ok(Value::Number(number.to_string()))
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Value, E> {
                Ok(Value::Number(number.to_string()))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
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
            assert_eq!(Fields::default().of(key), Some((Field::Published, "published", 1)), "{key}");
        }
        for key in ["", "texts", "textual", &"t".repeat(1000)] {
            assert_eq!(Fields::default().of(key), None, "{key}");
        }
    }
    #[test]
    fn what_the_user_maps_goes_before_our_names() {
        let fields =
            Fields::parse(&["text=Post Body, published=seen".into(), "text=summary".into()]).unwrap();
        assert_eq!(fields.of("post_body"), Some((Field::Text, "text", 0)));
        assert_eq!(fields.of("summary"), Some((Field::Text, "text", 2)));
        assert_eq!(fields.of("SEEN").map(|(field, ..)| field), Some(Field::Published));
        for key in ["text", "date"] {
            assert_eq!(fields.of(key), None, "{key}");
        }
        assert_eq!(fields.of("headline").map(|(field, ..)| field), Some(Field::Title));
        assert_eq!(
            fields.no_text(&["post_bdy".into(), "x".into()]),
            "no field `postbody`; did you mean `post_bdy`? (found post_bdy, x)"
        );
    }

    #[test]
    fn a_wrong_map_is_told() {
        let said = |pair: &str| Fields::parse(&[pair.to_owned()]).unwrap_err().to_string();
        assert_eq!(said("txt=body"), "no field `txt` of an article; did you mean `text`?");
        assert!(said("colour=body").ends_with("there are: id, url, site, title, published, text"));
        assert_eq!(said("body"), "`body`: expected FIELD=NAME, as in text=body");
    }
}
