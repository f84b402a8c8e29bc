//! Repeats: claims of several articles with the same content, as copies, rewrites and wire stories have them.
//!
//! Two claims have the same content where stance, polarity, holders, legal forms and capabilities are equal, and the sentences
//! nearly: they share three in four of their words, and all numbers. The earliest published is the one the others repeat;
//! without dates, and among equal dates, that of the document with the lowest id. Repeats do not chain, and the order of
//! reading plays no part.

use crate::write::{ClaimRecord, Independent};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

/// Share of their words that two sentences have in common, of all words of both.
const ALIKE: f64 = 0.75;
/// So many of a sentence's pairs of words, those with the lowest hashes, propose what to compare it with (bottom-k sketch,
/// Broder 1997). Two sentences alike in ALIKE share one in all but a few of a thousand cases.
const SKETCH: usize = 6;
/// Earlier claims compared for one pair of words at most.
const MOST: usize = 64;

/// What is remembered of a claim: some 200 bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// Hash of all but the sentence.
    pub content: u128,
    /// Hashes of the sentence's words in their order; bit 0 says that a word is a number.
    pub words: Box<[u32]>,
    pub published: Option<String>,
    pub document: String,
    /// First code point of the sentence.
    pub start: u64,
    pub id: String,
}

/// Who says a claim of this run, for counting outlets.
#[derive(Debug)]
struct Outlet {
    site: Option<String>,
    stance: String,
    holders: Vec<String>,
}

/// The contents of all claims of a run.
#[derive(Debug, Default)]
pub struct Repeats {
    said: Vec<Said>,
    outlets: HashMap<String, Outlet>,
}

impl Repeats {
    /// Remembers the content of a claim.
    pub fn add(&mut self, claim: &ClaimRecord) {
        let holders = claim.holders.iter().map(|actor| actor.id.clone()).collect();
        let outlet = Outlet { site: claim.site.clone(), stance: claim.stance.clone(), holders };
        self.outlets.insert(claim.id.clone(), outlet);
        self.said.push(Said {
            content: content(claim),
            words: words(&claim.sentence.text),
            published: claim.published.clone(),
            document: claim.document_id.clone(),
            start: claim.sentence.start as u64,
            id: claim.id.clone(),
        });
    }

    /// The claims as the index keeps them.
    pub(super) fn said(&self) -> &[Said] {
        &self.said
    }

    /// For each claim that repeats another, of this run or of `earlier` ones: its id, and the id of the earliest.
    pub(super) fn links(&self, earlier: &[Said]) -> BTreeMap<String, String> {
        let mut claims: Vec<&Said> = earlier.iter().chain(&self.said).collect();
        claims.sort_by(|a, b| rank(a).cmp(&rank(b)));
        claims.dedup_by(|a, b| a.id == b.id);
        let mut links = BTreeMap::new();
        let mut firsts: HashMap<(u128, u64), Vec<&Said>> = HashMap::new();
        for claim in claims {
            let sketch = sketch(&claim.words);
            let first = sketch
                .iter()
                .filter_map(|&pair| firsts.get(&(claim.content, pair)))
                .flatten()
                .filter(|first| alike(&first.words, &claim.words))
                .min_by(|a, b| rank(a).cmp(&rank(b)));
            if let Some(first) = first {
                links.insert(claim.id.clone(), first.id.clone());
                continue;
            }
            for pair in sketch {
                let same = firsts.entry((claim.content, pair)).or_default();
                if same.len() < MOST {
                    same.push(claim);
                }
            }
        }
        links.retain(|id, _| self.outlets.contains_key(id));
        links
    }

    /// Counts what is left when each claim counts once, however many outlets carry it.
    pub(super) fn independent(&self, links: &BTreeMap<String, String>) -> Independent {
        let mut all: BTreeSet<Option<&str>> = BTreeSet::new();
        let mut stances: BTreeMap<&str, BTreeSet<Option<&str>>> = BTreeMap::new();
        let mut holders: BTreeMap<&str, BTreeSet<Option<&str>>> = BTreeMap::new();
        let mut claims = 0;
        for outlet in self.outlets.iter().filter(|(id, _)| !links.contains_key(*id)).map(|(_, outlet)| outlet)
        {
            let site = outlet.site.as_deref();
            claims += 1;
            all.insert(site);
            stances.entry(&outlet.stance).or_default().insert(site);
            if outlet.holders.is_empty() {
                holders.entry("").or_default().insert(site);
            }
            for holder in &outlet.holders {
                holders.entry(holder).or_default().insert(site);
            }
        }
        let counted = |by: BTreeMap<&str, BTreeSet<Option<&str>>>| {
            by.into_iter().map(|(key, sites)| (key.to_owned(), sites.len() as u64)).collect()
        };
        Independent {
            claims,
            outlets: all.len() as u64,
            stances: counted(stances),
            holders: counted(holders),
        }
    }
}

