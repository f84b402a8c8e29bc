//! One article through all stages: clean, split, tag, claim, record. Pure: same article and knowledge, same records.

use crate::claim::attribution::{Attribution, QuoteKind, attributions};
use crate::claim::{Blind, Claim, Engine, Quoted, Tagged, Voice, Watch};
use crate::clean::{Block, Furniture, SiteProfile, blocks};
use crate::dedupe;
use crate::lexicon::Classes;
use crate::read::Article;
use crate::rules::Knowledge;
use crate::span::{CodePoints, Span};
use crate::split::{Split, split, word_key};
use crate::tag::{self, Mention};
use crate::write::{ClaimRecord, DocumentRecord, DuplicateOf, Found, Reported, ReportedSource};

/// What is known of an article from the rest of the corpus.
#[derive(Clone, Copy, Debug, Default)]
pub struct Origin<'a> {
    /// The lines that recur on its site.
    pub profile: Option<&'a SiteProfile>,
    /// Of which article it is a copy.
    pub duplicate: Option<DuplicateOf<'a>>,
    /// Whether claims are wanted: not of a copy that is dropped.
    pub blocks_only: bool,
}

/// The records of one article.
#[derive(Clone, Debug)]
pub struct Extract {
    /// Its line of `documents.jsonl`.
    pub document: DocumentRecord,
    /// Its lines of `claims.jsonl`.
    pub claims: Vec<ClaimRecord>,
}

/// Takes one article through all stages.
pub fn extract(article: &Article, knowledge: &Knowledge, origin: Origin) -> Extract {
    extract_watched(article, knowledge, origin, &mut Blind)
}

/// Takes one article through all stages while `watch` sees what the claim engine does.
pub fn extract_watched(
    article: &Article,
    knowledge: &Knowledge,
    origin: Origin,
    watch: &mut impl Watch,
) -> Extract {
    let raw = article.text.as_str();
    let points = CodePoints::new(raw);
    let blocks = blocks(raw, article.title.as_deref(), &knowledge.furniture, origin.profile);
    let parts = if origin.blocks_only { Parts::default() } else { Parts::read(article, &blocks, knowledge) };
    let engine = Engine { words: &knowledge.words, modifiers: &knowledge.modifiers, rules: &knowledge.rules };
    let tagged = Tagged { raw, split: &parts.split, mentions: &parts.mentions, voices: &parts.voices };
    let claims = engine.claims(tagged, watch);
    let in_role = in_role(parts.mentions.len(), &claims);
    let found = Found {
        article,
        points: &points,
        duplicate: origin.duplicate,
        blocks: &blocks,
        sentences: &parts.split.sentences,
        mentions: &parts.mentions,
        in_role: &in_role,
        reported: &parts.reported,
    };
    let document = crate::write::document(&found);
    let claims = claims
        .iter()
        .map(|c| crate::write::claim(&found, c, &knowledge.rules.rules()[c.rule].name, &knowledge.digest))
        .collect();
    Extract { document, claims }
}

/// For each mention whether one of `claims` gives it a role.
fn in_role(mentions: usize, claims: &[Claim]) -> Vec<bool> {
    let mut in_role = vec![false; mentions];
    for claim in claims {
        let source = claim.attribution.as_ref().and_then(|a| a.source);
        let parts = [&claim.holders, &claim.beneficiaries, &claim.addressees, &claim.adversaries];
        for &mention in parts.into_iter().flatten().chain(source.iter()) {
            in_role[mention as usize] = true;
        }
    }
    in_role
}

/// The record of an article that is cleaned and not read further.
pub(super) fn cleaned(article: &Article, furniture: &Furniture, origin: Origin) -> DocumentRecord {
    let points = CodePoints::new(&article.text);
    let blocks = blocks(&article.text, article.title.as_deref(), furniture, origin.profile);
    crate::write::document(&Found {
        article,
        points: &points,
        duplicate: origin.duplicate,
        blocks: &blocks,
        sentences: &[],
        mentions: &[],
        in_role: &[],
        reported: &[],
    })
}

/// What the stages found between the blocks and the claims.
#[derive(Default)]
struct Parts {
    split: Split,
    mentions: Vec<Mention>,
    voices: Vec<Voice>,
    reported: Vec<Reported>,
}

impl Parts {
    fn read(article: &Article, blocks: &[Block], knowledge: &Knowledge) -> Self {
        let raw = article.text.as_str();
        let kept: Vec<Span> = blocks.iter().filter(|b| b.role.is_kept()).map(|b| b.span).collect();
        let split = split(raw, &kept, &knowledge.abbreviations);
        let mut mentions = tag::actors(
            raw,
            &split,
            article.published.as_deref(),
            article.site.as_deref(),
            &knowledge.actors,
        );
        let topics = tag::topics(raw, &split, &mentions, &knowledge.topics);
        mentions.extend(topics);
        mentions.extend(tag::times(raw, &split, article.published.as_deref()));
        mentions.sort_by_key(|m| (m.sentence, m.span.start, std::cmp::Reverse(m.span.end)));
        let found = attributions(raw, &split, &mentions, &knowledge.words, &knowledge.reporting);
        let voices = found.iter().map(|a| voice(raw, a, knowledge)).collect();
        let reported = found.into_iter().filter(|a| !a.nested).map(reported).collect();
        Self { split, mentions, voices, reported }
    }
}

fn quoted(quote: QuoteKind) -> Quoted {
    match quote {
        QuoteKind::None => Quoted::None,
        QuoteKind::Direct => Quoted::Direct,
        QuoteKind::Partial => Quoted::Partial,
    }
}

/// What claims need of an attribution.
fn voice(raw: &str, attribution: &Attribution, knowledge: &Knowledge) -> Voice {
    // "Acknowledges" hands on a statement, "believes" and "fears" hold a view: the word decides, not the kind.
    let attitude = attribution.cue.is_some_and(|cue| {
        cue.slice(raw).split_whitespace().any(|word| {
            let lemma = knowledge.words.get(word_key(word)).lemma;
            knowledge.words.get(lemma).classes.any(Classes::ATTITUDE)
        })
    });
    Voice {
        contents: attribution.content.clone(),
        source: attribution.actor,
        cue: attribution.cue,
        attitude,
        quote: quoted(attribution.quote),
    }
}

fn reported(attribution: Attribution) -> Reported {
    let mention = attribution.actor;
    Reported {
        source: attribution.source.map(|span| ReportedSource { span, mention }),
        cue: attribution.cue,
        content: attribution.content,
        quote: quoted(attribution.quote),
    }
}

/// Whether a copy of this kind is left out of the claims: an update has text of its own and stays.
pub fn is_left_out(kind: dedupe::Kind) -> bool {
    kind != dedupe::Kind::Update
}
