//! What holds for every run over every input: spans slice back, references resolve, records are valid, and the
//! same articles give the same bytes.

mod common;

use claimwright::read::{Article, Globs, Item, Limits, Selection, discover_with, open};
use common::{Records, extract, json_lines, root, shared, text};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Files over this are left to optimised builds: an unoptimised one would take minutes.
const MOST_BYTES: u64 = if cfg!(debug_assertions) { 1 << 20 } else { u64::MAX };

/// Every set of articles there is: the corpus, and the shared ones where they are.
fn article_sets() -> Vec<Vec<PathBuf>> {
    let mut sets = vec![vec![root().join("corpus")]];
    if let Some(gold) = shared("gold") {
        sets.push(vec![gold.join("seed.articles.jsonl"), gold.join("dev.articles.jsonl")]);
    }
    if let Some(edge) = shared("edge") {
        for folder in [edge.clone(), edge.join("raw")] {
            let mut files: Vec<PathBuf> = fs::read_dir(folder)
                .unwrap()
                .map(|e| e.unwrap().path())
                .filter(|path| path.extension().is_some_and(|e| e == "txt" || e == "jsonl"))
                .filter(|path| fs::metadata(path).unwrap().len() <= MOST_BYTES)
                .collect();
            files.sort();
            sets.push(files);
        }
    }
    sets
}

/// The articles as the reader sees them, in their order.
fn articles(paths: &[&Path]) -> Vec<Article> {
    let paths: Vec<String> = paths.iter().map(|path| text(path).to_string()).collect();
    // As claimwright.toml says for the runs of these tests.
    let exclude = Globs::parse(&["*.gold.json".to_owned()]).unwrap();
    discover_with(&paths, &Selection { exclude, ..Selection::default() })
        .files
        .iter()
        .flat_map(|input| open(input, &Limits::default()))
        .filter_map(|item| match item {
            Item::Article(article) => Some(article),
            Item::Reject(_) => None,
        })
        .collect()
}

/// A text that can be cut by code points.
struct Raw<'t> {
    text: &'t str,
    /// Where each code point begins, and the end.
    bytes: Vec<usize>,
}

impl<'t> Raw<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, bytes: text.char_indices().map(|(at, _)| at).chain([text.len()]).collect() }
    }

    fn slice(&self, start: u64, end: u64) -> Option<&'t str> {
        let (start, end) = (*self.bytes.get(start as usize)?, *self.bytes.get(end as usize)?);
        self.text.get(start..end)
    }

    /// Checks every span in `value`, however deep; returns how many there are.
    fn check(&self, value: &Value) -> usize {
        match value {
            Value::Array(items) => items.iter().map(|item| self.check(item)).sum(),
            Value::Object(fields) => {
                let mut spans = 0;
                if let Some(start) = fields.get("start") {
                    let (start, end) = (start.as_u64().unwrap(), fields["end"].as_u64().unwrap());
                    assert!(start < end, "an empty span: {value}");
                    assert_eq!(self.slice(start, end), fields["text"].as_str(), "{start}..{end}");
                    spans = 1;
                }
                spans + fields.values().map(|field| self.check(field)).sum::<usize>()
            }
            _ => 0,
        }
    }
}

fn span(value: &Value) -> (u64, u64) {
    (value["start"].as_u64().unwrap(), value["end"].as_u64().unwrap())
}

fn lies_in(inner: &Value, outer: &Value) -> bool {
    span(outer).0 <= span(inner).0 && span(inner).1 <= span(outer).1
}

fn index(value: &Value) -> usize {
    value.as_u64().unwrap() as usize
}

