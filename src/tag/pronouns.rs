//! Pronouns: whom "he", "it", "they" and "we" mean, where one person or actor stands out.
//!
//! "He" and "she" are the person named last. "It" and "they" are the first actor of the sentence before, and
//! only as the subject of a verb that only an actor can have. "We" is the speaker of an open quotation,
//! or the author of a statement that speaks as "we" from its first sentences on.

use super::actors::Tagger;
use super::mention::Via;
use crate::lexicon::{ActorKind, KeyMap, RoleKind};
use crate::split::word_key;
use std::sync::LazyLock;

/// What a pronoun may mean.
#[derive(Clone, Copy, Debug)]
enum Pronoun {
    Person,
    Body,
    Several,
    First,
    /// "I": whoever speaks, in a text that is one actor's own.
    Speaker,
}

/// The pronouns that are resolved, by word key. English has no others, so they are no data.
static PRONOUNS: LazyLock<KeyMap<Pronoun>> = LazyLock::new(|| {
    [
        ("he", Pronoun::Person),
        ("she", Pronoun::Person),
        ("it", Pronoun::Body),
        ("they", Pronoun::Several),
        ("we", Pronoun::First),
        ("our", Pronoun::First),
        ("ours", Pronoun::First),
        ("us", Pronoun::First),
        ("i", Pronoun::Speaker),
        ("my", Pronoun::Speaker),
    ]
    .into_iter()
    .map(|(word, pronoun)| (word_key(word), pronoun))
    .collect()
});

/// Who spoke last.
#[derive(Clone, Copy, Debug)]
pub(super) enum Speaker {
    /// A person, by his place among those named.
    Person(usize),
    /// A state or organisation.
    Body(u32),
}

/// Sentences in which a statement shows whose it is.
const OPENING: u32 = 5;

impl Tagger<'_> {
    /// Tags a pronoun at `at`.
    pub fn pronoun(&mut self, at: usize) {
        let Some(pronoun) = PRONOUNS.get(&self.tokens[at].key) else { return };
        match pronoun {
            Pronoun::Person => {
                if let Some(seen) = self.salience.last_person {
                    let known = self.salience.persons[seen].clone();
                    self.mention_person(&known, Via::Pronoun, at, at + 1);
                }
            }
            Pronoun::Body => {
                if self.salience.subject.is_some_and(|s| self.is_body(s)) && self.acts(at) {
                    self.resolve_to_subject(at);
                }
            }
            Pronoun::Several => {
                if self.salience.plural.0 && (self.acts(at) || at <= self.start + 2) {
                    self.resolve_to_subject(at);
                }
            }
            Pronoun::Speaker => {
                if let Some(voice) = self.voice.filter(|_| !self.quoted) {
                    self.emit(voice, Via::Pronoun, at..at + 1, None, None);
                }
            }
            Pronoun::First => {
                if self.text(at) != "US" {
                    self.first_person(at);
                }
            }
        }
    }

    fn resolve_to_subject(&mut self, at: usize) {
        if self.salience.first_here.is_none()
            && let Some(subject) = self.salience.subject
        {
            self.emit(subject, Via::Pronoun, at..at + 1, None, None);
        }
    }

    /// Whether the pronoun at `at` is the subject of a verb that only an actor can have.
    fn acts(&self, at: usize) -> bool {
        matches!(self.role_at(at + 1), Some((_, RoleKind::Agentive | RoleKind::Speech)))
    }

    fn is_body(&self, actor: u32) -> bool {
        !matches!(self.lexicon.actors[actor as usize].kind, ActorKind::Collective)
    }

    fn first_person(&mut self, at: usize) {
        if self.quoted {
            self.first_person.get_or_insert(at);
        } else if let Some(voice) = self.voice {
            self.emit(voice, Via::Pronoun, at..at + 1, None, None);
        } else if self.sentence < OPENING
            && let Some(first) = self.salience.first_here
            && self.lexicon.actors[first as usize].kind == ActorKind::State
            && self.out.last().is_some_and(|m| m.sentence == self.sentence)
            && self.subject_stands_first()
        {
            self.voice = Some(first);
        }
    }

    /// Ends a sentence: a quoted "we" is who spoke last, unless the sentence itself names a speaker.
    pub fn end_of_sentence(&mut self) {
        let Some(at) = self.first_person.take().filter(|_| !self.spoke_here) else { return };
        let from = self.out.len();
        match self.speaker {
            Some(Speaker::Person(seen)) => {
                let known = self.salience.persons[seen].clone();
                self.mention_person(&known, Via::Pronoun, at, at + 1);
            }
            Some(Speaker::Body(actor)) => self.emit(actor, Via::Pronoun, at..at + 1, None, None),
            None => {}
        }
        if self.out.len() > from {
            let first = self.out.iter().rposition(|m| m.sentence != self.sentence).map_or(0, |i| i + 1);
            self.out[first..].sort_by_key(|m| m.span);
        }
    }

    /// Whether the first mention of the sentence stands near its beginning.
    fn subject_stands_first(&self) -> bool {
        let first = self.out.iter().rev().take_while(|m| m.sentence == self.sentence).last();
        first.is_some_and(|m| (m.tokens.start as usize) < self.start + 6)
    }

    /// "We, the leaders of …" says whose statement the article is.
    pub fn look_for_voice(&mut self) {
        if self.sentence >= OPENING || self.voice.is_some() {
            return;
        }
        let we = (self.start..self.end.saturating_sub(3))
            .find(|&i| self.text(i) == "We" && self.text(i + 1) == "," && self.lower(i + 2) == "the");
        if let Some(we) = we {
            let within = &self.tokens[..self.end];
            self.voice = (we + 3..self.end.min(we + 30))
                .find_map(|i| self.lexicon.forms.longest_at(self.raw, within, i))
                .filter(|f| f.value.kind == crate::lexicon::FormKind::Name)
                .map(|f| f.value.actor);
        }
    }

    /// Keeps track of quotation marks at `at`.
    pub fn quotation(&mut self, at: usize) {
        match self.text(at) {
            "“" | "«" | "„" => self.quoted = true,
            "”" | "»" => self.quoted = false,
            "\"" | "''" | "``" => self.quoted = !self.quoted,
            _ => {}
        }
    }

    /// Remembers that the sentence's first actor stands for several people.
    pub fn plural_here(&mut self, kind: RoleKind) {
        if self.salience.first_here.is_none() {
            self.salience.plural.1 = matches!(kind, RoleKind::People | RoleKind::Force | RoleKind::Armed);
        }
    }
}
