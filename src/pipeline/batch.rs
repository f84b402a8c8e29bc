//! Batches: articles and rejects of a file, read together so that every core has work, and few enough for memory.

use crate::read::{Article, Input, Item, Items, Limits, Pending, Reject, open};
use rayon::prelude::*;

/// Articles taken through a stage together.
const BATCH_ARTICLES: usize = 512;
/// Bytes of text taken together at most; one article may be larger.
const BATCH_BYTES: usize = 16 << 20;

/// Articles and rejects read together.
pub(super) struct Batch {
    pub articles: Vec<Article>,
    pub rejects: Vec<Reject>,
    pub warnings: Vec<&'static str>,
    /// Bytes of the file read for it.
    pub bytes: u64,
}

/// Cuts the items of a file into batches.
pub(super) struct Batches {
    items: Items,
    read: u64,
}

impl Batches {
    pub fn new(input: &Input, limits: &Limits) -> Self {
        Self { items: open(input, limits), read: 0 }
    }
}

impl Iterator for Batches {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        let (mut pending, mut size) = (Vec::new(), 0);
        while pending.len() < BATCH_ARTICLES && size < BATCH_BYTES {
            let Some(next) = self.items.next_pending() else { break };
            size += next.bytes();
            pending.push(next);
        }
        if pending.is_empty() {
            return None;
        }
        // Pages and records are taken apart on all cores, too.
        let items: Vec<Item> = pending.into_par_iter().map(Pending::finish).collect();
        let mut batch = Batch { articles: Vec::new(), rejects: Vec::new(), warnings: Vec::new(), bytes: 0 };
        for item in items {
            match item {
                Item::Article(article) => {
                    batch.warnings.extend(article.warnings.iter().map(|w| w.kind()));
                    batch.articles.push(article);
                }
                Item::Reject(reject) => batch.rejects.push(reject),
            }
        }
        let read = self.items.bytes_read();
        batch.bytes = read - self.read;
        self.read = read;
        Some(batch)
    }
}
