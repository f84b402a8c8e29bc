//! A corpus through the pipeline: three passes over its files, articles spread over all cores, order kept.

use super::article::{Extract, Origin, extract, is_left_out};
use super::repeat::Repeats;
use crate::clean::{Role, SiteProfile, SiteProfileBuilder, blocks};
use crate::dedupe::{Copy, Entry, Signature, copies, signature};
use crate::error::{Error, Result};
use crate::read::{Article, Input, Inputs, Item, Limits, Pending, Reject, open};
use crate::rules::Knowledge;
use crate::write::{DuplicateOf, OutputFolder, RejectRecord, RunRecord};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What happens to an article that is a copy of another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Duplicates {
    /// It is recorded as a copy and gives no claims (an update, which has text of its own, does).
    #[default]
    Drop,
    /// It is recorded as a copy and gives claims.
    Mark,
    /// Copies are not looked for.
    Off,
}

/// How a corpus is run.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What happens to copies.
    pub duplicates: Duplicates,
    /// Bounds on what is read.
    pub limits: Limits,
}

/// Is told how far the run has come.
pub trait Observer: Sync {
    /// A pass over all bytes begins; `name` says what it does.
    fn pass(&self, _name: &'static str, _bytes: u64) {}
    /// So many more articles and bytes of files are done.
    fn done(&self, _articles: u64, _bytes: u64) {}
}

/// Tells nobody.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Observer for Silent {}

/// Articles taken through a stage together: enough to keep every core busy, few enough for memory.
const BATCH_ARTICLES: usize = 512;
/// Bytes of text taken together at most; one article may be larger.
const BATCH_BYTES: usize = 16 << 20;

/// Does `work` with so many threads; 0 takes one for each core.
///
/// # Errors
/// Threads that the system does not give.
pub fn with_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> Result<T> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map(|pool| pool.install(work))
        .map_err(|e| Error::Usage(format!("{threads} threads: {e}")))
}

/// Takes articles that have nothing to do with each other through all stages; the records come in their order.
pub fn extract_each(articles: &[Article], knowledge: &Knowledge) -> Vec<Extract> {
    articles.par_iter().map(|article| extract(article, knowledge, Origin::default())).collect()
}

/// Runs the pipeline over `inputs` and writes every record to `folder`.
///
/// The bytes written do not depend on the number of threads, nor on how the articles are spread over files
/// (but for the `path` that records name).
///
/// # Errors
/// Only where the output cannot be written; what cannot be read is a reject.
pub fn run(
    inputs: &Inputs,
    names: Vec<String>,
    knowledge: &Knowledge,
    options: &Options,
    mut folder: OutputFolder,
    observer: &dyn Observer,
) -> Result<RunRecord> {
    let mut record = RunRecord::new(&knowledge.digest, names);
    let profiles = profiles(inputs, options, observer);
    let known = Known::sign(inputs, knowledge, options, &profiles, observer);
    for reject in &inputs.rejects {
        write_reject(&mut folder, &mut record, reject)?;
    }
    for skipped in &inputs.skipped {
        record.add_warning(&format!("skipped_{}", skipped.reason.as_str()));
    }
    let mut repeats = Repeats::default();
    observer.pass("extracting", inputs.bytes());
    let mut ordinal = 0;
    for input in &inputs.files {
        record.add_file();
        for batch in Batches::new(input, &options.limits) {
            let first = ordinal;
            ordinal += batch.articles.len();
            let done: Vec<Extract> = batch
                .articles
                .into_par_iter()
                .enumerate()
                .map(|(i, article)| known.extract(first + i, article, knowledge, options, &profiles))
                .collect();
            observer.done(done.len() as u64, batch.bytes);
            for warning in &batch.warnings {
                record.add_warning(warning);
            }
            for reject in &batch.rejects {
                write_reject(&mut folder, &mut record, reject)?;
            }
            for Extract { document, claims } in &done {
                record.add_document(document, claims);
                folder.document(document)?;
                for claim in claims {
                    repeats.add(claim);
                    folder.claim(claim)?;
                }
            }
        }
    }
    for _ in 0..known.renamed {
        record.add_warning("repeated_id");
    }
    let links = repeats.links();
    record.counts.repeated_claims = links.len() as u64;
    folder.link(&links)?;
    folder.finish(&record)?;
    Ok(record)
}

/// The ids of all articles in their order, and which of them are copies.
pub fn find_copies(
    inputs: &Inputs,
    knowledge: &Knowledge,
    options: &Options,
) -> (Vec<String>, Vec<Option<Copy>>) {
    let profiles = profiles(inputs, options, &Silent);
    let known = Known::sign(inputs, knowledge, options, &profiles, &Silent);
    (known.ids, known.copies)
}

