//! The plan of a run: which files would be read and as what, which are left out, and why. It reads the first bytes
//! of each file, and no article.

use crate::error::{Error, Result};
use crate::read::{Inputs, Limits, look};
use serde::Serialize;
use std::io::Write;

/// What would happen to one path.
#[derive(Debug, Default, Serialize)]
struct Step<'a> {
    path: &'a str,
    action: &'static str,
    format: Option<&'static str>,
    packing: Option<&'static str>,
    bytes: Option<u64>,
    reason: Option<&'static str>,
    detail: Option<String>,
}

impl Step<'_> {
    fn text(&self) -> String {
        let mut said = Vec::new();
        said.extend(self.format.map(ToOwned::to_owned));
        said.extend(self.packing.map(ToOwned::to_owned));
        said.extend(self.bytes.map(|bytes| format!("{bytes} bytes")));
        said.extend(self.reason.map(ToOwned::to_owned));
        said.extend(self.detail.clone());
        format!("{:<7} {}: {}\n", self.action, self.path, said.join(", "))
    }
}

/// Writes what would happen to each path, as text or JSON lines, and returns the exit code of a run in which all else
/// goes well.
///
/// # Errors
/// `out` cannot be written.
pub fn write(inputs: &Inputs, json: bool, out: &mut impl Write) -> Result<u8> {
    let mut steps = Vec::new();
    for input in &inputs.files {
        let step = match look(input, &Limits::default()) {
            Ok((format, packing)) => Step {
                action: "read",
                format: Some(format.name()),
                packing: packing.map(|packing| packing.name()),
                bytes: Some(input.size),
                ..Step::default()
            },
            Err((reason, detail)) => Step {
                action: "reject",
                reason: Some(reason.as_str()),
                detail: Some(detail),
                ..Step::default()
            },
        };
        steps.push(Step { path: &input.path, ..step });
    }
    steps.extend(inputs.rejects.iter().map(|reject| Step {
        path: &reject.path,
        action: "reject",
        reason: Some(reject.reason.as_str()),
        detail: Some(reject.detail.clone()),
        ..Step::default()
    }));
    steps.extend(inputs.skipped.iter().map(|skipped| Step {
        path: &skipped.path,
        action: "skip",
        reason: Some(skipped.reason.as_str()),
        ..Step::default()
    }));
    for step in &steps {
        let line = if json {
            serde_json::to_string(step).map(|line| line + "\n").unwrap_or_default()
        } else {
            step.text()
        };
        out.write_all(line.as_bytes()).map_err(Error::io("standard output"))?;
    }
    if !json {
        let count = |action| steps.iter().filter(|step| step.action == action).count();
        let (read, reject, skip) = (count("read"), count("reject"), count("skip"));
        writeln!(out, "{read} to read, {reject} to reject, {skip} to skip; nothing was written")
            .map_err(Error::io("standard output"))?;
    }
    Ok(if steps.iter().any(|step| step.action == "reject") { 2 } else { 0 })
}
