//! The context of one input's records: what they share, and how each becomes an item.

use super::article::{Article, Warning, host, is_blank};
use super::date::{self, Published};
use super::decode::check;
use super::field::{Field, Value};
use super::record::Record;
use super::reject::{Reason, Refusal, Reject};
use super::{Item, Limits, Manner, language};
use std::sync::Arc;

/// What all records of one input share.
#[derive(Debug)]
pub(super) struct Context {
    /// The path as given.
    pub(super) path: String,
    pub(super) limits: Limits,
    pub(super) manner: Arc<Manner>,
}

/// Where a record stands in its file.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    pub(super) line: Option<u64>,
    pub(super) offset: Option<u64>,
}

impl Context {
    /// The item at a place, an article only if it is in English.
    pub(super) fn item(&self, place: Place, read: Result<Article, Refusal>) -> Item {
        let read = read.and_then(|article| match language::other_than_english(&article.text) {
            Some(found) if !self.manner.any_language => Err(Refusal::new(Reason::Language, found)),
            _ => Ok(article),
        });
        match read {
            Ok(article) => Item::Article(article),
            Err(refusal) => self.reject(place, refusal),
        }
    }

    pub(super) fn reject(&self, place: Place, Refusal { reason, offset, detail }: Refusal) -> Item {
        let offset = match (place.offset, offset) {
            (Some(start), more) => Some(start + more.unwrap_or(0)),
            (None, offset) => offset,
        };
        Item::Reject(Reject { path: self.path.clone(), line: place.line, offset, reason, detail })
    }

    /// That a text has too many bytes.
    pub(super) fn too_large(&self) -> Refusal {
        let most = self.limits.article();
        Refusal::new(Reason::TooLarge, format!("the text has more than {most} bytes"))
    }

    /// The article that a record describes.
    pub(super) fn article(
        &self,
        line: Option<u64>,
        mut record: Record,
        encoding: &'static str,
        mut warnings: Vec<Warning>,
    ) -> Result<Article, Refusal> {
        warnings.append(&mut record.warnings);
        let text = match record.take(Field::Text) {
            Value::Text(text) => text,
            Value::Null if record.has_text => {
                return Err(Refusal::new(Reason::NoText, "the text is null"));
            }
            Value::Null => {
                return Err(Refusal::new(Reason::NoText, self.manner.fields.no_text(&record.others)));
            }
            other => return Err(Refusal::new(Reason::FieldType, format!("the text is {}", other.noun()))),
        };
        if text.len() > self.limits.article() {
            return Err(self.too_large());
        }
        if is_blank(&text) {
            return Err(Refusal::new(Reason::Empty, "nothing but white space"));
        }
        for warning in check(&text, false)? {
            if !warnings.iter().any(|known| known.kind() == warning.kind()) {
                warnings.push(warning);
            }
        }
        let url = record.string(Field::Url, &mut warnings);
        let site = match record.string(Field::Site, &mut warnings) {
            Some(site) => Some(host(&site).unwrap_or(site)),
            None => url.as_deref().and_then(host),
        };
        let title = record.string(Field::Title, &mut warnings);
        let published = record.scalar(Field::Published, &mut warnings);
        let published = published.and_then(|value| iso(value, &mut warnings));
        let id = record.scalar(Field::Id, &mut warnings);
        Ok(Article {
            id: id.unwrap_or_else(|| Article::content_id(url.as_deref(), &text)),
            path: self.path.clone(),
            line,
            url,
            site,
            title,
            published,
            text,
            encoding,
            warnings,
        })
    }
}

/// A date as ISO 8601, or none and a warning.
pub(super) fn iso(value: String, warnings: &mut Vec<Warning>) -> Option<String> {
    match date::published(&value) {
        Published::Known(date) => return Some(date),
        Published::Unknown => {}
        Published::Ambiguous => warnings.push(Warning::AmbiguousDate(value)),
        Published::Unreadable => warnings.push(Warning::UnreadableDate(value)),
    }
    None
}
