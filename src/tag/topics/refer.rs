//! References: what bare nouns and demonstratives point back to.

use super::{Candidate, Found, mention, phrase_bounds, pronoun};
use crate::lexicon::topics::grammar::Closed;
use crate::lexicon::topics::{Bare, Layer, Reading, TopicLexicon, is_word};
use crate::split::{Shape, Split, Token, TokenKind};
use crate::tag::mention::Mention;
use std::collections::HashMap;

/// How many sentences back a noun may refer.
const SENTENCES: u32 = 40;
/// How many forms back a noun may refer.
const FORMS: usize = 200;
/// How far from the noun its parties may stand, in tokens.
const AROUND: usize = 60;
/// Words that show a theme before an article counts as being about it.
const THEME: usize = 2;
/// A theme takes at least one in this many of all words that show a form.
const SHARE: usize = 4;

/// Verbs by which two parties come to an agreement.
const SIGNING: [&str; 23] = [
    "sign",
    "signs",
    "signed",
    "signing",
    "reached",
    "concluded",
    "struck",
    "inked",
    "clinched",
    "agreed",
    "finalised",
    "finalized",
    "sealed",
    "ratified",
    "approved",
    "negotiating",
    "negotiated",
    "initialled",
    "initialed",
    "concluding",
    "agreeing",
    "renewed",
    "extended",
];

/// What has been settled so far.
pub(super) struct Settler<'a> {
    pub(super) raw: &'a str,
    pub(super) split: &'a Split,
    pub(super) lexicon: &'a TopicLexicon,
    /// Forms settled so far, as sentence, topic and last token; not those by default.
    pub(super) history: Vec<Settled>,
    pub(super) out: Vec<Mention>,
    actors: &'a [Mention],
    /// How many words of the article show each topic, by topic.
    weight: Vec<usize>,
    /// How many words of the article show a form.
    forms: usize,
    /// Whether the article is about two states and hardly a third.
    two_parties: bool,
}

/// A form settled before, to be pointed back to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settled {
    pub(super) sentence: u32,
    pub(super) topic: u32,
    /// First and last token of the words.
    pub(super) first: u32,
    pub(super) last: u32,
}

/// Turns candidates into mentions.
pub(super) fn settle(
    raw: &str,
    split: &Split,
    actors: &[Mention],
    lexicon: &TopicLexicon,
    found: &Found,
) -> Vec<Mention> {
    let weight = weights(lexicon, found);
    let form = |(i, n): (usize, &usize)| if lexicon.topics()[i].layer == Layer::LegalForm { *n } else { 0 };
    let forms = weight.iter().enumerate().map(form).sum();
    let mut settler = Settler {
        raw,
        split,
        lexicon,
        history: Vec::new(),
        out: Vec::with_capacity(found.candidates.len()),
        actors,
        weight,
        forms,
        two_parties: is_about_two(actors),
    };
    let mut rest = found.candidates.as_slice();
    for sentence in 0..split.sentences.len() as u32 {
        let here = rest.iter().take_while(|c| c.sentence == sentence).count();
        pronoun::settle(&mut settler, sentence);
        for candidate in &rest[..here] {
            settler.candidate(candidate);
        }
        rest = &rest[here..];
    }
    settler.out
}

