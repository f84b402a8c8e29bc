//! A site profile: which lines recur over the articles of one site. Built in a first pass over
//! the corpus; what recurs is the site speaking. It counts lines and holds no text.

use super::cut;
use super::fold::Folded;
use super::hash::hash;
use std::collections::{HashMap, HashSet};

/// Below so many articles a site has no profile.
const ARTICLES: u32 = 5;
/// A line is furniture from so many articles on, whatever the share.
const FLOOR: u32 = 3;
/// Longer lines (bytes) may be a shared statement or a copied story and are never furniture.
const LONGEST: usize = 700;

/// Counts lines over the articles of one site; the order of articles does not matter.
#[derive(Clone, Debug, Default)]
pub struct SiteProfileBuilder {
    articles: u32,
    counts: HashMap<u64, u32>,
}

impl SiteProfileBuilder {
    /// Counts the lines of one article, each once.
    pub fn add(&mut self, raw: &str) {
        self.articles += 1;
        let mut seen = HashSet::new();
        for span in cut::paragraphs(raw) {
            if span.len() > LONGEST {
                continue;
            }
            let key = Folded::new(span.slice(raw)).key;
            if !key.contains(char::is_alphabetic) {
                continue;
            }
            let hash = hash(&key);
            if seen.insert(hash) {
                *self.counts.entry(hash).or_default() += 1;
            }
        }
    }

    /// Adds what another builder of the same site has counted.
    pub fn merge(&mut self, other: SiteProfileBuilder) {
        self.articles += other.articles;
        for (hash, count) in other.counts {
            *self.counts.entry(hash).or_default() += count;
        }
    }

    /// The profile: lines found in at least 3 and a fifth of the articles. With fewer than 5
    /// articles it holds no line.
    pub fn build(self) -> SiteProfile {
        let articles = self.articles;
        let floor = FLOOR.max(articles.div_ceil(5));
        let counts = self.counts.into_iter().filter(|&(_, n)| articles >= ARTICLES && n >= floor).collect();
        SiteProfile { articles, counts }
    }
}

/// The lines that recur over the articles of one site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteProfile {
    articles: u32,
    /// Hash of each recurring line's folded text, and in how many articles it stands.
    counts: HashMap<u64, u32>,
}

impl SiteProfile {
    /// Number of articles the profile was built from.
    pub fn articles(&self) -> u32 {
        self.articles
    }

    /// Number of lines that recur.
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// Whether no line recurs.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// Whether the line recurs often enough to be furniture; a paragraph of running text must
    /// recur in half of the articles, for it may also be background that stories share.
    pub(super) fn recurs(&self, key: &str, running: bool) -> bool {
        key.len() <= LONGEST
            && self
                .counts
                .get(&hash(key))
                .is_some_and(|&n| !(running && key.len() > 120) || n * 2 >= self.articles)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::{Furniture, Reason, Role, blocks};

    fn articles() -> Vec<String> {
        (0..6)
            .map(|i| format!("The harbour of town {i} was closed to all traffic on Monday.\nBrought to you by the tide desk\nIt will open again on day {i} of the month, pilots said."))
            .collect()
    }

    #[test]
    fn a_recurring_line_is_furniture_and_a_rare_one_is_not() {
        let mut builder = SiteProfileBuilder::default();
        articles().iter().for_each(|raw| builder.add(raw));
        let profile = builder.build();
        assert_eq!((profile.articles(), profile.len()), (6, 1));
        let got = blocks(&articles()[0], None, Furniture::embedded(), Some(&profile));
        let roles: Vec<Role> = got.iter().map(|b| b.role).collect();
        assert_eq!(roles, [Role::Body, Role::Boilerplate, Role::Body]);
        assert_eq!(got[1].reason, Some(Reason::SiteLine));
    }

    #[test]
    fn order_and_merging_do_not_matter_and_few_articles_say_nothing() {
        let texts = articles();
        let (mut forward, mut left, mut right) =
            (SiteProfileBuilder::default(), SiteProfileBuilder::default(), SiteProfileBuilder::default());
        texts.iter().for_each(|raw| forward.add(raw));
        texts[3..].iter().rev().for_each(|raw| left.add(raw));
        assert!(left.clone().build().is_empty());
        texts[..3].iter().for_each(|raw| right.add(raw));
        left.merge(right);
        assert_eq!(forward.build(), left.build());
    }
}