fn write_reject(folder: &mut OutputFolder, record: &mut RunRecord, reject: &Reject) -> Result<()> {
    let line = RejectRecord::from(reject);
    record.add_reject(&line);
    folder.reject(&line)
}

/// The lines that recur on each site.
type Profiles = BTreeMap<String, SiteProfile>;

fn profiles(inputs: &Inputs, options: &Options, observer: &dyn Observer) -> Profiles {
    observer.pass("learning sites", inputs.bytes());
    let mut builders: HashMap<String, SiteProfileBuilder> = HashMap::new();
    for input in &inputs.files {
        for batch in Batches::new(input, &options.limits) {
            let part = batch
                .articles
                .par_iter()
                .filter_map(|a| Some((a.site.clone()?, a.text.as_str())))
                .fold(HashMap::<String, SiteProfileBuilder>::new, |mut sites, (site, text)| {
                    sites.entry(site).or_default().add(text);
                    sites
                })
                .reduce(HashMap::new, |mut a, b| {
                    for (site, builder) in b {
                        a.entry(site).or_default().merge(builder);
                    }
                    a
                });
            for (site, builder) in part {
                builders.entry(site).or_default().merge(builder);
            }
            observer.done(batch.articles.len() as u64, batch.bytes);
        }
    }
    builders.into_iter().map(|(site, builder)| (site, builder.build())).collect()
}

/// What the second pass knows of all articles, in their order.
struct Known {
    ids: Vec<String>,
    copies: Vec<Option<Copy>>,
    renamed: usize,
}

impl Known {
    fn sign(
        inputs: &Inputs,
        knowledge: &Knowledge,
        options: &Options,
        profiles: &Profiles,
        observer: &dyn Observer,
    ) -> Self {
        observer.pass("finding copies", inputs.bytes());
        let mut ids: Vec<String> = Vec::new();
        let mut signed: Vec<(Option<String>, usize, Signature)> = Vec::new();
        for input in &inputs.files {
            for batch in Batches::new(input, &options.limits) {
                ids.extend(batch.articles.iter().map(|a| a.id.clone()));
                if options.duplicates != Duplicates::Off {
                    signed.par_extend(batch.articles.par_iter().map(|article| {
                        let profile = article.site.as_ref().and_then(|s| profiles.get(s));
                        let blocks =
                            blocks(&article.text, article.title.as_deref(), &knowledge.furniture, profile);
                        let kept: Vec<&str> = blocks
                            .iter()
                            .filter(|b| b.role == Role::Body)
                            .map(|b| b.span.slice(&article.text))
                            .collect();
                        let length = kept.iter().map(|b| b.len()).sum();
                        (article.published.clone(), length, signature(&kept))
                    }));
                }
                observer.done(batch.articles.len() as u64, batch.bytes);
            }
        }
        let renamed = make_unique(&mut ids);
        let entries: Vec<Entry> = signed
            .iter()
            .zip(&ids)
            .map(|((published, length, signature), id)| Entry {
                id,
                published: published.as_deref(),
                length: *length,
                signature,
            })
            .collect();
        let mut copies = copies(&entries);
        copies.resize(ids.len(), None);
        Self { copies, ids, renamed }
    }

    fn extract(
        &self,
        ordinal: usize,
        mut article: Article,
        knowledge: &Knowledge,
        options: &Options,
        profiles: &Profiles,
    ) -> Extract {
        // A file that grew between the passes: what is new keeps its own id and is no copy.
        if let Some(id) = self.ids.get(ordinal) {
            article.id.clone_from(id);
        }
        let copy = self.copies.get(ordinal).copied().flatten();
        let duplicate =
            copy.map(|c| DuplicateOf { id: &self.ids[c.survivor], kind: c.kind, similarity: c.similarity });
        let origin = Origin {
            profile: article.site.as_ref().and_then(|s| profiles.get(s)),
            duplicate,
            blocks_only: options.duplicates == Duplicates::Drop && copy.is_some_and(|c| is_left_out(c.kind)),
        };
        extract(&article, knowledge, origin)
    }
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

/// Articles and rejects read together.
struct Batch {
    articles: Vec<Article>,
    rejects: Vec<Reject>,
    warnings: Vec<&'static str>,
    /// Bytes of the file read for it.
    bytes: u64,
}

/// Cuts the items of a file into batches.
struct Batches {
    items: crate::read::Items,
    read: u64,
}

impl Batches {
    fn new(input: &Input, limits: &Limits) -> Self {
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
