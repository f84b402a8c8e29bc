//! The lattice: the classes of the open-class words of a sentence, chosen together at the least cost.
//!
//! A word such as "keeps" or "support" may be a noun or a verb, and "pledged" a past tense, a participle or an
//! adjective. Which it is hangs on its neighbours *and* on the clause: a clause has one finite verb, and a
//! subject that no preposition governs comes before it. So each word offers its candidates, each pair of
//! neighbours and each clause has a cost, and the cheapest way through is taken (Viterbi, "Error bounds for
//! convolutional codes", 1967). The costs are written by hand, in tenths of a nat or so; nothing is learnt.
//! Closed-class words are not decided here: they are given. Linear in the sentence, with a bounded number
//! of states a word.

use super::class::{Class, Form};
use super::costs::{link, unlikely};

/// A class that a word may have, with what that costs before its neighbours are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub class: Class,
    pub cost: i32,
}

/// What the lattice knows of one word.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The classes it may have; one for a closed-class word.
    pub candidates: [Option<Candidate>; MOST_CANDIDATES],
    /// Whether a verb here takes a clause without *that*.
    pub speaks: bool,
    /// Number of a noun, name or pronoun.
    pub number: Number,
    /// Whether a form of *be*, *have* or *do* here can be finite.
    pub finite: bool,
    /// Whether the word is *by*.
    pub by: bool,
}

/// The most classes that one word offers.
pub(super) const MOST_CANDIDATES: usize = 5;

/// Grammatical number, as far as the form shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Number {
    /// Either, or it does not matter.
    #[default]
    Either,
    Singular,
    Plural,
}

/// How far a clause is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    /// It still needs a finite verb.
    Open,
    /// It has one.
    Done,
    /// It may take another: behind a conjunction or a verb of saying.
    Free,
    /// It may take another behind a bare comma, best with a subject of its own.
    Loose,
}

/// Whether the clause has named what can be its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    None,
    /// Only what a preposition governs.
    Governed,
    Named,
}

/// A clause that was interrupted by a subordinate one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Outer {
    progress: Progress,
    /// Whether its subject stands already.
    named: bool,
}

#[derive(Clone, Copy, Debug)]
struct State {
    /// The class taken for this word.
    taken: Class,
    /// The class of the last word that is no adverb or denial.
    class: Class,
    number: Number,
    progress: Progress,
    /// The clause that goes on behind a subordinate one.
    outer: Option<Outer>,
    subject: Subject,
    cost: i32,
    node: u32,
}

impl State {
    fn same_place(&self, other: &State) -> bool {
        self.class == other.class
            && self.number == other.number
            && self.progress == other.progress
            && self.outer == other.outer
            && self.subject == other.subject
    }
}

/// The most states that are kept a word.
const MOST_STATES: usize = 20;

/// The cheapest classes for the words at `places`.
pub(super) fn cheapest(places: &[Place]) -> Vec<Class> {
    // Each node: the node before, and the class taken.
    let mut nodes: Vec<(u32, Class)> = Vec::with_capacity(places.len() * 4);
    let mut states = vec![State {
        taken: Class::Stop,
        class: Class::Stop,
        number: Number::Either,
        progress: Progress::Open,
        outer: None,
        subject: Subject::None,
        cost: 0,
        node: u32::MAX,
    }];
    let mut next: Vec<State> = Vec::with_capacity(MOST_STATES * 2);
    for (at, place) in places.iter().enumerate() {
        next.clear();
        for candidate in place.candidates.iter().flatten() {
            let own = candidate.cost + unlikely(places, at, candidate.class);
            for state in &states {
                step(state, place, candidate.class, state.cost + own, &mut next);
            }
        }
        next.sort_by_key(|s| s.cost);
        next.truncate(MOST_STATES);
        for state in &mut next {
            nodes.push((state.node, state.taken));
            state.node = nodes.len() as u32 - 1;
        }
        std::mem::swap(&mut states, &mut next);
    }
    let best = states.iter().min_by_key(|s| s.cost + ending(s)).map_or(u32::MAX, |s| s.node);
    let mut classes = vec![Class::Other; places.len()];
    let mut node = best;
    for slot in classes.iter_mut().rev() {
        let Some(&(before, class)) = nodes.get(node as usize) else { break };
        *slot = class;
        node = before;
    }
    classes
}

