//! Matching: which rule fits a clause best, and for the others at which point they stopped.

use super::reading::clause::{Kind, Modal};
use super::reading::noun_phrase::trim;
use super::reading::{Class, Form};
use super::sentence::SentenceView;
use super::slots::CueAt;
use crate::lexicon::Classes;
use crate::rules::{Complement, CueKind, Outcome, Rule, RuleSet, Slot, SubjectKind, TopicPlace};
use std::cmp::Reverse;
use std::ops::Range;

/// A rule that fits a clause.
#[derive(Clone, Debug)]
pub struct Match {
    /// Index of the rule.
    pub rule: usize,
    /// Where its cue stands.
    pub cue: CueAt,
    /// Whose stance it is, as far as the rule's slots say.
    pub holders: Vec<u32>,
}

/// The point at which a rule stopped, in the order in which a rule is tried: the last stopped nearest to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stopped {
    /// The voice is the other one.
    Voice,
    /// The modal is another.
    Modal,
    /// The tense is the other one.
    Tense,
    /// The verb is denied where it must not be, or the other way round.
    Negation,
    /// The verb is not one of giving.
    Giving,
    /// The subject is not of the kind it asks for.
    Subject,
    /// What it asks for does not stand behind the cue.
    Complement,
    /// No legal form or capability stands where it asks for one.
    Topic,
    /// No holder was found in its slots.
    Holder,
}

impl Stopped {
    /// What was missing, for people to read.
    pub fn reason(self) -> &'static str {
        match self {
            Stopped::Subject => "the subject is of another kind",
            Stopped::Modal => "the modal is another",
            Stopped::Voice => "the verb is in the other voice",
            Stopped::Tense => "the tense is another",
            Stopped::Negation => "the verb is denied, or is not",
            Stopped::Complement => "what it asks for does not stand behind the cue",
            Stopped::Giving => "the verb is not one of giving",
            Stopped::Topic => "no legal form or capability stands where it asks for one",
            Stopped::Holder => "nobody stands where it looks for the holder",
        }
    }
}

/// A rule whose cue was met, and where it stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NearMatch {
    /// Index of the rule.
    pub rule: usize,
    /// Index of the clause.
    pub clause: usize,
    /// Where it stopped.
    pub stopped: Stopped,
}

/// The name of a modal in rule files.
pub fn modal_name(modal: Option<Modal>) -> &'static str {
    match modal {
        None => "none",
        Some(Modal::Will) => "will",
        Some(Modal::Would) => "would",
        Some(Modal::Can) => "can",
        Some(Modal::Could) => "could",
        Some(Modal::Should) => "should",
        Some(Modal::Must) => "must",
    }
}

