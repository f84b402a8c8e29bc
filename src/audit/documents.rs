//! One article's record held to itself: its blocks, sentences, mentions and attributions fit each other.

use super::check::Check;
use super::finding::{Findings, short};
use super::text::BlockTexts;
use crate::write::DocumentRecord;
use crate::write::document_record::{BlockRecord, MentionRecord, SentenceRecord};

/// The file that findings name.
pub const FILE: &str = "documents.jsonl";

/// Reports what does not fit in the record in line `line`.
pub fn document(record: &DocumentRecord, texts: &BlockTexts, line: u64, findings: &mut Findings) {
    Document { record, texts, line, findings }.all();
}

/// Whether the block is one of those that are kept.
pub fn is_kept(block: &BlockRecord) -> bool {
    matches!(block.role.as_str(), "body" | "headline" | "caption")
}

/// Whether an article is left out of the claims as a copy.
pub fn is_left_out(record: &DocumentRecord) -> bool {
    record.duplicate_of.is_some() && record.sentences.is_empty()
}

struct Document<'d> {
    record: &'d DocumentRecord,
    texts: &'d BlockTexts,
    line: u64,
    findings: &'d mut Findings,
}

impl Document<'_> {
    fn all(&mut self) {
        let record = self.record;
        let given =
            [record.duplicate_of.is_some(), record.duplicate_kind.is_some(), record.similarity.is_some()];
        if given.iter().any(|g| *g != given[0]) {
            self.report(Check::DuplicateOf, || {
                "duplicate_of, duplicate_kind and similarity are not all there or all null".to_owned()
            });
        }
        self.blocks();
        self.sentences();
        for (index, attribution) in record.attributions.iter().enumerate() {
            let spans = attribution.cue.iter().chain(&attribution.content).map(|s| (s.start, s.end, &s.text));
            let source = attribution.source.iter().map(|s| (s.start, s.end, &s.text));
            for (start, end, text) in source.chain(spans) {
                self.text(&format!("attribution {index}"), start, end, text);
            }
        }
    }

    fn report(&mut self, check: Check, message: impl FnOnce() -> String) {
        let id = &self.record.id;
        self.findings.at(check, FILE, self.line, || format!("article `{}`: {}", short(id), message()));
    }

    /// Whether words stand where they are said to.
    fn text(&mut self, what: &str, start: usize, end: usize, text: &str) {
        if let Some(fault) = self.texts.fault(self.record, start, end, text) {
            self.report(Check::OffsetText, || format!("{what}: {fault}"));
        }
    }

    fn blocks(&mut self) {
        let blocks = &self.record.blocks;
        let mut behind = 0;
        for (index, block) in blocks.iter().enumerate() {
            if block.start < behind {
                self.report(Check::OffsetOrder, || {
                    format!("block {index} begins at {}, before the one in front of it ends", block.start)
                });
            }
            behind = block.end;
            let length = block.text.chars().count();
            if block.end.checked_sub(block.start) != Some(length) {
                let (start, end) = (block.start, block.end);
                self.report(Check::OffsetText, || {
                    format!("block {index}: {start}..{end} has not the {length} code points of its text")
                });
            }
            let fault = match (block.role.as_str(), block.duplicate_of, &block.reason) {
                ("duplicate", Some(other), Some(_)) => (other == index
                    || blocks.get(other).is_none_or(|b| !is_kept(b)))
                .then(|| format!("names block {other} in its stead, which is not kept")),
                ("duplicate", None, _) => Some("names no block in its stead".to_owned()),
                ("duplicate" | "boilerplate", _, None) => Some("has no reason".to_owned()),
                ("boilerplate", None, Some(_)) | (_, None, None) => None,
                _ => Some(format!("is {} and has what only dropped blocks have", block.role)),
            };
            if let Some(fault) = fault {
                self.report(Check::BlockRole, || format!("block {index} {fault}"));
            }
        }
    }

    fn sentences(&mut self) {
        let record = self.record;
        let mut behind = 0;
        for (place, sentence) in record.sentences.iter().enumerate() {
            let (start, end, block) = (sentence.start, sentence.end, sentence.block);
            if sentence.index != place {
                self.report(Check::SentenceBlock, || {
                    format!("sentence {place} has the index {}", sentence.index)
                });
            }
            match record.blocks.get(block) {
                Some(b) if is_kept(b) && b.start <= start && end <= b.end => {}
                Some(b) if is_kept(b) => self.report(Check::SentenceBlock, || {
                    format!(
                        "sentence {place} at {start}..{end} is not in block {block} at {}..{}",
                        b.start, b.end
                    )
                }),
                Some(b) => self.report(Check::SentenceBlock, || {
                    format!("sentence {place} stands in block {block}, which is {}", b.role)
                }),
                None => self.report(Check::SentenceBlock, || {
                    format!("sentence {place} stands in block {block}; there are {}", record.blocks.len())
                }),
            }
            if start < behind {
                self.report(Check::OffsetOrder, || {
                    format!("sentence {place} begins at {start}, before the one in front of it ends")
                });
            }
            behind = end;
            self.text(&format!("sentence {place}"), start, end, &sentence.text);
            self.mentions(place, sentence);
        }
    }

    fn mentions(&mut self, place: usize, sentence: &SentenceRecord) {
        let mut before = 0;
        for (index, mention) in sentence.mentions.iter().enumerate() {
            let what = format!("mention {index} of sentence {place}");
            if mention.start < before {
                self.report(Check::OffsetOrder, || format!("{what} begins before the one in front of it"));
            }
            before = mention.start;
            if mention.start < sentence.start || mention.end > sentence.end {
                let (start, end) = (mention.start, mention.end);
                self.report(Check::MentionLayer, || {
                    format!("{what} at {start}..{end} is not in its sentence")
                });
            } else {
                self.text(&what, mention.start, mention.end, &mention.text);
            }
            if let Some(fault) = layer_fault(mention) {
                self.report(Check::MentionLayer, || format!("{what} ({}) {fault}", mention.layer));
            }
        }
    }
}

/// What keys a mention has that its layer has not, or lacks.
fn layer_fault(mention: &MentionRecord) -> Option<&'static str> {
    let actor = mention.name.is_some() && mention.via.is_some();
    let of_actor = mention.name.is_some()
        || mention.via.is_some()
        || mention.person.is_some()
        || mention.office.is_some();
    let of_form = mention.instrument.is_some() || mention.strength.is_some();
    match mention.layer.as_str() {
        "actor" if !actor => Some("has no `name` or no `via`"),
        "legal_form" if mention.strength.is_none() => Some("has no `strength`"),
        "actor" if of_form || mention.pronoun.is_some() || mention.value.is_some() => {
            Some("has keys of another layer")
        }
        "actor" => None,
        _ if of_actor => Some("has keys of an actor"),
        "legal_form" => None,
        _ if of_form => Some("has keys of a legal form"),
        _ => None,
    }
}
