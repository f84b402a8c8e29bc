//! Building records from what the stages found: indices become ids, bytes become code points.
//!
//! Nothing is decided here. `same_as` needs the whole corpus and is left `None`.

use super::claim_record::*;
use super::document_record::*;
use super::found::{Found, Reported};
use crate::claim::types::{Attributed, Claim, Quoted};
use crate::clean::Block;
use crate::rules::Stance;
use crate::span::Span;
use crate::tag::{Mention, Referent, Via};
use xxhash_rust::xxh3::xxh3_128;

/// The id of a claim, which hangs on nothing but its document, sentence, stance, holders and polarity.
///
/// `c-` and 128 bits of [XXH3](https://github.com/Cyan4973/xxHash) in hexadecimal, over the JSON array
/// `[document_id,start,end,stance,[holder ids, sorted, each once],polarity]` in UTF-8 without spaces.
///
/// ```
/// use claimwright::{rules::Stance, write::claim_id};
/// let id = |holders: &[&str]| claim_id("d", 0..9, Stance::Commit, holders, false);
/// assert_eq!(id(&["FRA", "GBR"]), id(&["GBR", "FRA", "GBR"]));
/// assert_ne!(id(&["FRA", "GBR"]), id(&["FRA"]));
/// ```
pub fn claim_id(
    document_id: &str,
    sentence: std::ops::Range<usize>,
    stance: Stance,
    holders: &[&str],
    negated: bool,
) -> String {
    let mut holders = holders.to_vec();
    holders.sort_unstable();
    holders.dedup();
    let key = (document_id, sentence.start, sentence.end, stance.id(), holders, polarity(negated));
    let json = serde_json::to_vec(&key).expect("strings and numbers are always JSON");
    format!("c-{:032x}", xxh3_128(&json))
}

/// The line of `documents.jsonl` for an article.
pub fn document(found: &Found) -> DocumentRecord {
    let Found { article, duplicate, .. } = *found;
    let kept: Vec<usize> = (0..found.blocks.len()).filter(|&b| found.blocks[b].role.is_kept()).collect();
    DocumentRecord {
        id: article.id.clone(),
        path: article.path.clone(),
        url: article.url.clone(),
        site: article.site.clone(),
        title: article.title.clone(),
        published: article.published.clone(),
        encoding: article.encoding.to_owned(),
        duplicate_of: duplicate.map(|d| d.id.to_owned()),
        duplicate_kind: duplicate.map(|d| d.kind.as_str().to_owned()),
        similarity: duplicate.map(|d| d.similarity),
        blocks: found.blocks.iter().map(|b| block(found, b)).collect(),
        sentences: sentences(found, &kept),
        attributions: found.reported.iter().map(|r| attribution(found, r)).collect(),
    }
}

/// The line of `claims.jsonl` for a claim of an article.
///
/// `rule` is the name of the rule that found it, `knowledge` the digest of lexicon and rules.
pub fn claim(found: &Found, claim: &Claim, rule: &str, knowledge: &str) -> ClaimRecord {
    let Found { article, mentions, .. } = *found;
    let sentence = span(found, found.sentences[claim.sentence as usize].span);
    let holders: Vec<&str> = claim.holders.iter().map(|&m| &*mentions[m as usize].id).collect();
    ClaimRecord {
        id: claim_id(&article.id, sentence.start..sentence.end, claim.stance, &holders, claim.negated),
        document_id: article.id.clone(),
        url: article.url.clone(),
        site: article.site.clone(),
        title: article.title.clone(),
        published: article.published.clone(),
        sentence: SentenceRef {
            index: claim.sentence as usize,
            start: sentence.start,
            end: sentence.end,
            text: sentence.text,
        },
        stance: claim.stance.id().to_owned(),
        polarity: polarity(claim.negated).to_owned(),
        modality: claim.modality.id().to_owned(),
        holders: slot(found, &claim.holders, actor),
        beneficiaries: slot(found, &claim.beneficiaries, actor),
        addressees: slot(found, &claim.addressees, actor),
        adversaries: slot(found, &claim.adversaries, actor),
        legal_forms: slot(found, &claim.legal_forms, legal_form),
        capabilities: slot(found, &claim.capabilities, capability),
        attribution: claim.attribution.as_ref().map(|a| claim_attribution(found, a)),
        condition: claim.condition.as_ref().map(|c| {
            let SpanRecord { start, end, text } = span(found, c.span);
            ConditionRecord { start, end, text, trigger: c.trigger.slice(&article.text).to_owned() }
        }),
        time: claim.time.map(|m| time(found, &mentions[m as usize])),
        cue: {
            let SpanRecord { start, end, text } = span(found, claim.cue);
            CueRecord { start, end, text, lemma: claim.lemma.clone() }
        },
        quote: claim.quote.id().to_owned(),
        rule: rule.to_owned(),
        confidence: (claim.confidence * 1000.0).round() / 1000.0,
        same_as: None,
        knowledge: knowledge.to_owned(),
    }
}

fn polarity(negated: bool) -> &'static str {
    if negated { "negated" } else { "affirmed" }
}

fn span(found: &Found, span: Span) -> SpanRecord {
    SpanRecord {
        start: found.points.at(span.start as usize),
        end: found.points.at(span.end as usize),
        text: span.slice(&found.article.text).to_owned(),
    }
}

/// The mentions of one part of a claim, in text order.
fn slot<R>(found: &Found, mentions: &[u32], record: fn(&Found, &Mention) -> R) -> Vec<R> {
    let mut mentions = mentions.to_vec();
    mentions.sort_unstable_by_key(|&m| (found.mentions[m as usize].span, m));
    mentions.dedup();
    mentions.into_iter().map(|m| record(found, &found.mentions[m as usize])).collect()
}

