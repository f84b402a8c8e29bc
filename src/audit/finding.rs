//! A finding: one bad answer, with the place it is about. Of each check so many are kept, and all are counted.

use super::check::{Check, Level};
use super::policy::Policy;
use std::collections::BTreeMap;

/// One bad answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was asked.
    pub check: Check,
    /// How bad it is.
    pub level: Level,
    /// The file in the output folder; `run.json` for what is about the whole.
    pub file: &'static str,
    /// Line in that file, from 1.
    pub line: Option<u64>,
    /// The site it is about, where a bound of one site is broken.
    pub site: Option<String>,
    /// What is wrong, in one line.
    pub message: String,
}

/// The findings of an audit.
#[derive(Debug)]
pub struct Findings {
    levels: Vec<Level>,
    most: usize,
    kept: Vec<Finding>,
    counts: BTreeMap<Check, u64>,
}

impl Findings {
    /// Keeps at most `most` findings of each check.
    pub fn new(policy: &Policy, most: usize) -> Self {
        let levels = Check::ALL.iter().map(|&check| policy.level(check)).collect();
        Self { levels, most, kept: Vec::new(), counts: BTreeMap::new() }
    }

    /// How bad a bad answer to `check` is.
    pub fn level(&self, check: Check) -> Level {
        self.levels[check as usize]
    }

    /// Reports a bad answer about a line of a file.
    pub fn at(&mut self, check: Check, file: &'static str, line: u64, message: impl FnOnce() -> String) {
        self.add(check, file, Some(line), None, message);
    }

    /// Reports a bad answer about a file, and of a site where one is given.
    pub fn about(
        &mut self,
        check: Check,
        file: &'static str,
        site: Option<&str>,
        message: impl FnOnce() -> String,
    ) {
        self.add(check, file, None, site, message);
    }

    fn add(
        &mut self,
        check: Check,
        file: &'static str,
        line: Option<u64>,
        site: Option<&str>,
        message: impl FnOnce() -> String,
    ) {
        let level = self.level(check);
        if level == Level::Off {
            return;
        }
        let count = self.counts.entry(check).or_default();
        *count += 1;
        if *count <= self.most as u64 {
            let message = one_line(&message());
            self.kept.push(Finding { check, level, file, line, site: site.map(str::to_owned), message });
        }
    }

    /// How many of `check` there are.
    pub fn count(&self, check: Check) -> u64 {
        self.counts.get(&check).copied().unwrap_or(0)
    }

    /// How many of a level there are.
    pub fn count_of(&self, level: Level) -> u64 {
        self.counts.iter().filter(|(check, _)| self.level(**check) == level).map(|(_, n)| n).sum()
    }

    /// The findings kept, by check, file and line.
    pub fn kept(&self) -> Vec<&Finding> {
        let mut kept: Vec<&Finding> = self.kept.iter().collect();
        kept.sort_by_key(|f| (f.check, f.file, f.line));
        kept
    }
}

/// Findings quote what stands in the files; what moves a terminal's cursor becomes visible.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// At most 60 characters of a text, for messages.
pub fn short(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
