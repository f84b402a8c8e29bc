//! `claimwright eval`: how well the program agrees with gold.

use super::knowledge;
use super::rules::KnowledgeArgs;
use crate::error::{Error, Result};
use crate::eval::{GoldDocument, codings_of_gold, codings_of_run, evaluate, read_gold};
use crate::pipeline::extract_each;
use crate::read::{Article, date};
use std::io::Write;
use std::path::PathBuf;

/// Compare the claims found in the texts of a gold file with its claims.
///
/// Figures are those of the codebook: precision, recall and F1 of blocks, tags and claims, and the accuracy of
/// the parts of a claim, with 95 % intervals by bootstrap over documents.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    claimwright eval corpus/gold\n  \
    claimwright eval corpus/gold --misses 20 --lexicon mine/lexicon")]
pub struct EvalArgs {
    /// Gold: one document a line, or one JSON object; several files are taken together
    #[arg(required = true, value_name = "GOLD")]
    gold: Vec<PathBuf>,
    /// Write one JSON object
    #[arg(long)]
    json: bool,
    /// Only the table of figures
    #[arg(long)]
    table: bool,
    /// Show so many misses and false hits of each figure, with their sentences
    #[arg(long, value_name = "N", default_value_t = 0)]
    misses: usize,
    #[command(flatten)]
    knowledge: KnowledgeArgs,
}

/// Evaluates and writes the figures to `out`.
///
/// # Errors
/// Gold or a lexicon that cannot be read, or `out` that cannot be written.
pub fn run(args: &EvalArgs, out: &mut impl Write) -> Result<u8> {
    let knowledge = match knowledge(&args.knowledge)? {
        Ok(knowledge) => knowledge,
        Err(code) => return Ok(code),
    };
    let mut gold = Vec::new();
    for path in &args.gold {
        gold.extend(read_gold(path)?);
    }
    let articles: Vec<Article> = gold.iter().map(article).collect::<Result<_>>()?;
    let found = extract_each(&articles, &knowledge);
    let (documents, claims): (Vec<_>, Vec<_>) = found.into_iter().map(|e| (e.document, e.claims)).unzip();
    let claims: Vec<_> = claims.into_iter().flatten().collect();
    let evaluation = evaluate(&codings_of_gold(&gold), &codings_of_run(&documents, &claims)?)?;
    let text = if args.json {
        evaluation.json(args.misses > 0)
    } else if args.table {
        evaluation.table()
    } else {
        let misses = if args.misses > 0 { evaluation.misses(args.misses) } else { String::new() };
        format!(
            "{}\n{}\n{}{misses}",
            evaluation.table(),
            evaluation.interval_table(),
            evaluation.rule_table()
        )
    };
    out.write_all(text.as_bytes()).map_err(Error::io("standard output"))?;
    Ok(0)
}

fn article(gold: &GoldDocument) -> Result<Article> {
    let Some(text) = gold.text.clone() else {
        return Err(Error::Usage(format!("the gold of `{}` has no text to run over", gold.document_id)));
    };
    let known = |field: &Option<String>| field.clone().filter(|f| !f.trim().is_empty());
    Ok(Article {
        url: known(&gold.url),
        site: known(&gold.site),
        title: known(&gold.title),
        published: known(&gold.published).and_then(|p| match date::published(&p) {
            date::Published::Known(iso) => Some(iso),
            _ => None,
        }),
        ..Article::bare(gold.document_id.clone(), text)
    })
}
