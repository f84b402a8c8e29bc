//! What people expect of any good command: help with examples, settings, dry runs, summaries for machines, hints for what
//! was mistyped, completions and manuals. Run as a process, as they do.

mod common;

use common::{Records, claimwright, json_lines, root, text};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

const PLEDGE: &str = "Norway pledged to send Ukraine two air defence batteries.";

fn put(folder: &Path, name: &str, content: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

/// Runs the program in a folder with variables; code, standard output and error.
fn run_in(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_claimwright"))
        .args(arguments)
        .current_dir(folder)
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    (output.status.code().unwrap(), out, err)
}

/// All commands that do something, from the program's own help.
fn commands() -> Vec<Vec<String>> {
    let below = |before: &[String]| -> Vec<Vec<String>> {
        let mut arguments: Vec<&str> = before.iter().map(String::as_str).collect();
        arguments.push("--help");
        let help = claimwright(&arguments).out;
        let Some((_, list)) = help.split_once("Commands:\n") else { return Vec::new() };
        list.lines()
            .take_while(|line| line.starts_with("  "))
            .filter(|line| !line.starts_with("    "))
            .filter_map(|line| line.split_whitespace().next())
            .map(|name| [before, &[name.to_owned()]].concat())
            .collect()
    };
    let top = below(&[]);
    assert!(top.len() > 8, "{top:?}");
    top.into_iter().flat_map(|name| if name[0] == "rules" { below(&name) } else { vec![name] }).collect()
}

#[test]
fn every_command_has_help_with_an_example() {
    for command in commands() {
        let mut arguments: Vec<&str> = command.iter().map(String::as_str).collect();
        arguments.push("--help");
        let said = claimwright(&arguments);
        assert_eq!(said.code, 0, "{command:?}");
        let example = format!("claimwright {}", command.join(" "));
        let examples = said.out.split_once("Examples:").map_or("", |(_, examples)| examples);
        assert!(examples.contains(&example), "no example of {command:?} in {}", said.out);
    }
}

#[test]
fn flags_go_before_variables_and_these_before_the_file() {
    let home = tempfile::tempdir().unwrap();
    put(home.path(), "in/a.txt", PLEDGE);
    put(home.path(), "below/here/.keep", "");
    put(
        home.path(),
        "claimwright.toml",
        "exclude = [\"*.md\"]\n[extract]\nout = \"of-file\"\nquiet = true\npaths = \"in\"\n",
    );
    let written = |folder: &str| home.path().join(folder).join("run.json").is_file();
    let (code, out, err) = run_in(home.path(), &["extract"], &[]);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "", ""));
    assert!(written("of-file"));
    run_in(home.path(), &["extract", "in"], &[("CLAIMWRIGHT_OUT", "of-variable")]);
    assert!(written("of-variable"));
    run_in(home.path(), &["extract", "in", "--out", "of-flag"], &[("CLAIMWRIGHT_OUT", "nowhere")]);
    assert!(written("of-flag") && !written("nowhere"));
    // From below, paths of the file still count from its folder; a variable takes a switch back.
    fs::remove_dir_all(home.path().join("of-file")).unwrap();
    let below = home.path().join("below/here");
    let (code, out, err) = run_in(&below, &["extract", "--verbose"], &[("CLAIMWRIGHT_QUIET", "no")]);
    assert!(code == 0 && out.starts_with("read        1 article"), "{out}{err}");
    assert!(written("of-file") && err.contains("settings from") && err.contains("claimwright.toml"), "{err}");
    let (code, _, err) = run_in(home.path(), &["extract", "--settings", "none"], &[]);
    assert!(code == 2 && err.contains("<PATH>"), "{err}");
    put(home.path(), "other.toml", "[extract]\nout = \"of-other\"\n");
    run_in(home.path(), &["extract", "in", "-q", "--settings", "other.toml"], &[]);
    run_in(
        home.path(),
        &["extract", "in", "-q"],
        &[("CLAIMWRIGHT_SETTINGS", "other.toml"), ("CLAIMWRIGHT_OUT", "both")],
    );
    assert!(written("of-other") && written("both"));
}

