//! An explanation: what the engine saw in a sentence, which rule gave a claim, and where the others stopped.
//!
//! It is written by a watcher of the one engine; nothing is computed a second time.

use crate::claim::matching::{NearMatch, Stopped};
use crate::claim::sentence::SentenceView;
use crate::claim::{Claim, Silence, Watch};
use crate::rules::{CueKind, Rule, RuleSet};
use crate::tag::Referent;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Collects what the engine does, as text for people.
pub struct Explanation<'k> {
    rules: &'k RuleSet,
    /// The text so far, a paragraph a sentence.
    pub text: String,
}

impl<'k> Explanation<'k> {
    /// An empty explanation; `rules` are those of the engine watched.
    pub fn new(rules: &'k RuleSet) -> Self {
        Self { rules, text: String::new() }
    }

    fn line(&mut self, label: &str, text: &str) {
        let _ = writeln!(self.text, "  {label:<10}{text}");
    }

    fn rule(&self, index: usize) -> &str {
        &self.rules.rules()[index].name
    }
}

/// The most reasons why rules stopped that are shown for a sentence.
const REASONS: usize = 6;
/// The most rules that are named for a reason.
const RULES: usize = 8;

impl Watch for Explanation<'_> {
    fn sentence(&mut self, view: &SentenceView) {
        let span = view.span(0..view.words.len());
        let flat: String = span.slice(view.raw).split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(self.text, "sentence {}  {flat}", view.index + 1);
        let words: Vec<String> =
            (0..view.words.len()).map(|i| format!("{}/{:?}", view.text(i), view.words[i].class)).collect();
        self.line("words", &words.join(" "));
        for mention in view.mentions.iter().filter(|m| m.sentence == view.index) {
            let what = match &mention.referent {
                Referent::Actor { via, person, .. } => {
                    format!(
                        "actor {} ({:?}{})",
                        mention.id,
                        via,
                        person.as_ref().map(|p| format!(", {p}")).unwrap_or_default()
                    )
                }
                Referent::LegalForm { strength, .. } => {
                    format!("legal form {} (strength {strength})", mention.id)
                }
                Referent::Capability { .. } => format!("capability {}", mention.id),
                Referent::Time { value } => format!("time {}", value.as_deref().unwrap_or("?")),
                Referent::Quantity => format!("quantity {}", mention.id),
            };
            let words = mention.span.slice(view.raw).to_string();
            self.line("mention", &format!("{what}: {words}"));
        }
        for (i, clause) in view.clauses.iter().enumerate() {
            let part = |range: &std::ops::Range<usize>| {
                if range.is_empty() {
                    "-".into()
                } else {
                    view.span(range.clone()).slice(view.raw).to_string()
                }
            };
            let mut notes = Vec::new();
            if clause.negated {
                notes.push("denied".to_string());
            }
            if clause.passive {
                notes.push("passive".to_string());
            }
            if let Some(modal) = clause.modal {
                notes.push(format!("modal {modal:?}").to_lowercase());
            }
            let text = format!(
                "{} {:?}{}: verb \"{}\", subject \"{}\" {}",
                i + 1,
                clause.kind,
                clause.parent.map(|p| format!(" under {}", p + 1)).unwrap_or_default(),
                part(&clause.group),
                part(&clause.subject),
                notes.join(", ")
            );
            self.line("clause", text.trim_end());
        }
    }

    fn near(&mut self, _view: &SentenceView, near: &[NearMatch]) {
        let mut by_reason: BTreeMap<Reverse<Stopped>, Vec<String>> = BTreeMap::new();
        for hit in near {
            let name = format!("{} (clause {})", self.rule(hit.rule), hit.clause + 1);
            let names = by_reason.entry(Reverse(hit.stopped)).or_default();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        for (Reverse(stopped), names) in by_reason.iter().take(REASONS) {
            let mut text = format!("{}: {}", stopped.reason(), names[..names.len().min(RULES)].join(", "));
            if names.len() > RULES {
                let _ = write!(text, " and {} more", names.len() - RULES);
            }
            self.line("near", &text);
        }
    }

    fn claim(&mut self, view: &SentenceView, clause: usize, claim: &Claim) {
        let ids = |list: &[u32]| {
            list.iter().map(|&m| &*view.mentions[m as usize].id).collect::<Vec<_>>().join(", ")
        };
        let denied = if claim.negated { " (denied)" } else { "" };
        let text = format!(
            "{}{denied}, {}, by rule {} in clause {}, {}",
            claim.stance.id(),
            claim.modality.id(),
            self.rule(claim.rule),
            clause + 1,
            made_by(&self.rules.rules()[claim.rule], &claim.lemma)
        );
        self.line("CLAIM", &text);
        self.line("cue", claim.cue.slice(view.raw));
        for (label, list) in [
            ("holders", &claim.holders),
            ("forms", &claim.legal_forms),
            ("capable", &claim.capabilities),
            ("for", &claim.beneficiaries),
            ("asked", &claim.addressees),
            ("against", &claim.adversaries),
        ] {
            if !list.is_empty() {
                self.line(label, &ids(list));
            }
        }
        if let Some(attribution) = &claim.attribution {
            let source = attribution.source.map_or("not named", |s| &view.mentions[s as usize].id);
            let cue = attribution.cue.map_or("", |c| c.slice(view.raw));
            self.line("said by", &format!("{source} {cue}"));
        }
        if let Some(condition) = &claim.condition {
            self.line(
                "condition",
                &format!(
                    "{} (trigger \"{}\")",
                    condition.span.slice(view.raw),
                    condition.trigger.slice(view.raw)
                ),
            );
        }
    }

    fn silent(&mut self, sentence: u32, clause: Option<usize>, silence: Silence) {
        let place = clause.map_or(format!("sentence {}", sentence + 1), |c| format!("clause {}", c + 1));
        let why = match silence {
            Silence::NoTopic => "names neither a legal form nor a capability".to_string(),
            Silence::Question => "asks, and a question claims nothing".to_string(),
            Silence::NoVerb => "has no finite verb".to_string(),
            Silence::Ruled(rule) => format!("rule {} says that it reports something else", self.rule(rule)),
            Silence::NoRule => "no rule fits".to_string(),
            Silence::TopicElsewhere(rule) => {
                format!("rule {} fits, but no legal form or capability belongs to it", self.rule(rule))
            }
        };
        self.line("no claim", &format!("{place}: {why}"));
    }
}

/// What made a claim of `rule`: a cue that the rule lists, or else the shape of the clause or the sentence before.
fn made_by(rule: &Rule, lemma: &str) -> String {
    match rule.cue {
        None => format!("shape of the clause (verb `{lemma}`)"),
        Some(kind) if kind == CueKind::Pattern || rule.cues.iter().any(|c| c.to_lowercase() == lemma) => {
            format!("cue `{lemma}` ({})", kind.id())
        }
        Some(_) => format!("as the sentence before opens it (verb `{lemma}`)"),
    }
}
