//! A word of a sentence with the one class it has there.
//!
//! The lexicon says what a word may be; its neighbours decide. One pass from left to right with a short,
//! bounded look ahead, so that the cost is linear in the sentence.

use super::class::{Class, Form};
use super::lattice::cheapest;
use crate::lexicon::{Classes, WordEntry, WordLexicon};
use crate::split::{Shape, Token, TokenKind};

/// One word of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// What it is here.
    pub class: Class,
    /// Key of the lemma of a verb, and of the word itself otherwise.
    pub lemma: u64,
    /// What the lexicon says it may be.
    pub entry: WordEntry,
    /// What the lexicon says of the lemma: whether it is light, gives, reports.
    pub traits: Classes,
}

/// What is known of a token before its class: whether it stands inside a mention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// The token belongs to the name of an actor or person.
    pub actor: bool,
    /// The token belongs to a legal form or capability.
    pub topic: bool,
}

/// Gives each token of one sentence its class.
pub fn words(raw: &str, tokens: &[Token], hints: &[Hint], lexicon: &WordLexicon) -> Vec<Word> {
    let entries: Vec<WordEntry> = tokens.iter().map(|t| lexicon.get(t.key)).collect();
    let mut reader = Reader {
        raw,
        tokens,
        hints,
        entries: &entries,
        lexicon,
        words: Vec::with_capacity(tokens.len()),
        opened: false,
        finite: false,
    };
    for at in 0..tokens.len() {
        let class = reader.class(at);
        reader.note(at, class);
        let word = reader.word(at, class);
        reader.words.push(word);
    }
    reader.weigh();
    reader.words
}

/// Reads the words of one sentence from left to right.
pub(super) struct Reader<'a> {
    pub(super) raw: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) hints: &'a [Hint],
    pub(super) entries: &'a [WordEntry],
    lexicon: &'a WordLexicon,
    pub(super) words: Vec<Word>,
    /// Whether the clause being read was opened by a conjunction or relative pronoun.
    opened: bool,
    /// Whether the clause being read has its finite verb already.
    finite: bool,
}

