//! `claimwright check`: a good output passes, and each of many spoiled ones is told by name and with its message.

mod any_output;
#[path = "../common/mod.rs"]
mod common;
mod formats;
mod spoil;

use common::{Said, claimwright, root, text};
use serde_json::{Value, json};
use spoil::{Output, filled, replace, shift};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Asks `check` of `folder` for JSON.
fn check(folder: &Path, more: &[&str]) -> (Said, Value) {
    let said = claimwright(&[&["check", text(folder), "--format", "json"], more].concat());
    let json = serde_json::from_str(&said.out).unwrap_or_else(|_| panic!("{said:?}"));
    (said, json)
}

/// The checks that found something, and all messages.
fn found(json: &Value) -> (BTreeSet<&str>, String) {
    let findings = json["findings"].as_array().unwrap();
    let checks = findings.iter().map(|f| f["check"].as_str().unwrap()).collect();
    let messages = findings.iter().map(|f| f["message"].as_str().unwrap()).collect::<Vec<_>>().join("\n");
    (checks, messages)
}

/// How an output is spoiled in memory.
type Spoil = fn(&mut Output);

/// What is spoiled, how, which checks tell so, and what one of the messages says.
const SPOILED: &[(&str, Spoil, &[&str], &str)] = &[
    ("an unknown stance", |o| o.claims[2]["stance"] = json!("wish"), &["record-schema"], "/stance: "),
    (
        "a key that is missing",
        |o| drop(o.claims[2].as_object_mut().unwrap().remove("quote")),
        &["record-schema"],
        "\"quote\"",
    ),
    ("a key too many", |o| o.documents[0]["mood"] = json!("grim"), &["record-schema"], "mood"),
    ("a number as text", |o| o.claims[0]["confidence"] = json!("0.9"), &["record-schema"], "/confidence: "),
    (
        "an article twice",
        |o| o.documents.push(o.documents[0].clone()),
        &["document-id-repeated", "run-counts"],
        "another article has the id `clutter-moldova`",
    ),
    (
        "a claim twice",
        |o| o.claims.push(o.claims[0].clone()),
        &["claim-id-repeated", "run-counts"],
        "another claim has the id c-",
    ),
    (
        "an id made up",
        |o| o.claims[1]["id"] = json!(format!("c-{:032x}", 7)),
        &["claim-id-wrong"],
        "its content hashes to c-",
    ),
    (
        "a polarity turned round",
        |o| {
            o.claims[1]["polarity"] =
                json!(if o.claims[1]["polarity"] == "negated" { "affirmed" } else { "negated" })
        },
        &["claim-id-wrong"],
        "its content hashes to c-",
    ),
    (
        "an article gone",
        |o| drop(o.documents.remove(2)),
        &["claim-document", "run-counts"],
        "documents.jsonl has no article",
    ),
    (
        "another date than the article's",
        |o| o.claim(|c| c["published"].is_string())["published"] = json!("1999-01-01"),
        &["claim-copied"],
        "`published` is Some(\"1999-01-01\"), in the article Some(\"2025-",
    ),
    (
        "a sentence that the article has not",
        |o| o.claims[3]["sentence"]["index"] = json!(400),
        &["claim-sentence", "run-counts"],
        "its sentence 400 is not that of the article",
    ),
    (
        "a cue one code point off",
        |o| {
            shift(&mut o.claims[4]["cue"]["start"], 1);
            shift(&mut o.claims[4]["cue"]["end"], 1);
        },
        &["offset-text"],
        ": cue: at ",
    ),
    (
        "an end in front of its start",
        |o| {
            let end = o.claims[4]["cue"]["end"].clone();
            o.claims[4]["cue"]["start"] = end;
        },
        &["offset-text"],
        " code points of ",
    ),
    (
        "offsets in bytes",
        in_bytes,
        &["claim-sentence", "offset-order", "offset-text", "sentence-block"],
        "code points of",
    ),
    (
        "a holder that the article does not name",
        |o| o.claim(|c| filled(c, "beneficiaries"))["beneficiaries"][0]["id"] = json!("XKX"),
        &["claim-mention"],
        "actor `XKX` at ",
    ),
    (
        "a repeat of a claim that is not there",
        |o| o.claim(|c| c["same_as"].is_string())["same_as"] = json!(format!("c-{:032x}", 9)),
        &["same-as"],
        "same_as names a claim that is not there",
    ),
    ("a repeat of a repeat", repeat_of_repeat, &["same-as"], "same_as names a claim that is a repeat itself"),
    (
        "claims of two states of the data",
        |o| o.claims[9]["knowledge"] = json!("0".repeat(32)),
        &["knowledge-mixed"],
        "the claim comes from knowledge 000",
    ),
    (
        "a count that is not so",
        |o| shift(&mut o.run["counts"]["mentions"], 3),
        &["run-counts"],
        "`counts.mentions` is 1",
    ),
    (
        "a holder that run.json does not count",
        |o| drop(o.run["holders"].as_object_mut().unwrap().remove("RUS")),
        &["run-counts"],
        "`holders.RUS` is 0",
    ),
    (
        "a copy of nothing",
        |o| o.document(|d| d["duplicate_of"].is_string())["duplicate_of"] = json!("gone"),
        &["duplicate-of"],
        "duplicate_of names an article that is not there",
    ),
    (
        "a copy of no kind",
        |o| o.document(|d| d["duplicate_of"].is_string())["similarity"] = Value::Null,
        &["duplicate-of"],
        "are not all there or all null",
    ),
    (
        "a dropped block without reason",
        |o| block(o, "boilerplate")["reason"] = Value::Null,
        &["block-role", "run-counts"],
        "has no reason",
    ),
    (
        "a duplicate of a dropped block",
        |o| block(o, "duplicate")["duplicate_of"] = json!(10_000),
        &["block-role"],
        "names block 10000 in its stead",
    ),
    ("a sentence in a dropped block", sentence_in_dropped, &["sentence-block"], "which is boilerplate"),
    (
        "blocks in the wrong order",
        |o| o.documents[0]["blocks"].as_array_mut().unwrap().swap(0, 1),
        &["offset-order"],
        "block 1 begins at 0",
    ),
    (
        "a legal form without strength",
        |o| drop(mention(o, "legal_form").as_object_mut().unwrap().remove("strength")),
        &["mention-layer"],
        "(legal_form) has no `strength`",
    ),
    (
        "a mention outside its sentence",
        |o| shift(&mut mention(o, "quantity")["end"], 100_000),
        &["mention-layer"],
        "is not in its sentence",
    ),
    (
        "a third of the input rejected",
        rejected,
        &["rejects"],
        "33.3 % of the input rejected (json 10), more than 0.05",
    ),
    (
        "articles newer than the lexicon",
        |o| newer(o),
        &["terms-of-office"],
        "the newest of 2041-01-01, are published more than 365 days after",
    ),
    ("nothing read", |o| *o = nothing(o), &["nothing-there"], "no article was read"),
];

