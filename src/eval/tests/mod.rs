//! Tests of the evaluation: on a gold set counted by hand, and against the reference scorer.

mod reference;
mod run;

use super::*;
use std::fs;
use std::path::Path;

fn gold_file(folder: &Path, name: &str, content: &str) -> std::path::PathBuf {
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path
}

const GOLD: &str = r#"{"document_id": "a", "text": "Share\n\nNorway pledged Patriots.\n\nThe treaty is weak.\n",
  "blocks": [{"start": 0, "end": 5, "role": "boilerplate"}, {"start": 7, "end": 31, "role": "body"}, {"start": 33, "end": 52, "role": "body"}],
  "sentences": [
    {"start": 7, "end": 31, "actors": ["NOR"], "capabilities": ["air_defence"],
     "claims": [{"stance": "commit", "holders": ["NOR"], "capabilities": ["air_defence"], "attribution": "person:Ola Berg", "condition": "if"}]},
    {"start": 33, "end": 52, "legal_forms": ["treaty"], "claims": [{"stance": "assess", "holders": [], "legal_forms": ["treaty"]}]}]}
"#;

fn claim(stance: &str, holders: &[&str], rule: &str) -> CodedClaim {
    CodedClaim {
        stance: stance.into(),
        holders: holders.iter().map(|h| (*h).to_owned()).collect(),
        polarity: "affirmed".into(),
        modality: "actual".into(),
        rule: Some(rule.into()),
        ..CodedClaim::default()
    }
}

#[test]
fn figures_are_those_counted_by_hand() {
    let home = tempfile::tempdir().unwrap();
    let gold = codings_of_gold(&read_gold(&gold_file(home.path(), "g.jsonl", GOLD)).unwrap());
    let mut found = gold.clone();
    found[0].blocks[0].dropped = false;
    found[0].blocks[1].dropped = true;
    let sentences = &mut found[0].sentences;
    sentences[0].actors.insert("UKR".into());
    sentences[0].claims[0] = claim("commit", &["NOR"], "pledge");
    sentences[0].claims.push(claim("offer", &["NOR"], "offer"));
    sentences[1].claims[0] = claim("assess", &["NOR"], "weak");
    let evaluation = evaluate(&gold, &found).unwrap();
    let total = evaluation.total();
    let tally = |hit, missed, false_hits| Tally { hit, missed, false_hits };
    let expected = [
        tally(0, 1, 1), // blocks
        tally(1, 0, 1), // actors
        tally(1, 0, 0), // legal forms
        tally(1, 0, 0), // capabilities
        tally(2, 0, 0), // claim sentence
        tally(2, 0, 1), // stance
        tally(1, 1, 2), // claim
        tally(0, 2, 3), // full claim: the pledge lost its capability
    ];
    assert_eq!(total.figures, expected);
    assert_eq!(total.slots.map(|s| (s.right, s.of)), [(0, 1), (1, 1), (0, 1), (1, 1)]);
    let rule = |name: &str| (total.rules[name].claims, total.rules[name].hits, total.rules[name].claim_hits);
    assert_eq!([rule("pledge"), rule("offer"), rule("weak")], [(1, 1, 1), (1, 0, 0), (1, 1, 0)]);

    let misses = evaluation.misses(9);
    assert!(misses.contains(
        "stance: 0 missed, 1 false\n  a 7..31  Norway pledged Patriots.\n    false   offer  (rule offer)\n"
    ));
    assert!(misses.contains(
        "claim: 1 missed, 2 false\n  a 7..31  Norway pledged Patriots.\n    false   offer  NOR  affirmed  (rule offer)\n  \
         a 33..52  The treaty is weak.\n    missed  assess  -  affirmed\n    false   assess  NOR  affirmed  (rule weak)\n"
    ));
    assert!(misses.contains("blocks: 1 missed, 1 false\n  a 0..5  Share\n    missed  dropped in gold\n"));
    assert!(evaluation.misses(1).contains("… and 1 more sentences"));
    assert!(
        evaluation.rule_table().lines().nth(1).unwrap().starts_with("offer "),
        "{}",
        evaluation.rule_table()
    );
    assert!(
        evaluation.interval_table().contains("full_claim           0.000-0.000"),
        "{}",
        evaluation.interval_table()
    );
    let json: serde_json::Value = serde_json::from_str(&evaluation.json(true)).unwrap();
    assert_eq!(json["figures"]["claim"]["false"], 2);
    assert_eq!(json["rules"]["offer"]["false"], 1);
    assert_eq!(json["misses"].as_array().unwrap().len(), 2 + 1 + 1 + 3 + 5);
    assert!(!evaluation.json(false).contains("misses"));
}

#[test]
fn gold_is_read_from_one_object_from_many_and_from_a_folder() {
    let home = tempfile::tempdir().unwrap();
    let second = GOLD.replace("\"a\"", "\"b\"");
    let many = gold_file(home.path(), "many.jsonl", &format!("{GOLD}\n{second}"));
    gold_file(home.path(), "1.gold.json", GOLD);
    gold_file(home.path(), "2.gold.json", &second);
    gold_file(home.path(), "3.json", "no gold");
    let ids =
        |path: &Path| read_gold(path).unwrap().iter().map(|g| g.document_id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&many), ["a", "b"]);
    assert_eq!(ids(home.path()), ["a", "b"]);
}

#[test]
fn gold_that_cannot_be_read_is_told_with_its_place() {
    let home = tempfile::tempdir().unwrap();
    let message =
        |content: &str| read_gold(&gold_file(home.path(), "g.jsonl", content)).unwrap_err().to_string();
    assert!(message("").contains("g.jsonl: expected gold documents, found none"));
    assert!(message("{}").contains("missing field `document_id`"));
    assert!(
        message(&GOLD.replace("33, \"end\": 52, \"legal", "33, \"end\": 999, \"legal")).contains("33..999")
    );
    assert!(message(&GOLD.replace("\"commit\"", "\"comit\"")).contains("unknown stance \"comit\""));
    assert!(message(&format!("{GOLD}{GOLD}")).contains("\"a\" twice"));
    let empty = tempfile::tempdir().unwrap();
    assert!(read_gold(empty.path()).unwrap_err().to_string().contains("*.gold.json"));
    assert!(read_gold(&home.path().join("none")).is_err());
}

#[test]
fn what_does_not_fit_together_is_told() {
    let home = tempfile::tempdir().unwrap();
    let gold = codings_of_gold(&read_gold(&gold_file(home.path(), "g.jsonl", GOLD)).unwrap());
    assert!(evaluate(&gold, &[]).unwrap_err().to_string().contains("\"a\""));
    let stray = crate::write::ClaimRecord { document_id: "x".into(), ..Default::default() };
    assert!(codings_of_run(&[], &[stray]).unwrap_err().to_string().contains("\"x\""));
}
