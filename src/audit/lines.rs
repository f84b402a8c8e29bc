//! Lines: the records of a file one by one, each held to its JSON Schema.

use super::check::Check;
use super::finding::Findings;
use crate::error::{Error, Result};
use crate::write::schema_of;
use jsonschema::Validator;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::HashSet;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::xxh3_128;

/// Bytes of a line beyond which it is no record: more than an article of the greatest size gives.
const MOST_BYTES: u64 = 1 << 30;
/// Faults of one record that are told.
const MOST_FAULTS: usize = 3;

/// A record and where it stands.
pub struct Line<T> {
    /// The record.
    pub record: T,
    /// Its line, from 1.
    pub number: u64,
    /// Byte offset of the line.
    pub offset: u64,
    /// Bytes of the line.
    pub length: u64,
}

/// The records of a file.
pub struct Lines {
    reader: BufReader<File>,
    path: PathBuf,
    file: &'static str,
    validator: Validator,
    number: u64,
    offset: u64,
    buffer: Vec<u8>,
    /// Hashes of the ids of records that are there, but broken.
    broken: HashSet<u128>,
}

impl Lines {
    /// Opens `file` of `folder`, whose records are those named `record`.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn open(folder: &Path, file: &'static str, record: &str) -> Result<Self> {
        let path = folder.join(file);
        let reader = BufReader::with_capacity(1 << 18, File::open(&path).map_err(Error::io(&path))?);
        let validator = validator(record);
        Ok(Self {
            reader,
            path,
            file,
            validator,
            number: 0,
            offset: 0,
            buffer: Vec::new(),
            broken: HashSet::new(),
        })
    }

    /// The next record that is one; what is not is reported.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn next<T: DeserializeOwned>(&mut self, findings: &mut Findings) -> Result<Option<Line<T>>> {
        loop {
            self.offset += self.buffer.len() as u64;
            self.buffer.clear();
            let mut limited = (&mut self.reader).take(MOST_BYTES);
            let length = limited.read_until(b'\n', &mut self.buffer).map_err(Error::io(&self.path))? as u64;
            if length == 0 {
                return Ok(None);
            }
            self.number += 1;
            let (number, offset) = (self.number, self.offset);
            if !self.buffer.ends_with(b"\n") {
                findings.at(Check::LineJson, self.file, number, || {
                    "the line is not ended: the file may be cut off".to_owned()
                });
            }
            match record(&self.buffer, &self.validator, self.file, number, findings) {
                Ok(record) => return Ok(Some(Line { record, number, offset, length })),
                Err(id) => self.broken.extend(id.map(|id| xxh3_128(id.as_bytes()))),
            }
        }
    }

    /// Whether a record with the id of this hash was read that is broken.
    pub fn is_broken(&self, id: u128) -> bool {
        self.broken.contains(&id)
    }
}

/// The validator of the records named `name`.
fn validator(name: &str) -> Validator {
    let schema = schema_of(name).expect("the record has a schema");
    let schema = serde_json::from_str(schema).expect("a schema is JSON");
    jsonschema::draft202012::new(&schema).expect("a schema is valid: held by a test")
}

/// Reads one record, or reports what it is instead and gives its id, where it has one.
fn record<T: DeserializeOwned>(
    bytes: &[u8],
    validator: &Validator,
    file: &'static str,
    line: u64,
    findings: &mut Findings,
) -> std::result::Result<T, Option<String>> {
    let value: Value = match serde_json::from_slice(bytes) {
        Ok(value) => value,
        Err(error) => {
            findings.at(Check::LineJson, file, line, || format!("no JSON: {error}"));
            return Err(None);
        }
    };
    let id = || value.get("id").and_then(Value::as_str).map(str::to_owned);
    if !validator.is_valid(&value) {
        for error in validator.iter_errors(&value).take(MOST_FAULTS) {
            findings.at(Check::RecordSchema, file, line, || {
                let place = error.instance_path.to_string();
                format!(
                    "{}: {}",
                    if place.is_empty() { "/" } else { &place },
                    super::finding::short(&error.to_string())
                )
            });
        }
        return Err(id());
    }
    // From the bytes again: only so a repeated key is seen.
    match serde_json::from_slice(bytes) {
        Ok(record) => Ok(record),
        Err(error) => {
            findings.at(Check::RecordSchema, file, line, || format!("{error}"));
            Err(id())
        }
    }
}

/// Reads and checks a file that is one record.
///
/// # Errors
/// [`Error::Io`].
pub fn whole<T: DeserializeOwned>(
    path: &Path,
    file: &'static str,
    name: &str,
    findings: &mut Findings,
) -> Result<Option<T>> {
    let bytes = std::fs::read(path).map_err(Error::io(path))?;
    Ok(record(&bytes, &validator(name), file, 1, findings).ok())
}

/// A file of records from which single lines are read again.
pub struct Places {
    file: File,
    path: PathBuf,
    buffer: Vec<u8>,
}

impl Places {
    /// Opens `file` of `folder`.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn open(folder: &Path, file: &str) -> Result<Self> {
        let path = folder.join(file);
        let file = File::open(&path).map_err(Error::io(&path))?;
        Ok(Self { file, path, buffer: Vec::new() })
    }

    /// The record at a place where one was read before.
    ///
    /// # Errors
    /// [`Error::Io`], also where the file has been changed since.
    pub fn read<T: DeserializeOwned>(&mut self, offset: u64, length: u64) -> Result<T> {
        self.buffer.clear();
        let mut read = || {
            self.file.seek(SeekFrom::Start(offset))?;
            (&mut self.file).take(length).read_to_end(&mut self.buffer)?;
            Ok(serde_json::from_slice(&self.buffer)?)
        };
        read().map_err(Error::io(&self.path))
    }
}
