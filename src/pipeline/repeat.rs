//! Repeats: claims of several articles with the same content, as copies and wire stories have them.
//!
//! Two claims have the same content where stance, polarity, holders, legal forms, capabilities and the words of
//! the sentence (case, punctuation and white space aside) are equal. The earliest published is the one the
//! others repeat; without dates, and among equal dates, the one that was read first.

use crate::write::ClaimRecord;
use std::collections::{BTreeMap, HashMap};
use xxhash_rust::xxh3::xxh3_128;

/// The contents of all claims of a run: some 100 bytes a claim.
#[derive(Debug, Default)]
pub struct Repeats {
    seen: HashMap<u128, Vec<(Option<String>, String)>>,
}

impl Repeats {
    /// Remembers the content of a claim.
    pub fn add(&mut self, claim: &ClaimRecord) {
        self.seen.entry(content(claim)).or_default().push((claim.published.clone(), claim.id.clone()));
    }

    /// For each claim that repeats another: its id, and the id of the earliest.
    pub fn links(self) -> BTreeMap<String, String> {
        let mut links = BTreeMap::new();
        for mut claims in self.seen.into_values().filter(|claims| claims.len() > 1) {
            // A claim without a date comes behind those with one.
            // Stable: among equals the order of reading stays.
            claims.sort_by(|a, b| (a.0.is_none(), &a.0).cmp(&(b.0.is_none(), &b.0)));
            let earliest = claims[0].1.clone();
            links.extend(claims.into_iter().skip(1).map(|(_, id)| (id, earliest.clone())));
        }
        links
    }
}

fn content(claim: &ClaimRecord) -> u128 {
    let mut holders: Vec<&str> = claim.holders.iter().map(|a| a.id.as_str()).collect();
    let mut topics: Vec<&str> = claim.legal_forms.iter().map(|f| f.id.as_str()).collect();
    topics.extend(claim.capabilities.iter().map(|c| c.id.as_str()));
    holders.sort_unstable();
    topics.sort_unstable();
    let words: Vec<String> = claim
        .sentence
        .text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    let key = [&claim.stance, &claim.polarity, &holders.join(" "), &topics.join(" "), &words.join(" ")]
        .map(String::as_str)
        .join("\n");
    xxh3_128(key.as_bytes())
}
