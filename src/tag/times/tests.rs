//! Times and quantities from whole sentences.

use super::*;
use crate::span::Span;
use crate::split::{Abbreviations, Sentence, split, tokenize};
use proptest::prelude::*;

fn found(text: &str) -> Vec<(String, String, String)> {
    let span = Span::new(0, text.len());
    let mut cut = Split::default();
    tokenize(text, span, &mut cut.tokens);
    cut.sentences.push(Sentence { span, tokens: 0..cut.tokens.len() as u32, block: 0 });
    times(text, &cut, Some("2026-11-24"))
        .into_iter()
        .map(|m| {
            let value = match &m.referent {
                Referent::Time { value } => value.as_deref().unwrap_or("?").to_string(),
                _ => String::new(),
            };
            (m.id.to_string(), m.span.slice(text).to_string(), value)
        })
        .collect()
}

fn one(text: &str) -> (String, String) {
    let all = found(text);
    assert_eq!(all.len(), 1, "{all:?}");
    (all[0].1.clone(), all[0].2.clone())
}

fn check(text: &str, words: &str, value: &str) {
    assert_eq!(one(text), (words.to_string(), value.to_string()));
}

#[test]
fn absolute_dates() {
    check("In 1994 they gave word.", "In 1994", "1994");
    check("They met on 12 June 2024.", "on 12 June 2024", "2024-06-12");
    check("They met on Dec. 22, 2025, there.", "on Dec. 22, 2025", "2025-12-22");
    check("It ran from 2014 to 2022.", "from 2014 to 2022", "2014/2022");
    check("It fell in the 1990s.", "in the 1990s", "1990/1999");
    check("since February 2022", "since February 2022", "2022-02/..");
}

#[test]
fn dates_relative_to_the_article() {
    check("They meet next year.", "next year", "2027");
    check("It came last week.", "last week", "2026-W47");
    check("It must be ready by the end of 2026.", "by the end of 2026", "../2026-12-31");
    check("It was signed on Monday.", "on Monday", "2026-11-23");
    check("It was signed in September.", "in September", "2026-09");
    check("He left two months ago.", "two months ago", "2026-09");
    check("That will come in the coming weeks.", "in the coming weeks", "?");
}

#[test]
fn spans_of_time_money_and_counts() {
    check("A 10-year pact.", "10-year", "P10Y");
    check("It lasts 15 to 20 years.", "15 to 20 years", "P15Y/P20Y");
    check("a decade of work", "a decade", "P10Y");
    let kinds: Vec<_> = found("They sent $61bn, 50 billion euros and 100,000 troops.")
        .into_iter()
        .map(|f| (f.0, f.1))
        .collect();
    let kind = |k: &str, t: &str| (k.to_string(), t.to_string());
    assert_eq!(kinds, [kind("money", "$61bn"), kind("money", "50 billion euros"), kind("number", "100,000")]);
}

#[test]
fn what_is_no_time() {
    for text in ["They may march.", "Under Article 5 it acts.", "An F-16 flew.", "It is a year of a kind."] {
        assert_eq!(found(text), [], "{text}");
    }
}

proptest! {
    #[test]
    fn mentions_lie_in_their_sentence(text in "([0-9]{1,4}|in|the|end|of|May|June|to|years|\\$|bn|-|\\.|,|s|last|ago| )( ([0-9]{1,4}|of|year|next|-|,|é)){0,9}") {
        let cut = split(&text, &[Span::new(0, text.len())], Abbreviations::embedded());
        for mention in times(&text, &cut, Some("2026-11-24")) {
            prop_assert!(text.get(mention.span.range()).is_some());
            prop_assert!(cut.sentences[mention.sentence as usize].span.contains(mention.span));
        }
    }
}
