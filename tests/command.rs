//! The commands as people run them: exit codes, what goes to which stream, and what a user's own data does.

mod common;

use common::{Records, claimwright, claimwright_with, root, shared, text};
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

const PLEDGE: &str = "Norway pledged to send Ukraine two air defence batteries.";

/// Writes `content` to `name` in `folder`, with the folders around it.
fn put(folder: &Path, name: &str, content: impl AsRef<[u8]>) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

#[test]
fn each_command_has_help_and_none_is_unknown() {
    let all = claimwright(&["--help"]);
    assert_eq!(all.code, 0);
    let commands: [&[&str]; 8] = [
        &["extract"],
        &["explain"],
        &["eval"],
        &["rules", "check"],
        &["rules", "test"],
        &["schema"],
        &["sentences"],
        &["dedupe"],
    ];
    for command in commands {
        assert!(all.out.contains(&format!("\n  {}", command[0])), "{command:?} is not listed");
        let said = claimwright(&[command, &["--help"]].concat());
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{command:?}");
        assert!(said.out.contains(&format!("Usage: claimwright {}", command.join(" "))), "{}", said.out);
    }
    let version = claimwright(&["--version"]);
    assert_eq!(version.out, format!("claimwright {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn wrong_usage_is_told_on_standard_error_with_code_2() {
    for (arguments, expected) in [
        (&["extract"][..], "<PATH>"),
        (&["extract", "corpus", "--thread", "2"], "--threads"),
        (&["extract", "corpus", "--duplicates", "keep"], "[possible values: drop, mark, off]"),
        (&["extrct", "corpus"], "extract"),
        (&["schema", "clams"], "did you mean `claims`?"),
        (&["eval", "nowhere.jsonl"], "nowhere.jsonl"),
        (&["sentences", "nowhere.txt"], "nowhere.txt"),
    ] {
        let said = claimwright(arguments);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{arguments:?}");
        assert!(said.err.contains(expected), "{arguments:?}: {}", said.err);
    }
}

#[test]
fn extract_writes_four_files_and_a_summary() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("new/folder");
    let said = claimwright(&["extract", "corpus", "--out", text(&out)]);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "no progress bar where nobody looks");
    let records = Records::read(&out);
    assert_eq!((records.documents.len(), records.rejects.len()), (20, 0));
    for label in
        ["read", "cleaned", "compared", "split", "tagged", "claims", "by stance", "holders", "dropped"]
    {
        assert!(said.out.lines().any(|line| line.starts_with(label)), "no `{label}` in {}", said.out);
    }
    assert!(said.out.contains(&format!("{} in ", records.claims.len())), "{}", said.out);
    let copy = records.documents.iter().find(|d| d["id"] == "wire-paris-copy").unwrap();
    assert_eq!(copy["duplicate_of"], "wire-paris-force");
}

#[test]
fn copies_are_dropped_marked_or_not_looked_for() {
    let home = tempfile::tempdir().unwrap();
    put(home.path(), "in/a.txt", PLEDGE.repeat(3));
    put(home.path(), "in/b.txt", PLEDGE.repeat(3));
    let input = home.path().join("in");
    let of_copy = |mode: &str| {
        let out = home.path().join(mode);
        let said = claimwright(&["extract", text(&input), "-q", "--duplicates", mode, "--out", text(&out)]);
        assert_eq!(said.code, 0);
        let records = Records::read(&out);
        let claims = records.claims.iter().filter(|c| c["document_id"] == "b").count();
        (records.documents[1]["duplicate_of"].clone(), claims > 0)
    };
    assert_eq!(of_copy("drop"), (Value::from("a"), false));
    assert_eq!(of_copy("mark"), (Value::from("a"), true));
    assert_eq!(of_copy("off"), (Value::Null, true));
}

