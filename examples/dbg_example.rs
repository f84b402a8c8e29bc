//! Writes one record with its attributions for every text file of a folder, for scoring.
use claimwright::claim::attribution::attributions;
use claimwright::lexicon::reporting::{REPORTING_WORDS, Reporting};
use claimwright::lexicon::words::{WORDS, WordLexicon};
use claimwright::span::{CodePoints, Span};
use claimwright::split::{Abbreviations, split};

fn main() {
    let folder = std::env::args().nth(1).expect("a folder of texts");
    let words = WordLexicon::parse([("words.toml", WORDS), ("reporting_words.toml", REPORTING_WORDS)])
        .expect("the built-in word lists read");
    let lexicon = Reporting::built_in();
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the folder").flatten().map(|e| e.path()).collect();
    paths.sort();
    for path in paths {
        let raw = std::fs::read_to_string(&path).expect("a text");
        let mut blocks = Vec::new();
        let mut at = 0;
        for line in raw.split_inclusive('\n') {
            if !line.trim().is_empty() {
                blocks.push(Span::new(at, at + line.trim_end().len()));
            }
            at += line.len();
        }
        let split = split(&raw, &blocks, Abbreviations::embedded());
        if std::env::var("DBG").is_ok() {
            for st in &split.sentences {
                let r = st.tokens.start as usize..st.tokens.end as usize;
                let t = &split.tokens[r];
                let h = vec![claimwright::claim::reading::Hint::default(); t.len()];
                for (w, t) in claimwright::claim::reading::word::words(&raw, t, &h, &words).iter().zip(t) {
                    eprint!("{}/{:?} ", t.text(&raw), w.class);
                }
                eprintln!();
            }
        }
        let points = CodePoints::new(&raw);
        let json = |s: &Span| serde_json::json!({"start": points.at(s.start as usize), "end": points.at(s.end as usize)});
        let rows: Vec<_> = attributions(&raw, &split, &[], &words, &lexicon)
            .iter()
            .map(|a| {
                serde_json::json!({
                    "nested": a.nested, "source": a.source.as_ref().map(json), "cue": a.cue.as_ref().map(json),
                    "content": a.content.iter().map(json).collect::<Vec<_>>(),
                })
            })
            .collect();
        println!("{}", serde_json::json!({"path": path.to_string_lossy(), "attributions": rows}));
    }
}
