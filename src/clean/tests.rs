//! What cleaning promises of whole articles. The articles are invented.

use super::cut::is_blank;
use super::*;
use proptest::prelude::*;

fn clean(raw: &str, title: Option<&str>) -> Vec<Block> {
    blocks(raw, title, Furniture::embedded(), None)
}

/// Each block as "role reason words".
fn told(raw: &str, title: Option<&str>) -> Vec<(Role, Option<Reason>, String)> {
    clean(raw, title)
        .iter()
        .map(|b| (b.role, b.reason, b.span.slice(raw).chars().take(24).collect()))
        .collect()
}

const ARTICLE: &str = "World\n\
By Ada Brown\n\
Norway weighs a radar treaty with its neighbours\n\
Published 4 March 2025\n\
A radar near Vardø turns on Friday (Picture: Ada Brown)\n\
A radar near Vardø turns on Friday\n\n\
Norway is to open talks with its neighbours on a treaty that would bind each of them to share what its radars see.\n\n\
The plan was put to parliament on Friday, and the opposition said that it would not stand in its way.\n\n\
Read more: Storm fells mast in Bergen\n\n\
Who would pay for the radars?\n\n\
The radars would be paid for by all four states, the minister said, each by the length of its coast.\n\n\
“We cannot see round the corner alone. Others can see it for us,” the minister told reporters in Oslo.\n\n\
We cannot see round the corner alone.\n\n\
The plan was put to parliament on Friday...\n\n\
BERGEN FERRY OWNERS ‘FURIOUS’ AS STORM SEASON TIMETABLE IS SCRAPPED\n\n\
A first draft of the treaty is expected before the summer, and a vote on it before the year is out.\n\n\
Related topics\n\n\
Ferry strike enters second week\n\n\
Brass band on ice🎺\n";

#[test]
fn an_article_is_cleaned() {
    use Reason::*;
    use Role::*;
    let got: Vec<_> = told(ARTICLE, None).into_iter().map(|(role, reason, _)| (role, reason)).collect();
    assert_eq!(
        got,
        [
            (Boilerplate, Some(Label)),
            (Boilerplate, Some(Byline)),
            (Headline, None),
            (Boilerplate, Some(Timestamp)),
            (Duplicate, Some(PictureCredit)),
            (Caption, None),
            (Body, None),
            (Body, None),
            (Boilerplate, Some(Teaser)),
            (Headline, None),
            (Body, None),
            (Body, None),
            (Duplicate, Some(PullQuote)),
            (Duplicate, Some(Truncation)),
            (Boilerplate, Some(Teaser)),
            (Body, None),
            (Boilerplate, Some(Related)),
            (Boilerplate, Some(Teaser)),
            (Boilerplate, Some(Teaser)),
        ]
    );
}

#[test]
fn a_duplicate_names_what_survives() {
    let blocks = clean(ARTICLE, None);
    let of = |i: usize| blocks[i].duplicate_of;
    assert_eq!((of(4), of(12), of(13)), (Some(5), Some(11), Some(7)));
}

#[test]
fn body_survives_before_headline_also_when_it_comes_later() {
    let raw = "The pact binds nobody at all\n\nIt was signed in a hurry on Friday by ministers who had not read it.\n\n\
               The pact binds nobody at all.\n\nNo court would hear a case on it, lawyers in Oslo said on Monday.";
    let blocks = clean(raw, None);
    assert_eq!(blocks[0].role, Role::Duplicate);
    assert_eq!((blocks[0].duplicate_of, blocks[2].role), (Some(2), Role::Body));
}

#[test]
fn of_two_equal_paragraphs_the_one_in_the_running_text_survives() {
    let raw = "The ferry company has cut its timetable for the winter, and islanders are cross about it.\n\n\
               A treaty without a court is only paper.\n\n\
               The islanders want a subsidy for the ferry, and the county is ready to hear them in May.\n\n\
               Lawyers doubt that the treaty would hold, for no court could hear a case about the paper.\n\n\
               A treaty without a court is only paper.\n\n\
               Without a court, they say, a treaty is a promise, and promises on paper have been broken.";
    let blocks = clean(raw, None);
    assert_eq!((blocks[1].role, blocks[1].duplicate_of), (Role::Duplicate, Some(4)));
}

#[test]
fn a_line_that_interrupts_a_section_is_a_teaser_and_a_subheading_is_not() {
    let section = "The strongest promise on offer is a treaty of all four states that calls an attack on one an attack on all.";
    let next =
        "This is what the government wants, for such a promise would deter, the minister said on Friday.";
    let rest =
        "Parliament is to vote on it before the year is out, and a majority for it is thought to be certain.";
    let question = |line: &str| {
        let raw = format!(
            "{section}\n\n{rest}\n\n{line}\n\n{next}\n\nThe vote in parliament needs two thirds of all members."
        );
        clean(&raw, None)[2].role
    };
    assert_eq!(question("Could ferry crews strike again over winter rosters?"), Role::Boilerplate);
    assert_eq!(question("What does the government of Norway want?"), Role::Headline);
}

#[test]
fn turns_of_a_transcript_are_kept() {
    let raw = "MS. BROWN: The treaty is to be signed in Oslo on Friday, and four states will sign it.\n\n\
               Q Will Sweden sign?\n\nMS. BROWN: Yes.\n\nQ Will Finland sign?\n\nMS. BROWN: Yes.\n\n\
               MS. BROWN: They have all told us that they will be there on Friday with a pen.";
    assert!(clean(raw, None).iter().all(|block| block.role.is_kept()));
}

