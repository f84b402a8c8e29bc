//! Words that may open a clause: whether *that*, *as*, *since* and their like open one here.

use super::class::Class;
use super::word::Reader;
use crate::lexicon::Classes;
use crate::split::TokenKind;

/// How far a conjunction looks ahead for its verb, an aside between commas included.
const LOOK_AHEAD: usize = 24;

impl Reader<'_> {
    pub(super) fn that(&self, at: usize) -> Class {
        let next_verbal = self.may(at + 1, Classes::AUXILIARY.with(Classes::NEGATION))
            || (self.may(at + 1, Classes::THIRD.with(Classes::PAST)) && !self.may(at + 1, Classes::NOUN_TOO))
            || (self.may(at + 1, Classes::VERB)
                && self.previous().is_some_and(Class::is_nominal)
                && !self.hints.get(at + 1).is_some_and(|h| h.topic));
        match self.previous() {
            None | Some(Class::Quote) => {
                if next_verbal {
                    Class::Pronoun
                } else {
                    Class::Determiner
                }
            }
            Some(class) if class.is_nominal() => {
                if next_verbal || (class == Class::Noun && !self.has_content(at - 1)) {
                    Class::Relative
                } else {
                    Class::Subordinator
                }
            }
            Some(Class::Preposition | Class::Coordinator) => {
                if next_verbal {
                    Class::Relative
                } else if self.may(at + 1, Classes::DETERMINER.with(Classes::PRONOUN))
                    || self.hints.get(at + 1).is_some_and(|h| h.actor)
                {
                    Class::Subordinator
                } else {
                    Class::Determiner
                }
            }
            Some(_) if next_verbal && self.before() != Some(Class::Comma) => Class::Pronoun,
            // "For Kyiv, that failure explains": no verb came yet that could take a clause.
            Some(Class::Comma) if !self.words.iter().any(|w| w.class.is_verbal()) => Class::Determiner,
            _ => Class::Subordinator,
        }
    }

    /// The word behind an aside between commas that a participle opens, if one begins with the comma at `comma`.
    fn participial_aside(&self, comma: usize) -> Option<usize> {
        let opens = self.may(comma + 1, Classes::PAST_PARTICIPLE.with(Classes::PRESENT_PARTICIPLE));
        if !self.is(comma, ",") || !opens {
            return None;
        }
        (comma + 2..(comma + 14).min(self.tokens.len())).find(|&i| self.is(i, ",")).map(|end| end + 1)
    }

    /// Whether the noun at `at` names something said or thought: what follows its *that* is its content.
    fn has_content(&self, at: usize) -> bool {
        self.may(at, Classes::CONTENT_NOUN) || !self.words.iter().any(|w| w.class == Class::Noun)
    }

    /// Whether a word that may open a clause opens one here.
    pub(super) fn subordinates(&self, at: usize, classes: Classes) -> bool {
        if self.is(at, "because") && self.is(at + 1, "of") {
            return false;
        }
        if self.is(at, "because") {
            return true;
        }
        if self.is(at, "since") && (self.previous() == Some(Class::Have) || self.is(at + 1, "then")) {
            return false;
        }
        let pronoun = matches!(
            self.text(at + 1).to_ascii_lowercase().as_str(),
            "it" | "he" | "she" | "they" | "we" | "i"
        );
        if pronoun && !self.is(at, "like") {
            return true;
        }
        if !classes.any(Classes::PREPOSITION.with(Classes::ADVERB)) {
            return !(self.is(at, "provided")
                && self.before().is_some_and(|c| matches!(c, Class::Have | Class::Be) || c.is_nominal()));
        }
        if self.is(at, "once") && at > 0 && self.tokens.get(at + 1).is_none_or(|t| t.kind == TokenKind::Mark)
        {
            return false;
        }
        if self.is(at, "so") {
            return self.is(at + 1, "that");
        }
        // "after the war ended" opens a clause, "after the war" does not: look for a finite verb nearby.
        let mut aside = 0;
        for next in at + 1..(at + LOOK_AHEAD).min(self.tokens.len()) {
            let token = &self.tokens[next];
            if next >= at + 9 && aside == 0 {
                return false;
            }
            if next < aside {
                continue;
            }
            if token.kind == TokenKind::Mark && !token.is_hyphen(self.raw) {
                // "as Ukraine, faced with a deadline, agreed": an aside is passed over.
                let Some(end) = self.participial_aside(next) else { return false };
                aside = end;
                continue;
            }
            if next > at + 1
                && (self.may(next, Classes::AUXILIARY)
                    || (self.may(next, Classes::PAST.with(Classes::THIRD))
                        && !self.may(next, Classes::NOUN_TOO)))
            {
                return !self.may(at + 1, Classes::PRESENT_PARTICIPLE);
            }
        }
        false
    }
}