/// Whether two states take most of the mentions of states, and neither of them nearly all.
fn is_about_two(actors: &[Mention]) -> bool {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for actor in actors.iter().filter(|a| is_state(a)) {
        *counts.entry(&actor.id).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    let mut most: Vec<usize> = counts.into_values().collect();
    most.sort_unstable_by(|a, b| b.cmp(a));
    matches!(most[..], [first, second, ..] if (first + second) * 5 >= all * 3 && second * 7 >= all)
}

/// The tokens near `at`.
fn around(tokens: &[Token], at: usize) -> &[Token] {
    &tokens[at.saturating_sub(AROUND)..(at + AROUND).min(tokens.len())]
}

/// Whether an actor is a state, told by its ISO 3166-1 alpha-3 code.
fn is_state(mention: &Mention) -> bool {
    mention.is_actor() && mention.id.len() == 3 && mention.id.bytes().all(|b| b.is_ascii_uppercase())
}

fn weights(lexicon: &TopicLexicon, found: &Found) -> Vec<usize> {
    let mut weight = vec![0; lexicon.topics().len()];
    for (_, topic) in &found.themes {
        weight[*topic as usize] += 1;
    }
    for candidate in &found.candidates {
        match candidate.reading {
            Reading::Topic(topic) => weight[topic as usize] += 1,
            Reading::Instrument(index) => {
                weight[lexicon.instruments()[index as usize].topic as usize] += 1;
            }
            _ => {}
        }
    }
    weight
}

impl Settler<'_> {
    fn candidate(&mut self, candidate: &Candidate) {
        match candidate.reading {
            Reading::Topic(topic) => self.emit(candidate, topic, None, false),
            Reading::Instrument(index) => {
                let instrument = &self.lexicon.instruments()[index as usize];
                self.emit(candidate, instrument.topic, Some(index), false);
            }
            Reading::Bare(index) => {
                let bare = self.lexicon.bare(index);
                let referent = self.bare(candidate, bare);
                if let Some(also) = bare.also.filter(|_| referent.is_some()) {
                    self.emit(candidate, also, None, false);
                }
                match (referent, bare.default) {
                    (Some(topic), _) => self.emit(candidate, topic, None, bare.demonstrative),
                    (None, Some(topic)) if bare.names => self.emit(candidate, topic, None, false),
                    (None, Some(topic)) => self.tell(candidate, topic, None, false),
                    (None, None) => {}
                }
            }
            Reading::Theme(_) | Reading::Nothing(_) => {}
        }
    }

    fn emit(&mut self, candidate: &Candidate, topic: u32, instrument: Option<u32>, pronoun: bool) {
        if self.lexicon.topic(topic).layer == Layer::LegalForm {
            let (sentence, tokens) = (candidate.sentence, &candidate.tokens);
            self.history.push(Settled { sentence, topic, first: tokens.start, last: tokens.end - 1 });
        }
        self.tell(candidate, topic, instrument, pronoun);
    }

    fn tell(&mut self, candidate: &Candidate, topic: u32, instrument: Option<u32>, pronoun: bool) {
        let lexicon = self.lexicon;
        let instrument = instrument.map(|i| &lexicon.instruments()[i as usize].id);
        let tokens = candidate.tokens.clone();
        self.out.push(mention(self.split, lexicon, topic, instrument, candidate.sentence, tokens, pronoun));
    }

    /// The topic that a bare noun refers to; `None` where only its default is left.
    fn bare(&self, candidate: &Candidate, bare: &Bare) -> Option<u32> {
        let sentence = &self.split.sentences[candidate.sentence as usize];
        let first = sentence.tokens.start as usize;
        let tokens = self.split.tokens_of(sentence);
        let head = candidate.head as usize - first;
        let end = candidate.tokens.end as usize - first;
        let determiner = phrase_bounds::determiner(self.raw, self.lexicon, tokens, head).map(|(_, c)| c);
        let back = |reach| self.antecedent(candidate.sentence, reach, &bare.refers);
        if bare.demonstrative {
            return (determiner == Some(Closed::Demonstrative)).then(|| back(2)).flatten();
        }
        let known = matches!(determiner, Some(Closed::Definite | Closed::Demonstrative | Closed::Possessive));
        if bare.default.is_none() && !known {
            return None;
        }
        let parties = || bare.parties.filter(|_| self.names_two_parties(tokens, head, end));
        if determiner.is_none() && tokens[end - 1].text(self.raw).ends_with('s') {
            // `Agreements were broken`: no agreement in particular.
            return parties();
        }
        let article = || self.article_theme(bare);
        if known {
            let evident =
                || bare.parties.filter(|_| self.two_parties && !self.names_alliance(around(tokens, head)));
            return back(SENTENCES).or_else(parties).or_else(article).or_else(evident);
        }
        // What is new beside a form just named is another one, unless it is what the form stands in.
        let stands_in = head >= 2
            && ["in", "under"].iter().any(|w| is_word(&tokens[head - 2], w) || is_word(&tokens[head - 1], w));
        if stands_in { back(0).or_else(parties).or_else(article) } else { parties().or_else(article) }
    }

    /// The topic that most words of the article show, of those that the noun may refer to.
    fn article_theme(&self, bare: &Bare) -> Option<u32> {
        bare.refers
            .iter()
            .copied()
            .filter(|t| Some(*t) != bare.default && self.weight[*t as usize] >= THEME)
            .filter(|t| self.weight[*t as usize] * SHARE >= self.forms)
            .rev()
            .max_by_key(|t| self.weight[*t as usize])
    }

    /// The nearest form before that is one of `refers`, at most `reach` sentences back.
    fn antecedent(&self, sentence: u32, reach: u32, refers: &[u32]) -> Option<u32> {
        self.history
            .iter()
            .rev()
            .take(FORMS)
            .take_while(|s| s.sentence + reach >= sentence)
            .find(|s| refers.contains(&s.topic))
            .map(|s| s.topic)
    }

    /// Whether two parties stand beside the noun: `US-Kenya deal`, `deal between …`, `deal with …`.
    fn names_two_parties(&self, tokens: &[Token], head: usize, end: usize) -> bool {
        let start = phrase_bounds::start(self.raw, self.lexicon, tokens, head);
        let pair = (start..head).any(|i| {
            i + 2 <= head
                && self.is_party(tokens, i)
                && tokens[i + 1].is_hyphen(self.raw)
                && tokens.get(i + 2).is_some_and(|_| self.is_party(tokens, i + 2))
        });
        let named = |from: usize, to: usize| {
            (from..to.min(tokens.len())).filter(|&i| self.is_party(tokens, i)).count()
        };
        let link = |word: &str, reach: usize| {
            let near = &tokens[end..(end + reach).min(tokens.len())];
            let joins = |t: &Token| matches!(self.lexicon.closed(t), Some(Closed::Conjunction));
            near.iter().take_while(|t| !joins(t)).position(|t| is_word(t, word)).map(|i| end + i)
        };
        pair || self.signs(around(tokens, head))
            || link("between", 4).is_some_and(|i| named(i + 1, i + 14) >= 2)
            || link("with", 4).is_some_and(|i| named(i + 1, i + 5) >= 1)
    }

    /// Actors of the sentence.
    fn actors_of(&self, tokens: &[Token]) -> &[Mention] {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return &[] };
        let from = self.actors.partition_point(|m| m.span.end <= first.span.start);
        let to = self.actors.partition_point(|m| m.span.start < last.span.end);
        &self.actors[from..to.max(from)]
    }

    /// Whether the sentence names NATO, whose pact is not one of two.
    fn names_alliance(&self, tokens: &[Token]) -> bool {
        self.actors_of(tokens).iter().any(|a| a.is_actor() && matches!(&*a.id, "NATO" | "NATO_MEMBERS"))
    }

    /// Whether the sentence says that two states, and no third, signed or reached something.
    fn signs(&self, tokens: &[Token]) -> bool {
        let sign = |t: &Token| SIGNING.iter().any(|w| is_word(t, w));
        if self.actors.is_empty() || !tokens.iter().any(sign) {
            return false;
        }
        let mut parties: [Option<&str>; 2] = [None; 2];
        for actor in self.actors_of(tokens).iter().filter(|a| is_state(a)) {
            if parties.contains(&Some(&*actor.id)) {
                continue;
            }
            match parties.iter_mut().find(|p| p.is_none()) {
                Some(free) => *free = Some(&actor.id),
                None => return false,
            }
        }
        parties.iter().all(Option::is_some)
    }

    fn is_party(&self, tokens: &[Token], at: usize) -> bool {
        let token = &tokens[at];
        if token.kind != TokenKind::Word {
            return false;
        }
        if self.actors.is_empty() {
            return matches!(token.shape, Shape::Capital | Shape::Upper);
        }
        let behind = self.actors.partition_point(|m| m.span.start <= token.span.start);
        self.actors[..behind].iter().rev().take(4).any(|m| m.is_actor() && m.span.contains(token.span))
    }
}
