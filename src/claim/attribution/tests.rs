//! Tests of the attribution rules on sentences written for them.

use super::{Attribution, Kind, QuoteKind, attributions, covering};
use crate::lexicon::reporting::{REPORTING_WORDS, Reporting};
use crate::lexicon::words::{WORDS, WordLexicon};
use crate::span::Span;
use crate::split::{Abbreviations, Split, split};
use crate::tag::{Mention, Referent, Via};
use proptest::prelude::*;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

static KNOWN: LazyLock<(WordLexicon, Reporting)> = LazyLock::new(|| {
    let words = WordLexicon::parse([("words.toml", WORDS), ("reporting_words.toml", REPORTING_WORDS)]);
    (words.expect("the word lists read"), Reporting::built_in())
});

fn read(raw: &str) -> Split {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in raw.split_inclusive('\n') {
        if !line.trim().is_empty() {
            blocks.push(Span::new(at, at + line.trim_end().len()));
        }
        at += line.len();
    }
    split(raw, &blocks, Abbreviations::embedded())
}

fn find(raw: &str) -> Vec<Attribution> {
    attributions(raw, &read(raw), &[], &KNOWN.0, &KNOWN.1)
}

/// Source, cue and content of what is not nested, as `source | cue | content`.
fn rows(raw: &str) -> Vec<String> {
    find(raw)
        .iter()
        .filter(|a| !a.nested)
        .map(|a| {
            let content: Vec<&str> = a.content.iter().map(|c| c.slice(raw)).collect();
            let source = a.source.map_or("-", |s| s.slice(raw));
            format!("{source} | {} | {}", a.cue.map_or("-", |c| c.slice(raw)), content.join(" + "))
        })
        .collect()
}

#[test]
fn a_clause_behind_the_verb() {
    assert_eq!(
        rows("The minister said that the treaty would need a referendum."),
        ["The minister | said | that the treaty would need a referendum"]
    );
    assert_eq!(
        rows("Petra Novak, the head of the union, has argued the plan is too costly."),
        ["Petra Novak, the head of the union, | has argued | the plan is too costly"]
    );
    assert_eq!(
        rows("Ministers told reporters on Monday that the talks had failed."),
        ["Ministers | told | that the talks had failed"]
    );
}

#[test]
fn the_cue_behind_or_inside_what_it_reports() {
    assert_eq!(
        rows("The bridge will stay closed until spring, the mayor said."),
        ["the mayor | said | The bridge will stay closed until spring"]
    );
    assert_eq!(
        rows("“We need more time,” said Ada Lind, who leads the board. “Nobody can build this in a year.”"),
        ["Ada Lind, who leads the board | said | “We need more time,” + “Nobody can build this in a year.”"]
    );
    assert_eq!(
        rows("\"The river,\" she added, \"does not read our maps.\""),
        ["she | added | \"The river,\" + \"does not read our maps.\""]
    );
    assert_eq!(rows("''It is over,'' Mr. Hale said."), ["Mr. Hale | said | ''It is over,''"]);
}

#[test]
fn openers_adverbs_and_colons() {
    assert_eq!(
        rows("According to the harbour office, two ships ran aground."),
        ["the harbour office | According to | two ships ran aground"]
    );
    assert_eq!(
        rows("Two ships ran aground, according to the harbour office."),
        ["the harbour office | according to | Two ships ran aground"]
    );
    assert_eq!(
        rows("The envoy reportedly left before dawn."),
        ["- | reportedly | The envoy + left before dawn"]
    );
    assert_eq!(
        rows("Ada Lind: “The vote was fair and open.”"),
        ["Ada Lind | : | “The vote was fair and open.”"]
    );
}

#[test]
fn wishes_attitudes_nouns_and_adjectives() {
    assert_eq!(
        rows("The senators refused to sign the letter."),
        ["The senators | refused | to sign the letter"]
    );
    assert_eq!(rows("Farmers criticised the new tax."), ["Farmers | criticised | the new tax"]);
    assert_eq!(rows("His criticism of the budget cost him votes."), ["His | criticism of | the budget"]);
    assert_eq!(rows("Voters are wary of the deal."), ["Voters | are wary of | the deal"]);
    assert_eq!(rows("The firm is expected to close."), ["- | is expected | The firm + to close"]);
}

