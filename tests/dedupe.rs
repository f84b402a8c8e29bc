//! Copies over a corpus, the real command run as a process: same groups whatever the order, the threads and the split into
//! runs, and what an index on disk keeps.

mod common;

use common::claimwright;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

const STORIES: [[&str; 5]; 3] = [
    [
        "Port workers in Varnholm will walk out for two days from Monday after talks over night shifts broke down, their union said.",
        "The stoppage is the third this year at the harbour, which handles some 40 per cent of the country's grain exports.",
        "Ingrid Solheim, who leads the union, accused the operator of withdrawing an offer that had been on the table since March.",
        "Baltrex Terminals denied that any offer had been final and said ships would be sent to Kolsund for as long as the strike lasts.",
        "Farmers fear that wet grain will spoil in the silos. Their association asked the government in Ostberg to name a mediator.",
    ],
    [
        "Engineers closed the Mellin bridge to lorries on Tuesday after divers found cracks in two of its piers.",
        "Drivers between Osterby and the islands face a detour of 60 kilometres until repairs are done, the road agency said.",
        "Cars and buses may still cross at walking pace. Agnes Rook, who heads the agency, said nobody was ever in danger.",
        "The bridge was built in 1968 and carries 11,000 vehicles a day. It was last inspected in full seven years ago.",
        "Shopkeepers on Little Mellin said deliveries had already failed to arrive and asked for an extra ferry.",
    ],
    [
        "Norway pledged two air defence batteries to Ukraine on Monday, the government in Oslo said after a meeting of ministers.",
        "The batteries are to arrive before the winter. Crews are being taught at a base in the north, an officer told reporters.",
        "Poland said on the same day that it would not send troops to Ukraine, whatever a treaty might say.",
        "Germany demanded a binding treaty that would oblige all signatories to act within a week of an attack.",
        "A vote in parliament is expected in October, and most parties are thought to be in favour of the plan.",
    ],
];

/// Articles of five sites: each story whole, with a cut, and with another last line; all under one nag.
fn articles() -> Vec<Value> {
    let mut all = Vec::new();
    for (number, story) in STORIES.iter().enumerate() {
        for site in 0..5 {
            let mut lines: Vec<&str> = story[..if site == 3 { 4 } else { 5 }].to_vec();
            lines.push("Brought to you by the tide desk of the northern coast");
            all.push(json!({
                "id": format!("s{number}-{site}"), "site": format!("paper{}.example", (site + number) % 5),
                "published": format!("2031-05-0{}T08:00:00Z", 1 + (site * 2 + number) % 5), "text": lines.join("\n"),
            }));
        }
    }
    all
}

fn write(path: &Path, articles: &[Value]) {
    let lines: String = articles.iter().map(|article| format!("{article}\n")).collect();
    std::fs::write(path, lines).unwrap();
}

/// The groups that a run prints, by survivor.
fn groups(arguments: &[&str]) -> BTreeMap<String, Vec<String>> {
    let said = claimwright(&[&["dedupe"], arguments].concat());
    assert!(said.code == 0, "{}", said.err);
    let lines = said.out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()).collect::<Vec<_>>();
    let group = |line: &Value| {
        let copies = line["copies"].as_array().unwrap();
        let mut copies: Vec<String> = copies.iter().map(Value::to_string).collect();
        copies.sort();
        (line["survivor"].as_str().unwrap().to_owned(), copies)
    };
    lines.iter().map(group).collect()
}

#[test]
fn order_threads_and_runs_play_no_part() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let all = articles();
    write(Path::new(&path("all.jsonl")), &all);
    let expected = groups(&[&path("all.jsonl")]);
    assert_eq!(expected.len(), 3, "{expected:?}");
    assert_eq!(expected.values().map(Vec::len).sum::<usize>(), 12, "{expected:?}");

    let mut back = all.clone();
    back.reverse();
    write(Path::new(&path("back.jsonl")), &back);
    for threads in ["1", "2", "8"] {
        assert_eq!(groups(&["--threads", threads, &path("back.jsonl")]), expected);
    }

    let index = path("index");
    for (run, part) in back.chunks(4).enumerate() {
        let name = path(&format!("part{run}.jsonl"));
        write(Path::new(&name), part);
        let found = groups(&["--index", &index, &name]);
        if run == 3 {
            assert_eq!(found, expected);
        }
    }
    // What the index has is seen again, and no copy of itself.
    let files = std::fs::read_dir(&index).unwrap().count();
    assert_eq!(groups(&["--index", &index, &path("all.jsonl")]), expected);
    assert_eq!(std::fs::read_dir(&index).unwrap().count(), files);
}

#[test]
fn a_damaged_index_is_named_with_a_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let index = folder.path().join("index");
    let input = folder.path().join("all.jsonl");
    write(&input, &articles());
    let (index_name, input) = (index.display().to_string(), input.display().to_string());
    groups(&["--index", &index_name, &input]);
    let file = index.join("00000001.index");
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0xff;
    std::fs::write(&file, bytes).unwrap();
    let said = claimwright(&["dedupe", "--index", &index_name, &input]);
    assert_eq!(said.code, 2);
    let message = &said.err;
    assert!(message.contains("00000001.index") && message.contains("--index"), "{message}");
}

#[test]
fn claims_of_a_later_run_name_those_of_an_earlier_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let article = |id: &str, site: &str, day: u8, line: &str| json!({"id": id, "site": site, "published": format!("2031-05-0{day}"), "text": line});
    let told = "Norway pledged to send two air defence batteries to Ukraine before the winter, the minister in Oslo said.";
    write(Path::new(&path("one.jsonl")), &[article("one", "a.example", 1, told)]);
    let rewrite = format!(
        "A ferry was late in Bergen.\n{}",
        told.replace("the minister in Oslo said", "a minister in Oslo said")
    );
    write(Path::new(&path("two.jsonl")), &[article("two", "b.example", 2, &rewrite)]);
    let run = |input: &str, out: &str| {
        let said = claimwright(&[
            "extract",
            &path(input),
            "--out",
            &path(out),
            "--index",
            &path("index"),
            "--quiet",
        ]);
        assert!(said.code == 0, "{}", said.err);
        let claims = std::fs::read_to_string(folder.path().join(out).join("claims.jsonl")).unwrap();
        let run = std::fs::read_to_string(folder.path().join(out).join("run.json")).unwrap();
        let claims: Vec<Value> = claims.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        (claims, serde_json::from_str::<Value>(&run).unwrap())
    };
    let (first, counts) = run("one.jsonl", "out1");
    assert!(!first.is_empty() && first[0]["same_as"].is_null(), "{first:?}");
    assert_eq!(
        (counts["independent"]["claims"].as_u64(), counts["independent"]["outlets"].as_u64()),
        (Some(first.len() as u64), Some(1))
    );
    let (second, counts) = run("two.jsonl", "out2");
    assert_eq!(second[0]["same_as"], first[0]["id"], "{second:?}");
    assert_eq!(counts["independent"]["outlets"], 0);
    assert_eq!(counts["counts"]["repeated_claims"].as_u64(), Some(second.len() as u64));
}

#[test]
fn documents_can_be_printed_without_claims() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("all.jsonl");
    write(&input, &articles());
    let said = claimwright(&["dedupe", "--documents", &input.display().to_string()]);
    let documents: Vec<Value> = said.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(documents.len(), 15);
    assert_eq!(documents.iter().filter(|document| !document["duplicate_of"].is_null()).count(), 12);
    assert!(documents.iter().all(|document| document["blocks"].as_array().unwrap().len() >= 5));
}
