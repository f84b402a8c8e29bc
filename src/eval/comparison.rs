//! A comparison: one article, as gold codes it and as it was found, set against set.
//!
//! Everything is compared as a set of things at a place, a place being a gold sentence or a found one
//! that aligns with none; so it does not matter how the run cuts its sentences.

use super::align::align;
use super::coding::{CodedClaim, CodedSentence, Coding};
use super::figure::{FIGURES, RuleTally, SlotTally, Tally};
use super::misses::Difference;
use super::score::DocumentScore;
use crate::rules::Stance;
use std::collections::{BTreeMap, BTreeSet};

/// Where something stands: in a gold sentence, or in a found one that aligns with none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Gold(usize),
    Extra(usize),
}

/// What makes two claims the same.
type Key<'a> = (Place, &'a str, &'a BTreeSet<String>, &'a str);

/// One article, both ways.
pub(super) struct Comparison<'a> {
    gold: &'a Coding,
    found: &'a Coding,
    /// Place of each found sentence.
    places: Vec<Place>,
    score: DocumentScore,
}

impl<'a> Comparison<'a> {
    /// Compares nothing yet.
    pub(super) fn new(gold: &'a Coding, found: &'a Coding) -> Self {
        let aligned = align(&gold.sentences, &found.sentences);
        let places = aligned.iter().enumerate().map(|(i, home)| home.map_or(Place::Extra(i), Place::Gold));
        let score = DocumentScore { document_id: gold.document_id.clone(), ..DocumentScore::default() };
        Self { gold, found, places: places.collect(), score }
    }

    /// All figures of the article.
    pub(super) fn score(mut self) -> DocumentScore {
        self.blocks();
        self.tags(1, |s| &s.actors);
        self.tags(2, |s| &s.legal_forms);
        self.tags(3, |s| &s.capabilities);
        self.claims();
        self.rules();
        self.score
    }

