//! Any output: whatever stands in the files, an audit ends with an answer, and so does a comparison.
//!
//! Outputs are spoiled at random, but the same on each run: numbers become extreme, bytes and keys others.

use super::common::{claimwright, root, text};
use claimwright::audit::{Options, Policy, audit, diff};
use claimwright::write::RunRecord;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// Numbers that look random (xorshift; <https://www.jstatsoft.org/article/view/v008i14>).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }
}

/// The places of all values in a record.
fn places(value: &Value, at: &str, out: &mut Vec<String>) {
    out.push(at.to_owned());
    match value {
        Value::Object(map) => map.iter().for_each(|(key, v)| places(v, &format!("{at}/{key}"), out)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, v)| places(v, &format!("{at}/{i}"), out))
        }
        _ => {}
    }
}

fn extreme(chance: &mut Chance) -> Value {
    match chance.below(9) {
        0 => json!(0),
        1 => json!(1),
        2 => json!(u64::MAX),
        3 => json!(u32::MAX),
        4 => json!(-1),
        5 => json!(""),
        6 => json!("ß\u{0}\n"),
        7 => Value::Null,
        _ => json!([]),
    }
}

fn audited(folder: &Path, baseline: Option<&RunRecord>) {
    let policy = Policy::default();
    let options = Options { policy: &policy, most: 5, raw: None, baseline, newest_term: None };
    let found = audit(folder, options).unwrap();
    for written in [
        claimwright::audit::show::human(&found, "o"),
        claimwright::audit::show::json(&found, "o"),
        claimwright::audit::show::sarif(&found, "o"),
        claimwright::audit::show::junit(&found, "o"),
        claimwright::audit::show::github(&found, "o"),
    ] {
        assert!(written.ends_with('\n'));
    }
}

#[test]
fn an_audit_ends_whatever_stands_in_the_files() {
    let home = tempfile::tempdir().unwrap();
    let (good, bad) = (home.path().join("good"), home.path().join("bad"));
    let article = root().join("corpus/typography-deterrent.txt");
    assert_eq!(claimwright(&["extract", text(&article), "-q", "--out", text(&good)]).code, 0);
    fs::create_dir(&bad).unwrap();
    let files = ["claims.jsonl", "documents.jsonl", "rejects.jsonl", "run.json"];
    let mut chance = Chance(0x5eed);
    for round in 0..400 {
        for file in files {
            fs::copy(good.join(file), bad.join(file)).unwrap();
        }
        let file = files[[0, 0, 1, 1, 1, 3][chance.below(6)]];
        let text = fs::read_to_string(bad.join(file)).unwrap();
        if round % 4 == 0 {
            let mut bytes = text.into_bytes();
            for _ in 0..=chance.below(3) {
                let at = chance.below(bytes.len());
                bytes[at] = chance.below(256) as u8;
            }
            fs::write(bad.join(file), bytes).unwrap();
        } else {
            let mut lines: Vec<Value> = if file == "run.json" {
                vec![serde_json::from_str(&text).unwrap()]
            } else {
                text.lines().map(|l| serde_json::from_str(l).unwrap()).collect()
            };
            for _ in 0..=chance.below(4) {
                let line = chance.below(lines.len());
                let mut all = Vec::new();
                places(&lines[line], "", &mut all);
                let place = &all[chance.below(all.len())];
                *lines[line].pointer_mut(place).unwrap() = extreme(&mut chance);
            }
            fs::write(bad.join(file), lines.iter().map(|l| format!("{l}\n")).collect::<String>()).unwrap();
        }
        audited(&bad, None);
        if let Ok(run) = serde_json::from_slice::<RunRecord>(&fs::read(bad.join("run.json")).unwrap()) {
            audited(&good, Some(&run));
        }
        // An error is an answer.
        let _ = diff(&good, &bad, &[], 3);
    }
}
