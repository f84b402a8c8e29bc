//! The build of the sources themselves: which room looks at which, what a room may touch, how long files are.
//!
//! It reads the sources as text. Test modules (`#[cfg(test)]`) may look anywhere and are left out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Rooms from the ground up; rooms on one line do not look at each other.
const LAYERS: &[&[&str]] = &[
    &["span"],
    &["diagnostic"],
    &["error"],
    &["read"],
    &["clean"],
    &["dedupe"],
    &["split"],
    &["lexicon"],
    &["rules"],
    &["tag"],
    &["claim"],
    &["write"],
    &["audit", "check", "eval", "report"],
    &["pipeline"],
    &["cli"],
];

/// Heavy crates, and the only files that name them. A new file here needs a reason; a file that no longer
/// names its crate must go.
const CRATES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["diagnostic/mod.rs"]),
    ("brotli_decompressor", &["read/warc/http.rs"]),
    ("chardetng", &["read/decode.rs"]),
    ("clap_complete", &["cli/generate.rs"]),
    ("clap_mangen", &["cli/generate.rs"]),
    ("dom_smoothie", &["read/html/mod.rs"]),
    ("encoding_rs", &["read/decode.rs"]),
    // Files are unpacked in `source`, single pages where their header says how.
    ("flate2", &["read/source.rs", "read/warc/http.rs"]),
    ("globset", &["read/glob.rs"]),
    ("indicatif", &["cli/progress.rs"]),
    // Dates are read in `read`, and counted apart where copies are judged and days are written.
    ("jiff", &["dedupe/group.rs", "read/date.rs", "read/date/parts.rs", "write/parquet.rs", "write/rows.rs"]),
    ("jsonschema", &["audit/lines.rs"]),
    ("parquet", &["read/parquet/mod.rs", "write/parquet.rs"]),
    ("rayon", &["pipeline/corpus.rs"]),
    ("regex", &["rules/pattern.rs"]),
    ("tempfile", &["audit/raw.rs", "cli/input.rs", "read/parquet/mod.rs"]),
    ("toml", &["diagnostic/table.rs"]),
    ("unicode_normalization", &["dedupe/words.rs"]),
    ("unicode_segmentation", &["split/token.rs"]),
    ("walkdir", &["read/discover.rs", "rules/files.rs"]),
    ("whatlang", &["read/language.rs"]),
    ("zstd", &["read/source.rs", "read/warc/http.rs"]),
];

/// Crates that whole rooms share: the commands are declared with clap, and whoever reads or writes JSON names it.
const CRATES_OF_ROOMS: &[(&str, &[&str])] =
    &[("clap", &["cli"]), ("serde_json", &["audit", "cli", "eval", "read", "write"])];

const MOST_LINES: usize = 600;
const MEDIAN_LINES: usize = 200;

/// A source file without its comments and test modules.
struct Source {
    /// The path in `src`, with `/`.
    name: String,
    code: String,
}

