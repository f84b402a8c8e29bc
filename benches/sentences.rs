//! Speed of the splitter on one core, next to `sentencex` and `unicode-segmentation` (UAX 29) in the same run.
//!
//! `cargo bench --bench sentences -- FILE` prints megabytes a second, the best of five; without a file, over the
//! project's own articles.

use claimwright::span::Span;
use claimwright::split::{Abbreviations, paragraphs, sentences, split};
use std::hint::black_box;
use std::time::Instant;
use unicode_segmentation::UnicodeSegmentation;

fn main() -> std::io::Result<()> {
    let text = match std::env::args().skip(1).find(|argument| !argument.starts_with("--")) {
        Some(path) => std::fs::read_to_string(path)?,
        None => own_articles()?,
    };
    let blocks: Vec<Span> = paragraphs(&text).collect();
    black_box(sentences("Ready."));
    let mut rows = [
        ("sentences alone", f64::MAX),
        ("tokens, sentences, quotations", f64::MAX),
        ("unicode-segmentation, sentences", f64::MAX),
        ("sentencex", f64::MAX),
    ];
    for _ in 0..5 {
        // They take turns, so that a busy machine is unfair to none of them.
        let started = Instant::now();
        black_box(sentences(&text));
        rows[0].1 = rows[0].1.min(started.elapsed().as_secs_f64());
        let started = Instant::now();
        black_box(split(&text, &blocks, Abbreviations::embedded()));
        rows[1].1 = rows[1].1.min(started.elapsed().as_secs_f64());
        let started = Instant::now();
        black_box(text.split_sentence_bounds().count());
        rows[2].1 = rows[2].1.min(started.elapsed().as_secs_f64());
        let started = Instant::now();
        black_box(sentencex::segment("en", &text).len());
        rows[3].1 = rows[3].1.min(started.elapsed().as_secs_f64());
    }
    for (name, seconds) in rows {
        println!("{name:32} {:8.1} MB/s", text.len() as f64 / 1e6 / seconds);
    }
    Ok(())
}

/// The articles of `corpus/`, repeated to a few megabytes.
fn own_articles() -> std::io::Result<String> {
    let mut text = String::new();
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "txt") {
            text.push_str(&std::fs::read_to_string(path)?);
            text.push_str("\n\n");
        }
    }
    Ok(text.repeat(4_000_000 / text.len().max(1) + 1))
}
