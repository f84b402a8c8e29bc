//! What copies are and are not, on invented texts.

use super::*;
use crate::clean::Line;
use proptest::prelude::*;

/// A draft of which nothing is known but its body.
fn draft(blocks: &[&str]) -> Draft {
    let mut draft = Draft::default();
    for block in blocks {
        draft.add(Line { hash: 0, bytes: block.len() as u32, running: true }, Some(block));
    }
    draft
}

fn signature(blocks: &[&str]) -> Signature {
    draft(blocks).signature(None).0
}

const HARBOUR: &[&str] = &[
    "Port workers in Varnholm will walk out for two days from Monday after talks over night shifts broke down, their union said.",
    "The stoppage is the third this year at the harbour, which handles some 40 per cent of the country's grain exports.",
    "Ingrid Solheim, who leads the union, accused the operator of withdrawing an offer that had been on the table since March.",
    "\"We were ready to sign on Thursday morning,\" she told reporters outside the customs house. \"By noon the paper was gone.\"",
    "Baltrex Terminals denied that any offer had been final and said ships would be sent to Kolsund for as long as the strike lasts.",
    "Farmers fear that wet grain will spoil in the silos. Their association asked the government in Ostberg to name a mediator.",
    "A spokesman for the ministry of transport said the minister, Tomas Hjelm, was following events and would speak to both sides.",
    "The last strike, in February, ended after nine days when the company agreed to pay 6 per cent more for work after midnight.",
];

const BRIDGE: &[&str] = &[
    "Engineers closed the Mellin bridge to lorries on Tuesday after divers found cracks in two of its piers.",
    "Drivers between Osterby and the islands face a detour of 60 kilometres until repairs are done, the road agency said.",
    "Cars and buses may still cross at walking pace. Agnes Rook, who heads the agency, said nobody was ever in danger.",
    "The bridge was built in 1968 and carries 11,000 vehicles a day. It was last inspected in full seven years ago.",
    "Shopkeepers on Little Mellin said deliveries had already failed to arrive and asked for an extra ferry.",
];

const CLINIC: &[&str] = &[
    "A clinic in Tarn Valley has begun to treat sleeping sickness with a single tablet, doctors there announced on Friday.",
    "Until now patients had to stay in hospital for ten days of infusions, which many could not afford to do.",
    "Of 212 people treated since June, 205 were free of the parasite, according to Esther Mbeki, who led the study.",
    "The maker of the drug has promised to give it away for as long as it is needed. Health officials plan to follow with 14 more clinics.",
];

/// A note as a weather service fills it in.
fn forecast(town: &str, day: &str, high: u32, low: u32, wind: u32) -> Vec<String> {
    vec![
        format!("{town} can expect a high of {high} degrees on {day}, with gusts of {wind} kilometres an hour on the coast."),
        format!("After dark the temperature drops to {low} degrees and clouds move in from the sea."),
        "The weather office brings its outlook up to date every six hours and asks readers to follow warnings before they travel.".into(),
        "All figures come from an automatic model and are checked by a forecaster on duty. Values for single valleys may differ a good deal from those for the district as a whole.".into(),
        "A list of stations and a guide to the colours of warnings can be found in the almanac that the office prints each spring.".into(),
    ]
}

struct Article {
    id: String,
    published: Option<String>,
    blocks: Vec<String>,
}

fn article(id: &str, published: &str, blocks: &[impl AsRef<str>]) -> Article {
    Article {
        id: id.into(),
        published: Some(published.into()),
        blocks: blocks.iter().map(|block| block.as_ref().to_owned()).collect(),
    }
}

fn run(articles: &[Article]) -> Vec<Option<Copy>> {
    let signatures: Vec<Signature> = articles
        .iter()
        .map(|article| signature(&article.blocks.iter().map(String::as_str).collect::<Vec<_>>()))
        .collect();
    let entries: Vec<Entry> = articles
        .iter()
        .zip(&signatures)
        .map(|(article, signature)| Entry {
            id: &article.id,
            published: article.published.as_deref(),
            length: article.blocks.iter().map(|block| block.len() as u64).sum(),
            signature,
        })
        .collect();
    copies(&entries)
}

/// Id of the survivor and kind for each article, by id.
fn told(articles: &[Article]) -> Vec<(String, String)> {
    let mut told: Vec<(String, String)> = run(articles)
        .iter()
        .zip(articles)
        .map(|(copy, article)| {
            let says = copy.map_or("survives".to_owned(), |copy| {
                format!("{} of {} {:.3}", copy.kind.as_str(), articles[copy.survivor].id, copy.similarity)
            });
            (article.id.clone(), says)
        })
        .collect();
    told.sort();
    told
}

