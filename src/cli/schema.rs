//! `claimwright schema`: what each file of a run holds, for machines.

use crate::error::{Error, Result};
use crate::write::{OF_TABLES, SCHEMAS, described};
use std::io::Write;

/// Print what a file of a run holds, for machines.
///
/// `claims`, `documents`, `rejects` and `run` are JSON Schemas (2020-12) of the records. `tables` describes the tables
/// of `--format csv` and `--format parquet`, each column with type, unit, meaning and example, as a data package
/// (Frictionless). `postgres` makes these tables in PostgreSQL, with their keys.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claimwright schema claims > claims.schema.json\n  claimwright schema postgres | psql analysis"
)]
pub struct SchemaArgs {
    /// claims, documents, rejects, run, tables or postgres; the four records if not given
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

/// Writes the description asked for to `out`.
///
/// # Errors
/// A name that does not exist, or `out` that cannot be written.
pub fn run(args: &SchemaArgs, out: &mut impl Write) -> Result<u8> {
    let records: Vec<&str> = SCHEMAS.iter().map(|(name, _)| *name).collect();
    let known: Vec<&str> = records.iter().copied().chain(OF_TABLES).collect();
    let chosen: Vec<&str> = match &args.name {
        None => records,
        Some(name) if known.contains(&name.as_str()) => vec![name],
        Some(name) => {
            let help = match crate::diagnostic::nearest(name, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there are: {}", known.join(", ")),
            };
            return Err(Error::Usage(format!("no record `{name}`; {help}")));
        }
    };
    for name in chosen {
        let text = described(name).unwrap_or_default();
        writeln!(out, "{}", text.trim_end()).map_err(Error::io("standard output"))?;
    }
    Ok(0)
}