impl Reader<'_> {
    /// Decides the open-class words together, now that all closed-class words are known.
    fn weigh(&mut self) {
        let headline = self.is_headline();
        let places: Vec<_> =
            (0..self.words.len()).map(|at| self.place(at, self.words[at].class, headline)).collect();
        for (at, class) in cheapest(&places).into_iter().enumerate() {
            self.words[at] = self.word(at, class);
        }
    }

    /// The word at `at` as `class`.
    fn word(&self, at: usize, class: Class) -> Word {
        let entry = self.entries[at];
        let verbal = matches!(class, Class::Verb(_) | Class::Be | Class::Have | Class::Do);
        let lemma = if verbal && entry.lemma != 0 { entry.lemma } else { self.tokens[at].key };
        let traits = if verbal { self.lexicon.get(lemma).classes } else { entry.classes };
        Word { class, lemma, entry, traits }
    }

    pub(super) fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.text(self.raw))
    }

    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.text(at).eq_ignore_ascii_case(word)
    }

    pub(super) fn may(&self, at: usize, classes: Classes) -> bool {
        self.entries.get(at).is_some_and(|e| e.classes.any(classes))
    }

    pub(super) fn previous(&self) -> Option<Class> {
        self.words.last().map(|w| w.class)
    }

    /// The class before, adverbs and denials passed over.
    pub(super) fn before(&self) -> Option<Class> {
        let mut words = &self.words[..];
        // "is, however, prepared": an aside between commas is passed over.
        if let [.., a, b, c] = words
            && (a.class, b.class, c.class) == (Class::Comma, Class::Adverb, Class::Comma)
        {
            words = &words[..words.len() - 3];
        }
        words.iter().rev().map(|w| w.class).find(|c| !matches!(c, Class::Adverb | Class::Negation))
    }

    fn note(&mut self, at: usize, class: Class) {
        match class {
            Class::Subordinator | Class::Relative => self.opened = true,
            Class::Comma | Class::Stop | Class::Semicolon => self.opened = false,
            _ => {}
        }
        match class {
            // What is said behind "said" has a finite verb of its own.
            Class::Verb(_) if self.speaks(at) => self.finite = false,
            Class::Verb(Form::Third | Form::Past) | Class::Be | Class::Have | Class::Do | Class::Modal => {
                self.finite = true
            }
            Class::Subordinator
            | Class::Relative
            | Class::Semicolon
            | Class::Colon
            | Class::Stop
            | Class::Quote => {
                self.finite = false;
            }
            Class::Coordinator | Class::Dash | Class::Comma => self.finite = false,
            _ => {}
        }
    }

    fn class(&self, at: usize) -> Class {
        let token = &self.tokens[at];
        match token.kind {
            TokenKind::Number => return Class::Number,
            TokenKind::Symbol => return Class::Other,
            TokenKind::Mark => return self.mark(at),
            TokenKind::Word => {}
        }
        let text = token.text(self.raw);
        if text.starts_with(['\'', '’']) {
            return self.clitic(at, text);
        }
        let entry = self.entries[at];
        let classes = entry.classes;
        if self.hints[at].actor && (!classes.any(Classes::PRONOUN) || token.shape == Shape::Upper) {
            return if classes.any(Classes::DETERMINER) && token.shape == Shape::Lower {
                Class::Determiner
            } else {
                Class::Name
            };
        }
        if let Some(class) = self.closed(at, classes) {
            return class;
        }
        if classes.any(Classes::ADJECTIVE) && !(classes.any(Classes::BASE) && self.verb_expected()) {
            return Class::Adjective;
        }
        if classes.any(Classes::VERB) {
            return self.verb(at, classes);
        }
        if self.verb_expected() && classes.is_empty() && token.shape == Shape::Lower && !text.ends_with("ly")
        {
            return Class::Verb(Form::Base);
        }
        self.open(at, token, text)
    }

    /// Whether a base form must come now: behind `to`, a modal or *do*.
    pub(super) fn verb_expected(&self) -> bool {
        matches!(self.before(), Some(Class::To | Class::Modal | Class::Do))
    }

    /// Whether the verb at `at` takes a clause without *that*.
    pub(super) fn speaks(&self, at: usize) -> bool {
        let lemma = self.entries[at].lemma;
        lemma != 0 && self.lexicon.get(lemma).classes.any(Classes::REPORTING.with(Classes::CLAUSAL))
    }

    /// Whether an infinitive begins at `at`, behind `to`.
    pub(super) fn infinitive_follows(&self, at: usize) -> bool {
        // "has to date pledged"
        if self.is(at, "date") && !self.may(at + 1, Classes::DETERMINER) {
            return false;
        }
        let mut next = at;
        while next < at + 3
            && self.may(next, Classes::ADVERB.with(Classes::NEGATION))
            && !self.may(next, Classes::BASE)
        {
            next += 1;
        }
        if next < at + 3 && self.text(next).ends_with("ly") && self.may(next + 1, Classes::BASE) {
            next += 1;
        }
        if self.may(next, Classes::BE.with(Classes::HAVE).with(Classes::DO)) {
            return matches!(self.text(next).to_ascii_lowercase().as_str(), "be" | "have" | "do");
        }
        let unknown = self.entries.get(next).is_some_and(|e| e.classes.is_empty())
            && ["ize", "ise", "ify", "ate"].iter().any(|s| self.text(next).ends_with(s));
        if !(self.may(next, Classes::BASE) || unknown)
            || self.tokens.get(next).is_none_or(|t| t.shape == Shape::Upper)
        {
            return false;
        }
        // "to support for", "to attack from": a noun behind a preposition.
        let noun = self.may(next, Classes::NOUN_TOO)
            && (matches!(self.text(next + 1), "of" | "from" | "by")
                || (self.hints[next].topic
                    && self.tokens.get(next + 1).is_some_and(|t| t.kind == TokenKind::Mark)));
        !noun
    }

    fn verb(&self, at: usize, classes: Classes) -> Class {
        let before = self.before();
        let noun_too = classes.any(Classes::NOUN_TOO);
        let noun = if self.tokens[at].is_capitalised() && at > 0 { Class::Name } else { Class::Noun };
        if self.verb_expected() && classes.any(Classes::BASE) {
            return Class::Verb(Form::Base);
        }
        let participle = classes.any(Classes::PAST.with(Classes::PAST_PARTICIPLE));
        if classes.any(Classes::PRESENT_PARTICIPLE) {
            return self.ing(at);
        }
        if participle
            && !(classes.any(Classes::BASE)
                && before.is_some_and(|c| matches!(c, Class::Pronoun) || c == Class::Determiner))
        {
            return self.past(at, classes);
        }
        let opens = self.object_follows(at + 1);
        if self.hints[at].topic
            && noun_too
            && before != Some(Class::Pronoun)
            && !(opens && !self.finite && (before == Some(Class::Name) || self.people_before()))
        {
            return noun;
        }
        // "will stay neutral but needs help", "will arm and support": a shared subject or auxiliary.
        let joined = matches!(self.previous(), Some(Class::Coordinator))
            || (self.previous() == Some(Class::Comma) && !classes.any(Classes::THIRD));
        if joined && opens && noun_too && !self.hints[at].topic && self.tokens[at].shape == Shape::Lower {
            let shared = |w: &Word| match w.class {
                Class::Verb(Form::Third) | Class::Have | Class::Be | Class::Modal
                    if classes.any(Classes::THIRD) =>
                {
                    true
                }
                Class::Modal | Class::To => !classes.any(Classes::THIRD),
                _ => false,
            };
            if self.words.iter().any(shared) {
                return Class::Verb(if classes.any(Classes::THIRD) { Form::Third } else { Form::Base });
            }
        }
        match before {
            Some(
                Class::Determiner
                | Class::Possessive
                | Class::Adjective
                | Class::Preposition
                | Class::Number
                | Class::Joint
                | Class::Have
                | Class::Be
                | Class::Verb(_),
            ) if noun_too => return noun,
            Some(Class::Determiner | Class::Possessive) => return noun,
            _ => {}
        }
        if self.tokens.get(at + 1).is_some_and(|t| t.is_hyphen(self.raw)) && noun_too {
            return noun;
        }
        let form = if classes.any(Classes::THIRD) { Form::Third } else { Form::Base };
        // "Rebels attacked": no sentence of prose begins with a third person.
        if at == 0 && form == Form::Third {
            return noun;
        }
        if !noun_too {
            let capital = self.tokens[at].is_capitalised() && at > 0;
            return if capital { Class::Name } else { Class::Verb(form) };
        }
        let subject =
            before.is_some_and(|c| matches!(c, Class::Pronoun | Class::Relative | Class::Noun | Class::Name));
        // "If the ceasefire holds, …": a clause that ends here and has no verb yet.
        let ends =
            self.tokens.get(at + 1).is_none_or(|t| t.kind == TokenKind::Mark && !t.is_hyphen(self.raw));
        if form == Form::Third
            && self.opened
            && !self.finite
            && ends
            && matches!(before, Some(Class::Noun | Class::Name))
        {
            return Class::Verb(form);
        }
        let pronoun = matches!(before, Some(Class::Pronoun | Class::Relative));
        if pronoun || (subject && opens && !self.finite && !self.tokens[at].is_capitalised()) {
            let plural = form == Form::Base
                && before == Some(Class::Noun)
                && !self.previous_text().ends_with('s')
                && !pronoun;
            if !plural {
                return Class::Verb(form);
            }
        }
        // "Offer them", "Support Ukraine" at the head of a bullet is an imperative or an infinitive.
        if at == 0 && form == Form::Base && opens {
            return Class::Verb(Form::Base);
        }
        noun
    }

    /// Whether an object may begin at `at`.
    fn object_follows(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word)
            && (self.may(at, Classes::DETERMINER.with(Classes::PRONOUN).with(Classes::ADVERB))
                || self.is(at, "to")
                || self.is(at, "that")
                || self.hints[at].actor
                || (!self.may(
                    at,
                    Classes::PREPOSITION
                        .with(Classes::COORDINATOR)
                        .with(Classes::AUXILIARY)
                        .with(Classes::VERB)
                        .with(Classes::SUBORDINATOR),
                )))
    }

    /// Whether a plural noun for people stands right before: "nations pledge".
    fn people_before(&self) -> bool {
        self.words.last().is_some_and(|w| w.class == Class::Noun && w.entry.classes.any(Classes::PEOPLE))
            && self.previous_text().ends_with('s')
    }

    fn previous_text(&self) -> &str {
        self.words.len().checked_sub(1).map_or("", |i| self.text(i))
    }

    fn ing(&self, at: usize) -> Class {
        match self.before() {
            Some(Class::Be) => Class::Verb(Form::PresentParticiple),
            Some(Class::Determiner | Class::Possessive | Class::Joint | Class::Adjective) => {
                if self.nominal_follows(at + 1) { Class::Adjective } else { Class::Noun }
            }
            _ if self.hints[at].topic => Class::Noun,
            Some(Class::Noun | Class::Name)
                if self.previous().is_some_and(Class::is_nominal) && self.is(at + 1, "of") =>
            {
                Class::Noun
            }
            _ => Class::Verb(Form::PresentParticiple),
        }
    }

    fn nominal_follows(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        token.kind == TokenKind::Word
            && !self.may(
                at,
                Classes::PREPOSITION
                    .with(Classes::COORDINATOR)
                    .with(Classes::AUXILIARY)
                    .with(Classes::DETERMINER)
                    .with(Classes::PRONOUN)
                    .with(Classes::SUBORDINATOR)
                    .with(Classes::ADVERB),
            )
            && (!self.may(at, Classes::VERB) || self.may(at, Classes::NOUN_TOO) || self.hints[at].topic)
    }

    fn past(&self, at: usize, classes: Classes) -> Class {
        let before = self.before();
        match before {
            Some(Class::Be) if classes.any(Classes::PAST_PARTICIPLE) => {
                return Class::Verb(Form::PastParticiple);
            }
            Some(Class::Have) if classes.any(Classes::PAST_PARTICIPLE) => {
                return Class::Verb(Form::PastParticiple);
            }
            Some(Class::Determiner | Class::Possessive | Class::Adjective | Class::Number | Class::Joint) => {
                return if classes.any(Classes::PAST_PARTICIPLE) {
                    Class::Adjective
                } else {
                    Class::Verb(Form::Past)
                };
            }
            Some(Class::Preposition) if classes.any(Classes::PAST_PARTICIPLE) => return Class::Adjective,
            _ => {}
        }
        if !classes.any(Classes::PAST) {
            return Class::Verb(Form::PastParticiple);
        }
        if !classes.any(Classes::PAST_PARTICIPLE) {
            return Class::Verb(Form::Past);
        }
        // "guarantees and proposed concessions remain"
        if self.previous() == Some(Class::Coordinator)
            && self.nominal_follows(at + 1)
            && self.finite_ahead(at + 1)
        {
            return Class::Adjective;
        }
        let subject = before.is_some_and(|c| {
            c.is_nominal()
                || matches!(
                    c,
                    Class::Relative
                        | Class::Quote
                        | Class::Coordinator
                        | Class::Comma
                        | Class::Dash
                        | Class::Bracket
                )
        });
        if at == 0 || !subject {
            return Class::Verb(Form::PastParticiple);
        }
        if matches!(before, Some(Class::Pronoun | Class::Relative)) {
            return Class::Verb(Form::Past);
        }
        if self.speaks(at) && !self.is(at + 1, "by") && !self.finite {
            return Class::Verb(Form::Past);
        }
        if self.is(at + 1, "by")
            || (self.finite && before.is_some_and(Class::is_nominal))
            || self.finite_ahead(at + 1)
        {
            return Class::Verb(Form::PastParticiple);
        }
        Class::Verb(Form::Past)
    }

    /// Whether a finite verb comes before the clause ends: then a past form before it is a participle.
    fn finite_ahead(&self, at: usize) -> bool {
        for next in at..(at + 10).min(self.tokens.len()) {
            let token = &self.tokens[next];
            if token.kind == TokenKind::Mark && !token.is_hyphen(self.raw) {
                return false;
            }
            if self.may(next, Classes::SUBORDINATOR.with(Classes::RELATIVE).with(Classes::COORDINATOR))
                || (next == at && self.may(next, Classes::DETERMINER.with(Classes::PRONOUN)))
                || self.is(next, "to")
            {
                return false;
            }
            if self.hints[next].actor || self.hints[next].topic {
                continue;
            }
            if self.may(next, Classes::AUXILIARY)
                || (self.may(next, Classes::PAST.with(Classes::THIRD))
                    && !self.may(next, Classes::NOUN_TOO.with(Classes::PAST_PARTICIPLE)))
            {
                return true;
            }
        }
        false
    }

    fn open(&self, at: usize, token: &Token, text: &str) -> Class {
        if token.is_capitalised() && at > 0 {
            return Class::Name;
        }
        if token.shape == Shape::Lower || at == 0 {
            if text.ends_with("ly") && text.len() > 4 {
                return Class::Adverb;
            }
            if text.ends_with("ed") && text.len() > 4 && token.shape == Shape::Lower && !self.hints[at].topic
            {
                return self.past(at, Classes::PAST.with(Classes::PAST_PARTICIPLE));
            }
            if text.ends_with("ing") && text.len() > 5 && token.shape == Shape::Lower && !self.hints[at].topic
            {
                return self.ing(at);
            }
            const SUFFIXES: [&str; 12] =
                ["able", "ible", "ful", "ous", "ive", "ical", "less", "ary", "ic", "al", "ish", "ent"];
            if SUFFIXES.iter().any(|s| text.ends_with(s))
                && self.nominal_follows(at + 1)
                && !self.hints[at].topic
            {
                return Class::Adjective;
            }
        }
        Class::Noun
    }
}
