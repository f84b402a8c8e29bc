//! Legal forms and capabilities from whole sentences.

use super::*;
use crate::lexicon::topics::DEFAULTS;
use crate::span::Span;
use crate::split::{Abbreviations, split};
use std::sync::OnceLock;

fn lexicon() -> &'static TopicLexicon {
    static LEXICON: OnceLock<TopicLexicon> = OnceLock::new();
    LEXICON.get_or_init(|| TopicLexicon::parse(&DEFAULTS).expect("the lexicon's own files are sound"))
}

fn tag(text: &str) -> Vec<Mention> {
    let split = split(text, &[Span::new(0, text.len())], Abbreviations::embedded());
    topics(text, &split, &[], lexicon())
}

/// Ids of the last sentence, each once, in text order.
fn ids(text: &str) -> Vec<String> {
    let found = tag(text);
    let split = split(text, &[Span::new(0, text.len())], Abbreviations::embedded());
    let last = split.sentences.len() as u32 - 1;
    let mut ids: Vec<String> = Vec::new();
    for mention in found.iter().filter(|m| m.sentence == last) {
        if !ids.contains(&mention.id.to_string()) {
            ids.push(mention.id.to_string());
        }
    }
    ids
}

#[test]
fn the_longest_and_most_specific_reading_wins() {
    assert_eq!(ids("Oslo proposed a legally binding treaty."), ["treaty"]);
    assert_eq!(ids("They want bilateral security agreements."), ["agreement.bilateral"]);
    assert_eq!(ids("Norway will send Patriot batteries."), ["air_defence.patriot"]);
    assert_eq!(ids("A nuclear power plant was built."), [""; 0]);
}

#[test]
fn article_five_and_what_is_like_it_differ() {
    assert_eq!(ids("They invoked Article 5."), ["collective_defence"]);
    assert_eq!(ids("It is modelled on NATO's Article 5."), ["article5_like"]);
    assert_eq!(ids("An Article 5-style promise is discussed."), ["article5_like", "assurance"]);
}

#[test]
fn a_verb_is_no_form() {
    assert_eq!(ids("Nothing can guarantee peace."), [""; 0]);
    assert_eq!(ids("The guarantee must be credible."), ["guarantee"]);
    assert_eq!(ids("They promise to come."), [""; 0]);
}

#[test]
fn modifiers_reach_over_coordination() {
    assert_eq!(ids("Oslo offers military and humanitarian aid."), ["military_aid", "humanitarian"]);
    assert_eq!(
        ids("Both bilateral and multilateral treaties were named."),
        ["treaty.bilateral", "treaty.multilateral"]
    );
    assert_eq!(ids("Air and missile defences are scarce."), ["air_defence"]);
}

#[test]
fn soldiers_are_foreign_or_ones_own() {
    assert_eq!(ids("British troops may be sent."), ["troops"]);
    assert_eq!(ids("Moldovan soldiers were trained there.")[0], "armed_forces");
}

#[test]
fn a_deal_is_what_it_refers_to() {
    assert_eq!(ids("Envoys spoke of a deal to end the war."), ["peace_settlement"]);
    assert_eq!(ids("A truce began at dawn. The deal is fragile."), ["ceasefire"]);
    assert_eq!(ids("The Norway-Iceland pact was renewed."), ["agreement.bilateral"]);
    assert_eq!(ids("Ministers reached a deal late at night."), ["agreement"]);
    assert_eq!(ids("Traders had a great deal of luck."), [""; 0]);
}

#[test]
fn a_pronoun_points_back_only_where_there_is_no_choice() {
    let text = "The assurances of that year were solemn. They did not work.";
    let found = tag(text);
    let last = found.last().expect("the pronoun is settled");
    assert_eq!((&*last.id, last.span.slice(text)), ("assurance", "They"));
    assert!(matches!(last.referent, Referent::LegalForm { pronoun: true, .. }));
    assert_eq!(ids("The minister praised the treaty. It was a warm day."), [""; 0]);
}