/// Blocks, sentences and mentions of a document stand in each other and in order.
fn check_document(document: &Value, raw: &Raw) {
    let id = &document["id"];
    assert!(raw.check(document) > 0 || raw.text.trim().is_empty(), "{id}: nothing found in it");
    let blocks = document["blocks"].as_array().unwrap();
    assert!(blocks.windows(2).all(|pair| span(&pair[0]).1 <= span(&pair[1]).0), "{id}: blocks overlap");
    let dropped = |block: &Value| ["duplicate", "boilerplate"].contains(&block["role"].as_str().unwrap());
    for (at, block) in blocks.iter().enumerate() {
        assert_eq!(
            dropped(block),
            block["reason"].is_string(),
            "{id}: a block dropped without reason: {block}"
        );
        if block["role"] == "duplicate" {
            let survivor = index(&block["duplicate_of"]);
            assert!(survivor != at && !dropped(&blocks[survivor]), "{id}: {block} has no survivor");
        } else {
            assert!(block["duplicate_of"].is_null(), "{id}: {block}");
        }
    }
    let sentences = document["sentences"].as_array().unwrap();
    assert!(sentences.windows(2).all(|pair| span(&pair[0]).1 <= span(&pair[1]).0), "{id}: sentences overlap");
    for (at, sentence) in sentences.iter().enumerate() {
        let block = &blocks[index(&sentence["block"])];
        assert_eq!(index(&sentence["index"]), at, "{id}");
        assert!(!dropped(block) && lies_in(sentence, block), "{id}: {sentence} is not in {block}");
        for mention in sentence["mentions"].as_array().unwrap() {
            assert!(lies_in(mention, sentence), "{id}: {mention} is not in {sentence}");
        }
    }
}

/// A claim stands in a sentence of its document and says what the document says.
fn check_claim(claim: &Value, document: &Value, raw: &Raw) {
    let id = &claim["id"];
    assert!(raw.check(claim) > 1, "{id}: no spans");
    for field in ["url", "site", "title", "published"] {
        assert_eq!(claim[field], document[field], "{id}: {field}");
    }
    let sentence = &document["sentences"][index(&claim["sentence"]["index"])];
    assert_eq!(span(sentence), span(&claim["sentence"]), "{id}");
    assert!(lies_in(&claim["cue"], sentence), "{id}: the cue is outside");
    for field in ["legal_forms", "capabilities"] {
        for part in claim[field].as_array().unwrap() {
            assert!(lies_in(part, sentence), "{id}: {field} are outside");
        }
    }
    let topics = ["legal_forms", "capabilities"].map(|field| claim[field].as_array().unwrap().len());
    assert!(topics.iter().sum::<usize>() > 0, "{id}: about no arrangement");
}

/// Ids are unique, and what one record says of another is true.
fn check_references(records: &Records) {
    let mut documents = BTreeMap::new();
    for document in &records.documents {
        let id = document["id"].as_str().unwrap();
        assert!(documents.insert(id, document).is_none(), "{id} twice");
    }
    for document in &records.documents {
        let copy = document["duplicate_of"].as_str();
        for field in ["duplicate_kind", "similarity"] {
            assert_eq!(copy.is_some(), !document[field].is_null(), "{}: {field}", document["id"]);
        }
        if let Some(survivor) = copy {
            assert!(survivor != document["id"] && documents.contains_key(survivor), "{survivor} is missing");
            assert!(documents[survivor]["duplicate_of"].is_null(), "{survivor} is a copy itself");
        }
    }
    let mut claims = BTreeMap::new();
    for (at, claim) in records.claims.iter().enumerate() {
        let id = claim["id"].as_str().unwrap();
        assert!(claims.insert(id, (at, claim)).is_none(), "claim {id} twice");
        let document = documents[claim["document_id"].as_str().unwrap()];
        let left_out = ["exact", "near", "teaser"].map(Value::from).contains(&document["duplicate_kind"]);
        assert!(!left_out, "{id}: a claim of a copy that was dropped");
        assert_eq!(claim["knowledge"], records.run["knowledge"], "{id}");
    }
    for (id, (at, claim)) in &claims {
        if let Some(earlier) = claim["same_as"].as_str() {
            let (before, first) = claims[earlier];
            let when = |claim: &Value, at| (claim["published"].is_null(), claim["published"].to_string(), at);
            assert!(when(first, before) < when(claim, *at), "{id}: {earlier} is not earlier");
            assert!(first["same_as"].is_null(), "{id}: {earlier} repeats another claim itself");
            assert_eq!(first["stance"], claim["stance"], "{id}");
        }
    }
}

/// The counts of a run are those of its records.
fn check_counts(records: &Records) {
    let sum =
        |part: &str| -> usize { records.documents.iter().map(|d| d[part].as_array().unwrap().len()).sum() };
    let counts = [
        ("documents", records.documents.len()),
        ("claims", records.claims.len()),
        ("rejects", records.rejects.len()),
        ("blocks", sum("blocks")),
        ("sentences", sum("sentences")),
        ("attributions", sum("attributions")),
    ];
    for (name, count) in counts {
        assert_eq!(index(&records.run["counts"][name]), count, "{name}");
    }
}

