//! What is known of a corpus before its claims are read: which lines its sites say everywhere, and which of its
//! articles are copies.

use super::article::{Extract, Origin, cleaned, extract, is_left_out};
use super::batch::Batches;
use super::corpus::{Duplicates, Observer, Options};
use super::index::Index;
use crate::clean::{Furniture, Line, Role, SiteProfile, blocks_and_lines};
use crate::dedupe::{Copy, Draft, Entry, Signature, copies};
use crate::read::{Article, Inputs};
use crate::rules::Knowledge;
use crate::write::{DocumentRecord, DuplicateOf};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

/// The articles of a corpus: those of the index in front, then those of this run in their order.
pub(super) struct Known {
    pub ids: Vec<String>,
    pub copies: Vec<Option<Copy>>,
    /// How many of them the index gave, and how many of those are now copies of an article of this run.
    pub earlier: usize,
    pub overtaken: usize,
    /// What the index is to keep of this run; empty without an index.
    pub fresh: Vec<Seen>,
    /// How many ids were given a number, since another article had them.
    pub renamed: usize,
    profiles: HashMap<String, SiteProfile>,
}

/// An article as the first pass sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    pub id: String,
    pub site: Option<String>,
    pub published: Option<String>,
    pub draft: Draft,
}

impl Seen {
    fn of(article: &Article, furniture: &Furniture) -> Self {
        let (blocks, lines) = blocks_and_lines(&article.text, article.title.as_deref(), furniture);
        let mut draft = Draft::default();
        for (block, line) in blocks.iter().zip(lines) {
            draft.add(line, (block.role == Role::Body).then(|| block.span.slice(&article.text)));
        }
        draft.shrink();
        Self {
            id: article.id.clone(),
            site: article.site.clone(),
            published: article.published.clone(),
            draft,
        }
    }
}

impl Known {
    /// Reads all articles once and compares them with each other and with those of the index.
    pub fn of(
        inputs: &Inputs,
        furniture: &Furniture,
        options: &Options,
        index: Option<&mut Index>,
        observer: &dyn Observer,
    ) -> Self {
        observer.pass("finding copies", inputs.bytes());
        let mut seen: Vec<Seen> = Vec::new();
        for input in &inputs.files {
            for batch in Batches::new(input, &options.limits) {
                seen.par_extend(batch.articles.par_iter().map(|article| Seen::of(article, furniture)));
                observer.done(batch.articles.len() as u64, batch.bytes);
            }
        }
        let keeps = index.is_some();
        let mut all = index.map(|index| std::mem::take(&mut index.articles)).unwrap_or_default();
        let mut fresh = Vec::new();
        if keeps {
            // An article that the index has is that article seen again, and no copy of itself.
            let mut again: HashMap<&str, &Seen> = HashMap::new();
            seen.iter().for_each(|article| _ = again.entry(&article.id).or_insert(article));
            let known: HashSet<String> = all
                .iter()
                .filter(|old| again.get(old.id.as_str()).is_some_and(|article| article.draft == old.draft))
                .map(|old| old.id.clone())
                .collect();
            all.retain(|old| !known.contains(&old.id));
            fresh = seen.iter().filter(|article| !known.contains(&article.id)).cloned().collect();
        }
        let earlier = all.len();
        all.append(&mut seen);
        let profiles = profiles(&all);
        let signed: Vec<(String, Option<String>, Signature, u64)> = all
            .into_par_iter()
            .map(|seen| {
                let profile = seen.site.as_ref().and_then(|site| profiles.get(site));
                let (signature, length) = if options.duplicates == Duplicates::Off {
                    (Draft::default().signature(None).0, 0)
                } else {
                    seen.draft.signature(profile)
                };
                (seen.id, seen.published, signature, length)
            })
            .collect();
        let mut ids: Vec<String> = signed.iter().map(|(id, ..)| id.clone()).collect();
        let renamed = make_unique(&mut ids);
        let entries: Vec<Entry> = signed
            .iter()
            .zip(&ids)
            .map(|((_, published, signature, length), id)| Entry {
                id,
                published: published.as_deref(),
                length: *length,
                signature,
            })
            .collect();
        let copies = copies(&entries);
        let overtaken = copies[..earlier].iter().flatten().filter(|copy| copy.survivor >= earlier).count();
        Self { copies, ids, earlier, overtaken, fresh, renamed, profiles }
    }

    /// The records of the article at `ordinal`.
    pub fn extract(
        &self,
        ordinal: usize,
        mut article: Article,
        knowledge: &Knowledge,
        options: &Options,
    ) -> Extract {
        let origin = self.origin(ordinal, &mut article, options);
        extract(&article, knowledge, origin)
    }

    /// The record of the article at `ordinal`, without sentences.
    pub fn document(
        &self,
        ordinal: usize,
        mut article: Article,
        furniture: &Furniture,
        options: &Options,
    ) -> DocumentRecord {
        let origin = self.origin(ordinal, &mut article, options);
        cleaned(&article, furniture, origin)
    }

    /// What is known of the article at `ordinal`, which gets the id it has in the corpus.
    fn origin(&self, ordinal: usize, article: &mut Article, options: &Options) -> Origin<'_> {
        let ordinal = self.earlier + ordinal;
        // A file that grew between the passes: what is new keeps its own id and is no copy.
        if let Some(id) = self.ids.get(ordinal) {
            article.id.clone_from(id);
        }
        let copy = self.copies.get(ordinal).copied().flatten();
        let duplicate =
            copy.map(|c| DuplicateOf { id: &self.ids[c.survivor], kind: c.kind, similarity: c.similarity });
        Origin {
            profile: article.site.as_ref().and_then(|site| self.profiles.get(site)),
            duplicate,
            blocks_only: options.duplicates == Duplicates::Drop && copy.is_some_and(|c| is_left_out(c.kind)),
        }
    }
}

/// The lines that recur on each site.
fn profiles(seen: &[Seen]) -> HashMap<String, SiteProfile> {
    let mut sites: HashMap<&str, Vec<&[Line]>> = HashMap::new();
    for article in seen {
        if let Some(site) = &article.site {
            sites.entry(site).or_default().push(article.draft.lines());
        }
    }
    sites.into_par_iter().map(|(site, articles)| (site.to_owned(), SiteProfile::learn(&articles))).collect()
}

/// Gives a repeated id a number behind it, so that every document can be told; returns how many were changed.
fn make_unique(ids: &mut [String]) -> usize {
    let taken: HashSet<String> = ids.iter().cloned().collect();
    let mut counts: HashMap<String, usize> = HashMap::with_capacity(ids.len());
    let mut renamed = 0;
    for id in ids {
        let count = counts.entry(id.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            while taken.contains(&format!("{id}#{count}")) {
                *count += 1;
            }
            *id = format!("{id}#{count}");
            renamed += 1;
        }
    }
    renamed
}

#[cfg(test)]
mod tests {
    use super::make_unique;

    #[test]
    fn repeated_ids_are_told_apart() {
        let mut ids = ["a", "b", "a", "a#2", "a"].map(String::from);
        assert_eq!(make_unique(&mut ids), 2);
        let distinct: std::collections::BTreeSet<_> = ids.iter().collect();
        assert_eq!(distinct.len(), 5, "{ids:?}");
        assert_eq!(ids[0], "a");
    }
}
