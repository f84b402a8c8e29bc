//! JSON lines: a record is one object in one line.

use crate::error::{Error, Result};
use serde::Serialize;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

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
