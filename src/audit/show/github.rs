//! An audit as [workflow commands](https://docs.github.com/actions/reference/workflow-commands-for-github-actions):
//! lines that GitHub Actions turns into annotations.

use super::{count, path};
use crate::audit::check::Level;
use crate::audit::run::Audit;
use std::fmt::Write;

/// Annotations of one level that the service takes from one step.
const MOST: usize = 10;

/// The audit of `folder` as workflow commands; the last line is a notice that sums up.
pub fn github(audit: &Audit, folder: &str) -> String {
    let mut text = String::new();
    for level in [Level::Error, Level::Warning] {
        for finding in audit.findings.kept().into_iter().filter(|f| f.level == level).take(MOST) {
            let file = property(&path(folder, finding.file));
            let line = finding.line.map_or_else(String::new, |line| format!(",line={line}"));
            let (name, check) = (level.name(), finding.check.id());
            let _ = writeln!(text, "::{name} file={file}{line},title={check}::{}", data(&finding.message));
        }
    }
    let c = &audit.run.counts;
    let found = format!("{}, {}", count(audit, Level::Error), count(audit, Level::Warning));
    let sum = format!("{folder}: {} articles, {} claims; {found}", c.documents, c.claims);
    let _ = writeln!(text, "::notice title=claimwright check::{}", data(&sum));
    text
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
