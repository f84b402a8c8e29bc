//! That schema and records cannot drift: same keys, same order, same keys that may be missing, and
//! every record that is built is valid.

use super::sample::{Sample, reject};
use crate::write::claim_record::*;
use crate::write::document_record::*;
use crate::write::{RunRecord, SCHEMAS, claim, document, schema_of};
use serde::Serialize;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::fmt;

/// JSON that keeps the order of its keys.
#[derive(Debug, PartialEq)]
enum Ordered {
    Object(Vec<(String, Ordered)>),
    Array(Vec<Ordered>),
    Word(String),
    Other,
}

impl Ordered {
    fn get(&self, key: &str) -> Option<&Ordered> {
        match self {
            Ordered::Object(pairs) => pairs.iter().find(|(k, _)| k == key).map(|(_, v)| v),
            _ => None,
        }
    }

    fn keys(&self) -> Vec<&str> {
        match self {
            Ordered::Object(pairs) => pairs.iter().map(|(k, _)| k.as_str()).collect(),
            _ => Vec::new(),
        }
    }

    fn words(&self) -> Vec<&str> {
        match self {
            Ordered::Array(items) => items
                .iter()
                .filter_map(|i| match i {
                    Ordered::Word(word) => Some(word.as_str()),
                    _ => None,
                })
                .collect(),
            _ => Vec::new(),
        }
    }
}

impl<'de> Deserialize<'de> for Ordered {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Ordered;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("JSON")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Ordered, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Ordered::Object(pairs))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Ordered, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Ordered::Array(items))
            }
            fn visit_str<E>(self, word: &str) -> Result<Ordered, E> {
                Ok(Ordered::Word(word.to_owned()))
            }
            fn visit_unit<E>(self) -> Result<Ordered, E> {
                Ok(Ordered::Other)
            }
            fn visit_bool<E>(self, _: bool) -> Result<Ordered, E> {
                Ok(Ordered::Other)
            }
            fn visit_u64<E>(self, _: u64) -> Result<Ordered, E> {
                Ok(Ordered::Other)
            }
            fn visit_f64<E>(self, _: f64) -> Result<Ordered, E> {
                Ok(Ordered::Other)
            }
        }
        deserializer.deserialize_any(Any)
    }
}

fn ordered(json: &str) -> Ordered {
    serde_json::from_str(json).unwrap()
}

/// The schema node behind `$ref`, or the non-null branch of `anyOf`.
fn resolve<'s>(root: &'s Ordered, mut node: &'s Ordered) -> &'s Ordered {
    loop {
        if let Some(Ordered::Word(reference)) = node.get("$ref") {
            let name = reference.strip_prefix("#/$defs/").unwrap();
            node = root.get("$defs").and_then(|d| d.get(name)).unwrap_or_else(|| panic!("no {reference}"));
        } else if let Some(Ordered::Array(branches)) = node.get("anyOf") {
            node = &branches[0];
        } else {
            return node;
        }
    }
}

/// Walks a record that has every key and the schema side by side.
fn compare(root: &Ordered, schema: &Ordered, full: &Ordered, least: Option<&Ordered>, at: &str) {
    let described = schema.get("description").is_some();
    let schema = resolve(root, schema);
    assert!(described || schema.get("description").is_some(), "{at} has no description");
    assert!(schema.get("type").is_some(), "{at} has no type");
    match full {
        Ordered::Object(pairs) => {
            let Some(properties) = schema.get("properties") else {
                assert!(
                    schema.get("additionalProperties").is_some(),
                    "{at} is a map that the schema does not know"
                );
                return;
            };
            assert_eq!(properties.keys(), full.keys(), "keys of {at}");
            assert_eq!(schema.get("additionalProperties"), Some(&Ordered::Other), "{at} takes other keys");
            if let Some(least) = least {
                assert_eq!(schema.get("required").unwrap().words(), least.keys(), "required keys of {at}");
            }
            for (key, value) in pairs {
                let least = least
                    .and_then(|l| l.get(key))
                    .filter(|l| matches!(l, Ordered::Object(_) | Ordered::Array(_)));
                compare(root, properties.get(key).unwrap(), value, least, &format!("{at}.{key}"));
            }
        }
        Ordered::Array(items) => {
            assert!(!items.is_empty(), "{at} is empty in the full record");
            let least = match least {
                Some(Ordered::Array(items)) => items.first(),
                _ => None,
            };
            compare(root, schema.get("items").unwrap(), &items[0], least, &format!("{at}[]"));
        }
        _ => {}
    }
}

fn check(name: &str, full: &impl Serialize, least: &impl Serialize) {
    let schema = ordered(schema_of(name).unwrap());
    let full = ordered(&serde_json::to_string(full).unwrap());
    let least = ordered(&serde_json::to_string(least).unwrap());
    compare(&schema, &schema, &full, Some(&least), name);
}

fn some(word: &str) -> Option<String> {
    Some(word.to_owned())
}

fn full_actor() -> ActorRecord {
    ActorRecord { person: some("p"), office: some("o"), ..ActorRecord::default() }
}

