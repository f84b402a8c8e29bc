//! The forms in which findings are written, as others read them: SARIF, JUnit, GitHub's annotations; and `diff`.
//!
//! `sarif-schema-2.1.0.json` is the JSON Schema that OASIS publishes with the standard
//! (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/>, © OASIS Open), unchanged.

use super::common::{claimwright, root, text};
use super::spoil::{Output, lines};
use serde_json::{Value, json};
use std::path::Path;

/// An output with errors, a warning and words that every form must escape.
fn spoiled(folder: &Path) {
    let mut output = Output::good();
    output.documents[0]["duplicate_of"] = json!("<b>&\"a,b:c%\u{1b}[31m\n");
    output.claims[0]["document_id"] = json!("]]> ::error::\u{0}");
    output.write(folder);
    assert_eq!(lines(folder, "claims.jsonl"), output.claims.len());
}

fn written(folder: &Path, format: &str) -> String {
    let said = claimwright(&["check", text(folder), "--format", format]);
    assert_eq!((said.code, said.err.as_str()), (1, ""), "{format}");
    said.out
}

#[test]
fn sarif_keeps_to_the_schema_of_its_standard() {
    let home = tempfile::tempdir().unwrap();
    spoiled(home.path());
    let log: Value = serde_json::from_str(&written(home.path(), "sarif")).unwrap();
    let schema = std::fs::read_to_string(root().join("tests/check/sarif-schema-2.1.0.json")).unwrap();
    let validator = jsonschema::draft7::new(&serde_json::from_str(&schema).unwrap()).unwrap();
    let faults: Vec<String> =
        validator.iter_errors(&log).map(|e| format!("{}: {e}", e.instance_path)).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let run = &log["runs"][0];
    let (rules, results) = (&run["tool"]["driver"]["rules"], run["results"].as_array().unwrap());
    assert!(rules.as_array().unwrap().len() > 30 && results.len() >= 3, "{results:?}");
    for result in results {
        assert_eq!(rules[result["ruleIndex"].as_u64().unwrap() as usize]["id"], result["ruleId"]);
        let uri = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        assert!(
            uri.as_str().unwrap().starts_with("file:///") && !uri.as_str().unwrap().contains(' '),
            "{uri}"
        );
    }
    let region = |r: &Value| r["locations"][0]["physicalLocation"]["region"]["startLine"] == 1;
    assert!(results.iter().any(region), "{results:?}");
    let mut spoiled = log.clone();
    spoiled["runs"][0]["results"][0]["level"] = json!("bad");
    assert!(!validator.is_valid(&spoiled), "the schema sees nothing");
}

