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
            "{} from {}, {} rejected, {} skipped",
            count(c.documents, "article"),
            count(c.files, "file"),
            c.rejects,
            count(inputs.skipped.len() as u64, "file")
        ),
    );
    line("cleaned", format!("{}, {} dropped", count(c.blocks, "block"), c.dropped_blocks));
    let copies = if c.duplicates == 1 { "is a copy of another" } else { "are copies of others" };
    line("compared", format!("{} {copies}", count(c.duplicates, "article")));
    line("split", count(c.sentences, "sentence"));
    line("tagged", format!("{}, {}", count(c.mentions, "mention"), count(c.attributions, "attribution")));
    line(
        "claims",
        format!(
            "{} in {}, {} of them {} an earlier one",
            c.claims,
            count(c.claim_sentences, "sentence"),
            c.repeated_claims,
            if c.repeated_claims == 1 { "repeats" } else { "repeat" }
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

/// The number with its noun, which takes an s in the plural.
fn count(number: u64, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// The counts, the largest first; equal ones by name.
fn list(counts: &BTreeMap<String, u64>, most: usize) -> String {
    let mut sorted: Vec<(&String, &u64)> = counts.iter().filter(|(_, n)| **n > 0).collect();
    sorted.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    sorted.truncate(most);
    sorted.iter().map(|(name, n)| format!("{name} {n}")).collect::<Vec<_>>().join(", ")
}
