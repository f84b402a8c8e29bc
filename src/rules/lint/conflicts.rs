//! Lints over all rules: names given twice, and cues for which two rules would fire alike.

use super::Sheet;
use super::placed::{PlacedRule, words_of};
use crate::rules::rule::CueKind;
use crate::rules::stance::Stance;
use std::collections::BTreeMap;

/// What decides between rules: kind of cue, whether it needs a holder, its words, conditions.
type Key<'r> = (Option<CueKind>, bool, Vec<String>, Vec<(&'r str, &'r str)>);

pub fn lint(sheet: &mut Sheet, rules: &[PlacedRule]) {
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, rule) in rules.iter().enumerate() {
        if let Some(&other) = last.get(rule.name.value.as_str()) {
            twice(sheet, &rules[other], rule);
        }
        last.insert(&rule.name.value, index);
    }
    // A rule of the same name in a later folder has replaced the earlier one.
    let mut used: Vec<&PlacedRule> = last.into_values().map(|i| &rules[i]).collect();
    used.sort_by_key(|r| (r.file, r.name.span.start));
    let mut first: BTreeMap<Key, &PlacedRule> = BTreeMap::new();
    for rule in used {
        let mut conditions: Vec<_> = rule.conditions.iter().map(|(k, v)| (*k, v.value.as_str())).collect();
        conditions.sort_unstable();
        if rule.cue.is_none() {
            if let Some(other) = first.insert((None, false, Vec::new(), conditions), rule) {
                let message = format!("the rule `{}` has the same conditions", other.name.value);
                alike(sheet, rule, other, rule.name.span.clone(), message);
            }
            continue;
        }
        for cue in &rule.cues {
            let key = (rule.cue, needs_holder(rule), words_of(&cue.value), conditions.clone());
            match first.get(&key) {
                Some(other) if other.name.value != rule.name.value => {
                    let message = format!(
                        "`{}` is a cue of the rule `{}` too, under the same conditions",
                        cue.value, other.name.value
                    );
                    alike(sheet, rule, other, cue.span.clone(), message);
                }
                Some(_) => {}
                None => {
                    first.insert(key, rule);
                }
            }
        }
    }
}

/// Whether the rule stops where nobody stands in its holder's places: a noun leaves the clause to others then.
fn needs_holder(rule: &PlacedRule) -> bool {
    let judgement = Stance::from_id(&rule.stance.value).is_some_and(Stance::is_judgement);
    let nobody = rule.slots_of("holder").iter().any(|s| s.value == "nobody");
    rule.cue == Some(CueKind::Noun) && !judgement && !nobody
}

/// Two rules of one folder with one name; in one file the parser says so.
fn twice(sheet: &mut Sheet, other: &PlacedRule, rule: &PlacedRule) {
    if other.layer == rule.layer && other.file != rule.file {
        let message = format!("a second rule `{}`", rule.name.value);
        let label = format!("the first stands in {}", other.shown);
        let help = Some("give one of them another name".to_string());
        sheet.of(rule).error("duplicate-name", rule.name.span.clone(), message, &label, help);
    }
}

/// Two rules between which nothing but the stance and the name decides.
fn alike(
    sheet: &mut Sheet,
    rule: &PlacedRule,
    other: &PlacedRule,
    span: std::ops::Range<usize>,
    message: String,
) {
    let rank = |r: &PlacedRule| {
        let stance = Stance::from_id(&r.stance.value).map_or(usize::MAX, |s| s as usize);
        (stance, r.name.value.clone())
    };
    let winner = if rank(rule) < rank(other) { rule } else { other };
    let label = format!("`{}` stands in {}", other.name.value, other.shown);
    let remedy = if rule.cue.is_some() { "remove the cue from one, or " } else { "" };
    let help = format!(
        "only `{}` would fire: {remedy}give one of them a condition (subject, modal, complement, voice)",
        winner.name.value
    );
    sheet.of(rule).warning("same-cue", span, message, &label, Some(help));
}