/// Every record is valid by the schema that the program prints.
fn check_schemas(records: &Records) {
    let run = std::slice::from_ref(&records.run);
    let kinds: [(&str, &[Value]); 4] = [
        ("claims", &records.claims),
        ("documents", &records.documents),
        ("rejects", &records.rejects),
        ("run", run),
    ];
    for (name, lines) in kinds {
        let printed = common::claimwright(&["schema", name]);
        let schema: Value = serde_json::from_str(&printed.out).unwrap();
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        for line in lines {
            let mistakes: Vec<String> =
                validator.iter_errors(line).map(|e| format!("{}: {e}", e.instance_path)).collect();
            assert!(mistakes.is_empty(), "{name}: {mistakes:?} in {line}");
        }
    }
}

#[test]
fn records_of_every_set_of_articles_are_sound() {
    for set in article_sets() {
        let paths: Vec<&Path> = set.iter().map(PathBuf::as_path).collect();
        let out = tempfile::tempdir().unwrap();
        extract(&paths, out.path(), &[]);
        let records = Records::read(out.path());
        let articles = articles(&paths);
        assert_eq!(articles.len(), records.documents.len());
        let mut raws = BTreeMap::new();
        for (article, document) in articles.iter().zip(&records.documents) {
            assert_eq!(article.path, document["path"].as_str().unwrap());
            let raw = Raw::new(&article.text);
            check_document(document, &raw);
            raws.insert(document["id"].as_str().unwrap(), (document, raw));
        }
        for claim in &records.claims {
            let (document, raw) = &raws[claim["document_id"].as_str().unwrap()];
            check_claim(claim, document, raw);
        }
        check_references(&records);
        check_counts(&records);
        check_schemas(&records);
    }
}

/// The articles of a set that are records already, as lines.
fn lines(set: &[PathBuf]) -> Vec<String> {
    let paths: Vec<&Path> = set.iter().map(PathBuf::as_path).collect();
    articles(&paths)
        .into_iter()
        .map(|a| {
            let record = serde_json::json!({
                "id": a.id, "url": a.url, "site": a.site, "title": a.title, "published": a.published, "text": a.text
            });
            record.to_string() + "\n"
        })
        .collect()
}

/// All bytes of a run but `run.json`, which names the inputs.
fn bytes(out: &Path) -> [String; 3] {
    ["claims.jsonl", "documents.jsonl", "rejects.jsonl"]
        .map(|name| fs::read_to_string(out.join(name)).unwrap())
}

#[test]
fn threads_do_not_change_a_byte() {
    let gold = shared("gold").map(|gold| gold.join("dev.articles.jsonl"));
    let set: Vec<PathBuf> = [root().join("corpus")].into_iter().chain(gold).collect();
    let paths: Vec<&Path> = set.iter().map(PathBuf::as_path).collect();
    let runs = ["1", "2", "8"].map(|threads| {
        let out = tempfile::tempdir().unwrap();
        assert_eq!(extract(&paths, out.path(), &["--threads", threads]), 0);
        (bytes(out.path()), fs::read_to_string(out.path().join("run.json")).unwrap())
    });
    assert!(!runs[0].0[0].is_empty(), "no claims");
    assert!(runs[0] == runs[1], "2 threads give other bytes than 1");
    assert!(runs[0] == runs[2], "8 threads give other bytes than 1");
}

#[test]
fn one_file_or_many_give_the_same_records() {
    for set in article_sets().into_iter().take(2) {
        let lines = lines(&set);
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        fs::write(at("all.jsonl"), lines.concat()).unwrap();
        fs::create_dir(at("many")).unwrap();
        for (i, part) in lines.chunks(3).enumerate() {
            fs::write(at("many").join(format!("{i:03}.jsonl")), part.concat()).unwrap();
        }
        assert_eq!(extract(&[&at("all.jsonl")], &at("one"), &[]), 0);
        assert_eq!(extract(&[&at("many")], &at("split"), &["--threads", "3"]), 0);
        assert!(bytes(&at("one"))[0] == bytes(&at("split"))[0], "other claims");
        let documents = |run: &str| -> Vec<Value> {
            let mut documents = json_lines(&at(run).join("documents.jsonl"));
            for document in &mut documents {
                document.as_object_mut().unwrap().remove("path").unwrap();
            }
            documents
        };
        assert!(documents("one") == documents("split"), "other documents");
    }
}
