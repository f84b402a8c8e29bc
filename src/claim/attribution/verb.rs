//! Verbs as cues: `X said that S`, `"S," said X`, `X wants to`, `X criticised Y`, `Y is expected to`.

use super::content::{self, Extent};
use super::source;
use super::view::View;
use super::{Draft, Kind};
use crate::claim::reading::{Class, Form};
use crate::lexicon::Classes;
use crate::lexicon::reporting::Takes;
use std::ops::Range;

/// A reporting verb met in the sentence.
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
        Class::Noun if at > view.start && view.is_nominal(at - 1) => {
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
    let (verb, end) = list.iter().find_map(|v| {
        let end = at + 1 + v.rest.len();
        let fits = end <= view.end && v.rest.iter().enumerate().all(|(n, &k)| view.key(at + 1 + n) == k);
        fits.then_some((v, end))
    })?;
    let start = source::group_start(view, at);
    let has = |class: Class| (start..at).any(|i| view.class(i) == class);
    let passive = form == Form::PastParticiple && has(Class::Be);
    let perfect = form == Form::PastParticiple && has(Class::Have) && !has(Class::Be);
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

/// "will oppose X and support Y": a base form behind a coordinator.
fn shares(view: &View, start: usize) -> bool {
    start > view.start && view.class(start - 1) == Class::Coordinator
}

/// Position behind the phrases of time, place and medium that may stand between a verb and its content.
fn skip_setting(view: &View, from: usize) -> usize {
    let mut at = view.skip_adverbs(from);
    loop {
        if view.is_time(at) {
            at += 1;
            continue;
        }
        if view.class(at) == Class::Preposition && !view.is(at, "that") {
            let end = source::object_end(view, at + 1);
            if end <= at + 1 {
                return at;
            }
            // Only a setting if the content is still to come or nothing is left.
            at = end;
            continue;
        }
        return at;
    }
}

fn kind(met: &Met) -> Kind {
    if met.takes.quote && !met.takes.object || met.takes.clause && met.takes.addressee {
        Kind::Speech
    } else if met.takes.clause || met.takes.subject || met.takes.to {
        Kind::Thought
    } else {
        Kind::Attitude
    }
}

/// Whether nothing that could be content begins at `at`.
fn content_over(view: &View, at: usize) -> bool {
    at >= view.end
        || matches!(
            view.class(at),
            Class::Comma | Class::Stop | Class::Semicolon | Class::Dash | Class::Coordinator
        )
        || view.class(at) == Class::Bracket
        || view.class(at) == Class::Subordinator
            && ["when", "as", "after", "before", "while", "if", "because", "though", "although", "since"]
                .iter()
                .any(|w| view.is(at, w))
}

/// A cue set behind or into what it reports: `S, he said`, `"S," said X.`
pub(super) fn parenthetical(view: &View, met: &Met) -> Option<Draft> {
    if !(met.takes.clause || met.takes.quote)
        || met.passive
        || met.infinitive
        || met.bare && met.form != Form::PastParticiple
    {
        return None;
    }
    let before = met.group.start;
    let first = before.checked_sub(1).filter(|&i| i >= view.start)?;
    let quote_before = |at: usize| at > view.start && view.closing(at - 1).is_some();
    let comma_before =
        |at: usize| at > view.start && matches!(view.class(at - 1), Class::Comma | Class::Dash);
    let behind = view.skip_adverbs(met.group.end);

    // "S," said X
    if (quote_before(before) || view.class(first) == Class::Comma)
        && (view.is_nominal(behind) || matches!(view.class(behind), Class::Determiner | Class::Adjective))
        && !matches!(met.form, Form::Base | Form::PresentParticiple)
        && let Some(source) = source::after(view, behind, false)
        && (quote_before(before)
            || !source_before_comma(view, first)
                && !source::clause_ahead(view, behind)
                && source::before(view, before).is_none())
    {
        let content = content::left(view, before, view.start)?;
        let mut draft = Draft::new(Some(source.clone()), met.group.clone(), content);
        go_on(view, &mut draft, source.end);
        return Some(draft);
    }
    // S, X said
    let source = source::before(view, before)?;
    let opens = source.start > view.start && (comma_before(source.start) || quote_before(source.start));
    if !opens {
        return None;
    }
    let after = if met.takes.addressee {
        view.skip_adverbs(source::object_end(view, view.skip_adverbs(met.group.end)))
    } else {
        met.group.end
    };
    let rest = skip_setting(view, after);
    let quoted = quote_before(source.start) || view.quote_of[source.start - 1].is_some();
    let over = content_over(view, rest)
        || quoted && (view.class(rest) == Class::Preposition || view.class(after) == Class::Preposition);
    if !over
        || view.class(rest) == Class::Comma
            && view.opening(rest + 1).is_some()
            && !quoted
            && setting_first(view)
    {
        return None;
    }
    // "Still, he said, officials": what is before the comma is no clause of its own.
    let content = content::left(view, source.start, view.start)?;
    let mut draft = Draft::new(Some(source), met.group.clone(), content);
    go_on(view, &mut draft, rest);
    Some(draft)
}

/// Whether the sentence begins with a phrase of time or place, not with a subject.
fn setting_first(view: &View) -> bool {
    let first = view.start + usize::from(view.class(view.start) == Class::Coordinator);
    view.is_time(first)
        || matches!(
            view.class(first),
            Class::Preposition
                | Class::Adverb
                | Class::Subordinator
                | Class::Comma
                | Class::Verb(_)
                | Class::To
        )
}

/// Whether the words before the comma at `comma` are a subject: `X, said Y` hardly ever is.
fn source_before_comma(view: &View, comma: usize) -> bool {
    !(view.start..comma).any(|i| view.is_finite(i))
}

/// Adds what follows a cue in the middle: `"S," he said, "S"` and `S, he said, S`.
fn go_on(view: &View, draft: &mut Draft, from: usize) {
    let mut at = from;
    // Settings such as "in an interview" stand before the comma.
    while at < view.end.min(from + 14)
        && !matches!(view.class(at), Class::Comma | Class::Semicolon | Class::Dash | Class::Colon)
    {
        if view.opening(at).is_some() {
            break;
        }
        at += 1;
    }
    if at >= view.end {
        return;
    }
    let next = at
        + usize::from(matches!(view.class(at), Class::Comma | Class::Semicolon | Class::Dash | Class::Colon));
    if next >= view.end {
        return;
    }
    let joins = view
        .opening(next)
        .or_else(|| (view.class(next) == Class::Coordinator).then(|| view.opening(next + 1)).flatten());
    if joins.is_some() {
        if let Some(range) = content::right(view, next, Extent::Clause, view.end) {
            draft.content.push(range);
        }
        return;
    }
    let quoted = view.opening(draft.content[0].start).is_some();
    let continues = !quoted
        && view.class(at) == Class::Comma
        && !matches!(
            view.class(next),
            Class::Verb(Form::PresentParticiple | Form::PastParticiple)
                | Class::Coordinator
                | Class::Relative
        )
        && at <= from + 1;
    if continues && let Some(range) = content::right(view, next, Extent::Clause, view.end) {
        // A fronted word ("Still", "But") is no part of what is said.
        if draft.content[0].len() <= 2 && !view.is_nominal(draft.content[0].end - 1) {
            draft.content.clear();
        }
        draft.content.push(range);
    }
}

/// A cue before what it reports; `earlier` are the drafts of the sentence so far.
pub(super) fn forward(view: &View, met: &Met, barrier: usize, earlier: &[Draft]) -> Option<Draft> {
    let behind = met.group.end;
    if met.takes.subject && !met.infinitive {
        let subject = source::before(view, met.group.start);
        let next = view.skip_adverbs(behind);
        if content_over(view, next) {
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
    if met.passive {
        return passive(view, met, barrier);
    }
    let Some((content, extent_start)) = complement(view, met, barrier) else {
        return stranded(view, met);
    };
    let source = subject(view, met, earlier);
    if source.is_none() && (met.form == Form::Base || met.infinitive) {
        return None;
    }
    let mut cue = met.group.clone();
    let mut content = content;
    if view.class(content.start) == Class::To
        && content.start == cue.end
        && let Some(inner) = chained(view, content.start)
        && let Some((deeper, _)) = complement(view, &inner, barrier)
    {
        cue.end = inner.group.end;
        content = deeper;
    }
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

/// `refused to disavow X`, `decided to back X`: the verb behind *to* says what the first one is about.
fn chained(view: &View, to: usize) -> Option<Met> {
    let at = view.skip_adverbs(to + 1);
    met(view, at).filter(|m| m.infinitive && m.group.start == to && (m.takes.object || m.takes.clause))
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
            _ => shared(),
        },
        Class::Relative => {
            // "Lee, who said": the pronoun is the source.
            Some(before..before + 1)
        }
        _ => source::before(view, start),
    }
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

/// The content behind an active verb, and where it begins.
fn complement(view: &View, met: &Met, barrier: usize) -> Option<(Range<usize>, usize)> {
    let takes = met.takes;
    let behind = met.group.end;
    let clause = takes.clause || takes.quote;
    let mut at = view.skip_adverbs(behind);
    if at < view.end && view.class(at) == Class::Adverb {
        at = behind;
    }
    if takes.addressee
        && !matches!(view.class(at), Class::Subordinator | Class::Colon | Class::To | Class::Preposition)
        && view.opening(at).is_none()
    {
        let end = source::object_end(view, at);
        let next = skip_setting(view, end);
        let carried = next < view.end
            && (matches!(
                view.class(next),
                Class::Subordinator
                    | Class::To
                    | Class::Colon
                    | Class::Pronoun
                    | Class::Determiner
                    | Class::Noun
                    | Class::Name
            ) || view.opening(next).is_some()
                || view.class(next) == Class::Comma && view.opening(next + 1).is_some());
        if end > at && carried {
            let range = content::right(view, next, Extent::Clause, barrier)?;
            return Some((range.clone(), range.start));
        }
        if end > at && view.class(end) == Class::Preposition {
            // "told him about X"
            let range = content::right(view, end + 1, Extent::Phrase, barrier)?;
            return Some((range.clone(), range.start));
        }
        if !takes.object {
            return None;
        }
        let range = content::right(view, at, Extent::Phrase, barrier)?;
        return Some((range.clone(), range.start));
    }
    if clause && (view.is_time(at) || view.class(at) == Class::Preposition) {
        let next = skip_setting(view, at);
        if next < view.end && !content_over(view, next) || view.opening(next + 1).is_some() {
            at = next;
        }
    }
    // "said if it fails, it fails": a clause of condition or time before the content's own.
    let fronted = takes.clause
        && view.class(at) == Class::Subordinator
        && (at..view.end.min(at + 20))
            .any(|i| view.class(i) == Class::Comma && source::clause_ahead(view, i + 1));
    if content_over(view, at)
        && !fronted
        && !(clause && view.class(at) == Class::Comma && view.opening(at + 1).is_some())
    {
        return None;
    }
    let first = view.class(at);
    let phrase_first = matches!(
        first,
        Class::Determiner
            | Class::Noun
            | Class::Name
            | Class::Pronoun
            | Class::Adjective
            | Class::Number
            | Class::Other
    );
    let quoted = view.opening(at).is_some();
    let ok = match first {
        Class::Subordinator => takes.clause || takes.question || takes.object && !view.is(at, "that"),
        Class::Relative => takes.clause || takes.object || takes.question,
        Class::To => takes.to || takes.clause && !takes.object,
        Class::Verb(Form::PresentParticiple) => takes.object || takes.clause,
        Class::Verb(_) | Class::Be | Class::Have | Class::Modal | Class::Do => false,
        Class::Colon => clause,
        Class::Comma => clause,
        Class::Preposition => takes.clause && !takes.object,
        _ if quoted => clause || takes.object,
        _ if phrase_first => takes.object || clause,
        _ => clause || takes.object,
    };
    if !ok {
        return None;
    }
    let quote_only = takes.quote && !takes.clause && !takes.object;
    if quote_only
        && !(quoted || first == Class::Colon || first == Class::Comma && view.opening(at + 1).is_some())
    {
        return None;
    }
    let speech = takes.clause && takes.quote && !takes.object;
    let clausal = speech
        || takes.clause && !takes.object && source::clause_ahead(view, at)
        || clause
            && (first == Class::Subordinator
                || first == Class::Colon
                || first == Class::Comma
                || quoted
                || source::clause_ahead(view, at))
        || first == Class::To
        || first == Class::Subordinator;
    if phrase_first && !takes.object && !clausal && !takes.quote {
        return None;
    }
    let extent = if clausal && first != Class::To { Extent::Clause } else { Extent::Phrase };
    let range = content::right(view, at, extent, barrier)?;
    Some((range.clone(), range.start))
}

/// `is expected to`, `was criticised by X`, `were told that`.
fn passive(view: &View, met: &Met, barrier: usize) -> Option<Draft> {
    let behind = view.skip_adverbs(met.group.end);
    let by = (behind..view.end.min(behind + 12))
        .take_while(|&i| {
            !matches!(view.class(i), Class::Comma | Class::Semicolon | Class::Subordinator | Class::Relative)
        })
        .find(|&i| view.is(i, "by"));
    let subject = source::before(view, met.group.start);
    let mut draft =
        Draft { source: None, cue: met.group.clone(), content: Vec::new(), nested: false, kind: kind(met) };
    if let Some(by) = by
        && !view.may(by + 1, Classes::PRESENT_PARTICIPLE)
    {
        let end = source::object_end(view, by + 1);
        if end > by + 1 {
            draft.source = Some(by + 1..end);
            if by == behind {
                draft.cue.end = by + 1;
            }
            draft.content.extend(subject);
            return (!draft.content.is_empty()).then_some(draft);
        }
    }
    let first = view.class(behind);
    let carried = first == Class::To || first == Class::Subordinator || view.is(behind, "as");
    if !carried {
        return None;
    }
    if first == Class::Subordinator {
        draft.content.extend(content::right(view, behind, Extent::Clause, barrier));
    } else {
        draft.content = content::around(
            view,
            subject.filter(|r| !(r.len() == 1 && view.is(r.start, "it"))),
            behind,
            barrier,
        );
    }
    (!draft.content.is_empty()).then_some(draft)
}
