//! Good outputs and spoiled ones: a run over the corpus, read into memory, changed, and written elsewhere.

use super::common::{Records, claimwright, json_lines, text};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

/// The files of an output.
#[derive(Clone)]
pub struct Output {
    pub claims: Vec<Value>,
    pub documents: Vec<Value>,
    pub rejects: Vec<Value>,
    pub run: Value,
}

impl Output {
    /// That of a run over the corpus.
    pub fn good() -> Self {
        static GOOD: OnceLock<Output> = OnceLock::new();
        GOOD.get_or_init(|| {
            let out = tempfile::tempdir().unwrap();
            let said = claimwright(&["extract", "corpus", "--quiet", "--out", text(out.path())]);
            assert_eq!(said.code, 0, "{said:?}");
            let Records { claims, documents, rejects, run } = Records::read(out.path());
            Output { claims, documents, rejects, run }
        })
        .clone()
    }

    /// Writes it to `folder`.
    pub fn write(&self, folder: &Path) {
        let lines = |records: &[Value]| records.iter().map(|r| format!("{r}\n")).collect::<String>();
        fs::write(folder.join("claims.jsonl"), lines(&self.claims)).unwrap();
        fs::write(folder.join("documents.jsonl"), lines(&self.documents)).unwrap();
        fs::write(folder.join("rejects.jsonl"), lines(&self.rejects)).unwrap();
        fs::write(folder.join("run.json"), self.run.to_string()).unwrap();
    }

    /// The first document that `is` such.
    pub fn document(&mut self, is: impl Fn(&Value) -> bool) -> &mut Value {
        self.documents.iter_mut().find(|d| is(d)).expect("the corpus has such an article")
    }

    /// The first claim that `is` such.
    pub fn claim(&mut self, is: impl Fn(&Value) -> bool) -> &mut Value {
        self.claims.iter_mut().find(|c| is(c)).expect("the corpus has such a claim")
    }
}

/// Whether a list of a record is not empty.
pub fn filled(record: &Value, key: &str) -> bool {
    record[key].as_array().is_some_and(|list| !list.is_empty())
}

/// Adds to a number.
pub fn shift(number: &mut Value, by: i64) {
    *number = (number.as_i64().unwrap() + by).into();
}

/// Replaces the first `old` in a file of `folder`.
pub fn replace(folder: &Path, file: &str, old: &str, new: &str) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(old), "{file} has no {old}");
    fs::write(path, text.replacen(old, new, 1)).unwrap();
}

/// The lines of a file as they are now, to see that a spoiled output is not the good one.
pub fn lines(folder: &Path, file: &str) -> usize {
    json_lines(&folder.join(file)).len()
}
