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
pub mod progress;
pub mod rules;
pub mod schema;
pub mod sentences;
pub mod summary;

use crate::error::Result;
use crate::rules::{Knowledge, NotLoaded};
use clap::{Parser, Subcommand};
use std::io::{Write, stdout};
use std::process::ExitCode;

/// Reads scraped news and writes who demands, offers, promises, refuses or doubts what, as structured claims.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, disable_help_subcommand = true)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Extract claims from articles: the main job
    Extract(extract::ExtractArgs),
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
    let arguments = Arguments::parse();
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

/// Runs a command and returns its exit code.
///
/// # Errors
/// What stops the command.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> Result<u8> {
    match &arguments.command {
        Command::Extract(args) => extract::run(args, out),
        Command::Explain(args) => explain::run(args, out),
        Command::Check(args) => check::run(args, out),
        Command::Diff(args) => diff::run(args, out),
        Command::Eval(args) => eval::run(args, out),
        Command::Rules(RulesCommand::Check(args)) => rules::check(args, out),
        Command::Rules(RulesCommand::Test(args)) => rules::test(args, explain::found, out),
        Command::Schema(args) => schema::run(args, out),
        Command::Sentences(args) => sentences::run(args, out).map(|()| 0),
        Command::Dedupe(args) => dedupe::run(args, out),
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
