//! The committed sample run in `output/sample` is what a run over `corpus/` writes now, on any number of threads.
//!
//! `BLESS=1 cargo test --test sample` writes it anew.

mod common;

use common::{Records, claimwright, root, text};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

const FILES: [&str; 4] = ["claims.jsonl", "documents.jsonl", "rejects.jsonl", "run.json"];

/// The folder of the sample, written anew first where that is asked for.
fn sample() -> &'static Path {
    static SAMPLE: OnceLock<PathBuf> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        if std::env::var_os("BLESS").is_some() {
            let said = claimwright(&["extract", "corpus", "--out", "output/sample", "--quiet"]);
            assert_eq!(said.code, 0, "{said:?}");
        }
        root().join("output/sample")
    })
}

#[test]
fn the_sample_run_is_true() {
    for threads in ["1", "2", "8"] {
        let out = tempfile::tempdir().unwrap();
        let said = claimwright(&["extract", "corpus", "--out", text(out.path()), "--threads", threads, "-q"]);
        assert_eq!(said.code, 0, "{said:?}");
        for name in FILES {
            let (committed, now) =
                (fs::read(sample().join(name)).unwrap(), fs::read(out.path().join(name)).unwrap());
            let differs =
                committed.split(|b| *b == b'\n').zip(now.split(|b| *b == b'\n')).position(|(a, b)| a != b);
            assert!(
                committed == now,
                "output/sample/{name} is no longer what `claimwright extract corpus --out output/sample` \
                 writes with {threads} threads (first in line {:?}); where the change is meant: \
                 BLESS=1 cargo test --test sample",
                differs.map(|line| line + 1)
            );
        }
    }
}

#[test]
fn the_sample_shows_every_part_of_a_claim() {
    let records = Records::read(sample());
    assert!(records.documents.len() >= 15);
    for part in ["attribution", "condition", "time", "url"] {
        assert!(records.claims.iter().any(|c| !c[part].is_null()), "no claim with {part}");
    }
    for part in ["holders", "beneficiaries", "addressees", "adversaries", "legal_forms", "capabilities"] {
        assert!(records.claims.iter().any(|c| c[part] != serde_json::json!([])), "no claim with {part}");
    }
    assert_eq!(records.run["stances"].as_object().unwrap().len(), 11, "a stance is missing");
    assert!(records.documents.iter().any(|d| !d["duplicate_of"].is_null()));
}