    fn gold_sentences(&self) -> impl Iterator<Item = (Place, &'a CodedSentence)> + use<'a> {
        self.gold.sentences.iter().enumerate().map(|(j, s)| (Place::Gold(j), s))
    }

    fn found_sentences(&self) -> impl Iterator<Item = (Place, &'a CodedSentence)> + '_ {
        self.places.iter().copied().zip(&self.found.sentences)
    }

    /// A block is judged by where it begins; one that the run cut elsewhere counts as not dropped.
    fn blocks(&mut self) {
        let all: BTreeMap<usize, &str> =
            self.gold.blocks.iter().map(|b| (b.start, b.text.as_str())).collect();
        let drops = |coding: &'a Coding| coding.blocks.iter().filter(|b| b.dropped).map(|b| b.start);
        let gold: BTreeSet<usize> = drops(self.gold).collect();
        let found: BTreeSet<usize> = drops(self.found).filter(|start| all.contains_key(start)).collect();
        let document = &self.gold.document_id;
        let difference = |figure, start: &usize, missed| {
            let text = all.get(start).copied().unwrap_or("");
            Difference {
                figure,
                document: document.clone(),
                start: *start,
                end: *start + text.chars().count(),
                text: text.to_owned(),
                missed,
                item: if missed { "dropped in gold" } else { "dropped in the run" }.to_owned(),
                rule: None,
            }
        };
        let differences = compare(0, &gold, &found, &mut self.score.figures[0], difference);
        self.score.differences.extend(differences);
    }

    fn tags(&mut self, figure: usize, ids: fn(&CodedSentence) -> &BTreeSet<String>) {
        let gold: BTreeSet<(Place, &String)> =
            self.gold_sentences().flat_map(|(p, s)| ids(s).iter().map(move |id| (p, id))).collect();
        let found: BTreeSet<(Place, &String)> =
            self.found_sentences().flat_map(|(p, s)| ids(s).iter().map(move |id| (p, id))).collect();
        self.count(figure, &gold, &found, |item| (item.0, item.1.clone(), None));
    }

    fn claims(&mut self) {
        let gold: Vec<(Place, &CodedClaim)> = claims_of(self.gold_sentences());
        let found: Vec<(Place, &CodedClaim)> = claims_of(self.found_sentences());

        let places = |claims: &[(Place, &CodedClaim)]| claims.iter().map(|c| c.0).collect::<BTreeSet<_>>();
        self.count(4, &places(&gold), &places(&found), |&place| (place, "a claim".to_owned(), None));

        let stances = |claims: &[(Place, &'a CodedClaim)]| {
            claims.iter().map(|(p, c)| (*p, c.stance.as_str())).collect::<BTreeSet<_>>()
        };
        let (gold_stances, found_stances) = (stances(&gold), stances(&found));
        let rules: BTreeMap<(Place, &str), &Option<String>> =
            found.iter().map(|(p, c)| ((*p, c.stance.as_str()), &c.rule)).collect();
        self.count(5, &gold_stances, &found_stances, |item| {
            (item.0, item.1.to_owned(), rules.get(item).copied().cloned().flatten())
        });
        for (index, stance) in Stance::ALL.iter().enumerate() {
            let pick = |all: &BTreeSet<(Place, &'a str)>| {
                all.iter().copied().filter(|s| s.1 == stance.id()).collect::<BTreeSet<_>>()
            };
            tally(&pick(&gold_stances), &pick(&found_stances), &mut self.score.stances[index]);
        }

        // Claims that are the same count once; of their other parts the last one's are compared.
        let keyed = |claims: &[(Place, &'a CodedClaim)]| {
            claims.iter().map(|&(p, c)| (key(p, c), c)).collect::<BTreeMap<Key<'a>, &'a CodedClaim>>()
        };
        let (gold, found) = (keyed(&gold), keyed(&found));
        let keys = |claims: &BTreeMap<Key<'a>, &CodedClaim>| claims.keys().copied().collect::<BTreeSet<_>>();
        self.count(6, &keys(&gold), &keys(&found), |key| {
            (key.0, show_key(key), found.get(key).and_then(|c| c.rule.clone()))
        });
        let whole = |claims: &BTreeMap<Key<'a>, &'a CodedClaim>| {
            claims.iter().map(|(k, c)| (*k, &c.legal_forms, &c.capabilities)).collect::<BTreeSet<_>>()
        };
        self.count(7, &whole(&gold), &whole(&found), |(key, forms, capabilities)| {
            let item = format!("{}  {}  {}", show_key(key), show_ids(forms), show_ids(capabilities));
            (key.0, item, found.get(key).and_then(|c| c.rule.clone()))
        });
        for (key, gold) in &gold {
            let Some(found) = found.get(key) else { continue };
            let right = [
                gold.attribution == found.attribution,
                gold.modality == found.modality,
                gold.condition == found.condition,
                gold.beneficiaries == found.beneficiaries,
            ];
            for (slot, right) in self.score.slots.iter_mut().zip(right) {
                *slot += SlotTally { right: u64::from(right), of: 1 };
            }
        }
    }

    fn rules(&mut self) {
        let gold = claims_of(self.gold_sentences());
        let stances: BTreeSet<(Place, &str)> = gold.iter().map(|(p, c)| (*p, c.stance.as_str())).collect();
        let keys: BTreeSet<Key> = gold.iter().map(|&(p, c)| key(p, c)).collect();
        for (place, claim) in claims_of(self.found_sentences()) {
            let Some(rule) = &claim.rule else { continue };
            *self.score.rules.entry(rule.clone()).or_default() += RuleTally {
                claims: 1,
                hits: u64::from(stances.contains(&(place, claim.stance.as_str()))),
                claim_hits: u64::from(keys.contains(&key(place, claim))),
            };
        }
    }

    /// Counts one figure; `show` tells place, words and rule of an item.
    fn count<T: Ord>(
        &mut self,
        figure: usize,
        gold: &BTreeSet<T>,
        found: &BTreeSet<T>,
        show: impl Fn(&T) -> (Place, String, Option<String>),
    ) {
        let (codings, places) = ((self.gold, self.found), &self.places);
        let difference = |figure, item: &T, missed| {
            let (place, item, rule) = show(item);
            let sentence = match place {
                Place::Gold(j) => &codings.0.sentences[j],
                Place::Extra(i) => &codings.1.sentences[i],
            };
            let mut text = sentence.text.clone();
            if text.is_empty() {
                let same = places.iter().position(|&p| p == place);
                text = same.map_or(String::new(), |i| codings.1.sentences[i].text.clone());
            }
            Difference {
                figure,
                document: codings.0.document_id.clone(),
                start: sentence.start,
                end: sentence.end,
                text,
                missed,
                item,
                rule: rule.filter(|_| !missed),
            }
        };
        let differences = compare(figure, gold, found, &mut self.score.figures[figure], difference);
        self.score.differences.extend(differences);
    }
}

fn claims_of<'a>(
    sentences: impl Iterator<Item = (Place, &'a CodedSentence)>,
) -> Vec<(Place, &'a CodedClaim)> {
    sentences.flat_map(|(place, s)| s.claims.iter().map(move |c| (place, c))).collect()
}

fn key(place: Place, claim: &CodedClaim) -> Key<'_> {
    (place, &claim.stance, &claim.holders, &claim.polarity)
}

fn show_key(key: &Key) -> String {
    format!("{}  {}  {}", key.1, show_ids(key.2), key.3)
}

fn show_ids(ids: &BTreeSet<String>) -> String {
    if ids.is_empty() {
        return "-".into();
    }
    ids.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}

fn tally<T: Ord>(gold: &BTreeSet<T>, found: &BTreeSet<T>, tally: &mut Tally) {
    let hit = gold.intersection(found).count() as u64;
    *tally += Tally { hit, missed: gold.len() as u64 - hit, false_hits: found.len() as u64 - hit };
}

fn compare<T: Ord>(
    figure: usize,
    gold: &BTreeSet<T>,
    found: &BTreeSet<T>,
    sum: &mut Tally,
    difference: impl Fn(&'static str, &T, bool) -> Difference,
) -> Vec<Difference> {
    tally(gold, found, sum);
    let missed = gold.difference(found).map(|item| difference(FIGURES[figure], item, true));
    let false_hits = found.difference(gold).map(|item| difference(FIGURES[figure], item, false));
    missed.chain(false_hits).collect()
}
