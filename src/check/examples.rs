//! Examples: the texts that rules say they find or leave alone, judged against what is really found.
//!
//! A judgement has one of five values, and two of them are good: a claim was found, or a refused text
//! stayed quiet. How claims are found is the caller's business.

use super::compare::{list, pair};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::{Example, ExpectedClaim, Outcome, Rule, RuleSet};
use serde::Serialize;

/// A claim that was found, in ids.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FoundClaim {
    /// Name of the rule that found it.
    pub rule: String,
    /// The stance.
    pub stance: String,
    /// Whether the content is denied.
    pub negated: bool,
    /// Modality.
    pub modality: String,
    /// Ids of the holders.
    pub holders: Vec<String>,
    /// Ids of the beneficiaries.
    pub beneficiaries: Vec<String>,
    /// Ids of the addressees.
    pub addressees: Vec<String>,
    /// Ids of the legal forms.
    pub legal_forms: Vec<String>,
    /// Ids of the capabilities.
    pub capabilities: Vec<String>,
}

impl FoundClaim {
    /// The codebook's name of the polarity.
    pub fn polarity(&self) -> &'static str {
        if self.negated { "negated" } else { "affirmed" }
    }

    /// The claim in one line: stance, rule, then what is not empty.
    pub fn line(&self) -> String {
        let mut out = format!("{} by `{}`", self.stance, self.rule);
        for (part, ids) in [
            ("holders", &self.holders),
            ("beneficiaries", &self.beneficiaries),
            ("addressees", &self.addressees),
            ("legal_forms", &self.legal_forms),
            ("capabilities", &self.capabilities),
        ] {
            if !ids.is_empty() {
                out.push_str(&format!("; {part} {}", list(ids)));
            }
        }
        format!("{out}; {}, {}", self.polarity(), self.modality)
    }
}

/// How an example came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// What was expected was found.
    Found,
    /// A refused text gave nothing.
    Quiet,
    /// A claim was expected and not found.
    Missed,
    /// A claim was found where none was expected.
    Noise,
    /// A claim was found in the right place, with other values.
    Wrong,
}

impl Verdict {
    /// All verdicts, the good ones first.
    pub const ALL: [Verdict; 5] =
        [Verdict::Found, Verdict::Quiet, Verdict::Missed, Verdict::Noise, Verdict::Wrong];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Found => "found",
            Verdict::Quiet => "quiet",
            Verdict::Missed => "missed",
            Verdict::Noise => "noise",
            Verdict::Wrong => "wrong",
        }
    }

    /// Whether the example came out as its rule says.
    pub fn is_good(self) -> bool {
        matches!(self, Verdict::Found | Verdict::Quiet)
    }
}

/// A part of a claim with another value than expected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Name of the part.
    pub part: &'static str,
    /// What was expected.
    pub expected: String,
    /// What was found.
    pub found: String,
}

/// One example, judged.
#[derive(Clone, Debug)]
pub struct Judgement<'r> {
    /// The rule.
    pub rule: &'r Rule,
    /// The example.
    pub example: &'r Example,
    /// Whether the rule says that it accepts the text.
    pub accepted: bool,
    /// How it came out.
    pub verdict: Verdict,
    /// All claims found in the text, of whatever rule.
    pub found: Vec<FoundClaim>,
    /// What differs, for [`Verdict::Wrong`].
    pub differences: Vec<Difference>,
}

/// Judges all examples of all rules, in the order of the rules; `find` finds the claims of a text.
pub fn judge<'r>(rules: &'r RuleSet, find: impl Fn(&str) -> Vec<FoundClaim>) -> Vec<Judgement<'r>> {
    let mut out = Vec::new();
    for rule in rules.rules() {
        for (list, accepted) in [(&rule.accepts, true), (&rule.refuses, false)] {
            for example in list {
                let found = find(&example.text);
                let (verdict, differences) = verdict(rule, example, accepted, &found);
                out.push(Judgement { rule, example, accepted, verdict, found, differences });
            }
        }
    }
    out
}