#[test]
fn a_broken_input_is_told_and_the_rest_is_done() {
    let home = tempfile::tempdir().unwrap();
    put(home.path(), "in/a.txt", PLEDGE);
    put(
        home.path(),
        "in/b.jsonl",
        format!("{{\"id\": \"b1\", \"text\": \"{PLEDGE}\"}}\n{{\"text\": \"cut\n"),
    );
    put(home.path(), "in/c.txt", b"\x89PNG\r\n\x1a\n");
    let out = home.path().join("out");
    let said = claimwright(&["extract", text(&home.path().join("in")), "--out", text(&out)]);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.out.contains("2 rejected"), "{}", said.out);
    let records = Records::read(&out);
    let ids: Vec<&Value> = records.documents.iter().map(|d| &d["id"]).collect();
    assert_eq!(ids, ["a", "b1"]);
    let line = &records.rejects[0];
    assert!(line["path"].as_str().unwrap().ends_with("in/b.jsonl"));
    assert_eq!((&line["line"], &line["reason"]), (&Value::from(2), &Value::from("json")));
    assert!(
        line["offset"].as_u64().unwrap() >= 81 && line["detail"].as_str().unwrap().contains("EOF"),
        "{line}"
    );
    assert_eq!(
        (&records.rejects[1]["line"], &records.rejects[1]["reason"]),
        (&Value::Null, &Value::from("binary"))
    );
}

#[test]
fn what_is_not_there_is_a_reject_with_code_2() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    let said = claimwright(&["extract", "corpus", "nowhere.txt", "-q", "--out", text(&out)]);
    assert_eq!(said.code, 2);
    let records = Records::read(&out);
    assert_eq!((records.documents.len(), &records.rejects[0]["reason"]), (20, &Value::from("io")));
    assert_eq!(records.rejects[0]["path"], "nowhere.txt");
}

#[test]
fn standard_input_is_read_and_named_so() {
    let out = tempfile::tempdir().unwrap();
    let input = format!("{{\"id\": \"one\", \"text\": \"{PLEDGE}\"}}\n");
    let said = claimwright_with(&["extract", "-", "-q", "--out", text(out.path())], input.as_bytes());
    assert_eq!(said.code, 0, "{said:?}");
    let records = Records::read(out.path());
    assert_eq!((&records.documents[0]["id"], &records.documents[0]["path"]), (&"one".into(), &"-".into()));
    assert_eq!(records.run["inputs"], serde_json::json!(["-"]));
    assert!(!records.claims.is_empty());
}

