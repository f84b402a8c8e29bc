//! Verbs as cues before what they report: `X said that S`, `X wants to`, `X criticised Y`.

use super::complement::{complement, content_over};
use super::content::{self, Extent};
use super::passive;
use super::source;
use super::view::View;
use super::{Draft, Kind};
use crate::claim::reading::{Class, Form};
use crate::lexicon::Classes;
use crate::lexicon::reporting::Takes;
use std::ops::Range;

/// A reporting verb met in the sentence.
#[derive(Clone)]
pub(super) struct Met {
    /// The full verb.
    pub head: usize,
    /// The group: auxiliaries to particles.
    pub group: Range<usize>,
    pub form: Form,
    pub passive: bool,
    pub infinitive: bool,
    /// A participle without an auxiliary.
    pub bare: bool,
    pub takes: Takes,
}

/// The reporting verb at `at`, if there is one.
pub(super) fn met(view: &View, at: usize) -> Option<Met> {
    let (form, lemma) = match view.class(at) {
        Class::Verb(form) => (form, view.words[at].lemma),
        // "supporters stand by him": a word that may be a noun is a verb where its own particle follows.
        Class::Noun if behind_subject(view, at) => {
            let entry = view.words[at].entry;
            let form = if entry.classes.any(Classes::THIRD) { Form::Third } else { Form::Base };
            let particle = view
                .lexicon
                .verbs(entry.lemma)
                .iter()
                .any(|v| !v.rest.is_empty() && v.rest[0] == view.key(at + 1));
            if entry.lemma == 0 || !particle {
                return None;
            }
            (form, entry.lemma)
        }
        _ => return None,
    };
    let list = view.lexicon.verbs(lemma);
    let gap = view.skip_adverbs(at + 1) - (at + 1);
    let (verb, end) = list.iter().find_map(|v| {
        // "talks freely of": adverbs may stand before the particle.
        let gap = if v.rest.is_empty() || view.key(at + 1) == v.rest[0] { 0 } else { gap };
        let end = at + 1 + gap + v.rest.len();
        let fits = end <= view.end
            && v.rest.iter().enumerate().all(|(n, &k)| view.key(at + 1 + gap + n) == k)
            // "agreed to a plan", but not "agreed to pay".
            && (v.rest.is_empty() || view.class(end - 1) != Class::To);
        fits.then_some((v, end))
    })?;
    let start = source::group_start(view, at);
    let has = |class: Class| (start..at).any(|i| view.class(i) == class);
    // "she's said the same thing": what looks like *is* stands for *has* where an object follows.
    let contracted = (start..at).any(|i| matches!(view.text(i), "'s" | "’s"))
        && matches!(view.class(end), Class::Determiner | Class::Name | Class::Pronoun)
        && !verb.takes.predicate;
    let passive = form == Form::PastParticiple && has(Class::Be) && !contracted;
    let perfect = form == Form::PastParticiple && (contracted || has(Class::Have) && !has(Class::Be));
    let infinitive = view.class(start) == Class::To;
    let bare = match form {
        Form::PresentParticiple => !has(Class::Be),
        Form::PastParticiple => !passive && !perfect,
        Form::Base => {
            !(has(Class::Modal) || has(Class::Do) || infinitive || view.is_finite(at) || shares(view, start))
        }
        _ => false,
    };
    Some(Met { head: at, group: start..end, form, passive, infinitive, bare, takes: verb.takes })
}

/// Whether what stands before `at`, adverbs passed over, may be the subject of a verb there.
fn behind_subject(view: &View, at: usize) -> bool {
    let mut before = at;
    while before > view.start && view.class(before - 1) == Class::Adverb {
        before -= 1;
    }
    before > view.start && view.is_nominal(before - 1)
}

/// "will oppose X and support Y": a base form behind a coordinator.
fn shares(view: &View, start: usize) -> bool {
    start > view.start && view.class(start - 1) == Class::Coordinator
}

pub(super) fn kind(met: &Met) -> Kind {
    if met.takes.quote || met.takes.clause && met.takes.addressee {
        Kind::Speech
    } else if met.takes.clause || met.takes.subject || met.takes.to {
        Kind::Thought
    } else {
        Kind::Attitude
    }
}

