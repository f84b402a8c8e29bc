//! Actors from whole sentences: names, offices at a date, look-alikes.

use super::*;
use crate::span::Span;
use crate::split::{Abbreviations, split};
use proptest::prelude::*;
use std::sync::LazyLock;

static LEXICON: LazyLock<ActorLexicon> = LazyLock::new(ActorLexicon::embedded);

fn tag(text: &str, published: Option<&str>) -> Vec<Mention> {
    let blocks: Vec<Span> = text
        .split('\n')
        .scan(0, |at, line| {
            let span = Span::new(*at, *at + line.len());
            *at += line.len() + 1;
            Some(span)
        })
        .collect();
    actors(text, &split(text, &blocks, Abbreviations::embedded()), published, None, &LEXICON)
}

/// The ids of the last line of `text`, sorted, each once.
fn last(text: &str, published: Option<&str>) -> Vec<String> {
    let line = text.rfind('\n').map_or(0, |i| i + 1);
    let mut ids: Vec<String> = tag(text, published)
        .iter()
        .filter(|m| m.span.start as usize >= line)
        .map(|m| m.id.to_string())
        .collect();
    ids.sort();
    ids.dedup();
    ids
}

fn ids(text: &str) -> Vec<String> {
    last(text, Some("2025-12-15"))
}

#[test]
fn an_office_said_later_counts_from_the_start() {
    let text = "The border will stay shut, Orla Tveit says\n\nNorway's foreign minister, Orla Tveit, spoke in Bergen.";
    assert_eq!(&*tag(text, Some("2025-12-15"))[0].id, "NOR");
    let stranger = "The border will stay shut, Orla Tveit says\n\nIt rained in Bergen.";
    assert_eq!(&*tag(stranger, Some("2025-12-15"))[0].id, "person:Tveit");
}

#[test]
fn who_is_told_of_is_a_person() {
    assert_eq!(ids("The mood is poor, says Orla Tveit, who teaches law."), ["person:Tveit"]);
    assert_eq!(ids("In the view of Orla Tveit, little will change."), ["person:Tveit"]);
    assert_eq!(ids("Orla Tveit of the Fjord Institute reckons that it will rain."), ["person:Tveit"]);
    assert_eq!(ids("The Institute for Northern Waters was founded in May."), Vec::<String>::new());
}

#[test]
fn names_nationalities_and_seats() {
    assert_eq!(ids("Kyiv wants more than Washington has offered."), ["UKR", "USA"]);
    assert_eq!(ids("The talks were held in Kyiv and near Warsaw."), Vec::<String>::new());
    assert_eq!(ids("Officials in Tokyo said no."), ["JPN"]);
    assert_eq!(ids("Norwegian ministers met NATO's Military Committee."), ["NATO", "NOR"]);
    assert_eq!(ids("The Baltic states agreed."), ["EST", "LTU", "LVA"]);
    assert_eq!(ids("Nato allies and third countries will pay."), ["NATO_MEMBERS", "THIRD"]);
    assert_eq!(ids("They told us to polish the text."), Vec::<String>::new());
}

#[test]
fn names_that_mean_something_else() {
    assert_eq!(ids("Ships crossed the South China Sea."), Vec::<String>::new());
    assert_eq!(ids("Georgia and Armenia signed."), ["ARM", "GEO"]);
    assert_eq!(ids("Voters in Georgia chose a Republican governor."), Vec::<String>::new());
    assert_eq!(ids("The Budapest Memorandum was signed."), Vec::<String>::new());
}

#[test]
fn persons_at_the_date_of_the_article() {
    assert_eq!(last("Keir Starmer spoke.", Some("2025-01-10")), ["GBR"]);
    assert_eq!(last("Keir Starmer spoke.", Some("2026-09-01")), ["person:Starmer"]);
    assert_eq!(last("Mark Rutte spoke.", Some("2022-01-10")), ["NLD"]);
    assert_eq!(last("Mark Rutte spoke.", Some("2025-01-10")), ["NATO"]);
    assert_eq!(last("Keir Starmer spoke.", None), ["GBR"]);
    assert_eq!(ids("Former president Barack Obama spoke."), ["person:Obama"]);
}

