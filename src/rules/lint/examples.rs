//! Lints on examples: ids that do not exist, texts that repeat, texts without the cue they show.

use super::Sheet;
use super::lemmas::Lemmas;
use super::placed::{PlacedExample, PlacedRule, words_of};
use crate::diagnostic::nearest;
use crate::diagnostic::table::Placed;
use crate::lexicon::inflect::with_s;
use crate::lexicon::topics::Layer;
use crate::lexicon::{ActorLexicon, TopicLexicon};
use crate::rules::knowledge::Parsed;
use crate::rules::pattern::Patterns;
use crate::rules::rule::CueKind;
use crate::span::Span;
use crate::split::{TokenKind, tokenize, word_key};

pub fn lint(sheet: &mut Sheet, rule: &PlacedRule, parsed: &Parsed, lemmas: &Lemmas) {
    repeats(sheet, rule);
    for example in &rule.accepts {
        values(sheet, rule, example, parsed);
        if !shows_cue(rule, example, lemmas) {
            let message = format!("this text has no cue of `{}`", rule.name.value);
            let help = "write a text in which one of the cues stands";
            warn(sheet, rule, "example-without-cue", &example.text, message, "", help);
        }
        if rule.stance.value == "none" && !example.values.is_empty() {
            let message = format!("`{}` gives no claim, so its example has none", rule.name.value);
            let help = "write claims = [], or give the rule a stance";
            warn(sheet, rule, "claim-of-none", &example.values[0].1, message, "", help);
        }
    }
}

fn repeats(sheet: &mut Sheet, rule: &PlacedRule) {
    let normal = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let mut known: Vec<(String, bool)> = Vec::new();
    for (list, accepted) in [(&rule.accepts, true), (&rule.refuses, false)] {
        for example in list {
            let text = normal(&example.text.value);
            match known.iter().find(|(other, _)| *other == text) {
                Some((_, side)) if *side == accepted => {
                    let help = "remove one, or show something else";
                    let message = "this example repeats another one of the rule".into();
                    warn(sheet, rule, "repeated-example", &example.text, message, "", help);
                }
                Some(_) => sheet.of(rule).error(
                    "contradictory-example",
                    example.text.span.clone(),
                    "this text is accepted and refused by the same rule".into(),
                    "accepted above",
                    Some("remove one of them".into()),
                ),
                None => known.push((text, accepted)),
            }
        }
    }
}

fn values(sheet: &mut Sheet, rule: &PlacedRule, example: &PlacedExample, parsed: &Parsed) {
    for (key, value) in &example.values {
        let id = value.value.as_str();
        match *key {
            "holders" | "beneficiaries" | "addressees" => {
                let Some(actors) = &parsed.actors else { continue };
                let outside = id.starts_with("person:") || id.starts_with("org:") || id == "unnamed";
                if outside || actors.actors.iter().any(|a| &*a.id == id) {
                    continue;
                }
                unknown(sheet, rule, value, "actor", actor_help(id, actors));
            }
            "legal_forms" | "capabilities" => {
                let Some(topics) = &parsed.topics else { continue };
                let (layer, other, what, there) = match *key {
                    "legal_forms" => (Layer::LegalForm, Layer::Capability, "legal form", "capabilities"),
                    _ => (Layer::Capability, Layer::LegalForm, "capability", "legal_forms"),
                };
                if topics.find(layer, id).is_some() {
                    continue;
                }
                let help = match topics.find(other, id) {
                    Some(_) => Some(format!("it belongs to `{there}`")),
                    None => topic_help(id, layer, topics),
                };
                unknown(sheet, rule, value, what, help);
            }
            "polarity" => one_of(sheet, rule, value, "polarity", &["affirmed", "negated"]),
            _ => one_of(sheet, rule, value, "modality", &["actual", "necessary", "possible", "conditional"]),
        }
    }
}

