//! The difference of two runs: as text, as JSON, and as Markdown for a pull request.

use crate::audit::diff::{Change, Difference, Tally};
use crate::audit::finding::short;
use crate::write::ClaimRecord;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Rows of a table by rule or site, those with the greatest difference.
const ROWS: usize = 20;

/// As text.
pub fn text(difference: &Difference) -> String {
    let mut text = summary(difference) + "\n";
    for (what, tallies) in parts(difference) {
        let rows = rows(tallies);
        if rows.is_empty() {
            continue;
        }
        let width = rows.iter().map(|(key, _)| key.chars().count()).max().unwrap_or(0).max(what.len());
        let _ = writeln!(text, "\n{what:<width$}     old     new  gained    lost changed");
        for (key, t) in rows {
            let _ = writeln!(
                text,
                "{key:<width$} {:>7} {:>7} {:>7} {:>7} {:>7}",
                t.old, t.new, t.gained, t.lost, t.changed
            );
        }
    }
    for (mark, changes) in [('+', &difference.gained), ('-', &difference.lost), ('~', &difference.changed)] {
        if !changes.is_empty() {
            text.push('\n');
        }
        for change in changes {
            let _ = writeln!(text, "{mark} {}", plain(&told(change)));
        }
    }
    text
}

/// As one JSON object.
pub fn json(difference: &Difference) -> String {
    serde_json::to_string_pretty(difference).unwrap_or_default() + "\n"
}

/// As Markdown: tables, and the claims folded away.
pub fn markdown(difference: &Difference) -> String {
    let mut text = format!("### Claims: {}\n", summary(difference));
    for (what, tallies) in parts(difference) {
        let rows = rows(tallies);
        if rows.is_empty() {
            continue;
        }
        let _ = writeln!(
            text,
            "\n| {what} | old | new | gained | lost | changed |\n|---|---:|---:|---:|---:|---:|"
        );
        for (key, t) in rows {
            let key = escaped(&key);
            let _ = writeln!(
                text,
                "| {key} | {} | {} | {} | {} | {} |",
                t.old, t.new, t.gained, t.lost, t.changed
            );
        }
    }
    for (what, changes, all) in [
        ("Gained", &difference.gained, difference.total.gained),
        ("Lost", &difference.lost, difference.total.lost),
        ("Changed", &difference.changed, difference.total.changed),
    ] {
        if changes.is_empty() {
            continue;
        }
        let shown =
            if changes.len() as u64 == all { String::new() } else { format!(", {} shown", changes.len()) };
        let _ = writeln!(text, "\n<details><summary>{what} ({all}{shown})</summary>\n");
        for change in changes {
            let _ = writeln!(text, "* {}", escaped(&plain(&told(change))));
        }
        let _ = writeln!(text, "\n</details>");
    }
    text
}

fn summary(difference: &Difference) -> String {
    let t = &difference.total;
    let mut text =
        format!("{} gained, {} lost, {} changed ({} → {})", t.gained, t.lost, t.changed, t.old, t.new);
    if difference.gained_with_article + difference.lost_with_article > 0 {
        let _ = write!(
            text,
            "; with their articles {} gained, {} lost",
            difference.gained_with_article, difference.lost_with_article
        );
    }
    if !difference.fields.is_empty() {
        let mut fields: Vec<(&String, &u64)> = difference.fields.iter().collect();
        fields.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        let fields: Vec<String> = fields.into_iter().map(|(field, n)| format!("{field} {n}")).collect();
        let _ = write!(text, "; changed in {}", fields.join(", "));
    }
    text
}

fn parts(difference: &Difference) -> [(&'static str, &BTreeMap<String, Tally>); 3] {
    [("stance", &difference.stances), ("rule", &difference.rules), ("site", &difference.sites)]
}

/// The rows in which something differs, the most different first.
fn rows(tallies: &BTreeMap<String, Tally>) -> Vec<(String, Tally)> {
    let mut rows: Vec<(String, Tally)> = tallies
        .iter()
        .filter(|(_, t)| t.is_different())
        .map(|(key, t)| (if key.is_empty() { "(none)".to_owned() } else { plain(key) }, *t))
        .collect();
    rows.sort_by_key(|(_, t)| std::cmp::Reverse(t.gained + t.lost + t.changed));
    rows.truncate(ROWS);
    rows
}

/// A change in a line.
fn told(change: &Change) -> String {
    let claim = change.last();
    let place = format!("{} s{}", short(&claim.document_id), claim.sentence.index);
    let words = short(&claim.sentence.text);
    match (&change.old, &change.new) {
        (Some(old), Some(new)) => {
            let fields: Vec<String> = change.fields.iter().map(|f| field(f, old, new)).collect();
            format!("{place} {}: {}: {words}", new.stance, fields.join(", "))
        }
        _ => format!("{place} {} by {} ({}): {words}", claim.stance, holders(claim), claim.rule),
    }
}

/// How a key changed: both values where they are short.
fn field(name: &str, old: &ClaimRecord, new: &ClaimRecord) -> String {
    let values = match name {
        "stance" => (old.stance.clone(), new.stance.clone()),
        "polarity" => (old.polarity.clone(), new.polarity.clone()),
        "modality" => (old.modality.clone(), new.modality.clone()),
        "rule" => (old.rule.clone(), new.rule.clone()),
        "confidence" => (old.confidence.to_string(), new.confidence.to_string()),
        "holders" => (holders(old), holders(new)),
        "legal_forms" => (
            listed(old.legal_forms.iter().map(|f| f.id.as_str())),
            listed(new.legal_forms.iter().map(|f| f.id.as_str())),
        ),
        "capabilities" => (
            listed(old.capabilities.iter().map(|c| c.id.as_str())),
            listed(new.capabilities.iter().map(|c| c.id.as_str())),
        ),
        _ => return name.to_owned(),
    };
    format!("{name} {} → {}", values.0, values.1)
}

fn holders(claim: &ClaimRecord) -> String {
    listed(claim.holders.iter().map(|h| h.id.as_str()))
}

fn listed<'i>(ids: impl Iterator<Item = &'i str>) -> String {
    let ids: Vec<&str> = ids.collect();
    if ids.is_empty() { "none".to_owned() } else { ids.join("+") }
}

/// In one line, without what moves a terminal's cursor.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_whitespace() {
                ' '
            } else if c.is_control() {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect()
}

/// Text that Markdown shows as it is, and that names nobody.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' => {
                out.push('\\');
                out.push(c);
            }
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '@' => out.push_str("&#64;"),
            c => out.push(c),
        }
    }
    out
}