#[test]
fn a_reader_that_goes_away_is_no_mistake() {
    // More sentences than a pipe holds, so that the program is still writing when the reader leaves.
    let home = tempfile::tempdir().unwrap();
    put(home.path(), "long.txt", format!("{PLEDGE}\n\n").repeat(20_000));
    let mut child = Command::new(env!("CARGO_BIN_EXE_claimwright"))
        .args(["sentences", text(&home.path().join("long.txt"))])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert!(first.contains("Norway pledged"), "{first}");
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

const ACTOR: &str = r#"
[[actor]]
id = "org:Freedonia Institute"
name = "Freedonia Institute"
kind = "organisation"
names = ["Freedonia Institute"]
"#;

const RULE: &str = r#"
[[rule]]
name = "haggle"
stance = "demand"
doc = "An actor haggles for an arrangement."
verb = ["haggle for"]
holder = ["subject"]

[[rule.accepts]]
text = "Freedonia Institute haggled for a treaty."
claims = [{ holders = ["org:Freedonia Institute"], legal_forms = ["treaty"] }]

[[rule.refuses]]
text = "Freedonia Institute haggled for rain."
why = "rain is no arrangement"
"#;

#[test]
fn a_users_actor_verb_and_rule_take_effect() {
    let home = tempfile::tempdir().unwrap();
    put(home.path(), "lexicon/words.toml", "[verbs]\nverb = \"haggle\"\n");
    put(home.path(), "lexicon/actors/mine.toml", ACTOR);
    put(home.path(), "rules/mine.toml", RULE);
    put(home.path(), "in/a.txt", "The Freedonia Institute haggled for a treaty with Georgia.");
    let at = |name: &str| home.path().join(name);
    let (lexicon, rules) = (at("lexicon"), at("rules"));
    let own = ["--lexicon", text(&lexicon), "--rules", text(&rules)];
    let check = claimwright(&[&["rules", "check"][..], &own].concat());
    assert_eq!(check.code, 0, "{check:?}");
    let claims = |out: &Path, more: &[&str]| {
        let input = at("in");
        let said = claimwright(&[&["extract", text(&input), "-q", "--out", text(out)], more].concat());
        assert_eq!(said.code, 0, "{said:?}");
        let records = Records::read(out);
        (records.claims, records.run["knowledge"].clone())
    };
    let (with, digest) = claims(&at("with"), &own);
    assert_eq!(with.len(), 1, "{with:?}");
    assert_eq!((&with[0]["rule"], &with[0]["stance"]), (&"haggle".into(), &"demand".into()));
    assert_eq!(with[0]["holders"][0]["id"], "org:Freedonia Institute");
    let (without, embedded) = claims(&at("without"), &[]);
    assert!(without.iter().all(|c| c["rule"] != "haggle"));
    assert_ne!(digest, embedded, "other knowledge, other digest");
    // The user's examples run with ours.
    let test = claimwright(&[&["rules", "test", "--json"][..], &own].concat());
    let mine: Vec<Value> = test
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .filter(|line: &Value| line["rule"] == "haggle")
        .collect();
    assert_eq!(mine.len(), 2, "{}", test.err);
    assert!(mine.iter().all(|e| e["verdict"] == "found" || e["verdict"] == "quiet"), "{mine:?}");
}

#[test]
fn broken_data_is_shown_with_carets_and_nothing_is_extracted() {
    let home = tempfile::tempdir().unwrap();
    put(home.path(), "rules/mine.toml", RULE.replace("\"demand\"", "\"demnd\""));
    let (rules, out) = (home.path().join("rules"), home.path().join("out"));
    for arguments in [
        vec!["extract", "corpus", "--out", text(&out), "--rules", text(&rules)],
        vec!["explain", PLEDGE, "--rules", text(&rules)],
        vec!["dedupe", "corpus", "--rules", text(&rules)],
    ] {
        let said = claimwright(&arguments);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{arguments:?}");
        assert!(said.err.contains("mine.toml:4:10") && said.err.contains("^^^"), "{}", said.err);
        assert!(said.err.contains("did you mean `demand`?"), "{}", said.err);
    }
    assert!(!out.exists());
    let check = claimwright(&["rules", "check", "--rules", text(&rules)]);
    assert!(check.code == 1 && check.out.contains("1 error"), "{check:?}");
    let missing = claimwright(&["rules", "check", "--rules", text(&home.path().join("nowhere"))]);
    assert!(missing.code == 2 && missing.err.contains("nowhere"), "{missing:?}");
}

#[test]
fn explain_shows_words_clauses_rule_and_slots() {
    let said = claimwright(&["explain", PLEDGE]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    for part in
        ["Norway/Name", "mention", "actor NOR", "clause", "CLAIM", "commit", "by rule pledge", "holders"]
    {
        assert!(said.out.contains(part), "no `{part}` in {}", said.out);
    }
}

#[test]
fn explain_says_why_there_is_no_claim() {
    let off_topic = claimwright(&["explain", "Norway pledged to send its ambassador to Kyiv."]);
    assert!(off_topic.out.contains("no claim") && !off_topic.out.contains("CLAIM"), "{}", off_topic.out);
    assert!(off_topic.out.contains("neither a legal form nor a capability"), "{}", off_topic.out);
    let question = claimwright(&["explain", "Did Norway pledge two air defence batteries?"]);
    assert!(question.out.contains("no claim") && question.out.contains("question"), "{}", question.out);
    // A rule that met its cue and stopped is named, with the point where it did.
    let near = claimwright(&["explain", "The bishops pledged at dawn, and the treaty was there."]);
    let stopped = near.out.lines().find(|line| line.trim_start().starts_with("near"));
    let named = |line: &str| line.contains("the subject is of another kind: pledge (clause 1)");
    assert!(stopped.is_some_and(named), "{}", near.out);
}

#[test]
fn explain_reads_files_and_resolves_persons_at_the_date() {
    let home = tempfile::tempdir().unwrap();
    put(home.path(), "a.txt", "Scholz promised Ukraine air defence systems.");
    let file = home.path().join("a.txt");
    let then = claimwright(&["explain", text(&file), "--published", "2023-05-01"]);
    assert!(then.code == 0 && then.out.contains("actor DEU (Person, Olaf Scholz)"), "{}", then.out);
}

#[test]
fn our_rules_are_clean_and_do_as_they_say() {
    let check = claimwright(&["rules", "check"]);
    assert_eq!(check.code, 0, "{}", check.out);
    assert!(check.out.contains("0 errors"), "{}", check.out);
    let test = claimwright(&["rules", "test"]);
    assert_eq!(test.code, 0, "{}", test.out);
    assert!(test.out.contains(" 0 missed, 0 noise, 0 wrong"), "{}", test.out);
}

#[test]
fn schema_prints_json_schemas() {
    for name in ["claims", "documents", "rejects", "run"] {
        let said = claimwright(&["schema", name]);
        let schema: Value = serde_json::from_str(&said.out).unwrap();
        assert!(said.code == 0 && jsonschema::draft202012::meta::is_valid(&schema), "{name}");
    }
    let tables: Value = serde_json::from_str(&claimwright(&["schema", "tables"]).out).unwrap();
    assert_eq!(tables["resources"].as_array().map(Vec::len), Some(7));
    let sql = claimwright(&["schema", "postgres"]).out;
    assert_eq!(sql.matches("\nCREATE TABLE ").count(), 7, "{sql}");
    let wrong = claimwright(&["schema", "tabels"]);
    assert!(wrong.code == 2 && wrong.err.contains("did you mean `tables`?"), "{}", wrong.err);
    let all = claimwright(&["schema"]);
    let schemas: Vec<Value> =
        serde_json::Deserializer::from_str(&all.out).into_iter().map(Result::unwrap).collect();
    assert_eq!(schemas.len(), 4);
}

#[test]
fn sentences_and_copies_alone() {
    let said = claimwright_with(&["sentences", "-"], "Mr. Fox agreed. “No,” she said.".as_bytes());
    let lines: Vec<Value> = said.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(
        lines,
        [
            serde_json::json!({"start": 0, "end": 15, "text": "Mr. Fox agreed."}),
            serde_json::json!({"start": 16, "end": 31, "text": "“No,” she said."}),
        ]
    );
    let said = claimwright(&["dedupe", "corpus"]);
    assert_eq!(said.code, 0);
    let groups: Vec<Value> = said.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(groups[0]["survivor"], "wire-paris-force");
    assert_eq!(groups[0]["copies"][0]["id"], "wire-paris-copy");
}

/// The gold documents of a file or folder.
fn gold(path: &Path) -> Vec<Value> {
    let mut files = vec![path.to_path_buf()];
    if path.is_dir() {
        files = fs::read_dir(path).unwrap().map(|e| e.unwrap().path()).collect();
        files.sort();
    }
    let texts = files.iter().map(|file| fs::read_to_string(file).unwrap());
    texts
        .flat_map(|t| {
            serde_json::Deserializer::from_str(&t).into_iter().map(Result::unwrap).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn eval_agrees_with_the_reference_scorer_to_the_last_digit() {
    let Some(shared) = shared("gold/score.py").and_then(|s| Some(s.parent()?.to_path_buf())) else { return };
    if Command::new("python3").arg("--version").output().is_err() {
        println!("skipped: no python3");
        return;
    }
    for set in [root().join("corpus/gold"), shared.join("seed.jsonl"), shared.join("dev.jsonl")] {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        let (mut articles, mut lines) = (String::new(), String::new());
        for document in gold(&set) {
            lines += &format!("{document}\n");
            // "We" on an actor's own page is the actor, so the site goes along. None of the sets has five articles of one
            // site, from which recurring lines would be learned: `eval` takes each alone.
            let fields =
                ["document_id", "site", "title", "published", "text"].map(|key| document[key].clone());
            let [id, site, title, published, text] = fields;
            let article = serde_json::json!({"id": id, "site": site, "title": title, "published": published, "text": text});
            articles += &format!("{article}\n");
        }
        put(home.path(), "gold.jsonl", lines);
        put(home.path(), "articles.jsonl", articles);
        let (input, out) = (at("articles.jsonl"), at("out"));
        let said = claimwright(&["extract", text(&input), "-q", "--duplicates", "off", "--out", text(&out)]);
        assert_eq!(said.code, 0, "{said:?}");
        let theirs = Command::new("python3")
            .arg(shared.join("score.py"))
            .arg(at("gold.jsonl"))
            .arg("--docs")
            .arg(out.join("documents.jsonl"))
            .arg("--claims")
            .arg(out.join("claims.jsonl"))
            .output()
            .unwrap();
        assert!(theirs.status.success(), "{}", String::from_utf8_lossy(&theirs.stderr));
        let ours = claimwright(&["eval", text(&set), "--table"]);
        assert_eq!(ours.out, String::from_utf8(theirs.stdout).unwrap(), "{}", set.display());
        assert!(ours.out.starts_with(&format!("{} documents", gold(&set).len())));
    }
}