/// The id of the actor that bears the name, or the nearest id.
fn actor_help(id: &str, actors: &ActorLexicon) -> Option<String> {
    let by_name = actors.actors.iter().find(|a| a.name.eq_ignore_ascii_case(id)).map(|a| &*a.id);
    let by_case = actors.actors.iter().find(|a| a.id.eq_ignore_ascii_case(id)).map(|a| &*a.id);
    let near = by_name.or(by_case).or_else(|| {
        let name = nearest(id, actors.actors.iter().map(|a| &*a.name));
        name.and_then(|n| actors.actors.iter().find(|a| &*a.name == n)).map(|a| &*a.id)
    });
    match near {
        Some(near) => Some(format!("did you mean `{near}`?")),
        None => Some("states have their ISO 3166-1 code (`UKR`), persons `person:Family Name`".into()),
    }
}

fn topic_help(id: &str, layer: Layer, topics: &TopicLexicon) -> Option<String> {
    let of_layer = || topics.topics().iter().filter(|t| t.layer == layer);
    let plain = id.to_lowercase().replace([' ', '-'], "_");
    let exact = of_layer().find(|t| *t.id == *plain || t.label.eq_ignore_ascii_case(id)).map(|t| &*t.id);
    let near = exact.or_else(|| nearest(&plain, of_layer().map(|t| &*t.id)))?;
    Some(format!("did you mean `{near}`?"))
}

fn one_of(sheet: &mut Sheet, rule: &PlacedRule, value: &Placed<String>, what: &str, known: &[&str]) {
    if known.contains(&value.value.as_str()) {
        return;
    }
    let help = match nearest(&value.value, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("one of: {}", known.join(", ")),
    };
    unknown(sheet, rule, value, what, Some(help));
}

fn unknown(sheet: &mut Sheet, rule: &PlacedRule, value: &Placed<String>, what: &str, help: Option<String>) {
    let message = format!("no {what} `{}`", value.value);
    sheet.of(rule).error("unknown-value", value.span.clone(), message, "not known", help);
}

/// Whether a cue of the rule stands in the text, inflected or not; a rule without cues is not asked.
fn shows_cue(rule: &PlacedRule, example: &PlacedExample, lemmas: &Lemmas) -> bool {
    let Some(kind) = rule.cue else { return true };
    if lemmas.entry("").is_none() {
        // Without word lists no form is known.
        return true;
    }
    let text = &example.text.value;
    if kind == CueKind::Pattern {
        let patterns: Vec<(&str, usize)> = rule.cues.iter().map(|c| (c.value.as_str(), 0)).collect();
        return !Patterns::new(&patterns).find(text).is_empty();
    }
    let mut tokens = Vec::new();
    tokenize(text, Span::new(0, text.len()), &mut tokens);
    let words: Vec<&str> =
        tokens.iter().filter(|t| t.kind == TokenKind::Word).map(|t| t.text(text)).collect();
    // A hyphen parts the words of a cue, and may join them in one token of the text.
    let words: Vec<&str> = words.iter().flat_map(|w| w.split('-')).collect();
    let first_fits = |cue: &str, word: &str| match kind {
        CueKind::Verb => {
            let lemma = lemmas.entry(word).map_or(0, |e| e.lemma);
            lemma == word_key(cue) || word_key(cue) == word_key(word)
        }
        CueKind::Noun => word_key(cue) == word_key(word) || word_key(&with_s(cue)) == word_key(word),
        _ => word_key(cue) == word_key(word),
    };
    rule.cues.iter().map(|c| words_of(&c.value)).any(|cue| {
        let Some((first, rest)) = cue.split_first() else { return true };
        words
            .iter()
            .enumerate()
            .any(|(at, word)| first_fits(first, word) && follow(&words[at + 1..], rest, kind))
    })
}

/// Whether the further words of a cue follow; behind a verb an object may stand before them.
fn follow(words: &[&str], rest: &[String], kind: CueKind) -> bool {
    let same = |word: &str, cue: &String| word_key(word) == word_key(cue);
    if kind != CueKind::Verb {
        return words.len() >= rest.len() && words.iter().zip(rest).all(|(w, c)| same(w, c));
    }
    let mut words = words.iter();
    rest.iter().all(|cue| words.any(|word| same(word, cue)))
}

fn warn(
    sheet: &mut Sheet,
    rule: &PlacedRule,
    code: &'static str,
    at: &Placed<String>,
    message: String,
    label: &str,
    help: &str,
) {
    sheet.of(rule).warning(code, at.span.clone(), message, label, Some(help.to_string()));
}
