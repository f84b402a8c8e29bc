//! `claimwright dedupe`: finds copies among articles, and prints the groups as JSON lines.

use super::input::InputArgs;
use super::rules::KnowledgeArgs;
use crate::clean::Furniture;
use crate::error::{Error, Result};
use crate::pipeline::{Index, Options, documents, find_copies, use_threads};
use crate::write::JsonLines;
use serde::Serialize;
use std::io::Write;
use std::path::PathBuf;

/// Find copies among articles: one JSON line for each article that has copies.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  claimwright dedupe articles/ > copies.jsonl")]
pub struct DedupeArgs {
    #[command(flatten)]
    input: InputArgs,
    /// Print a line for each article instead: its record as in documents.jsonl, without sentences
    #[arg(long)]
    documents: bool,
    /// Folder that keeps what was seen, so that later articles are compared with it; made where it is missing
    #[arg(long, value_name = "DIR")]
    index: Option<PathBuf>,
    /// Number of threads; all cores if not given
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    #[command(flatten)]
    knowledge: KnowledgeArgs,
}

#[derive(Serialize)]
struct Group<'a> {
    survivor: &'a str,
    copies: Vec<Member<'a>>,
}

#[derive(Serialize)]
struct Member<'a> {
    id: &'a str,
    kind: &'static str,
    similarity: f64,
}

/// Finds the copies and writes the groups to `out`, in the order of their survivors.
///
/// # Errors
/// A lexicon that cannot be read, or `out` that cannot be written.
pub fn run(args: &DedupeArgs, out: &mut impl Write) -> Result<u8> {
    // Copies need the furniture alone; all else is read only to tell mistakes in files of the user's.
    let knowledge;
    let furniture = if args.knowledge.lexicon.is_empty() && args.knowledge.rules.is_empty() {
        Furniture::embedded()
    } else {
        knowledge = match super::knowledge(&args.knowledge)? {
            Ok(knowledge) => knowledge,
            Err(code) => return Ok(code),
        };
        &knowledge.furniture
    };
    let found = args.input.discover()?;
    let inputs = &found.inputs;
    use_threads(args.threads.unwrap_or(0))?;
    let index = args.index.as_deref().map(Index::open).transpose()?;
    if args.documents {
        let mut lines = JsonLines::new(out, "-");
        documents(inputs, furniture, &Options::default(), index, |document| lines.write(document))?;
        lines.flush()?;
        return Ok(if inputs.rejects.is_empty() { 0 } else { 2 });
    }
    let (ids, copies) = find_copies(inputs, furniture, &Options::default(), index)?;
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); ids.len()];
    for (at, copy) in copies.iter().enumerate() {
        if let Some(copy) = copy {
            groups[copy.survivor].push(at);
        }
    }
    for (survivor, members) in groups.iter().enumerate().filter(|(_, m)| !m.is_empty()) {
        let group = Group {
            survivor: &ids[survivor],
            copies: members
                .iter()
                .filter_map(|&m| {
                    copies[m].map(|c| Member { id: &ids[m], kind: c.kind.as_str(), similarity: c.similarity })
                })
                .collect(),
        };
        serde_json::to_writer(&mut *out, &group).map_err(|e| Error::io("standard output")(e.into()))?;
        writeln!(out).map_err(Error::io("standard output"))?;
    }
    Ok(if inputs.rejects.is_empty() { 0 } else { 2 })
}