/// A cue before what it reports; `earlier` are the drafts of the sentence so far.
pub(super) fn forward(view: &View, met: &Met, barrier: usize, earlier: &[Draft]) -> Option<Draft> {
    let behind = met.group.end;
    if met.takes.subject && !met.infinitive {
        let subject = source::before(view, met.group.start);
        let next = view.skip_adverbs(behind);
        // "appeared with her sister" tells where somebody was.
        let place = view.class(next) == Class::Preposition && !view.is(next, "like") && !view.is(next, "as");
        if content_over(view, next) || place {
            return None;
        }
        let mut draft = Draft {
            source: None,
            cue: met.group.clone(),
            content: Vec::new(),
            nested: false,
            kind: kind(met),
        };
        draft.content = content::around(
            view,
            subject.filter(|r| !(r.len() == 1 && view.is(r.start, "it"))),
            next,
            barrier,
        );
        return (!draft.content.is_empty()).then_some(draft);
    }
    if let Some(draft) = fronted_as(view, met) {
        return Some(draft);
    }
    if met.passive {
        return passive::full(view, met, barrier);
    }
    if met.bare
        && met.form == Form::PastParticiple
        && let Some(draft) = passive::reduced(view, met, barrier)
    {
        return Some(draft);
    }
    let barrier = subordinate_end(view, met).map_or(barrier, |end| end.min(barrier));
    let barrier = parallel(view, met).map_or(barrier, |end| end.min(barrier));
    let evidence = met.takes.clause
        && source::before(view, met.group.start).is_some_and(|s| {
            s.into_iter().any(|i| view.class(i) == Class::Noun && view.lexicon.is_frame(view.key(i)))
        });
    let met = &Met { takes: Takes { object: met.takes.object || evidence, ..met.takes }, ..met.clone() };
    let Some((content, extent_start)) = complement(view, met, barrier) else {
        if let Some(draft) = announcing(view, met) {
            return Some(draft);
        }
        return extracted(view, met, barrier).or_else(|| stranded(view, met));
    };
    let source = subject(view, met, earlier);
    if source.is_none() && (met.form == Form::Base || met.infinitive) {
        return None;
    }
    let mut cue = catenative(view, met)..met.group.end;
    if let Some(start) = issued(view, met) {
        cue.start = start;
        let source = source::before(view, start).or(source);
        return Some(Draft { source, cue, content: vec![content], nested: false, kind: Kind::Speech });
    }
    if view.class(extent_start.saturating_sub(1)) == Class::Colon
        && extent_start > 0
        && extent_start - 1 == cue.end
    {
        cue.end = extent_start;
    }
    Some(Draft { source, cue, content: vec![content], nested: false, kind: kind(met) })
}

/// The coordinator behind which a verb of the same form goes on: "blasting X and calling Y".
fn parallel(view: &View, met: &Met) -> Option<usize> {
    let alike = |class: Class| {
        if met.infinitive { class == Class::To } else { class == Class::Verb(Form::PresentParticiple) }
    };
    if !met.infinitive && met.form != Form::PresentParticiple {
        return None;
    }
    for i in met.group.end..view.end {
        if view.quote_of[i].is_none() && view.class(i) == Class::Coordinator {
            return alike(view.class(view.skip_adverbs(i + 1))).then_some(i);
        }
        if alike(view.class(i)) {
            return None;
        }
    }
    None
}

/// `As X put it, S`: what is said follows the comma.
fn fronted_as(view: &View, met: &Met) -> Option<Draft> {
    let source = source::before(view, met.group.start)?;
    let opener = source.start.checked_sub(1).filter(|&i| i >= view.start && view.is(i, "as"))?;
    if opener > view.start && view.class(opener - 1) != Class::Coordinator
        || !(met.takes.clause || met.takes.quote)
    {
        return None;
    }
    let comma = (met.group.end..view.end.min(met.group.end + 16))
        .find(|&i| view.class(i) == Class::Comma && view.quote_of[i].is_none())?;
    let content = content::right(view, comma + 1, Extent::Clause, view.end)?;
    Some(Draft {
        source: Some(source),
        cue: met.group.clone(),
        content: vec![content],
        nested: false,
        kind: Kind::Speech,
    })
}