fn in_bytes(o: &mut Output) {
    // All offsets of an article as bytes would count them: those of its sentences are enough.
    let document =
        o.document(|d| !d["blocks"][0]["text"].as_str().unwrap().is_ascii() && filled(d, "sentences"));
    for sentence in document["sentences"].as_array_mut().unwrap() {
        let more = sentence["text"].as_str().map_or(0, |t| t.len() - t.chars().count());
        shift(&mut sentence["end"], more as i64);
    }
}

fn repeat_of_repeat(o: &mut Output) {
    let repeat = o.claim(|c| c["same_as"].is_string()).clone();
    let second = o.claim(|c| c["same_as"].is_string() && c["id"] != repeat["id"]);
    second["same_as"] = repeat["id"].clone();
}

fn block<'o>(o: &'o mut Output, role: &str) -> &'o mut Value {
    let mut blocks = o.documents.iter_mut().flat_map(|d| d["blocks"].as_array_mut().unwrap());
    blocks.find(|b| b["role"] == role).expect("the corpus has such a block")
}

fn mention<'o>(o: &'o mut Output, layer: &str) -> &'o mut Value {
    let sentences = o.documents.iter_mut().flat_map(|d| d["sentences"].as_array_mut().unwrap());
    let mut mentions = sentences.flat_map(|s| s["mentions"].as_array_mut().unwrap());
    mentions.find(|m| m["layer"] == layer).expect("the corpus has such a mention")
}

