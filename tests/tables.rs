//! The tables of a run: the same bytes on any number of threads, and what a spreadsheet is given.

mod common;

use common::{claimwright, text};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap())
        })
        .collect()
}

#[test]
fn tables_are_the_same_bytes_on_any_number_of_threads() {
    let mut runs = Vec::new();
    for threads in ["1", "2", "8"] {
        let out = tempfile::tempdir().unwrap();
        let formats =
            ["--format", "csv,parquet,jsonl", "--threads", threads, "-q", "--out", text(out.path())];
        let said = claimwright(&[&["extract", "corpus"][..], &formats].concat());
        assert_eq!(said.code, 0, "{said:?}");
        runs.push(files(out.path()));
    }
    assert_eq!(runs[0].len(), 4 + 2 * 7, "{:?}", runs[0].keys());
    assert!(runs.iter().all(|run| *run == runs[0]));
}

#[test]
fn tables_alone_need_no_lines_and_rejects_are_told_all_the_same() {
    let (input, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(input.path().join("a.jsonl"), "not json\n{\"text\": \"Norway promised Moldova troops.\"}\n")
        .unwrap();
    let said =
        claimwright(&["extract", text(input.path()), "--format", "csv", "-q", "--out", text(out.path())]);
    assert_eq!(said.code, 2, "{said:?}");
    let found = files(out.path());
    assert!(!found.contains_key("claims.jsonl") && found.contains_key("run.json"), "{:?}", found.keys());
    assert_eq!(found["rejects.jsonl"].iter().filter(|b| **b == b'\n').count(), 1);
    assert_eq!(found["claims.csv"].iter().filter(|b| **b == b'\n').count(), 2);
}

#[test]
fn a_formula_in_an_article_does_not_reach_the_cell_of_a_spreadsheet() {
    let (input, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let article = serde_json::json!({"id": "=1+1", "title": "@SUM(A1)", "text": "=cmd|calc. Norway promised Moldova troops."});
    fs::write(input.path().join("a.jsonl"), format!("{article}\n")).unwrap();
    let run = |more: &[&str]| {
        let (from, to) = (text(input.path()), text(out.path()));
        let said = claimwright(&[&["extract", from, "--format", "csv", "-q", "--out", to], more].concat());
        assert_eq!(said.code, 0, "{said:?}");
        String::from_utf8(files(out.path())["documents.csv"].clone()).unwrap()
    };
    assert!(run(&[]).contains("\n\"=1+1\","));
    let safe = run(&["--csv-dialect", "spreadsheet"]);
    assert!(safe.starts_with('\u{feff}') && safe.contains("\r\n\"'=1+1\","), "{safe}");
    assert!(safe.contains(",\"'@SUM(A1)\","), "{safe}");
}