impl Source {
    fn room(&self) -> &str {
        let first = self.name.split('/').next().unwrap_or(&self.name);
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// The names of modules from the root to this file.
    fn depth(&self) -> usize {
        let stem = self.name.strip_suffix(".rs").unwrap_or(&self.name);
        let stem = stem.strip_suffix("/mod").unwrap_or(stem);
        stem.split('/').count()
    }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All sources but test modules, sorted by name.
fn sources() -> Vec<Source> {
    let src = root().join("src");
    let mut tests = BTreeSet::new();
    let mut found = Vec::new();
    for path in rust_files(&src) {
        let text = fs::read_to_string(&path).unwrap();
        let (code, modules) = without_tests(&text);
        let name = path.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
        let folder = name.strip_suffix("mod.rs").map_or_else(
            || format!("{}/", name.strip_suffix(".rs").unwrap_or(&name)),
            |folder| folder.to_string(),
        );
        tests.extend(modules.into_iter().map(|module| format!("{folder}{module}")));
        found.push(Source { name, code });
    }
    found.retain(|source| {
        !tests.iter().any(|t| source.name == format!("{t}.rs") || source.name.starts_with(&format!("{t}/")))
    });
    found
}

/// The code without comment lines and `#[cfg(test)]` items, and the names of test modules kept in other files.
/// Relies on rustfmt: an item ends at the first line with its closing brace in the column it began in.
fn without_tests(text: &str) -> (String, Vec<String>) {
    let mut code = String::new();
    let mut modules = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let bare = line.trim_start();
        if bare.starts_with("//") {
            continue;
        }
        if bare.starts_with("#[cfg(test)]") {
            let indent = &line[..line.len() - bare.len()];
            let item = lines.by_ref().find(|l| !l.trim_start().starts_with("#[")).unwrap_or_default();
            if let Some(module) = item.trim().strip_prefix("mod ").and_then(|m| m.strip_suffix(';')) {
                modules.push(module.to_string());
            } else if item.ends_with('{') {
                lines.by_ref().find(|l| *l == format!("{indent}}}"));
            }
            continue;
        }
        code.push_str(line);
        code.push('\n');
    }
    (code, modules)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// What stands behind each `path` that begins a word.
fn behind<'c>(code: &'c str, path: &'c str) -> impl Iterator<Item = &'c str> {
    code.match_indices(path)
        .filter(|(at, _)| !code[..*at].ends_with(|c: char| is_word(c) || c == ':'))
        .map(|(at, _)| &code[at + path.len()..])
}

fn word(text: &str) -> &str {
    text.split(|c| !is_word(c)).next().unwrap_or("")
}

#[test]
fn no_room_looks_up() {
    let rank: BTreeMap<&str, usize> =
        LAYERS.iter().enumerate().flat_map(|(i, rooms)| rooms.iter().map(move |r| (*r, i))).collect();
    let (mut wrong, mut rooms, mut looks) = (Vec::new(), BTreeSet::new(), 0);
    for source in sources().iter().filter(|s| !["lib.rs", "main.rs"].contains(&&*s.name)) {
        let room = source.room();
        rooms.insert(room.to_string());
        let Some(own) = rank.get(room) else {
            wrong.push(format!("{}: the room `{room}` has no layer", source.name));
            continue;
        };
        for rest in behind(&source.code, "crate::") {
            let other = word(rest);
            looks += 1;
            match rank.get(other) {
                _ if other == room => {}
                Some(layer) if layer < own => {}
                Some(_) => wrong.push(format!("{}: `{room}` looks up at `{other}`", source.name)),
                None => wrong.push(format!("{}: `crate::{other}` names no room", source.name)),
            }
        }
        // `super::` may not climb out of the room unseen.
        let climb = "super::".repeat(source.depth());
        if behind(&source.code, &climb).next().is_some() {
            wrong.push(format!("{}: leaves its room by `{climb}`", source.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(rooms, rank.keys().map(ToString::to_string).collect(), "rooms and layers");
    assert!(looks > 100, "only {looks} looks found: the test no longer reads the sources");
}

#[test]
fn split_tag_and_claim_touch_no_file_clock_thread_or_chance() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|s| ["split", "tag", "claim"].contains(&s.room())) {
        for world in ["fs", "time", "thread", "env", "net", "process", "io"] {
            if source.code.contains(&format!("std::{world}")) {
                wrong.push(format!("{}: std::{world}", source.name));
            }
        }
        for chance in ["rand", "rayon", "println", "eprintln"] {
            if source.code.split(|c| !is_word(c)).any(|w| w == chance) {
                wrong.push(format!("{}: {chance}", source.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn heavy_crates_are_named_where_they_belong() {
    let sources = sources();
    let naming = |name: &str| -> Vec<&Source> {
        let path = format!("{name}::");
        sources.iter().filter(|s| behind(&s.code, &path).next().is_some()).collect()
    };
    for (name, files) in CRATES {
        let found: BTreeSet<&str> = naming(name).iter().map(|s| &*s.name).collect();
        assert_eq!(found, files.iter().copied().collect(), "files that name {name}");
    }
    for (name, rooms) in CRATES_OF_ROOMS {
        let found: BTreeSet<&str> = naming(name).iter().map(|s| s.room()).collect();
        assert_eq!(found, rooms.iter().copied().collect(), "rooms that name {name}");
    }
}

#[test]
fn files_are_short() {
    let mut lengths: Vec<(usize, PathBuf)> = ["src", "tests", "examples"]
        .iter()
        .map(|folder| root().join(folder))
        .filter(|folder| folder.is_dir())
        .flat_map(|folder| rust_files(&folder))
        .map(|path| (fs::read_to_string(&path).unwrap().lines().count(), path))
        .collect();
    lengths.sort();
    let long: Vec<_> = lengths.iter().filter(|(lines, _)| *lines > MOST_LINES).collect();
    assert!(long.is_empty(), "over {MOST_LINES} lines: {long:?}");
    let median = lengths[lengths.len() / 2].0;
    assert!(median < MEDIAN_LINES, "the median file has {median} lines");
}

#[test]
fn every_file_opens_with_what_it_is() {
    let silent: Vec<PathBuf> = ["src", "tests"]
        .iter()
        .flat_map(|folder| rust_files(&root().join(folder)))
        .filter(|path| !fs::read_to_string(path).unwrap().starts_with("//! "))
        .collect();
    assert!(silent.is_empty(), "no `//!` at the top: {silent:?}");
}

#[test]
fn the_reader_of_sources_leaves_tests_and_comments_out() {
    let text = "use crate::a;\n// crate::b\n#[cfg(test)]\nmod tests {\n    use crate::c;\n    fn f() {\n    }\n}\n\
        #[cfg(test)]\nmod more;\nfn g() { crate::d::x() }\n";
    let (code, modules) = without_tests(text);
    assert_eq!(behind(&code, "crate::").map(word).collect::<Vec<_>>(), ["a", "d"]);
    assert_eq!(modules, ["more"]);
    assert_eq!(behind("toml::x serde_toml::y a::toml::z", "toml::").count(), 1);
}
