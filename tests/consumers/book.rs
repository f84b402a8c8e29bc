//! `docs/analytics.md` and the README as their tests read them: blocks of code, for whom each is, and the results shown.

use super::common::root;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

const OPEN: &str = "<!-- result -->";
const CLOSE: &str = "<!-- end of result -->";

/// A block of code.
#[derive(Debug)]
pub struct Block {
    /// Who runs it.
    consumers: Vec<String>,
    /// What they run.
    pub code: String,
    /// The result that stands next behind it, by place.
    pub result: Option<usize>,
    /// Where it stands.
    pub line: usize,
}

/// A table of texts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Shown {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Shown {
    /// What `psql --csv` says; none where it says nothing.
    pub fn from_csv(said: &str) -> Option<Self> {
        if said.trim().is_empty() {
            return None;
        }
        let mut reader = csv::Reader::from_reader(said.as_bytes());
        let columns = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let rows = reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect();
        Some(Self { columns, rows })
    }

    fn from_markdown(lines: &[&str]) -> Self {
        let cells = |line: &&str| -> Vec<String> {
            line.trim_matches('|').split('|').map(|c| c.trim().to_owned()).collect()
        };
        let columns = lines.first().map(cells).unwrap_or_default();
        Self { columns, rows: lines.iter().skip(2).map(cells).collect() }
    }

    fn to_markdown(&self) -> String {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let rule = format!("|{}\n", "---|".repeat(self.columns.len()));
        line(&self.columns) + &rule + &self.rows.iter().map(|r| line(r)).collect::<String>()
    }
}

/// One of them.
pub struct Book {
    file: &'static str,
    lines: Vec<String>,
    blocks: Vec<Block>,
    /// The results, in their order.
    pub results: Vec<Shown>,
}

impl Book {
    fn path(&self) -> PathBuf {
        root().join(self.file)
    }

    /// Reads `file` of the package.
    pub fn read(file: &'static str) -> Self {
        let text = std::fs::read_to_string(root().join(file)).unwrap();
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let (mut blocks, mut results) = (Vec::new(), Vec::new());
        let mut at = 0;
        while at < lines.len() {
            if let Some(info) = lines[at].strip_prefix("```") {
                let end = at + 1 + lines[at + 1..].iter().position(|l| l == "```").unwrap();
                let consumers: Vec<String> = info.split(' ').skip(1).map(str::to_owned).collect();
                let code = lines[at + 1..end].join("\n");
                blocks.push(Block { consumers, code, result: Some(results.len()), line: at + 1 });
                at = end;
            } else if lines[at] == OPEN {
                let end = at + lines[at..].iter().position(|l| l == CLOSE).unwrap();
                let shown: Vec<&str> =
                    lines[at + 1..end].iter().map(String::as_str).filter(|l| !l.is_empty()).collect();
                results.push(Shown::from_markdown(&shown));
                at = end;
            }
            at += 1;
        }
        for block in &mut blocks {
            block.result = block.result.filter(|&r| r < results.len());
        }
        Self { file, lines, blocks, results }
    }

    /// The blocks that `consumer` runs, in their order.
    pub fn blocks_of(&self, consumer: &str) -> Vec<&Block> {
        self.blocks.iter().filter(|b| b.consumers.iter().any(|c| c == consumer)).collect()
    }

    /// Writes these results in the place of those shown.
    pub fn write(&self, results: BTreeMap<usize, Shown>) {
        let mut out = String::new();
        let (mut place, mut inside) = (0, false);
        for line in &self.lines {
            if line == CLOSE {
                inside = false;
            }
            if !inside {
                out.push_str(line);
                out.push('\n');
            }
            if line == OPEN {
                inside = true;
                out.push_str(&format!("\n{}\n", results[&place].to_markdown()));
                place += 1;
            }
        }
        std::fs::write(self.path(), out).unwrap();
    }
}
