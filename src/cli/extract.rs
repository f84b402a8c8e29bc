//! `claimwright extract`: articles in, records out.

use super::input::{InputArgs, tell_skipped};
use super::plan;
use super::progress::Progress;
use super::rules::KnowledgeArgs;
use super::{knowledge, summary};
use crate::error::{Error, Result};
use crate::pipeline::{Duplicates, Observer, Options, Silent, run as run_pipeline, with_threads};
use crate::write::{Dialect, OutputFolder, OutputFormat, RejectRecord};
use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Articles in, records out.
///
/// Reads files and folders of plain text, JSON, JSON lines, CSV, Parquet, web pages and web archives, each also packed
/// with gzip or Zstandard; `-` is standard input. A record has `text` (or `body`, `content` …; see --map) and, where
/// known, `id`, `url`, `site`, `title`, `published`. Writes claims.jsonl, documents.jsonl (or tables, see --format),
/// rejects.jsonl and run.json.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    claimwright extract articles/ --out output\n  \
    claimwright extract crawl.warc.gz 'pages/**/*.html' --threads 4\n  \
    claimwright extract articles.csv --map text=body,published=day\n  \
    claimwright extract archive/ --exclude drafts --dry-run\n  \
    claimwright extract articles/ --format jsonl,csv,parquet\n  \
    zcat crawl.jsonl.gz | claimwright extract - --quiet --json")]
pub struct ExtractArgs {
    #[command(flatten)]
    input: InputArgs,
    /// Folder for the records
    #[arg(long, default_value = "output", value_name = "DIR")]
    out: PathBuf,
    /// What documents and claims are written as, several with a comma between: lines of JSON, or tables
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
    /// List what would be read, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// The summary as one JSON object, the content of run.json
    #[arg(long)]
    json: bool,
    /// No progress bar and no summary
    #[arg(long, short)]
    quiet: bool,
    /// Say why each file was skipped and each reject rejected, on standard error
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
    let found = args.input.discover()?;
    let inputs = &found.inputs;
    if args.verbose {
        tell_skipped(inputs);
    }
    if args.dry_run {
        return plan::write(inputs, args.json, out);
    }
    let knowledge = match knowledge(&args.knowledge)? {
        Ok(knowledge) => knowledge,
        Err(code) => return Ok(code),
    };
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
        run_pipeline(inputs, args.input.paths.clone(), &knowledge, &options, folder, observer)
    })??;
    if let Some(progress) = &progress {
        progress.finish();
    }
    if args.json {
        let line = serde_json::to_string(&record).unwrap_or_default();
        writeln!(out, "{line}").map_err(Error::io("standard output"))?;
    } else if !args.quiet {
        summary::write(&record, inputs, &args.out, out)?;
    }
    if args.verbose {
        tell_rejected(&args.out)?;
    }
    if record.counts.documents == 0 && record.counts.rejects > 0 {
        eprintln!("claimwright: {}", nothing_read(&args.out)?);
    }
    Ok(if record.counts.rejects > 0 { 2 } else { 0 })
}

/// The rejects written to `folder`.
fn rejects(folder: &Path) -> Result<impl Iterator<Item = RejectRecord>> {
    let path = folder.join("rejects.jsonl");
    let file = std::fs::File::open(&path).map_err(Error::io(&path))?;
    let lines = std::io::BufReader::new(file).lines().map_while(std::result::Result::ok);
    Ok(lines.filter_map(|line| serde_json::from_str(&line).ok()))
}

fn told(reject: &RejectRecord) -> String {
    let place = reject.line.map_or_else(String::new, |line| format!(":{line}"));
    format!("{}{place}: {}: {}", reject.path, reject.reason, reject.detail)
}

/// Says why each reject was one.
fn tell_rejected(folder: &Path) -> Result<()> {
    for reject in rejects(folder)? {
        eprintln!("claimwright: rejected {}", told(&reject));
    }
    Ok(())
}

/// Says which reject stands first.
fn nothing_read(folder: &Path) -> Result<String> {
    let first =
        rejects(folder)?.next().map_or_else(String::new, |reject| format!("; first {}", told(&reject)));
    Ok(format!("no article could be read{first} (all are in {})", folder.join("rejects.jsonl").display()))
}
