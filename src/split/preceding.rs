//! What precedes a stop: the last word, with the dots inside it.

/// The most bytes that are looked at before a stop, so that no text costs more than linear time.
const REACH: usize = 64;

/// The word that ends at `stop`, not before `from`: letters, digits, dots and apostrophes inside.
pub(super) fn word_before(text: &str, from: usize, stop: usize) -> &str {
    let bytes = text.as_bytes();
    let limit = from.max(stop.saturating_sub(REACH));
    let mut at = stop;
    while at > limit {
        let b = bytes[at - 1];
        if b.is_ascii_alphanumeric() || b == b'.' || b == b'\'' {
            at -= 1;
        } else if b.is_ascii() {
            break;
        } else {
            let Some(c) = last_char(text, limit, at) else { break };
            if !(c.is_alphanumeric() || matches!(c, '’' | '°' | 'º' | '№' | '§' | '\u{ad}')) {
                break;
            }
            at -= c.len_utf8();
        }
    }
    text[at..stop].trim_start_matches(['.', '\'', '’'])
}

/// The character that ends at `at`, if it begins at or after `limit`.
pub(super) fn last_char(text: &str, limit: usize, at: usize) -> Option<char> {
    let bytes = text.as_bytes();
    let mut start = at.checked_sub(1)?;
    while start > limit && (bytes[start] & 0xC0) == 0x80 {
        start -= 1;
    }
    if start < limit || !text.is_char_boundary(start) { None } else { text[start..at].chars().next() }
}

/// The run without blanks that ends at `at` (at most [`REACH`] bytes of it).
pub(super) fn run_before(text: &str, from: usize, at: usize) -> &str {
    let bytes = text.as_bytes();
    let limit = from.max(at.saturating_sub(REACH));
    let mut start = at;
    while start > limit && !bytes[start - 1].is_ascii_whitespace() {
        start -= 1;
    }
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..at]
}

/// Whether the word is a dotted initialism: `U.S`, `D.C`.
pub(super) fn is_initialism(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

/// Whether a word looks like a shortening that no list has: a capital and consonants (`Blvd`, `Sgt`).
pub(super) fn is_consonants(word: &str) -> bool {
    let bytes = word.as_bytes();
    (2..=5).contains(&bytes.len())
        && bytes[0].is_ascii_uppercase()
        && !b"AEIOUY".contains(&bytes[0])
        && bytes[1..].iter().all(|b| b.is_ascii_lowercase() && !b"aeiouy".contains(b))
}
