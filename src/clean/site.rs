//! A site profile: which lines recur over the articles of one site. Learnt when all articles were
//! seen; what recurs is the site speaking. It counts lines and holds no text.
//!
//! Copies of one story recur as well. They are told from furniture by what stands beside them: a line is the site's
//! only if it stands beside other text each time.

use super::hash::{HashedMap, HashedSet};

/// Below so many articles a site has no profile.
const ARTICLES: u32 = 5;
/// A line is furniture from so many articles on, whatever the share; a long paragraph from so many.
const FLOOR: u32 = 3;
const LONG_FLOOR: u32 = 5;
/// From so many bytes on, a paragraph may be background that stories share.
const LONG: u32 = 120;
/// Longer lines (bytes) may be a shared statement or a copied story and are never furniture.
const LONGEST: u32 = 700;

/// One line of an article, as counting sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Hash of the folded text.
    pub hash: u64,
    /// Bytes of the folded text.
    pub bytes: u32,
    /// It looks like a paragraph of running text.
    pub running: bool,
}

impl Line {
    /// Whether the line could be furniture at all, were it found often enough.
    fn is_countable(&self) -> bool {
        self.bytes > 0 && self.bytes <= LONGEST
    }
}

/// The lines that recur over the articles of one site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteProfile {
    articles: u32,
    /// Hash of each recurring line's folded text, and in how many articles it stands.
    counts: HashedMap<u32>,
}

impl SiteProfile {
    /// Learns from the lines of all articles of one site, in whatever order: lines found in at least 3 and a fifth of
    /// the articles, beside different text. With fewer than 5 articles it holds no line.
    ///
    /// Time is linear in the lines but for sorting those of one article.
    pub fn learn(articles: &[&[Line]]) -> Self {
        let total = articles.len() as u32;
        if total < ARTICLES {
            return Self { articles: total, counts: HashedMap::default() };
        }
        let floor = FLOOR.max(total.div_ceil(5));
        // Of each line: in how many articles it stands, and in which one last.
        let mut counts: HashedMap<(u32, u32)> = HashedMap::default();
        for (place, lines) in (0..).zip(articles) {
            for line in lines.iter().filter(|line| line.bytes > 0) {
                let (count, last) = counts.entry(line.hash).or_insert((0, u32::MAX));
                *count += u32::from(*last != place);
                *last = place;
            }
        }
        let count = |line: &Line| counts.get(&line.hash).map_or(0, |(count, _)| *count);
        let mut beside: HashedMap<HashedSet> = HashedMap::default();
        for lines in articles {
            if !lines.iter().any(|line| line.is_countable() && count(line) >= floor) {
                continue;
            }
            let mut by_count: Vec<(u32, &Line)> = lines.iter().map(|line| (count(line), line)).collect();
            by_count.sort_unstable_by_key(|(count, line)| (*count, line.hash));
            let running = lines.iter().any(|line| line.running && count(line) < total);
            // The longest of the lines that are rarer than the one in question: what the article is known by.
            let (mut paragraph, mut any): (Option<&Line>, Option<&Line>) = (None, None);
            for same in by_count.chunk_by(|a, b| a.0 == b.0) {
                for (_, line) in same.iter().filter(|(count, line)| *count >= floor && line.is_countable()) {
                    let known_by = if running || line.running { paragraph } else { any };
                    let seen = beside.entry(line.hash).or_default();
                    // From here on there are enough.
                    if seen.len() < LONG_FLOOR.max(floor) as usize {
                        seen.insert(known_by.map_or(0, |line| line.hash));
                    }
                }
                for (_, line) in same {
                    let longer = |best: Option<&Line>| best.is_none_or(|best| line.bytes > best.bytes);
                    if line.running && longer(paragraph) {
                        paragraph = Some(line);
                    }
                    if longer(any) {
                        any = Some(line);
                    }
                }
            }
        }
        let counts = beside
            .into_iter()
            .filter(|(_, texts)| texts.len() >= FLOOR as usize)
            .map(|(hash, _)| (hash, counts[&hash].0))
            .collect();
        Self { articles: total, counts }
    }

    /// Number of articles the profile was learnt from.
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
    pub fn recurs(&self, line: &Line) -> bool {
        let long = line.running && line.bytes > LONG;
        let often = |&count: &u32| !long || (count >= LONG_FLOOR && count * 2 >= self.articles);
        line.is_countable() && self.counts.get(&line.hash).is_some_and(often)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::{Block, Furniture, Reason, Role, blocks, blocks_and_lines};

    fn articles() -> Vec<String> {
        (0..6)
            .map(|i| format!("The harbour of town {i} was closed to all traffic on Monday.\nBrought to you by the tide desk\nIt will open again on day {i} of the month, pilots said."))
            .collect()
    }

    fn learnt(texts: &[String]) -> SiteProfile {
        let lines: Vec<Vec<Line>> =
            texts.iter().map(|raw| blocks_and_lines(raw, None, Furniture::embedded()).1).collect();
        SiteProfile::learn(&lines.iter().map(Vec::as_slice).collect::<Vec<_>>())
    }

    fn cleaned(raw: &str, profile: &SiteProfile) -> Vec<Block> {
        blocks(raw, None, Furniture::embedded(), Some(profile))
    }

    #[test]
    fn a_recurring_line_is_furniture_and_a_rare_one_is_not() {
        let profile = learnt(&articles());
        assert_eq!((profile.articles(), profile.len()), (6, 1));
        let got = cleaned(&articles()[0], &profile);
        let roles: Vec<Role> = got.iter().map(|b| b.role).collect();
        assert_eq!(roles, [Role::Body, Role::Boilerplate, Role::Body]);
        assert_eq!(got[1].reason, Some(Reason::SiteLine));
    }

    #[test]
    fn order_does_not_matter_and_few_articles_say_nothing() {
        let texts = articles();
        let mut back = texts.clone();
        back.reverse();
        assert_eq!(learnt(&texts), learnt(&back));
        assert!(learnt(&texts[3..]).is_empty());
    }

    #[test]
    fn copies_on_one_site_are_no_furniture() {
        let story = "The council of Varnholm voted on Monday to close the ferry at night.\nNobody spoke against it.\n\
                     Islanders said afterwards that they had not been asked, and that they would go to court.";
        let mut texts = articles();
        texts.extend((0..4).map(|i| format!("Night ferry {i}\n{story}\nBrought to you by the tide desk")));
        let profile = learnt(&texts);
        assert_eq!(profile.len(), 1);
        let kept = cleaned(&texts[7], &profile).iter().filter(|block| block.role == Role::Body).count();
        assert!(kept >= 3, "{kept} paragraphs are left of a story that was printed four times");
    }
}
