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
    /// When the person was named last, as a running number; 0 before that.
    pub turn: u32,
    /// How often the person was named so far.
    pub times: u32,
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
    /// States and armed groups of this sentence, in the order of naming.
    here: Vec<u32>,
    /// The same of the last sentence that named any.
    before: Vec<u32>,
    /// Whether the first actor of the sentence before, and of this one, stands for several people.
    pub plural: (bool, bool),
    /// The first actor of the sentence before.
    pub subject: Option<u32>,
    /// The first actor of this sentence.
    pub first_here: Option<u32>,
    turn: u32,
    /// The armed group named last.
    pub armed: Option<u32>,
}

impl Salience {
    /// Counts one mention of the whole article, before it is read in order.
    pub fn count(&mut self, actor: u32, lexicon: &ActorLexicon) {
        if matches!(lexicon.actors[actor as usize].kind, ActorKind::State | ActorKind::ArmedGroup) {
            match self.counts.iter_mut().find(|c| c.0 == actor) {
                Some(count) => count.1 += 1,
                None => self.counts.push((actor, 1)),
            }
        }
    }

    /// The state that the article names most; of equals the one named first.
    pub fn main_state(&self, lexicon: &ActorLexicon) -> Option<u32> {
        let is_state = |c: &&(u32, u32)| lexicon.actors[c.0 as usize].kind == ActorKind::State;
        self.counts.iter().rev().filter(is_state).max_by_key(|c| c.1).map(|c| c.0)
    }

    /// Remembers that `actor` was named.
    pub fn named(&mut self, actor: u32, lexicon: &ActorLexicon) {
        self.first_here.get_or_insert(actor);
        match lexicon.actors[actor as usize].kind {
            ActorKind::State => {}
            ActorKind::ArmedGroup => self.armed = Some(actor),
            _ => return,
        }
        if !self.here.contains(&actor) {
            self.here.push(actor);
        }
    }

    /// The two actors that "the two countries" or "both sides" means: the two that this sentence or the
    /// one before named, if just two, else the two that the article names most.
    pub fn two(&self) -> Option<[u32; 2]> {
        for list in [&self.here, &self.before] {
            if let [first, second] = list[..] {
                return Some([first, second]);
            }
        }
        let first = self.counts.iter().rev().max_by_key(|c| c.1)?.0;
        let second = self.counts.iter().rev().filter(|c| c.0 != first).max_by_key(|c| c.1)?.0;
        Some([first, second])
    }

    /// The state that a description such as "the ministry" or "the country" means.
    pub fn state_for(&self, head: u64, lexicon: &ActorLexicon) -> Option<u32> {
        let is_state = |a: &u32| lexicon.actors[*a as usize].kind == ActorKind::State;
        self.heads
            .get(&head)
            .copied()
            .or(self.first_here.filter(is_state))
            .or(self.subject.filter(is_state))
            .or_else(|| self.main_state(lexicon))
    }

    /// The person named last who holds the office `words`.
    pub fn holder_of(&self, words: &str) -> Option<usize> {
        let fits = |office: &str| {
            words.split(' ').all(|w| contains_word(office, w))
                && contains_word(office, "vice") == contains_word(words, "vice")
        };
        let named = self
            .persons
            .iter()
            .enumerate()
            .filter(|(_, p)| p.turn > 0 && p.actor.is_some() && p.office.as_deref().is_some_and(fits));
        // one whose state this sentence has named goes before one who was named later
        let here = |p: &Known| p.actor.is_some_and(|a| self.here.contains(&a));
        named.max_by_key(|(_, p)| (here(p), p.times, p.turn)).map(|(i, _)| i)
    }

    /// The state whose parliament "the Senate" is: as elsewhere, but the United States where the article
    /// speaks of them and nothing nearer says otherwise.
    pub fn senate(&self, head: u64, lexicon: &ActorLexicon) -> Option<u32> {
        let nearer = self.heads.contains_key(&head)
            || self.first_here.is_some_and(|a| lexicon.actors[a as usize].kind == ActorKind::State);
        let american = lexicon.find("USA").filter(|usa| self.counts.iter().any(|c| c.0 == *usa));
        if nearer { None } else { american }.or_else(|| self.state_for(head, lexicon))
    }

    /// The state that "the country" means: the one named last in this sentence, or else as elsewhere.
    pub fn country(&self, lexicon: &ActorLexicon) -> Option<u32> {
        let is_state = |a: &&u32| lexicon.actors[**a as usize].kind == ActorKind::State;
        self.here.iter().rev().find(is_state).copied().or_else(|| self.state_for(0, lexicon))
    }

    /// Forgets the order of naming, which a first reading of the article has left.
    pub fn restart(&mut self) {
        self.last_person = None;
        self.persons.iter_mut().for_each(|p| (p.turn, p.times) = (0, 0));
    }

    /// Remembers a person as named last.
    pub fn person(&mut self, key: u64, mut known: Known) -> usize {
        self.turn += 1;
        known.turn = self.turn;
        let at = match self.by_family.get(&key) {
            Some(&at) => {
                known.times = self.persons[at].times + 1;
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
            self.plural.0 = self.plural.1;
        }
        self.plural.1 = false;
        if !self.here.is_empty() {
            std::mem::swap(&mut self.here, &mut self.before);
            self.here.clear();
        }
    }
}

/// Whether `text` contains the word, whatever the case.
fn contains_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|w| w.eq_ignore_ascii_case(word))
}
