//! The parts of a claim: from a bearer to its holders, topics, modality, condition, source and time.

use super::bearer::Bearer;
use super::engine::Engine;
use super::modifiers::ConditionAt;
use super::sentence::SentenceView;
use super::slots::CueAt;
use super::thread::{Stem, Thread};
use super::types::{Attributed, Claim, Condition, Modality, Quoted};
use super::voice::Voice;
use crate::rules::{Outcome, Rule, Slot, Stance};
use crate::span::Span;
use crate::tag::Mention;

impl Engine<'_> {
    /// The claim of a bearer, or none where its rule says so.
    pub(super) fn claim(
        &self,
        view: &SentenceView,
        bearer: &Bearer,
        rule: &Rule,
        conditions: &[ConditionAt],
        voices: &[&Voice],
        thread: &Thread,
    ) -> Option<Claim> {
        let at = bearer.clause;
        let denied = !bearer.noun && view.is_denied(at, self.modifiers);
        let (outcome, negated) = match (denied, rule.denial) {
            (true, Some(denial)) if denial != rule.outcome => (denial, false),
            (true, _) if rule.negated == Some(true) => (rule.outcome, false),
            // "Will not send", "will accept no cap": what an actor will not do it refuses.
            (true, None)
                if is_action(rule.outcome) && matches!(view.modal_of(at), "will" | "would" | "can") =>
            {
                (Outcome::Claim(Stance::Refuse), false)
            }
            (denied, _) => (rule.outcome, denied != rule.negates),
        };
        let Outcome::Claim(mut stance) = outcome else { return None };
        let mut holders = bearer.found.holders.clone();
        let mut addressees = self.fill(view, bearer, &rule.addressee);
        let heard = view.heard(at, stance, &holders, voices);
        let mut attribution = heard.attribution;
        let reporter = self.fill(view, bearer, &rule.source);
        if let Some(&source) = reporter.first() {
            let cue = Some(view.span(view.clauses[at].group.clone()));
            attribution = Some(Attributed { source: Some(source), cue, quote: Quoted::None });
        }
        if holders.is_empty() && !heard.holders.is_empty() {
            holders = heard.holders;
        }
        if let (Some(Outcome::Claim(party)), Some(source)) =
            (rule.party, attribution.as_ref().and_then(|a| a.source))
            && is_party(&view.mentions[source as usize])
        {
            stance = party;
            holders = vec![source];
            addressees = view.subject(at);
            attribution = None;
        }
        let condition = if bearer.noun { None } else { view.condition_of(at, conditions) };
        let modality = match &rule.modality {
            Some(fixed) if condition.is_none() => Modality::from_id(fixed).unwrap_or(Modality::Actual),
            _ if bearer.noun => Modality::Actual,
            _ => view.modality(at, condition.is_some(), self.modifiers),
        };
        let mut beneficiaries = self.fill(view, bearer, &rule.beneficiary);
        if beneficiaries.is_empty() {
            beneficiaries = view.behind("for", view.clauses[at].begin..view.extent_end(at));
            beneficiaries.extend(view.behind("to", view.clauses[at].group.end..view.extent_end(at)));
        }
        beneficiaries.retain(|b| !same_actor(view, &holders, *b));
        if beneficiaries.is_empty() && !bearer.noun {
            beneficiaries = self.evident(view, stance, &holders, &addressees, &bearer.topics, thread);
        }
        let mut adversaries = self.fill(view, bearer, &rule.adversary);
        if adversaries.is_empty() {
            adversaries = view.behind("against", 0..view.words.len());
        }
        let (legal_forms, capabilities) = topics(view, &bearer.topics);
        let cue = view.span(bearer.found.cue.words.clone());
        let lemma = self.lemma(view, rule, &bearer.found.cue);
        let quote = attribution.as_ref().map_or_else(|| quoted(cue, voices), |a| a.quote);
        Some(Claim {
            sentence: view.index,
            stance,
            negated: negated && stance != Stance::Refuse,
            modality,
            holders: distinct(view, holders),
            beneficiaries: distinct(view, beneficiaries),
            addressees: distinct(view, addressees),
            adversaries: distinct(view, adversaries),
            legal_forms,
            capabilities,
            attribution,
            condition,
            time: self.time(view, at),
            cue,
            lemma,
            quote,
            rule: bearer.found.rule,
            confidence: rule.confidence,
        })
    }

    /// Whom an arrangement is for where no slot says so: who wants protection wants it for itself, and what is
    /// given goes to the one whom the article's arrangements are for, if the sentence names it.
    fn evident(
        &self,
        view: &SentenceView,
        stance: Stance,
        holders: &[u32],
        addressees: &[u32],
        topics: &[u32],
        thread: &Thread,
    ) -> Vec<u32> {
        let protects = topics.iter().any(|&t| self.modifiers.protects(&view.mentions[t as usize].id));
        if !protects {
            return Vec::new();
        }
        // "Strengthen Ukraine's deterrence": whose it is, it protects.
        if stance != Stance::Demand && stance != Stance::Refuse {
            let owner = topics.iter().find_map(|&t| view.owner_of(t));
            if let Some(owner) = owner.filter(|&o| !same_actor(view, holders, o)) {
                return vec![owner];
            }
        }
        match stance {
            Stance::Demand if addressees.is_empty() => holders.to_vec(),
            Stance::Commit
            | Stance::Offer
            | Stance::Provide
            | Stance::Require
            | Stance::Predict
            | Stance::Demand => {
                let Some(protected) = &thread.protected else { return Vec::new() };
                let named =
                    view.actors.iter().flatten().find(|a| &view.mentions[a.mention as usize].id == protected);
                named.map(|a| a.mention).filter(|&m| !same_actor(view, holders, m)).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// The claim of an item under a stem, or of a sentence that unfolds a noun.
    pub(super) fn continued(&self, view: &SentenceView, stem: &Stem, thread: &Thread) -> Option<Claim> {
        let rule = &self.rules.rules()[stem.rule];
        let Outcome::Claim(stance) = rule.outcome else { return None };
        let topics: Vec<u32> = view.topics.iter().map(|t| t.mention).collect();
        if topics.is_empty() {
            return None;
        }
        let (legal_forms, capabilities) =
            topics.iter().partition(|&&t| view.mentions[t as usize].is_legal_form());
        let first = view.clauses.first().map_or(0..1, |c| c.group.clone());
        let lemma = self.verb(view, view.clauses.first().map_or(0, |c| c.head));
        let cue = view.span(first);
        let condition = view.conditions(self.modifiers).first().map(|c| Condition {
            span: view.span(c.start..c.end),
            trigger: view.span(c.start..c.trigger_end),
        });
        Some(Claim {
            sentence: view.index,
            stance,
            negated: false,
            modality: if condition.is_some() { Modality::Conditional } else { Modality::Actual },
            holders: stem.holders.clone(),
            beneficiaries: distinct(view, self.evident(view, stance, &stem.holders, &[], &topics, thread)),
            addressees: Vec::new(),
            adversaries: Vec::new(),
            legal_forms,
            capabilities,
            attribution: None,
            condition,
            time: view.times.first().map(|t| t.mention),
            cue,
            lemma,
            quote: Quoted::None,
            rule: stem.rule,
            confidence: rule.confidence,
        })
    }

    /// The lemma of a cue: as its rule lists it, for a pattern the words, for a shape of clause its verb.
    fn lemma(&self, view: &SentenceView, rule: &Rule, cue: &CueAt) -> String {
        match cue.listed.and_then(|index| rule.cues.get(index)) {
            Some(listed) => listed.to_lowercase(),
            None if rule.cue.is_some() => {
                let words = view.span(cue.words.clone()).slice(view.raw);
                words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
            }
            None => self.verb(view, view.clauses[cue.clause].head),
        }
    }

    /// The lemma of the verb at word `at`, or the word itself where it is none.
    fn verb(&self, view: &SentenceView, at: usize) -> String {
        self.words.lemma(view.words[at].lemma).map_or_else(|| view.text(at).to_lowercase(), str::to_owned)
    }

    fn fill(&self, view: &SentenceView, bearer: &Bearer, slots: &[Slot]) -> Vec<u32> {
        slots
            .iter()
            .map(|&slot| view.fill(&bearer.found.cue, slot))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    fn time(&self, view: &SentenceView, at: usize) -> Option<u32> {
        let end = view.extent_end(at);
        let begin = view.clauses[at].begin.min(view.clauses[at].subject.start);
        view.times.iter().find(|t| t.words.start >= begin && t.words.start < end).map(|t| t.mention)
    }
}

/// The legal forms and the capabilities among `mentions`, the first mention of each.
fn topics(view: &SentenceView, mentions: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let mut kept: Vec<u32> = Vec::new();
    for &mention in mentions {
        if !same_actor(view, &kept, mention) {
            kept.push(mention);
        }
    }
    kept.into_iter().partition(|&t| view.mentions[t as usize].is_legal_form())
}

/// Whether the outcome is a promise, an offer, a proposal or a gift.
fn is_action(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Claim(Stance::Commit | Stance::Offer | Stance::Propose | Stance::Provide))
}

/// Whether the mention names a state or organisation, not a person who speaks for none.
fn is_party(mention: &Mention) -> bool {
    !mention.id.starts_with("person:") && !mention.id.starts_with("org:")
}

fn same_actor(view: &SentenceView, known: &[u32], other: u32) -> bool {
    known.iter().any(|&k| view.mentions[k as usize].id == view.mentions[other as usize].id)
}

/// The mentions, the first of each actor only; a collective stands for all its members.
fn distinct(view: &SentenceView, mentions: Vec<u32>) -> Vec<u32> {
    let mut kept: Vec<u32> = Vec::new();
    for mention in mentions {
        // "The Baltic states": one span, three actors.
        let span = view.mentions[mention as usize].span;
        let together =
            (mention..view.mentions.len() as u32).take_while(|&m| view.mentions[m as usize].span == span);
        for member in together.filter(|&m| view.mentions[m as usize].is_actor()) {
            if !same_actor(view, &kept, member) {
                kept.push(member);
            }
        }
    }
    kept
}

fn quoted(cue: Span, voices: &[&Voice]) -> Quoted {
    let voice = voices
        .iter()
        .filter(|v| v.contents.iter().any(|c| c.contains(cue)))
        .min_by_key(|v| v.contents.iter().map(|c| c.len()).sum::<usize>());
    voice.map_or(Quoted::None, |v| v.quote)
}

/// Adds a claim, or unites it with one of the same stance, holders and polarity of its sentence.
pub(super) fn merge(view: &SentenceView, claims: &mut Vec<Claim>, first: usize, claim: Claim) {
    let ids = |mentions: &[u32]| {
        let mut ids: Vec<&str> = mentions.iter().map(|&m| &*view.mentions[m as usize].id).collect();
        ids.sort_unstable();
        ids.join(" ")
    };
    let same = claims[first..].iter_mut().find(|c| {
        c.stance == claim.stance && c.negated == claim.negated && ids(&c.holders) == ids(&claim.holders)
    });
    let Some(known) = same else { return claims.push(claim) };
    for (into, from) in [
        (&mut known.legal_forms, &claim.legal_forms),
        (&mut known.capabilities, &claim.capabilities),
        (&mut known.beneficiaries, &claim.beneficiaries),
        (&mut known.addressees, &claim.addressees),
        (&mut known.adversaries, &claim.adversaries),
    ] {
        for &mention in from {
            if !same_actor(view, into, mention) {
                into.push(mention);
            }
        }
    }
    if known.condition.is_none() && claim.condition.is_some() {
        known.condition = claim.condition;
        known.modality = claim.modality;
    }
}