fn verdict(
    rule: &Rule,
    example: &Example,
    accepted: bool,
    found: &[FoundClaim],
) -> (Verdict, Vec<Difference>) {
    if rule.outcome == Outcome::NoClaim {
        // A rule that gives no claim shows itself by what it keeps from being one.
        let verdict = match (accepted, found.is_empty()) {
            (true, true) => Verdict::Found,
            (true, false) => Verdict::Noise,
            (false, false) => Verdict::Quiet,
            (false, true) => Verdict::Missed,
        };
        return (verdict, Vec::new());
    }
    let own: Vec<FoundClaim> = found.iter().filter(|c| c.rule == rule.name).cloned().collect();
    match (accepted, own.is_empty()) {
        (false, true) => return (Verdict::Quiet, Vec::new()),
        (false, false) => return (Verdict::Noise, Vec::new()),
        (true, true) => return (Verdict::Missed, Vec::new()),
        (true, false) => {}
    }
    if example.claims == [ExpectedClaim::default()] {
        return (Verdict::Found, Vec::new());
    }
    let (mut differences, missing, extra) = pair(&example.claims, &own);
    if missing > 0 || !differences.is_empty() {
        if missing > 0 {
            let count = |n: usize| format!("{n} of this rule");
            let (expected, found) = (count(example.claims.len()), count(own.len()));
            differences.push(Difference { part: "claims", expected, found });
        }
        return (Verdict::Wrong, differences);
    }
    (if extra > 0 { Verdict::Noise } else { Verdict::Found }, Vec::new())
}

impl Judgement<'_> {
    /// What went wrong, with its place in the rule file; `None` for a good verdict.
    pub fn diagnostic(&self) -> Option<Diagnostic> {
        let name = &self.rule.name;
        let nothing = self.rule.outcome == Outcome::NoClaim;
        let (code, message) = match (self.verdict, nothing) {
            (Verdict::Found | Verdict::Quiet, _) => return None,
            (Verdict::Missed, false) => ("missed", format!("`{name}` does not find its example")),
            (Verdict::Missed, true) => {
                ("missed", format!("this text gives no claim, and `{name}` refuses it"))
            }
            (Verdict::Noise, true) => {
                ("noise", format!("a claim is found where `{name}` says there is none"))
            }
            (Verdict::Noise, false) if self.accepted => {
                ("noise", format!("`{name}` finds more claims than its example has"))
            }
            (Verdict::Noise, false) => ("noise", format!("`{name}` finds a claim in a text that it refuses")),
            (Verdict::Wrong, _) => ("wrong", format!("`{name}` finds its example with other values")),
        };
        Some(Diagnostic {
            severity: Severity::Error,
            code,
            file: self.rule.file.clone(),
            span: self.example.span.clone(),
            message,
            label: self.example.why.clone().unwrap_or_default(),
            help: None,
        })
    }

    /// Expected, found and what differs, a line each.
    pub fn details(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if self.accepted && self.rule.outcome != Outcome::NoClaim {
            let all = self.example.claims.iter().map(expected_line).collect::<Vec<_>>();
            lines.extend(all.into_iter().map(|line| format!("expected: {line}")));
        }
        if self.found.is_empty() {
            lines.push("found:    no claim".into());
        }
        lines.extend(self.found.iter().map(|claim| format!("found:    {}", claim.line())));
        for Difference { part, expected, found } in &self.differences {
            lines.push(format!("differs:  {part}: expected {expected}, found {found}"));
        }
        lines
    }
}

fn expected_line(claim: &ExpectedClaim) -> String {
    let mut parts = Vec::new();
    for (part, ids) in [
        ("holders", &claim.holders),
        ("beneficiaries", &claim.beneficiaries),
        ("addressees", &claim.addressees),
        ("legal_forms", &claim.legal_forms),
        ("capabilities", &claim.capabilities),
    ] {
        parts.extend(ids.as_ref().map(|ids| format!("{part} {}", list(ids))));
    }
    parts.extend(claim.polarity.clone());
    parts.extend(claim.modality.clone());
    if parts.is_empty() { "any claim of this rule".into() } else { parts.join("; ") }
}