/// The one copy that a second, later article is of the first.
fn second(first: &[impl AsRef<str>], later: &[impl AsRef<str>]) -> Option<Copy> {
    let found =
        run(&[article("a", "2031-05-01T08:00:00Z", first), article("b", "2031-05-01T09:00:00Z", later)]);
    assert_eq!(found[0], None, "the earlier article must survive");
    assert!(found[1].is_none_or(|copy| copy.survivor == 0));
    found[1]
}

#[test]
fn exact_copies_whatever_the_setting() {
    assert_eq!(second(HARBOUR, HARBOUR), Some(Copy { survivor: 0, kind: Kind::Exact, similarity: 1.0 }));
    let reset: Vec<String> = HARBOUR
        .iter()
        .map(|block| {
            block
                .replace('"', "\u{201d}")
                .replace(' ', "\u{a0}")
                .replace('\'', "\u{2019}")
                .replace("Hjelm", "HJELM")
        })
        .collect();
    assert_eq!(second(HARBOUR, &reset).map(|copy| copy.kind), Some(Kind::Exact));
    let joined = [HARBOUR.join("\n")];
    assert_eq!(second(HARBOUR, &joined).map(|copy| copy.kind), Some(Kind::Exact));
}

#[test]
fn a_correction_is_a_near_copy() {
    let mut corrected: Vec<String> = HARBOUR.iter().map(|&block| block.to_owned()).collect();
    corrected[7] = corrected[7].replace("nine days", "eleven days");
    corrected.push(
        "An earlier version of this article gave a wrong number of days for the strike in February.".into(),
    );
    let copy = second(HARBOUR, &corrected).expect("one story");
    assert_eq!(copy.kind, Kind::Near);
    assert!((0.8..1.0).contains(&copy.similarity), "{copy:?}");
}

#[test]
fn syndicated_copies_with_a_byline_and_a_cut() {
    let mut cut: Vec<String> = HARBOUR[..6].iter().map(|&block| block.to_owned()).collect();
    cut[0] = format!("VARNHOLM (Northwire) - {}", cut[0]);
    cut.insert(0, "By Northwire staff".into());
    let copy = second(HARBOUR, &cut).expect("one story");
    assert_eq!(copy.kind, Kind::Near);
}

#[test]
fn moved_paragraphs_are_a_near_copy() {
    let mut moved = HARBOUR.to_vec();
    moved.swap(1, 5);
    moved.swap(2, 6);
    assert_eq!(second(HARBOUR, &moved).map(|copy| copy.kind), Some(Kind::Near));
}

#[test]
fn updates_keep_most_of_the_text() {
    let mut updated = HARBOUR.to_vec();
    updated[5] =
        "Late on Sunday a mediator arrived from the capital and met both sides for an hour without result.";
    updated[6] = "Bakers warned that flour could run short within a week if the ships keep passing by.";
    let copy = second(HARBOUR, &updated).expect("one story");
    assert_eq!(copy.kind, Kind::Update);
    assert!((0.4..0.75).contains(&copy.similarity), "{copy:?}");
}

#[test]
fn teasers_open_their_article() {
    let teaser = [HARBOUR[0], HARBOUR[1]];
    let copy = second(HARBOUR, &teaser).expect("one story");
    assert_eq!((copy.kind, copy.similarity), (Kind::Teaser, 1.0));
    // The same length from further down is background to another report.
    assert_eq!(second(HARBOUR, &HARBOUR[7..]), None);
    // A link to an article is not its teaser.
    assert_eq!(second(HARBOUR, &["Port workers in Varnholm will walk out for two days from Monday"]), None);
}

#[test]
fn a_teaser_published_first_gives_way_with_its_copies() {
    let articles = [
        article("teaser", "2031-05-01T06:00:00Z", &HARBOUR[..2]),
        article("teaser-copy", "2031-05-01T06:30:00Z", &HARBOUR[..2]),
        article("whole", "2031-05-01T07:00:00Z", HARBOUR),
        article("whole-copy", "2031-05-01T08:00:00Z", HARBOUR),
    ];
    let says: Vec<String> = told(&articles).into_iter().map(|(_, says)| says).collect();
    assert_eq!(says, ["teaser of whole 1.000", "teaser of whole 1.000", "survives", "exact of whole 1.000"]);
}

#[test]
fn template_notes_stay_apart() {
    let notes = [
        forecast("Varnholm", "Monday", 12, 4, 35),
        forecast("Osterby", "Monday", 14, 6, 20),
        forecast("Osterby", "Tuesday", 9, 1, 55),
        forecast("Kolsund", "Sunday", 21, 13, 15),
    ];
    for (place, first) in notes.iter().enumerate() {
        for later in &notes[place + 1..] {
            assert_eq!(second(first, later), None, "{first:?} {later:?}");
        }
        assert_eq!(second(first, first).map(|copy| copy.kind), Some(Kind::Exact));
    }
    // One note re-published with a credit is a copy still.
    let mut credited = notes[0].clone();
    credited.push("Compiled by the desk in Kolsund".into());
    assert_eq!(second(&notes[0], &credited).map(|copy| copy.kind), Some(Kind::Near));
}

