//! An audit as [SARIF 2.1.0](https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), as code scanning services read it.

use super::path;
use crate::audit::check::{Check, Level};
use crate::audit::finding::Finding;
use crate::audit::run::Audit;
use serde_json::{Value, json};

/// The audit of `folder` as SARIF.
pub fn sarif(audit: &Audit, folder: &str) -> String {
    let rules: Vec<Value> = Check::ALL
        .iter()
        .map(|&check| {
            let level = match audit.findings.level(check) {
                Level::Off => json!({"enabled": false}),
                level => json!({"level": level.name()}),
            };
            json!({
                "id": check.id(),
                "shortDescription": {"text": check.means()},
                "defaultConfiguration": level,
            })
        })
        .collect();
    let results: Vec<Value> = audit.findings.kept().into_iter().map(|f| result(f, folder)).collect();
    let object = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": env!("CARGO_PKG_NAME"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{object:#}\n")
}

fn result(finding: &Finding, folder: &str) -> Value {
    let mut place = json!({"artifactLocation": {"uri": uri(&path(folder, finding.file))}});
    if let Some(line) = finding.line {
        place["region"] = json!({"startLine": line});
    }
    json!({
        "ruleId": finding.check.id(),
        "ruleIndex": finding.check as usize,
        "level": finding.level.name(),
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
    })
}

/// A path as a relative reference of [RFC 3986](https://www.rfc-editor.org/rfc/rfc3986#section-4.2), or a `file` URI.
fn uri(path: &str) -> String {
    let mut out = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(byte.into())
            }
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}
