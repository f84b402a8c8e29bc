//! The reference scorer and ours print the same, figure by figure.

use super::run::run_of;
use crate::eval::{codings_of_gold, codings_of_run, evaluate, read_gold};
use serde::Serialize;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of gold sets and the scorer, if it is there and Python is.
fn shared() -> Option<PathBuf> {
    let shared = std::env::var_os("CLAIMWRIGHT_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let gold = shared.join("gold");
    if !gold.join("score.py").is_file() {
        println!("skipped: no score.py in {}", gold.display());
        return None;
    }
    if Command::new("python3").arg("--version").output().is_err() {
        println!("skipped: no python3");
        return None;
    }
    Some(gold)
}

fn python(scorer: &Path, arguments: &[&Path], json: bool) -> String {
    let mut command = Command::new("python3");
    command.arg(scorer).args(arguments);
    if json {
        command.arg("--json");
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn lines(path: &Path, records: &[impl Serialize]) {
    let lines: Vec<String> = records.iter().map(|r| serde_json::to_string(r).unwrap() + "\n").collect();
    fs::write(path, lines.concat()).unwrap();
}

/// Every gold set there is, each as JSON values.
fn gold_sets(shared: &Path) -> Vec<(&'static str, Vec<Value>)> {
    let read = |path: &Path| -> Vec<Value> {
        let text = fs::read_to_string(path).unwrap();
        serde_json::Deserializer::from_str(&text).into_iter().map(Result::unwrap).collect()
    };
    let mut corpus: Vec<PathBuf> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/gold"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.to_string_lossy().ends_with(".gold.json"))
        .collect();
    corpus.sort();
    vec![
        ("dev", read(&shared.join("dev.jsonl"))),
        ("seed", read(&shared.join("seed.jsonl"))),
        ("corpus", corpus.iter().flat_map(|p| read(p)).collect()),
    ]
}

#[test]
fn our_table_is_the_reference_scorers_table() {
    let Some(shared) = shared() else { return };
    let scorer = shared.join("score.py");
    let home = tempfile::tempdir().unwrap();
    let [gold_file, documents_file, claims_file] =
        ["gold.jsonl", "documents.jsonl", "claims.jsonl"].map(|name| home.path().join(name));
    for (name, values) in gold_sets(&shared) {
        lines(&gold_file, &values);
        let gold = codings_of_gold(&read_gold(&gold_file).unwrap());
        for mistakes in [false, true] {
            let (documents, claims) = run_of(&values, mistakes);
            lines(&documents_file, &documents);
            lines(&claims_file, &claims);
            let found = codings_of_run(&documents, &claims).unwrap();
            let evaluation = evaluate(&gold, &found).unwrap();
            let run = [&*gold_file, "--docs".as_ref(), &*documents_file, "--claims".as_ref(), &*claims_file];
            assert_eq!(evaluation.table(), python(&scorer, &run, false), "{name}, mistakes: {mistakes}");
            let ours: Value = serde_json::from_str(&evaluation.json(false)).unwrap();
            let theirs: Value = serde_json::from_str(&python(&scorer, &run, true)).unwrap();
            included(&theirs, &ours, name);

            let worst = evaluation.total().figures.iter().map(|f| f.f1()).fold(1.0, f64::min);
            assert_eq!(worst < 0.9, mistakes, "{name}: a perfect run is perfect, a bad one is not: {worst}");
        }
    }
}

#[test]
fn two_codings_of_gold_are_compared_as_the_reference_scorer_does() {
    let Some(shared) = shared() else { return };
    let home = tempfile::tempdir().unwrap();
    let other_file = home.path().join("other.jsonl");
    let gold_file = shared.join("dev.jsonl");
    // The other coder missed all sentences in the second half of each article, and writes ids as objects.
    let mut values = gold_sets(&shared).swap_remove(0).1;
    for document in &mut values {
        let sentences = document["sentences"].as_array_mut().unwrap();
        sentences.truncate(sentences.len() / 2);
        for claim in sentences.iter_mut().flat_map(|s| s["claims"].as_array_mut().unwrap()) {
            for holder in claim["holders"].as_array_mut().unwrap() {
                *holder = serde_json::json!({"id": holder.take()});
            }
            if claim["attribution"].is_string() {
                claim["attribution"] = serde_json::json!({"source": {"id": claim["attribution"].take()}});
            }
        }
    }
    lines(&other_file, &values);
    let gold = codings_of_gold(&read_gold(&gold_file).unwrap());
    let other = codings_of_gold(&read_gold(&other_file).unwrap());
    let table = evaluate(&gold, &other).unwrap().table();
    let theirs = python(&shared.join("score.py"), &[&gold_file, "--gold".as_ref(), &other_file], false);
    assert_eq!(table, theirs);
}

/// That everything in `part` is in `whole` with the same value.
fn included(part: &Value, whole: &Value, at: &str) {
    match part {
        Value::Object(map) => map.iter().for_each(|(k, v)| included(v, &whole[k], &format!("{at}.{k}"))),
        other => assert_eq!(other, whole, "{at}"),
    }
}
