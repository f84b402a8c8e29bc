//! Input that nobody would write: no bytes, however broken, make the program panic, stop or lose an input.

mod common;

use common::{Records, extract};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Pieces of text that each broke some text tool: shuffled, they meet in ways that no article has.
const FRAGMENTS: &[&str] = &[
    "Norway pledged to send Ukraine two air defence batteries",
    "NATO will not, unless Kyiv signs a treaty, deploy troops",
    " if ",
    " unless ",
    ", who said ",
    " according to ",
    " not ",
    " would ",
    "; ",
    ": ",
    " — ",
    "...",
    ".",
    "?!",
    "“",
    "”",
    "\"",
    "'",
    "’s",
    "(",
    ")",
    "[",
    "«",
    "»",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "\t",
    " ",
    "\u{a0}",
    "\u{2028}",
    "\u{200b}",
    "\u{200d}",
    "\u{feff}",
    "\u{ad}",
    "\u{202e}",
    "\u{0}",
    "\u{1b}[31m",
    "\u{fffd}",
    "e\u{301}\u{301}",
    "👨‍👩‍👧‍👦",
    "🇺🇦",
    "ﬁ",
    "ß",
    "İ",
    "ǅ",
    "漢字",
    "한국",
    "العربية",
    "हिन्दी",
    "ไทย",
    "Mr. ",
    "U.S. ",
    "No. 10 ",
    "1994",
    "in 31 February 2025",
    "€5bn",
    "99999999999999999999",
    "https://example.org/?q=a&b",
    "&nbsp;",
    "<br>",
    "Photo: EPA",
    "Related topics",
    "The alliance ",
    "It ",
    "Those assurances ",
    "the the the ",
    "-",
    "--",
    "_",
    "\\",
    "{",
    "}",
    "null",
    "#1",
    "* ",
    "> ",
    "| a | b |",
];

fn fragments() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(prop::sample::select(FRAGMENTS), 1..60)
        .prop_map(|parts| parts.concat().into_bytes())
}

/// Arbitrary bytes, arbitrary text, and fragments with bytes knocked out.
fn content() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..300),
        any::<String>().prop_map(String::into_bytes),
        fragments(),
        (fragments(), any::<prop::sample::Index>(), any::<u8>()).prop_map(|(mut bytes, at, byte)| {
            let at = at.index(bytes.len());
            bytes[at] = byte;
            bytes
        }),
    ]
}

/// A line of JSON lines: broken bytes, or a record with a text or with fields of wrong types.
fn line() -> impl Strategy<Value = Vec<u8>> {
    let value = prop_oneof![
        fragments().prop_map(|text| serde_json::json!(String::from_utf8_lossy(&text))),
        any::<String>().prop_map(|text| serde_json::json!(text)),
        any::<f64>().prop_map(|number| serde_json::json!(number)),
        Just(serde_json::Value::Null),
    ];
    let field = prop::sample::select(&["text", "body", "id", "url", "site", "title", "published", "x"][..]);
    let record = prop::collection::btree_map(field, value, 0..6)
        .prop_map(|fields: BTreeMap<_, _>| serde_json::json!(fields).to_string().into_bytes());
    let cut = (record.clone(), any::<prop::sample::Index>()).prop_map(|(mut bytes, at)| {
        bytes.truncate(at.index(bytes.len()));
        bytes
    });
    prop_oneof![record, cut, content()]
}

/// Blank lines, also with a byte order mark, are no records.
fn is_blank(line: &[u8]) -> bool {
    line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line).trim_ascii().is_empty()
}

/// Runs the program over `folder` and tells how often each path is named by an article or a reject.
fn accounted(folder: &Path) -> BTreeMap<String, usize> {
    let out = tempfile::tempdir().unwrap();
    let code = extract(&[folder], out.path(), &[]);
    let records = Records::read(out.path());
    assert_eq!(code, if records.rejects.is_empty() { 0 } else { 2 });
    let mut counts = BTreeMap::new();
    for record in records.documents.iter().chain(&records.rejects) {
        let path = record["path"].as_str().unwrap();
        *counts.entry(path.rsplit('/').next().unwrap().to_string()).or_default() += 1;
    }
    counts
}

proptest! {
    // Each case starts the program once over many files.
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_text_file_is_one_article_or_one_reject(files in prop::collection::vec(content(), 1..40)) {
        let folder = tempfile::tempdir().unwrap();
        for (i, bytes) in files.iter().enumerate() {
            fs::write(folder.path().join(format!("{i}.txt")), bytes).unwrap();
        }
        let counts = accounted(folder.path());
        for (i, bytes) in files.iter().enumerate() {
            prop_assert_eq!(counts.get(&format!("{i}.txt")), Some(&1), "{:?}", bytes);
        }
    }

    #[test]
    fn each_line_is_one_article_or_one_reject(
        files in prop::collection::vec(prop::collection::vec(line(), 0..8), 1..12)
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut expected = Vec::new();
        for (i, lines) in files.iter().enumerate() {
            // The first line is sound, so that the file is no picture or UTF-16 by its first bytes, and the last.
            let mut all = vec![br#"{"text": "Malta first."}"#.to_vec()];
            all.extend(lines.iter().flat_map(|line| line.split(|b| *b == b'\n').map(<[u8]>::to_vec)));
            all.push(br#"{"text": "Malta last."}"#.to_vec());
            expected.push(all.iter().filter(|line| !is_blank(line)).count());
            fs::write(folder.path().join(format!("{i}.jsonl")), all.join(&b'\n')).unwrap();
        }
        let counts = accounted(folder.path());
        for (i, lines) in expected.iter().enumerate() {
            prop_assert_eq!(counts.get(&format!("{i}.jsonl")), Some(lines), "{:?}", &files[i]);
        }
    }

    #[test]
    fn other_commands_survive_any_text(bytes in content()) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("any.txt");
        fs::write(&file, &bytes).unwrap();
        for command in ["explain", "sentences", "dedupe", "eval"] {
            let said = common::claimwright(&[command, common::text(&file)]);
            prop_assert!([0, 2].contains(&said.code), "{}: {:?}", command, said);
        }
    }
}

#[test]
fn a_claim_is_found_between_broken_neighbours() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("a.txt"), [0xff, 0xfe, 0x00]).unwrap();
    fs::write(at("b.txt"), "Norway pledged to send Ukraine two air defence batteries.").unwrap();
    fs::write(at("c.jsonl"), b"{\"text\": \"cut off").unwrap();
    let out = tempfile::tempdir().unwrap();
    assert_eq!(extract(&[folder.path()], out.path(), &[]), 2);
    let records = Records::read(out.path());
    assert_eq!(records.accounted(), 3);
    assert!(records.claims.iter().any(|c| c["document_id"] == "b" && c["stance"] == "commit"));
}
