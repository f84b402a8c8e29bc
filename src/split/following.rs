//! What follows a stop: the kind of the next word, past opening quotes and brackets.

use super::token::is_invisible;

/// The kind of what follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing but blanks to the block's end.
    Nothing,
    /// A word in small letters.
    Small,
    /// A word with a capital, or of a script without capitals.
    Capital,
    /// A digit.
    Digit,
    /// A currency sign or another symbol.
    Symbol,
    /// A dash or a row of them.
    Dash,
    /// An address (`https://…`, `www.…`).
    Address,
    /// A mark that continues the sentence (`,`, `;`, `)`).
    Continuing,
}

/// What follows a place in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Following<'t> {
    /// Offset of the first character that is not a blank.
    pub at: usize,
    /// Whether a blank stands before it.
    pub gap: bool,
    /// Whether an opening quotation mark stands before the word.
    pub quoted: bool,
    /// Whether an opening bracket stands before the word.
    pub bracketed: bool,
    /// The kind of the first word.
    pub kind: Kind,
    /// The first word; empty if there is none.
    pub word: &'t str,
    /// Offset after the word.
    pub end: usize,
}

/// Offset of the first character of `text[at..end]` that readers see.
pub(super) fn skip_blanks(text: &str, mut at: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    while at < end {
        if bytes[at].is_ascii_whitespace() {
            at += 1;
        } else if bytes[at].is_ascii() {
            return at;
        } else {
            match text[at..end].chars().next() {
                Some(c) if c.is_whitespace() || is_invisible(c) => at += c.len_utf8(),
                _ => return at,
            }
        }
    }
    end
}

/// Offset after the word of letters, digits and inner apostrophes that begins at `at`.
pub(super) fn word_end(text: &str, at: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    let mut to = at;
    let limit = end.min(at + 64);
    while to < limit {
        let b = bytes[to];
        if b.is_ascii_alphanumeric() || (b == b'\'' && bytes.get(to + 1).is_some_and(u8::is_ascii_alphabetic))
        {
            to += 1;
        } else if b.is_ascii() {
            break;
        } else {
            match text[to..end].chars().next() {
                Some(c) if c.is_alphanumeric() => to += c.len_utf8(),
                Some('’') if bytes.get(to + 3).is_some_and(u8::is_ascii_alphabetic) => to += 3,
                _ => break,
            }
        }
    }
    to
}

/// Reads what follows the offset `from` of `text`, up to `end`.
pub(super) fn following(text: &str, from: usize, end: usize) -> Following<'_> {
    let at = skip_blanks(text, from, end);
    let mut out = Following {
        at,
        gap: at > from,
        quoted: false,
        bracketed: false,
        kind: Kind::Nothing,
        word: "",
        end: at,
    };
    let mut to = at;
    // A handful of openers is all that text has; a longer run is no beginning of a sentence.
    let mut last = ' ';
    for _ in 0..8 {
        let Some(c) = text[to..end].chars().next() else { return out };
        match c {
            '"' | '\'' | '“' | '‘' | '„' | '«' | '‹' | '`' | '‛' | '‟' => out.quoted = true,
            '(' | '[' | '{' | '¿' | '¡' => out.bracketed |= c != '¿' && c != '¡',
            // Two single marks written for a double one.
            '’' if last == '‘' => {}
            '*' | '#' | '_' if to == at => {}
            _ => {
                out.kind = kind(text, to, end, c);
                if matches!(out.kind, Kind::Small | Kind::Capital | Kind::Digit | Kind::Address) {
                    out.end = word_end(text, to, end);
                    out.word = &text[to..out.end];
                    if out.kind == Kind::Small && is_brand(out.word) {
                        out.kind = Kind::Capital;
                    }
                }
                return out;
            }
        }
        last = c;
        to += c.len_utf8();
        if to < end && (text.as_bytes()[to] == b' ') {
            to += 1;
        }
    }
    out.kind = Kind::Symbol;
    out
}

fn kind(text: &str, at: usize, end: usize, c: char) -> Kind {
    let rest = &text.as_bytes()[at..end];
    match c {
        _ if is_address(rest) => Kind::Address,
        _ if c.is_lowercase() => Kind::Small,
        _ if c.is_alphabetic() => Kind::Capital,
        _ if c.is_numeric() => Kind::Digit,
        '-' | '–' | '—' | '―' | '−' => Kind::Dash,
        ',' | ';' | ':' | ')' | ']' | '}' | '?' | '!' | '.' | '…' | '/' | '”' | '’' | '»' | '%' | '&' => {
            Kind::Continuing
        }
        _ => Kind::Symbol,
    }
}

/// Whether an address begins here.
fn is_address(rest: &[u8]) -> bool {
    let starts = |p: &[u8]| rest.len() > p.len() && rest[..p.len()].eq_ignore_ascii_case(p);
    matches!(rest.first(), Some(b'h' | b'H' | b'w' | b'W'))
        && (starts(b"http://") || starts(b"https://") || starts(b"www."))
}

/// A name that begins with a small letter and has a capital inside: `iPhone`, `eBay`.
fn is_brand(word: &str) -> bool {
    word.bytes().skip(1).any(|b| b.is_ascii_uppercase())
}