#[test]
fn annotations_of_github_stay_in_their_lines() {
    let home = tempfile::tempdir().unwrap();
    spoiled(home.path());
    let said = written(home.path(), "github");
    for line in said.lines() {
        let (command, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        assert!(
            ["error file=", "warning file=", "notice title="].iter().any(|c| command.starts_with(c)),
            "{line}"
        );
        assert!(!message.is_empty() && !message.contains('\u{1b}') && !command.contains(": "), "{line}");
    }
    assert!(said.contains("claims.jsonl,line=1,title=claim-document::"), "{said}");
    assert!(said.contains("::notice title=claimwright check::"), "{said}");
}

#[test]
fn junit_counts_checks_failures_and_what_was_not_asked() {
    let home = tempfile::tempdir().unwrap();
    spoiled(home.path());
    let xml = written(home.path(), "junit");
    let of = |pattern: &str| xml.matches(pattern).count();
    let head = format!(
        "tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\"",
        of("<testcase "),
        of("<failure "),
        of("<skipped/>")
    );
    assert_eq!(of(&head), 2, "{xml}");
    assert!(of("<failure ") >= 3 && of("<skipped/>") == 9, "{xml}");
    // Well-formed: what is opened is closed, and no character that XML cannot hold is there.
    assert!(!xml.contains("<b>") && !xml.chars().any(|c| c.is_control() && c != '\n'), "{xml}");
}

#[test]
fn a_finding_cannot_move_the_cursor_of_a_terminal() {
    let home = tempfile::tempdir().unwrap();
    spoiled(home.path());
    assert!(!written(home.path(), "human").chars().any(|c| c.is_control() && c != '\n'));
}

/// Two runs: of the second one claim is gone, one is new, and two are not as they were.
fn two(home: &Path) -> (String, String) {
    let (old, new) = (home.join("old"), home.join("new"));
    std::fs::create_dir(&old).unwrap();
    std::fs::create_dir(&new).unwrap();
    let mut output = Output::good();
    output.write(&old);
    let place = |c: &Value| (c["document_id"].clone(), c["sentence"]["start"].clone());
    let alone = |c: &&Value| output.claims.iter().filter(|o| place(o) == place(c)).count() == 1;
    let lost = output.claims.iter().skip(10).find(alone).unwrap()["id"].clone();
    output.claims.retain(|c| c["id"] != lost);
    output.claims[5]["stance"] = json!("warn");
    output.claims[5]["id"] = json!(format!("c-{:032x}", 5));
    output.claims[9]["confidence"] = json!(0.123);
    output.claims.iter_mut().for_each(|c| c["knowledge"] = json!("another"));
    let mut gained = output.claims[20].clone();
    (gained["id"], gained["document_id"]) = (json!(format!("c-{:032x}", 6)), json!("new|one @all <b>"));
    output.claims.push(gained);
    output.write(&new);
    (text(&old).to_owned(), text(&new).to_owned())
}

#[test]
fn diff_tells_what_is_gained_lost_and_changed() {
    let home = tempfile::tempdir().unwrap();
    let (old, new) = two(home.path());
    let said = claimwright(&["diff", &old, &new, "--format", "json"]);
    let json: Value = serde_json::from_str(&said.out).unwrap();
    let count = Output::good().claims.len();
    assert_eq!(json["total"], json!({"old": count, "new": count, "gained": 1, "lost": 1, "changed": 2}));
    assert_eq!(json["fields"], json!({"confidence": 1, "stance": 1}), "knowledge is not compared");
    assert_eq!((&json["gained_with_article"], &json["lost_with_article"]), (&json!(1), &json!(0)));
    assert_eq!(json["stances"]["warn"]["changed"], 1);
    let sum = |part: &str, key: &str| {
        json[part].as_object().unwrap().values().map(|t| t[key].as_u64().unwrap()).sum::<u64>()
    };
    for part in ["stances", "rules", "sites"] {
        for key in ["old", "new", "gained", "lost", "changed"] {
            assert_eq!(json!(sum(part, key)), json["total"][key], "{part} {key}");
        }
    }
    assert_eq!(said.code, 0);
    let ignored = claimwright(&["diff", &old, &new, "--ignore", "confidence", "--exit-code"]);
    assert!(ignored.code == 1 && ignored.out.starts_with("1 gained, 1 lost, 1 changed ("), "{}", ignored.out);
    let same = claimwright(&["diff", &old, &old, "--exit-code"]);
    assert_eq!(
        (same.code, same.out.as_str()),
        (0, format!("0 gained, 0 lost, 0 changed ({count} → {count})\n").as_str())
    );
}

#[test]
fn diff_in_markdown_shows_words_as_words() {
    let home = tempfile::tempdir().unwrap();
    let (old, new) = two(home.path());
    let said = claimwright(&["diff", &old, &new, "--format", "markdown"]).out;
    assert!(said.starts_with("### Claims: 1 gained, 1 lost, 2 changed"), "{said}");
    assert!(said.contains("\n| stance | old | new | gained | lost | changed |\n|---|---:|"), "{said}");
    assert!(
        said.contains("new\\|one &#64;all &lt;b&gt;")
            && said.contains("<details><summary>Gained (1)</summary>"),
        "{said}"
    );
    for row in said.lines().filter(|l| l.starts_with("| ")) {
        assert_eq!(row.matches(" | ").count(), 5, "{row}");
    }
}

#[test]
fn diff_of_what_is_no_output_says_so() {
    let home = tempfile::tempdir().unwrap();
    let (old, new) = two(home.path());
    std::fs::write(home.path().join("new/claims.jsonl"), "{}\n").unwrap();
    let said = claimwright(&["diff", &old, &new]);
    assert!(
        said.code == 2 && said.err.contains("a claim in line 1") && said.err.contains("claimwright check"),
        "{said:?}"
    );
    assert_eq!(claimwright(&["diff", &old, "nowhere"]).code, 2);
}
