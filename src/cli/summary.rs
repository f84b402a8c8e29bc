//! The summary at the end of a run: counts by stage, claims by stance, frequent holders, what was dropped and why.

use crate::error::{Error, Result};
use crate::read::Inputs;
use crate::write::RunRecord;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;

/// Holders shown.
const HOLDERS: usize = 10;

/// Writes the summary of a run to `out`.
///
/// # Errors
/// `out` cannot be written.
pub fn write(record: &RunRecord, inputs: &Inputs, folder: &Path, out: &mut impl Write) -> Result<()> {
    out.write_all(text(record, inputs, folder).as_bytes()).map_err(Error::io("standard output"))
}

fn text(record: &RunRecord, inputs: &Inputs, folder: &Path) -> String {
    let c = &record.counts;
    let mut text = String::new();
    let mut line = |label: &str, value: String| {
        let _ = writeln!(text, "{label:<12}{value}");
    };
    line(
        "read",
        format!(
            "{} articles from {} files, {} rejected, {} files skipped",
            c.documents,
            c.files,
            c.rejects,
            inputs.skipped.len()
        ),
    );
    line("cleaned", format!("{} blocks, {} dropped", c.blocks, c.dropped_blocks));
    line("compared", format!("{} articles are copies of others", c.duplicates));
    line("split", format!("{} sentences", c.sentences));
    line("tagged", format!("{} mentions, {} attributions", c.mentions, c.attributions));
    line(
        "claims",
        format!(
            "{} in {} sentences, {} of them repeat an earlier one",
            c.claims, c.claim_sentences, c.repeated_claims
        ),
    );
    line("by stance", list(&record.stances, usize::MAX));
    let named: BTreeMap<String, u64> =
        record.holders.iter().filter(|(id, _)| !id.is_empty()).map(|(k, v)| (k.clone(), *v)).collect();
    line("holders", list(&named, HOLDERS));
    for (what, reasons) in [
        ("rejected", &record.dropped.rejects),
        ("copies", &record.dropped.documents),
        ("dropped", &record.dropped.blocks),
    ] {
        if !reasons.is_empty() {
            line(what, list(reasons, usize::MAX));
        }
    }
    if !record.warnings.is_empty() {
        line("warnings", list(&record.warnings, usize::MAX));
    }
    line("written to", folder.display().to_string());
    text
}

/// The counts, the largest first; equal ones by name.
fn list(counts: &BTreeMap<String, u64>, most: usize) -> String {
    let mut sorted: Vec<(&String, &u64)> = counts.iter().filter(|(_, n)| **n > 0).collect();
    sorted.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    sorted.truncate(most);
    sorted.iter().map(|(name, n)| format!("{name} {n}")).collect::<Vec<_>>().join(", ")
}