#[test]
fn decrees_that_differ_in_one_name_stay_apart() {
    let decree = |state: &str, counties: &str| {
        [
            format!("President Dolores Quint declared on Tuesday that an emergency exists in {state} and ordered federal help for those struck by the storm."),
            format!("Money is offered to people in the counties of {counties} for shelter, repairs and loans at low cost."),
            format!("Marcus Bell of the Emergency Relief Agency was named to lead the work in {state} until further notice."),
            "Residents and owners of businesses may register by telephone with the Emergency Relief Agency at any hour, on all seven days of the week.".to_owned(),
        ]
    };
    assert_eq!(
        second(&decree("Arkovia", "Dale, Finn and Hope"), &decree("Montserra", "Lake, Pine and Union")),
        None
    );
}

#[test]
fn what_recurs_after_weeks_is_a_form() {
    let mut updated = HARBOUR.to_vec();
    updated[5] =
        "Late on Sunday a mediator arrived from the capital and met both sides for an hour without result.";
    updated[6] = "Bakers warned that flour could run short within a week if the ships keep passing by.";
    for (published, kind) in
        [("2031-05-10", Some(Kind::Update)), ("2031-06-10", None), ("last June", Some(Kind::Update))]
    {
        let found = run(&[article("a", "2031-05-01T08:00:00Z", HARBOUR), article("b", published, &updated)]);
        assert_eq!(found[1].map(|copy| copy.kind), kind, "{published}");
    }
    let found = run(&[article("a", "2031-05-01T08:00:00Z", HARBOUR), article("b", "2033-05-01", HARBOUR)]);
    assert_eq!(found[1].map(|copy| copy.kind), Some(Kind::Exact));
}

#[test]
fn shared_background_does_not_merge_stories() {
    let with_background = |story: &[&'static str]| {
        [story, &HARBOUR[6..], &["The grain board meets again in autumn to review what it calls a fragile balance between growers, shippers and the state."]].concat()
    };
    assert_eq!(second(&with_background(BRIDGE), &with_background(CLINIC)), None);
}

#[test]
fn a_round_up_swallows_nobody() {
    let round_up = [&["What matters this morning:"], &HARBOUR[..1], &BRIDGE[..1], &CLINIC[..1]].concat();
    let articles = [
        article("bridge", "2031-05-01T06:00:00Z", BRIDGE),
        article("clinic", "2031-05-01T06:00:00Z", CLINIC),
        article("harbour", "2031-05-01T06:00:00Z", HARBOUR),
        article("round-up", "2031-05-01T07:00:00Z", &round_up),
    ];
    assert!(run(&articles).iter().all(Option::is_none));
}

#[test]
fn weak_links_do_not_chain() {
    // Each text keeps half of the one before: ends that share nothing must not meet.
    let first = [HARBOUR, &BRIDGE[..0]].concat();
    let second = [&HARBOUR[3..], BRIDGE].concat();
    let third = [BRIDGE, CLINIC].concat();
    let articles = [
        article("1", "2031-05-01T06:00:00Z", &first),
        article("2", "2031-05-01T07:00:00Z", &second),
        article("3", "2031-05-01T08:00:00Z", &third),
    ];
    let found = run(&articles);
    assert_ne!(found[2].map(|copy| copy.survivor), Some(0));
}

#[test]
fn copies_point_at_survivors() {
    let mut updated = HARBOUR.to_vec();
    updated[5] =
        "Late on Sunday a mediator arrived from the capital and met both sides for an hour without result.";
    updated[6] = "Bakers warned that flour could run short within a week if the ships keep passing by.";
    let mut corrected = updated.clone();
    corrected.push("The name of the mediator was not given out.");
    let articles = [
        article("update", "2031-05-02T08:00:00Z", &updated),
        article("update-corrected", "2031-05-03T08:00:00Z", &corrected),
        article("update-copy", "2031-05-02T09:00:00Z", &updated),
        article("wire", "2031-05-01T08:00:00Z", HARBOUR),
    ];
    let found = run(&articles);
    assert_eq!(found[3], None);
    for copy in &found[..3] {
        assert_eq!(copy.map(|copy| (copy.survivor, copy.kind)), Some((3, Kind::Update)));
    }
}

