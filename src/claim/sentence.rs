//! A sentence ready for claims: its words, clauses, and the mentions that stand in it.

use super::reading::clause::owners;
use super::reading::noun_phrase::ActorAt;
use super::reading::reader::clauses;
use super::reading::word::words;
use super::reading::{Clause, Hint, Word};
use crate::lexicon::WordLexicon;
use crate::rules::RuleSet;
use crate::span::Span;
use crate::split::{Sentence, Split, Token};
use crate::tag::{Mention, Referent, Via};
use std::ops::Range;

/// A legal form or capability, by the words it covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its words, as indices into the sentence.
    pub words: Range<usize>,
    /// Index of the mention.
    pub mention: u32,
}

/// One sentence, read.
#[derive(Debug)]
pub struct SentenceView<'a> {
    /// The article's raw text.
    pub raw: &'a str,
    /// Index of the sentence.
    pub index: u32,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// The article's mentions.
    pub mentions: &'a [Mention],
    /// Its words, one for each token.
    pub words: Vec<Word>,
    /// Its clauses, in the order of their verbs.
    pub clauses: Vec<Clause>,
    /// For each word the clause it belongs to.
    pub owner: Vec<Option<usize>>,
    /// For each word the actor it names.
    pub actors: Vec<Option<ActorAt>>,
    /// Its legal forms and capabilities.
    pub topics: Vec<Topic>,
    /// Its times.
    pub times: Vec<Topic>,
    /// Where patterns match: words, and the index of the rule.
    pub patterns: Vec<(Range<usize>, usize)>,
    /// Mentions of the actors of whom the sentence before spoke.
    pub spoken_of: Vec<u32>,
}

impl<'a> SentenceView<'a> {
    /// Reads `sentence`; `range` are the indices of its mentions.
    pub fn new(
        raw: &'a str,
        split: &'a Split,
        sentence: &Sentence,
        index: u32,
        mentions: &'a [Mention],
        range: Range<usize>,
        lexicon: &WordLexicon,
    ) -> Self {
        let tokens = split.tokens_of(sentence);
        let base = sentence.tokens.start;
        let mut hints = vec![Hint::default(); tokens.len()];
        let mut actors = vec![None; tokens.len()];
        let (mut topics, mut times) = (Vec::new(), Vec::new());
        for at in range {
            let mention = &mentions[at];
            let local = (mention.tokens.start.saturating_sub(base) as usize).min(tokens.len())
                ..(mention.tokens.end.saturating_sub(base) as usize).min(tokens.len());
            match &mention.referent {
                Referent::Actor { via, .. } => {
                    for i in local {
                        hints[i].actor |= !matches!(via, Via::Pronoun);
                        actors[i]
                            .get_or_insert(ActorAt { mention: at as u32, demonym: *via == Via::Demonym });
                    }
                }
                Referent::LegalForm { .. } | Referent::Capability { .. } => {
                    for hint in &mut hints[local.clone()] {
                        hint.topic = true;
                    }
                    topics.push(Topic { words: local, mention: at as u32 });
                }
                Referent::Time { .. } => times.push(Topic { words: local, mention: at as u32 }),
                Referent::Quantity => {}
            }
        }
        let words = words(raw, tokens, &hints, lexicon);
        let clauses = clauses(&words, |i| tokens[i].text(raw).to_string());
        let owner = owners(words.len(), &clauses);
        Self {
            raw,
            index,
            tokens,
            mentions,
            words,
            clauses,
            owner,
            actors,
            topics,
            times,
            patterns: Vec::new(),
            spoken_of: Vec::new(),
        }
    }

    /// Looks for the patterns of `rules`.
    pub fn find_patterns(&mut self, rules: &RuleSet) {
        let (Some(first), Some(last)) = (self.tokens.first(), self.tokens.last()) else { return };
        let base = first.span.start as usize;
        let text = first.span.join(last.span).slice(self.raw);
        for (range, rule) in rules.patterns().find(text) {
            let (start, end) = ((range.start + base) as u32, (range.end + base) as u32);
            let from = self.tokens.partition_point(|t| t.span.end <= start);
            let until = self.tokens.partition_point(|t| t.span.start < end);
            if from < until {
                self.patterns.push((from..until, rule));
            }
        }
    }

    /// The raw text of word `at`.
    pub fn text(&self, at: usize) -> &'a str {
        self.tokens[at].text(self.raw)
    }

    /// The span of the words in `range`, which must not be empty.
    pub fn span(&self, range: Range<usize>) -> Span {
        self.tokens[range.start].span.join(self.tokens[range.end - 1].span)
    }

    /// The clause at `at` and all clauses above it, from the inside out.
    pub fn ancestors(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(at), |&c| {
            self.clauses[c].parent.filter(|&p| p < c || self.clauses[p].parent != Some(c))
        })
        .take(self.clauses.len())
    }

    /// Whether both lists name the same actors.
    pub fn same_actors(&self, a: &[u32], b: &[u32]) -> bool {
        let ids = |list: &[u32]| {
            list.iter()
                .map(|&m| self.mentions[m as usize].id.clone())
                .collect::<std::collections::BTreeSet<_>>()
        };
        ids(a) == ids(b)
    }

    /// Whether the sentence asks.
    pub fn is_question(&self) -> bool {
        let last = self
            .tokens
            .iter()
            .rev()
            .find(|t| !matches!(t.text(self.raw), "\"" | "”" | "’" | "'" | ")" | "]"));
        last.is_some_and(|t| t.text(self.raw).starts_with('?'))
    }

    /// Where the words that belong to clause `at` and to the clauses below it end.
    pub fn extent_end(&self, at: usize) -> usize {
        let head = self.clauses[at].group.end;
        (head..self.words.len())
            .find(|&i| self.owner[i].is_some_and(|o| o != at && !self.ancestors(o).any(|a| a == at)))
            .unwrap_or(self.words.len())
    }
}