impl SentenceView<'_> {
    /// The best rule for clause `at`; rules whose cue was met but that did not fit go to `near`.
    pub fn best(&self, at: usize, rules: &RuleSet, near: &mut Vec<NearMatch>) -> Option<Match> {
        let mut best: Option<(_, Match)> = None;
        let mut consider = |found: Match| {
            let rank = rank(&rules.rules()[found.rule], &found.cue);
            if best.as_ref().is_none_or(|(known, _)| rank > *known) {
                best = Some((rank, found));
            }
        };
        for (rule, cue) in self.cues(at, rules) {
            match self.fits(at, &rules.rules()[rule], &cue) {
                Ok(holders) => consider(Match { rule, cue, holders }),
                Err(stopped) => near.push(NearMatch { rule, clause: at, stopped }),
            }
        }
        let clause = &self.clauses[at];
        if clause.finite && !matches!(clause.kind, Kind::Condition) {
            for &rule in rules.shapes() {
                let cue = CueAt {
                    clause: at,
                    words: clause.group.clone(),
                    noun: false,
                    light: false,
                    length: 1,
                    listed: None,
                };
                if let Ok(holders) = self.fits(at, &rules.rules()[rule], &cue) {
                    consider(Match { rule, cue, holders });
                }
            }
        }
        best.map(|(_, found)| found)
    }

    /// Whether `rule` fits clause `at`: its holders, or where it stopped.
    pub fn fits(&self, at: usize, rule: &Rule, cue: &CueAt) -> Result<Vec<u32>, Stopped> {
        let clause = &self.clauses[at];
        if rule.passive.is_some_and(|p| p != clause.passive) {
            return Err(Stopped::Voice);
        }
        if !rule.modal.is_empty() && !rule.modal.iter().any(|m| m == self.modal_of(at)) {
            return Err(Stopped::Modal);
        }
        // "Said that the treaty was weak" speaks of the present of the one who said so.
        let past = clause.past && !(clause.kind == Kind::Complement && self.back_shifted(at));
        if rule.past.is_some_and(|p| p != past) {
            return Err(Stopped::Tense);
        }
        if rule.negated.is_some_and(|n| n != (clause.negated || self.has_no_subject(at))) {
            return Err(Stopped::Negation);
        }
        if rule.giving.is_some_and(|g| g != self.words[clause.head].traits.any(Classes::GIVING)) {
            return Err(Stopped::Giving);
        }
        if let Some(kind) = rule.subject {
            let actor =
                (!self.subject(at).is_empty() || self.has_personal_subject(at)) && !self.is_measure(at);
            if actor != (kind == SubjectKind::Actor) {
                return Err(Stopped::Subject);
            }
        }
        if !rule.complement.is_empty() && !rule.complement.iter().any(|&c| self.has_complement(at, cue, c)) {
            return Err(Stopped::Complement);
        }
        if rule.topic.is_some_and(|place| !self.has_topic(at, place)) {
            return Err(Stopped::Topic);
        }
        let mut holders = Vec::new();
        for &slot in &rule.holder {
            holders = self.fill(cue, slot);
            if !holders.is_empty() {
                break;
            }
        }
        let judged = matches!(rule.outcome, Outcome::Claim(stance) if stance.is_judgement());
        if holders.is_empty()
            && cue.noun
            && !judged
            && !self.exists(at, cue)
            && !rule.holder.contains(&Slot::Nobody)
        {
            return Err(Stopped::Holder);
        }
        Ok(holders)
    }

    /// "None of the signatories honoured it": the subject denies.
    fn has_no_subject(&self, at: usize) -> bool {
        let zone = trim(&self.words, self.clauses[at].subject.clone());
        zone.start < zone.end
            && matches!(
                self.text(zone.start).to_ascii_lowercase().as_str(),
                "none" | "neither" | "nobody" | "no" | "nothing"
            )
    }

    /// "A strong army is the best guarantee": forces named as a capability are judged, and do not act.
    fn is_measure(&self, at: usize) -> bool {
        let clause = &self.clauses[at];
        let head = &self.words[clause.head];
        let copula = head.class == Class::Be || head.traits.any(Classes::COPULA);
        let zone = trim(&self.words, clause.subject.clone());
        let stop = zone.clone().find(|&i| self.words[i].class == Class::Preposition).unwrap_or(zone.end);
        let last = (zone.start..stop).rev().find(|&i| self.words[i].class.is_nominal());
        copula && last.is_some_and(|i| self.topics.iter().any(|t| t.words.contains(&i)))
    }

    fn has_topic(&self, at: usize, place: TopicPlace) -> bool {
        let subject = &self.clauses[at].subject;
        self.topics.iter().any(|t| {
            let mention = &self.mentions[t.mention as usize];
            match place {
                TopicPlace::Subject => subject.contains(&t.words.start),
                TopicPlace::SubjectForm => mention.is_legal_form() && subject.contains(&t.words.start),
                TopicPlace::LegalForm => mention.is_legal_form() && self.belongs(t.words.start, at),
                TopicPlace::Capability => mention.is_capability() && self.belongs(t.words.start, at),
            }
        })
    }

    /// Whether word `word` belongs to clause `at` or to one below it.
    pub fn belongs(&self, word: usize, at: usize) -> bool {
        self.owner[word].is_some_and(|o| self.ancestors(o).any(|a| a == at))
    }

    /// The modal of clause `at` as rules name it; a *would* that only follows the past tense is *will*.
    pub fn modal_of(&self, at: usize) -> &'static str {
        match self.clauses[at].modal {
            Some(Modal::Would) if self.back_shifted(at) => "will",
            modal => modal_name(modal),
        }
    }

    /// "There are proposals to …": a noun cue without a holder stands for itself.
    fn exists(&self, at: usize, cue: &CueAt) -> bool {
        let clause = &self.clauses[at];
        self.words[clause.head].class == Class::Be
            && cue.words.start >= clause.group.end
            && self.text(clause.group.start.saturating_sub(1)).eq_ignore_ascii_case("there")
    }

    fn has_complement(&self, at: usize, cue: &CueAt, kind: Complement) -> bool {
        match kind {
            Complement::Infinitive => {
                self.clauses.iter().any(|c| c.kind == Kind::Infinitive && c.parent == Some(at))
            }
            Complement::Clause => {
                self.clauses.iter().any(|c| c.kind == Kind::Complement && c.parent == Some(at))
            }
            Complement::Object => self.object_follows(cue.words.end),
            Complement::Place => (cue.words.end..self.extent_end(at)).any(|i| {
                self.words[i].class == Class::Preposition
                    && matches!(self.text(i), "in" | "on" | "at" | "near")
            }),
            Complement::ModalClause => self.clauses.iter().any(|c| {
                c.kind == Kind::Complement
                    && c.parent == Some(at)
                    && matches!(c.modal, Some(Modal::Could | Modal::Should | Modal::Can | Modal::Would))
            }),
        }
    }

    fn object_follows(&self, from: usize) -> bool {
        for at in from..(from + 4).min(self.words.len()) {
            match self.words[at].class {
                // A currency sign is no word of its own.
                Class::Adverb | Class::Quote | Class::Possessive | Class::Other => continue,
                class => {
                    return class.is_nominal()
                        || matches!(
                            class,
                            Class::Determiner
                                | Class::Adjective
                                | Class::Verb(Form::PresentParticiple | Form::PastParticiple)
                        );
                }
            }
        }
        false
    }

    /// Words of the noun cues in clause `at` that have an owner of their own: further claims.
    pub fn owned_nouns(&self, at: usize, rules: &RuleSet) -> Vec<Match> {
        let mut found: Vec<Match> = Vec::new();
        for (rule, cue) in self.cues(at, rules) {
            if !cue.noun || !rules.rules()[rule].holder.contains(&Slot::Possessor) {
                continue;
            }
            let mut holders = self.fill(&cue, Slot::Possessor);
            if holders.is_empty() && rules.rules()[rule].holder.contains(&Slot::OwnerBehind) {
                holders = self.owner_behind(&cue);
            }
            if holders.is_empty() || found.iter().any(|f| overlap(&f.cue.words, &cue.words)) {
                continue;
            }
            found.push(Match { rule, cue, holders });
        }
        found
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// The order among fitting rules: longer cues first, then kinds, then conditions, then the codebook's
/// order of stances, then the name. It does not depend on the order of the rules.
fn rank<'r>(rule: &'r Rule, cue: &CueAt) -> impl Ord + use<'r> {
    let kind = match rule.cue {
        // "Announced the withdrawal": behind a light verb the noun carries the stance.
        Some(CueKind::Noun) if cue.light => 3,
        Some(CueKind::Verb | CueKind::Adjective | CueKind::Phrase | CueKind::Pattern) => 2,
        Some(CueKind::Noun) => 1,
        None => 0,
    };
    let kind = if rule.fallback { 0 } else { kind };
    let words = if rule.cue.is_some() && !rule.fallback { cue.length } else { 0 };
    let stance = match rule.outcome {
        Outcome::Claim(stance) => stance as usize,
        Outcome::NoClaim => 99,
    };
    (usize::from(kind > 0), words, kind, rule.conditions(), Reverse(stance), Reverse(rule.name.as_str()))
}
