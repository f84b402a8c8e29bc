//! The candidates of a word: the classes it may have, before its neighbours are asked.

use super::class::{Class, Form};
use super::lattice::{Candidate, MOST_CANDIDATES, Number, Place};
use super::word::Reader;
use crate::lexicon::Classes;
use crate::split::{Shape, TokenKind};

/// What it costs a word of a legal form or capability to be a verb: "support" and "monitor" name things there.
const TOPIC_VERB: i32 = 12;

/// What it costs a noun for people to be a verb, unless a clause follows it ("states that").
const PEOPLE_VERB: i32 = 8;

/// Fills the candidates of one word, the first ones in the order given.
#[derive(Default)]
struct Choice {
    candidates: [Option<Candidate>; MOST_CANDIDATES],
    count: usize,
}

impl Choice {
    fn add(&mut self, class: Class, cost: i32) {
        if self.count < MOST_CANDIDATES {
            self.candidates[self.count] = Some(Candidate { class, cost });
            self.count += 1;
        }
    }
}

impl Reader<'_> {
    /// The place of the word at `at`, for which the first reading took `class`.
    pub(super) fn place(&self, at: usize, class: Class, headline: bool) -> Place {
        let entry = self.entries[at];
        let text = self.text(at);
        Place {
            candidates: self.candidates(at, class, headline).candidates,
            speaks: entry.classes.any(Classes::VERB) && self.speaks(at),
            number: number(text, class),
            finite: !["be", "been", "being", "having", "done", "doing"]
                .iter()
                .any(|w| text.eq_ignore_ascii_case(w)),
            by: text.eq_ignore_ascii_case("by"),
        }
    }

    fn candidates(&self, at: usize, class: Class, headline: bool) -> Choice {
        let mut choice = Choice::default();
        let token = &self.tokens[at];
        let classes = self.entries[at].classes;
        let open = matches!(class, Class::Noun | Class::Name | Class::Adjective | Class::Verb(_));
        let capital = token.is_capitalised() && at > 0 && !headline;
        if !open || self.hints[at].actor || capital || token.kind != TokenKind::Word {
            choice.add(class, 0);
            return choice;
        }
        // "The former Soviet states", "coalition forces": nouns for people are seldom verbs.
        let people = if classes.any(Classes::PEOPLE) { PEOPLE_VERB } else { 0 };
        let topic = if self.hints[at].topic { TOPIC_VERB } else { people };
        let name = token.is_capitalised() && at > 0;
        let noun = if name { Class::Name } else { Class::Noun };
        let noun_too = classes.any(Classes::NOUN_TOO);
        let text = self.text(at);
        if classes.any(Classes::ADJECTIVE) {
            choice.add(Class::Adjective, 0);
            if classes.any(Classes::BASE) {
                choice.add(Class::Verb(Form::Base), 8 + topic);
            }
            if classes.any(Classes::PAST.with(Classes::PAST_PARTICIPLE)) {
                choice.add(Class::Verb(Form::PastParticiple), 3 + topic);
                choice.add(Class::Verb(Form::Past), 3 + topic);
            }
            choice.add(noun, 7);
            return choice;
        }
        let base = classes.any(Classes::BASE);
        let past = classes.any(Classes::PAST);
        let participle = classes.any(Classes::PAST_PARTICIPLE);
        if classes.any(Classes::PRESENT_PARTICIPLE) || (classes.is_empty() && is_ing(text)) {
            let of = self.is(at + 1, "of");
            choice.add(Class::Verb(Form::PresentParticiple), topic + if of { 6 } else { 0 });
            choice.add(noun, if topic > 0 || of { 2 } else { 7 });
            choice.add(Class::Adjective, 6);
            return choice;
        }
        if past || participle || (classes.is_empty() && is_ed(text)) {
            let unknown = classes.is_empty();
            if past || unknown {
                choice.add(Class::Verb(Form::Past), topic);
            }
            if participle || unknown {
                choice.add(Class::Verb(Form::PastParticiple), topic);
                choice.add(Class::Adjective, if is_ed(text) || text.ends_with('n') { 3 } else { 12 });
            }
            // "cut", "put", "ground"
            if base {
                choice.add(Class::Verb(Form::Base), topic);
            }
            if noun_too {
                choice.add(noun, if base { 0 } else { 4 });
            }
            return choice;
        }
        if base {
            choice.add(Class::Verb(Form::Base), topic);
            choice.add(noun, if noun_too { 0 } else { 18 });
            return choice;
        }
        if classes.any(Classes::THIRD) {
            choice.add(Class::Verb(Form::Third), topic);
            choice.add(noun, if noun_too { 0 } else { 16 });
            return choice;
        }
        if matches!(class, Class::Verb(Form::Base)) {
            choice.add(class, 8);
            choice.add(noun, 0);
            return choice;
        }
        choice.add(noun, if class == Class::Adjective { 6 } else { 0 });
        if token.shape == Shape::Lower || at == 0 {
            choice.add(Class::Adjective, if class == Class::Adjective { 0 } else { 14 });
        }
        choice
    }

    /// Whether the sentence is set in capitals like a headline: then a capital makes no name.
    pub(super) fn is_headline(&self) -> bool {
        let long = || self.tokens.iter().filter(|t| t.kind == TokenKind::Word && t.span.len() > 3);
        let capitals = long().filter(|t| t.is_capitalised()).count();
        let all = long().count();
        all > 3 && capitals * 5 >= all * 4
    }
}

fn is_ed(text: &str) -> bool {
    text.len() > 4 && text.ends_with("ed")
}

fn is_ing(text: &str) -> bool {
    text.len() > 5 && text.ends_with("ing")
}

/// Bytes of the longest word that [`number`] lists.
const LONGEST_LISTED: usize = 12;

/// The word in small letters, without an allocation; empty where it is longer than any listed one.
fn lowered<'b>(text: &str, buffer: &'b mut [u8; LONGEST_LISTED]) -> &'b str {
    let Some(letters) = buffer.get_mut(..text.len()) else { return "" };
    letters.copy_from_slice(text.as_bytes());
    letters.make_ascii_lowercase();
    std::str::from_utf8(letters).unwrap_or("")
}

/// The number that the form of a noun or pronoun shows.
fn number(text: &str, class: Class) -> Number {
    let mut buffer = [0; LONGEST_LISTED];
    let lower = lowered(text, &mut buffer);
    let ends = |end: &str| {
        text.len()
            .checked_sub(end.len())
            .is_some_and(|at| text.as_bytes()[at..].eq_ignore_ascii_case(end.as_bytes()))
    };
    match class {
        Class::Pronoun | Class::Determiner => match lower {
            "he" | "she" | "it" | "this" | "that" | "everyone" | "everybody" | "nobody" | "someone"
            | "anyone" | "each" | "everything" | "nothing" | "something" | "one" => Number::Singular,
            "they" | "we" | "you" | "i" | "these" | "those" | "both" | "many" | "few" | "several"
            | "some" | "all" | "most" | "others" => Number::Plural,
            _ => Number::Either,
        },
        _ => match lower {
            "people" | "police" | "men" | "women" | "children" => Number::Plural,
            "states" | "nations" if class != Class::Name => Number::Plural,
            "media" | "government" | "military" | "team" | "staff" | "congress" | "forces"
            | "headquarters" | "aircraft" | "cent" | "percent" | "states" | "emirates" | "nations"
            | "majority" => Number::Either,
            _ if ends("s") && !ends("ss") && !ends("us") => Number::Plural,
            _ => Number::Singular,
        },
    }
}
