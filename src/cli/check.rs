//! `claimwright check`: whether the output of a run is whole, true to itself and within bounds.

use super::knowledge;
use super::rules::KnowledgeArgs;
use crate::audit::raw::RawTexts;
use crate::audit::{Options, Policy, audit, show};
use crate::error::{Error, Result};
use crate::lexicon::Date;
use crate::read::discover;
use crate::rules::Knowledge;
use crate::write::RunRecord;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Check the output of a run, as a data check in continuous integration does.
///
/// Asks whether every record keeps to its schema, ids are unique, references resolve, offsets point to the words they
/// name, one state of lexicon and rules was used, and the figures of the run lie within bounds. Exit code 1 if an
/// error was found (with --strict also for a warning), 2 if the folder holds no output.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claimwright check output\n  claimwright check output --raw articles/ --policy checks.toml\n  claimwright check output --baseline main-output --format github\n  claimwright check output --format sarif > check.sarif\n\nAll checks and bounds: docs/checks.md"
)]
pub struct CheckArgs {
    /// The folder that `extract` wrote
    #[arg(default_value = "output", value_name = "DIR")]
    folder: PathBuf,
    /// Levels of the checks and bounds of the figures, as TOML
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// The articles that were read: files and folders to hold the offsets to
    #[arg(long, value_name = "PATH", num_args = 1..)]
    raw: Vec<String>,
    /// The output of an earlier run, or its run.json, from which the figures may not drift
    #[arg(long, value_name = "DIR")]
    baseline: Option<PathBuf>,
    /// How the findings are written
    #[arg(long, value_enum, default_value = "human", value_name = "FORMAT")]
    format: FindingsFormat,
    /// Let a warning fail too
    #[arg(long)]
    strict: bool,
    /// Show so many findings of each check; all are counted
    #[arg(long, value_name = "N", default_value_t = 20)]
    most: usize,
    #[command(flatten)]
    knowledge: KnowledgeArgs,
}

/// How findings are written, on the command line.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub enum FindingsFormat {
    /// Text
    Human,
    /// One JSON object
    Json,
    /// JUnit XML
    Junit,
    /// SARIF 2.1.0
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

/// Audits and writes the findings to `out`.
///
/// # Errors
/// A folder without output, a policy, baseline or lexicon that cannot be read, or `out` that cannot be written.
pub fn run(args: &CheckArgs, out: &mut impl Write) -> Result<u8> {
    let policy = match policy(args.policy.as_deref())? {
        Ok(policy) => policy,
        Err(code) => return Ok(code),
    };
    let knowledge = match knowledge(&args.knowledge)? {
        Ok(knowledge) => knowledge,
        Err(code) => return Ok(code),
    };
    let baseline = args.baseline.as_deref().map(baseline).transpose()?;
    let raw = if args.raw.is_empty() {
        None
    } else {
        let inputs = discover(&args.raw);
        if let Some(reject) = inputs.rejects.first() {
            return Err(Error::Usage(format!("--raw {}: {}", reject.path, reject.detail)));
        }
        Some(RawTexts::read(&inputs)?)
    };
    let options = Options {
        policy: &policy,
        most: args.most,
        raw,
        baseline: baseline.as_ref(),
        newest_term: newest_term(&knowledge),
    };
    let audit = audit(&args.folder, options)?;
    let folder = args.folder.display().to_string();
    let text = match args.format {
        FindingsFormat::Human => show::human(&audit, &folder),
        FindingsFormat::Json => show::json(&audit, &folder),
        FindingsFormat::Junit => show::junit(&audit, &folder),
        FindingsFormat::Sarif => show::sarif(&audit, &folder),
        FindingsFormat::Github => show::github(&audit, &folder),
    };
    out.write_all(text.as_bytes()).map_err(Error::io("standard output"))?;
    Ok(u8::from(audit.fails(args.strict)))
}

/// Reads a policy; mistakes in it are told, and give the code to exit with.
fn policy(path: Option<&Path>) -> Result<std::result::Result<Policy, u8>> {
    let Some(path) = path else { return Ok(Ok(Policy::default())) };
    let text = std::fs::read_to_string(path).map_err(Error::io(path))?;
    Ok(Policy::parse(&path.display().to_string(), &text).map_err(|mistakes| {
        for mistake in mistakes {
            eprintln!("{}\n", mistake.render(&text));
        }
        2
    }))
}

/// The run record of a folder, or of a file that is one.
fn baseline(path: &Path) -> Result<RunRecord> {
    let file = if path.is_dir() { path.join("run.json") } else { path.to_owned() };
    let bytes = std::fs::read(&file).map_err(Error::io(&file))?;
    serde_json::from_slice(&bytes).map_err(|error| Error::Unexpected {
        path: file,
        expected: format!("the run.json of a run ({error})"),
        advice: "name a folder that `extract` wrote, or its run.json".into(),
    })
}

/// The first day of the newest term of office that the lexicon knows.
fn newest_term(knowledge: &Knowledge) -> Option<Date> {
    let leaders = &knowledge.actors.leaders;
    leaders.persons().iter().flat_map(|person| leaders.terms(person)).map(|term| term.from).max()
}
