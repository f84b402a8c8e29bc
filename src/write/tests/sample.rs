//! An article with one of everything, to build records from.

use crate::claim::types::{Attributed, Claim, Condition, Modality, Quoted};
use crate::clean::{Block, Reason, Role};
use crate::dedupe::Kind;
use crate::read::Article;
use crate::rules::Stance;
use crate::span::{CodePoints, Span};
use crate::split::Sentence;
use crate::tag::{Mention, Referent, Via};
use crate::write::{DuplicateOf, Found, RejectRecord, Reported, ReportedSource};

const TEXT: &str = "Share this\n\nÆrlig talt: that.\n“Norway” pledged no Patriots and no treaty to Ukraine in 2026, once it is over, he";

/// What the stages would have found.
pub struct Sample {
    pub article: Article,
    points: CodePoints<'static>,
    blocks: Vec<Block>,
    sentences: Vec<Sentence>,
    mentions: Vec<Mention>,
    in_role: Vec<bool>,
    reported: Vec<Reported>,
}

/// The span of the first `words` in the text.
fn at(words: &str) -> Span {
    let start = TEXT.find(words).unwrap_or_else(|| panic!("{words:?} is not in the text"));
    Span::new(start, start + words.len())
}

fn mention(id: &str, words: &str, sentence: u32, referent: Referent) -> Mention {
    Mention { id: id.into(), referent, span: at(words), tokens: 0..1, sentence }
}

fn actor(via: Via, name: &str) -> Referent {
    Referent::Actor { via, name: name.into(), person: None, office: None }
}

impl Sample {
    pub fn new() -> Self {
        let he = Span::new(TEXT.len() - 2, TEXT.len());
        let minister = Referent::Actor {
            via: Via::Pronoun,
            name: "Norway".into(),
            person: Some("Ola Berg".into()),
            office: Some("minister".into()),
        };
        // Out of order, as no builder may rely on it.
        let mentions = vec![
            Mention { id: "NOR".into(), referent: minister, span: he, tokens: 20..21, sentence: 1 },
            mention("UKR", "Ukraine", 1, actor(Via::Name, "Ukraine")),
            mention("NOR", "Norway", 1, actor(Via::Name, "Norway")),
            mention("number", "no ", 1, Referent::Quantity),
            mention("air_defence.patriot", "Patriots", 1, Referent::Capability { pronoun: false }),
            mention(
                "treaty",
                "treaty",
                1,
                Referent::LegalForm {
                    instrument: Some("washington_treaty".into()),
                    strength: 3,
                    pronoun: false,
                },
            ),
            mention("date", "2026", 1, Referent::Time { value: Some("2026".into()) }),
            mention(
                "guarantee",
                "that",
                0,
                Referent::LegalForm { instrument: None, strength: 0, pronoun: true },
            ),
        ];
        let kept = Span::new(at("Ærlig").start as usize, TEXT.len());
        let second = Span::new(at("“Norway").start as usize, TEXT.len());
        Self {
            article: Article {
                id: "d-1".into(),
                path: "in/a.txt".into(),
                line: None,
                url: None,
                site: Some("example.org".into()),
                title: Some("Ærlig talt".into()),
                published: Some("2025-03-04".into()),
                text: TEXT.into(),
                encoding: "UTF-8",
                warnings: Vec::new(),
            },
            points: CodePoints::new(TEXT),
            blocks: vec![
                Block {
                    span: at("Share this"),
                    role: Role::Boilerplate,
                    duplicate_of: None,
                    reason: Some(Reason::Share),
                },
                Block { span: kept, role: Role::Body, duplicate_of: None, reason: None },
            ],
            sentences: vec![
                Sentence { span: at("Ærlig talt: that."), tokens: 0..5, block: 0 },
                Sentence { span: second, tokens: 5..21, block: 0 },
            ],
            in_role: vec![true; mentions.len()],
            mentions,
            reported: vec![
                Reported {
                    source: Some(ReportedSource { span: he, mention: Some(0) }),
                    cue: Some(at("pledged")),
                    content: vec![at("no Patriots"), at("no treaty")],
                    quote: Quoted::Partial,
                },
                Reported {
                    source: Some(ReportedSource { span: at("“Norway”"), mention: None }),
                    cue: None,
                    content: vec![at("it is over")],
                    quote: Quoted::Direct,
                },
                Reported {
                    source: None,
                    cue: Some(at("talt")),
                    content: vec![at("that")],
                    quote: Quoted::None,
                },
            ],
        }
    }

    pub fn found(&self) -> Found<'_> {
        Found {
            article: &self.article,
            points: &self.points,
            duplicate: Some(DuplicateOf { id: "d-0", kind: Kind::Near, similarity: 0.75 }),
            blocks: &self.blocks,
            sentences: &self.sentences,
            mentions: &self.mentions,
            in_role: &self.in_role,
            reported: &self.reported,
        }
    }

    pub fn claim(&self) -> Claim {
        Claim {
            sentence: 1,
            stance: Stance::Commit,
            negated: true,
            modality: Modality::Conditional,
            holders: vec![2, 2],
            beneficiaries: vec![1],
            addressees: Vec::new(),
            adversaries: Vec::new(),
            legal_forms: vec![5],
            capabilities: vec![4],
            attribution: Some(Attributed { source: Some(0), cue: Some(at("pledged")), quote: Quoted::None }),
            condition: Some(Condition { span: at("once it is over"), trigger: at("once") }),
            time: Some(6),
            cue: at("pledged"),
            lemma: "pledge".into(),
            quote: Quoted::Partial,
            rule: 0,
            confidence: 0.900_04,
        }
    }
}

pub fn reject() -> RejectRecord {
    RejectRecord {
        path: "in/b.jsonl".into(),
        line: Some(3),
        offset: Some(120),
        reason: "json".into(),
        detail: "column 4: expected a value".into(),
    }
}