/// `X said:` at the end of its paragraph: what is said begins in the next one, and is filled in later.
fn announcing(view: &View, met: &Met) -> Option<Draft> {
    let clause = met.takes.clause || met.takes.quote;
    if !clause || met.infinitive || view.class(view.end - 1) != Class::Colon || view.end - met.group.end > 12
    {
        return None;
    }
    let source = source::before(view, met.group.start)?;
    let cue = met.group.start..if met.group.end + 1 == view.end { view.end } else { met.group.end };
    Some(Draft { source: Some(source), cue, content: Vec::new(), nested: false, kind: Kind::Speech })
}

/// Where a subordinate clause in the middle of a sentence ends that holds the cue: "and while he said S, T".
fn subordinate_end(view: &View, met: &Met) -> Option<usize> {
    const OPENERS: [&str; 10] =
        ["while", "although", "though", "if", "when", "because", "since", "whereas", "once", "after"];
    let source = source::before(view, met.group.start)?;
    let opener = source.start.checked_sub(1).filter(|&i| i > view.start)?;
    if view.class(opener) != Class::Subordinator || !OPENERS.iter().any(|w| view.is(opener, w)) {
        return None;
    }
    let clause_before = (view.start..opener).any(|i| view.is_finite(i));
    let behind_comma =
        matches!(view.class(opener - 1), Class::Comma | Class::Coordinator | Class::Dash | Class::Quote);
    // Behind a finished clause the subordinate one runs to the end of the sentence.
    if clause_before && !(behind_comma && view.class(opener - 1) == Class::Coordinator) {
        return None;
    }
    (met.group.end..view.end).find(|&i| {
        view.class(i) == Class::Comma && view.quote_of[i].is_none() && source::clause_ahead(view, i + 1)
    })
}

/// `a price that she said is fair`, `what he calls for will come`: the pronoun before the source is the
/// subject of what is said.
fn extracted(view: &View, met: &Met, barrier: usize) -> Option<Draft> {
    let next = view.skip_adverbs(met.group.end);
    if !met.takes.clause || met.bare || met.infinitive || next >= view.end || !view.is_finite(next) {
        return None;
    }
    let source = source::before(view, met.group.start)?;
    let mut pronoun = source.start.checked_sub(1).filter(|&i| i >= view.start)?;
    while pronoun > view.start && view.class(pronoun) == Class::Adverb {
        pronoun -= 1;
    }
    if !(view.class(pronoun) == Class::Relative
        || ["what", "which", "who", "that", "whom"].iter().any(|w| view.is(pronoun, w)))
    {
        return None;
    }
    // A relative clause set off by commas ends with the second one.
    let set_off = pronoun > view.start && view.class(pronoun - 1) == Class::Comma;
    let end = (next..barrier.min(view.end))
        .find(|&i| set_off && view.class(i) == Class::Comma && view.is_finite(view.skip_adverbs(i + 1)));
    let barrier = end.unwrap_or(barrier);
    let content = content::right(view, next, Extent::Clause, barrier)?;
    Some(Draft {
        source: Some(source),
        cue: met.group.clone(),
        content: vec![pronoun..pronoun + 1, content],
        nested: false,
        kind: kind(met),
    })
}

/// Where the cue begins if its infinitive hangs on the verb or adjective right before: "tried to press",
/// "is likely to stress".
fn catenative(view: &View, met: &Met) -> usize {
    let start = met.group.start;
    let Some(before) = start.checked_sub(1).filter(|&i| met.infinitive && i >= view.start) else {
        return start;
    };
    match view.class(before) {
        Class::Verb(_) => source::group_start(view, before),
        Class::Adjective | Class::Adverb
            if before > view.start && view.class(before - 1) == Class::Be
                || before > view.start + 1
                    && matches!(view.class(before - 1), Class::Adverb | Class::Negation)
                    && view.class(before - 2) == Class::Be =>
        {
            let be = (view.start..before).rev().find(|&i| view.class(i) == Class::Be);
            be.map_or(start, |be| source::group_start(view, be))
        }
        _ => start,
    }
}

/// `issued a statement saying S`: where the whole cue begins, if the participle hangs on such a noun.
fn issued(view: &View, met: &Met) -> Option<usize> {
    if met.form != Form::PresentParticiple || !met.bare {
        return None;
    }
    let from = view.start.max(met.head.saturating_sub(14));
    let noun = (from..met.head).rev().find(|&i| {
        ["statement", "letter", "message", "release", "memo", "email", "tweet", "petition"]
            .iter()
            .any(|w| view.is(i, w))
    })?;
    let verb = (from..noun).rev().find(|&i| view.is_finite(i))?;
    let close = noun - verb <= 5
        && (met.head - noun <= 1 || view.class(met.head - 1) != Class::Comma || met.head - noun <= 10);
    (close && matches!(view.class(verb), Class::Verb(Form::Past | Form::Third)))
        .then(|| source::group_start(view, verb))
}