/// Adds the states that `state` leads to where the word at `place` is taken as `class`.
fn step(state: &State, place: &Place, class: Class, cost: i32, next: &mut Vec<State>) {
    let mut to = State { taken: class, cost, ..*state };
    if matches!(class, Class::Adverb | Class::Negation) {
        return keep(next, to);
    }
    to.cost += link(state.class, state.number, class);
    // "Insisted that Ukraine hand over": a base form behind a conjunction may be a subjunctive.
    let subjunctive = class == Class::Verb(Form::Base)
        && to.outer.is_some()
        && to.progress == Progress::Open
        && matches!(state.class, Class::Noun | Class::Name);
    if subjunctive {
        to.cost -= 10;
    }
    // "Nor does it replace": the auxiliary waits for its verb behind the subject.
    if class == Class::Pronoun && matches!(state.class, Class::Do | Class::Modal) {
        return keep(next, to);
    }
    to.class = class;
    to.number = joined(state, class).unwrap_or(place.number);
    match class {
        Class::Noun | Class::Name | Class::Pronoun | Class::Number if to.subject == Subject::None => {
            to.subject = Subject::Named;
        }
        Class::Preposition if to.subject == Subject::None => to.subject = Subject::Governed,
        Class::Subordinator | Class::Relative => {
            if to.outer.is_none() {
                let named = state.subject == Subject::Named;
                to.outer = Some(Outer { progress: state.progress, named });
            }
            to.progress = Progress::Open;
            to.subject = if class == Class::Relative { Subject::Named } else { Subject::None };
        }
        Class::Coordinator | Class::Comma | Class::Dash | Class::Bracket => {
            if let Some(outer) = to.outer
                && to.progress != Progress::Open
            {
                keep(next, behind(&to, outer, class));
            }
            if class == Class::Coordinator && matches!(to.progress, Progress::Done | Progress::Loose) {
                to.progress = Progress::Free;
            } else if to.progress == Progress::Done {
                to.progress = Progress::Loose;
                to.subject = Subject::None;
            }
            if to.subject == Subject::Governed {
                to.subject = Subject::None;
            }
        }
        Class::Quote if to.progress == Progress::Done => to.progress = Progress::Free,
        Class::Semicolon | Class::Colon | Class::Stop => {
            to.cost += ending(&to);
            to.progress = Progress::Open;
            to.outer = None;
            to.subject = Subject::None;
        }
        Class::Verb(_) | Class::Be | Class::Have | Class::Do | Class::Modal => {
            if is_finite(state.class, class, place) {
                finite(&mut to, state.class);
            }
            if place.speaks && to.progress == Progress::Done {
                to.progress = Progress::Free;
                to.subject = Subject::None;
            } else if to.subject == Subject::Governed {
                to.subject = Subject::None;
            }
        }
        _ => {}
    }
    keep(next, to);
}

/// The state in which a subordinate clause is over and the clause outside goes on.
fn behind(state: &State, outer: Outer, class: Class) -> State {
    let mut to = State { outer: None, ..*state };
    match outer.progress {
        // "The talks, which began on Monday, ended": the subject waits for its verb as behind a pronoun.
        Progress::Open => {
            to.progress = Progress::Open;
            to.subject = if outer.named { Subject::Named } else { Subject::None };
            if outer.named {
                to.class = Class::Relative;
            }
        }
        _ => {
            to.progress = if class == Class::Coordinator { Progress::Free } else { Progress::Loose };
            to.subject = Subject::None;
        }
    }
    if class == Class::Coordinator {
        to.cost += 4;
    }
    to
}

/// "Britain and France pledge": a noun phrase behind a noun and its conjunction is plural with it.
fn joined(state: &State, class: Class) -> Option<Number> {
    let nominal = matches!(state.class, Class::Noun | Class::Name);
    let inside = matches!(state.class, Class::Coordinator | Class::Determiner | Class::Adjective);
    let goes_on = matches!(class, Class::Noun | Class::Name | Class::Determiner | Class::Adjective);
    let plural =
        (class == Class::Coordinator && nominal) || (inside && goes_on && state.number == Number::Plural);
    plural.then_some(Number::Plural)
}

/// Keeps the cheaper of two states that lead on alike.
fn keep(next: &mut Vec<State>, state: State) {
    match next.iter_mut().find(|s| s.taken == state.taken && s.same_place(&state)) {
        Some(known) if known.cost <= state.cost => {}
        Some(known) => *known = state,
        None => next.push(state),
    }
}

/// Whether a verb of this class behind `before` is the finite verb of its clause.
fn is_finite(before: Class, class: Class, place: &Place) -> bool {
    let chained = matches!(before, Class::To | Class::Modal | Class::Do | Class::Be | Class::Have);
    match class {
        Class::Verb(Form::Third | Form::Past) | Class::Modal => true,
        Class::Verb(Form::Base) => !chained && !matches!(before, Class::Verb(_)),
        Class::Be | Class::Have | Class::Do => place.finite && !chained,
        _ => false,
    }
}

/// Takes note of a finite verb.
fn finite(to: &mut State, before: Class) {
    match to.progress {
        Progress::Open if to.subject == Subject::Named => {}
        Progress::Open if to.subject == Subject::Governed => to.cost += 12,
        Progress::Open => to.cost += 8,
        Progress::Free => {}
        Progress::Loose if to.subject == Subject::Named => to.cost += 1,
        Progress::Loose => to.cost += 6,
        // "The weapons it transfers": a relative clause without its pronoun.
        Progress::Done if before == Class::Pronoun => to.cost += 3,
        Progress::Done => match to.outer.take() {
            // "The pact that it signed treats": the clause outside goes on.
            Some(outer) if outer.progress != Progress::Done => to.cost += 3,
            _ => to.cost += 22,
        },
    }
    to.progress = Progress::Done;
}

/// What it costs to end a clause here.
fn ending(state: &State) -> i32 {
    let open = |p: Progress| if p == Progress::Open { 16 } else { 0 };
    open(state.progress) + state.outer.map_or(0, |o| open(o.progress))
}