#[test]
fn strangers_by_title_and_by_what_stands_behind_them() {
    let text = "Polish Deputy Defence Minister Jan Nowicki said so.\nNowicki added nothing.";
    assert_eq!(ids(text), ["POL"]);
    let text = "Ada Lindqvist, an analyst at the Atlantic Council, said so.\nLindqvist added that it fails.";
    assert_eq!(ids(text), ["person:Lindqvist"]);
    assert_eq!(ids("“No,” said Olga Reva, Moldova's ambassador to the UN."), ["MDA", "UN"]);
    let all = tag("NATO spokesman Tom Berg said so.", Some("2025-12-15"));
    let Referent::Actor { person, office, .. } = &all[0].referent else { panic!() };
    assert_eq!(
        (&*all[0].id, person.as_deref(), office.as_deref()),
        ("NATO", Some("Tom Berg"), Some("spokesman"))
    );
}

#[test]
fn descriptions_mean_what_was_named() {
    assert_eq!(ids("The alliance will decide."), Vec::<String>::new());
    assert_eq!(ids("NATO met.\nThe alliance will decide."), ["NATO"]);
    assert_eq!(ids("Rishi Sunak spoke in Sweden.\nThe defence ministry agreed."), ["SWE"]);
    let text = "President Emmanuel Macron met Chancellor Friedrich Merz.\nThe president agreed.";
    assert_eq!(ids(text), ["FRA"]);
    assert_eq!(ids("India and Pakistan met.\nThe two countries agreed."), ["IND", "PAK"]);
}

#[test]
fn pronouns_mean_who_stands_out() {
    assert_eq!(ids("Volodymyr Zelensky met Donald Tusk.\nHe agreed."), ["POL"]);
    assert_eq!(ids("Finnish officials objected.\nThey said it was late."), ["FIN"]);
    assert_eq!(ids("Finland objected.\nIt rained."), Vec::<String>::new());
    assert_eq!(ids("“We will not go,” said Finland's president.\nBut then it rained."), Vec::<String>::new());
    assert_eq!(ids("“I know,” Starmer said. “We will not go.”"), ["GBR"]);
}

#[test]
fn media_count_where_they_are_a_source() {
    assert_eq!(ids("Reuters reported that Serbia agreed."), ["SRB", "org:Reuters"]);
    assert_eq!(ids("He spoke to Reuters in Serbia."), ["SRB"]);
}

proptest! {
    #[test]
    fn mentions_lie_in_their_sentence(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "Kyiv", "the", "President", "Zelensky", "U.S.", "-", "led", "NATO", "allies", "he", "They", "said",
                "“", "”", ",", ".", "\n", "Polish", "minister", "Łukasz", "Çelik", "of", "in", "'s", "we", "former",
                "Jean-Claude", "J.", "D.", "Vance", "two countries", "\u{ad}", "—", "é",
            ]),
            0..40,
        ),
    ) {
        let text = words.join(" ");
        let cut = split(&text, &[Span::new(0, text.len())], Abbreviations::embedded());
        let mut before = 0;
        for mention in actors(&text, &cut, Some("2025-12-15"), None, &LEXICON) {
            prop_assert!(text.get(mention.span.range()).is_some_and(|t| !t.is_empty()));
            let sentence = &cut.sentences[mention.sentence as usize];
            prop_assert!(sentence.span.contains(mention.span));
            prop_assert!(mention.tokens.start >= sentence.tokens.start && mention.tokens.end <= sentence.tokens.end);
            prop_assert!(mention.span.start >= before);
            before = mention.span.start;
        }
    }
}
