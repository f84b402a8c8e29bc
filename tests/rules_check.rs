//! `rules check` over files with mistakes: each `tests/rules_check/NAME.toml` (or `.tsv`) has its output
//! pinned in `NAME.out`. `BLESS=1 cargo test --test rules_check` writes the outputs anew.
//!
//! The name up to the first `-` tells what the file is: `rules-`, `words-`, `actors-`, `leaders-` …

use claimwright::cli::rules::{CheckArgs, KnowledgeArgs, check, report_mistakes};
use claimwright::rules::Files;
use std::fs;
use std::path::{Path, PathBuf};

fn layout_name(stem: &str) -> String {
    match stem.split('-').next().unwrap_or(stem) {
        "rules" => format!("rules/{stem}.toml"),
        "actors" => format!("lexicon/actors/{stem}.toml"),
        "leaders" => "lexicon/actors/leaders.tsv".to_string(),
        file => format!("lexicon/{file}.toml"),
    }
}

fn broken_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules_check");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml" || e == "tsv"))
        .collect();
    files.sort();
    files
}

fn output(path: &PathBuf) -> String {
    let file = path.file_name().unwrap().to_str().unwrap();
    let stem = path.file_stem().unwrap().to_str().unwrap();
    let mut files = Files::embedded();
    files.add(&layout_name(stem), file, fs::read_to_string(path).unwrap());
    let mut out = Vec::new();
    let code = report_mistakes(&files, false, false, &mut out).unwrap();
    format!("{}exit code {code}\n", String::from_utf8(out).unwrap())
}

fn in_parallel<T: Sync>(items: &[T], work: fn(&T) -> String) -> Vec<String> {
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        let chunks = items.chunks(items.len().div_ceil(threads));
        let running: Vec<_> =
            chunks.map(|chunk| scope.spawn(move || chunk.iter().map(work).collect::<Vec<_>>())).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}

#[test]
fn each_broken_file_has_its_output() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut failures = Vec::new();
    let broken = broken_files();
    assert!(broken.len() >= 30, "only {} broken files", broken.len());
    // Each file is checked along with all of ours, which takes its time in a debug build.
    let outputs = in_parallel(&broken, output);
    for (path, got) in broken.iter().zip(outputs) {
        let file = path.file_name().unwrap().to_str().unwrap();
        let pinned = path.with_extension("out");
        if bless {
            fs::write(&pinned, &got).unwrap();
        } else {
            let expected = fs::read_to_string(&pinned).unwrap_or_default();
            if expected != got {
                failures.push(format!("--- {}\n{expected}\n+++ now\n{got}", pinned.display()));
            }
        }
        // Each file is there for a mistake, and each mistake has a place and a caret.
        assert!(!got.starts_with("0 errors, 0 warnings"), "{file} has no mistake");
        assert!(got.contains(&format!("--> {file}:")) && got.contains('^'), "{file}: {got}");
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn our_own_files_are_clean() {
    let mut out = Vec::new();
    let code = report_mistakes(&Files::embedded(), false, true, &mut out).unwrap();
    assert_eq!(code, 0, "{}", String::from_utf8(out).unwrap());
}

fn run(lexicon: &[&Path], rules: &[&Path], json: bool) -> claimwright::error::Result<(u8, String)> {
    let owned = |paths: &[&Path]| paths.iter().map(|p| p.to_path_buf()).collect();
    let knowledge = KnowledgeArgs { lexicon: owned(lexicon), rules: owned(rules) };
    let mut out = Vec::new();
    let code = check(&CheckArgs { knowledge, json, strict: false }, &mut out)?;
    Ok((code, String::from_utf8(out).unwrap()))
}

#[test]
fn a_folder_of_many_mistakes_is_told_at_once_and_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("actors")).unwrap();
    fs::write(at("wordz.toml"), "").unwrap();
    fs::write(at("words.toml"), "[verbs]\nverb = 3\n").unwrap();
    fs::write(at("actors/leaders.tsv"), b"\xff\xfei\0d\0").unwrap();
    fs::write(at("actors/mine.toml"), "[[actor]]\nid = \"XAA\"\n").unwrap();
    fs::write(at("README.md"), "notes").unwrap();
    fs::write(at(".hidden.toml"), "x").unwrap();
    let (code, text) = run(&[folder.path()], &[], true).unwrap();
    assert_eq!(code, 1);
    let lines: Vec<serde_json::Value> = text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let found: Vec<_> = lines
        .iter()
        .map(|l| {
            let file = l["file"].as_str().unwrap().rsplit(['/', '\\']).next().unwrap();
            format!("{file} {} {}", l["line"], l["code"].as_str().unwrap())
        })
        .collect();
    assert_eq!(
        found,
        [
            "leaders.tsv 1 not-utf8",
            "mine.toml 1 missing-key",
            "mine.toml 1 missing-key",
            "words.toml 2 wrong-type",
            "wordz.toml 1 unknown-file",
        ]
    );
    assert!(text.contains("UTF-16") && text.contains("did you mean `words.toml`?"));
}

#[test]
fn a_missing_folder_is_unreadable_and_an_empty_one_is_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("nowhere");
    let error = run(&[&missing], &[], false).unwrap_err();
    assert!(error.to_string().contains("nowhere"), "{error}");
    let (code, text) = run(&[], &[folder.path()], false).unwrap();
    assert_eq!(code, 0);
    assert!(text.contains("warning[empty-folder]") && text.contains(".toml"), "{text}");
}

#[test]
fn a_copy_of_our_own_folders_changes_nothing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (lexicon, rules) = (root.join("lexicon"), root.join("rules"));
    let files = Files::read(std::slice::from_ref(&lexicon), std::slice::from_ref(&rules)).unwrap();
    assert_eq!(files.digest(), Files::embedded().digest());
}

#[test]
fn two_files_of_one_folder_cannot_share_a_rule_name() {
    let folder = tempfile::tempdir().unwrap();
    let rule = "[[rule]]\nname = \"plead\"\nstance = \"demand\"\ndoc = \"d\"\nverb = [\"plead\"]\n\
        [[rule.accepts]]\ntext = \"Malta pleaded for arms.\"\n\
        [[rule.refuses]]\ntext = \"Malta pleaded for rain.\"\nwhy = \"rain is no arrangement\"\n";
    fs::write(folder.path().join("a.toml"), rule).unwrap();
    fs::write(folder.path().join("b.toml"), rule).unwrap();
    let (code, text) = run(&[], &[folder.path()], false).unwrap();
    assert_eq!(code, 1);
    assert!(text.contains("error[duplicate-name]") && text.contains("b.toml:2:8"), "{text}");
}
