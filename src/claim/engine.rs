//! The engine: from the sentences and mentions of an article to its claims.
//!
//! For each sentence that names a legal form or a capability: read its clauses, find for each clause
//! the rule that fits best, let clauses that carry a cue take in what depends on them, give every legal
//! form and capability to the clause it belongs to, then fill the parts of each claim.

use super::matching::{Match, NearMatch};
use super::modifiers::ConditionAt;
use super::reading::{Class, Clause, Kind};
use super::sentence::SentenceView;
use super::types::{Claim, Modality, Quoted};
use super::voice::Voice;
use super::watch::{Silence, Watch};
use crate::lexicon::{Classes, ModifierLexicon, WordLexicon};
use crate::rules::{CueKind, Outcome, Rule, RuleSet, Slot, Stance};
use crate::span::Span;
use crate::split::Split;
use crate::tag::Mention;

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

/// A clause that gives a claim, or says that there is none.
struct Bearer {
    clause: usize,
    found: Match,
    /// Whether a noun with an owner carries it: then only what stands behind the noun belongs to it.
    noun: bool,
    topics: Vec<u32>,
}

impl Engine<'_> {
    /// All claims of an article, in text order.
    pub fn claims(&self, article: Tagged, watch: &mut impl Watch) -> Vec<Claim> {
        let mut claims = Vec::new();
        let mut from = 0;
        for (index, sentence) in article.split.sentences.iter().enumerate() {
            let index = index as u32;
            while from < article.mentions.len() && article.mentions[from].sentence < index {
                from += 1;
            }
            let until = from + article.mentions[from..].iter().take_while(|m| m.sentence == index).count();
            if !article.mentions[from..until].iter().any(|m| m.is_legal_form() || m.is_capability()) {
                watch.silent(index, None, Silence::NoTopic);
                continue;
            }
            let view = SentenceView::new(
                article.raw,
                article.split,
                sentence,
                index,
                article.mentions,
                from..until,
                self.words,
            );
            watch.sentence(&view);
            self.sentence(&view, article.voices, watch, &mut claims);
        }
        claims
    }

    fn sentence(
        &self,
        view: &SentenceView,
        voices: &[Voice],
        watch: &mut impl Watch,
        claims: &mut Vec<Claim>,
    ) {
        if view.is_question() {
            return watch.silent(view.index, None, Silence::Question);
        }
        let states =
            |c: &Clause| (c.finite && !matches!(c.kind, Kind::Relative | Kind::Condition)) || c.begin == 0;
        if !view.clauses.iter().any(states) {
            return watch.silent(view.index, None, Silence::NoVerb);
        }
        let mut near = Vec::new();
        let mut bearers = self.bearers(view, &mut near);
        watch.near(view, &near);
        assign(view, &mut bearers);
        inherit(view, &mut bearers);
        let conditions = view.conditions(self.modifiers);
        let first = claims.len();
        for bearer in &bearers {
            let rule = &self.rules.rules()[bearer.found.rule];
            if bearer.topics.is_empty() {
                watch.silent(view.index, Some(bearer.clause), Silence::TopicElsewhere(bearer.found.rule));
                continue;
            }
            match self.claim(view, bearer, rule, &conditions, voices) {
                Some(claim) => {
                    watch.claim(view, bearer.clause, &claim);
                    merge(view, claims, first, claim);
                }
                None => watch.silent(view.index, Some(bearer.clause), Silence::Ruled(bearer.found.rule)),
            }
        }
        if bearers.is_empty() {
            watch.silent(view.index, None, Silence::NoRule);
        }
    }

    /// The clauses that carry a claim of their own.
    fn bearers(&self, view: &SentenceView, near: &mut Vec<NearMatch>) -> Vec<Bearer> {
        let best: Vec<Option<Match>> =
            (0..view.clauses.len()).map(|c| view.best(c, self.rules, near)).collect();
        let yielding = self.yielding(view, &best);
        let mut bearers: Vec<Bearer> = Vec::new();
        for (at, found) in best.into_iter().enumerate() {
            let Some(found) = found else { continue };
            if yielding[at]
                || self.transparent(view, at, &found)
                || !self.stands_alone(view, at, &found, &bearers)
            {
                continue;
            }
            let noun = found.cue.noun && !self.rules.rules()[found.rule].holder.contains(&Slot::Subject);
            bearers.push(Bearer {
                clause: at,
                noun: noun && !found.holders.is_empty(),
                found,
                topics: Vec::new(),
            });
        }
        for at in 0..view.clauses.len() {
            for found in view.owned_nouns(at, self.rules) {
                // "Wants a promise from Poland": what is demanded is not yet given.
                let wanted = self.outcome(&found) == Outcome::Claim(Stance::Commit)
                    && view.ancestors(at).any(|a| {
                        bearers.iter().any(|b| {
                            b.clause == a
                                && !b.noun
                                && self.outcome(&b.found) == Outcome::Claim(Stance::Demand)
                        })
                    });
                if !wanted && !bearers.iter().any(|b| b.clause == at && b.found.cue.words == found.cue.words)
                {
                    bearers.push(Bearer { clause: at, noun: true, found, topics: Vec::new() });
                }
            }
        }
        bearers
    }

    fn outcome(&self, found: &Match) -> Outcome {
        self.rules.rules()[found.rule].outcome
    }

    /// A verb of saying hands the claim on to what is said.
    fn transparent(&self, view: &SentenceView, at: usize, found: &Match) -> bool {
        let clause = &view.clauses[at];
        let head = &view.words[clause.head];
        if !head.traits.any(Classes::REPORTING.with(Classes::ATTITUDE)) {
            return false;
        }
        let said = view.clauses.iter().any(|c| c.kind == Kind::Complement && c.parent == Some(at))
            || view.words[clause.group.end..]
                .first()
                .is_some_and(|w| matches!(w.class, Class::Quote | Class::Colon));
        let rule = &self.rules.rules()[found.rule];
        let own = matches!(rule.outcome, Outcome::Claim(Stance::Warn | Stance::Predict))
            && rule.cue == Some(CueKind::Verb);
        let last = clause.group.end + 2 >= view.words.len()
            || !view.topics.iter().any(|t| view.owner[t.words.start] == Some(at));
        (said || (last && rule.cue.is_none())) && !own
    }

    /// Clauses whose rule gives way to a cue in the infinitive behind them.
    fn yielding(&self, view: &SentenceView, best: &[Option<Match>]) -> Vec<bool> {
        let rule = |m: &Match| &self.rules.rules()[m.rule];
        let mut yielding = vec![false; best.len()];
        for (at, found) in best.iter().enumerate() {
            let clause = &view.clauses[at];
            let (Some(found), Some(parent)) = (found, clause.parent) else { continue };
            let cued = clause.kind == Kind::Infinitive && !clause.own_subject && rule(found).cue.is_some();
            let gives_way = best[parent]
                .as_ref()
                .is_some_and(|m| rule(m).yields && rule(m).outcome != rule(found).outcome);
            yielding[parent] |= cued && gives_way;
        }
        yielding
    }

    /// Whether clause `at` gives a claim beside those above it.
    fn stands_alone(&self, view: &SentenceView, at: usize, found: &Match, bearers: &[Bearer]) -> bool {
        let clause = &view.clauses[at];
        let cued = self.rules.rules()[found.rule].cue.is_some();
        // The nearest clause above that carries a claim, and whether it takes in what depends on it.
        let above =
            view.ancestors(at).skip(1).find_map(|a| bearers.iter().find(|b| b.clause == a && !b.noun));
        let takes = above.is_some_and(|b| {
            let rule = &self.rules.rules()[b.found.rule];
            match rule.outcome {
                Outcome::NoClaim => false,
                Outcome::Claim(stance) => rule.cue.is_some() || stance != Stance::Assess,
            }
        });
        match clause.kind {
            Kind::Main => true,
            Kind::Condition => false,
            Kind::Complement => !takes,
            Kind::Adverbial => cued || above.is_none(),
            Kind::Relative => cued,
            Kind::Infinitive => !takes && cued && !clause.passive,
            Kind::Participle => {
                let comma = clause.begin.checked_sub(1).is_some_and(|i| view.words[i].class == Class::Comma);
                let behind_preposition =
                    clause.begin.checked_sub(1).is_some_and(|i| view.words[i].class == Class::Preposition);
                let free = above.is_none() || (!takes && !behind_preposition);
                cued && (free || comma || clause.own_subject)
            }
        }
    }

    fn claim(
        &self,
        view: &SentenceView,
        bearer: &Bearer,
        rule: &Rule,
        conditions: &[ConditionAt],
        voices: &[Voice],
    ) -> Option<Claim> {
        let at = bearer.clause;
        let denied = !bearer.noun && view.is_denied(at, self.modifiers);
        let (outcome, negated) = match (denied, rule.denial) {
            (true, Some(denial)) if denial != rule.outcome => (denial, false),
            (true, _) if rule.negated == Some(true) => (rule.outcome, false),
            (denied, _) => (rule.outcome, denied != rule.negates),
        };
        let Outcome::Claim(mut stance) = outcome else { return None };
        let mut holders = bearer.found.holders.clone();
        let mut addressees = self.fill(view, bearer, &rule.addressee);
        let heard = view.heard(at, stance, &holders, voices);
        let mut attribution = heard.attribution;
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
        let mut adversaries = self.fill(view, bearer, &rule.adversary);
        if adversaries.is_empty() {
            adversaries = view.behind("against", 0..view.words.len());
        }
        let (legal_forms, capabilities) =
            bearer.topics.iter().partition(|&&t| view.mentions[t as usize].is_legal_form());
        let cue = view.span(bearer.found.cue.words.clone());
        let quote = attribution.as_ref().map_or_else(|| quoted(view, cue, voices), |a| a.quote);
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
            lemma: cue.slice(view.raw).to_lowercase(),
            quote,
            rule: bearer.found.rule,
            confidence: rule.confidence,
        })
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

