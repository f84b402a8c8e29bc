//! `claimwright completions` and `claimwright man`: what shells and readers of manuals want, from the same declarations
//! that the command line is read by.

use crate::error::{Error, Result};
use clap::Command;
use clap_complete::Shell;
use std::io::Write;
use std::path::PathBuf;

/// Print completions for a shell.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    claimwright completions bash > ~/.local/share/bash-completion/completions/claimwright\n  \
    claimwright completions zsh > ~/.zfunc/_claimwright\n  \
    claimwright completions fish > ~/.config/fish/completions/claimwright.fish")]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Write manual pages, one for each command.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  claimwright man ~/.local/share/man/man1 && man claimwright-extract")]
pub struct ManArgs {
    /// Folder for the pages; it is made if it is not there
    #[arg(value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    folder: PathBuf,
}

/// Writes the completions of `command` to `out`.
///
/// # Errors
/// `out` cannot be written.
pub fn completions(args: &CompletionsArgs, mut command: Command, out: &mut impl Write) -> Result<u8> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "claimwright", &mut script);
    out.write_all(&script).map_err(Error::io("standard output"))?;
    Ok(0)
}

/// Writes the pages of `command` and of all below it.
///
/// # Errors
/// A folder that cannot be written.
pub fn man(args: &ManArgs, command: Command) -> Result<u8> {
    std::fs::create_dir_all(&args.folder).map_err(Error::io(&args.folder))?;
    clap_mangen::generate_to(command, &args.folder).map_err(Error::io(&args.folder))?;
    Ok(0)
}
