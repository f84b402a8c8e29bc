//! An audit as [JUnit XML](https://github.com/testmoapp/junitxml): each check is a test case, an error its failure.

use super::path;
use crate::audit::check::{Check, Level};
use crate::audit::run::Audit;
use std::fmt::Write;

/// The audit of `folder` as JUnit XML; a warning passes and stands in the case's output.
pub fn junit(audit: &Audit, folder: &str) -> String {
    let findings = &audit.findings;
    let idle = |c: Check| findings.level(c) == Level::Off || audit.idle.contains(&c);
    let failed = |c: &&Check| findings.level(**c) == Level::Error && findings.count(**c) > 0;
    let (all, failures) = (Check::ALL.len(), Check::ALL.iter().filter(failed).count());
    let skipped = Check::ALL.iter().filter(|c| idle(**c)).count();
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let counts = format!("tests=\"{all}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\"");
    let _ = writeln!(xml, "<testsuites name=\"claimwright check\" {counts}>");
    let _ = writeln!(xml, "  <testsuite name=\"{}\" {counts}>", escaped(folder));
    for &check in Check::ALL {
        let _ = write!(xml, "    <testcase classname=\"claimwright.check\" name=\"{}\"", check.id());
        let lines: Vec<String> = findings
            .kept()
            .into_iter()
            .filter(|f| f.check == check)
            .map(|f| {
                let line = f.line.map_or_else(String::new, |line| format!(":{line}"));
                escaped(&format!("{}{line}: {}", path(folder, f.file), f.message))
            })
            .collect();
        let _ = match (findings.count(check), findings.level(check)) {
            (0, _) if idle(check) => writeln!(xml, "><skipped/></testcase>"),
            (0, _) => writeln!(xml, "/>"),
            (n, Level::Error) => writeln!(
                xml,
                "><failure type=\"{}\" message=\"{}\">{}</failure></testcase>",
                check.id(),
                escaped(&format!("{n} × not so: {}", check.means())),
                lines.join("\n")
            ),
            _ => writeln!(xml, "><system-out>{}</system-out></testcase>", lines.join("\n")),
        };
    }
    xml + "  </testsuite>\n</testsuites>\n"
}

/// Text for XML 1.0: what it cannot hold at all becomes U+FFFD.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
