//! A corpus through the pipeline: two passes over its files, articles spread over all cores, order kept.

use super::article::{Extract, Origin, extract};
use super::batch::Batches;
use super::index::Index;
use super::known::Known;
use super::repeat::Repeats;
use crate::clean::Furniture;
use crate::dedupe::Copy;
use crate::error::{Error, Result};
use crate::read::{Article, Inputs, Limits, Reject};
use crate::rules::Knowledge;
use crate::write::{DocumentRecord, OutputFolder, RejectRecord, RunRecord};
use rayon::prelude::*;

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

/// Lets all that follows in this process use so many threads; 0 takes one for each core.
///
/// # Errors
/// Threads that the system does not give, or that were asked for already.
pub fn use_threads(threads: usize) -> Result<()> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build_global()
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
/// With an index the articles are compared with those of earlier runs as well, and added to it when all is written.
///
/// # Errors
/// Only where the output cannot be written; what cannot be read is a reject.
pub fn run(
    inputs: &Inputs,
    names: Vec<String>,
    knowledge: &Knowledge,
    options: &Options,
    mut folder: OutputFolder,
    mut index: Option<Index>,
    observer: &dyn Observer,
) -> Result<RunRecord> {
    let mut record = RunRecord::new(&knowledge.digest, names);
    let known = Known::of(inputs, &knowledge.furniture, options, index.as_mut(), observer);
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
                .map(|(i, article)| known.extract(first + i, article, knowledge, options))
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
    for _ in 0..known.overtaken {
        record.add_warning("index_overtaken");
    }
    let links = repeats.links(index.as_ref().map_or(&[], |index| &index.claims));
    record.counts.repeated_claims = links.len() as u64;
    record.independent = repeats.independent(&links);
    folder.link(&links)?;
    folder.finish(&record)?;
    if let Some(index) = index {
        index.add(&known.fresh, repeats.said())?;
    }
    Ok(record)
}

/// The ids of all articles, those of the index in front, and which of them are copies. The index then has the articles
/// of this run.
///
/// # Errors
/// An index that cannot be written.
pub fn find_copies(
    inputs: &Inputs,
    furniture: &Furniture,
    options: &Options,
    mut index: Option<Index>,
) -> Result<(Vec<String>, Vec<Option<Copy>>)> {
    let known = Known::of(inputs, furniture, options, index.as_mut(), &Silent);
    if let Some(index) = index {
        index.add(&known.fresh, &[])?;
    }
    Ok((known.ids, known.copies))
}

fn write_reject(folder: &mut OutputFolder, record: &mut RunRecord, reject: &Reject) -> Result<()> {
    let line = RejectRecord::from(reject);
    record.add_reject(&line);
    folder.reject(&line)
}

/// Cleans every article and finds the copies, and hands the record of each to `take`, in their order: blocks and
/// what it is a copy of, no sentences and no claims.
///
/// # Errors
/// Those of `take`, and an index that cannot be written.
pub fn documents(
    inputs: &Inputs,
    furniture: &Furniture,
    options: &Options,
    mut index: Option<Index>,
    mut take: impl FnMut(&DocumentRecord) -> Result<()>,
) -> Result<()> {
    let known = Known::of(inputs, furniture, options, index.as_mut(), &Silent);
    let mut ordinal = 0;
    for input in &inputs.files {
        for batch in Batches::new(input, &options.limits) {
            let first = ordinal;
            ordinal += batch.articles.len();
            let done: Vec<DocumentRecord> = batch
                .articles
                .into_par_iter()
                .enumerate()
                .map(|(i, article)| known.document(first + i, article, furniture, options))
                .collect();
            done.iter().try_for_each(&mut take)?;
        }
    }
    index.map_or(Ok(()), |index| index.add(&known.fresh, &[]))
}
