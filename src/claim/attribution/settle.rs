//! A second look at words whose class the shallow reading left open, now that it is known which of them
//! may report: names that look like verbs, verbs that look like nouns.

use crate::claim::reading::{Class, Form, Word};
use crate::lexicon::{Classes, Reporting};
use crate::split::Token;

/// How many words are looked back at: a subject is never further from its verb.
const REACH: usize = 64;

/// Capitalised words inside a running sentence are names, whatever else they may be.
pub(super) fn names(tokens: &[Token], words: &mut [Word]) {
    for at in 0..tokens.len() {
        let verb_next = |words: &[Word]| {
            words.get(at + 1).is_some_and(|w| w.class.is_verbal() || w.class == Class::Adverb)
        };
        let name = tokens[at].is_capitalised()
            && match words[at].class {
                Class::Verb(_) | Class::Adjective => at > 0 && words[at - 1].class.is_nominal(),
                // "Connolly said": no adverb, although it ends like one.
                Class::Adverb => words[at].entry.classes.is_empty() && verb_next(words),
                _ => false,
            };
        if name {
            words[at].class = Class::Name;
        }
    }
}

/// Nouns, adjectives and verbs that their neighbours show to be something else.
pub(super) fn verbs(words: &mut [Word], lexicon: &Reporting) {
    for at in 1..words.len() {
        let word = words[at];
        let previous = words[at - 1].class;
        let next = words.get(at + 1).map_or(Class::Stop, |w| w.class);
        let object = matches!(next, Class::Determiner | Class::Pronoun | Class::Name | Class::Subordinator);
        match word.class {
            // "have all characterized", "the two papers each called"
            Class::Adjective
                if object
                    && word.entry.classes.any(Classes::PAST_PARTICIPLE)
                    && previous == Class::Determiner
                    && at > 1
                    && (words[at - 2].class == Class::Have || words[at - 2].class.is_nominal()) =>
            {
                let perfect = words[at - 2].class == Class::Have;
                words[at - 1].class = Class::Adverb;
                turn(words, at, if perfect { Form::PastParticiple } else { Form::Past });
            }
            // "those describing themselves"
            Class::Determiner
                if next == Class::Verb(Form::PresentParticiple)
                    && word.entry.classes.any(Classes::PRONOUN)
                    && words.get(at + 2).is_some_and(|w| {
                        matches!(w.class, Class::Pronoun | Class::Determiner | Class::Preposition)
                    }) =>
            {
                words[at].class = Class::Pronoun;
            }
            // "voters opposed the tax": an adjective has no object.
            Class::Adjective if object && previous.is_nominal() && word.entry.classes.any(Classes::PAST) => {
                turn(words, at, Form::Past);
            }
            // "that delegates would fight": two finite verbs do not stand side by side.
            Class::Verb(Form::Third | Form::Base)
                if (word.entry.classes.any(Classes::NOUN_TOO) || that(words, at - 1))
                    && matches!(next, Class::Modal | Class::Be | Class::Have | Class::Verb(Form::Past))
                    && (that(words, at - 1)
                        || matches!(
                            previous,
                            Class::Determiner | Class::Adjective | Class::Coordinator | Class::Preposition
                        )) =>
            {
                words[at].class = Class::Noun;
                if words[at - 1].class == Class::Pronoun {
                    words[at - 1].class = Class::Subordinator;
                }
            }
            // "supporters and allies aim to": the first of two verbs is a noun.
            Class::Noun
                if reports(word, lexicon)
                    && next == Class::To
                    && previous == Class::Verb(Form::Third)
                    && words[at - 1].entry.classes.any(Classes::NOUN_TOO)
                    && at > 1
                    && words[at - 2].class == Class::Coordinator =>
            {
                words[at - 1].class = Class::Noun;
                turn(words, at, Form::Base);
            }
            Class::Noun if reports(word, lexicon) => {
                let third = word.entry.classes.any(Classes::THIRD);
                let form = if third { Form::Third } else { Form::Base };
                // "One poll shows": two verbs do not stand side by side, and the first one has no subject.
                if third && words[at - 1].class == Class::Verb(Form::Base) && !next.is_verbal() {
                    words[at - 1].class = Class::Noun;
                    turn(words, at, form);
                } else if !has_finite(words, at) && subject(words, at, third) {
                    let ends = matches!(next, Class::Stop | Class::Comma | Class::Quote);
                    let clause = next == Class::To || that(words, at + 1);
                    if object || clause || ends && set_off(words, at) {
                        if words[at - 1].class == Class::Determiner {
                            words[at - 1].class = Class::Number;
                        }
                        turn(words, at, form);
                    }
                } else if (previous == Class::Quote && third && next == Class::Determiner)
                    || (previous == Class::Comma && (object || that(words, at + 1))
                        || previous == Class::Bracket && (object || next == Class::Name))
                        && !words[at.saturating_sub(REACH)..at].iter().any(|w| finite(w.class))
                        && words[..at.saturating_sub(1)].iter().rev().take(14).any(|w| w.class == previous)
                {
                    // "X, among others, reject Y"; "Lee (D) notes"
                    turn(words, at, form);
                }
            }
            _ => {}
        }
    }
}

