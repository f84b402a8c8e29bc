//! Lints on slots and conditions that do not fit the kind of cue, or each other.

use super::Sheet;
use super::placed::PlacedRule;
use crate::rules::rule::CueKind;
use crate::rules::stance::Stance;

pub fn lint(sheet: &mut Sheet, rule: &PlacedRule) {
    slots(sheet, rule);
    conditions(sheet, rule);
    if rule.stance.value == "none" {
        for (role, slots) in &rule.slots {
            let message = format!("a rule without a claim has no {role}");
            let help = Some("remove it, or give the rule a stance".into());
            sheet.of(rule).warning("unused-key", slots[0].span.clone(), message, "never filled", help);
        }
    }
}

fn slots(sheet: &mut Sheet, rule: &PlacedRule) {
    for (role, slots) in &rule.slots {
        for (at, slot) in slots.iter().enumerate() {
            let name = slot.value.as_str();
            let advice = match (name, rule.cue) {
                ("possessor", Some(CueKind::Noun | CueKind::Phrase)) => None,
                ("possessor", _) => Some("only a noun has an owner: write `subject` or `agent`"),
                ("infinitive-subject", Some(CueKind::Verb)) => None,
                ("infinitive-subject", _) => {
                    Some("only a verb takes one: write a phrase, such as `to-phrase`")
                }
                ("agent", Some(CueKind::Noun)) => {
                    Some("write `possessor`: it finds \"the refusal by Hungary\" too")
                }
                _ => None,
            };
            if let Some(advice) = advice {
                let message = format!("`{name}` is no place beside {}", rule.cue_name());
                let help = Some(advice.to_string());
                sheet.of(rule).warning("unfit-slot", slot.span.clone(), message, "never filled", help);
            }
            if slots[..at].iter().any(|other| other.value == slot.value) {
                let message = format!("`{name}` is listed twice");
                let help = Some("remove one of them".to_string());
                sheet.of(rule).warning("repeated-slot", slot.span.clone(), message, "", help);
            }
            if name == "nobody" && slots.len() > 1 {
                let message = format!("`nobody` beside another {role}");
                let help = Some("write either `nobody` or places".to_string());
                sheet.of(rule).warning("unfit-slot", slot.span.clone(), message, "", help);
            }
        }
    }
    let passive = rule.condition("voice").map(|v| v.value.as_str());
    let holders = rule.slots_of("holder");
    if passive == Some("active")
        && let Some(slot) = holders.iter().find(|s| matches!(s.value.as_str(), "agent" | "passive-subject"))
    {
        let message = format!("an active verb has no {}", slot.value);
        let help = Some("write `subject`, or remove voice = \"active\"".to_string());
        sheet.of(rule).warning("unfit-slot", slot.span.clone(), message, "never filled", help);
    }
    // Judgements and nouns have holders of their own where none is written.
    let judgement = Stance::from_id(&rule.stance.value).is_some_and(Stance::is_judgement);
    let by_default = holders.is_empty() && !judgement && rule.cue != Some(CueKind::Noun);
    let only_subject = !holders.is_empty() && holders.iter().all(|s| s.value == "subject");
    if passive == Some("passive") && rule.stance.value != "none" && (by_default || only_subject) {
        let span = holders.first().map_or(rule.name.span.clone(), |s| s.span.clone());
        let message = "the subject of a passive verb holds nothing: it is what is done".to_string();
        let help = Some("write holder = [\"agent\"], [\"passive-subject\"] or [\"nobody\"]".to_string());
        sheet.of(rule).warning("unfit-slot", span, message, "", help);
    }
}

fn conditions(sheet: &mut Sheet, rule: &PlacedRule) {
    if rule.cue == Some(CueKind::Noun) {
        for key in ["voice", "tense", "modal", "negated", "giving"] {
            if let Some(condition) = rule.condition(key) {
                let message = format!("`{key}` is about the verb of the clause, not about the noun");
                let help = Some("remove it, or write a rule on the verb".to_string());
                sheet.of(rule).warning("unfit-condition", condition.span.clone(), message, "", help);
            }
        }
    }
    if rule.cue == Some(CueKind::Adjective)
        && let Some(condition) = rule.condition("voice")
    {
        let message = "an adjective has no voice".to_string();
        let help = Some("remove it, or write the cue as `verb`".to_string());
        sheet.of(rule).warning("unfit-condition", condition.span.clone(), message, "", help);
    }
    if let Some(modal) = rule.condition("modal") {
        let values: Vec<&str> = modal.value.split('|').collect();
        if rule.condition("tense").is_some_and(|t| t.value == "past") && !values.contains(&"none") {
            let message = "a verb behind a modal has no past tense".to_string();
            let help = Some("remove `tense` or `modal`: together they fit no clause".to_string());
            sheet.of(rule).warning("unfit-condition", modal.span.clone(), message, "never met", help);
        }
    }
}
