//! Cutting: where the paragraphs of a raw text begin and end.
//!
//! A paragraph is a non-empty line or, where the text is hard-wrapped, the lines up to the next
//! blank one; a bullet begins a new paragraph there. Cutting judges layout only, never words.

use crate::span::Span;

/// Whether `c` shows nothing: white space, zero-width and formatting characters.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Whether `c` is a character without width that readers and comparisons pass over.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
            | '\u{FEFF}' | '\u{AD}' | '\u{FE00}'..='\u{FE0F}'
    )
}

/// Bytes of the line end that `bytes` begin with; 0 where they begin otherwise.
fn line_end(bytes: &[u8]) -> usize {
    match bytes {
        [b'\r', b'\n', ..] | [0xC2, 0x85, ..] => 2,
        [0xA..=0xD, ..] => 1,
        // U+2028 and U+2029
        [0xE2, 0x80, 0xA8 | 0xA9, ..] => 3,
        _ => 0,
    }
}

struct Line {
    span: Span,
    blank_before: bool,
}

/// The paragraphs of `raw`, in order, trimmed of everything [`is_blank`].
pub(super) fn paragraphs(raw: &str) -> Vec<Span> {
    let lines = lines(raw);
    if !is_hard_wrapped(raw, &lines) {
        return lines.into_iter().map(|line| line.span).collect();
    }
    let mut paragraphs: Vec<Span> = Vec::new();
    for line in &lines {
        match paragraphs.last_mut() {
            Some(last) if !line.blank_before && !is_bullet(line.span.slice(raw)) => {
                *last = last.join(line.span)
            }
            _ => paragraphs.push(line.span),
        }
    }
    paragraphs
}

fn lines(raw: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut blank = false;
    let mut start = 0;
    let mut push = |start: usize, end: usize| {
        let text = &raw[start..end];
        let kept = text.trim_matches(is_blank);
        if kept.is_empty() {
            blank = true;
            return;
        }
        let from = start + (kept.as_ptr() as usize - text.as_ptr() as usize);
        lines.push(Line { span: Span::new(from, from + kept.len()), blank_before: blank });
        blank = false;
    };
    let bytes = raw.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let length = line_end(&bytes[at..]);
        if length > 0 {
            push(start, at);
            start = at + length;
        }
        at += length.max(1);
    }
    push(start, raw.len());
    lines
}

/// Hard-wrapped text: next to no line is as long as a paragraph, lines run on to the next line,
/// are of a similar width and mostly stop in the middle of a sentence.
fn is_hard_wrapped(raw: &str, lines: &[Line]) -> bool {
    const WIDTH: std::ops::RangeInclusive<usize> = 45..=100;
    // Width beyond the range need not be counted to the end of a line of megabytes.
    let width = |line: &Line| line.span.slice(raw).chars().take(WIDTH.end() + 1).count();
    let is_address = |line: &Line| !line.span.slice(raw).contains(' ');
    let long = lines.iter().filter(|line| width(line) > *WIDTH.end() && !is_address(line)).count();
    let blanks = lines.iter().filter(|line| line.blank_before).count();
    let (mut running, mut wide, mut stopped) = (0usize, 0usize, 0usize);
    for pair in lines.windows(2) {
        let text = pair[0].span.slice(raw);
        if pair[1].blank_before || is_bullet(pair[1].span.slice(raw)) {
            continue;
        }
        running += 1;
        wide += WIDTH.contains(&width(&pair[0])) as usize;
        stopped += text.ends_with(['.', '!', '?', '"', '”', ':']) as usize;
    }
    long * 20 <= lines.len()
        && blanks >= 1
        && running >= 4
        && running * 8 >= lines.len()
        && wide * 2 >= running
        && stopped * 10 <= running * 4
}

fn is_bullet(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('-' | '*' | '•' | '·' | '–' | '▪' | '◦' | '‣') => {
            chars.next().is_some_and(char::is_whitespace)
        }
        Some(c) if c.is_ascii_digit() => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            line.len() - rest.len() <= 2 && (rest.starts_with(". ") || rest.starts_with(") "))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(raw: &str) -> Vec<&str> {
        paragraphs(raw).into_iter().map(|span| span.slice(raw)).collect()
    }

    #[test]
    fn a_line_is_a_paragraph_and_is_trimmed() {
        assert_eq!(
            cut("\u{FEFF}One.\r\n\r\n\u{A0}Two.\u{A0}\u{200B}\n \t\nThree."),
            ["One.", "Two.", "Three."]
        );
        assert_eq!(cut(" \n\u{200B}\n"), Vec::<&str>::new());
    }

    #[test]
    fn wrapped_lines_are_joined_and_bullets_are_not() {
        let raw = "The two ministers signed a paper on Friday that binds both of their\n\
                   countries to consult within a day whenever either one of them is\n\
                   threatened, and to share what their radars see.\n\n\
                   It names three fields in which the work is to begin before the next\n\
                   winter sets in:\n\
                   -   the training of crews for the batteries that are already on their\n\
                       way to the north\n\
                   -   a common store of spare parts\n\n\
                   Nothing in it is binding on the parliaments of the two countries, as\n\
                   both of the ministers were at pains to say.\n";
        let got = cut(raw);
        assert_eq!(got.len(), 5, "{got:#?}");
        assert!(got[2].starts_with("-   the training") && got[2].ends_with("the north"));
    }

    #[test]
    fn short_lists_do_not_make_a_text_hard_wrapped() {
        let raw = "First paragraph of an article that is a line of its own.\nSecond one.\n\nThird.\nFourth.";
        assert_eq!(cut(raw).len(), 4);
    }
}
