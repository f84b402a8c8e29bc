//! Speed of the splitter on one core, next to `unicode-segmentation` (UAX 29) in the same run.
//!
//! `cargo run --release --example sentence_speed -- FILE` prints megabytes a second, the best of five.

use claimwright::span::Span;
use claimwright::split::{Abbreviations, paragraphs, sentences, split};
use std::hint::black_box;
use std::time::Instant;
use unicode_segmentation::UnicodeSegmentation;

fn main() -> std::io::Result<()> {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: sentence_speed FILE");
        std::process::exit(2);
    };
    let text = std::fs::read_to_string(path)?;
    let blocks: Vec<Span> = paragraphs(&text).collect();
    black_box(sentences("Ready."));
    let mut rows = [
        ("sentences alone", f64::MAX),
        ("tokens, sentences, quotations", f64::MAX),
        ("unicode-segmentation, sentences", f64::MAX),
    ];
    for _ in 0..5 {
        // The three take turns, so that a busy machine is unfair to none of them.
        let started = Instant::now();
        black_box(sentences(&text));
        rows[0].1 = rows[0].1.min(started.elapsed().as_secs_f64());
        let started = Instant::now();
        black_box(split(&text, &blocks, Abbreviations::embedded()));
        rows[1].1 = rows[1].1.min(started.elapsed().as_secs_f64());
        let started = Instant::now();
        black_box(text.split_sentence_bounds().count());
        rows[2].1 = rows[2].1.min(started.elapsed().as_secs_f64());
    }
    for (name, seconds) in rows {
        println!("{name:32} {:8.1} MB/s", text.len() as f64 / 1e6 / seconds);
    }
    Ok(())
}
