//! The index of candidates: which articles hold a shingle of the sketch. It proposes; every proposal is
//! verified on the whole texts.
//!
//! The sketch is a FracMinHash (Irber et al. 2022, doi:10.1101/2022.01.11.475838): all shingles whose hash is below a bound. Unlike
//! MinHash bands it finds a short text inside a long one as well as two texts of one length.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A shingle in more articles than this is a common phrase and proposes nothing more.
const COMMON: u32 = 128;
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

/// The holders of one shingle: a list through `Index::links`, newest first.
struct Holders {
    newest: u32,
    count: u32,
}

/// From a shingle to the articles that hold it.
#[derive(Default)]
pub(super) struct Index {
    holders: HashKeyed<u32, Holders>,
    links: Vec<(u32, u32)>,
    counts: Vec<u32>,
    touched: Vec<u32>,
}

impl Index {
    /// Adds `article`, a small number, with its sketch.
    pub fn insert(&mut self, article: u32, sketch: &[u32]) {
        if self.counts.len() <= article as usize {
            self.counts.resize(article as usize + 1, 0);
        }
        for &shingle in sketch {
            let holders = self.holders.entry(shingle).or_insert(Holders { newest: END, count: 0 });
            holders.count += 1;
            if holders.count > COMMON {
                continue;
            }
            self.links.push((article, holders.newest));
            holders.newest = (self.links.len() - 1) as u32;
        }
    }

    /// Articles that share at least two shingles of the sketch, or one where the sketch is tiny: those
    /// with most in common first, then the ones added first.
    pub fn candidates(&mut self, sketch: &[u32]) -> Vec<u32> {
        for shingle in sketch {
            let Some(holders) = self.holders.get(shingle).filter(|holders| holders.count <= COMMON) else {
                continue;
            };
            let mut link = holders.newest;
            while link != END {
                let (article, next) = self.links[link as usize];
                let count = &mut self.counts[article as usize];
                if *count == 0 {
                    self.touched.push(article);
                }
                *count += 1;
                link = next;
            }
        }
        let least = if sketch.len() < 16 { 1 } else { 2 + sketch.len() as u32 / 32 };
        let mut found: Vec<(u32, u32)> = Vec::new();
        for &article in &self.touched {
            let count = std::mem::take(&mut self.counts[article as usize]);
            if count >= least {
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
