//! References: what bare nouns, demonstratives and pronouns point back to.

use super::{Candidate, Found, mention, phrase_bounds};
use crate::lexicon::topics::grammar::Closed;
use crate::lexicon::topics::{Bare, Layer, Reading, TopicLexicon, is_word};
use crate::split::{Shape, Split, Token, TokenKind};
use crate::tag::mention::Mention;

/// How many sentences back a noun may refer.
const SENTENCES: u32 = 14;
/// Words that show a theme before an article counts as being about it.
const THEME: usize = 2;

struct Settler<'a> {
    raw: &'a str,
    split: &'a Split,
    actors: &'a [Mention],
    lexicon: &'a TopicLexicon,
    found: &'a Found,
    /// The topic that most theme words of the article show.
    theme: Option<u32>,
    /// Sentence and topic of each form settled so far.
    history: Vec<(u32, u32)>,
    out: Vec<Mention>,
}

/// Turns candidates into mentions.
pub(super) fn settle(
    raw: &str,
    split: &Split,
    actors: &[Mention],
    lexicon: &TopicLexicon,
    found: &Found,
) -> Vec<Mention> {
    let mut settler = Settler {
        raw,
        split,
        actors,
        lexicon,
        found,
        theme: theme(lexicon, found),
        history: Vec::new(),
        out: Vec::with_capacity(found.candidates.len()),
    };
    let mut rest = found.candidates.as_slice();
    for sentence in 0..split.sentences.len() as u32 {
        let here = rest.iter().take_while(|c| c.sentence == sentence).count();
        settler.pronoun(sentence);
        for candidate in &rest[..here] {
            settler.candidate(candidate);
        }
        rest = &rest[here..];
    }
    settler.out
}

fn theme(lexicon: &TopicLexicon, found: &Found) -> Option<u32> {
    let count = |topic: u32| found.themes.iter().filter(|(_, t)| *t == topic).count();
    (0..lexicon.topics().len() as u32)
        .map(|t| (count(t), t))
        .filter(|(n, _)| *n >= THEME)
        .max()
        .map(|(_, t)| t)
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
                if let Some(topic) = self.bare(candidate, bare) {
                    self.emit(candidate, topic, None, bare.demonstrative);
                }
            }
            Reading::Theme(_) | Reading::Nothing(_) => {}
        }
    }

    fn emit(&mut self, candidate: &Candidate, topic: u32, instrument: Option<u32>, pronoun: bool) {
        let lexicon = self.lexicon;
        if lexicon.topic(topic).layer == Layer::LegalForm {
            self.history.push((candidate.sentence, topic));
        }
        let instrument = instrument.map(|i| &lexicon.instruments()[i as usize].id);
        let tokens = candidate.tokens.clone();
        self.out.push(mention(self.split, lexicon, topic, instrument, candidate.sentence, tokens, pronoun));
    }

    /// The topic that a bare noun refers to.
    fn bare(&self, candidate: &Candidate, bare: &Bare) -> Option<u32> {
        let sentence = &self.split.sentences[candidate.sentence as usize];
        let first = sentence.tokens.start as usize;
        let tokens = self.split.tokens_of(sentence);
        let head = candidate.head as usize - first;
        let end = candidate.tokens.end as usize - first;
        let determiner = phrase_bounds::determiner(self.raw, self.lexicon, tokens, head).map(|(_, c)| c);
        let back = || self.antecedent(candidate.sentence, &bare.refers);
        if bare.demonstrative {
            return (determiner == Some(Closed::Demonstrative)).then(back).flatten();
        }
        let theme = self.theme_of(candidate.sentence).filter(|t| bare.refers.contains(t));
        let parties = || bare.parties.filter(|_| self.names_two_parties(tokens, head, end));
        match determiner {
            Some(Closed::Definite | Closed::Demonstrative | Closed::Possessive) => {
                theme.or_else(back).or_else(parties).or_else(|| self.article_theme(bare)).or(bare.default)
            }
            _ => theme.or_else(parties).or_else(|| self.article_theme(bare)).or(bare.default),
        }
    }

    fn theme_of(&self, sentence: u32) -> Option<u32> {
        let at = self.found.themes.partition_point(|(s, _)| *s < sentence);
        self.found.themes[at..].first().filter(|(s, _)| *s == sentence).map(|(_, topic)| *topic)
    }

    fn article_theme(&self, bare: &Bare) -> Option<u32> {
        bare.default?;
        self.theme.filter(|t| bare.refers.contains(t))
    }

    /// The nearest form before that is one of `refers`.
    fn antecedent(&self, sentence: u32, refers: &[u32]) -> Option<u32> {
        self.history
            .iter()
            .rev()
            .take_while(|(s, _)| s + SENTENCES >= sentence)
            .find(|(_, topic)| refers.contains(topic))
            .map(|(_, topic)| *topic)
    }

    /// Whether two parties stand beside the noun: `US-Kenya deal`, `deal between …`, `deal with …`.
    fn names_two_parties(&self, tokens: &[Token], head: usize, end: usize) -> bool {
        let start = phrase_bounds::start(self.raw, self.lexicon, tokens, head);
        let pair = (start..head).any(|i| {
            i + 2 <= head
                && self.is_party(tokens, i)
                && tokens.get(i + 1).is_some_and(|t| t.is_hyphen(self.raw))
                && self.is_party(tokens, i + 2)
        });
        let named = |from: usize, to: usize| {
            (from..to.min(tokens.len())).filter(|&i| self.is_party(tokens, i)).count()
        };
        let link = |word: &str, reach: usize| {
            (end..(end + reach).min(tokens.len())).find(|&i| is_word(&tokens[i], word))
        };
        pair || link("between", 4).is_some_and(|i| named(i + 1, i + 14) >= 2)
            || link("with", 4).is_some_and(|i| named(i + 1, i + 5) >= 1)
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

    fn pronoun(&mut self, _sentence: u32) {}
}
