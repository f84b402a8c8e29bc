//! What tests of the whole program share: running it, reading its records, finding the shared data.

// Each test file uses a part of it.
#![allow(dead_code)]

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The folder of the package.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file or folder of the data that lies beside the package, or none, which is printed.
pub fn shared(name: &str) -> Option<PathBuf> {
    let folder =
        std::env::var_os("CLAIMWRIGHT_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let path = folder.join(name);
    if !path.exists() {
        println!("skipped: {} is missing", path.display());
        return None;
    }
    Some(path)
}

/// What a run of the program said.
#[derive(Debug)]
pub struct Said {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// Runs the program in the folder of the package.
pub fn claimwright(arguments: &[&str]) -> Said {
    claimwright_with(arguments, b"")
}

/// Runs the program in the folder of the package with `input` on its standard input.
pub fn claimwright_with(arguments: &[&str], input: &[u8]) -> Said {
    let mut child = Command::new(env!("CARGO_BIN_EXE_claimwright"))
        .args(arguments)
        .current_dir(root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // Apart, so that a program that writes before it has read all cannot block.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Said {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The four files of an output folder, as JSON.
pub struct Records {
    /// `claims.jsonl`
    pub claims: Vec<Value>,
    /// `documents.jsonl`
    pub documents: Vec<Value>,
    /// `rejects.jsonl`
    pub rejects: Vec<Value>,
    /// `run.json`
    pub run: Value,
}

impl Records {
    /// Reads `folder`, which must hold nothing else.
    pub fn read(folder: &Path) -> Self {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        assert_eq!(names, ["claims.jsonl", "documents.jsonl", "rejects.jsonl", "run.json"]);
        let run = fs::read_to_string(folder.join("run.json")).unwrap();
        Self {
            claims: json_lines(&folder.join("claims.jsonl")),
            documents: json_lines(&folder.join("documents.jsonl")),
            rejects: json_lines(&folder.join("rejects.jsonl")),
            run: serde_json::from_str(&run).unwrap(),
        }
    }

    /// Articles and rejects together: what the inputs came to.
    pub fn accounted(&self) -> usize {
        self.documents.len() + self.rejects.len()
    }
}

/// The lines of a file, each as JSON.
pub fn json_lines(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.is_empty() || text.ends_with('\n'), "{}: the last line is not ended", path.display());
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Extracts `paths` into `out` without a summary and returns the exit code.
pub fn extract(paths: &[&Path], out: &Path, more: &[&str]) -> i32 {
    let mut arguments = vec!["extract", "--quiet", "--out", text(out)];
    arguments.extend(more);
    arguments.extend(paths.iter().map(|path| text(path)));
    let said = claimwright(&arguments);
    assert!([0, 2].contains(&said.code), "{said:?}");
    // One line is said all the same: that nothing at all could be read, and why.
    let nothing_read = said.code == 2 && said.err.starts_with("claimwright: no article could be read");
    assert!(said.out.is_empty() && (said.err.is_empty() || nothing_read), "--quiet speaks: {said:?}");
    said.code
}

/// A path as text; the tests name none that is not.
pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