#[test]
fn a_second_cue_ends_what_the_first_reports() {
    assert_eq!(
        rows("The chief said the bridge was safe and added that repairs would start in May."),
        ["The chief | said | the bridge was safe", "The chief | added | that repairs would start in May"]
    );
    assert_eq!(
        rows("Noting the cost, Petra Novak said the road should wait.")[1],
        "Petra Novak | said | the road should wait"
    );
}

#[test]
fn an_attribution_inside_another_is_nested() {
    let raw = "The chief said the mayor believes the bridge is safe.";
    let found = find(raw);
    assert_eq!(found.iter().map(|a| a.nested).collect::<Vec<_>>(), [false, true]);
    let safe = raw.find("safe").unwrap_or(0);
    let closest = covering(&found, Span::new(safe, safe + 4)).and_then(|a| a.source);
    assert_eq!(closest.map(|s| s.slice(raw)), Some("the mayor"));
    assert_eq!(found.iter().map(|a| a.kind).collect::<Vec<_>>(), [Kind::Speech, Kind::Thought]);
}

#[test]
fn the_kind_of_quotation() {
    let kind = |raw: &str| find(raw)[0].quote;
    assert_eq!(kind("“We need more time,” she said."), QuoteKind::Direct);
    assert_eq!(kind("She said the plan was “a bad joke” from the start."), QuoteKind::Partial);
    assert_eq!(kind("She said the plan was bad."), QuoteKind::None);
}

#[test]
fn a_quotation_that_nobody_closes_ends_with_its_paragraph() {
    let raw = "“We need more time, she said.\n\nThe river rose overnight.";
    let second = raw.find("The river").unwrap_or(0) as u32;
    assert!(find(raw).iter().all(|a| a.content.iter().all(|c| c.end <= second)));
}

/// The mention of Ada Lind at the head of a text.
fn ada_lind() -> Mention {
    Mention {
        id: "person:Ada Lind".into(),
        referent: Referent::Actor {
            via: Via::Person,
            name: "Ada Lind".into(),
            person: Some("Ada Lind".into()),
            office: None,
        },
        span: Span::new(0, 8),
        tokens: 0..2,
        sentence: 0,
    }
}

#[test]
fn a_pronoun_stands_for_who_spoke_before() {
    let raw = "Ada Lind said the vote was fair. The hall was cold. She added that nobody complained.";
    let read = read(raw);
    let found = attributions(raw, &read, &[ada_lind()], &KNOWN.0, &KNOWN.1);
    assert_eq!(found.iter().map(|a| a.actor).collect::<Vec<_>>(), [Some(0), Some(0)]);
}

#[test]
fn words_that_look_like_nouns_or_adjectives_are_verbs_with_a_subject_and_an_object() {
    assert_eq!(rows("Farmers opposed the tax."), ["Farmers | opposed | the tax"]);
    assert_eq!(
        rows("The bridge is closed, the Harbour Post reports."),
        ["the Harbour Post | reports | The bridge is closed"]
    );
    assert_eq!(rows("“We cannot pay,” the two write."), ["the two | write | “We cannot pay,”"]);
    assert_eq!(
        rows("The ministry hopes that rents will fall."),
        ["The ministry | hopes | that rents will fall"]
    );
    assert_eq!(rows("Some may recall other storms."), ["Some | may recall | other storms"]);
}

#[test]
fn the_words_between_a_quotation_and_its_verb_are_the_speaker() {
    assert_eq!(
        rows("“It is late,” one harbour source said. “We are tired.”"),
        ["one harbour source | said | “It is late,” + “We are tired.”"]
    );
    assert_eq!(
        rows("“It is late,” Ada Lind said Monday on Radio Nine's “First Light.”"),
        ["Ada Lind | said | “It is late,”"]
    );
}

#[test]
fn a_colon_at_the_end_announces_the_next_paragraph() {
    assert_eq!(
        rows("Ada Lind declared:\n\n“The river is ours.”"),
        ["Ada Lind | declared: | “The river is ours.”"]
    );
}

#[test]
fn a_speech_over_paragraphs_belongs_to_the_speaker_named_at_its_end() {
    assert_eq!(
        rows("“The dam is old.\n\n“It must go,” Ada Lind said."),
        ["Ada Lind | said | “The dam is old.\n\n“It must go,”"]
    );
}

