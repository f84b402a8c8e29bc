//! Gold: articles coded by hand, as they stand in files.
//!
//! A file holds one JSON object or many, one a line or not. Ids may be written as strings or as
//! objects with an `id`.

use super::id::{Layer, coded_all};
use crate::error::{Error, Result};
use crate::rules::Stance;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

/// One article coded by hand.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldDocument {
    /// Id of the article.
    pub document_id: String,
    /// Web address.
    #[serde(default)]
    pub url: Option<String>,
    /// Site.
    #[serde(default)]
    pub site: Option<String>,
    /// Headline.
    #[serde(default)]
    pub title: Option<String>,
    /// ISO 8601.
    #[serde(default)]
    pub published: Option<String>,
    /// The raw text, where the file holds it.
    #[serde(default)]
    pub text: Option<String>,
    pub(super) blocks: Vec<GoldBlock>,
    pub(super) sentences: Vec<GoldSentence>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct GoldBlock {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) role: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct GoldSentence {
    pub(super) start: usize,
    pub(super) end: usize,
    #[serde(default)]
    pub(super) actors: Ids,
    #[serde(default)]
    pub(super) legal_forms: Ids,
    #[serde(default)]
    pub(super) capabilities: Ids,
    #[serde(default)]
    pub(super) claims: Vec<GoldClaim>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct GoldClaim {
    pub(super) stance: String,
    #[serde(default)]
    pub(super) holders: Ids,
    #[serde(default)]
    pub(super) polarity: Option<String>,
    #[serde(default)]
    pub(super) legal_forms: Ids,
    #[serde(default)]
    pub(super) capabilities: Ids,
    #[serde(default)]
    pub(super) beneficiaries: Ids,
    #[serde(default, deserialize_with = "source")]
    pub(super) attribution: Option<String>,
    #[serde(default)]
    pub(super) modality: Option<String>,
    #[serde(default, deserialize_with = "truth")]
    pub(super) condition: bool,
}

/// A list of ids, or nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Ids(Vec<String>);

impl Ids {
    pub(super) fn coded(&self, layer: Layer) -> BTreeSet<String> {
        coded_all(self.0.iter().map(String::as_str), layer)
    }
}

impl<'de> Deserialize<'de> for Ids {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let values = Option::<Vec<Value>>::deserialize(deserializer)?.unwrap_or_default();
        Ok(Self(values.iter().filter_map(id_of).collect()))
    }
}

/// The id of a string or of an object with an `id`.
fn id_of(value: &Value) -> Option<String> {
    match value {
        Value::Object(object) => object.get("id").and_then(id_of),
        Value::Null => None,
        Value::String(id) => Some(id.clone()),
        other => Some(other.to_string()),
    }
}

/// The source of an attribution, which is an id or an object with a `source` or an `id`.
fn source<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Option<String>, D::Error> {
    let value = Value::deserialize(deserializer)?;
    Ok(id_of(value.get("source").unwrap_or(&value)))
}

/// Whether there is anything.
fn truth<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<bool, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::Null => false,
        Value::Bool(truth) => truth,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(object) => !object.is_empty(),
        Value::Number(number) => number.as_f64() != Some(0.0),
    })
}

/// Reads gold from a file, or from all `*.gold.json` and `*.gold.jsonl` of a folder, by name.
///
/// # Errors
/// [`Error::Io`] if it cannot be read, [`Error::Unexpected`] if it holds something else: an object
/// that lacks a key, an unknown stance, a span outside the text, an id that comes twice.
pub fn read_gold(path: &Path) -> Result<Vec<GoldDocument>> {
    let mut documents = Vec::new();
    let mut ids = HashSet::new();
    for file in files(path)? {
        let bytes = fs::read(&file).map_err(Error::io(&file))?;
        let unexpected = |found: String| Error::Unexpected {
            path: file.clone(),
            expected: format!("gold documents, found {found}"),
            advice: "correct the file, or name another".into(),
        };
        let before = documents.len();
        for document in serde_json::Deserializer::from_slice(&bytes).into_iter::<GoldDocument>() {
            let document = document.map_err(|e| unexpected(format!("an error: {e}")))?;
            check(&document).map_err(&unexpected)?;
            if !ids.insert(document.document_id.clone()) {
                return Err(unexpected(format!("the document {:?} twice", document.document_id)));
            }
            documents.push(document);
        }
        if documents.len() == before {
            return Err(unexpected("none".into()));
        }
    }
    Ok(documents)
}

fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(Error::io(path))? {
        let file = entry.map_err(Error::io(path))?.path();
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".gold.json") || name.ends_with(".gold.jsonl") {
            files.push(file);
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(Error::Unexpected {
            path: path.to_owned(),
            expected: "files named *.gold.json or *.gold.jsonl".into(),
            advice: "name a file of gold documents".into(),
        });
    }
    Ok(files)
}

/// What is wrong with a document, as a noun phrase.
fn check(document: &GoldDocument) -> std::result::Result<(), String> {
    let id = &document.document_id;
    let most = document.text.as_ref().map_or(usize::MAX, |text| text.chars().count());
    let blocks = document.blocks.iter().map(|b| (b.start, b.end));
    for (start, end) in blocks.chain(document.sentences.iter().map(|s| (s.start, s.end))) {
        if start > end || end > most {
            return Err(format!("the span {start}..{end} outside the text of {id:?}"));
        }
    }
    for claim in document.sentences.iter().flat_map(|s| &s.claims) {
        if Stance::from_id(&claim.stance).is_none() {
            return Err(format!("the unknown stance {:?} in {id:?}", claim.stance));
        }
    }
    Ok(())
}