/// The record's name for how the words name an actor.
pub(super) fn via_id(via: Via) -> &'static str {
    match via {
        Via::Name => "name",
        Via::Demonym => "demonym",
        Via::Metonym => "metonym",
        Via::Person => "person",
        Via::Pronoun => "pronoun",
        Via::Description => "description",
    }
}

fn actor(found: &Found, mention: &Mention) -> ActorRecord {
    let SpanRecord { start, end, text } = span(found, mention.span);
    let mut record = ActorRecord { id: mention.id.to_string(), start, end, text, ..Default::default() };
    if let Referent::Actor { via, name, person, office } = &mention.referent {
        record.name = name.to_string();
        record.person = person.as_deref().map(str::to_owned);
        record.office = office.as_deref().map(str::to_owned);
        record.via = via_id(*via).to_owned();
    }
    record
}

fn legal_form(found: &Found, mention: &Mention) -> LegalFormRecord {
    let SpanRecord { start, end, text } = span(found, mention.span);
    let mut record = LegalFormRecord { id: mention.id.to_string(), start, end, text, ..Default::default() };
    if let Referent::LegalForm { instrument, strength, .. } = &mention.referent {
        record.instrument = instrument.as_deref().map(str::to_owned);
        record.strength = *strength;
    }
    record
}

fn capability(found: &Found, mention: &Mention) -> CapabilityRecord {
    let SpanRecord { start, end, text } = span(found, mention.span);
    CapabilityRecord { id: mention.id.to_string(), start, end, text }
}

fn time(found: &Found, mention: &Mention) -> TimeRecord {
    let SpanRecord { start, end, text } = span(found, mention.span);
    let value = match &mention.referent {
        Referent::Time { value } => value.as_deref().map(str::to_owned),
        _ => None,
    };
    TimeRecord { start, end, text, value }
}

fn claim_attribution(found: &Found, attributed: &Attributed) -> ClaimAttribution {
    let source = match attributed.source {
        Some(mention) => {
            let named = actor(found, &found.mentions[mention as usize]);
            SourceRecord {
                id: named.id,
                name: named.name,
                person: named.person,
                office: named.office,
                start: Some(named.start),
                end: Some(named.end),
                text: Some(named.text),
                via: Some(named.via),
            }
        }
        None => SourceRecord { id: "unnamed".into(), name: "unnamed".into(), ..Default::default() },
    };
    let kind = match attributed.quote {
        Quoted::None => "indirect",
        quoted => quoted.id(),
    };
    ClaimAttribution { source, cue: attributed.cue.map(|c| span(found, c)), kind: kind.to_owned() }
}

fn block(found: &Found, block: &Block) -> BlockRecord {
    let SpanRecord { start, end, text } = span(found, block.span);
    BlockRecord {
        start,
        end,
        text,
        role: block.role.as_str().to_owned(),
        duplicate_of: block.duplicate_of,
        reason: block.reason.map(|r| r.as_str().to_owned()),
    }
}

fn sentences(found: &Found, kept: &[usize]) -> Vec<SentenceRecord> {
    let mut mentions: Vec<&Mention> = found.mentions.iter().collect();
    mentions.sort_by_key(|m| (m.sentence, m.span));
    let mut mentions = mentions.into_iter().peekable();
    let mut records = Vec::with_capacity(found.sentences.len());
    for (index, sentence) in found.sentences.iter().enumerate() {
        let SpanRecord { start, end, text } = span(found, sentence.span);
        let mut own = Vec::new();
        while let Some(m) = mentions.next_if(|m| m.sentence as usize <= index) {
            own.push(mention(found, m));
        }
        records.push(SentenceRecord {
            index,
            start,
            end,
            text,
            block: kept[sentence.block as usize],
            mentions: own,
        });
    }
    records
}

fn mention(found: &Found, mention: &Mention) -> MentionRecord {
    let SpanRecord { start, end, text } = span(found, mention.span);
    let mut record = MentionRecord { id: mention.id.to_string(), start, end, text, ..Default::default() };
    record.layer = match &mention.referent {
        Referent::Actor { via, name, person, office } => {
            record.name = Some(name.to_string());
            record.person = person.as_deref().map(str::to_owned);
            record.office = office.as_deref().map(str::to_owned);
            record.via = Some(via_id(*via).to_owned());
            "actor"
        }
        Referent::LegalForm { instrument, strength, pronoun } => {
            record.instrument = instrument.as_deref().map(str::to_owned);
            record.strength = Some(*strength);
            record.pronoun = pronoun.then_some(true);
            "legal_form"
        }
        Referent::Capability { pronoun } => {
            record.pronoun = pronoun.then_some(true);
            "capability"
        }
        Referent::Time { value } => {
            record.value = value.as_deref().map(str::to_owned);
            "time"
        }
        Referent::Quantity => "quantity",
    }
    .to_owned();
    record
}

fn attribution(found: &Found, reported: &Reported) -> AttributionRecord {
    let source = reported.source.as_ref().map(|source| {
        let SpanRecord { start, end, text } = span(found, source.span);
        let known = source.mention.map(|m| actor(found, &found.mentions[m as usize]));
        let (id, name) = known.map(|a| (a.id, a.person.unwrap_or(a.name))).unzip();
        AttributionSource { id, name, start, end, text }
    });
    AttributionRecord {
        source,
        cue: reported.cue.map(|c| span(found, c)),
        content: reported.content.iter().map(|&c| span(found, c)).collect(),
        quote: reported.quote.id().to_owned(),
    }
}
