//! One claim's record held to its article: sentence, words and mentions are those that the article has.

use super::check::Check;
use super::finding::{Findings, short};
use super::text::BlockTexts;
use crate::rules::Stance;
use crate::write::claim_record::ClaimRecord;
use crate::write::{DocumentRecord, claim_id};
use std::collections::HashSet;

/// The file that findings name.
pub const FILE: &str = "claims.jsonl";

/// An article, made ready for its claims.
pub struct Subject {
    /// Its record.
    pub record: DocumentRecord,
    texts: BlockTexts,
    /// Layer, id, start and end of all mentions.
    mentions: HashSet<(String, String, usize, usize)>,
}

impl Subject {
    /// Makes `record` ready.
    pub fn new(record: DocumentRecord) -> Self {
        let mentions = record
            .sentences
            .iter()
            .flat_map(|s| &s.mentions)
            .map(|m| (m.layer.clone(), m.id.clone(), m.start, m.end))
            .collect();
        Self { texts: BlockTexts::new(&record), mentions, record }
    }

    /// Reports what in the claim in line `line` is not as in the article.
    pub fn claim(&self, claim: &ClaimRecord, line: u64, findings: &mut Findings) {
        let record = &self.record;
        let id = || format!("claim `{}` of `{}`", short(&claim.id), short(&record.id));
        for (key, theirs, ours) in [
            ("url", &claim.url, &record.url),
            ("site", &claim.site, &record.site),
            ("title", &claim.title, &record.title),
            ("published", &claim.published, &record.published),
        ] {
            if theirs != ours {
                findings.at(Check::ClaimCopied, FILE, line, || {
                    format!("{}: `{key}` is {theirs:?}, in the article {ours:?}", id())
                });
            }
        }
        let sentence = &claim.sentence;
        let same = record
            .sentences
            .get(sentence.index)
            .is_some_and(|s| (s.start, s.end, &s.text) == (sentence.start, sentence.end, &sentence.text));
        if !same {
            findings.at(Check::ClaimSentence, FILE, line, || {
                format!("{}: its sentence {} is not that of the article", id(), sentence.index)
            });
        }
        for (what, start, end, text) in spans(claim) {
            if let Some(fault) = self.texts.fault(record, start, end, text) {
                findings.at(Check::OffsetText, FILE, line, || format!("{}: {what}: {fault}", id()));
            }
        }
        let mut missing = |layer: &str, name: &str, start: usize, end: usize| {
            if !self.mentions.contains(&(layer.to_owned(), name.to_owned(), start, end)) {
                findings.at(Check::ClaimMention, FILE, line, || {
                    format!("{}: {layer} `{name}` at {start}..{end} is no mention of the article", id())
                });
            }
        };
        let actors = [&claim.holders, &claim.beneficiaries, &claim.addressees, &claim.adversaries];
        for actor in actors.into_iter().flatten() {
            missing("actor", &actor.id, actor.start, actor.end);
        }
        if let Some(source) = claim.attribution.as_ref().map(|a| &a.source)
            && let (Some(start), Some(end)) = (source.start, source.end)
        {
            missing("actor", &source.id, start, end);
        }
        for form in &claim.legal_forms {
            missing("legal_form", &form.id, form.start, form.end);
        }
        for capability in &claim.capabilities {
            missing("capability", &capability.id, capability.start, capability.end);
        }
    }
}

/// All words that a claim gives, with their places; its sentence aside.
fn spans(claim: &ClaimRecord) -> Vec<(&'static str, usize, usize, &str)> {
    let mut spans = vec![("cue", claim.cue.start, claim.cue.end, claim.cue.text.as_str())];
    for (what, actors) in [
        ("holder", &claim.holders),
        ("beneficiary", &claim.beneficiaries),
        ("addressee", &claim.addressees),
        ("adversary", &claim.adversaries),
    ] {
        spans.extend(actors.iter().map(|a| (what, a.start, a.end, a.text.as_str())));
    }
    spans.extend(claim.legal_forms.iter().map(|f| ("legal form", f.start, f.end, f.text.as_str())));
    spans.extend(claim.capabilities.iter().map(|c| ("capability", c.start, c.end, c.text.as_str())));
    spans.extend(claim.condition.iter().map(|c| ("condition", c.start, c.end, c.text.as_str())));
    spans.extend(claim.time.iter().map(|t| ("time", t.start, t.end, t.text.as_str())));
    if let Some(attribution) = &claim.attribution {
        spans.extend(attribution.cue.iter().map(|c| ("attribution", c.start, c.end, c.text.as_str())));
        let source = &attribution.source;
        if let (Some(start), Some(end), Some(text)) = (source.start, source.end, &source.text) {
            spans.push(("source", start, end, text));
        }
    }
    spans
}

/// Reports an id that is not the hash of what it names.
pub fn id(claim: &ClaimRecord, line: u64, findings: &mut Findings) {
    let Some(stance) = Stance::ALL.into_iter().find(|s| s.id() == claim.stance) else { return };
    let holders: Vec<&str> = claim.holders.iter().map(|h| h.id.as_str()).collect();
    let sentence = claim.sentence.start..claim.sentence.end;
    let expected = claim_id(&claim.document_id, sentence, stance, &holders, claim.polarity == "negated");
    if claim.id != expected {
        findings.at(Check::ClaimIdWrong, FILE, line, || {
            format!("the id is {}, its content hashes to {expected}", short(&claim.id))
        });
    }
}