#[test]
fn mistakes_in_settings_are_told_at_once_with_the_way_out() {
    let home = tempfile::tempdir().unwrap();
    put(home.path(), "a.txt", PLEDGE);
    put(
        home.path(),
        "claimwright.toml",
        "exclud = \"x\"\n[extrct]\nout = \"x\"\n[extract]\nduplicates = \"mrk\"\nquiet = \"perhaps\"\nlexicon = 1979-05-27\n[rules-check]\nstrct = true\n",
    );
    let (code, out, err) = run_in(home.path(), &["extract", "a.txt"], &[]);
    assert_eq!((code, out.as_str()), (2, ""));
    for part in [
        "claimwright.toml:1:1",
        "did you mean `exclude`?",
        "did you mean `extract`?",
        "claimwright.toml:5:14",
        "did you mean `mark`?",
        "there are: true, false",
        "claimwright.toml:7:11",
        "did you mean `strict`?",
    ] {
        assert!(err.contains(part), "{part} in {err}");
    }
    let (code, _, err) = run_in(home.path(), &["extract", "a.txt", "--settings", "nowhere.toml"], &[]);
    assert!(code == 2 && err.contains("nowhere.toml"), "{err}");
    let (code, _, err) = run_in(
        home.path(),
        &["extract", "a.txt", "--settings", "none"],
        &[("CLAIMWRIGHT_DUPLICATES", "mrk")],
    );
    assert!(code == 2 && err.contains("mark"), "{err}");
}

#[test]
fn a_dry_run_lists_and_writes_nothing() {
    let home = tempfile::tempdir().unwrap();
    put(home.path(), "in/a.txt", PLEDGE);
    put(home.path(), "in/b.json", "[{\"text\": \"x\"}]");
    put(home.path(), "in/page.txt", "<!doctype html><p>x");
    put(home.path(), "in/c.pdf", "%PDF-");
    put(home.path(), "in/d.txt", "%PDF-1.7");
    put(home.path(), "in/old/e.txt", PLEDGE);
    let arguments = ["extract", "in", "missing.txt", "--exclude", "old", "--dry-run", "--out", "out"];
    let (code, out, err) = run_in(home.path(), &arguments, &[]);
    assert_eq!((code, err.as_str()), (2, ""));
    for line in [
        "read    in/a.txt: text, 57 bytes",
        "read    in/b.json: json, 15 bytes",
        "read    in/page.txt: html, 19 bytes",
        "reject  in/d.txt: binary, looks like a PDF document",
        "skip    in/c.pdf: unknown_extension",
        "skip    in/old: excluded",
        "3 to read, 2 to reject, 2 to skip; nothing was written",
    ] {
        assert!(out.lines().any(|found| found == line), "{line} in {out}");
    }
    assert!(out.contains("reject  missing.txt: io, "), "{out}");
    let (_, out, _) = run_in(home.path(), &[&arguments[..], &["--json"]].concat(), &[]);
    let steps: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((steps.len(), &steps[0]["action"], &steps[0]["format"]), (7, &"read".into(), &"text".into()));
    assert!(!home.path().join("out").exists());
}

#[test]
fn the_summary_for_machines_is_the_run_record() {
    let home = tempfile::tempdir().unwrap();
    put(home.path(), "in/a.txt", PLEDGE);
    let (code, out, _) = run_in(home.path(), &["extract", "in", "--json", "--out", "out"], &[]);
    assert_eq!(code, 0);
    let said: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(said, Records::read(&home.path().join("out")).run);
}

#[test]
fn verbose_says_why_something_was_left_out() {
    let home = tempfile::tempdir().unwrap();
    put(home.path(), "in/a.txt", PLEDGE);
    put(home.path(), "in/b.jsonl", "{\"text\": 5}\n");
    put(home.path(), "in/.c.txt", PLEDGE);
    put(home.path(), "in/d.news", PLEDGE);
    let arguments = ["extract", "in", "-q", "-v", "--out", "out"];
    let (code, _, err) = run_in(home.path(), &arguments, &[]);
    assert_eq!(code, 2);
    for line in [
        "claimwright: skipped in/.c.txt: hidden",
        "claimwright: skipped in/d.news: unknown_extension",
        "claimwright: rejected in/b.jsonl:1: field_type: the text is a number",
    ] {
        assert!(err.lines().any(|found| found == line), "{line} in {err}");
    }
    // What a pattern asks for is read whatever its name says.
    let (code, _, err) = run_in(home.path(), &[&arguments[..], &["--include", "*.news"]].concat(), &[]);
    assert!(code == 0 && err.contains("in/a.txt: not_included"), "{err}");
    assert_eq!(Records::read(&home.path().join("out")).documents[0]["id"], "d");
}

