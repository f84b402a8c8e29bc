//! What every command that reads articles takes: paths, and what the user says about the files behind them.

use crate::error::{Error, Result};
use crate::read::{Fields, Format, Globs, Inputs, Manner, Selection, discover_with};
use clap::builder::PossibleValue;
use std::sync::Arc;

/// Where articles are, and how they are read.
#[derive(Clone, Debug, clap::Args)]
pub struct InputArgs {
    /// Files, folders and patterns such as `'news/*.html'`; `-` for standard input
    #[arg(required = true, value_name = "PATH", value_hint = clap::ValueHint::AnyPath)]
    pub paths: Vec<String>,
    /// Take only files of folders that match; may be given more than once
    #[arg(long, value_name = "PATTERN", help_heading = "Input")]
    pub include: Vec<String>,
    /// Leave out files and folders that match; may be given more than once
    #[arg(long, value_name = "PATTERN", help_heading = "Input")]
    pub exclude: Vec<String>,
    /// Which key or column holds a field of the article, as in text=body,published=date
    #[arg(long, value_name = "FIELD=NAME", help_heading = "Input")]
    pub map: Vec<String>,
    /// Read all files as this, whatever their names or contents say
    #[arg(long, value_name = "FORMAT", help_heading = "Input")]
    pub input_format: Option<Format>,
    /// Read articles in other languages than English, too
    #[arg(long, help_heading = "Input")]
    pub any_language: bool,
}

impl clap::ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &Format::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

/// Files to read, and standard input kept for reading it more than once.
#[derive(Debug)]
pub struct Found {
    /// The files.
    pub inputs: Inputs,
    _spool: Option<tempfile::NamedTempFile>,
}

impl InputArgs {
    /// What the arguments say about which files are read, and how.
    ///
    /// # Errors
    /// A pattern or map that cannot be read.
    pub fn selection(&self) -> Result<Selection> {
        Ok(Selection {
            include: Globs::parse(&self.include)?,
            exclude: Globs::parse(&self.exclude)?,
            format: self.input_format,
            manner: Arc::new(Manner { fields: Fields::parse(&self.map)?, any_language: self.any_language }),
        })
    }

    /// Lists the files. Standard input goes to a temporary file first, since it is read more than once.
    ///
    /// # Errors
    /// A pattern or map that cannot be read, and standard input that cannot be kept.
    pub fn discover(&self) -> Result<Found> {
        let selection = self.selection()?;
        let spool = if self.paths.iter().any(|p| p == "-") { Some(spool()?) } else { None };
        let Some(spool) = spool else {
            return Ok(Found { inputs: discover_with(&self.paths, &selection), _spool: None });
        };
        let path = spool.path().display().to_string();
        let paths: Vec<String> =
            self.paths.iter().map(|p| if p == "-" { path.clone() } else { p.clone() }).collect();
        let mut inputs = discover_with(&paths, &selection);
        // Records name standard input, not the file it was kept in.
        for file in inputs.files.iter_mut().filter(|file| file.path == path) {
            file.path = "-".into();
        }
        Ok(Found { inputs, _spool: Some(spool) })
    }
}

fn spool() -> Result<tempfile::NamedTempFile> {
    let mut file = tempfile::NamedTempFile::new().map_err(Error::io(std::env::temp_dir()))?;
    std::io::copy(&mut std::io::stdin().lock(), &mut file).map_err(Error::io("standard input"))?;
    Ok(file)
}

/// Says on standard error why each file was left out.
pub fn tell_skipped(inputs: &Inputs) {
    for skipped in &inputs.skipped {
        eprintln!("claimwright: skipped {}: {}", skipped.path, skipped.reason.as_str());
    }
}
