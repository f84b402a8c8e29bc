//! What it costs that one class of word follows another: the grammar of the lattice.
//!
//! Costs are in tenths of a nat or so, by judgement: 0 is what prose is full of, 20 is rare, 60 is as good
//! as never.

use super::class::{Class, Form};
use super::lattice::{Number, Place};

/// As good as never.
const NEVER: i32 = 60;

/// The cost of `class` right behind `before`, adverbs and denials passed over.
pub(super) fn link(before: Class, before_number: Number, class: Class) -> i32 {
    match class {
        Class::Noun => noun(before),
        Class::Name => name(before),
        Class::Adjective => adjective(before),
        Class::Verb(Form::Base) => base(before, before_number),
        Class::Verb(Form::Third) => third(before, before_number),
        Class::Verb(Form::Past) => past(before),
        Class::Verb(Form::PastParticiple) => past_participle(before),
        Class::Verb(Form::PresentParticiple) => present_participle(before),
        _ => closed(before, class),
    }
}

fn noun(before: Class) -> i32 {
    match before {
        Class::Determiner | Class::Adjective | Class::Number | Class::Possessive | Class::Joint => 0,
        Class::Preposition => 3,
        Class::Noun => 5,
        Class::Name => 7,
        Class::Verb(_) => 6,
        Class::Have => 8,
        Class::Be => 12,
        Class::To | Class::Modal => NEVER,
        Class::Do => 25,
        Class::Pronoun => 40,
        Class::Relative => 15,
        _ => 6,
    }
}

fn name(before: Class) -> i32 {
    match before {
        Class::Noun | Class::Pronoun => 10,
        Class::To | Class::Modal => 30,
        _ => 2,
    }
}

fn adjective(before: Class) -> i32 {
    match before {
        Class::Determiner | Class::Be => 2,
        Class::Possessive | Class::Number => 4,
        Class::Adjective | Class::Joint => 5,
        Class::Preposition | Class::Coordinator | Class::Comma => 8,
        Class::Verb(_) => 8,
        Class::Have => 10,
        Class::Noun | Class::Name => 18,
        Class::Pronoun => 16,
        Class::To | Class::Modal => NEVER,
        Class::Do => 30,
        _ => 9,
    }
}

fn base(before: Class, number: Number) -> i32 {
    match before {
        Class::To | Class::Modal | Class::Do => 0,
        Class::Pronoun if number == Number::Plural => 0,
        Class::Pronoun if number == Number::Singular => 45,
        Class::Pronoun => 12,
        Class::Relative => 4,
        Class::Noun if number == Number::Plural => 4,
        Class::Noun => 40,
        Class::Name if number == Number::Plural => 6,
        Class::Name => 26,
        Class::Coordinator => 8,
        Class::Comma | Class::Stop | Class::Quote | Class::Bracket | Class::Dash | Class::Colon => 14,
        Class::Other => 8,
        Class::Verb(_) => 25,
        Class::Number => 30,
        _ => NEVER,
    }
}

fn third(before: Class, number: Number) -> i32 {
    match before {
        Class::Relative => 0,
        Class::Pronoun if number == Number::Plural => NEVER,
        Class::Pronoun => 0,
        Class::Name if number == Number::Plural => 8,
        Class::Name => 2,
        Class::Noun if number == Number::Plural => 40,
        Class::Noun => 4,
        Class::Coordinator => 7,
        Class::Comma | Class::Bracket | Class::Quote | Class::Dash | Class::Other => 10,
        Class::Number => 25,
        Class::Stop => 40,
        Class::Verb(_) | Class::Adjective => 40,
        Class::Subordinator => 30,
        _ => NEVER,
    }
}

fn past(before: Class) -> i32 {
    match before {
        Class::Relative | Class::Pronoun => 0,
        Class::Name => 2,
        Class::Noun => 4,
        Class::Coordinator => 7,
        Class::Comma | Class::Bracket | Class::Quote | Class::Dash | Class::Other => 10,
        Class::Number => 14,
        Class::Stop => 30,
        Class::Verb(_) | Class::Adjective => 35,
        Class::Subordinator => 30,
        _ => NEVER,
    }
}

fn past_participle(before: Class) -> i32 {
    match before {
        Class::Be | Class::Have => 0,
        Class::Noun => 9,
        Class::Name => 16,
        Class::Subordinator => 8,
        Class::Comma
        | Class::Coordinator
        | Class::Stop
        | Class::Quote
        | Class::Dash
        | Class::Bracket
        | Class::Other => 10,
        Class::Verb(_) => 14,
        Class::Pronoun => 22,
        Class::Number => 18,
        Class::Joint => 30,
        Class::Adjective => 20,
        _ => NEVER,
    }
}

fn present_participle(before: Class) -> i32 {
    match before {
        Class::Be => 0,
        Class::Preposition => 2,
        Class::Subordinator | Class::Verb(_) => 4,
        Class::Comma | Class::Coordinator | Class::Stop | Class::Quote | Class::Dash | Class::Other => 5,
        Class::Noun => 8,
        Class::Name | Class::Pronoun => 13,
        Class::Joint => 10,
        Class::Possessive => 14,
        Class::Adjective | Class::Number => 24,
        Class::Determiner => 30,
        _ => 40,
    }
}

/// What a closed-class word or a mark says of the word before it.
fn closed(before: Class, class: Class) -> i32 {
    let nominal = matches!(before, Class::Noun | Class::Name);
    match class {
        Class::Determiner if nominal => 16,
        Class::Determiner if before == Class::Adjective => 22,
        Class::Pronoun if nominal => 12,
        Class::Pronoun if before == Class::Adjective => 22,
        Class::Number if nominal => 12,
        Class::Number if before == Class::Adjective => 10,
        Class::Be | Class::Have | Class::Do | Class::Modal if before == Class::Adjective => 20,
        Class::Be | Class::Have | Class::Do | Class::Modal if matches!(before, Class::Verb(_)) => 22,
        Class::Preposition if before == Class::Adjective => 6,
        Class::Preposition if matches!(before, Class::Verb(_)) => 2,
        Class::Comma | Class::Stop | Class::Semicolon if matches!(before, Class::Verb(_)) => 8,
        Class::Comma | Class::Stop | Class::Semicolon if before == Class::Adjective => 5,
        Class::Coordinator if matches!(before, Class::Verb(_)) => 8,
        Class::Coordinator if before == Class::Adjective => 5,
        Class::Possessive if matches!(before, Class::Verb(_) | Class::Adjective) => NEVER,
        Class::Joint if matches!(before, Class::Verb(_)) => 14,
        Class::Subordinator if nominal => 3,
        _ => 0,
    }
}

/// What speaks against a class by what stands behind the word at `at`.
pub(super) fn unlikely(places: &[Place], at: usize, class: Class) -> i32 {
    let next = places.get(at + 1);
    let nominal = next.is_some_and(|p| {
        p.candidates.iter().flatten().any(|c| {
            matches!(c.class, Class::Noun | Class::Name | Class::Adjective | Class::Number | Class::Joint)
        })
    });
    match class {
        // "The proposed force", but "the force proposed by".
        Class::Adjective if at > 0 && !nominal && participle(&places[at]) => 14,
        Class::Verb(Form::Past) if next.is_some_and(|p| p.by) => 9,
        _ => 0,
    }
}

fn participle(place: &Place) -> bool {
    place
        .candidates
        .iter()
        .flatten()
        .any(|c| matches!(c.class, Class::Verb(Form::PastParticiple | Form::PresentParticiple)))
}