#[test]
fn what_was_mistyped_is_guessed() {
    for (arguments, hint) in [
        (&["extract", "corpus", "--exlude", "x"][..], "--exclude"),
        (&["extrakt", "corpus"], "extract"),
        (&["extract", "corpus", "--input-format", "jsn"], "json"),
        (&["extract", "corpus", "--map", "txt=body"], "did you mean `text`?"),
        (&["read", "corpus", "--map", "body"], "FIELD=NAME"),
        (&["schema", "documnts"], "did you mean `documents`?"),
        (&["completions", "bsh"], "bash"),
        (&["extract", "corpus", "--include", "["], "no pattern for files"),
    ] {
        let said = claimwright(arguments);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{arguments:?}");
        assert!(said.err.contains(hint), "{hint} in {}", said.err);
    }
}

#[test]
fn colours_are_left_out_where_they_are_not_wanted() {
    let said = |variables: &[(&str, &str)]| run_in(root(), &["extract", "corpus", "--bad"], variables).2;
    assert!(said(&[("CLICOLOR_FORCE", "1")]).contains("\u{1b}["), "the test no longer sees colours");
    assert!(!said(&[("NO_COLOR", "1")]).contains('\u{1b}'));
    assert!(!said(&[]).contains('\u{1b}'), "colours in a pipe");
}

#[test]
fn completions_complete_and_manuals_name_every_command() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let said = claimwright(&["completions", shell]);
        assert!(
            said.code == 0 && said.out.contains("claimwright") && said.out.contains("duplicates"),
            "{shell}"
        );
    }
    let home = tempfile::tempdir().unwrap();
    put(home.path(), "completions.bash", &claimwright(&["completions", "bash"]).out);
    let script = "source completions.bash; COMP_WORDS=(claimwright extract --dup); COMP_CWORD=2; \
        _claimwright claimwright --dup extract; echo \"${COMPREPLY[*]}\"";
    match Command::new("bash").args(["-c", script]).current_dir(home.path()).output() {
        Ok(output) => assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "--duplicates"),
        Err(_) => println!("skipped: no bash"),
    }
    let pages = home.path().join("man/man1");
    assert_eq!(claimwright(&["man", text(&pages)]).code, 0);
    for command in commands() {
        let page = fs::read_to_string(pages.join(format!("claimwright-{}.1", command.join("-")))).unwrap();
        assert!(page.contains(".TH") && page.contains("Examples:"), "{command:?}");
    }
    let page = fs::read_to_string(pages.join("claimwright.1")).unwrap();
    assert!(page.contains("claimwright\\-extract(1)"), "{page}");
}

#[test]
fn articles_read_are_articles_to_read() {
    let home = tempfile::tempdir().unwrap();
    put(home.path(), "a.csv", &format!("headline,body,date\n\"A pledge\",\"{PLEDGE}\",24 Nov 2025\n"));
    let (code, out, err) = run_in(home.path(), &["read", "a.csv"], &[]);
    assert_eq!((code, err.as_str()), (0, ""));
    put(home.path(), "again.jsonl", &out);
    let line = &json_lines(&home.path().join("again.jsonl"))[0];
    assert_eq!(
        (&line["title"], &line["published"], &line["text"]),
        (&"A pledge".into(), &"2025-11-24".into(), &PLEDGE.into())
    );
    assert_eq!((&line["line"], &line["encoding"]), (&2.into(), &"UTF-8".into()));
    for name in ["a.csv", "again.jsonl"] {
        run_in(home.path(), &["extract", name, "-q", "--out", name.split('.').next().unwrap()], &[]);
    }
    let [a, again] = ["a", "again"].map(|out| Records::read(&home.path().join(out)).claims);
    assert!(!a.is_empty());
    assert_eq!(a, again);
}