/// Gives each legal form and capability to the bearer it belongs to.
fn assign(view: &SentenceView, bearers: &mut [Bearer]) {
    if bearers.is_empty() {
        return;
    }
    for topic in &view.topics {
        let word = topic.words.start;
        let owner = view.owner[word].unwrap_or(0);
        // A noun with an owner takes what stands behind it in its clause, and itself.
        let by_noun = bearers.iter().position(|b| {
            b.noun
                && b.found.cue.words.start <= word
                && word <= view.extent_end(b.clause)
                && view.ancestors(owner).any(|a| a == b.clause)
                && owner >= b.clause
        });
        if let Some(noun) = by_noun {
            bearers[noun].topics.push(topic.mention);
        }
        let home = view
            .ancestors(owner)
            .find_map(|a| bearers.iter().position(|b| !b.noun && b.clause == a))
            .or_else(|| nearest(view, bearers, word));
        if let Some(home) = home
            && by_noun.is_none()
        {
            bearers[home].topics.push(topic.mention);
        }
    }
}

/// A relative clause speaks of what it hangs on, a clause with a shared subject of that subject.
fn inherit(view: &SentenceView, bearers: &mut [Bearer]) {
    for bearer in bearers.iter_mut().filter(|b| b.topics.is_empty()) {
        let clause = &view.clauses[bearer.clause];
        let zone = match clause.kind {
            Kind::Relative => clause.begin.saturating_sub(ANTECEDENT_WORDS)..clause.begin,
            _ if !clause.own_subject => clause.subject.clone(),
            _ => continue,
        };
        bearer.topics =
            view.topics.iter().filter(|t| zone.contains(&t.words.start)).map(|t| t.mention).collect();
    }
}