fn sentence_in_dropped(o: &mut Output) {
    let document = o.document(|d| d["blocks"][0]["role"] == "boilerplate" && filled(d, "sentences"));
    document["sentences"][0]["block"] = json!(0);
}

fn rejected(o: &mut Output) {
    let reject = json!({"path": "a", "line": 1, "offset": 0, "reason": "json", "detail": "no"});
    o.rejects = vec![reject; o.documents.len() / 2];
    o.run["counts"]["rejects"] = json!(o.rejects.len());
    o.run["dropped"]["rejects"] = json!({"json": o.rejects.len()});
}

fn newer(o: &mut Output) {
    let id = o.documents[0]["id"].clone();
    o.documents[0]["published"] = json!("2041-01-01");
    for claim in o.claims.iter_mut().filter(|c| c["document_id"] == id) {
        claim["published"] = json!("2041-01-01");
    }
}

fn nothing(o: &Output) -> Output {
    let mut run = o.run.clone();
    for counts in run["counts"].as_object_mut().unwrap().values_mut() {
        *counts = json!(0);
    }
    for counts in run["stances"].as_object_mut().unwrap().values_mut() {
        *counts = json!(0);
    }
    (run["holders"], run["rules"]) = (json!({}), json!({}));
    run["dropped"] = json!({"rejects": {}, "documents": {}, "blocks": {}});
    Output { claims: Vec::new(), documents: Vec::new(), rejects: Vec::new(), run }
}

#[test]
fn a_good_output_passes_every_check_with_its_raw_texts() {
    let home = tempfile::tempdir().unwrap();
    Output::good().write(home.path());
    let (said, json) = check(home.path(), &["--raw", "corpus", "--strict", "--baseline", text(home.path())]);
    assert_eq!((said.code, &json["findings"]), (0, &json!([])));
    let checks = json["checks"].as_array().unwrap();
    assert!(checks.len() > 30 && checks.iter().all(|c| c["asked"] == true), "{checks:?}");
    assert_eq!((&json["articles"], &json["claims"]), (&json!(20), &json!(Output::good().claims.len())));
}

