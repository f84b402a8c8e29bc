//! `claimwright read`: the articles as they are read, before anything is done to them.
//!
//! Its lines are what the offsets of all records count in, and can be read again by any other command.

use super::input::{InputArgs, tell_skipped};
use crate::error::{Error, Result};
use crate::read::{Article, Item, Limits, open};
use serde::Serialize;
use std::io::Write;

/// Write articles of any format as JSON lines.
///
/// Each line has `id`, `url`, `site`, `title`, `published` (ISO 8601), `text`, `encoding`, `warnings`, and `path` and `line` of
/// where it was read. `text` is the raw text that the offsets of all records count in.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    claimwright read crawl.warc.gz > articles.jsonl\n  \
    claimwright read articles.csv --map text=body,published=day\n  \
    claimwright read page.html | jq -r .text")]
pub struct ReadArgs {
    #[command(flatten)]
    input: InputArgs,
    /// Say why files were skipped, on standard error
    #[arg(long, short)]
    verbose: bool,
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    url: Option<&'a str>,
    site: Option<&'a str>,
    title: Option<&'a str>,
    published: Option<&'a str>,
    text: &'a str,
    encoding: &'a str,
    warnings: Vec<String>,
    path: &'a str,
    line: Option<u64>,
}

impl<'a> Line<'a> {
    fn new(article: &'a Article) -> Self {
        Self {
            id: &article.id,
            url: article.url.as_deref(),
            site: article.site.as_deref(),
            title: article.title.as_deref(),
            published: article.published.as_deref(),
            text: &article.text,
            encoding: article.encoding,
            warnings: article.warnings.iter().map(ToString::to_string).collect(),
            path: &article.path,
            line: article.line,
        }
    }
}

/// Writes the articles to `out`, and the rejects to standard error.
///
/// # Errors
/// A pattern or map that cannot be read, or `out` that cannot be written.
pub fn run(args: &ReadArgs, out: &mut impl Write) -> Result<u8> {
    let found = args.input.discover()?;
    if args.verbose {
        tell_skipped(&found.inputs);
    }
    let mut code = 0;
    let items = found.inputs.files.iter().flat_map(|input| open(input, &Limits::default()));
    for item in found.inputs.rejects.iter().cloned().map(Item::Reject).chain(items) {
        match item {
            Item::Article(article) => {
                serde_json::to_writer(&mut *out, &Line::new(&article))
                    .map_err(|error| Error::io("standard output")(error.into()))?;
                writeln!(out).map_err(Error::io("standard output"))?;
            }
            Item::Reject(reject) => {
                eprintln!("claimwright: {reject}");
                code = 2;
            }
        }
    }
    Ok(code)
}