/// `a plan the mayor has criticised`: what is meant stands before the subject.
fn stranded(view: &View, met: &Met) -> Option<Draft> {
    let next = view.skip_adverbs(met.group.end);
    if !met.takes.object || met.bare || met.infinitive || !(content_over(view, next) || view.is_time(next)) {
        return None;
    }
    let source = source::before(view, met.group.start)?;
    let mut end = source.start;
    let which = end > view.start && ["which", "what", "whom"].iter().any(|w| view.is(end - 1, w));
    if which && (view.is(end - 1, "what") || end > view.start + 1 && view.class(end - 2) == Class::Comma) {
        let pronoun = end - 1..end;
        return Some(Draft {
            source: Some(source),
            cue: met.group.clone(),
            content: vec![pronoun],
            nested: false,
            kind: kind(met),
        });
    }
    if end > view.start && view.class(end - 1) == Class::Relative {
        end -= 1;
    }
    if end <= view.start || !view.is_nominal(end - 1) {
        return None;
    }
    let content = source::before(view, end)?;
    Some(Draft {
        source: Some(source),
        cue: met.group.clone(),
        content: vec![content],
        nested: false,
        kind: kind(met),
    })
}

/// Who speaks: the subject of the verb, or the one it shares with a verb before it.
fn subject(view: &View, met: &Met, earlier: &[Draft]) -> Option<Range<usize>> {
    let start = met.group.start;
    let low = view.start;
    let before = start.checked_sub(1).filter(|&i| i >= low);
    let shared = || {
        earlier
            .iter()
            .filter(|d| d.source.is_some() && d.cue.start >= low && d.cue.start < start)
            .filter(|d| view.quote_of[d.cue.start] == view.quote_of[start])
            .max_by_key(|d| d.cue.start)
            .and_then(|d| d.source.clone())
            .or_else(|| source::first_subject(view, start))
    };
    let Some(before) = before else { return main_behind(view, start) };
    match view.class(before) {
        Class::Coordinator => shared(),
        _ if met.bare
            && view.class(view.start.max(before)) != Class::Comma
            && main_behind(view, start).is_some() =>
        {
            main_behind(view, start)
        }
        _ if met.infinitive || met.form == Form::PresentParticiple && met.bare => match view.class(before) {
            class if class.is_nominal() && !met.infinitive => source::before(view, start).or_else(shared),
            class if class.is_nominal() => controlled(view, start).or_else(shared),
            _ => shared(),
        },
        Class::Relative => {
            // "Lee, who said": the pronoun is the source.
            Some(before..before + 1)
        }
        _ => source::before(view, start),
    }
}

/// `for Bush to back X`, `forced her to admit`, `nations to sign`: who is to do what the infinitive at `start` says.
fn controlled(view: &View, start: usize) -> Option<Range<usize>> {
    let mut object = source::before(view, start)?;
    if let Some(split) = object.clone().rev().find(|&i| view.is(i, "for")) {
        object.start = split + 1;
    }
    let before = object.start.checked_sub(1).filter(|&i| i >= view.start)?;
    let person = (object.clone()).any(|i| view.class(i) == Class::Name || view.may(i, Classes::PEOPLE))
        || view.class(object.start) == Class::Pronoun;
    let governed = view.is(before, "for") || matches!(view.class(before), Class::Verb(_));
    (governed && person).then_some(object)
}

/// The subject behind a fronted participle: "Noting the cost, Lee", "By offering it, Lee".
fn main_behind(view: &View, start: usize) -> Option<Range<usize>> {
    if start > view.start + 2
        || view.class(start) == Class::Pronoun
        || (view.start..start).any(|i| view.is_nominal(i))
    {
        return None;
    }
    let comma = (start..view.end).find(|&i| view.class(i) == Class::Comma && view.quote_of[i].is_none())?;
    let verb = (comma + 1..view.end.min(comma + 16)).find(|&i| view.is_finite(i))?;
    let source = source::before(view, source::group_start(view, verb))?;
    (source.start > comma).then_some(source)
}
