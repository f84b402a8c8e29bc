//! The classes of marks, clitics and closed-class words: auxiliaries, pronouns, determiners, conjunctions,
//! prepositions. Open-class words are `word`'s.

use super::class::Class;
use super::word::Reader;
use crate::lexicon::Classes;
use crate::split::TokenKind;

impl Reader<'_> {
    pub(super) fn mark(&self, at: usize) -> Class {
        match self.text(at) {
            "," => Class::Comma,
            ";" => Class::Semicolon,
            ":" => Class::Colon,
            "-" | "‐" | "‑" | "–" if !self.tokens[at].spaced => Class::Joint,
            "-" | "–" | "—" | "--" | "―" => Class::Dash,
            "(" | ")" | "[" | "]" => Class::Bracket,
            "\"" | "“" | "”" | "„" | "«" | "»" | "''" | "``" => Class::Quote,
            "'" | "’" if !self.tokens[at].spaced && self.previous().is_some_and(Class::is_nominal) => {
                Class::Possessive
            }
            "'" | "’" | "‘" => Class::Quote,
            "." | "!" | "?" | "…" | "..." => Class::Stop,
            _ => Class::Other,
        }
    }

    pub(super) fn clitic(&self, at: usize, text: &str) -> Class {
        if text.eq_ignore_ascii_case("'s") || text.eq_ignore_ascii_case("’s") {
            // Behind a noun or a name it is a genitive: news prose does not contract there.
            let verbal = self.previous() == Some(Class::Pronoun)
                || (at > 0 && (self.is(at - 1, "there") || self.is(at - 1, "here")))
                || (at == 1 && self.may(0, Classes::QUESTION))
                || self.may(at + 1, Classes::NEGATION);
            return if verbal { Class::Be } else { Class::Possessive };
        }
        let classes = self.entries[at].classes;
        if classes.any(Classes::MODAL)
            && self.may(at + 1, Classes::BASE.with(Classes::BE).with(Classes::ADVERB))
        {
            Class::Modal
        } else if classes.any(Classes::HAVE) {
            Class::Have
        } else if classes.any(Classes::BE) {
            Class::Be
        } else if classes.any(Classes::MODAL) {
            Class::Modal
        } else {
            Class::Other
        }
    }

    pub(super) fn closed(&self, at: usize, classes: Classes) -> Option<Class> {
        if self.is(at, "to") {
            return Some(if self.infinitive_follows(at + 1) { Class::To } else { Class::Preposition });
        }
        if classes.any(Classes::MODAL) && !self.is(at, "need") {
            let name = self.tokens[at].is_capitalised()
                && at > 0
                && !self.may(at + 1, Classes::BASE.with(Classes::BE));
            return Some(if name { Class::Name } else { Class::Modal });
        }
        if classes.any(Classes::BE) {
            return Some(Class::Be);
        }
        if classes.any(Classes::HAVE) {
            return Some(Class::Have);
        }
        if classes.any(Classes::DO) {
            return Some(Class::Do);
        }
        if self.is(at, "that") {
            return Some(self.that(at));
        }
        if classes.any(Classes::NEGATION) {
            return Some(if self.is(at, "no") && self.is(at + 1, "longer") {
                Class::Negation
            } else if self.is(at, "no") || self.is(at, "neither") {
                Class::Determiner
            } else if self.is(at, "nor") {
                Class::Coordinator
            } else {
                Class::Negation
            });
        }
        if classes.any(Classes::SUBORDINATOR) && self.subordinates(at, classes) {
            return Some(Class::Subordinator);
        }
        if classes.any(Classes::RELATIVE.with(Classes::QUESTION)) && !classes.any(Classes::PREPOSITION) {
            let behind_noun = self.before().is_some_and(|c| {
                c.is_nominal() || matches!(c, Class::Comma | Class::Dash | Class::Preposition)
            });
            return Some(if behind_noun && at > 0 && classes.any(Classes::RELATIVE) {
                Class::Relative
            } else {
                Class::Subordinator
            });
        }
        if classes.any(Classes::PRONOUN) && classes.any(Classes::DETERMINER) {
            let alone =
                self.tokens.get(at + 1).is_none_or(|t| t.kind == TokenKind::Mark && !t.is_hyphen(self.raw))
                    || self
                        .may(at + 1, Classes::AUXILIARY.with(Classes::PREPOSITION).with(Classes::NEGATION))
                    || (self.may(at + 1, Classes::VERB)
                        && !self.may(at + 1, Classes::NOUN_TOO)
                        && !self.may(at + 1, Classes::PAST_PARTICIPLE.with(Classes::PRESENT_PARTICIPLE)));
            return Some(if alone { Class::Pronoun } else { Class::Determiner });
        }
        if classes.any(Classes::PRONOUN) {
            return Some(Class::Pronoun);
        }
        if classes.any(Classes::DETERMINER) {
            return Some(Class::Determiner);
        }
        if classes.any(Classes::COORDINATOR) {
            if self.is(at, "yet") && at > 0 && self.previous() != Some(Class::Comma) {
                return Some(Class::Adverb);
            }
            return Some(Class::Coordinator);
        }
        if classes.any(Classes::PREPOSITION) && !(classes.any(Classes::VERB) && self.verb_expected()) {
            let adverb = classes.any(Classes::ADVERB)
                && self.tokens.get(at + 1).is_none_or(|t| t.kind == TokenKind::Mark);
            let adverb = adverb || (self.is(at, "since") && self.previous() == Some(Class::Have));
            return Some(if adverb { Class::Adverb } else { Class::Preposition });
        }
        if classes.any(Classes::ADVERB) && !(classes.any(Classes::VERB) && self.verb_expected()) {
            return Some(Class::Adverb);
        }
        None
    }
}
