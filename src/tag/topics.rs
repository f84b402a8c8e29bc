//! Topics: the legal forms and capabilities that a sentence names or points back to.
//!
//! One pass over the tokens finds what is named; a second one, over what was found, settles what
//! only refers: bare nouns (`the deal`), demonstratives (`this model`), pronouns, abbreviations. A topic is
//! tagged wherever it is named, also on the battlefield; whether a claim is made about it is not asked.

mod abbreviation;
mod condition;
mod phrase_bounds;
mod pronoun;
mod refer;

use super::mention::{Id, Mention, Referent};
use crate::lexicon::topics::{Layer, Reading, Sense, TopicLexicon};
use crate::split::{Shape, Split, Token, TokenKind};
use std::ops::Range;

/// What the first pass found, before references are settled.
#[derive(Clone, Debug)]
struct Candidate {
    /// Index of the sentence.
    sentence: u32,
    /// From the first modifier that counted to the last word, as token indices of the article.
    tokens: Range<u32>,
    /// First token of the phrase itself.
    head: u32,
    reading: Reading,
}

/// What the first pass hands to the second.
#[derive(Debug, Default)]
struct Found {
    candidates: Vec<Candidate>,
    /// Sentence and topic of each word that shows what the article is about.
    themes: Vec<(u32, u32)>,
}

/// Finds all mentions of legal forms and capabilities, in text order.
///
/// `actors` are the article's mentions of actors, in text order; they tell who the parties of a deal
/// are. Without them capital letters stand in.
pub fn topics(raw: &str, split: &Split, actors: &[Mention], lexicon: &TopicLexicon) -> Vec<Mention> {
    let mut pass =
        Pass { raw, split, lexicon, article: Vec::new(), passing: Vec::new(), abbreviations: Vec::new() };
    let mut found = Found::default();
    for sentence in 0..split.sentences.len() {
        pass.sentence(sentence, &mut found);
    }
    let mut mentions = refer::settle(raw, split, actors, lexicon, &found);
    mentions.sort_by_key(|m| (m.span.start, m.span.end));
    mentions.dedup_by(|b, a| a.span == b.span && a.id == b.id);
    mentions
}

/// One sense that passed its condition.
#[derive(Clone, Copy)]
struct Passing {
    layer: Layer,
    start: usize,
    end: usize,
    modified: bool,
    reading: Reading,
}

struct Pass<'a> {
    raw: &'a str,
    split: &'a Split,
    lexicon: &'a TopicLexicon,
    /// For each condition on the whole article: whether it holds, once asked.
    article: Vec<Option<bool>>,
    /// Senses that pass at the token in hand; kept to be used again.
    passing: Vec<Passing>,
    /// Short names that the article gave, by word key.
    abbreviations: Vec<(u64, Reading)>,
}

