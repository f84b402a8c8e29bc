//! `rules test`: each of the five ways in which an example comes out, whatever finds the claims.

use claimwright::check::{FoundClaim, Verdict, judge};
use claimwright::cli::rules::report_judgements;
use claimwright::rules::{Files, RuleSet};

const RULES: &str = r#"
[[rule]]
name = "beg"
stance = "demand"
doc = "An actor begs for an arrangement."
verb = ["beg for"]
[[rule.accepts]]
text = "found"
claims = [{ holders = ["MLT"], capabilities = ["air_defence"] }]
[[rule.accepts]]
text = "wrong"
claims = [{ holders = ["MLT"], capabilities = [] }]
[[rule.accepts]]
text = "missed"
[[rule.accepts]]
text = "twice"
claims = [{ holders = ["MLT"] }]
[[rule.refuses]]
text = "noise"
why = "it begs for pasta"
[[rule.refuses]]
text = "other"
why = "another rule finds it"

[[rule]]
name = "parade"
stance = "none"
doc = "A parade is no claim."
verb = ["parade"]
[[rule.accepts]]
text = "nothing"
claims = []
[[rule.accepts]]
text = "noise"
claims = []
[[rule.refuses]]
text = "found"
why = "it begs"
[[rule.refuses]]
text = "nothing"
why = "it should have begged"
"#;

fn claim(rule: &str) -> FoundClaim {
    FoundClaim {
        rule: rule.into(),
        stance: "demand".into(),
        modality: "actual".into(),
        holders: vec!["MLT".into()],
        capabilities: vec!["air_defence.patriot".into()],
        ..FoundClaim::default()
    }
}

/// Finds by the text alone, so that the test says what was found.
fn find(text: &str) -> Vec<FoundClaim> {
    match text {
        "found" | "wrong" | "noise" => vec![claim("beg")],
        "twice" => vec![claim("beg"), claim("beg")],
        "missed" | "other" => vec![claim("want")],
        _ => Vec::new(),
    }
}

#[test]
fn an_example_comes_out_in_one_of_five_ways() {
    let rules = RuleSet::parse([("mine.toml", RULES)]).unwrap();
    let got: Vec<_> = judge(&rules, find)
        .iter()
        .map(|j| (j.rule.name.clone(), j.example.text.clone(), j.accepted, j.verdict))
        .collect();
    let expected = [
        ("beg", "found", true, Verdict::Found),
        ("beg", "wrong", true, Verdict::Wrong),
        ("beg", "missed", true, Verdict::Missed),
        ("beg", "twice", true, Verdict::Noise),
        ("beg", "noise", false, Verdict::Noise),
        ("beg", "other", false, Verdict::Quiet),
        ("parade", "nothing", true, Verdict::Found),
        ("parade", "noise", true, Verdict::Noise),
        ("parade", "found", false, Verdict::Quiet),
        ("parade", "nothing", false, Verdict::Missed),
    ];
    assert_eq!(
        got,
        expected.map(|(rule, text, accepted, v)| (rule.to_string(), text.to_string(), accepted, v))
    );
}

#[test]
fn a_failing_example_is_shown_with_its_place_and_what_differs() {
    let rules = RuleSet::parse([("mine.toml", RULES)]).unwrap();
    let mut files = Files::default();
    files.add("rules/mine.toml", "mine.toml", RULES);
    let judgements = judge(&rules, find);
    let mut out = Vec::new();
    assert_eq!(report_judgements(&files, &judgements, false, &mut out).unwrap(), 1);
    let text = String::from_utf8(out).unwrap();
    for part in [
        "error[wrong]: `beg` finds its example with other values",
        "mine.toml:11:8",
        "expected: holders MLT; capabilities –",
        "found:    demand by `beg`; holders MLT; capabilities air_defence.patriot; affirmed, actual",
        "differs:  capabilities: expected –, found air_defence.patriot",
        "^^^^^^^ it begs for pasta",
        "10 examples: 2 found, 2 quiet, 2 missed, 3 noise, 1 wrong",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let mut out = Vec::new();
    report_judgements(&files, &judgements, true, &mut out).unwrap();
    let lines: Vec<serde_json::Value> =
        String::from_utf8(out).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines.len(), 10);
    assert_eq!(
        (&lines[1]["verdict"], &lines[1]["line"], &lines[1]["differences"][0]["part"]),
        (&"wrong".into(), &11.into(), &"capabilities".into())
    );
}
