//! An audit for people: each finding in a line, then the figures, then the verdict.

use super::{count, path};
use crate::audit::check::{Check, Level};
use crate::audit::figures::Figures;
use crate::audit::run::Audit;
use std::fmt::Write;

/// The audit of `folder` as text.
pub fn human(audit: &Audit, folder: &str) -> String {
    let mut text = String::new();
    let mut shown: Option<Check> = None;
    let mut told = 0;
    let rest = |text: &mut String, check: Option<Check>, told: u64| {
        if let Some(check) = check
            && audit.findings.count(check) > told
        {
            let _ = writeln!(text, "  … and {} more of {}", audit.findings.count(check) - told, check.id());
        }
    };
    for finding in audit.findings.kept() {
        if shown != Some(finding.check) {
            rest(&mut text, shown, told);
            (shown, told) = (Some(finding.check), 0);
        }
        told += 1;
        let line = finding.line.map_or_else(String::new, |line| format!(":{line}"));
        let (level, check, file) = (finding.level.name(), finding.check.id(), path(folder, finding.file));
        let _ = writeln!(text, "{level}[{check}] {file}{line}: {}", finding.message);
    }
    rest(&mut text, shown, told);
    if !text.is_empty() {
        text.push('\n');
    }
    let c = &audit.run.counts;
    let _ = writeln!(
        text,
        "checked   {folder}: {} articles, {} claims, {} rejects",
        c.documents, c.claims, c.rejects
    );
    let _ = writeln!(text, "figures   {}", figures(&audit.figures));
    if !audit.idle.is_empty() {
        let idle: Vec<&str> = audit.idle.iter().map(|c| c.id()).collect();
        let _ = writeln!(text, "not asked {} (nothing to compare with)", idle.join(", "));
    }
    let _ = writeln!(text, "found     {}, {}", count(audit, Level::Error), count(audit, Level::Warning));
    text
}

fn figures(figures: &Figures) -> String {
    let share = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), |s| format!("{:.1} %", s * 100.0));
    let number = |n: Option<f64>| n.map_or_else(|| "–".to_owned(), |n| n.to_string());
    format!(
        "blocks dropped {}, claims without holder {}, names unresolved {}, claims per article {} (median), {} (90 %), {} (99 %)",
        share(figures.dropped_blocks),
        share(figures.without_holder),
        share(figures.unresolved_names),
        number(figures.claims_per_article_p50),
        number(figures.claims_per_article_p90),
        number(figures.claims_per_article_p99),
    )
}