#[test]
fn a_treaty_is_named_and_referred_to() {
    let two = "A treaty between Iceland and Norway was signed. Critics fear that the treaty is weak.";
    assert_eq!(ids(two), ["treaty.bilateral"]);
    assert_eq!(ids("A treaty takes years."), ["treaty"]);
    assert_eq!(ids("A treaty takes years. The document was long."), ["treaty"]);
    let peace = "The peace treaty was initialled at noon. The text has twelve articles.";
    assert_eq!(ids(peace), ["peace_settlement"]);
    let mutual = "They signed a mutual defence treaty between Iceland and Norway.";
    assert_eq!(ids(mutual), ["collective_defence", "treaty.bilateral"]);
    assert_eq!(ids("The text of the song was long."), [""; 0]);
}

#[test]
fn a_noun_behind_a_subject_and_before_an_object_is_a_verb() {
    assert_eq!(ids("Two nations pledge tents."), [""; 0]);
    assert_eq!(ids("It also promises tents."), [""; 0]);
    assert_eq!(ids("The nation's pledge of tents was kept."), ["assurance"]);
}

#[test]
fn weapons_are_told_by_name() {
    for (text, id) in [
        ("Oslo will hand over two Buks.", "air_defence.other_systems"),
        ("They asked for Mirages.", "air_power.fighters"),
        ("JASSMs are on the list.", "long_range_strike"),
        ("A dozen Bohdanas were built.", "arms.artillery"),
        ("The TB2s were paid for.", "drones"),
    ] {
        assert_eq!(ids(text)[0], id, "{text}");
    }
    assert_eq!(ids("The reporter could not independently verify the account."), [""; 0]);
}

#[test]
fn paraphrases_name_what_they_mean() {
    for (text, id) in [
        ("No foreign boots will be seen there.", "troops"),
        ("Nobody has opened the purse.", "financing"),
        ("They would fight for Taiwan.", "military_response"),
        ("The two sides agreed on a seven-day pause.", "ceasefire"),
        ("The Security Council voted on Monday.", "un_mandate"),
        ("The country applied for membership of the alliance.", "membership"),
    ] {
        assert!(ids(text).contains(&id.to_string()), "{text} {:?}", ids(text));
    }
}

#[test]
fn an_abbreviation_is_learnt_where_the_article_gives_it() {
    let text = "They signed a bilateral defence agreement (BDA). Parliament debated the BDA.";
    assert_eq!(ids(text), ["agreement.bilateral"]);
    assert_eq!(ids("Parliament debated the BDA."), [""; 0]);
}

#[test]
fn instruments_are_named() {
    let found = tag("The Budapest Memorandum was signed.");
    assert!(
        matches!(&found[0].referent, Referent::LegalForm { instrument: Some(id), strength: 1, .. } if &**id == "budapest94")
    );
}

#[test]
fn words_of_a_web_address_name_nothing() {
    assert_eq!(ids("See https://example.org/sanctions/peace-deal for more."), [""; 0]);
}

#[test]
fn mentions_come_in_text_order_and_hold_their_tokens() {
    let text = "Drones, a ceasefire and NATO membership were discussed with tanks near the border.";
    let split = split(text, &[Span::new(0, text.len())], Abbreviations::embedded());
    let found = tag(text);
    assert!(found.len() > 2 && found.windows(2).all(|w| w[0].span.start <= w[1].span.start));
    for mention in &found {
        let tokens = &split.tokens[mention.tokens.start as usize..mention.tokens.end as usize];
        assert_eq!(tokens[0].span.join(tokens[tokens.len() - 1].span), mention.span);
    }
}

#[test]
fn a_sentence_without_end_is_tagged_to_its_end() {
    let text = "the deal with Oslo and ".repeat(30_000) + "a truce";
    let found = tag(&text);
    assert_eq!(found.len(), 30_001);
    assert_eq!(&*found[30_000].id, "ceasefire");
}
