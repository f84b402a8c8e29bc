//! The command line: one file a command. Commands write to what they are given and return an exit code.
//!
//! Exit codes: 0 done and clean; 1 done, but a check, an example or a threshold failed; 2 usage, or input
//! that could not be read (the rest is done all the same). A closed pipe is success.

pub mod check;
pub mod dedupe;
pub mod diff;
pub mod eval;
pub mod explain;
pub mod extract;
pub mod generate;
pub mod input;
pub mod plan;
pub mod progress;
pub mod read;
pub mod rules;
pub mod schema;
pub mod sentences;
pub mod settings;
pub mod summary;

use crate::error::Result;
use crate::rules::{Knowledge, NotLoaded};
use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};
use std::ffi::OsString;
use std::io::{Write, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

/// Reads scraped news and writes who demands, offers, promises, refuses or doubts what, as structured claims.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, disable_help_subcommand = true)]
#[command(after_help = "Examples:\n  \
    claimwright extract articles/            the main job\n  \
    claimwright explain \"Norway pledged two air defence batteries to Ukraine.\"\n\n\
    Every flag can be set in claimwright.toml (as `out = \"claims\"`, for one command under `[extract]`) and by a\n\
    variable (as CLAIMWRIGHT_OUT); flags go before variables, and these before the file. NO_COLOR is heeded.")]
pub struct Arguments {
    /// Settings instead of the nearest claimwright.toml; `none` for no settings
    #[arg(long, global = true, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    settings: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Extract claims from articles: the main job
    Extract(extract::ExtractArgs),
    /// Write articles of any format as JSON lines
    Read(read::ReadArgs),
    /// Show for each sentence why it gives a claim, or why it gives none
    Explain(explain::ExplainArgs),
    /// Check the output of a run: schema, references, offsets, bounds, drift
    Check(check::CheckArgs),
    /// Show which claims a run gained, lost or changed against an earlier one
    Diff(diff::DiffArgs),
    /// Compare claims with gold, figure by figure
    Eval(eval::EvalArgs),
    /// Check or test lexicon and rules
    #[command(subcommand)]
    Rules(RulesCommand),
    /// Print what a file of a run holds: JSON Schemas, tables, SQL
    Schema(schema::SchemaArgs),
    /// Split a text into sentences
    Sentences(sentences::Arguments),
    /// Find copies among articles, as JSON lines
    Dedupe(dedupe::DedupeArgs),
    /// Print completions for a shell
    Completions(generate::CompletionsArgs),
    /// Write manual pages
    Man(generate::ManArgs),
}

#[derive(Debug, Subcommand)]
enum RulesCommand {
    /// Report every mistake in lexicon and rule files
    Check(rules::CheckArgs),
    /// Run the examples of all rules
    Test(rules::TestArgs),
}

/// Runs the command of this process.
pub fn main() -> ExitCode {
    let arguments = match arguments() {
        Ok(arguments) => arguments,
        Err(error) => {
            eprintln!("claimwright: {error}");
            return ExitCode::from(2);
        }
    };
    let mut out = std::io::BufWriter::new(stdout().lock());
    let result = run(&arguments, &mut out).and_then(|code| {
        out.flush().map_err(crate::error::Error::io("standard output"))?;
        Ok(code)
    });
    match result {
        Ok(code) => ExitCode::from(code),
        Err(error) if error.is_closed_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("claimwright: {error}");
            ExitCode::from(2)
        }
    }
}

/// The arguments of this process, with settings where it has none; wrong usage and `--help` end it.
fn arguments() -> Result<Arguments> {
    let given: Vec<OsString> = std::env::args_os().collect();
    let applied = settings::apply(Arguments::command(), &given)?;
    let matches = applied.command.get_matches_from(given);
    if let Some(file) = applied.file.filter(|_| is_verbose(&matches)) {
        eprintln!("claimwright: settings from {}", file.display());
    }
    Arguments::from_arg_matches(&matches).map_err(|error| error.exit())
}

fn is_verbose(matches: &ArgMatches) -> bool {
    let Some((_, below)) = matches.subcommand() else { return false };
    matches!(below.try_get_one::<bool>("verbose"), Ok(Some(true))) || is_verbose(below)
}

/// Runs a command and returns its exit code.
///
/// # Errors
/// What stops the command.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> Result<u8> {
    match &arguments.command {
        Command::Extract(args) => extract::run(args, out),
        Command::Read(args) => read::run(args, out),
        Command::Explain(args) => explain::run(args, out),
        Command::Check(args) => check::run(args, out),
        Command::Diff(args) => diff::run(args, out),
        Command::Eval(args) => eval::run(args, out),
        Command::Rules(RulesCommand::Check(args)) => rules::check(args, out),
        Command::Rules(RulesCommand::Test(args)) => rules::test(args, explain::found, out),
        Command::Schema(args) => schema::run(args, out),
        Command::Sentences(args) => sentences::run(args, out).map(|()| 0),
        Command::Dedupe(args) => dedupe::run(args, out),
        Command::Completions(args) => generate::completions(args, Arguments::command(), out),
        Command::Man(args) => generate::man(args, Arguments::command()),
    }
}

/// The knowledge that `args` ask for; where it has mistakes they are told and the code to exit with returned.
fn knowledge(args: &rules::KnowledgeArgs) -> Result<std::result::Result<Knowledge, u8>> {
    match Knowledge::load(&args.lexicon, &args.rules) {
        Ok(knowledge) => Ok(Ok(knowledge)),
        Err(NotLoaded::Unreadable(error)) => Err(error),
        Err(mistakes) => {
            eprintln!("{mistakes}");
            Ok(Err(2))
        }
    }
}
