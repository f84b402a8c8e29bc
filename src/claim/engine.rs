//! The engine: from the sentences and mentions of an article to its claims.
//!
//! For each sentence that names a legal form or a capability: read its clauses, find for each clause
//! the rule that fits best, let clauses that carry a cue take in what depends on them, give every legal
//! form and capability to the clause it belongs to, then fill the parts of each claim.

use super::bearer::{assign, inherit};
use super::parts::merge;
use super::reading::{Class, Kind};
use super::sentence::SentenceView;
use super::thread::Thread;
use super::types::Claim;
use super::voice::{Voice, by_sentence};
use super::watch::{Silence, Watch};
use crate::lexicon::{ModifierLexicon, WordLexicon};
use crate::rules::RuleSet;
use crate::split::Split;
use crate::tag::Mention;
use std::ops::Range;

/// What the engine knows: words, modifiers and rules.
#[derive(Clone, Copy, Debug)]
pub struct Engine<'k> {
    /// Word classes and lemmas.
    pub words: &'k WordLexicon,
    /// Conditions, denials, possibilities.
    pub modifiers: &'k ModifierLexicon,
    /// The rules.
    pub rules: &'k RuleSet,
}

/// What the engine is given of one article.
#[derive(Clone, Copy, Debug)]
pub struct Tagged<'a> {
    /// The decoded raw text.
    pub raw: &'a str,
    /// Its tokens and sentences.
    pub split: &'a Split,
    /// Its mentions, by sentence and place.
    pub mentions: &'a [Mention],
    /// Who says what.
    pub voices: &'a [Voice],
}

impl Engine<'_> {
    /// All claims of an article, in text order.
    pub fn claims(&self, article: Tagged, watch: &mut impl Watch) -> Vec<Claim> {
        let mut claims = Vec::new();
        let voices = by_sentence(article.voices, &article.split.sentences);
        let mut thread = Thread::new(&article);
        let mut until = 0;
        // The sentence before, as long as nobody has read it.
        let mut unread: Option<(usize, Range<usize>)> = None;
        for (index, voices) in voices.iter().enumerate() {
            let from = until;
            until =
                from + article.mentions[from..].iter().take_while(|m| m.sentence as usize == index).count();
            let mentions = &article.mentions[from..until];
            let topical = mentions.iter().any(|m| m.is_legal_form() || m.is_capability());
            if !topical && !self.opens_list(&article, index) {
                watch.silent(index as u32, None, Silence::NoTopic);
                unread = Some((index, from..until));
                continue;
            }
            if let Some((before, range)) = unread.take() {
                let view = self.view(&article, before, range, &thread);
                thread.remember(&view, &self.bearers(&view, &mut Vec::new()));
            }
            let view = self.view(&article, index, from..until, &thread);
            watch.sentence(&view);
            let bearers = self.sentence(&view, voices, &thread, watch, &mut claims);
            thread.remember(&view, &bearers);
        }
        claims
    }

    fn view<'a>(
        &self,
        article: &Tagged<'a>,
        index: usize,
        mentions: Range<usize>,
        thread: &Thread,
    ) -> SentenceView<'a> {
        let sentence = &article.split.sentences[index];
        let mut view = SentenceView::new(
            article.raw,
            article.split,
            sentence,
            index as u32,
            article.mentions,
            mentions,
            self.words,
        );
        view.spoken_of.clone_from(&thread.spoken_of);
        view.find_patterns(self.rules);
        view
    }

    /// Whether the sentence ends in a colon: a stem for what follows.
    fn opens_list(&self, article: &Tagged, index: usize) -> bool {
        let sentence = &article.split.sentences[index];
        sentence.span.slice(article.raw).trim_end_matches(['*', '"', '”', ' ']).ends_with(':')
    }

    fn sentence(
        &self,
        view: &SentenceView,
        voices: &[&Voice],
        thread: &Thread,
        watch: &mut impl Watch,
        claims: &mut Vec<Claim>,
    ) -> Vec<super::bearer::Bearer> {
        if view.is_question() {
            watch.silent(view.index, None, Silence::Question);
            return Vec::new();
        }
        let first = claims.len();
        if let Some(stem) = thread.continued(view)
            && let Some(claim) = self.continued(view, stem, thread)
        {
            watch.claim(view, 0, &claim);
            claims.push(claim);
            return Vec::new();
        }
        if !view.clauses.iter().any(|c| c.finite && matches!(c.kind, Kind::Main | Kind::Adverbial)) {
            watch.silent(view.index, None, Silence::NoVerb);
            return Vec::new();
        }
        let mut near = Vec::new();
        let mut bearers = self.bearers(view, &mut near);
        watch.near(view, &near);
        assign(view, &mut bearers);
        inherit(view, &mut bearers);
        let conditions = view.conditions(self.modifiers);
        for bearer in &bearers {
            let rule = &self.rules.rules()[bearer.found.rule];
            if bearer.topics.is_empty() {
                watch.silent(view.index, Some(bearer.clause), Silence::TopicElsewhere(bearer.found.rule));
                continue;
            }
            let Some(claim) = self.claim(view, bearer, rule, &conditions, voices, thread) else {
                watch.silent(view.index, Some(bearer.clause), Silence::Ruled(bearer.found.rule));
                continue;
            };
            watch.claim(view, bearer.clause, &claim);
            if let Some(denied) = self.but_not(view, bearer, &claim) {
                merge(view, claims, first, denied);
            }
            merge(view, claims, first, claim);
        }
        if bearers.is_empty() {
            watch.silent(view.index, None, Silence::NoRule);
        }
        bearers
    }

    /// "Carried political weight but not legal force": what is denied behind *but* is a judgement of its own.
    fn but_not(&self, view: &SentenceView, bearer: &super::bearer::Bearer, claim: &Claim) -> Option<Claim> {
        let clause = &view.clauses[bearer.clause];
        let denies = (clause.group.end..view.extent_end(bearer.clause)).any(|i| {
            view.words[i].class == Class::Coordinator
                && view.text(i).eq_ignore_ascii_case("but")
                && view.words.get(i + 1).is_some_and(|w| w.class == Class::Negation)
        });
        (denies && !claim.negated && claim.stance.is_judgement() && !bearer.noun)
            .then(|| Claim { negated: true, ..claim.clone() })
    }
}
