//! `claimwright extract`: articles in, records out.

use super::progress::Progress;
use super::rules::KnowledgeArgs;
use super::{knowledge, summary};
use crate::error::{Error, Result};
use crate::pipeline::{Duplicates, Observer, Options, Silent, run as run_pipeline, with_threads};
use crate::read::{Inputs, discover};
use crate::write::{Dialect, OutputFolder, OutputFormat, RejectRecord};
use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Articles in, records out.
///
/// Reads files and folders of `.txt` (one article a file) and `.jsonl` (one article a line, with `text` or
/// `body` and, where known, `id`, `url`, `site`, `title`, `published`), plain or gzipped; `-` is standard
/// input. Writes claims.jsonl, documents.jsonl (or tables, see --format), rejects.jsonl and run.json.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claimwright extract articles/ --out output\n  zcat crawl.jsonl.gz | claimwright extract - --out output --quiet\n  claimwright extract articles/ --format jsonl,csv,parquet"
)]
pub struct ExtractArgs {
    /// Files and folders; `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<String>,
    /// Folder for the records
    #[arg(long, default_value = "output", value_name = "DIR")]
    out: PathBuf,
    /// What documents and claims are written as, several with a comma between: lines of JSON, or tables.
    /// What an earlier run left in the folder in other formats is removed
    #[arg(long, value_enum, value_delimiter = ',', default_value = "jsonl", value_name = "FORMAT")]
    format: Vec<FormatArg>,
    /// For whom CSV is written
    #[arg(long, value_enum, default_value = "exact", value_name = "DIALECT")]
    csv_dialect: DialectArg,
    /// What happens to an article that is a copy of another
    #[arg(long, value_enum, default_value = "drop")]
    duplicates: DuplicatesArg,
    /// Number of threads; all cores if not given
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// No progress bar and no summary
    #[arg(long, short)]
    quiet: bool,
    /// Name each file that was skipped, with its reason, on standard error
    #[arg(long, short)]
    verbose: bool,
    #[command(flatten)]
    knowledge: KnowledgeArgs,
}

/// What happens to copies, on the command line.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub enum DuplicatesArg {
    /// Record it as a copy and take no claims from it (an update, which has text of its own, keeps them)
    Drop,
    /// Record it as a copy, and take claims from it
    Mark,
    /// Do not look for copies
    Off,
}

/// A form of the output, on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum FormatArg {
    /// claims.jsonl and documents.jsonl, one record a line
    Jsonl,
    /// Seven tables as comma-separated text
    Csv,
    /// The same tables in columns
    Parquet,
}

/// A dialect of CSV, on the command line.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub enum DialectArg {
    /// Every value as it is, for programs
    Exact,
    /// With byte order mark and CRLF, and an apostrophe before text that would run as a formula
    Spreadsheet,
}

impl ExtractArgs {
    /// The formats asked for, each once.
    fn formats(&self) -> Vec<OutputFormat> {
        let dialect = match self.csv_dialect {
            DialectArg::Exact => Dialect::Exact,
            DialectArg::Spreadsheet => Dialect::Spreadsheet,
        };
        let all = [
            (FormatArg::Jsonl, OutputFormat::Jsonl),
            (FormatArg::Csv, OutputFormat::Csv(dialect)),
            (FormatArg::Parquet, OutputFormat::Parquet),
        ];
        all.into_iter().filter(|(arg, _)| self.format.contains(arg)).map(|(_, format)| format).collect()
    }
}

/// Runs the pipeline over the paths given; the summary goes to `out`.
///
/// # Errors
/// Output that cannot be written, or a lexicon that cannot be read.
pub fn run(args: &ExtractArgs, out: &mut impl Write) -> Result<u8> {
    let knowledge = match knowledge(&args.knowledge)? {
        Ok(knowledge) => knowledge,
        Err(code) => return Ok(code),
    };
    let (paths, _spool) = spool(&args.paths)?;
    let mut inputs = discover(&paths);
    if let Some(spool) = &_spool {
        rename(&mut inputs, &spool.path().display().to_string());
    }
    if args.verbose {
        for skipped in &inputs.skipped {
            eprintln!("claimwright: skipped {}: {}", skipped.path, skipped.reason.as_str());
        }
    }
    let options = Options {
        duplicates: match args.duplicates {
            DuplicatesArg::Drop => Duplicates::Drop,
            DuplicatesArg::Mark => Duplicates::Mark,
            DuplicatesArg::Off => Duplicates::Off,
        },
        ..Options::default()
    };
    let folder = OutputFolder::create(&args.out, &args.formats())?;
    let progress = (!args.quiet && std::io::stderr().is_terminal()).then(Progress::new);
    let observer: &dyn Observer = match &progress {
        Some(progress) => progress,
        None => &Silent,
    };
    let record = with_threads(args.threads.unwrap_or(0), || {
        run_pipeline(&inputs, args.paths.clone(), &knowledge, &options, folder, observer)
    })??;
    if let Some(progress) = &progress {
        progress.finish();
    }
    if !args.quiet {
        summary::write(&record, &inputs, &args.out, out)?;
    }
    if record.counts.documents == 0 && record.counts.rejects > 0 {
        eprintln!("claimwright: {}", nothing_read(&args.out)?);
    }
    Ok(if record.counts.rejects > 0 { 2 } else { 0 })
}

/// Says which reject stands first in the records written to `folder`.
fn nothing_read(folder: &Path) -> Result<String> {
    let path = folder.join("rejects.jsonl");
    let file = std::fs::File::open(&path).map_err(Error::io(&path))?;
    let mut line = String::new();
    std::io::BufReader::new(file).read_line(&mut line).map_err(Error::io(&path))?;
    let first = serde_json::from_str::<RejectRecord>(&line).map_or_else(
        |_| String::new(),
        |reject| {
            let place = reject.line.map_or_else(String::new, |line| format!(":{line}"));
            format!("; first {}{place}: {}: {}", reject.path, reject.reason, reject.detail)
        },
    );
    Ok(format!("no article could be read{first} (all are in {})", path.display()))
}

/// Standard input is read more than once, so it goes to a temporary file first.
fn spool(paths: &[String]) -> Result<(Vec<String>, Option<tempfile::NamedTempFile>)> {
    if !paths.iter().any(|p| p == "-") {
        return Ok((paths.to_vec(), None));
    }
    let mut file = tempfile::NamedTempFile::new().map_err(Error::io(std::env::temp_dir()))?;
    std::io::copy(&mut std::io::stdin().lock(), &mut file).map_err(Error::io("standard input"))?;
    let path = file.path().display().to_string();
    let paths = paths.iter().map(|p| if p == "-" { path.clone() } else { p.clone() }).collect();
    Ok((paths, Some(file)))
}

/// Records name standard input, not the file it was kept in.
fn rename(inputs: &mut Inputs, path: &str) {
    for file in &mut inputs.files {
        if file.path == path {
            file.path = "-".into();
        }
    }
}
