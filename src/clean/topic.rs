//! Topic: how many content words a line shares with the paragraphs around it. A measure only;
//! what follows from it is decided elsewhere.

use std::collections::{HashMap, HashSet};

/// Of each paragraph so many bytes are read.
const READ: usize = 1500;
/// Words count as the same when so many first letters agree, so that inflection does not matter.
const STEM: usize = 5;

/// Words of four letters and more that are about nothing, sorted.
const EMPTY: &[&str] = &[
    "about", "after", "again", "also", "amid", "among", "been", "before", "being", "both", "could", "does",
    "down", "each", "even", "ever", "every", "from", "have", "here", "into", "just", "like", "more", "most",
    "much", "must", "need", "only", "other", "over", "said", "same", "says", "should", "some", "still",
    "such", "than", "that", "their", "them", "then", "there", "these", "they", "this", "those", "through",
    "under", "until", "upon", "very", "were", "what", "when", "where", "which", "while", "will", "with",
    "would", "your",
];

/// The content stems of `key`, an article's text in lower case.
pub(super) fn stems(key: &str) -> impl Iterator<Item = &str> {
    let mut end = key.len().min(READ);
    while !key.is_char_boundary(end) {
        end -= 1;
    }
    key[..end].split(|c: char| !c.is_alphanumeric()).filter_map(|word| {
        let short = word.len() < 4 || word.chars().nth(3).is_none();
        if short && !word.bytes().any(|byte| byte.is_ascii_digit()) || EMPTY.binary_search(&word).is_ok() {
            return None;
        }
        let word = word.strip_suffix('s').unwrap_or(word);
        let cut = word.char_indices().nth(STEM).map_or(word.len(), |(at, _)| at);
        Some(&word[..cut])
    })
}

/// In how many paragraphs of an article each stem occurs.
#[derive(Debug, Default)]
pub(super) struct Frequencies<'t> {
    counts: HashMap<&'t str, u32>,
    paragraphs: u32,
}

impl<'t> Frequencies<'t> {
    pub(super) fn add(&mut self, key: &'t str) {
        self.paragraphs += 1;
        let seen: HashSet<&str> = stems(key).collect();
        for stem in seen {
            *self.counts.entry(stem).or_default() += 1;
        }
    }

    /// Whether the whole article is about the stem, so that sharing it tells nothing.
    fn is_common(&self, stem: &str) -> bool {
        self.paragraphs >= 6 && self.counts.get(stem).is_some_and(|&n| n * 4 >= self.paragraphs)
    }

    /// Share of the line's telling stems that the paragraphs hold, 0 to 1; none where the line
    /// has fewer than three of them.
    pub(super) fn shared<'a>(&self, line: &str, paragraphs: impl Iterator<Item = &'a str>) -> Option<f32> {
        let telling: HashSet<&str> = stems(line).filter(|stem| !self.is_common(stem)).collect();
        let mut found: HashSet<&str> = HashSet::new();
        for paragraph in paragraphs {
            found.extend(stems(paragraph).filter_map(|stem| telling.get(stem).copied()));
        }
        (telling.len() >= 3).then(|| found.len() as f32 / telling.len() as f32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subheading_shares_words_with_its_section_and_a_teaser_does_not() {
        let section = ["the parliament must ratify any treaty, and its members doubt it."];
        let topics = Frequencies::default();
        let shared = |line| topics.shared(line, section.into_iter());
        assert_eq!(shared("parliament's members doubt treaties"), Some(1.0));
        assert_eq!(shared("storm fells tower in bergen"), Some(0.0));
        assert_eq!(shared("what then?"), None);
    }
}
