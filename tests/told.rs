//! What the program tells people: lemmas of cues, reasons in `explain`, and what `extract` left out.

mod common;

use common::{Records, claimwright, text};
use std::fs;

/// The claims of one article, as records.
fn claims(article: &str) -> Vec<serde_json::Value> {
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(folder.path().join("a.txt"), article).unwrap();
    claimwright(&["extract", text(folder.path()), "--out", text(out.path()), "--quiet"]);
    Records::read(out.path()).claims
}

#[test]
fn the_lemma_is_the_cue_as_listed_or_the_verb_of_a_shape() {
    for (sentence, cue, lemma) in [
        ("Norway promised two Patriot batteries to Moldova.", "promised", "promise"),
        ("Estonia called for more sanctions on Belarus.", "called for", "call for"),
        ("The pledges of France to send troops to Moldova were welcome.", "pledges", "pledge"),
        ("Any guarantee must be backed by money.", "must be backed", "back"),
    ] {
        let found = claims(sentence);
        let told: Vec<_> = found
            .iter()
            .map(|c| (c["cue"]["text"].as_str().unwrap(), c["cue"]["lemma"].as_str().unwrap()))
            .collect();
        assert!(told.contains(&(cue, lemma)), "{sentence}: {told:?}");
    }
}

#[test]
fn explain_names_the_cue_and_gives_each_reason_once() {
    let said = claimwright(&["explain", "Norway promised two Patriot batteries to Moldova."]);
    assert!(said.out.contains("by rule pledge in clause 1, cue `promise` (verb)"), "{}", said.out);
    let said = claimwright(&["explain", "Any guarantee must be backed by money."]);
    assert!(said.out.contains("in clause 1, shape of the clause (verb `back`)"), "{}", said.out);
    let said = claimwright(&["explain", "Norway agreed to a treaty after it had promised Moldova troops."]);
    let reasons: Vec<&str> = said
        .out
        .lines()
        .filter_map(|line| line.strip_prefix("  near      ")?.split_once(": "))
        .map(|(reason, _)| reason)
        .collect();
    let mut once = reasons.clone();
    once.sort_unstable();
    once.dedup();
    assert!(!reasons.is_empty() && reasons.len() <= 6 && once.len() == reasons.len(), "{}", said.out);
}

#[test]
fn extract_names_and_counts_what_it_skipped() {
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(folder.path().join("a.txt"), "Norway promised two Patriot batteries to Moldova.").unwrap();
    fs::write(folder.path().join("b.pdf"), "no text").unwrap();
    fs::write(folder.path().join(".c.txt"), "hidden").unwrap();
    let (from, to) = (text(folder.path()), text(out.path()));
    let said = claimwright(&["extract", from, "--out", to]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(said.out.contains("1 article from 1 file, 0 rejected, 2 files skipped"), "{}", said.out);
    let said = claimwright(&["extract", from, "--out", to, "-v", "-q"]);
    assert!(
        said.err.contains("b.pdf: unknown_extension") && said.err.contains(".c.txt: hidden"),
        "{}",
        said.err
    );
    let warnings = &Records::read(out.path()).run["warnings"];
    assert_eq!(warnings, &serde_json::json!({"skipped_hidden": 1, "skipped_unknown_extension": 1}));
}

#[test]
fn extract_says_why_nothing_could_be_read() {
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(folder.path().join("a.jsonl"), "not json\n{\"id\": 1}\n").unwrap();
    let said = claimwright(&["extract", text(folder.path()), "--out", text(out.path()), "--quiet"]);
    assert_eq!(said.code, 2);
    for part in ["no article could be read", "a.jsonl:1: json: ", "rejects.jsonl"] {
        assert!(said.err.contains(part), "{part} in {}", said.err);
    }
}
