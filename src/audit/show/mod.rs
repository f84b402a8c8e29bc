//! Showing an audit: to people, to programs, and to the services that run checks.

pub mod difference;
mod github;
mod human;
mod json;
mod junit;
mod sarif;

pub use github::github;
pub use human::human;
pub use json::json;
pub use junit::junit;
pub use sarif::sarif;

use super::check::Level;
use super::run::Audit;

/// `1 error`, `2 errors`, `1 warning` …
fn count(audit: &Audit, level: Level) -> String {
    let number = audit.findings.count_of(level);
    format!("{number} {}{}", level.name(), if number == 1 { "" } else { "s" })
}

/// A path of the output, as the folder was named, with `/`.
fn path(folder: &str, file: &str) -> String {
    let folder = folder.replace('\\', "/");
    match folder.trim_end_matches('/') {
        "" if folder.is_empty() => file.to_owned(),
        folder => format!("{folder}/{file}"),
    }
}