#[test]
fn lists_are_no_subheadings_and_an_open_line_is_no_copy() {
    let raw = "The ministers met in Oslo on Friday and agreed to go on with the plan as it stands today.\n\n\
               The treaty of the four northern states names:\n\n- Norway and its coast guard\n\n- Sweden\n\n\
               The treaty of the four northern states names: all who are to pay, and all who are to profit from it.";
    assert!(clean(raw, None).iter().all(|block| block.role.is_kept()));
}

#[test]
fn a_repeated_teaser_is_no_duplicate_of_something_dropped() {
    let tail = "Ferry strike enters second week\n\nMore from us\n\nFerry strike enters second week";
    let raw = format!(
        "{}\n\n{tail}",
        &ARTICLE[ARTICLE.find("Norway is to open").unwrap()..ARTICLE.find("Related topics").unwrap()]
    );
    for block in clean(&raw, None) {
        assert_eq!(block.duplicate_of.is_some(), block.role == Role::Duplicate);
    }
}

const STATEMENT: &str = "The four states agreed on Friday to share what their radars see, each with all the others.\n\n\
Minister Ada Brown said that no state would be left out of it, and none would be made to join.\n\n\
A vote on it is expected before the summer, and most members are thought to be in favour of it.";

#[test]
fn signatures_and_persons_of_the_story_are_kept() {
    for (line, role) in [
        ("ADA B. BROWN", Role::Body),
        ("Tom Green, Minister of Defence", Role::Body),
        ("Brown is a lecturer in law and was for years the director of the Harbour Institute.", Role::Body),
        ("Tom Green is a lecturer in law and a columnist for the Northern Star.", Role::Boilerplate),
        ("Ferry owners fear for winter timetable", Role::Boilerplate),
    ] {
        let raw = format!("{STATEMENT}\n\n{line}");
        assert_eq!(clean(&raw, None).last().map(|block| block.role), Some(role), "{line}");
    }
}

#[test]
fn places_and_remarks_at_the_top_are_no_section_names() {
    for (line, role) in [
        ("Bergen, Norway", Role::Body),
        ("(Via telephone)", Role::Body),
        ("A PROCLAMATION", Role::Body),
        ("Nordic Affairs", Role::Boilerplate),
    ] {
        let raw = format!("Four states sign a radar treaty in Bergen\n\n{line}\n\n{STATEMENT}");
        assert_eq!(clean(&raw, None)[1].role, role, "{line}");
    }
}

#[test]
fn a_kind_before_a_colon_is_a_teaser_inside_the_text_and_a_headline_before_it() {
    let line = "Analysis: Four states and a radar";
    let raw = format!("{line}\n\n{STATEMENT}\n\n{}\n\n{STATEMENT}", line.replace("Four", "Five"));
    let roles: Vec<Role> = clean(&raw, None).iter().map(|block| block.role).collect();
    assert_eq!((roles[0], roles[4]), (Role::Headline, Role::Boilerplate));
}

fn check(raw: &str, blocks: &[Block]) {
    let mut covered = 0;
    for block in blocks {
        let range = block.span.range();
        assert!(range.start >= covered && range.end > range.start);
        assert!(raw[covered..range.start].chars().all(is_blank), "text between blocks");
        let text = &raw[range.clone()];
        assert!(!text.starts_with(is_blank) && !text.ends_with(is_blank));
        covered = range.end;
        assert_eq!(block.duplicate_of.is_some(), block.role == Role::Duplicate);
        assert_eq!(block.reason.is_some(), !block.role.is_kept());
        assert!(block.duplicate_of.is_none_or(|survivor| blocks[survivor].role.is_kept()));
    }
    assert!(raw[covered..].chars().all(is_blank), "text after the last block");
}

proptest! {
    #[test]
    fn blocks_cover_any_text(raw in "(?s).{0,300}") {
        check(&raw, &clean(&raw, None));
    }

    #[test]
    fn blocks_cover_lines_that_resemble_articles(
        lines in prop::collection::vec(
            (prop::sample::select(ARTICLE.lines().collect::<Vec<_>>()), 0usize..160, "(|\n|\r\n| |\u{A0}|…|\\.|\\?| \\(AP\\)|: |\u{200B})"),
            0..40,
        ),
        title in prop::option::of(prop::sample::select(ARTICLE.lines().collect::<Vec<_>>())),
    ) {
        let mut raw = String::new();
        for (line, cut, end) in lines {
            raw.extend(line.chars().take(cut));
            raw.push_str(&end);
            raw.push('\n');
        }
        check(&raw, &clean(&raw, title));
    }
}

/// What tempts a reader to look back; how the time grows is measured by the bench `growth`.
#[test]
fn endless_repetition_is_cleaned_to_its_end() {
    let sentence = "The ministers met in Oslo on Friday and agreed on nothing but a date. ";
    let storm = |i: usize| format!("Storm {i} fells a mast in the north of Bergen\n");
    let beginning = |i: usize| format!("{}\n", &sentence.repeat(3)[..40 + i % 160]);
    for raw in [
        "The treaty binds nobody at all.\n".repeat(8000),
        (0..4000).map(storm).collect(),
        sentence.repeat(8000),
        (0..4000).map(beginning).collect(),
        "share by Ada Brown | ".repeat(4000),
        "By Ada Brown and Tom Green in Oslo at 9.30\n".repeat(4000),
        "a.\" ".repeat(16_000),
        "[](".repeat(16_000),
        "a".repeat(200_000),
    ] {
        check(&raw, &clean(&raw, None));
    }
}
