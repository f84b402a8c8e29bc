//! Slots: the actors that stand in a named place of a clause.

use super::reading::clause::Kind;
use super::reading::noun_phrase::{actor_heads, trim};
use super::reading::{Class, Form};
use super::sentence::SentenceView;
use crate::lexicon::Classes;
use crate::rules::Slot;
use std::ops::Range;

/// Where a cue stands: its clause and its words.
#[derive(Clone, Debug)]
pub struct CueAt {
    /// Index of the clause.
    pub clause: usize,
    /// Words of the cue.
    pub words: Range<usize>,
    /// Whether the cue is a noun.
    pub noun: bool,
    /// Whether the noun is the object of a verb that leaves the stance to it.
    pub light: bool,
    /// Number of words that the cue was listed with.
    pub length: usize,
    /// Index of the cue in its rule's list; none for a pattern and for a shape of clause.
    pub listed: Option<usize>,
}

impl SentenceView<'_> {
    /// The actors that head the subject of clause `at`.
    ///
    /// A pronoun that no mention resolves, in a clause that is said, stands for the one who says it.
    pub fn subject(&self, at: usize) -> Vec<u32> {
        let clause = &self.clauses[at];
        let mut zone = clause.subject.clone();
        // "On Monday he ruled out": what stands before the pronoun is no subject.
        if zone.len() > 1
            && self.is_subject_pronoun(zone.end - 1)
            && self.words[zone.start].class == Class::Preposition
        {
            zone = zone.end - 1..zone.end;
        }
        let found = actor_heads(&self.words, &self.actors, zone.clone());
        if !found.is_empty() || zone.is_empty() {
            return found;
        }
        let mut nominals = zone.filter(|&i| self.words[i].class.is_nominal());
        let pronoun = nominals.next().filter(|&i| self.is_subject_pronoun(i));
        let (Some(pronoun), None) = (pronoun, nominals.next()) else { return found };
        // "They failed": the assurances of the sentence before, not their givers.
        if self.topics.iter().any(|t| t.words.contains(&pronoun)) {
            return found;
        }
        if let Some(parent) = clause.parent.filter(|&p| p < at)
            && matches!(clause.kind, Kind::Complement | Kind::Condition)
        {
            return self.subject(parent);
        }
        // "We" and "I" are whoever speaks, which is not for the grammar to say.
        if matches!(self.text(pronoun).to_ascii_lowercase().as_str(), "we" | "i") {
            return found;
        }
        if self.text(pronoun).eq_ignore_ascii_case("it") {
            // A text or a deed is *it* as often as a state: only the one actor just spoken of will do.
            let state = |m: &u32| !self.mentions[*m as usize].id.starts_with("person:");
            let one = self.spoken_of.len() == 1 && self.spoken_of.iter().all(state);
            let alone =
                !self.clauses[..at].iter().any(|c| c.own_subject && c.subject.end <= clause.subject.start);
            return if one && alone { self.spoken_of.clone() } else { found };
        }
        // "When leaders speak of guarantees, they are asking for": the nearest subject before, in this sentence
        // or the one before it.
        let before = (0..at)
            .rev()
            .filter(|&c| self.clauses[c].own_subject && self.clauses[c].subject.end <= clause.subject.start);
        for earlier in before {
            let found = actor_heads(&self.words, &self.actors, self.clauses[earlier].subject.clone());
            if !found.is_empty() {
                return found;
            }
        }
        self.spoken_of.clone()
    }

    fn is_subject_pronoun(&self, at: usize) -> bool {
        matches!(self.text(at).to_ascii_lowercase().as_str(), "it" | "they" | "he" | "she" | "we" | "i")
    }

    /// Whether "we" or "I" is the subject of clause `at`.
    pub fn is_first_person(&self, at: usize) -> bool {
        let zone = trim(&self.words, self.clauses[at].subject.clone());
        let mut nominals = zone.filter(|&i| self.words[i].class.is_nominal());
        nominals.next().is_some_and(|i| matches!(self.text(i).to_ascii_lowercase().as_str(), "we" | "i"))
            && nominals.next().is_none()
    }

    /// Whether people or bodies are the subject of clause `at`, known or not.
    pub fn has_personal_subject(&self, at: usize) -> bool {
        let mut zone = trim(&self.words, self.clauses[at].subject.clone());
        // "Each of these countries", "61 per cent of voters": the phrase behind *of* is who acts.
        let counts = |i: usize| {
            let word = &self.words[i];
            word.entry.classes.any(Classes::QUANTIFIER) || matches!(word.class, Class::Number)
        };
        if let Some(of) =
            (zone.start..zone.end.min(zone.start + 6)).find(|&i| self.text(i).eq_ignore_ascii_case("of"))
            && (zone.start..of).any(counts)
        {
            zone.start = of + 1;
        }
        let stop = zone
            .clone()
            .find(|&i| matches!(self.words[i].class, Class::Preposition | Class::Comma | Class::Relative))
            .unwrap_or(zone.end);
        let head = (zone.start..stop.max(zone.start)).rev().find(|&i| self.words[i].class.is_nominal());
        // "The force would need air cover": a capability does not act.
        if head.is_some_and(|i| self.topics.iter().any(|t| t.words.contains(&i))) {
            return false;
        }
        head.is_some_and(|i| {
            self.words[i].entry.classes.any(Classes::PEOPLE)
                && matches!(self.words[i].class, Class::Noun | Class::Name)
                || matches!(
                    self.text(i).to_ascii_lowercase().as_str(),
                    "he" | "she"
                        | "we"
                        | "i"
                        | "who"
                        | "both"
                        | "nobody"
                        | "everyone"
                        | "everybody"
                        | "others"
                        | "many"
                        | "some"
                        | "few"
                )
        })
    }

    /// The actors that head the subject of the sentence's last main clause, for the sentence behind it.
    pub fn main_subject(&self) -> Vec<u32> {
        let main = self.clauses.iter().rposition(|c| c.finite && c.kind == Kind::Main && c.own_subject);
        main.map(|c| self.subject(c)).unwrap_or_default()
    }

    /// The actors in `slot` of the cue.
    pub fn fill(&self, cue: &CueAt, slot: Slot) -> Vec<u32> {
        let end = self.extent_end(cue.clause);
        let from = cue.words.end.max(if cue.noun { 0 } else { self.clauses[cue.clause].group.end });
        match slot {
            Slot::Nobody => Vec::new(),
            Slot::Subject if cue.noun => self.light_subject(cue),
            Slot::Subject if self.clauses[cue.clause].passive => Vec::new(),
            Slot::Subject => self.subject(cue.clause),
            Slot::PassiveSubject => self.subject(cue.clause),
            Slot::Agent => self.behind("by", from..end),
            Slot::Possessor => self.possessor(cue, end),
            Slot::Object if self.clauses[cue.clause].passive => self.subject(cue.clause),
            Slot::Object => self.object(from..end),
            Slot::IndirectObject => {
                let infinitive =
                    self.clauses.iter().find(|c| c.kind == Kind::Infinitive && c.parent == Some(cue.clause));
                let behind = infinitive.map(|c| c.group.end);
                [Some(from), behind]
                    .into_iter()
                    .flatten()
                    .find_map(|at| self.first_of_two(at))
                    .into_iter()
                    .collect()
            }
            Slot::InfinitiveSubject => self
                .clauses
                .iter()
                .filter(|c| c.kind == Kind::Infinitive && c.parent == Some(cue.clause) && c.own_subject)
                .flat_map(|c| actor_heads(&self.words, &self.actors, c.subject.clone()))
                .collect(),
            Slot::OwnerBehind => self.owner_behind(cue),
            Slot::Phrase(preposition) => self.behind(preposition, from..end),
        }
    }

    /// The actor at `at`, if another object stands behind it.
    fn first_of_two(&self, at: usize) -> Option<u32> {
        let first = self.actors.get(at).copied().flatten().filter(|a| !a.demonym)?;
        let next =
            (at..self.words.len()).find(|&i| self.actors[i].is_none_or(|a| a.mention != first.mention))?;
        let compound = self.words.get(next + 1).is_some_and(|w| w.class == Class::Joint);
        let object = matches!(
            self.words[next].class,
            Class::Determiner | Class::Number | Class::Adjective | Class::Noun | Class::Other
        ) || (compound && self.words[next].class == Class::Adverb);
        object.then_some(first.mention)
    }

    /// The subject of a light verb whose object the noun is: "Britain made a commitment".
    fn light_subject(&self, cue: &CueAt) -> Vec<u32> {
        let clause = &self.clauses[cue.clause];
        let light = self.words[clause.head].traits.any(Classes::LIGHT)
            || matches!(self.words[clause.head].class, Class::Have | Class::Be);
        let object = cue.words.start >= clause.group.end
            && self.words[clause.group.end..cue.words.start]
                .iter()
                .all(|w| !matches!(w.class, Class::Preposition | Class::Comma | Class::To));
        if light && object && !clause.passive { self.subject(cue.clause) } else { Vec::new() }
    }

    /// "Britain's pledge", "their refusal", "the pledge of France", "the veto by Hungary".
    ///
    /// A bare nationality ("the US proposals") says whose the noun is only where the noun is the subject.
    fn possessor(&self, cue: &CueAt, end: usize) -> Vec<u32> {
        let mut at = cue.words.start;
        let mut genitive = self.clauses[cue.clause].subject.contains(&cue.words.start);
        // "the U.S. commitment to the pact"
        let adjoins = cue.noun
            && cue.words.end < self.words.len()
            && self.text(cue.words.end).eq_ignore_ascii_case("to");
        while at > 0 && cue.words.start - at < 7 {
            at -= 1;
            let class = self.words[at].class;
            genitive |= class == Class::Possessive;
            if let Some(actor) = self.actors[at] {
                let pronoun = matches!(class, Class::Determiner | Class::Pronoun);
                if !genitive && !pronoun && !adjoins {
                    break;
                }
                let mut found = vec![actor.mention];
                // "Britain and France's pledge"
                if at >= 2
                    && self.words[at - 1].class == Class::Coordinator
                    && let Some(other) = self.actors[at - 2]
                {
                    found.insert(0, other.mention);
                }
                return found;
            }
            let inside = class.is_nominal()
                || matches!(
                    class,
                    Class::Adjective | Class::Possessive | Class::Joint | Class::Adverb | Class::Quote
                )
                || matches!(class, Class::Verb(Form::PastParticiple));
            if !inside {
                break;
            }
        }
        if !cue.noun {
            return Vec::new();
        }
        let verb = (cue.words.end..end).find(|&i| self.words[i].class.is_verbal()).unwrap_or(end);
        self.behind("by", cue.words.end..verb.min(cue.words.end + 12))
    }

    /// The actor whose a legal form or capability is: "Ukraine's army", "the country's own air defences".
    pub fn owner_of(&self, topic: u32) -> Option<u32> {
        let words = &self.topics.iter().find(|t| t.mention == topic)?.words;
        // The mention may hold its owner itself.
        let inside = (words.start..words.end).find(|&i| {
            self.actors[i].is_some() && self.words.get(i + 1).is_some_and(|w| w.class == Class::Possessive)
        });
        if let Some(at) = inside {
            return self.actors[at].map(|a| a.mention);
        }
        for at in (words.start.saturating_sub(5)..words.start).rev() {
            let class = self.words[at].class;
            if class == Class::Possessive {
                return at.checked_sub(1).and_then(|i| self.actors[i]).map(|a| a.mention);
            }
            if !matches!(class, Class::Adjective | Class::Noun | Class::Adverb | Class::Joint | Class::Name) {
                return None;
            }
        }
        None
    }

    /// The owner behind *of* or *from*: "the pledge of the United States", not "the withdrawal of American troops".
    pub fn owner_behind(&self, cue: &CueAt) -> Vec<u32> {
        let at = cue.words.end;
        let opens = self.words.get(at).is_some()
            && ["of", "from"].iter().any(|p| self.text(at).eq_ignore_ascii_case(p));
        let first = (at + 1..(at + 3).min(self.words.len())).find_map(|i| self.actors[i]);
        if opens && first.is_some_and(|a| !a.demonym) {
            let end = (at + 12).min(self.words.len());
            let stop = (at + 1..end).find(|&i| self.words[i].class.is_verbal()).unwrap_or(end);
            return self.behind(self.text(at), at..stop);
        }
        Vec::new()
    }

    /// The actors that head the phrases behind `preposition` in `range`.
    pub fn behind(&self, preposition: &str, range: Range<usize>) -> Vec<u32> {
        let mut found = Vec::new();
        for at in range.clone() {
            if self.words[at].class == Class::Preposition && self.text(at).eq_ignore_ascii_case(preposition) {
                let stop = (at + 1..range.end).find(|&i| self.ends_phrase(i)).unwrap_or(range.end);
                for mention in actor_heads(&self.words, &self.actors, at + 1..stop) {
                    if !found.contains(&mention) {
                        found.push(mention);
                    }
                }
            }
        }
        found
    }

    fn ends_phrase(&self, at: usize) -> bool {
        let class = self.words[at].class;
        class.is_verbal()
            || matches!(
                class,
                Class::To
                    | Class::Subordinator
                    | Class::Relative
                    | Class::Semicolon
                    | Class::Colon
                    | Class::Dash
                    | Class::Stop
            )
            || (class == Class::Preposition
                && !self.words[at].entry.classes.any(Classes::LISTING)
                && !self.text(at).eq_ignore_ascii_case("of"))
    }

    /// The actors that head the object: the phrase right behind the verb.
    fn object(&self, range: Range<usize>) -> Vec<u32> {
        let stop = range.clone().find(|&i| self.ends_phrase(i)).unwrap_or(range.end);
        actor_heads(&self.words, &self.actors, range.start..stop)
    }
}
