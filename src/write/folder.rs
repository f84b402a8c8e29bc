//! An output folder: the files of a run, all whole or none.
//!
//! Each file is written as `NAME.part` and gets its name when all is written. `run.json` goes first and comes
//! last, so that a folder with a `run.json` is whole. Two runs cannot share a folder at one time. Files that
//! an earlier run left under names of ours and this one does not write go too: they would tell of other articles.

use super::claim_record::ClaimRecord;
use super::csv::{CsvTable, Dialect};
use super::document_record::{DocumentRecord, RejectRecord};
use super::jsonl::JsonLines;
use super::parquet::ParquetTable;
use super::rows::{Rows, claim_rows, document_rows};
use super::run::RunRecord;
use super::table::{Cell, TableName, tables};
use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter};
use std::path::{Path, PathBuf};

/// A form in which documents and claims are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputFormat {
    /// A record is a line of JSON.
    Jsonl,
    /// Tables as comma-separated text.
    Csv(Dialect),
    /// Tables in columns.
    Parquet,
}

impl OutputFormat {
    /// What the files end in.
    fn extension(self) -> &'static str {
        match self {
            OutputFormat::Jsonl => "jsonl",
            OutputFormat::Csv(_) => "csv",
            OutputFormat::Parquet => "parquet",
        }
    }
}

const CLAIMS: &str = "claims.jsonl";
const DOCUMENTS: &str = "documents.jsonl";
const REJECTS: &str = "rejects.jsonl";
const RUN: &str = "run.json";

/// A folder with the files of a run; rejects and the run record are JSON whatever the formats.
pub struct OutputFolder {
    folder: PathBuf,
    formats: Vec<OutputFormat>,
    /// Always written, as claims get their `same_as` at the end; without the format it goes again.
    claims: JsonLines<File>,
    documents: Option<JsonLines<File>>,
    rejects: JsonLines<File>,
    tables: Sheets,
    finished: bool,
}

impl OutputFolder {
    /// Makes the folder `folder`, with the folders around it, and opens its files.
    ///
    /// # Errors
    /// [`Error::Unexpected`] if a file is in the way, else [`Error::Io`].
    pub fn create(folder: &Path, formats: &[OutputFormat]) -> Result<Self> {
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
        let jsonl = formats.contains(&OutputFormat::Jsonl);
        Ok(Self {
            claims: open(CLAIMS)?,
            documents: jsonl.then(|| open(DOCUMENTS)).transpose()?,
            rejects: open(REJECTS)?,
            tables: Sheets::create(folder, formats)?,
            folder: folder.to_owned(),
            formats: formats.to_vec(),
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
        if let Some(documents) = &mut self.documents {
            documents.write(record)?;
        }
        if self.tables.is_empty() { Ok(()) } else { document_rows(record, &mut self.tables) }
    }

    /// Writes a reject.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn reject(&mut self, record: &RejectRecord) -> Result<()> {
        self.rejects.write(record)
    }

    /// Ends the claims: says of those in `links` (by id) which earlier claim they repeat.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn link(&mut self, links: &BTreeMap<String, String>) -> Result<()> {
        self.claims.flush()?;
        if links.is_empty() && self.tables.is_empty() {
            return Ok(());
        }
        let old = part(&self.folder, CLAIMS);
        let linked = part(&self.folder, "claims-linked.jsonl");
        let file = File::create(&linked).map_err(Error::io(&linked))?;
        let mut lines = JsonLines::new(file, linked.clone());
        for line in BufReader::new(File::open(&old).map_err(Error::io(&old))?).lines() {
            let line = line.map_err(Error::io(&old))?;
            let mut claim: ClaimRecord =
                serde_json::from_str(&line).map_err(io::Error::from).map_err(Error::io(&old))?;
            claim.same_as = links.get(&claim.id).cloned();
            lines.write(&claim)?;
            if !self.tables.is_empty() {
                claim_rows(&claim, &mut self.tables)?;
            }
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
        for lines in [&mut self.claims, &mut self.rejects].into_iter().chain(&mut self.documents) {
            lines.flush()?;
        }
        self.tables.finish()?;
        let last = part(&self.folder, RUN);
        let mut json = serde_json::to_vec_pretty(run).map_err(io::Error::from).map_err(Error::io(&last))?;
        json.push(b'\n');
        fs::write(&last, json).map_err(Error::io(&last))?;
        remove(&self.folder.join(RUN))?;
        let written = names(&self.formats);
        for name in names(&ALL) {
            let whole = self.folder.join(&name);
            if written.contains(&name) {
                fs::rename(part(&self.folder, &name), &whole).map_err(Error::io(&whole))?;
            } else {
                remove(&whole)?;
                remove(&part(&self.folder, &name))?;
            }
        }
        self.finished = true;
        Ok(())
    }
}

impl Drop for OutputFolder {
    /// Takes away the parts of a run that was not finished; what an earlier run left stays.
    fn drop(&mut self) {
        if !self.finished {
            for name in names(&ALL) {
                // Nobody is left to be told that a part could not be removed; the next run overwrites it.
                let _ = fs::remove_file(part(&self.folder, &name));
            }
        }
    }
}

/// One of each format; whatever the dialect, the names are the same.
const ALL: [OutputFormat; 3] =
    [OutputFormat::Jsonl, OutputFormat::Csv(Dialect::Exact), OutputFormat::Parquet];

/// The files of a run in the order in which they get their names; `run.json` is the last.
fn names(formats: &[OutputFormat]) -> Vec<String> {
    let mut names = Vec::new();
    for &format in formats {
        match format {
            OutputFormat::Jsonl => names.extend([CLAIMS.to_owned(), DOCUMENTS.to_owned()]),
            tabular => {
                names.extend(tables().iter().map(|t| format!("{}.{}", t.name, tabular.extension())));
            }
        }
    }
    names.extend([REJECTS.to_owned(), RUN.to_owned()]);
    names
}

fn part(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.part"))
}

/// Removes a file, if it is there.
fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::io(path)(error)),
        _ => Ok(()),
    }
}

