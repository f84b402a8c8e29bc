//! Tests of the records: what the builders make, that schema and records agree, that files are whole.

mod folder;
mod sample;
mod schema;
mod tables;

use super::*;
use sample::Sample;
use serde_json::json;

#[test]
fn a_claim_has_its_keys_in_order_and_counts_code_points() {
    let sample = Sample::new();
    let record = claim(&sample.found(), &sample.claim(), "pledge", "k-1");
    let id =
        claim_id("d-1", record.sentence.start..record.sentence.end, sample.claim().stance, &["NOR"], true);
    let expected = format!(
        concat!(
            r#"{{"id":"{}","document_id":"d-1","url":null,"site":"example.org","title":"Ærlig talt","published":"2025-03-04","#,
            r#""sentence":{{"index":1,"start":30,"end":112,"text":"“Norway” pledged no Patriots and no treaty to Ukraine in 2026, once it is over, he"}},"#,
            r#""stance":"commit","polarity":"negated","modality":"conditional","#,
            r#""holders":[{{"id":"NOR","name":"Norway","start":31,"end":37,"text":"Norway","via":"name"}}],"#,
            r#""beneficiaries":[{{"id":"UKR","name":"Ukraine","start":76,"end":83,"text":"Ukraine","via":"name"}}],"#,
            r#""addressees":[],"adversaries":[],"#,
            r#""legal_forms":[{{"id":"treaty","instrument":"washington_treaty","strength":3,"start":66,"end":72,"text":"treaty"}}],"#,
            r#""capabilities":[{{"id":"air_defence.patriot","start":50,"end":58,"text":"Patriots"}}],"#,
            r#""attribution":{{"source":{{"id":"NOR","name":"Norway","person":"Ola Berg","office":"minister","#,
            r#""start":110,"end":112,"text":"he","via":"pronoun"}},"cue":{{"start":39,"end":46,"text":"pledged"}},"kind":"indirect"}},"#,
            r#""condition":{{"start":93,"end":108,"text":"once it is over","trigger":"once"}},"#,
            r#""time":{{"start":87,"end":91,"text":"2026","value":"2026"}},"#,
            r#""cue":{{"start":39,"end":46,"text":"pledged","lemma":"pledge"}},"quote":"partial","rule":"pledge","#,
            r#""confidence":0.9,"same_as":null,"knowledge":"k-1"}}"#
        ),
        id
    );
    assert_eq!(serde_json::to_string(&record).unwrap(), expected);
}

#[test]
fn the_id_of_a_claim_is_what_its_description_says() {
    let bytes = br#"["d-1",3,9,"commit",["FRA","GBR"],"affirmed"]"#;
    let expected = format!("c-{:032x}", xxhash_rust::xxh3::xxh3_128(bytes));
    assert_eq!(claim_id("d-1", 3..9, crate::rules::Stance::Commit, &["GBR", "FRA"], false), expected);
}

#[test]
fn every_span_of_a_document_is_what_python_would_cut_out() {
    let sample = Sample::new();
    let record = document(&sample.found());
    let raw: Vec<char> = sample.article.text.chars().collect();
    let mut spans = 0;
    check_spans(&serde_json::to_value(&record).unwrap(), &raw, &mut spans);
    check_spans(
        &serde_json::to_value(claim(&sample.found(), &sample.claim(), "r", "k")).unwrap(),
        &raw,
        &mut spans,
    );
    assert!(spans > 20, "{spans}");
}

fn check_spans(value: &serde_json::Value, raw: &[char], spans: &mut usize) {
    match value {
        serde_json::Value::Object(map) => {
            if let Some(start) = map.get("start") {
                let range = start.as_u64().unwrap() as usize..map["end"].as_u64().unwrap() as usize;
                assert_eq!(raw[range].iter().collect::<String>(), map["text"].as_str().unwrap());
                *spans += 1;
            }
            map.values().for_each(|v| check_spans(v, raw, spans));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|v| check_spans(v, raw, spans)),
        _ => {}
    }
}

#[test]
fn a_document_keeps_what_was_dropped_and_points_to_blocks_as_it_lists_them() {
    let sample = Sample::new();
    let record = serde_json::to_value(document(&sample.found())).unwrap();
    assert_eq!(record["duplicate_of"], "d-0");
    assert_eq!(record["duplicate_kind"], "near");
    assert_eq!(record["similarity"], 0.75);
    assert_eq!(record["blocks"][0]["reason"], "share");
    assert_eq!(record["blocks"][0]["role"], "boilerplate");
    assert_eq!(record["blocks"][1]["reason"], json!(null));
    assert_eq!(record["sentences"][0]["block"], 1, "the first kept block is the second of all");
    let layers: Vec<_> =
        record["sentences"][1]["mentions"].as_array().unwrap().iter().map(|m| &m["layer"]).collect();
    assert_eq!(layers, ["actor", "quantity", "capability", "legal_form", "actor", "time", "actor"]);
    assert_eq!(record["sentences"][0]["mentions"][0]["pronoun"], true);
    assert_eq!(record["attributions"][0]["source"]["name"], "Ola Berg");
    assert_eq!(record["attributions"][1]["source"]["id"], json!(null));
    assert_eq!(record["attributions"][2]["source"], json!(null));
}

#[test]
fn a_source_that_is_not_named_is_told_from_no_source() {
    let sample = Sample::new();
    let mut unnamed = sample.claim();
    unnamed.attribution.as_mut().unwrap().source = None;
    let record = serde_json::to_value(claim(&sample.found(), &unnamed, "r", "k")).unwrap();
    assert_eq!(record["attribution"]["source"], json!({"id": "unnamed", "name": "unnamed"}));
    unnamed.attribution = None;
    let record = serde_json::to_value(claim(&sample.found(), &unnamed, "r", "k")).unwrap();
    assert_eq!(record["attribution"], json!(null));
}

#[test]
fn a_run_counts_what_it_is_shown() {
    let sample = Sample::new();
    let mut run = RunRecord::new("k-1", vec!["in".into()]);
    let mut repeated = claim(&sample.found(), &sample.claim(), "pledge", "k-1");
    repeated.same_as = Some(repeated.id.clone());
    let mut voiceless = claim(&sample.found(), &sample.claim(), "weak", "k-1");
    voiceless.holders.clear();
    run.add_file();
    run.add_document(&document(&sample.found()), &[repeated, voiceless]);
    run.add_reject(&sample::reject());
    run.add_warning("double_encoding");
    let value = serde_json::to_value(&run).unwrap();
    assert_eq!(
        value["counts"],
        json!({"files": 1, "rejects": 1, "documents": 1, "duplicates": 1, "blocks": 2, "dropped_blocks": 1, "sentences": 2,
            "mentions": 8, "attributions": 3, "claim_sentences": 1, "claims": 2, "repeated_claims": 1})
    );
    assert_eq!(value["stances"]["commit"], 2);
    assert_eq!(value["stances"].as_object().unwrap().len(), 11);
    assert_eq!(value["holders"], json!({"": 1, "NOR": 1}));
    assert_eq!(value["rules"], json!({"pledge": 1, "weak": 1}));
    assert_eq!(
        value["dropped"],
        json!({"rejects": {"json": 1}, "documents": {"near": 1}, "blocks": {"share": 1}})
    );
    assert_eq!(value["warnings"], json!({"double_encoding": 1}));
}
