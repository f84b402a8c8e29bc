//! Runs made out of gold: as gold has it, or with mistakes of every kind at fixed places.

use crate::rules::Stance;
use crate::write::claim_record::*;
use crate::write::document_record::*;
use serde_json::Value;

/// What a run that is as good as `gold` would have written; with `mistakes`, not quite as good.
pub fn run_of(gold: &[Value], mistakes: bool) -> (Vec<DocumentRecord>, Vec<ClaimRecord>) {
    let mut maker = Maker { mistakes, ..Maker::default() };
    for document in gold {
        maker.document(document);
    }
    (maker.documents, maker.claims)
}

#[derive(Default)]
struct Maker {
    mistakes: bool,
    documents: Vec<DocumentRecord>,
    claims: Vec<ClaimRecord>,
    /// Counts everything that could go wrong.
    turn: usize,
}

fn number(value: &Value, key: &str) -> usize {
    value[key].as_u64().unwrap() as usize
}

fn ids<'v>(value: &'v Value, key: &str) -> Vec<&'v str> {
    value[key].as_array().map_or(Vec::new(), |ids| ids.iter().map(|id| id.as_str().unwrap()).collect())
}

impl Maker {
    /// Whether this is the turn of a mistake that comes once in `period`.
    fn slip(&mut self, period: usize) -> bool {
        self.turn += 1;
        self.mistakes && self.turn.is_multiple_of(period)
    }

    fn document(&mut self, gold: &Value) {
        let id = gold["document_id"].as_str().unwrap().to_owned();
        let mut blocks = Vec::new();
        for block in gold["blocks"].as_array().unwrap() {
            let mut role = block["role"].as_str().unwrap();
            if self.slip(13) {
                role = if role == "body" { "boilerplate" } else { "body" };
            }
            let shift = usize::from(self.slip(17));
            let (start, end) = (number(block, "start") + shift, number(block, "end"));
            blocks.push(BlockRecord { start, end, role: role.into(), ..BlockRecord::default() });
        }
        let mut sentences: Vec<SentenceRecord> = Vec::new();
        for sentence in gold["sentences"].as_array().unwrap() {
            let (start, mut end) = (number(sentence, "start"), number(sentence, "end"));
            if self.slip(19) {
                continue;
            }
            if self.slip(11) {
                // A sentence cut in two; the second half has mentions of its own.
                let middle = start + (end - start) / 2;
                let mention = self.mention("actor", "UKR");
                sentences.push(SentenceRecord {
                    start: middle,
                    end,
                    mentions: vec![mention],
                    ..Default::default()
                });
                end = middle;
            } else if self.slip(14) {
                end += 40;
            }
            let mut mentions = Vec::new();
            for (layer, key) in
                [("actor", "actors"), ("legal_form", "legal_forms"), ("capability", "capabilities")]
            {
                for id in ids(sentence, key) {
                    if !self.slip(9) {
                        let id = self.id(id);
                        mentions.push(self.mention(layer, &id));
                    }
                }
            }
            sentences.push(SentenceRecord { start, end, mentions, ..SentenceRecord::default() });
            for claim in sentence["claims"].as_array().unwrap() {
                self.claim(&id, claim, start, end);
            }
        }
        self.documents.push(DocumentRecord { id, blocks, sentences, ..DocumentRecord::default() });
    }

    fn mention(&mut self, layer: &str, id: &str) -> MentionRecord {
        MentionRecord { layer: layer.into(), id: id.into(), ..MentionRecord::default() }
    }

    /// The id, a finer one, another spelling, or another actor.
    fn id(&mut self, id: &str) -> String {
        if !self.mistakes {
            return id.to_owned();
        }
        match id.strip_prefix("person:") {
            Some(person) => format!("person:Some_One {}", person.to_uppercase()),
            None if id.starts_with("org:") => id.to_uppercase().replace("ORG:", "org:"),
            None if id.chars().all(char::is_lowercase) && self.slip(2) => format!("{id}.finer.still"),
            None if self.slip(23) => "FRA".into(),
            None => id.to_owned(),
        }
    }

    fn actors(&mut self, claim: &Value, key: &str) -> Vec<ActorRecord> {
        ids(claim, key)
            .into_iter()
            .map(|id| ActorRecord { id: self.id(id), ..ActorRecord::default() })
            .collect()
    }

    fn claim(&mut self, document: &str, gold: &Value, start: usize, end: usize) {
        if self.slip(7) {
            return;
        }
        let mut stance = gold["stance"].as_str().unwrap();
        if self.slip(8) {
            stance = Stance::ALL[self.turn % Stance::ALL.len()].id();
        }
        let mut modality = gold["modality"].as_str().unwrap();
        if self.slip(10) {
            modality = "possible";
        }
        let mut source = gold["attribution"].as_str();
        if self.slip(12) {
            source = source.xor(Some("unnamed"));
        }
        let attribution = source.map(|id| ClaimAttribution {
            source: SourceRecord { id: self.id(id), ..SourceRecord::default() },
            ..ClaimAttribution::default()
        });
        let conditional = !gold["condition"].is_null() ^ self.slip(15);
        let forms = ids(gold, "legal_forms").into_iter();
        let legal_forms = forms.map(|id| LegalFormRecord { id: self.id(id), ..Default::default() }).collect();
        let capabilities = ids(gold, "capabilities").into_iter();
        let capabilities =
            capabilities.map(|id| CapabilityRecord { id: self.id(id), ..Default::default() }).collect();
        // A claim on a span that is no sentence of the document.
        let stray = if self.slip(16) { 3 } else { 0 };
        let record = ClaimRecord {
            document_id: document.into(),
            sentence: SentenceRef { index: 0, start: start + stray, end, text: String::new() },
            stance: stance.into(),
            polarity: gold["polarity"].as_str().unwrap().into(),
            modality: modality.into(),
            holders: self.actors(gold, "holders"),
            beneficiaries: self.actors(gold, "beneficiaries"),
            legal_forms,
            capabilities,
            attribution,
            condition: conditional.then(ConditionRecord::default),
            rule: format!("rule-{stance}"),
            ..ClaimRecord::default()
        };
        if self.slip(18) {
            // The same claim twice, with other parts.
            let twin =
                ClaimRecord { modality: "necessary".into(), capabilities: Vec::new(), ..record.clone() };
            self.claims.push(twin);
        }
        self.claims.push(record);
    }
}
