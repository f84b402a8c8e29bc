//! How the time for one article grows with its length, for shapes of text that tempt a reader to look back.
//!
//! `cargo bench --bench growth` takes each shape 1, 2, 4 and 8 times as long through all stages and prints the exponent
//! of the growth, fitted on the logarithms: 1 is linear, 2 is quadratic.

use claimwright::pipeline::{Origin, extract};
use claimwright::read::Article;
use claimwright::rules::Knowledge;
use std::hint::black_box;
use std::time::Instant;

const SHAPES: [(&str, &str); 20] = [
    ("he said", "he said "),
    ("said and quoted", "he said, “no,” "),
    ("commas", "the pact, "),
    ("nested quotes", "“a ‘b’ "),
    ("unclosed quotes", "“No. "),
    ("according to", "according to X, "),
    ("brackets", "( "),
    ("relative clauses", "which X says was, "),
    ("subordinate clauses", "while he said, "),
    ("infinitives", "to agree to "),
    ("all cues", "pledge reject demand offer propose warn "),
    ("topics", "ceasefire treaty troops "),
    ("actors", "Ukraine and Russia and NATO "),
    ("initials", "A. B. C. "),
    ("numbers", "12,500 of 3.4 % in 1994 "),
    ("names", "Defence Minister Ann Lee, "),
    ("conditions", "if the truce holds, unless it fails, "),
    ("bullets", "- send arms\n"),
    ("headlines", "Leaders Sign Defence Pact\n"),
    ("long words", "counter-counter-"),
];

fn main() {
    let knowledge = Knowledge::embedded();
    println!("{:22}{:>10}{:>10}{:>10}{:>10}  exponent", "shape", "1x ms", "2x ms", "4x ms", "8x ms");
    for (name, piece) in SHAPES {
        let times: Vec<f64> = [1, 2, 4, 8]
            .map(|factor| {
                let article = Article::bare(name.to_string(), piece.repeat(factor * 8000 / piece.len()));
                let run = || {
                    let started = Instant::now();
                    black_box(extract(&article, &knowledge, Origin::default()));
                    started.elapsed().as_secs_f64()
                };
                (0..3).map(|_| run()).fold(f64::MAX, f64::min)
            })
            .to_vec();
        print!("{name:22}");
        for time in &times {
            print!("{:10.2}", time * 1000.0);
        }
        println!("  {:.2}", exponent(&times));
    }
}

/// The slope of the least-squares line through the logarithms; each time belongs to twice the length of the one before.
fn exponent(times: &[f64]) -> f64 {
    let points: Vec<(f64, f64)> = times.iter().enumerate().map(|(i, t)| (i as f64, t.log2())).collect();
    let n = points.len() as f64;
    let (x, y) = points.iter().fold((0.0, 0.0), |(x, y), p| (x + p.0 / n, y + p.1 / n));
    let (top, bottom) =
        points.iter().fold((0.0, 0.0), |(t, b), p| (t + (p.0 - x) * (p.1 - y), b + (p.0 - x) * (p.0 - x)));
    top / bottom
}
