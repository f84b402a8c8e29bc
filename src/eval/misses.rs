//! Misses: what gold has and the run lacks, and the other way round, beside the sentence it is about.

use super::figure::FIGURES;
use super::score::Evaluation;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// One miss or one false hit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// One of [`FIGURES`].
    pub figure: &'static str,
    /// Id of the article.
    pub document: String,
    /// First code point of the sentence or block.
    pub start: usize,
    /// First code point after it.
    pub end: usize,
    /// Its words.
    pub text: String,
    /// Whether gold alone has it; else the run alone has it.
    pub missed: bool,
    /// What it is: an id, or stance, holders, polarity, legal forms, capabilities.
    pub item: String,
    /// For a false hit: the rule that found it.
    pub rule: Option<String>,
}

impl Evaluation {
    /// Misses and false hits for people, by figure and sentence, at most `most` sentences a figure.
    pub fn misses(&self, most: usize) -> String {
        let mut out = String::new();
        for figure in FIGURES {
            self.misses_of(figure, most, &mut out);
        }
        out
    }

    fn misses_of(&self, figure: &str, most: usize, out: &mut String) {
        let mut sentences: BTreeMap<(usize, usize, usize), Vec<&Difference>> = BTreeMap::new();
        let mut counts = [0, 0];
        for (document, score) in self.documents.iter().enumerate() {
            for difference in score.differences.iter().filter(|d| d.figure == figure) {
                let place = (document, difference.start, difference.end);
                sentences.entry(place).or_default().push(difference);
                counts[usize::from(!difference.missed)] += 1;
            }
        }
        if sentences.is_empty() {
            return;
        }
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{figure}: {} missed, {} false", counts[0], counts[1]);
        for ((_, start, end), differences) in sentences.iter().take(most) {
            let text = differences[0].text.split_whitespace().collect::<Vec<_>>().join(" ");
            let _ = writeln!(out, "  {} {start}..{end}  {text}", differences[0].document);
            for d in differences {
                let word = if d.missed { "missed" } else { "false" };
                let rule = d.rule.as_ref().map_or(String::new(), |rule| format!("  (rule {rule})"));
                let _ = writeln!(out, "    {word:<8}{}{rule}", d.item);
            }
        }
        if sentences.len() > most {
            let _ = writeln!(out, "  … and {} more sentences", sentences.len() - most);
        }
    }
}