#[test]
fn each_spoiled_output_is_told_by_its_check_and_message() {
    let mut wrong = Vec::new();
    for (what, spoil, checks, message) in SPOILED {
        let home = tempfile::tempdir().unwrap();
        let mut output = Output::good();
        spoil(&mut output);
        output.write(home.path());
        let (said, json) = check(home.path(), &["--strict"]);
        let (told, messages) = found(&json);
        if told != checks.iter().copied().collect() || !messages.contains(message) || said.code != 1 {
            wrong.push(format!("{what}: {told:?}, exit code {}\n{messages}", said.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// How the files of an output are spoiled.
type SpoilFiles = fn(&Path);

const SPOILED_FILES: &[(&str, SpoilFiles, &[&str], &str)] = &[
    (
        "a file gone",
        |f| fs::remove_file(f.join("claims.jsonl")).unwrap(),
        &["file-missing"],
        "claims.jsonl is missing",
    ),
    (
        "a run not finished",
        |f| fs::write(f.join("claims.jsonl.part"), "").unwrap(),
        &["run-unfinished"],
        "claims.jsonl.part is part of a run",
    ),
    ("a line that is no JSON", |f| replace(f, "claims.jsonl", "{\"", "{'"), &["line-json"], "no JSON: "),
    (
        "a file cut off",
        |f| {
            let bytes = fs::read(f.join("documents.jsonl")).unwrap();
            fs::write(f.join("documents.jsonl"), &bytes[..bytes.len() - 100]).unwrap();
        },
        &["claim-document", "line-json"],
        "the file may be cut off",
    ),
    (
        "bytes that are no UTF-8",
        |f| {
            let mut bytes = fs::read(f.join("claims.jsonl")).unwrap();
            bytes[20] = 0xff;
            fs::write(f.join("claims.jsonl"), bytes).unwrap();
        },
        &["line-json"],
        "no JSON: ",
    ),
    (
        "a key twice",
        |f| replace(f, "claims.jsonl", "\"stance\":", "\"stance\":\"warn\",\"stance\":"),
        &["record-schema"],
        "duplicate field `stance`",
    ),
    (
        "a run record that is none",
        |f| fs::write(f.join("run.json"), "[]").unwrap(),
        &["record-schema"],
        "is not of type \"object\"",
    ),
];

#[test]
fn each_spoiled_file_is_told_by_its_check_and_message() {
    let mut wrong = Vec::new();
    for (what, spoil, checks, message) in SPOILED_FILES {
        let home = tempfile::tempdir().unwrap();
        Output::good().write(home.path());
        spoil(home.path());
        let (said, json) = check(home.path(), &[]);
        let (told, messages) = found(&json);
        if told != checks.iter().copied().collect() || !messages.contains(message) || said.code != 1 {
            wrong.push(format!("{what}: {told:?}, exit code {}\n{messages}", said.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn raw_texts_that_are_others_or_not_there_are_told() {
    let (home, raw) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    Output::good().write(home.path());
    let article = fs::read_to_string(root().join("corpus/korea-umbrella.txt")).unwrap();
    fs::write(raw.path().join("korea-umbrella.txt"), format!("Corrected. {article}")).unwrap();
    let (said, json) = check(home.path(), &["--raw", text(raw.path())]);
    let (told, messages) = found(&json);
    assert_eq!((said.code, told), (1, ["raw-missing", "raw-text"].into()));
    assert!(messages.contains("article `korea-umbrella`: block 0 at 0.."), "{messages}");
    assert!(messages.contains("no raw text has this id"), "{messages}");
    let nowhere = claimwright(&["check", text(home.path()), "--raw", "nowhere"]);
    assert!(nowhere.code == 2 && nowhere.err.contains("nowhere"), "{nowhere:?}");
}

#[test]
fn a_policy_sets_levels_bounds_and_bounds_of_sites() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    fs::create_dir(&out).unwrap();
    Output::good().write(&out);
    let policy = home.path().join("checks.toml");
    fs::write(
        &policy,
        "[checks]\nwithout-holder = \"error\"\nclaims-per-article = \"off\"\n\
         [thresholds]\nwithout_holder = { max = 0.1 }\nclaims_per_article_p50 = { max = 1 }\n\
         [site.\"coralseapost.example\"]\nwithout_holder = { max = 1 }\n\
         [site.\"caspianobserver.example\"]\nwithout_holder = { min = 0.99, max = 1 }\n",
    )
    .unwrap();
    let (said, json) = check(&out, &["--policy", text(&policy)]);
    let sites: Vec<&Value> = json["findings"].as_array().unwrap().iter().map(|f| &f["site"]).collect();
    assert_eq!(sites, [&Value::Null, &json!("caspianobserver.example")], "{said:?}");
    assert_eq!((said.code, found(&json).0), (1, ["without-holder"].into()));
    fs::write(&policy, "[cheks]\n[thresholds]\nrejects = 3\n").unwrap();
    let said = claimwright(&["check", text(&out), "--policy", text(&policy)]);
    assert_eq!(said.code, 2);
    assert!(
        said.err.contains("did you mean `checks`?") && said.err.contains("checks.toml:3:11"),
        "{}",
        said.err
    );
}

#[test]
fn drift_from_a_baseline_is_told_with_what_moved() {
    let (home, before) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    Output::good().write(home.path());
    let mut baseline = Output::good();
    baseline.run["stances"] = json!({"assess": 0, "breach": 0, "commit": 0, "demand": 270, "offer": 0, "predict": 0,
        "propose": 0, "provide": 0, "refuse": 0, "require": 0, "warn": 0});
    baseline.run["counts"]["claims"] = json!(900);
    baseline.run["counts"]["dropped_blocks"] = json!(0);
    baseline.write(before.path());
    let (said, json) = check(home.path(), &["--baseline", text(&before.path().join("run.json"))]);
    let (told, messages) = found(&json);
    assert_eq!(
        told,
        ["drift-claims-per-article", "drift-dropped-blocks", "drift-stances", "drift-without-holder"].into()
    );
    assert!(messages.contains("stances moved by 0.") && messages.contains("demand 100.0 % → "), "{messages}");
    assert_eq!(said.code, 0, "drift is a warning");
    let (strict, _) = check(home.path(), &["--strict", "--baseline", text(before.path())]);
    assert_eq!(strict.code, 1);
}

#[test]
fn what_is_no_output_is_told_as_such() {
    let home = tempfile::tempdir().unwrap();
    let said = claimwright(&["check", text(home.path())]);
    assert!(said.code == 2 && said.err.contains("expected the output of a run"), "{said:?}");
    let said = claimwright(&["check", text(&home.path().join("nowhere"))]);
    assert!(said.code == 2 && said.err.contains("nowhere"), "{said:?}");
}

#[test]
fn of_many_findings_some_are_shown_and_all_counted() {
    let home = tempfile::tempdir().unwrap();
    let mut output = Output::good();
    output.claims.iter_mut().for_each(|c| c["cue"]["end"] = json!(0));
    let all = output.claims.len();
    output.write(home.path());
    let said = claimwright(&["check", text(home.path()), "--most", "3"]);
    assert_eq!(said.out.matches("error[offset-text]").count(), 3, "{}", said.out);
    assert!(said.out.contains(&format!("… and {} more of offset-text", all - 3)), "{}", said.out);
    assert!(said.out.contains(&format!("{all} errors, 0 warnings")), "{}", said.out);
}

#[test]
fn the_handbook_names_every_check_and_bound_as_it_is() {
    let book = fs::read_to_string(root().join("docs/checks.md")).unwrap();
    let home = tempfile::tempdir().unwrap();
    Output::good().write(home.path());
    let (_, json) = check(home.path(), &[]);
    let checks = json["checks"].as_array().unwrap();
    for check in checks {
        let row =
            format!("\n| `{}` | {} | ", check["check"].as_str().unwrap(), check["level"].as_str().unwrap());
        assert_eq!(book.matches(&row).count(), 1, "{row}");
    }
    assert_eq!(book.matches("\n| `").count(), checks.len());
    // The policy shown is one, and changes nothing.
    let shown = book.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let policy = claimwright::audit::Policy::parse("docs/checks.md", shown).unwrap();
    let mut plain = claimwright::audit::Policy::default();
    assert_eq!((policy.thresholds, policy.drift), (plain.thresholds, plain.drift));
    assert_eq!(policy.sites["example.org"], plain.thresholds);
    plain.sites = policy.sites.clone();
    assert!(claimwright::audit::Check::ALL.iter().all(|&c| policy.level(c) == plain.level(c)));
    assert_eq!((policy.rejects, policy.min_articles), (plain.rejects, plain.min_articles));
    assert_eq!(policy.terms_of_office_days, plain.terms_of_office_days);
}
