//! Salience: which actors an article has spoken of so far, and which of them a description or pronoun means.
//!
//! A small deterministic model: the actor of a description is, in this order, the one that the same noun
//! was tied to before, the nearest state of the sentence, the subject of the sentence before, and the
//! state that the article names most. A pronoun is resolved only where one candidate stands out.

use super::mention::Id;
use crate::lexicon::{ActorKind, ActorLexicon, KeyMap};

/// A person whom the article has named.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// Family name.
    pub family: Id,
    /// Name in full, as far as it is known.
    pub name: Id,
    /// For whom the person acts; `None` for who speaks for himself.
    pub actor: Option<u32>,
    /// Office, as the lexicon or the text gives it.
    pub office: Option<Id>,
}

/// What is remembered of an article while it is read from front to back.
#[derive(Clone, Debug, Default)]
pub(super) struct Salience {
    /// Persons in the order of naming; the last mention is the last entry of `order`.
    pub persons: Vec<Known>,
    /// Family name to the person's place in `persons`.
    pub by_family: KeyMap<usize>,
    /// The person named last.
    pub last_person: Option<usize>,
    /// Noun of office or body to the actor it was tied to.
    pub heads: KeyMap<u32>,
    /// How often the whole article names each state.
    counts: Vec<(u32, u32)>,
    /// States by recency, the last named at the end, without repetition.
    recent: Vec<u32>,
    /// The first actor of the sentence before.
    pub subject: Option<u32>,
    /// The first actor of this sentence.
    pub first_here: Option<u32>,
    /// The armed group named last.
    pub armed: Option<u32>,
}

impl Salience {
    /// Counts one mention of the whole article, before it is read in order.
    pub fn count(&mut self, actor: u32, lexicon: &ActorLexicon) {
        if lexicon.actors[actor as usize].kind == ActorKind::State {
            match self.counts.iter_mut().find(|c| c.0 == actor) {
                Some(count) => count.1 += 1,
                None => self.counts.push((actor, 1)),
            }
        }
    }

    /// The state that the article names most; of equals the one named first.
    pub fn main_state(&self) -> Option<u32> {
        self.counts.iter().rev().max_by_key(|c| c.1).map(|c| c.0)
    }

    /// Remembers that `actor` was named.
    pub fn named(&mut self, actor: u32, lexicon: &ActorLexicon) {
        self.first_here.get_or_insert(actor);
        match lexicon.actors[actor as usize].kind {
            ActorKind::State => {
                self.recent.retain(|&a| a != actor);
                self.recent.push(actor);
            }
            ActorKind::ArmedGroup => self.armed = Some(actor),
            _ => {}
        }
    }

    /// The state named last.
    pub fn last_state(&self) -> Option<u32> {
        self.recent.last().copied()
    }

    /// The two states named last, in the order of naming.
    pub fn last_two(&self) -> Option<[u32; 2]> {
        self.recent.last_chunk::<2>().copied()
    }

    /// The state that a description such as "the ministry" or "the country" means.
    pub fn state_for(&self, head: u64, lexicon: &ActorLexicon) -> Option<u32> {
        let is_state = |a: &u32| lexicon.actors[*a as usize].kind == ActorKind::State;
        self.heads
            .get(&head)
            .copied()
            .or(self.first_here.filter(is_state))
            .or(self.subject.filter(is_state))
            .or_else(|| self.main_state())
    }

    /// The person named last whose office contains `word`.
    pub fn holder_of(&self, word: &str) -> Option<usize> {
        self.persons
            .iter()
            .rposition(|p| p.actor.is_some() && p.office.as_ref().is_some_and(|o| contains_word(o, word)))
    }

    /// Remembers a person as named last.
    pub fn person(&mut self, key: u64, known: Known) -> usize {
        let at = match self.by_family.get(&key) {
            Some(&at) => {
                self.persons[at] = known;
                at
            }
            None => {
                self.persons.push(known);
                self.persons.len() - 1
            }
        };
        self.by_family.insert(key, at);
        self.last_person = Some(at);
        at
    }

    /// Ends a sentence.
    pub fn end_sentence(&mut self) {
        if let Some(first) = self.first_here.take() {
            self.subject = Some(first);
        }
    }
}

/// Whether `text` contains the word, whatever the case.
fn contains_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|w| w.eq_ignore_ascii_case(word))
}