/// The order of being first; a claim without a date comes behind those with one.
fn rank(claim: &Said) -> impl Ord + use<'_> {
    (claim.published.is_none(), &claim.published, &claim.document, claim.start, &claim.id)
}

fn content(claim: &ClaimRecord) -> u128 {
    let mut holders: Vec<&str> = claim.holders.iter().map(|a| a.id.as_str()).collect();
    let mut topics: Vec<&str> = claim.legal_forms.iter().map(|f| f.id.as_str()).collect();
    topics.extend(claim.capabilities.iter().map(|c| c.id.as_str()));
    holders.sort_unstable();
    holders.dedup();
    topics.sort_unstable();
    topics.dedup();
    let key = [claim.stance.as_str(), &claim.polarity, &holders.join(" "), &topics.join(" ")].join("\n");
    xxh3_128(key.as_bytes())
}

/// The words of a sentence, case and punctuation aside.
fn words(sentence: &str) -> Box<[u32]> {
    sentence
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            let number = word.contains(|c: char| c.is_numeric());
            (xxh3_64(word.to_lowercase().as_bytes()) as u32 & !1) | u32::from(number)
        })
        .collect()
}

/// The pairs of neighbours with the lowest hashes; of a sentence of one word, that word.
fn sketch(words: &[u32]) -> Vec<u64> {
    let hash = |pair: &[u32]| {
        let pair = pair.iter().fold(0u64, |hash, &word| hash << 32 | u64::from(word));
        xxh3_64(&pair.to_le_bytes())
    };
    let mut pairs: Vec<u64> =
        if words.len() < 2 { vec![hash(words)] } else { words.windows(2).map(hash).collect() };
    pairs.sort_unstable();
    pairs.dedup();
    pairs.truncate(SKETCH);
    pairs
}

/// Whether two sentences say the same in nearly the same words.
fn alike(a: &[u32], b: &[u32]) -> bool {
    if a == b {
        return true;
    }
    let set = |words: &[u32]| words.iter().copied().collect::<HashSet<u32>>();
    let (a, b) = (set(a), set(b));
    let numbers = a.symmetric_difference(&b).any(|word| word & 1 == 1);
    let both = a.intersection(&b).count();
    !numbers && both as f64 >= ALIKE * (a.len() + b.len() - both) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::claim_record::SentenceRef;

    fn claim(id: &str, site: &str, published: &str, sentence: &str) -> ClaimRecord {
        ClaimRecord {
            id: id.into(),
            document_id: format!("d-{id}"),
            site: Some(site.into()),
            published: Some(published.into()),
            stance: "offer".into(),
            sentence: SentenceRef { text: sentence.into(), ..Default::default() },
            ..Default::default()
        }
    }

    #[test]
    fn rewrites_repeat_and_other_numbers_do_not() {
        let told =
            "Norway offered to send 12 launchers to Ostberg before the winter, its minister said on Monday.";
        let claims = [
            claim("late", "b.example", "2031-05-02", told),
            claim("first", "a.example", "2031-05-01", told),
            claim(
                "rewrite",
                "c.example",
                "2031-05-03",
                &told.replace("its minister said", "the minister said"),
            ),
            claim("other", "c.example", "2031-05-03", &told.replace("12", "14")),
        ];
        let run = |order: &[usize]| {
            let mut repeats = Repeats::default();
            order.iter().for_each(|&i| repeats.add(&claims[i]));
            let links = repeats.links(&[]);
            let independent = repeats.independent(&links);
            (links, independent)
        };
        let (links, independent) = run(&[0, 1, 2, 3]);
        let pairs: Vec<(&str, &str)> = links.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(pairs, [("late", "first"), ("rewrite", "first")]);
        assert_eq!((independent.claims, independent.outlets, independent.stances["offer"]), (2, 2, 2));
        assert_eq!(run(&[3, 2, 1, 0]), (links, independent));
    }

    #[test]
    fn claims_of_earlier_runs_come_first_if_they_were_earlier() {
        let told = "Norway offered to send launchers to Ostberg before the winter.";
        let mut yesterday = Repeats::default();
        yesterday.add(&claim("old", "a.example", "2031-05-01", told));
        let mut today = Repeats::default();
        today.add(&claim("new", "b.example", "2031-05-02", told));
        let links = today.links(yesterday.said());
        assert_eq!(links.get("new").map(String::as_str), Some("old"));
        assert!(yesterday.links(today.said()).is_empty());
    }
}
