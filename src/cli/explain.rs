//! `claimwright explain`: for each sentence of a text what the engine saw and did.

use super::knowledge;
use super::rules::KnowledgeArgs;
use crate::check::FoundClaim;
use crate::error::{Error, Result};
use crate::pipeline::{Origin, extract, extract_watched};
use crate::read::{Article, Item, Limits, discover, open};
use crate::report::Explanation;
use crate::rules::Knowledge;
use std::io::Write;
use std::path::Path;

/// Show for each sentence its words, mentions, clauses, cue, rule and slots - or where the nearest rules stopped.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claimwright explain \"Norway pledged two air defence batteries to Ukraine.\"\n  claimwright explain article.txt --published 2025-12-15"
)]
pub struct ExplainArgs {
    /// A text, or a file of articles
    #[arg(value_name = "TEXT|FILE")]
    what: String,
    /// Date of the article, by which persons in office and relative times are resolved
    #[arg(long, value_name = "DATE")]
    published: Option<String>,
    #[command(flatten)]
    knowledge: KnowledgeArgs,
}

/// Explains the text or file to `out`.
///
/// # Errors
/// A file or lexicon that cannot be read, or `out` that cannot be written.
pub fn run(args: &ExplainArgs, out: &mut impl Write) -> Result<u8> {
    let knowledge = match knowledge(&args.knowledge)? {
        Ok(knowledge) => knowledge,
        Err(code) => return Ok(code),
    };
    let mut code = 0;
    if Path::new(&args.what).is_file() {
        for input in &discover(std::slice::from_ref(&args.what)).files {
            for item in open(input, &Limits::default()) {
                match item {
                    Item::Article(mut article) => {
                        article.published = args.published.clone().or(article.published);
                        explain(&article, &knowledge, out)?;
                    }
                    Item::Reject(reject) => {
                        eprintln!(
                            "claimwright: {}: {}: {}",
                            reject.path,
                            reject.reason.as_str(),
                            reject.detail
                        );
                        code = 2;
                    }
                }
            }
        }
    } else {
        explain(&article(&args.what, args.published.clone()), &knowledge, out)?;
    }
    Ok(code)
}

fn explain(article: &Article, knowledge: &Knowledge, out: &mut impl Write) -> Result<()> {
    let mut explanation = Explanation::new(&knowledge.rules);
    extract_watched(article, knowledge, Origin::default(), &mut explanation);
    out.write_all(explanation.text.as_bytes()).map_err(Error::io("standard output"))
}

/// A text without a file as an article.
fn article(text: &str, published: Option<String>) -> Article {
    Article { published, ..Article::bare(Article::content_id(None, text), text.to_string()) }
}

/// The claims of an example's text, as the rule tests compare them.
pub fn found(knowledge: &Knowledge, text: &str) -> Vec<FoundClaim> {
    extract(&article(text, Some("2025-12-15".into())), knowledge, Origin::default())
        .claims
        .into_iter()
        .map(|claim| FoundClaim {
            rule: claim.rule,
            stance: claim.stance,
            negated: claim.polarity == "negated",
            modality: claim.modality,
            holders: claim.holders.into_iter().map(|a| a.id).collect(),
            beneficiaries: claim.beneficiaries.into_iter().map(|a| a.id).collect(),
            addressees: claim.addressees.into_iter().map(|a| a.id).collect(),
            legal_forms: claim.legal_forms.into_iter().map(|a| a.id).collect(),
            capabilities: claim.capabilities.into_iter().map(|a| a.id).collect(),
        })
        .collect()
}
