//! `claimwright dedupe`: finds copies among articles, and prints the groups as JSON lines.

use super::input::InputArgs;
use super::knowledge;
use super::rules::KnowledgeArgs;
use crate::error::{Error, Result};
use crate::pipeline::{Options, find_copies};
use serde::Serialize;
use std::io::Write;

/// Find copies among articles: one JSON line for each article that has copies.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  claimwright dedupe articles/ > copies.jsonl")]
pub struct DedupeArgs {
    #[command(flatten)]
    input: InputArgs,
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
    let knowledge = match knowledge(&args.knowledge)? {
        Ok(knowledge) => knowledge,
        Err(code) => return Ok(code),
    };
    let found = args.input.discover()?;
    let inputs = &found.inputs;
    let (ids, copies) = find_copies(inputs, &knowledge, &Options::default());
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
