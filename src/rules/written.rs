//! Rules as written: from a TOML file to [`Rule`]s, with every mistake named and placed.

use super::pattern;
use super::rule::{
    CUE_KEYS, Complement, CueKind, Example, ExpectedClaim, Outcome, Rule, SLOTS, Slot, SubjectKind,
    TopicPlace,
};
use super::stance::Stance;
use crate::diagnostic::table::Placed;
use crate::diagnostic::{Source, Table, nearest};

const MODALS: [&str; 7] = ["none", "will", "would", "can", "could", "should", "must"];
const MODALITIES: [&str; 4] = ["actual", "necessary", "possible", "conditional"];

/// Reads all rules of one file; mistakes are recorded in `source`.
pub fn read(source: &mut Source) -> Vec<Rule> {
    let mut top = source.parse();
    let tables = top.tables(source, "rule");
    let rules = tables.into_iter().filter_map(|table| rule(source, table)).collect();
    for name in ["accepts", "refuses"] {
        if let Some(span) = top.place(name) {
            top.tables(source, name);
            let help = Some(format!("write [[rule.{name}]], behind the rule that it belongs to"));
            source.error("misplaced-table", span, format!("`{name}` belongs to a rule"), "", help);
        }
    }
    top.finish(source);
    rules
}

fn rule(source: &mut Source, mut table: Table) -> Option<Rule> {
    let place = table.span.start..table.span.start + 1;
    let name = table.required(source, "name");
    let stance = table.required(source, "stance");
    let doc = table.required(source, "doc");
    let denial = table.string(source, "denial");
    let party = table.string(source, "party");
    let mut cue = None;
    for (key, kind) in CUE_KEYS {
        let words = table.strings(source, key);
        if words.is_empty() {
            continue;
        }
        if cue.is_some() {
            let span = words[0].span.clone();
            source.error(
                "two-cues",
                span,
                "a rule has one kind of cue".into(),
                "a second one",
                Some("make it a rule of its own".into()),
            );
            continue;
        }
        for word in &words {
            if kind == CueKind::Pattern {
                if let Err(why) = pattern::check(&word.value) {
                    let help = "see https://docs.rs/regex for what may stand in a pattern";
                    source.error(
                        "bad-pattern",
                        word.span.clone(),
                        "this is no pattern".into(),
                        &why,
                        Some(help.into()),
                    );
                }
                continue;
            }
            if word.value.trim().is_empty() || word.value != word.value.trim() {
                source.error(
                    "bad-cue",
                    word.span.clone(),
                    "a cue is one or more words".into(),
                    "",
                    Some("write the lemma, without blanks around it".into()),
                );
            }
        }
        cue = Some((kind, words));
    }
    let listed = table.strings(source, "holder");
    let holder = slots(source, listed);
    let listed = table.strings(source, "addressee");
    let addressee = slots(source, listed);
    let listed = table.strings(source, "beneficiary");
    let beneficiary = slots(source, listed);
    let listed = table.strings(source, "adversary");
    let adversary = slots(source, listed);
    let listed = table.strings(source, "source");
    let reporter = slots(source, listed);
    let subject = table.string(source, "subject").and_then(|s| {
        one_of(source, s, "subject", &[("actor", SubjectKind::Actor), ("thing", SubjectKind::Thing)])
    });
    let modal = table.strings(source, "modal");
    for m in &modal {
        known(source, m, "modal", &MODALS);
    }
    let complement = table
        .strings(source, "complement")
        .into_iter()
        .filter_map(|c| {
            one_of(
                source,
                c,
                "complement",
                &[
                    ("infinitive", Complement::Infinitive),
                    ("clause", Complement::Clause),
                    ("object", Complement::Object),
                    ("modal-clause", Complement::ModalClause),
                    ("place", Complement::Place),
                ],
            )
        })
        .collect();
    let voice = table
        .string(source, "voice")
        .and_then(|v| one_of(source, v, "voice", &[("active", false), ("passive", true)]));
    let tense = table
        .string(source, "tense")
        .and_then(|v| one_of(source, v, "tense", &[("past", true), ("present", false)]));
    let negated = table.boolean(source, "negated");
    let giving = table.boolean(source, "giving");
    let topic = table.string(source, "topic").and_then(|v| {
        let places = [
            ("subject", TopicPlace::Subject),
            ("subject_form", TopicPlace::SubjectForm),
            ("legal_form", TopicPlace::LegalForm),
            ("capability", TopicPlace::Capability),
        ];
        one_of(source, v, "topic", &places)
    });
    let yields = table.boolean(source, "yields").unwrap_or(false);
    let fallback = table.boolean(source, "fallback").unwrap_or(false);
    let negates = table.boolean(source, "negates").unwrap_or(false);
    let modality = table.string(source, "modality");
    if let Some(m) = &modality {
        known(source, m, "modality", &MODALITIES);
    }
    let confidence = table.integer(source, "confidence", 1..=100).unwrap_or(60) as f64 / 100.0;
    let accepts: Vec<Example> =
        table.tables(source, "accepts").into_iter().filter_map(|t| example(source, t, true)).collect();
    let refuses: Vec<Example> =
        table.tables(source, "refuses").into_iter().filter_map(|t| example(source, t, false)).collect();
    table.finish(source);
    let outcome = stance.and_then(|s| outcome_of(source, s));
    let denial = denial.and_then(|s| outcome_of(source, s));
    let party = party.and_then(|s| outcome_of(source, s));
    let (name, doc, outcome) = (name?, doc?, outcome?);
    for (list, what) in [(&accepts, "accepts"), (&refuses, "refuses")] {
        if list.is_empty() {
            let help = format!("add [[rule.{what}]] with a `text`");
            source.error(
                "no-example",
                name.span.clone(),
                format!("`{}` has no {what} example", name.value),
                "",
                Some(help),
            );
        }
    }
    let (kind, cues) = match cue {
        Some((kind, words)) => (
            Some(kind),
            words
                .into_iter()
                .map(|w| if kind == CueKind::Pattern { w.value } else { w.value.to_lowercase() })
                .collect(),
        ),
        None => (None, Vec::new()),
    };
    let rule = Rule {
        holder: if holder.is_empty() { default_holder(kind, outcome) } else { holder },
        name: name.value,
        doc: doc.value,
        file: source.file.to_string(),
        outcome,
        denial,
        party,
        cue: kind,
        cues,
        addressee,
        beneficiary,
        adversary,
        source: reporter,
        subject,
        modal: modal.into_iter().map(|m| m.value).collect(),
        complement,
        passive: voice,
        past: tense,
        negated,
        giving,
        topic,
        yields,
        fallback,
        negates,
        modality: modality.map(|m| m.value),
        confidence,
        accepts,
        refuses,
    };
    if rule.cue.is_none() && rule.conditions() == 0 {
        let help = "give it a cue (verb, noun, adjective, phrase) or a condition (subject, modal, …)";
        source.error("no-cue", place, format!("`{}` fits every clause", rule.name), "", Some(help.into()));
    }
    Some(rule)
}

