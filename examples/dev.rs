//! throwaway
use claimwright::{claim::*, lexicon::*, rules::*, span::*, split::*, tag};
use std::io::Write;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let words = WordLexicon::parse([("words.toml", claimwright::lexicon::words::WORDS)]).unwrap();
    let modifiers = ModifierLexicon::parse([("m.toml", claimwright::lexicon::modifiers::MODIFIERS)]).unwrap();
    let rules = match RuleSet::embedded() {
        Ok(r) => r,
        Err(ds) => {
            for d in ds {
                let t = RULES.iter().find(|r| r.0 == d.file).unwrap().1;
                println!("{}", d.render(t));
            }
            std::process::exit(1)
        }
    };
    let actors = ActorLexicon::embedded();
    let topics = TopicLexicon::parse(&[
        ("legal_forms.toml", include_str!("../lexicon/legal_forms.toml")),
        ("capabilities.toml", include_str!("../lexicon/capabilities.toml")),
    ])
    .unwrap();
    let engine = Engine { words: &words, modifiers: &modifiers, rules: &rules };
    let mut docs = std::fs::File::create(&args[2]).unwrap();
    let mut out = std::fs::File::create(&args[3]).unwrap();
    for line in std::fs::read_to_string(&args[1]).unwrap().lines() {
        let g: serde_json::Value = serde_json::from_str(line).unwrap();
        let raw = g["text"].as_str().unwrap();
        let bytes: Vec<usize> = raw.char_indices().map(|c| c.0).chain([raw.len()]).collect();
        let cps = CodePoints::new(raw);
        let blocks: Vec<Span> = g["sentences"]
            .as_array()
            .unwrap()
            .iter()
            .map(|b| {
                Span::new(
                    bytes[b["start"].as_u64().unwrap() as usize],
                    bytes[b["end"].as_u64().unwrap() as usize],
                )
            })
            .collect();
        let sp = onesplit(raw, &blocks);
        let published = g["published"].as_str().filter(|p| p.len() >= 4 && p.as_bytes()[0].is_ascii_digit());
        let mut mentions = tag::actors(raw, &sp, published, &actors);
        let t = tag::topics(raw, &sp, &mentions, &topics);
        mentions.extend(t);
        mentions.sort_by_key(|m| (m.sentence, m.span.start, m.span.end));
        if args.len() > 4 {
            let mut x = claimwright::report::Explanation::new(&rules);
            engine.claims(Tagged { raw, split: &sp, mentions: &mentions, voices: &[] }, &mut x);
            println!("{}", x.text);
        }
        let claims = engine.claims(Tagged { raw, split: &sp, mentions: &mentions, voices: &[] }, &mut Blind);
        let layer = |m: &tag::Mention| {
            if m.is_actor() {
                "actor"
            } else if m.is_legal_form() {
                "legal_form"
            } else if m.is_capability() {
                "capability"
            } else {
                "time"
            }
        };
        let sents: Vec<_> = sp.sentences.iter().enumerate().map(|(i, s)| serde_json::json!({"start": cps.at(s.span.start as usize), "end": cps.at(s.span.end as usize), "mentions": mentions.iter().filter(|m| m.sentence as usize == i).map(|m| serde_json::json!({"layer": layer(m), "id": &*m.id})).collect::<Vec<_>>()})).collect();
        writeln!(
            docs,
            "{}",
            serde_json::json!({"id": g["document_id"], "blocks": g["blocks"], "sentences": sents})
        )
        .unwrap();
        let ids = |l: &[u32]| l.iter().map(|&m| mentions[m as usize].id.to_string()).collect::<Vec<_>>();
        for c in claims {
            let s = &sp.sentences[c.sentence as usize];
            writeln!(out, "{}", serde_json::json!({"document_id": g["document_id"], "sentence": {"start": cps.at(s.span.start as usize), "end": cps.at(s.span.end as usize)}, "stance": c.stance.id(), "holders": ids(&c.holders), "polarity": if c.negated {"negated"} else {"affirmed"}, "modality": c.modality.id(), "legal_forms": ids(&c.legal_forms), "capabilities": ids(&c.capabilities), "beneficiaries": ids(&c.beneficiaries), "addressees": ids(&c.addressees), "adversaries": ids(&c.adversaries), "attribution": c.attribution.as_ref().map(|a| a.source.map_or("unnamed".to_string(), |s| mentions[s as usize].id.to_string())), "condition": c.condition.as_ref().map(|x| x.span.slice(raw)), "rule": rules.rules()[c.rule].name, "cue": c.lemma})).unwrap();
        }
    }
}
fn onesplit(raw: &str, blocks: &[Span]) -> Split {
    let mut sp = Split::default();
    for (i, &b) in blocks.iter().enumerate() {
        let from = sp.tokens.len() as u32;
        tokenize(raw, b, &mut sp.tokens);
        sp.sentences.push(Sentence { span: b, tokens: from..sp.tokens.len() as u32, block: i as u32 });
    }
    sp
}
