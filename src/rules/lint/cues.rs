//! Lints on the words of a cue: what would never be met in a text, or not as meant.

use super::Sheet;
use super::lemmas::Lemmas;
use super::placed::{PlacedRule, words_of};
use crate::diagnostic::table::Placed;
use crate::lexicon::Classes;
use crate::rules::rule::CueKind;

pub fn lint(sheet: &mut Sheet, rule: &PlacedRule, lemmas: &Lemmas) {
    if rule.cue == Some(CueKind::Pattern) {
        return;
    }
    if rule.cue == Some(CueKind::Pattern) {
        return;
    }
    for (at, cue) in rule.cues.iter().enumerate() {
        let words = words_of(&cue.value);
        if let Some(sign) = cue.value.chars().find(|&c| is_sign(c)) {
            let help = match sign {
                ',' | ';' | '/' | '|' => "write a list, each cue in quotes of its own: [\"pledge\", \"vow\"]",
                '*' | '?' | '[' | ']' | '(' | ')' => {
                    "write the lemma; inflected forms are found by themselves"
                }
                _ => "write words and blanks only",
            };
            warn(sheet, rule, "bad-character", cue, format!("`{sign}` is no part of a word"), help.into());
            continue;
        }
        if cue.value.chars().any(char::is_uppercase) {
            let help = format!("write `{}`; capitals in the text do not matter", cue.value.to_lowercase());
            warn(sheet, rule, "capital-in-cue", cue, format!("the cue `{}` has capitals", cue.value), help);
        }
        if cue.value.chars().any(char::is_numeric) {
            let message = format!("the cue `{}` has a number in it", cue.value);
            warn(
                sheet,
                rule,
                "digit-in-cue",
                cue,
                message,
                "a cue is a word; amounts are found elsewhere".into(),
            );
        }
        if rule.cues[..at].iter().any(|other| words_of(&other.value) == words) {
            let message = format!("the cue `{}` is listed twice", cue.value);
            warn(sheet, rule, "repeated-cue", cue, message, "remove one of them".into());
        }
        let Some(first) = words.first() else { continue };
        match rule.cue {
            Some(CueKind::Verb) => verb(sheet, rule, lemmas, cue, first, &words),
            Some(CueKind::Noun) => noun(sheet, rule, lemmas, cue, first, &words),
            Some(CueKind::Adjective) => adjective(sheet, rule, lemmas, cue, first, &words),
            _ => {}
        }
    }
}

fn verb(
    sheet: &mut Sheet,
    rule: &PlacedRule,
    lemmas: &Lemmas,
    cue: &Placed<String>,
    first: &str,
    words: &[String],
) {
    let Some(entry) = lemmas.entry(first) else { return };
    let rest = words[1..].join(" ");
    if let Some(lemma) = lemmas.inflected(first) {
        let lemma = format!("{lemma} {rest}");
        let message = format!("`{}` is an inflected form, so it is never met", cue.value);
        return warn(
            sheet,
            rule,
            "inflected-cue",
            cue,
            message,
            format!("write the lemma `{}`", lemma.trim()),
        );
    }
    // `be` and `have` carry stances behind which other words stand: "is part of".
    if entry.classes.any(Classes::BASE) || first == "be" || first == "have" {
        return;
    }
    if first == "to" && !rest.is_empty() {
        let message = "a verb is written without `to`".into();
        return warn(sheet, rule, "leading-word", cue, message, format!("write `{rest}`"));
    }
    if entry.classes.any(Classes::AUXILIARY) {
        let message = format!("`{first}` is an auxiliary, and no verb of a cue");
        let help = match entry.classes.any(Classes::MODAL) {
            true => format!("write it as a condition: modal = [\"{first}\"]"),
            false => "write what stands behind it, as `adjective` or as `verb`".to_string(),
        };
        return warn(sheet, rule, "auxiliary-cue", cue, message, help);
    }
    let help = match lemmas.near(first) {
        Some(near) => format!("did you mean `{near}`? else add it to [verbs] in a words.toml"),
        None => "add it to [verbs] in a words.toml".into(),
    };
    let message = format!("`{first}` is no verb of the word lists, so its forms are not met");
    warn(sheet, rule, "unknown-verb", cue, message, help);
}

fn noun(
    sheet: &mut Sheet,
    rule: &PlacedRule,
    lemmas: &Lemmas,
    cue: &Placed<String>,
    first: &str,
    words: &[String],
) {
    if leading(sheet, rule, lemmas, cue, first, words, Classes::DETERMINER, "an article") {
        return;
    }
    if words.len() == 1
        && let Some(singular) = lemmas.singular(first)
    {
        let message = format!("`{first}` is a plural, so the singular is not met");
        let help = format!("write the lemma `{singular}`: its plural is found too");
        warn(sheet, rule, "inflected-cue", cue, message, help);
    }
}

fn adjective(
    sheet: &mut Sheet,
    rule: &PlacedRule,
    lemmas: &Lemmas,
    cue: &Placed<String>,
    first: &str,
    words: &[String],
) {
    leading(sheet, rule, lemmas, cue, first, words, Classes::BE, "a form of `be`");
}

#[expect(clippy::too_many_arguments, reason = "one check with two wordings")]
fn leading(
    sheet: &mut Sheet,
    rule: &PlacedRule,
    lemmas: &Lemmas,
    cue: &Placed<String>,
    first: &str,
    words: &[String],
    class: Classes,
    what: &str,
) -> bool {
    let rest = words[1..].join(" ");
    let leading = !rest.is_empty() && lemmas.entry(first).is_some_and(|e| e.classes.any(class));
    // "no intention" and the like deny; they are part of the cue.
    if !leading || lemmas.entry(first).is_some_and(|e| e.classes.any(Classes::NEGATION)) {
        return false;
    }
    let message = format!("`{first}` is {what}, and no part of the cue");
    warn(sheet, rule, "leading-word", cue, message, format!("write `{rest}`"));
    true
}

/// Marks that are part of no word; hyphens and apostrophes are.
fn is_sign(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace() && !matches!(c, '-' | '‐' | '‑' | '\'' | '’')
}

fn warn(
    sheet: &mut Sheet,
    rule: &PlacedRule,
    code: &'static str,
    cue: &Placed<String>,
    message: String,
    help: String,
) {
    sheet.of(rule).warning(code, cue.span.clone(), message, "", Some(help));
}