fn default_holder(cue: Option<CueKind>, outcome: Outcome) -> Vec<Slot> {
    match (cue, outcome) {
        (_, Outcome::Claim(stance)) if stance.is_judgement() => vec![Slot::Nobody],
        (Some(CueKind::Noun), _) => vec![Slot::Possessor],
        (Some(CueKind::Adjective), _) => vec![Slot::PassiveSubject],
        _ => vec![Slot::Subject],
    }
}

fn outcome_of(source: &mut Source, stance: Placed<String>) -> Option<Outcome> {
    if stance.value == "none" {
        return Some(Outcome::NoClaim);
    }
    let found = Stance::from_id(&stance.value).map(Outcome::Claim);
    if found.is_none() {
        let ids: Vec<&str> = Stance::ALL.iter().map(|s| s.id()).collect();
        source.error(
            "unknown-stance",
            stance.span,
            format!("no stance `{}`", stance.value),
            "not in the codebook",
            Some(suggestion(&stance.value, &ids)),
        );
    }
    found
}

fn suggestion(word: &str, known: &[&str]) -> String {
    match nearest(word, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("one of: {}", known.join(", ")),
    }
}

fn known(source: &mut Source, value: &Placed<String>, what: &str, names: &[&str]) {
    if !names.contains(&value.value.as_str()) {
        source.error(
            "unknown-value",
            value.span.clone(),
            format!("no {what} `{}`", value.value),
            "not known",
            Some(suggestion(&value.value, names)),
        );
    }
}

fn one_of<T: Copy>(source: &mut Source, value: Placed<String>, what: &str, names: &[(&str, T)]) -> Option<T> {
    let found = names.iter().find(|(name, _)| *name == value.value).map(|(_, v)| *v);
    if found.is_none() {
        let all: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
        known(source, &value, what, &all);
    }
    found
}

fn slots(source: &mut Source, values: Vec<Placed<String>>) -> Vec<Slot> {
    values.into_iter().filter_map(|v| one_of(source, v, "slot", &SLOTS)).collect()
}

fn example(source: &mut Source, mut table: Table, accepted: bool) -> Option<Example> {
    let text = table.required(source, "text");
    let mut claims = Vec::new();
    let mut why = None;
    if accepted {
        for mut claim in table.tables(source, "claims") {
            let mut ids = |source: &mut Source, name| {
                let written = claim.has(name);
                let values = claim.strings(source, name).into_iter().map(|v| v.value).collect::<Vec<_>>();
                written.then_some(values)
            };
            let holders = ids(source, "holders");
            let beneficiaries = ids(source, "beneficiaries");
            let addressees = ids(source, "addressees");
            let legal_forms = ids(source, "legal_forms");
            let capabilities = ids(source, "capabilities");
            let polarity = claim.string(source, "polarity").map(|v| v.value);
            let modality = claim.string(source, "modality").map(|v| v.value);
            claim.finish(source);
            claims.push(ExpectedClaim {
                holders,
                beneficiaries,
                addressees,
                legal_forms,
                capabilities,
                polarity,
                modality,
            });
        }
    } else {
        why = table.required(source, "why").map(|w| w.value);
    }
    table.finish(source);
    let text = text?;
    if accepted && claims.is_empty() {
        claims.push(ExpectedClaim::default());
    }
    Some(Example { text: text.value, claims, why, span: text.span })
}
