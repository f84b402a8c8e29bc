//! Splits every `*.txt` of one directory into sentences and writes their byte spans as JSON lines to
//! another; prints the CPU-bound seconds inside the splitter.
//!
//! `cargo run --release --example sentence_spans -- IN OUT`

use claimwright::split::sentences;
use std::fmt::Write;
use std::time::{Duration, Instant};

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1);
    let (Some(input), Some(output)) = (args.next(), args.next()) else {
        eprintln!("usage: sentence_spans IN OUT");
        std::process::exit(2);
    };
    let mut spent = Duration::ZERO;
    for entry in std::fs::read_dir(input)? {
        let path = entry?.path();
        let text = std::fs::read_to_string(&path)?;
        let started = Instant::now();
        let found = sentences(&text);
        spent += started.elapsed();
        let mut lines = String::new();
        for span in found {
            let _ = writeln!(lines, "{{\"start\": {}, \"end\": {}}}", span.start, span.end);
        }
        let name = path.with_extension("jsonl");
        std::fs::write(std::path::Path::new(&output).join(name.file_name().unwrap_or_default()), lines)?;
    }
    eprintln!("SPLIT_SECONDS={:.6}", spent.as_secs_f64());
    Ok(())
}