/// How far back a relative clause looks for the legal forms and capabilities it speaks of.
const ANTECEDENT_WORDS: usize = 8;

/// The bearer whose verb stands nearest, for a topic in a clause without one above it.
fn nearest(view: &SentenceView, bearers: &[Bearer], word: usize) -> Option<usize> {
    (0..bearers.len())
        .filter(|&b| !bearers[b].noun)
        .min_by_key(|&b| view.clauses[bearers[b].clause].head.abs_diff(word))
}

/// Whether the mention names a state or organisation, not a person who speaks for none.
fn is_party(mention: &Mention) -> bool {
    !mention.id.starts_with("person:") && !mention.id.starts_with("org:")
}

fn same_actor(view: &SentenceView, known: &[u32], other: u32) -> bool {
    known.iter().any(|&k| view.mentions[k as usize].id == view.mentions[other as usize].id)
}

/// The mentions, the first of each actor only.
fn distinct(view: &SentenceView, mentions: Vec<u32>) -> Vec<u32> {
    let mut kept: Vec<u32> = Vec::new();
    for mention in mentions {
        if !same_actor(view, &kept, mention) {
            kept.push(mention);
        }
    }
    kept
}

fn quoted(view: &SentenceView, cue: Span, voices: &[Voice]) -> Quoted {
    let voice = voices
        .iter()
        .filter(|v| v.contents.iter().any(|c| c.contains(cue)))
        .min_by_key(|v| v.contents.iter().map(|c| c.len()).sum::<usize>());
    let _ = view;
    voice.map_or(Quoted::None, |v| v.quote)
}

/// Adds a claim, or unites it with one of the same stance, holders and polarity of its sentence.
fn merge(view: &SentenceView, claims: &mut Vec<Claim>, first: usize, claim: Claim) {
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
