//! JSON lines: records into files, each file whole or not there at all.
//!
//! The files of an output folder are written as `NAME.part` and get their names when all is written.
//! `run.json` goes first and comes last, so that a folder with a `run.json` is whole. Two runs
//! cannot share a folder at one time.

use super::claim_record::ClaimRecord;
use super::document_record::{DocumentRecord, RejectRecord};
use super::run::RunRecord;
use crate::error::{Error, Result};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Bytes held back before they are written.
const BUFFER: usize = 256 << 10;

/// A writer of one JSON object a line.
pub struct JsonLines<W: Write> {
    to: BufWriter<W>,
    /// What messages call it.
    name: PathBuf,
}

impl<W: Write> JsonLines<W> {
    /// Writes to `to`, which messages call `name` (`-` for standard output).
    pub fn new(to: W, name: impl Into<PathBuf>) -> Self {
        Self { to: BufWriter::with_capacity(BUFFER, to), name: name.into() }
    }

    /// Writes one record as one line.
    ///
    /// # Errors
    /// [`Error::Io`], also for a closed pipe: see [`closed_pipe_is_success`].
    pub fn write(&mut self, record: &impl Serialize) -> Result<()> {
        // `io::Error::from` gives the writer's own error back, so that a closed pipe is still told as one.
        serde_json::to_writer(&mut self.to, record)
            .map_err(io::Error::from)
            .map_err(Error::io(&self.name))?;
        self.to.write_all(b"\n").map_err(Error::io(&self.name))
    }

    /// Writes what is held back.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn flush(&mut self) -> Result<()> {
        self.to.flush().map_err(Error::io(&self.name))
    }
}

/// Turns the error that the reader of our output has gone away into success.
///
/// # Errors
/// Every other error of `result`.
pub fn closed_pipe_is_success(result: Result<()>) -> Result<()> {
    match result {
        Err(error) if error.is_closed_pipe() => Ok(()),
        other => other,
    }
}

/// A folder with the four files of a run.
pub struct OutputFolder {
    folder: PathBuf,
    claims: JsonLines<File>,
    documents: JsonLines<File>,
    rejects: JsonLines<File>,
    finished: bool,
}

/// The files in the order in which they get their names; `run.json` is the last.
const FILES: [&str; 4] = ["claims.jsonl", "documents.jsonl", "rejects.jsonl", "run.json"];

impl OutputFolder {
    /// Makes the folder `folder`, with the folders around it, and opens its files.
    ///
    /// # Errors
    /// [`Error::Unexpected`] if a file is in the way, else [`Error::Io`].
    pub fn create(folder: &Path) -> Result<Self> {
        if folder.exists() && !folder.is_dir() {
            return Err(Error::Unexpected {
                path: folder.to_owned(),
                expected: "a folder to write to, found a file".into(),
                advice: "name another one with --out".into(),
            });
        }
        fs::create_dir_all(folder).map_err(Error::io(folder))?;
        let open = |name: &str| {
            let part = part(folder, name);
            let file = File::create(&part).map_err(Error::io(&part))?;
            Ok(JsonLines::new(file, part))
        };
        Ok(Self {
            claims: open(FILES[0])?,
            documents: open(FILES[1])?,
            rejects: open(FILES[2])?,
            folder: folder.to_owned(),
            finished: false,
        })
    }

    /// Writes a claim.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn claim(&mut self, record: &ClaimRecord) -> Result<()> {
        self.claims.write(record)
    }

    /// Writes a document.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn document(&mut self, record: &DocumentRecord) -> Result<()> {
        self.documents.write(record)
    }

    /// Writes a reject.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn reject(&mut self, record: &RejectRecord) -> Result<()> {
        self.rejects.write(record)
    }

    /// Says of the claims in `links` (by id) which earlier claim they repeat.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn link(&mut self, links: &BTreeMap<String, String>) -> Result<()> {
        if links.is_empty() {
            return Ok(());
        }
        self.claims.flush()?;
        let old = part(&self.folder, FILES[0]);
        let linked = part(&self.folder, "claims-linked.jsonl");
        let file = File::create(&linked).map_err(Error::io(&linked))?;
        let mut lines = JsonLines::new(file, linked.clone());
        for line in BufReader::new(File::open(&old).map_err(Error::io(&old))?).lines() {
            let line = line.map_err(Error::io(&old))?;
            let mut claim: ClaimRecord =
                serde_json::from_str(&line).map_err(io::Error::from).map_err(Error::io(&old))?;
            claim.same_as = links.get(&claim.id).cloned();
            lines.write(&claim)?;
        }
        lines.flush()?;
        fs::rename(&linked, &old).map_err(Error::io(&old))?;
        self.claims = lines;
        Ok(())
    }

    /// Writes `run.json` and gives all files their names.
    ///
    /// # Errors
    /// [`Error::Io`]; then the folder has no `run.json`.
    pub fn finish(mut self, run: &RunRecord) -> Result<()> {
        for lines in [&mut self.claims, &mut self.documents, &mut self.rejects] {
            lines.flush()?;
        }
        let last = part(&self.folder, FILES[3]);
        let mut json = serde_json::to_vec_pretty(run).map_err(io::Error::from).map_err(Error::io(&last))?;
        json.push(b'\n');
        fs::write(&last, json).map_err(Error::io(&last))?;
        let old = self.folder.join(FILES[3]);
        match fs::remove_file(&old) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(Error::io(old)(error)),
            _ => {}
        }
        for name in FILES {
            let whole = self.folder.join(name);
            fs::rename(part(&self.folder, name), &whole).map_err(Error::io(&whole))?;
        }
        self.finished = true;
        Ok(())
    }
}

impl Drop for OutputFolder {
    /// Takes away the parts of a run that was not finished; what an earlier run left stays.
    fn drop(&mut self) {
        if !self.finished {
            for name in FILES {
                // Nobody is left to be told that a part could not be removed; the next run overwrites it.
                let _ = fs::remove_file(part(&self.folder, name));
            }
        }
    }
}

fn part(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.part"))
}
