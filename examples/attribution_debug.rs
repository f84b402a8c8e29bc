use claimwright::claim::attribution::attributions;
use claimwright::lexicon::reporting::{REPORTING_WORDS, Reporting};
use claimwright::lexicon::words::{WORDS, WordLexicon};
use claimwright::span::Span;
use claimwright::split::{Abbreviations, split};
fn main() {
    let raw: String = std::io::read_to_string(std::io::stdin()).unwrap();
    let words = WordLexicon::parse([("words.toml", WORDS), ("r", REPORTING_WORDS)]).unwrap();
    let lexicon = Reporting::built_in();
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in raw.split_inclusive('\n') {
        if !line.trim().is_empty() {
            blocks.push(Span::new(at, at + line.trim_end().len()));
        }
        at += line.len();
    }
    let s = split(&raw, &blocks, Abbreviations::embedded());
    for q in &s.quotes {
        println!("quote {:?} closed {} depth {}", q.span.slice(&raw), q.closed, q.depth);
    }
    for x in &s.sentences {
        println!("-- {}", x.span.slice(&raw));
        let t = &s.tokens[x.tokens.start as usize..x.tokens.end as usize];
        let h = vec![Default::default(); t.len()];
        let w = claimwright::claim::reading::word::words(&raw, t, &h, &words);
        println!(
            "{}",
            t.iter()
                .zip(&w)
                .map(|(t, w)| format!("{}/{:?}", t.text(&raw), w.class))
                .collect::<Vec<_>>()
                .join(" ")
        );
    }
    for a in attributions(&raw, &s, &[], &words, &lexicon) {
        println!(
            "{} S: {:?} C: {:?} K: {:?} {:?}",
            if a.nested { "NESTED" } else { "" },
            a.source.map(|s| s.slice(&raw)),
            a.cue.map(|s| s.slice(&raw)),
            a.content.iter().map(|s| s.slice(&raw)).collect::<Vec<_>>(),
            a.quote
        );
    }
}