impl Pass<'_> {
    fn sentence(&mut self, sentence: usize, found: &mut Found) {
        let range = self.split.sentences[sentence].tokens.clone();
        let (first, last) = (range.start as usize, range.end as usize);
        let tokens = &self.split.tokens[first..last];
        let mut taken = [0..0, 0..0];
        let mut address = false;
        for at in 0..tokens.len() {
            address = !tokens[at].spaced && address || is_address(tokens[at].text(self.raw));
            if address || matches!(tokens[at].kind, TokenKind::Mark | TokenKind::Symbol) {
                continue;
            }
            self.senses_at(tokens, at, &taken, sentence as u32, found);
            for layer in [Layer::LegalForm, Layer::Capability] {
                let longest = self.passing.iter().filter(|p| p.layer == layer).map(|p| p.end).max();
                let Some(end) = longest else { continue };
                let best = |p: &&Passing| p.layer == layer && p.end == end;
                let modified = self.passing.iter().filter(best).any(|p| p.modified);
                let first_best = if modified { None } else { self.most_specific(layer, end) };
                for (i, passing) in self.passing.iter().enumerate() {
                    let chosen = first_best.map_or(passing.modified && best(&passing), |chosen| chosen == i);
                    if !chosen {
                        continue;
                    }
                    abbreviation::learn(self.raw, tokens, end, passing.reading, &mut self.abbreviations);
                    found.candidates.push(Candidate {
                        sentence: sentence as u32,
                        tokens: (first + passing.start) as u32..(first + end) as u32,
                        head: (first + at) as u32,
                        reading: passing.reading,
                    });
                }
                taken[layer as usize] = at..end;
            }
        }
    }

    /// The reading that says most of those that end at `end`: an instrument, then the finest id, then the first listed.
    fn most_specific(&self, layer: Layer, end: usize) -> Option<usize> {
        let grade = |reading: Reading| match reading {
            Reading::Instrument(_) => usize::MAX,
            Reading::Topic(topic) => self.lexicon.topic(topic).id.matches('.').count() + 1,
            _ => 0,
        };
        let fits = self.passing.iter().enumerate().filter(|(_, p)| p.layer == layer && p.end == end);
        fits.rev().max_by_key(|(_, p)| grade(p.reading)).map(|(i, _)| i)
    }

    /// Collects the senses of the phrases that begin at `at` and pass their conditions.
    ///
    /// Within words that are `taken` only their last one is looked at again, for a modifier that stands
    /// before all of them: `military` in `military and economic aid`.
    fn senses_at(
        &mut self,
        tokens: &[Token],
        at: usize,
        taken: &[Range<usize>; 2],
        sentence: u32,
        found: &mut Found,
    ) {
        self.passing.clear();
        let lexicon = self.lexicon;
        for hit in lexicon.phrases().all_at(self.raw, tokens, at) {
            let sense: Sense = *hit.value;
            if let Reading::Theme(topic) = sense.reading {
                found.themes.push((sentence, topic));
                continue;
            }
            let layer = layer_of(lexicon, sense.reading);
            let taken = &taken[layer as usize];
            let shorter = self.passing.iter().any(|p| p.layer == layer && p.end > hit.end);
            let within = at < taken.end;
            if shorter || (within && (hit.end != taken.end || sense.guard.is_none())) {
                continue;
            }
            let start = match sense.guard {
                None => Some(at),
                Some(guard) => self.holds(guard, tokens, at, hit.end),
            };
            if let Some(start) = start.filter(|s| !within || *s < taken.start) {
                let reading = sense.reading;
                self.passing.push(Passing { layer, start, end: hit.end, modified: start < at, reading });
            }
        }
        if self.passing.is_empty() && !self.abbreviations.is_empty() && tokens[at].shape == Shape::Upper {
            let key = tokens[at].key;
            if let Some((_, reading)) = self.abbreviations.iter().find(|(k, _)| *k == key) {
                let (layer, reading) = (layer_of(lexicon, *reading), *reading);
                self.passing.push(Passing { layer, start: at, end: at + 1, modified: false, reading });
            }
        }
    }
}

/// Whether a word begins a web address, whose words name nothing.
fn is_address(word: &str) -> bool {
    matches!(word, "http" | "https" | "www")
}

fn layer_of(lexicon: &TopicLexicon, reading: Reading) -> Layer {
    match reading {
        Reading::Topic(topic) => lexicon.topic(topic).layer,
        Reading::Nothing(layer) => layer,
        Reading::Instrument(_) | Reading::Bare(_) | Reading::Theme(_) => Layer::LegalForm,
    }
}

/// The mention of topic `topic` at `tokens`.
fn mention(
    split: &Split,
    lexicon: &TopicLexicon,
    topic: u32,
    instrument: Option<&Id>,
    sentence: u32,
    tokens: Range<u32>,
    pronoun: bool,
) -> Mention {
    let topic = lexicon.topic(topic);
    let referent = match topic.layer {
        Layer::LegalForm => {
            Referent::LegalForm { instrument: instrument.cloned(), strength: topic.strength, pronoun }
        }
        Layer::Capability => Referent::Capability { pronoun },
    };
    let span = split.tokens[tokens.start as usize].span.join(split.tokens[tokens.end as usize - 1].span);
    Mention { id: topic.id.clone(), referent, span, tokens, sentence }
}

#[cfg(test)]
mod tests;
