//! Hashes: maps whose keys are hashes already, so that nothing is hashed twice. Texts are compared
//! by 64 bits here; within one article or one lexicon those do not clash.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use xxhash_rust::xxh3::xxh3_64;

/// A map by hash.
pub(super) type HashedMap<V> = HashMap<u64, V, BuildHasherDefault<Given>>;

/// A set of hashes.
pub(super) type HashedSet = HashSet<u64, BuildHasherDefault<Given>>;

/// Hash of a text.
pub(super) fn hash(text: &str) -> u64 {
    xxh3_64(text.as_bytes())
}

/// Takes the key, a hash of 64 bits, as it is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Given(u64);

impl Hasher for Given {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64(bytes);
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}
