//! `claimwright schema`: the JSON Schema of each record.

use crate::error::{Error, Result};
use crate::write::{SCHEMAS, schema_of};
use std::io::Write;

/// Print the JSON Schema (2020-12) of a record.
#[derive(Debug, clap::Args)]
pub struct SchemaArgs {
    /// The record: claims, documents, rejects or run; all four if not given
    #[arg(value_name = "RECORD")]
    record: Option<String>,
}

/// Writes the schema asked for to `out`.
///
/// # Errors
/// A record that does not exist, or `out` that cannot be written.
pub fn run(args: &SchemaArgs, out: &mut impl Write) -> Result<u8> {
    let names: Vec<&str> = SCHEMAS.iter().map(|(name, _)| *name).collect();
    let chosen: Vec<&str> = match &args.record {
        None => names,
        Some(name) if names.contains(&name.as_str()) => vec![name],
        Some(name) => {
            let help = match crate::diagnostic::nearest(name, names.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there are: {}", names.join(", ")),
            };
            return Err(Error::Usage(format!("no record `{name}`; {help}")));
        }
    };
    for name in chosen {
        let schema = schema_of(name).unwrap_or_default();
        writeln!(out, "{}", schema.trim_end()).map_err(Error::io("standard output"))?;
    }
    Ok(0)
}
