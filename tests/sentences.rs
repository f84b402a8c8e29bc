//! The sentence splitter against cases in plain text (`tests/sentences/en.txt`), and the promises it
//! makes about any text.

use claimwright::span::Span;
use claimwright::split::{Abbreviations, paragraphs, sentences, split};
use proptest::prelude::*;

/// The cases of a file: line number, text, expected sentences.
fn cases(file: &str) -> Vec<(usize, String, Vec<String>)> {
    let mut out = Vec::new();
    let mut current: Option<(usize, String, Vec<String>)> = None;
    for (number, line) in file.lines().enumerate() {
        if line.trim().is_empty() {
            out.extend(current.take());
        } else if !line.starts_with('#') {
            let (_, text, expected) = current.get_or_insert_with(|| (number + 1, String::new(), Vec::new()));
            let glued = line.strip_suffix('\\');
            let body = glued.unwrap_or(line).replace("\\n", "\n");
            expected.push(body.trim().to_string());
            text.push_str(&body);
            if glued.is_none() && !body.ends_with('\n') {
                text.push(' ');
            }
        }
    }
    out.extend(current);
    out
}

#[test]
fn cases_come_apart_as_written() {
    let mut wrong = Vec::new();
    let all = cases(include_str!("sentences/en.txt"));
    assert!(all.len() > 60, "{} cases", all.len());
    for (line, text, expected) in all {
        let found: Vec<&str> = sentences(&text).iter().map(|s| s.slice(&text)).collect();
        if found != expected {
            wrong.push(format!("line {line}:\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Text in which the marks that matter are frequent.
fn troubled() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Mr. "),
        Just("U.S."),
        Just(" p.m. "),
        Just("..."),
        Just(" . . ."),
        Just("…"),
        Just("\""),
        Just("”"),
        Just("“"),
        Just("’s "),
        Just("'"),
        Just("\n"),
        Just("\n\n"),
        Just("1. "),
        Just("2) "),
        Just("• "),
        Just("-----"),
        Just("["),
        Just("]"),
        Just("12"),
        Just("Monday, March 3, 2025"),
        Just("(AP) — "),
        Just("ABC: "),
        Just("é"),
        Just("\u{200b}"),
        Just("。"),
        Just("http://a.b "),
        Just("word"),
        Just("Word"),
        Just(" "),
        Just("\u{a0}"),
        Just("!"),
        Just("?"),
        Just("Photo:"),
        Just(":)"),
        Just("\t"),
        Just("‘"),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn sentences_tile_the_text(text in prop_oneof![troubled(), "\\PC{0,80}"]) {
        let mut at = 0;
        for sentence in sentences(&text) {
            let gap = &text[at..sentence.start as usize];
            prop_assert!(gap.chars().all(|c| c.is_whitespace() || claimwright::split::token::is_invisible(c)), "{gap:?}");
            let words = sentence.slice(&text);
            prop_assert!(!words.trim().is_empty() && words.trim_end() == words);
            at = sentence.end as usize;
        }
        prop_assert!(text[at..].chars().all(|c| c.is_whitespace() || claimwright::split::token::is_invisible(c)));
    }

    #[test]
    fn every_token_has_one_sentence(text in prop_oneof![troubled(), "\\PC{0,80}"]) {
        let blocks: Vec<Span> = paragraphs(&text).collect();
        let found = split(&text, &blocks, Abbreviations::embedded());
        let mut next = 0;
        for sentence in &found.sentences {
            prop_assert_eq!(sentence.tokens.start, next);
            prop_assert!(sentence.tokens.end > sentence.tokens.start);
            let tokens = found.tokens_of(sentence);
            prop_assert_eq!(sentence.span, tokens[0].span.join(tokens[tokens.len() - 1].span));
            prop_assert!(blocks[sentence.block as usize].contains(sentence.span));
            next = sentence.tokens.end;
        }
        prop_assert_eq!(next as usize, found.tokens.len());
        for quote in &found.quotes {
            prop_assert!(blocks[quote.block as usize].contains(quote.span));
            prop_assert!(quote.span.contains(quote.content));
            prop_assert!(quote.tokens.end as usize <= found.tokens.len());
            prop_assert!(quote.continues.is_none_or(|c| found.quotes[c as usize].block + 1 == quote.block));
        }
    }
}

/// What tempts a reader to look back; how the time grows is measured by the bench `growth`.
#[test]
fn endless_repetition_is_split_to_its_end() {
    let shapes = [
        ",",
        "a, ",
        "\"",
        "“",
        "“a ",
        "'a ",
        "A. ",
        "J.",
        "U.S. ",
        "Mr. ",
        ". ",
        ".",
        "! ",
        "(",
        "[1]",
        "1. ",
        "1) ",
        "-",
        "- ",
        "\n",
        "a\n",
        "A b\n",
        "• ",
        "Monday, ",
        "ABC: ",
        "’ ",
        "\" a",
        "http://",
        "…",
        " ",
        "x",
        "é",
        "\u{200b}",
        "Photo: ",
        ". . . ",
        "Inc. A b ",
        ".'",
        ".\"",
        ":)",
    ];
    for shape in shapes {
        let text = shape.repeat(32_000);
        let blocks: Vec<Span> = paragraphs(&text).collect();
        let found = split(&text, &blocks, Abbreviations::embedded());
        let tokens: u32 = found.sentences.iter().map(|s| s.tokens.end - s.tokens.start).sum();
        assert_eq!(tokens as usize, found.tokens.len(), "{shape:?}");
        assert!(sentences(&text).iter().all(|s| s.end as usize <= text.len()), "{shape:?}");
    }
}
