//! Patterns: cues that are regular expressions over the words of a sentence.
//!
//! For what no lemma and no shape of clause says: "little appetite for", "no plans to". The expressions are
//! those of the [`regex`] crate, which match in time linear in the text; case does not count, and a blank in
//! the expression stands for any white space.

use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};
use std::ops::Range;

/// The most memory that one compiled expression may take, in bytes.
const SIZE_LIMIT: usize = 1 << 20;

/// All patterns of a rule set.
#[derive(Clone, Debug, Default)]
pub struct Patterns {
    /// All expressions at once, to leave most sentences after one look.
    any: Option<RegexSet>,
    each: Vec<(Regex, usize)>,
}

/// The expression as it is run: whole words, any white space between them.
fn whole_words(pattern: &str) -> String {
    format!(r"\b(?:{})\b", pattern.replace(' ', r"\s+"))
}

/// Whether `pattern` is an expression, or what is wrong with it in one line.
///
/// # Errors
/// The last line of what the expression reader says.
pub fn check(pattern: &str) -> Result<(), String> {
    let compiled =
        RegexBuilder::new(&whole_words(pattern)).case_insensitive(true).size_limit(SIZE_LIMIT).build();
    // Without the bounds of words, between which even nothing is not found in an empty text.
    let empty = Regex::new(&format!("^(?:{pattern})$")).is_ok_and(|whole| whole.is_match(""));
    match compiled {
        Err(error) => {
            let text = error.to_string();
            Err(text.lines().last().unwrap_or_default().trim_start_matches("error: ").to_string())
        }
        Ok(_) if empty => Err("it matches nothing at all, and so everywhere".into()),
        Ok(_) => Ok(()),
    }
}

impl Patterns {
    /// Compiles patterns, each with the index of its rule; those that [`check`] refuses are left out.
    pub fn new(patterns: &[(&str, usize)]) -> Self {
        let sound: Vec<(String, usize)> = patterns
            .iter()
            .filter(|(p, _)| check(p).is_ok())
            .map(|&(p, rule)| (whole_words(p), rule))
            .collect();
        let build = |p: &str| RegexBuilder::new(p).case_insensitive(true).size_limit(SIZE_LIMIT).build();
        let any = RegexSetBuilder::new(sound.iter().map(|(p, _)| p)).case_insensitive(true).build().ok();
        Self { any, each: sound.iter().filter_map(|(p, rule)| Some((build(p).ok()?, *rule))).collect() }
    }

    /// Where patterns match in `text`, in byte offsets into it, with the indices of their rules.
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let Some(any) = &self.any else { return Vec::new() };
        let mut found = Vec::new();
        for index in any.matches(text) {
            let (expression, rule) = &self.each[index];
            found.extend(expression.find_iter(text).map(|m| (m.range(), *rule)));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_whole_words_over_any_white_space() {
        let patterns = Patterns::new(&[("no plans? to", 7)]);
        assert_eq!(patterns.find("There are No plan\n to send troops"), [(10..21, 7)]);
        assert!(patterns.find("no planks to").is_empty());
    }

    #[test]
    fn a_wrong_pattern_is_told_and_left_out() {
        assert!(check("no (plan").is_err());
        assert!(check("x*").is_err());
        assert!(Patterns::new(&[("no (plan", 0)]).find("no plan").is_empty());
    }
}
