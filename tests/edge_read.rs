//! Reading the shared edge cases: every file gives articles, or a reject that says why.

mod common;

use claimwright::read::{Article, Item, Limits, Manner, Reason, Reject, Selection, discover_with, open};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

fn edge() -> Option<PathBuf> {
    let shared = std::env::var_os("CLAIMWRIGHT_SHARED")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")), PathBuf::from);
    let edge = shared.join("edge");
    if !edge.is_dir() {
        println!("skipped: {} is missing", edge.display());
        return None;
    }
    Some(edge)
}

/// All items of the files in `folder`, by file name, in whatever language.
fn read_all(folder: PathBuf) -> BTreeMap<String, Vec<Item>> {
    let manner = Arc::new(Manner { any_language: true, ..Manner::default() });
    let selection = Selection { manner, ..Selection::default() };
    let inputs = discover_with(&[folder.to_string_lossy().into_owned()], &selection);
    assert_eq!(inputs.rejects, []);
    let items = inputs.files.iter().map(|input| {
        let name = input.path.rsplit('/').next().unwrap().to_owned();
        (name, open(input, &Limits::default()).collect())
    });
    items.collect()
}

/// An encoding and the kinds of warnings, or a reason.
enum Outcome {
    Read(&'static str, &'static [&'static str]),
    Refused(Reason),
}
use Outcome::{Read, Refused};

const UTF8: Outcome = Read("UTF-8", &[]);
const GUESSED: &[&str] = &["encoding_guessed"];

const MADE: &[(&str, Outcome)] = &[
    ("made-html-broken.html", UTF8),
    ("made-big5-zh.txt", Read("Big5", GUESSED)),
    ("made-caption-repeat.txt", UTF8),
    ("made-cp1250-pl.txt", Read("windows-1250", GUESSED)),
    ("made-cp1251-ru.txt", Read("windows-1251", GUESSED)),
    ("made-cp1251-uk.txt", Read("windows-1251", GUESSED)),
    ("made-cp1252-fr.txt", Read("windows-1252", GUESSED)),
    ("made-cr-only.txt", UTF8),
    ("made-crlf.txt", UTF8),
    ("made-emoji.txt", UTF8),
    ("made-empty.txt", Refused(Reason::Empty)),
    ("made-euckr-ko.txt", Read("EUC-KR", GUESSED)),
    ("made-fullwidth.txt", UTF8),
    ("made-gb18030-zh.txt", Read("GBK", GUESSED)),
    ("made-gzip-named.txt", UTF8),
    ("made-homoglyph.txt", UTF8),
    ("made-html-entities.txt", UTF8),
    ("made-hyphenated-lines.txt", UTF8),
    ("made-iso8859-2-pl.txt", Read("ISO-8859-2", GUESSED)),
    ("made-koi8r-ru.txt", Read("KOI8-U", GUESSED)),
    ("made-koi8u-uk.txt", Read("KOI8-U", GUESSED)),
    ("made-latin1-de.txt", Read("windows-1252", GUESSED)),
    ("made-markdown-table.txt", UTF8),
    ("made-mixed-eol.txt", UTF8),
    ("made-mojibake-ru.txt", Read("UTF-8", &["double_encoding"])),
    ("made-mojibake-twice.txt", UTF8),
    ("made-nbsp-for-space.txt", UTF8),
    ("made-newlines.txt", Refused(Reason::Empty)),
    ("made-nfd.txt", UTF8),
    ("made-nfkc-ligatures.txt", UTF8),
    ("made-nul-bytes.txt", Refused(Reason::Binary)),
    ("made-one-line-6mb.txt", UTF8),
    ("made-one-word-2mb.txt", UTF8),
    ("made-overlong-utf8.txt", Read("UTF-8", &["replacement_characters"])),
    ("made-repeat-paragraph.txt", UTF8),
    ("made-rtl-mixed.txt", UTF8),
    ("made-smart-quotes.txt", UTF8),
    ("made-soft-hyphens.txt", UTF8),
    ("made-spaces.txt", Refused(Reason::Empty)),
    ("made-truncated-utf8.txt", Read("UTF-8", &["replacement_characters"])),
    ("made-utf16be-bom.txt", Read("UTF-16BE", &[])),
    ("made-utf16le-bom.txt", Read("UTF-16LE", &[])),
    ("made-utf16le-nobom.txt", Read("UTF-16LE", &[])),
    ("made-utf32le.txt", Read("UTF-32LE", &[])),
    ("made-utf8-bom.txt", UTF8),
    ("made-zalgo.txt", UTF8),
    ("made-zero-width.txt", UTF8),
];

/// Records of the file of bad lines: the id of an article, or line and reason.
const BAD_LINES: &[&str] = &[
    "ok-1",
    "4 json",
    "5 field_type",
    "6 field_type",
    "7 field_type",
    "8 no_text",
    "9 no_text",
    "10 no_text",
    "11 field_type",
    "12 field_type",
    "ok-1",
    "7",
    "d-e91a9e2a1ef037ad3eaea9252d72f283",
    "esc",
    "dupkey",
    "18 json",
    "bom-2",
    "20 json",
    "deep",
    "last-no-newline",
];

fn matches(item: &Item, outcome: &Outcome) -> bool {
    match (item, outcome) {
        (Item::Article(Article { encoding, warnings, .. }), Read(name, kinds)) => {
            encoding == name && warnings.iter().map(|warning| warning.kind()).eq(kinds.iter().copied())
        }
        (Item::Reject(Reject { reason, .. }), Refused(expected)) => reason == expected,
        _ => false,
    }
}

fn in_short(item: &Item) -> String {
    match item {
        Item::Article(article) => format!(
            "{} {} {:?} {:?}",
            article.id,
            article.encoding,
            article.warnings,
            article.text.chars().take(40).collect::<String>()
        ),
        Item::Reject(reject) => {
            format!("{} {}: {}", reject.line.unwrap_or(0), reject.reason.as_str(), reject.detail)
        }
    }
}

#[test]
fn made_texts_come_out_as_the_table_says() {
    let Some(edge) = edge() else { return };
    let mut files = read_all(edge.join("raw"));
    let mut wrong = Vec::new();
    for (name, outcome) in MADE {
        match files.remove(*name).as_deref() {
            Some([item]) if matches(item, outcome) => {}
            Some(items) => {
                wrong.push(format!("{name}: {:?}", items.iter().map(in_short).collect::<Vec<_>>()))
            }
            None => wrong.push(format!("{name}: missing")),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let lines: Vec<String> = files
        .remove("made-bad-lines.jsonl")
        .unwrap()
        .iter()
        .map(|item| match item {
            Item::Article(article) => article.id.clone(),
            Item::Reject(reject) => format!("{} {}", reject.line.unwrap(), reject.reason.as_str()),
        })
        .collect();
    assert_eq!(lines, BAD_LINES);
    for (name, items) in files {
        assert!(name.starts_with("real-"), "{name} is not in the table");
        // English with an accent or a pound sign here and there.
        assert!(matches!(&items[..], [item] if matches(item, &Read("windows-1252", GUESSED))), "{name}");
    }
}

#[test]
fn every_line_is_an_article_or_a_reject() {
    let Some(edge) = edge() else { return };
    let files = read_all(edge.clone());
    assert!(files.len() > 60);
    for (name, items) in
        files.iter().filter(|(name, _)| name.ends_with(".jsonl") && !name.starts_with("made-"))
    {
        let content = std::fs::read_to_string(edge.join(name)).unwrap();
        assert_eq!(items.len(), content.lines().filter(|line| !line.trim().is_empty()).count(), "{name}");
        for item in items {
            match item {
                Item::Article(article) => {
                    let line = content.lines().nth(article.line.unwrap() as usize - 1).unwrap();
                    let record: serde_json::Value = serde_json::from_str(line).unwrap();
                    assert_eq!(record["text"], article.text.as_str(), "{name}");
                    assert_eq!(record["id"], article.id.as_str(), "{name}");
                    let date = record["published"].as_str().filter(|date| !date.is_empty());
                    let doubtful = article.warnings.iter().any(|warning| warning.kind().ends_with("_date"));
                    assert_eq!(date.is_some(), article.published.is_some() || doubtful, "{name} {date:?}");
                    assert!(!doubtful || date == Some("2004-2005"), "{name} {date:?}");
                }
                Item::Reject(reject) => {
                    assert_eq!(reject.reason, Reason::Empty, "{name}: {}", in_short(item))
                }
            }
        }
    }
}

#[test]
fn one_text_in_many_encodings_is_one_text() {
    let Some(edge) = edge() else { return };
    let files = read_all(edge.join("raw"));
    let text = |name: &str| match &files[name][..] {
        // Punctuation that an encoding lacks was lost when the file was made.
        [Item::Article(article)] => article.text.chars().filter(|c| c.is_alphanumeric()).collect::<String>(),
        other => panic!("{name}: {other:?}"),
    };
    let alike = [
        &[
            "made-utf8-bom.txt",
            "made-utf16be-bom.txt",
            "made-utf16le-bom.txt",
            "made-utf16le-nobom.txt",
            "made-utf32le.txt",
        ] as &[_],
        &["made-cp1251-ru.txt", "made-koi8r-ru.txt"],
        &["made-cp1250-pl.txt", "made-iso8859-2-pl.txt"],
    ];
    for group in alike {
        for name in &group[1..] {
            assert!(text(name) == text(group[0]), "{name}");
        }
    }
}

/// The files in `raw` that give no article in a run, and why; `made-bad-lines.jsonl` is told by its lines.
const REFUSED: &[(&str, &str)] = &[
    ("made-big5-zh.txt", "language"),
    ("made-cp1250-pl.txt", "language"),
    ("made-cp1251-ru.txt", "language"),
    ("made-cp1251-uk.txt", "language"),
    ("made-cp1252-fr.txt", "language"),
    ("made-empty.txt", "empty"),
    ("made-euckr-ko.txt", "language"),
    ("made-gb18030-zh.txt", "language"),
    ("made-iso8859-2-pl.txt", "language"),
    ("made-koi8r-ru.txt", "language"),
    ("made-koi8u-uk.txt", "language"),
    ("made-latin1-de.txt", "language"),
    ("made-mojibake-ru.txt", "language"),
    ("made-newlines.txt", "empty"),
    ("made-nfd.txt", "language"),
    ("made-nul-bytes.txt", "binary"),
    ("made-spaces.txt", "empty"),
];

#[test]
fn a_run_accounts_for_every_file() {
    let Some(edge) = edge() else { return };
    let out = tempfile::tempdir().unwrap();
    let arguments =
        ["extract", common::text(&edge), "-q", "--duplicates", "off", "--out", common::text(out.path())];
    assert_eq!(common::claimwright(&arguments).code, 2);
    let records = common::Records::read(out.path());
    let mut found: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for record in records.documents.iter().chain(&records.rejects) {
        let name = record["path"].as_str().unwrap().rsplit('/').next().unwrap();
        let outcome = record["reason"].as_str().unwrap_or("article");
        *found.entry(name.into()).or_default().entry(outcome.into()).or_default() += 1;
    }
    let mut wrong = Vec::new();
    for (name, outcomes) in &found {
        let outcomes: Vec<(&str, usize)> =
            outcomes.iter().map(|(outcome, n)| (outcome.as_str(), *n)).collect();
        let refused = REFUSED.iter().find(|(refused, _)| refused == name).map(|(_, reason)| *reason);
        let expected = match name.as_str() {
            "made-bad-lines.jsonl" => vec![("article", 9), ("field_type", 5), ("json", 3), ("no_text", 3)],
            "empty.jsonl" => vec![("empty", 25)],
            "allcaps.jsonl" => vec![("article", 14)],
            // Half of it is in plain English.
            "lang-fi-and-more.jsonl" => vec![("article", 13), ("language", 12)],
            // One is as much English as Swedish.
            "lang-sv.jsonl" => vec![("article", 1), ("language", 24)],
            name if name.starts_with("lang-") => vec![("language", 25)],
            name if name.ends_with(".jsonl") => vec![("article", 25)],
            _ => vec![(refused.unwrap_or("article"), 1)],
        };
        if outcomes != expected {
            wrong.push(format!("{name}: {outcomes:?}, not {expected:?}"));
        }
    }
    let files = walk(&edge);
    let missing: Vec<&String> = files.iter().filter(|name| !found.contains_key(*name)).collect();
    assert!(wrong.is_empty() && missing.is_empty(), "{wrong:#?} {missing:?}");
    assert_eq!(found.len(), files.len());
}

/// The names of all files in a folder and those below it.
fn walk(folder: &std::path::Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            names.extend(walk(&path));
        } else {
            names.push(path.file_name().unwrap().to_str().unwrap().to_owned());
        }
    }
    names
}