fn turn(words: &mut [Word], at: usize, form: Form) {
    words[at].class = Class::Verb(form);
    words[at].lemma = words[at].entry.lemma;
}

/// Whether the word may be a form of a verb of reporting.
fn reports(word: Word, lexicon: &Reporting) -> bool {
    word.entry.lemma != 0
        && word.entry.classes.any(Classes::BASE.with(Classes::THIRD))
        && !lexicon.verbs(word.entry.lemma).is_empty()
}

/// Whether what stands before `at` may be the subject of a verb there.
fn subject(words: &[Word], at: usize, third: bool) -> bool {
    match words[at - 1].class {
        Class::Name | Class::Pronoun => true,
        Class::Noun => third || words[at - 1].entry.classes.any(Classes::PEOPLE),
        // "the government hopes": an adjective behind an article that no noun follows is one.
        Class::Adjective => third && at > 1 && words[at - 2].class == Class::Determiner,
        // "The two think"
        Class::Determiner | Class::Number => at > 1 && words[at - 2].class == Class::Determiner && !third,
        _ => false,
    }
}

/// Whether the clause has its finite verb before `at`.
fn has_finite(words: &[Word], at: usize) -> bool {
    words[at.saturating_sub(REACH)..at]
        .iter()
        .rev()
        .take_while(|w| {
            !matches!(
                w.class,
                Class::Comma
                    | Class::Semicolon
                    | Class::Colon
                    | Class::Dash
                    | Class::Quote
                    | Class::Subordinator
                    | Class::Relative
                    | Class::Coordinator
            )
        })
        .any(|w| finite(w.class))
}

fn finite(class: Class) -> bool {
    matches!(class, Class::Verb(Form::Past | Form::Third) | Class::Modal | Class::Be | Class::Have)
}

/// Whether *that* opens a clause at `at`.
fn that(words: &[Word], at: usize) -> bool {
    let entry = words.get(at).map(|w| w.entry.classes);
    let both = Classes::RELATIVE.with(Classes::SUBORDINATOR);
    entry.is_some_and(|e| e.any(both) && e.any(Classes::DETERMINER))
        && matches!(
            words[at].class,
            Class::Subordinator | Class::Relative | Class::Pronoun | Class::Determiner
        )
}

/// Whether a comma or a quotation sets off the words before `at`: "S, the paper reports".
fn set_off(words: &[Word], at: usize) -> bool {
    words[..at]
        .iter()
        .rev()
        .take(8)
        .find(|w| {
            !w.class.is_nominal()
                && !matches!(w.class, Class::Determiner | Class::Adjective | Class::Joint | Class::Possessive)
        })
        .is_some_and(|w| matches!(w.class, Class::Comma | Class::Quote))
}
