//! The thread: what one sentence hands on to the next.
//!
//! A stem ("Sweden will:") gives its stance to the bullets under it, "Ukraine's demands" to the "These
//! include" behind it, and the subject of a sentence to the pronoun that opens the next.

use super::bearer::Bearer;
use super::engine::Tagged;
use super::reading::{Class, Form, Kind};
use super::sentence::SentenceView;
use crate::tag::Id;
use std::collections::BTreeMap;

/// A stance that waits for what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stem {
    /// Index of the rule.
    pub rule: usize,
    /// Mentions of the holders.
    pub holders: Vec<u32>,
}

/// What is known from the sentences before.
#[derive(Clone, Debug, Default)]
pub struct Thread {
    /// The actor whom most arrangements of the article are for.
    pub protected: Option<Id>,
    /// The actors of whom the last sentence spoke.
    pub spoken_of: Vec<u32>,
    /// The stance of a stem, while its bullets last.
    pub stem: Option<Stem>,
    /// Sentences since the stem.
    since: usize,
    /// Whether its bullets carry marks.
    marked: bool,
    /// The stance of a noun that the next sentence may unfold.
    pub terms: Option<Stem>,
}

impl Thread {
    /// The thread at the beginning of an article.
    pub fn new(article: &Tagged) -> Self {
        Self { protected: protected(article), ..Self::default() }
    }

    /// The stance that the sentence takes over from those before, if it is a bullet or unfolds a noun.
    pub fn continued(&self, view: &SentenceView) -> Option<&Stem> {
        if let Some(stem) = &self.stem
            && is_bullet(view)
        {
            return Some(stem);
        }
        let main = view.clauses.iter().find(|c| c.finite)?;
        let demonstrative =
            |i: usize| matches!(view.text(i).to_ascii_lowercase().as_str(), "these" | "they" | "those");
        let unfolds = main.subject.len() == 1
            && main.subject.clone().all(|i| view.words[i].class == Class::Pronoun && demonstrative(i))
            && matches!(
                view.text(main.head).to_ascii_lowercase().as_str(),
                "include" | "included" | "are" | "were" | "range" | "cover"
            );
        self.terms.as_ref().filter(|_| unfolds)
    }

    /// Remembers what the sentence hands on.
    pub fn remember(&mut self, view: &SentenceView, bearers: &[Bearer]) {
        let subject = view.main_subject();
        let speaks = view.clauses.iter().any(|c| c.finite && c.own_subject && c.kind == Kind::Main);
        if speaks || !subject.is_empty() {
            self.spoken_of = subject;
        }
        let stem = |b: &Bearer| Stem { rule: b.found.rule, holders: b.found.holders.clone() };
        let colon = view.words.iter().rev().find(|w| !matches!(w.class, Class::Quote | Class::Other));
        if colon.is_some_and(|w| w.class == Class::Colon) {
            self.stem = bearers.iter().rfind(|b| !b.found.holders.is_empty()).map(stem);
            self.since = 0;
        } else {
            self.since += 1;
            // A marked list may hold running text between its items; an unmarked one ends with it.
            if self.since > LIST_SENTENCES || !(is_bullet(view) || self.marked) {
                self.stem = None;
            }
            self.marked = self.stem.is_some() && (self.marked || mark(view) > 0);
        }
        self.terms = bearers
            .iter()
            .find(|b| b.noun && view.clauses[b.clause].subject.contains(&b.found.cue.words.start))
            .map(stem);
    }
}

/// The most sentences that a stem reaches over.
const LIST_SENTENCES: usize = 30;

/// Number of words that only mark a list item.
fn mark(view: &SentenceView) -> usize {
    let marks = |i: usize| {
        matches!(view.words[i].class, Class::Other | Class::Dash | Class::Joint)
            || matches!(view.text(i), "*" | "•" | "·" | "**" | "-" | "–")
    };
    (0..view.words.len()).take_while(|&i| marks(i)).count()
}

/// Whether the sentence is an item of a list: a bullet mark, or a bare verb or noun phrase at its head.
fn is_bullet(view: &SentenceView) -> bool {
    let first = mark(view);
    let Some(word) = view.words.get(first) else { return false };
    let bare = matches!(word.class, Class::Verb(Form::Base | Form::PresentParticiple));
    let finite = view.clauses.iter().any(|c| c.finite && c.own_subject && c.kind == Kind::Main);
    if first > 0 { bare || !finite } else { bare && !finite }
}

/// How often an actor must be named as the one an arrangement is for, to count as the protected one.
const PROTECTED_FLOOR: usize = 2;

/// The actor that stands most often behind "for" or "to" near a legal form or capability.
fn protected(article: &Tagged) -> Option<Id> {
    let mut counts: BTreeMap<&Id, usize> = BTreeMap::new();
    let topical = |sentence: u32, from: usize| {
        article.mentions[from..]
            .iter()
            .take_while(|m| m.sentence == sentence)
            .chain(article.mentions[..from].iter().rev().take_while(|m| m.sentence == sentence))
            .any(|m| m.is_legal_form() || m.is_capability())
    };
    for (i, mention) in article.mentions.iter().enumerate().filter(|(_, m)| m.is_actor()) {
        let before = mention.tokens.start.checked_sub(1).map(|t| &article.split.tokens[t as usize]);
        let given = before.is_some_and(|t| matches!(t.text(article.raw), "to" | "for"));
        if given && topical(mention.sentence, i) {
            *counts.entry(&mention.id).or_default() += 1;
        }
    }
    let best = counts.iter().max_by_key(|(id, n)| (**n, std::cmp::Reverse(id.to_string())))?;
    (*best.1 >= PROTECTED_FLOOR).then(|| (*best.0).clone())
}
