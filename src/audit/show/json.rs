//! An audit as one JSON object.

use super::path;
use crate::audit::check::{Check, Level};
use crate::audit::run::Audit;
use serde_json::{Value, json};

/// The audit of `folder` as JSON.
pub fn json(audit: &Audit, folder: &str) -> String {
    let findings: Vec<Value> = audit
        .findings
        .kept()
        .into_iter()
        .map(|f| {
            json!({
                "check": f.check.id(),
                "level": f.level.name(),
                "file": path(folder, f.file),
                "line": f.line,
                "site": f.site,
                "message": f.message,
            })
        })
        .collect();
    let checks: Vec<Value> = Check::ALL
        .iter()
        .map(|&c| {
            json!({
                "check": c.id(),
                "level": audit.findings.level(c).name(),
                "asked": audit.findings.level(c) != Level::Off && !audit.idle.contains(&c),
                "findings": audit.findings.count(c),
            })
        })
        .collect();
    let counts = &audit.run.counts;
    let object = json!({
        "folder": folder,
        "knowledge": audit.run.knowledge,
        "articles": counts.documents,
        "claims": counts.claims,
        "rejects": counts.rejects,
        "errors": audit.findings.count_of(Level::Error),
        "warnings": audit.findings.count_of(Level::Warning),
        "figures": audit.figures,
        "sites": audit.sites,
        "checks": checks,
        "findings": findings,
    });
    format!("{object:#}\n")
}