#[test]
fn passives() {
    assert_eq!(rows("Lind is considered a friend."), ["- | is considered | Lind + a friend"]);
    assert_eq!(rows("The bill backed by farmers failed."), ["farmers | backed by | The bill"]);
    assert_eq!(rows("The dam could be seen."), [""; 0]);
}

#[test]
fn cues_of_several_words() {
    assert_eq!(rows("She voiced doubt about the dam."), ["She | voiced doubt about | the dam"]);
    assert_eq!(rows("There is no doubt that he won."), ["- | There is no doubt | that he won"]);
    assert_eq!(rows("He tried to persuade the board."), ["He | tried to persuade | the board"]);
    assert_eq!(rows("Lind talks freely of her past."), ["Lind | talks freely of | her past"]);
    assert_eq!(
        rows("Petra Novak, a fierce critic of the dam, left."),
        ["Petra Novak | fierce critic of | the dam"]
    );
}

#[test]
fn polls_views_and_as_clauses() {
    assert_eq!(
        rows("In a new poll, Lind leads by six points."),
        ["a new poll | In | Lind leads by six points"]
    );
    assert_eq!(rows("As Lind put it, the dam is dead."), ["Lind | put it | the dam is dead"]);
    assert_eq!(rows("The dam is dead, as critics say."), ["critics | say | The dam is dead"]);
}

#[test]
fn where_the_content_ends() {
    assert_eq!(
        rows("The vote failed, and while he said it was close, the house was empty.")[0],
        "he | said | it was close"
    );
    assert_eq!(
        rows("Blasting the board and calling for a vote, Lind left.")[0],
        "Lind | Blasting | the board"
    );
    assert_eq!(rows("The plan, which critics say was dead, passed."), ["critics | say | which + was dead"]);
}

#[test]
fn a_pronoun_for_nobody_named_stands_for_no_actor() {
    let raw = "Ada Lind said the vote was fair. Others fear it was not.";
    let read = read(raw);
    let found = attributions(raw, &read, &[ada_lind()], &KNOWN.0, &KNOWN.1);
    assert_eq!(found.iter().map(|a| a.actor).collect::<Vec<_>>(), [Some(0), None]);
}

/// The time the fastest of nine runs takes: others use the machine too.
fn fastest(raw: &str) -> Duration {
    let read = read(raw);
    let run = || {
        let start = Instant::now();
        std::hint::black_box(attributions(raw, &read, &[], &KNOWN.0, &KNOWN.1));
        start.elapsed()
    };
    (0..9).map(|_| run()).min().unwrap_or_default()
}

#[test]
fn time_grows_with_the_text_only() {
    for piece in [
        "he said ",
        "he said, “no,” ",
        "and X, ",
        "“a ‘b’ ",
        "according to X, ",
        "“No,” he said. “Yes.” ",
        "( ",
        "for X to say ",
        "while he said, ",
        "which X says was, ",
        "there is no doubt about, ",
        "reports plans ",
        "\"No. ",
    ] {
        let (small, large) = (piece.repeat(1000), piece.repeat(8000));
        let (few, many) = (fastest(&small), fastest(&large));
        // Eight times the text; a quadratic rule would take 64 times as long.
        assert!(many < few * 24 + Duration::from_millis(20), "{piece:?}: {few:?} became {many:?}");
    }
}

proptest! {
    #[test]
    fn all_spans_lie_in_the_text(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "said", "told", "Lee", "“", "”", "\"", "''", "‘", "’", ",", ".", ":", "—", "that", "who", "to", "according",
                "the", "plan", "criticism", "of", "is", "eager", "expected", "by", "(", ")", "and", "but", "saying", "é", "他", "\n",
                "reportedly", "seems", "his", "deny", "Monday", "on", "statement", "a",
            ]),
            0..60,
        ),
        glue in prop::sample::select(vec![" ", ""]),
    ) {
        let raw = words.join(glue);
        for found in find(&raw) {
            prop_assert!(!found.content.is_empty());
            let spans = found.content.iter().chain(found.source.iter()).chain(found.cue.iter());
            for span in spans {
                prop_assert!(!span.is_empty());
                prop_assert!(raw.get(span.range()).is_some());
            }
            for pair in found.content.windows(2) {
                prop_assert!(pair[0].end <= pair[1].start);
            }
        }
    }
}
