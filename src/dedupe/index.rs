//! The index of candidates: which articles hold a shingle of the sketch. It proposes; every proposal is
//! verified on the whole texts.
//!
//! The sketch is a FracMinHash (Irber et al. 2022, doi:10.1101/2022.01.11.475838): all shingles whose hash is below a bound. Unlike
//! MinHash bands it finds a short text inside a long one as well as two texts of one length.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasherDefault, Hasher};

/// A shingle in more articles than this is a common phrase and proposes nothing more.
const COMMON: u32 = 64;
/// A candidate shares at least one in so many of the shingles in the smaller of the two sketches.
const LEAST: u32 = 6;
/// Candidates verified for one article at most.
const CANDIDATES: usize = 48;

/// Spreads keys that are hashes already.
#[derive(Default)]
pub(super) struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }
    fn write_u32(&mut self, key: u32) {
        self.write_u64(u64::from(key));
    }
    fn write_u64(&mut self, key: u64) {
        self.0 = (self.0 ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(26);
    }
}

/// A map whose keys are hashes.
pub(super) type HashKeyed<K, V> = HashMap<K, V, BuildHasherDefault<Spread>>;

const END: u32 = u32::MAX;

/// The holders of one shingle: the newest here, as most have no other; the rest in `Index::links`.
struct Holders {
    newest: u32,
    older: u32,
    count: u32,
}

/// From a shingle to the articles that hold it.
#[derive(Default)]
pub(super) struct Index {
    holders: HashKeyed<u32, Holders>,
    links: Vec<(u32, u32)>,
    /// Size of each article's sketch.
    sizes: Vec<u32>,
    /// How much each article has in common with the one asked about; zero between questions.
    counts: Vec<u32>,
    touched: Vec<u32>,
}

impl Index {
    /// Adds the next article with its sketch; articles are numbered from 0 as they are added.
    pub fn insert(&mut self, sketch: &[u32]) {
        let article = self.counts.len() as u32;
        self.counts.push(0);
        self.sizes.push(sketch.len() as u32);
        for &shingle in sketch {
            match self.holders.entry(shingle) {
                Entry::Vacant(vacant) => {
                    vacant.insert(Holders { newest: article, older: END, count: 1 });
                }
                Entry::Occupied(mut occupied) => {
                    let holders = occupied.get_mut();
                    holders.count = holders.count.saturating_add(1);
                    if holders.count <= COMMON {
                        self.links.push((holders.newest, holders.older));
                        holders.older = (self.links.len() - 1) as u32;
                        holders.newest = article;
                    }
                }
            }
        }
    }

    /// Articles that have part of the sketch: those with most in common first, then the ones added first.
    pub fn candidates(&mut self, sketch: &[u32]) -> Vec<u32> {
        for shingle in sketch {
            let Some(holders) = self.holders.get(shingle).filter(|holders| holders.count <= COMMON) else {
                continue;
            };
            let (mut article, mut link) = (holders.newest, holders.older);
            loop {
                let count = &mut self.counts[article as usize];
                if *count == 0 {
                    self.touched.push(article);
                }
                *count += 1;
                if link == END {
                    break;
                }
                (article, link) = self.links[link as usize];
            }
        }
        let mut found: Vec<(u32, u32)> = Vec::new();
        for &article in &self.touched {
            let count = std::mem::take(&mut self.counts[article as usize]);
            if count * LEAST >= self.sizes[article as usize].min(sketch.len() as u32) {
                found.push((count, article));
            }
        }
        self.touched.clear();
        let order = |a: &(u32, u32), b: &(u32, u32)| b.0.cmp(&a.0).then(a.1.cmp(&b.1));
        if found.len() > CANDIDATES {
            found.select_nth_unstable_by(CANDIDATES, order);
            found.truncate(CANDIDATES);
        }
        found.sort_unstable_by(order);
        found.into_iter().map(|(_, article)| article).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_text_finds_the_long_one() {
        let mut index = Index::default();
        index.insert(&[2, 4, 6, 8]);
        index.insert(&(10..500).collect::<Vec<u32>>());
        assert_eq!(index.candidates(&[20, 30, 40, 7777]), [1]);
        assert_eq!(index.candidates(&[4, 6, 100, 110, 120]), [1, 0]);
        assert!(index.candidates(&[7777]).is_empty());
    }

    #[test]
    fn boilerplate_costs_no_more_as_it_recurs() {
        let mut index = Index::default();
        let boilerplate: Vec<u32> = (0..50).collect();
        for note in 0..5_000u32 {
            let sketch: Vec<u32> = boilerplate.iter().copied().chain([1_000 + note]).collect();
            index.insert(&sketch);
        }
        assert!(index.links.len() <= boilerplate.len() * COMMON as usize);
        assert!(index.candidates(&boilerplate).is_empty());
        assert_eq!(index.candidates(&[3, 1_007]), [7]);
    }
}
