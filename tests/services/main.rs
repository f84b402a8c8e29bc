//! The workflow, the hooks and the policy that come with the program, run as their services would, as far as that can be without them.
//!
//! Python is found, and a missing package skipped or a failure, as `tests/consumers` says.

#[path = "../common/mod.rs"]
mod common;
#[path = "../consumers/python.rs"]
mod python;

use common::{claimwright, root, text};
use python::python;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Runs a command in `folder` with our program first on the search path.
fn in_folder(folder: &Path, program: &Path, arguments: &[&str]) -> Output {
    let own = Path::new(env!("CARGO_BIN_EXE_claimwright")).parent().unwrap().to_path_buf();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(own).chain(std::env::split_paths(&path))).unwrap();
    Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env("PATH", path)
        .env("PRE_COMMIT_HOME", Path::new(env!("CARGO_TARGET_TMPDIR")).join("pre-commit"))
        .env("GIT_AUTHOR_NAME", "a")
        .env("GIT_AUTHOR_EMAIL", "a@example.org")
        .env("GIT_COMMITTER_NAME", "a")
        .env("GIT_COMMITTER_EMAIL", "a@example.org")
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A project with the corpus as its articles.
fn project() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let articles = home.path().join("articles");
    fs::create_dir(&articles).unwrap();
    for entry in fs::read_dir(root().join("corpus")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "txt" || e == "jsonl") {
            fs::copy(&path, articles.join(path.file_name().unwrap())).unwrap();
        }
    }
    home
}

#[test]
fn workflow_and_hooks_keep_to_the_schemas_of_their_services() {
    let Some(python) = python("check_jsonschema, pre_commit") else { return };
    for (check, file) in [
        (
            &["check_jsonschema", "--builtin-schema", "vendor.github-workflows"][..],
            "examples/ci/github-workflow.yml",
        ),
        (&["pre_commit", "validate-config"], "examples/ci/pre-commit-config.yaml"),
        (&["pre_commit", "validate-manifest"], ".pre-commit-hooks.yaml"),
    ] {
        let output = in_folder(root(), &python, &[&["-m"], check, &[file]].concat());
        assert!(output.status.success(), "{file}: {}", said(&output));
    }
}

#[test]
fn the_steps_of_the_workflow_run_and_find_a_change() {
    let Some(python) = python("yaml, junitparser") else { return };
    let home = project();
    let script = root().join("tests/services/run.py");
    let workflow = root().join("examples/ci/github-workflow.yml");
    fs::copy(root().join("examples/ci/checks.toml"), home.path().join("checks.toml")).unwrap();
    let first = in_folder(home.path(), &python, &[text(&script), "workflow", text(&workflow)]);
    assert!(first.status.success(), "{}", said(&first));
    assert!(
        said(&first).contains("::notice title=claimwright check::output: 20 articles"),
        "{}",
        said(&first)
    );
    // The next run has a baseline, an article less and one that cannot be read.
    fs::remove_file(home.path().join("articles/korea-umbrella.txt")).unwrap();
    fs::write(home.path().join("articles/bad.jsonl"), "no json\n").unwrap();
    let second = in_folder(home.path(), &python, &[text(&script), "workflow", text(&workflow)]);
    assert!(!second.status.success(), "a twentieth of the input is more than the policy's bound");
    assert!(
        said(&second).contains("title=rejects::5.0 %25 of the input rejected (json 1), more than 0.02"),
        "{}",
        said(&second)
    );
    assert!(said(&second).contains("step Check: exit code 1"), "{}", said(&second));
    fs::remove_file(home.path().join("articles/bad.jsonl")).unwrap();
    let third = in_folder(home.path(), &python, &[text(&script), "workflow", text(&workflow)]);
    assert!(third.status.success(), "{}", said(&third));
    assert!(
        said(&third).contains("### Claims: 0 gained, ")
            && said(&third).contains("with their articles 0 gained, "),
        "{}",
        said(&third)
    );
    let junit = in_folder(home.path(), &python, &[text(&script), "junit", "claims.junit.xml"]);
    let told = said(&junit);
    let counts: Vec<u64> =
        told.split_whitespace().map(|n| n.parse().unwrap_or_else(|_| panic!("{told}"))).collect();
    // With raw texts and a baseline only what the policy turns off is skipped.
    assert!(counts[0] > 30 && counts[1..] == [0, 1], "{counts:?}");
}

#[test]
fn the_hooks_pass_what_is_good_and_stop_what_is_not() {
    let Some(python) = python("pre_commit") else { return };
    let (home, hooks) = (project(), tempfile::tempdir().unwrap());
    let git = |folder: &Path, arguments: &[&str]| {
        let output = in_folder(folder, &PathBuf::from("git"), arguments);
        assert!(output.status.success(), "git {arguments:?}: {}", said(&output));
        said(&output)
    };
    // The hooks as a repository of their own: that of the program would be built.
    fs::copy(root().join(".pre-commit-hooks.yaml"), hooks.path().join(".pre-commit-hooks.yaml")).unwrap();
    git(hooks.path(), &["init", "-q"]);
    git(hooks.path(), &["add", "-A"]);
    git(hooks.path(), &["commit", "-qm", "hooks"]);
    let rev = git(hooks.path(), &["rev-parse", "HEAD"]);
    let config = format!(
        "repos:\n  - repo: {}\n    rev: {}\n    hooks:\n      - id: claimwright-check-system\n      - id: claimwright-rules-system\n",
        hooks.path().display(),
        rev.trim()
    );
    fs::write(home.path().join(".pre-commit-config.yaml"), config).unwrap();
    let output = home.path().join("output");
    assert_eq!(claimwright(&["extract", "corpus", "-q", "--out", text(&output)]).code, 0);
    fs::create_dir_all(home.path().join("lexicon")).unwrap();
    fs::create_dir_all(home.path().join("rules")).unwrap();
    fs::write(home.path().join("lexicon/words.toml"), "[verbs]\nverb = \"haggle\"\n").unwrap();
    git(home.path(), &["init", "-q"]);
    git(home.path(), &["add", "-A"]);
    let good = in_folder(home.path(), &python, &["-m", "pre_commit", "run", "--all-files"]);
    assert!(good.status.success(), "{}", said(&good));
    assert_eq!(said(&good).matches("Passed").count(), 2, "{}", said(&good));
    let claims = fs::read_to_string(output.join("claims.jsonl")).unwrap();
    fs::write(output.join("claims.jsonl"), claims.replacen("\"commit\"", "\"promise\"", 1)).unwrap();
    fs::write(home.path().join("lexicon/words.toml"), "[verbs]\nverbb = \"haggle\"\n").unwrap();
    git(home.path(), &["add", "-A"]);
    let bad = in_folder(home.path(), &python, &["-m", "pre_commit", "run", "--all-files"]);
    assert!(!bad.status.success());
    assert!(said(&bad).contains("error[record-schema] output/claims.jsonl:"), "{}", said(&bad));
    assert!(said(&bad).contains("did you mean `verb`?"), "{}", said(&bad));
}

#[test]
fn the_policy_that_comes_with_the_program_is_one() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(claimwright(&["extract", "corpus", "-q", "--out", text(home.path())]).code, 0);
    let said = claimwright(&["check", text(home.path()), "--policy", "examples/ci/checks.toml"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{}", said.out);
}
