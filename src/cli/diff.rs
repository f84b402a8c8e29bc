//! `claimwright diff`: what claims a run gained, lost or changed against an earlier one.

use crate::audit::diff::{IGNORED, diff};
use crate::audit::show::difference;
use crate::error::{Error, Result};
use std::io::Write;
use std::path::PathBuf;

/// Show which claims a run gained, lost or changed, by stance, rule and site.
///
/// Claims are the same by their id (article, sentence, stance, holders, polarity). A claim lost where another is
/// gained in the same sentence with the same stance or cue counts as changed.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claimwright diff before after\n  claimwright diff main-output output --format markdown > comment.md\n  claimwright diff before after --ignore confidence --exit-code"
)]
pub struct DiffArgs {
    /// The folder of the earlier run
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The folder of the later run
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// How the difference is written
    #[arg(long, value_enum, default_value = "text", value_name = "FORMAT")]
    format: DiffFormat,
    /// A key of the claims that is not compared; `knowledge` never is
    #[arg(long, value_name = "FIELD")]
    ignore: Vec<String>,
    /// Tell so many claims of each kind; all are counted
    #[arg(long, value_name = "N", default_value_t = 20)]
    most: usize,
    /// Exit with 1 if there is a difference
    #[arg(long)]
    exit_code: bool,
}

/// How a difference is written, on the command line.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub enum DiffFormat {
    /// Text
    Text,
    /// One JSON object
    Json,
    /// Markdown for a pull request
    Markdown,
}

/// Compares two folders and writes the difference to `out`.
///
/// # Errors
/// Claims that cannot be read, or `out` that cannot be written.
pub fn run(args: &DiffArgs, out: &mut impl Write) -> Result<u8> {
    let ignored: Vec<String> = IGNORED.iter().map(ToString::to_string).chain(args.ignore.clone()).collect();
    let found = diff(&args.old, &args.new, &ignored, args.most)?;
    let text = match args.format {
        DiffFormat::Text => difference::text(&found),
        DiffFormat::Json => difference::json(&found),
        DiffFormat::Markdown => difference::markdown(&found),
    };
    out.write_all(text.as_bytes()).map_err(Error::io("standard output"))?;
    Ok(u8::from(args.exit_code && found.total.is_different()))
}