fn full_claim() -> ClaimRecord {
    let source = SourceRecord {
        person: some("p"),
        office: some("o"),
        start: Some(0),
        end: Some(0),
        text: some(""),
        via: some("name"),
        ..SourceRecord::default()
    };
    ClaimRecord {
        holders: vec![full_actor()],
        beneficiaries: vec![full_actor()],
        addressees: vec![full_actor()],
        adversaries: vec![full_actor()],
        legal_forms: vec![LegalFormRecord { instrument: some("i"), ..LegalFormRecord::default() }],
        capabilities: vec![CapabilityRecord::default()],
        attribution: Some(ClaimAttribution { source, cue: Some(SpanRecord::default()), kind: String::new() }),
        condition: Some(ConditionRecord::default()),
        time: Some(TimeRecord::default()),
        ..ClaimRecord::default()
    }
}

fn least_claim() -> ClaimRecord {
    ClaimRecord {
        holders: vec![ActorRecord::default()],
        beneficiaries: vec![ActorRecord::default()],
        addressees: vec![ActorRecord::default()],
        adversaries: vec![ActorRecord::default()],
        legal_forms: vec![LegalFormRecord::default()],
        attribution: Some(ClaimAttribution::default()),
        ..full_claim()
    }
}

fn document_with(mention: MentionRecord) -> DocumentRecord {
    DocumentRecord {
        blocks: vec![BlockRecord::default()],
        sentences: vec![SentenceRecord { mentions: vec![mention], ..SentenceRecord::default() }],
        attributions: vec![AttributionRecord {
            source: Some(AttributionSource::default()),
            cue: Some(SpanRecord::default()),
            content: vec![SpanRecord::default()],
            quote: String::new(),
        }],
        ..DocumentRecord::default()
    }
}

#[test]
fn schema_and_records_have_the_same_keys_in_the_same_order() {
    check("claims", &full_claim(), &least_claim());
    let full = MentionRecord {
        name: some("n"),
        person: some("p"),
        office: some("o"),
        via: some("name"),
        instrument: some("i"),
        strength: Some(0),
        pronoun: Some(true),
        value: some("v"),
        ..MentionRecord::default()
    };
    check("documents", &document_with(full), &document_with(MentionRecord::default()));
    check("rejects", &reject(), &RejectRecord::default());
    let mut run = RunRecord::new("k", vec!["in".into()]);
    check("run", &run, &run);
    run.add_warning("double_encoding");
    check("run", &run, &RunRecord::new("k", Vec::new()));
}

fn valid(name: &str, record: &impl Serialize) {
    let schema: Value = serde_json::from_str(schema_of(name).unwrap()).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let record = serde_json::to_value(record).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(&record).map(|e| format!("{}: {e}", e.instance_path)).collect();
    assert!(errors.is_empty(), "{name}: {errors:#?}");
}

#[test]
fn every_record_that_is_built_is_valid_and_reads_back() {
    for (name, schema) in SCHEMAS {
        let schema = serde_json::from_str(schema).unwrap();
        assert!(jsonschema::draft202012::meta::is_valid(&schema), "{name}");
    }
    let sample = Sample::new();
    let record = claim(&sample.found(), &sample.claim(), "pledge", "k-1");
    valid("claims", &record);
    assert_eq!(
        serde_json::from_str::<ClaimRecord>(&serde_json::to_string(&record).unwrap()).unwrap(),
        record
    );
    let mut bare = sample.claim();
    (bare.attribution, bare.condition, bare.time) = (None, None, None);
    bare.holders.clear();
    valid("claims", &claim(&sample.found(), &bare, "pledge", "k-1"));
    let record = document(&sample.found());
    valid("documents", &record);
    assert_eq!(
        serde_json::from_str::<DocumentRecord>(&serde_json::to_string(&record).unwrap()).unwrap(),
        record
    );
    let mut found = sample.found();
    found.duplicate = None;
    valid("documents", &document(&found));
    valid("rejects", &reject());
    let mut run = RunRecord::new("k-1", vec!["in".into()]);
    run.add_document(&record, &[claim(&sample.found(), &sample.claim(), "pledge", "k-1")]);
    valid("run", &run);
}

#[test]
fn the_ids_of_the_schema_are_those_of_the_program() {
    let claims: Value = serde_json::from_str(schema_of("claims").unwrap()).unwrap();
    let stances: Vec<&str> = crate::rules::Stance::ALL.iter().map(|s| s.id()).collect();
    assert_eq!(claims["properties"]["stance"]["enum"], serde_json::json!(stances));
    let documents: Value = serde_json::from_str(schema_of("documents").unwrap()).unwrap();
    let vias: Vec<&str> = {
        use crate::tag::Via::*;
        [Name, Demonym, Metonym, Person, Pronoun, Description].map(crate::write::build::via_id).to_vec()
    };
    assert_eq!(claims["$defs"]["actor"]["properties"]["via"]["enum"], serde_json::json!(vias));
    assert_eq!(documents["$defs"]["mention"]["properties"]["via"]["enum"], serde_json::json!(vias));
}