#[test]
fn the_earliest_survives_then_the_longest_then_the_lowest_id() {
    let longer = [HARBOUR, &["Trains run as usual."]].concat();
    let mut articles = [
        article("c", "2031-05-01T08:00:00Z", HARBOUR),
        article("b", "2031-05-01T08:00:00Z", HARBOUR),
        article("z", "2031-05-01T08:00:00Z", &longer),
        article("a", "2031-05-02T08:00:00Z", HARBOUR),
    ];
    let survivor = |articles: &[Article]| {
        let found = run(articles);
        let kept: Vec<&str> = articles
            .iter()
            .zip(&found)
            .filter(|(_, copy)| copy.is_none())
            .map(|(article, _)| article.id.as_str())
            .collect();
        kept.join(" ")
    };
    assert_eq!(survivor(&articles), "z");
    articles[2].published = None;
    assert_eq!(survivor(&articles), "b");
    articles[0].published = Some("2031-04-30T23:59:59Z".into());
    assert_eq!(survivor(&articles), "c");
}

#[test]
fn too_little_text_is_never_a_copy() {
    for blocks in [&[][..], &[""], &["Watch the video."], &["…", "—"]] {
        assert_eq!(second(blocks, blocks), None, "{blocks:?}");
    }
}

#[test]
fn stored_drafts_come_back_whole() {
    let blocks = [HARBOUR, BRIDGE].concat();
    let written = [draft(&blocks), draft(&[])];
    let mut bytes = Vec::new();
    written.iter().for_each(|draft| draft.encode(&mut bytes));
    let mut rest = &bytes[..];
    assert_eq!(Draft::decode(&mut rest).as_ref(), Some(&written[0]));
    assert_eq!(Draft::decode(&mut rest).as_ref(), Some(&written[1]));
    assert!(rest.is_empty());
    for cut in 0..bytes.len() / 2 {
        assert_eq!(Draft::decode(&mut &bytes[..cut]), None);
    }
}

/// A small corpus of everything: copies, cuts, teasers, notes, from three stories.
fn mixture() -> Vec<Article> {
    let mut articles = Vec::new();
    for (name, story) in [("harbour", HARBOUR), ("bridge", BRIDGE), ("clinic", CLINIC)] {
        let hour = |hour: usize| format!("2031-05-01T{hour:02}:00:00Z");
        for place in 0..3 {
            articles.push(article(&format!("{name}-{place}"), &hour(place + 5), story));
        }
        articles.push(article(&format!("{name}-cut"), &hour(5), &story[..story.len() - 1]));
        articles.push(article(&format!("{name}-teaser"), &hour(4), &story[..1]));
        articles.push(article(&format!("{name}-end"), &hour(3), &story[story.len() / 2..]));
        let swapped: Vec<&str> = story.iter().rev().copied().collect();
        articles.push(article(&format!("{name}-back"), &hour(9), &swapped));
    }
    for day in ["Monday", "Tuesday", "Sunday"] {
        articles.push(article(
            &format!("note-{day}"),
            "2031-05-01T05:00:00Z",
            &forecast("Osterby", day, day.len() as u32, 2, 33),
        ));
    }
    articles
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn order_plays_no_part(order in Just((0..24).collect::<Vec<usize>>()).prop_shuffle()) {
        let mut articles: Vec<Option<Article>> = mixture().into_iter().map(Some).collect();
        let shuffled: Vec<Article> = order.iter().map(|&place| articles[place].take().expect("a permutation")).collect();
        prop_assert_eq!(told(&shuffled), told(&mixture()));
    }

    #[test]
    fn any_text_has_a_draft_that_survives_storage(blocks in proptest::collection::vec("\\PC{0,80}", 0..6)) {
        let blocks: Vec<&str> = blocks.iter().map(String::as_str).collect();
        let made = draft(&blocks);
        let mut bytes = Vec::new();
        made.encode(&mut bytes);
        prop_assert_eq!(Draft::decode(&mut &bytes[..]), Some(made));
    }

    #[test]
    fn survivors_are_no_copies(dates in proptest::collection::vec(0..4u8, 24)) {
        let mut articles = mixture();
        for (article, date) in articles.iter_mut().zip(&dates) {
            article.published = (*date > 0).then(|| format!("2031-05-0{date}"));
        }
        let found = run(&articles);
        for (place, copy) in found.iter().enumerate() {
            if let Some(copy) = copy {
                prop_assert!(copy.survivor != place && found[copy.survivor].is_none());
                prop_assert!((0.0..=1.0).contains(&copy.similarity));
            }
        }
    }
}

#[test]
fn decoding_never_panics_on_damaged_bytes() {
    let mut bytes = Vec::new();
    draft(HARBOUR).encode(&mut bytes);
    for place in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[place] ^= 0xff;
        if let Some(decoded) = Draft::decode(&mut &damaged[..]) {
            judge::relation(&decoded.signature(None).0, &signature(HARBOUR), None);
        }
    }
}
