//! Folding: a block's text as comparisons see it. A folded text has no offsets into the raw text
//! and never leaves this room.

use super::cut::is_invisible;
use std::borrow::Cow;

/// Links are taken apart in blocks up to this many bytes; longer ones are running text.
const LONGEST_WITH_LINKS: usize = 4096;

/// A block's text, folded twice.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded<'t> {
    /// White space collapsed, quotes straightened, invisible characters, list and emphasis marks
    /// at the ends and link targets gone; case kept.
    pub plain: Cow<'t, str>,
    /// `plain` in lower case and without the stop at its end: equal keys are equal texts.
    pub key: String,
}

impl<'t> Folded<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut plain = if is_folded(text) { Cow::Borrowed(text) } else { Cow::Owned(collapse(text)) };
        if plain.len() <= LONGEST_WITH_LINKS && plain.contains("](") {
            plain = Cow::Owned(without_links(&plain));
        }
        let kept = trim_marks(&plain);
        if !kept.is_empty() && kept.len() != plain.len() {
            plain = match plain {
                Cow::Borrowed(text) => Cow::Borrowed(trim_marks(text)),
                Cow::Owned(_) => Cow::Owned(kept.to_owned()),
            };
        }
        let mut key = lower(&plain);
        key.truncate(trim_stop(&key).len());
        Self { plain, key }
    }
}

/// Whether [`collapse`] would change nothing; it holds for most paragraphs of plain ASCII.
fn is_folded(text: &str) -> bool {
    let mut space = true;
    for &byte in text.as_bytes() {
        let blank = byte == b' ';
        if !(b' '..0x7F).contains(&byte) || byte == b'`' || (blank && space) {
            return false;
        }
        space = blank;
    }
    !space
}

/// White space collapsed, quotes straightened, invisible characters gone.
fn collapse(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut space = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        // What needs no thought is copied at once.
        let run = rest.bytes().position(|byte| !(b'!'..0x7F).contains(&byte) || byte == b'`');
        let run = run.unwrap_or(rest.len());
        let length = if run > 0 { run } else { c.len_utf8() };
        let (now, after) = rest.split_at(length);
        rest = after;
        if run == 0 && c.is_whitespace() {
            space = true;
            continue;
        }
        if run == 0 && is_invisible(c) {
            continue;
        }
        if space && !plain.is_empty() {
            plain.push(' ');
        }
        space = false;
        match c {
            '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' => plain.push('\''),
            '“' | '”' | '„' | '‟' | '″' | '«' | '»' => plain.push('"'),
            '…' => plain.push_str("..."),
            _ => plain.push_str(now),
        }
    }
    plain
}

fn lower(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.to_lowercase() }
}

/// `text` without list, heading and emphasis marks at its ends.
pub(super) fn trim_marks(text: &str) -> &str {
    const MARKS: [char; 16] =
        ['#', '*', '_', '>', '•', '·', '▪', '◦', '‣', '►', '▶', '→', '\\', '|', ' ', '~'];
    let text = text.trim_matches(MARKS);
    match text.strip_prefix(['-', '–', '—']) {
        Some(rest) if rest.starts_with(' ') => rest.trim_start(),
        _ => text,
    }
}

/// `key` without the stops at its end; a question mark stays, for it changes what is said.
pub(super) fn trim_stop(key: &str) -> &str {
    key.trim_end_matches(['.', ',', ';', ':', '!', ' '])
}

/// Markdown links become their words; pictures and links without words vanish.
fn without_links(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("](") {
        let before = &rest[..at];
        match before.rfind('[') {
            Some(open) => {
                let picture = before[..open].ends_with('!');
                out.push_str(&before[..open - picture as usize]);
                if !picture {
                    out.push_str(&before[open + 1..]);
                }
            }
            None => out.push_str(before),
        }
        rest = &rest[at + 2..];
        rest = match rest.find(')') {
            Some(close) => &rest[close + 1..],
            None => "",
        };
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_case_space_and_marks_do_not_matter() {
        let a = Folded::new("**The  “deal” isn’t\u{A0}done…**");
        let b = Folded::new("the \"deal\" isn't\u{200B} done");
        assert_eq!(a.key, b.key);
        assert_eq!(a.plain, "The \"deal\" isn't done...");
    }

    #[test]
    fn links_become_their_words_and_pictures_nothing() {
        assert_eq!(Folded::new("[Read more](https://a.example/b) on this").plain, "Read more on this");
        assert_eq!(Folded::new("![a map](x.png)").plain, "");
        assert_eq!(Folded::new("[](https://a.example \"Share\")").plain, "");
    }

    #[test]
    fn a_question_is_not_its_answer() {
        assert_ne!(Folded::new("Will it hold?").key, Folded::new("Will it hold.").key);
    }
}