/// The tables of a run, each in the formats asked for.
struct Sheets {
    /// By the place of the table.
    sheets: Vec<Vec<Sheet>>,
}

/// A table in one format.
struct Sheet {
    /// What messages call it.
    name: PathBuf,
    to: SheetWriter,
}

enum SheetWriter {
    Csv(CsvTable<BufWriter<File>>),
    Parquet(Box<ParquetTable<BufWriter<File>>>),
}

impl Sheets {
    fn create(folder: &Path, formats: &[OutputFormat]) -> Result<Self> {
        let mut sheets = Vec::new();
        for table in tables() {
            let mut kinds = Vec::new();
            for &format in formats {
                if format == OutputFormat::Jsonl {
                    continue;
                }
                let name = part(folder, &format!("{}.{}", table.name, format.extension()));
                let file = BufWriter::new(File::create(&name).map_err(Error::io(&name))?);
                let to = match format {
                    OutputFormat::Csv(dialect) => {
                        CsvTable::new(file, table, dialect).map(SheetWriter::Csv).map_err(Error::io(&name))?
                    }
                    _ => {
                        let parquet = ParquetTable::new(file, table).map_err(Error::io(&name))?;
                        SheetWriter::Parquet(Box::new(parquet))
                    }
                };
                kinds.push(Sheet { name, to });
            }
            sheets.push(kinds);
        }
        Ok(Self { sheets })
    }

    fn is_empty(&self) -> bool {
        self.sheets.iter().all(Vec::is_empty)
    }

    fn finish(&mut self) -> Result<()> {
        for Sheet { name, to } in std::mem::take(&mut self.sheets).into_iter().flatten() {
            match to {
                SheetWriter::Csv(csv) => csv.finish().map(drop),
                SheetWriter::Parquet(parquet) => {
                    parquet.finish().and_then(|to| to.into_inner().map_err(Into::into)).map(drop)
                }
            }
            .map_err(Error::io(name))?;
        }
        Ok(())
    }
}

impl Rows for Sheets {
    fn row(&mut self, table: TableName, cells: &[Cell]) -> Result<()> {
        for Sheet { name, to } in &mut self.sheets[table as usize] {
            match to {
                SheetWriter::Csv(csv) => csv.row(cells),
                SheetWriter::Parquet(parquet) => parquet.row(cells),
            }
            .map_err(Error::io(&*name))?;
        }
        Ok(())
    }
}
