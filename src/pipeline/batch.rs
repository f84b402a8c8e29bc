//! Batches: articles and rejects of a file, read together so that every core has work, and few enough for memory.

use crate::read::{Article, Input, Item, Items, Limits, Reject, open};

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
        let mut batch = Batch { articles: Vec::new(), rejects: Vec::new(), warnings: Vec::new(), bytes: 0 };
        let mut size = 0;
        while batch.articles.len() < BATCH_ARTICLES && size < BATCH_BYTES {
            match self.items.next() {
                Some(Item::Article(article)) => {
                    size += article.text.len();
                    batch.warnings.extend(article.warnings.iter().map(|w| w.kind()));
                    batch.articles.push(article);
                }
                Some(Item::Reject(reject)) => batch.rejects.push(reject),
                None if batch.articles.is_empty() && batch.rejects.is_empty() => return None,
                None => break,
            }
        }
        let read = self.items.bytes_read();
        batch.bytes = read - self.read;
        self.read = read;
        Some(batch)
    }
}
