//! Bearers: the clauses and nouns of a sentence that carry a claim, and what each of them speaks of.

use super::engine::Engine;
use super::matching::{Match, NearMatch};
use super::reading::{Class, Kind};
use super::sentence::SentenceView;
use crate::lexicon::Classes;
use crate::rules::{CueKind, Outcome, Slot, Stance};

/// A clause that gives a claim, or says that there is none.
#[derive(Clone, Debug)]
pub struct Bearer {
    /// Index of the clause.
    pub clause: usize,
    /// The rule that fits, and its cue.
    pub found: Match,
    /// Whether a noun with an owner carries it: then only what stands behind the noun belongs to it.
    pub noun: bool,
    /// Whether a cue carries it, and not the shape of the clause alone.
    pub cued: bool,
    /// Mentions of the legal forms and capabilities it speaks of.
    pub topics: Vec<u32>,
}

impl Engine<'_> {
    /// The clauses that carry a claim of their own.
    pub(super) fn bearers(&self, view: &SentenceView, near: &mut Vec<NearMatch>) -> Vec<Bearer> {
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
            // A visit or a battle told in passing does not take the topics of the main clause.
            let aside = view.clauses[at].kind != Kind::Main && self.outcome(&found) == Outcome::NoClaim;
            if aside && view.clauses.iter().any(|c| c.kind == Kind::Main && c.finite) {
                continue;
            }
            let noun = found.cue.noun && !self.rules.rules()[found.rule].holder.contains(&Slot::Subject);
            let cued = self.rules.rules()[found.rule].cue.is_some();
            bearers.push(Bearer {
                clause: at,
                noun: noun && !found.holders.is_empty(),
                cued,
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
                // "Never kept its promise": the holder is the clause's own, and so is the stance.
                let own = bearers
                    .iter()
                    .any(|b| b.clause == at && !b.noun && view.same_actors(&b.found.holders, &found.holders));
                if !wanted
                    && !own
                    && !bearers.iter().any(|b| b.clause == at && b.found.cue.words == found.cue.words)
                {
                    bearers.push(Bearer { clause: at, noun: true, cued: true, found, topics: Vec::new() });
                }
            }
        }
        bearers
    }

    /// A clause behind *although*, *while* or *because* that names a topic of its own says something of its own.
    fn stands_beside(&self, view: &SentenceView, at: usize) -> bool {
        let clause = &view.clauses[at];
        let concedes = clause.marker.is_some_and(|m| {
            matches!(
                view.text(m).to_ascii_lowercase().as_str(),
                "although" | "though" | "while" | "whereas" | "because"
            )
        });
        concedes && view.topics.iter().any(|t| view.owner[t.words.start] == Some(at))
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
        let own = matches!(
            rule.outcome,
            Outcome::Claim(Stance::Warn | Stance::Predict | Stance::Propose | Stance::Offer)
        ) && rule.cue == Some(CueKind::Verb);
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
        let rule = &self.rules.rules()[found.rule];
        // "For guarantees to be credible": words that say little carry no claim below a clause.
        let below = matches!(clause.kind, Kind::Infinitive | Kind::Participle);
        let cued = rule.cue.is_some() && !(rule.fallback && below);
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
            Kind::Adverbial => (cued && !clause.passive) || above.is_none() || self.stands_beside(view, at),
            Kind::Relative => cued || self.rules.rules()[found.rule].giving == Some(true),
            Kind::Infinitive => !takes && cued && !clause.passive,
            Kind::Participle => {
                let comma = clause.begin.checked_sub(1).is_some_and(|i| view.words[i].class == Class::Comma);
                let behind_preposition =
                    clause.begin.checked_sub(1).is_some_and(|i| view.words[i].class == Class::Preposition);
                let free = above.is_none() || (!takes && !behind_preposition);
                let action =
                    !matches!(self.rules.rules()[found.rule].outcome, Outcome::Claim(s) if s.is_judgement());
                cued && (free || comma || clause.own_subject || clause.negated) && (action || comma)
            }
        }
    }
}

/// Gives each legal form and capability to the bearer it belongs to.
pub(super) fn assign(view: &SentenceView, bearers: &mut [Bearer]) {
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
            && (by_noun.is_none() || bearers[home].cued)
        {
            bearers[home].topics.push(topic.mention);
        }
    }
}

/// A relative clause speaks of what it hangs on, a clause with a shared subject of that subject.
pub(super) fn inherit(view: &SentenceView, bearers: &mut [Bearer]) {
    for bearer in bearers.iter_mut().filter(|b| b.topics.is_empty()) {
        let clause = &view.clauses[bearer.clause];
        let zone = match clause.kind {
            Kind::Relative => clause.begin.saturating_sub(ANTECEDENT_WORDS)..clause.begin,
            _ if !clause.own_subject => clause.subject.clone(),
            _ => 0..0,
        };
        // "For guarantees to work, they need": what the pronoun stands for was named before.
        let pronoun = clause.subject.len() == 1
            && clause.subject.clone().all(|i| {
                matches!(
                    view.text(i).to_ascii_lowercase().as_str(),
                    "it" | "they" | "this" | "these" | "those"
                )
            });
        let inside = |t: &&super::sentence::Topic| {
            if pronoun && t.words.end <= clause.begin {
                return true;
            }
            // "Germany, which has given batteries, declined to send more": the relative clause has named them.
            let owner = view.owner[t.words.start];
            owner.is_some_and(|o| {
                view.clauses[o].kind == Kind::Relative
                    && view.clauses[o].parent.is_none_or(|p| p == bearer.clause)
            })
        };
        if bearer.cued && clause.kind == Kind::Main && zone.is_empty() {
            bearer.topics = view.topics.iter().filter(inside).map(|t| t.mention).collect();
            continue;
        }
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
