//! The marks of a stop: its run of points and the closing marks behind it.

use super::preceding::{last_char, word_before};

/// A run of `.`, `!`, `?` and `…`.
pub(super) struct Run {
    /// After the last mark.
    pub end: usize,
    /// After the marks that stand together at the beginning.
    pub first: usize,
    /// How many points; `…` counts three.
    pub dots: usize,
    /// Whether `!` or `?` is among them.
    pub strong: bool,
    /// Whether one point is followed by three that stand together: `. ...`
    pub joined: bool,
}

/// The run of marks that begins at `at`; the points of an ellipsis may stand apart (`. . .`).
pub(super) fn run_of_marks(text: &str, at: usize, end: usize) -> Run {
    let bytes = &text.as_bytes()[..end];
    let mut run = Run { end: at, first: at, dots: 0, strong: false, joined: false };
    loop {
        match bytes.get(run.end) {
            Some(b'.') => run.dots += 1,
            Some(b'!' | b'?') => run.strong = true,
            Some(0xE2) if bytes[run.end..].starts_with("…".as_bytes()) => {
                run.dots += 3;
                run.end += 2;
            }
            _ => break,
        }
        run.end += 1;
    }
    run.first = run.end;
    while run.dots > 0 && bytes.get(run.end) == Some(&b' ') {
        let rest = &bytes[run.end + 1..];
        let (dots, length) = if rest.starts_with("…".as_bytes()) {
            (3, 3)
        } else {
            let dots = rest.iter().take_while(|&&b| b == b'.').count();
            (dots, dots)
        };
        // ".5" is a number.
        if dots == 0 || rest.get(length).is_some_and(u8::is_ascii_digit) {
            break;
        }
        run.joined = run.dots == 1 && dots == 3;
        run.dots += dots;
        run.end += 1 + length;
    }
    run
}

/// Offset after closing quotation marks that stand apart (`. "`, `. '"`), a footnote mark or an emoticon.
pub(super) fn closers_apart(text: &str, at: usize, end: usize, quoted: &mut bool) -> usize {
    let bytes = &text.as_bytes()[..end];
    if bytes.get(at) != Some(&b' ') {
        return at;
    }
    let rest = &bytes[at + 1..];
    let marks = rest.iter().take_while(|b| b"'\"".contains(b)).count();
    let double = rest[..marks].contains(&b'"');
    if marks > 0 && rest.get(marks).is_none_or(u8::is_ascii_whitespace) && (*quoted || !double) {
        *quoted &= !double;
        return at + 1 + marks;
    }
    // A footnote mark set apart: `. [3] The`.
    if let Some(length) = rest.first().filter(|&&b| b == b'[').and_then(|_| footnote(rest))
        && rest[1].is_ascii_digit()
        && rest.get(length).is_none_or(u8::is_ascii_whitespace)
    {
        return at + 1 + length;
    }
    let faces: [&[u8]; 8] = [b":)", b":-)", b";)", b";-)", b":(", b":-(", b":D", b":P"];
    let face =
        faces.iter().find(|f| rest.starts_with(f) && rest.get(f.len()).is_none_or(u8::is_ascii_whitespace));
    face.map_or(at, |f| at + 1 + f.len())
}

/// Offset after the closing marks behind a stop: quotation marks, brackets, footnote marks.
///
/// `quoted` says whether a straight double quotation mark is open; it is turned off when that mark is
/// passed.
pub(super) fn closers(
    text: &str,
    from: usize,
    start: usize,
    marks: usize,
    end: usize,
    quoted: &mut bool,
) -> usize {
    let bytes = text.as_bytes();
    let mut at = marks;
    while at < end {
        let next = bytes.get(at + 1).filter(|_| at + 1 < end);
        let free = next.is_none_or(|b| !b.is_ascii_alphanumeric());
        match bytes[at] {
            b'"' if *quoted || next.is_none_or(u8::is_ascii_whitespace) => {
                *quoted = false;
                at += 1;
            }
            b'\'' if free => at += 1,
            b')' | b']' | b'}' => at += 1,
            b'[' => match footnote(&bytes[at..end]) {
                Some(length) => at += length,
                None => return at,
            },
            b'*' | b'_' => {
                // Emphasis of marked-up text closes here: "**Peace.** The".
                let signs = bytes[at..end].iter().take_while(|b| b"*_".contains(b)).count();
                if signs > 3 || bytes[..end].get(at + signs).is_some_and(|b| !b.is_ascii_whitespace()) {
                    return at;
                }
                at += signs;
            }
            b'0'..=b'9' if at == marks => {
                let digits = bytes[at..end].iter().take_while(|b| b.is_ascii_digit()).count();
                let spaced = bytes.get(at + digits).is_none_or(u8::is_ascii_whitespace);
                let word = word_before(text, from, start);
                if digits > 3 || !spaced || word.len() < 3 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
                    return at;
                }
                at += digits;
            }
            b if b.is_ascii() => return at,
            _ => match text[at..end].chars().next() {
                Some(
                    c @ ('”'
                    | '»'
                    | '’'
                    | '›'
                    | '¹'
                    | '²'
                    | '³'
                    | '⁰'
                    | '⁴'..='⁹'
                    | '†'
                    | '‡'
                    | '）'
                    | '」'
                    | '』'),
                ) => {
                    let after = at + c.len_utf8();
                    let clitic =
                        c == '’' && bytes[at + 3..end].first().is_some_and(u8::is_ascii_alphanumeric);
                    if clitic {
                        return at;
                    }
                    at = after;
                }
                _ => return at,
            },
        }
    }
    at
}

/// Length of a footnote mark in square brackets (`[3]`, `[a]`, `[citation needed]`).
fn footnote(bytes: &[u8]) -> Option<usize> {
    let length = bytes.iter().take(24).position(|&b| b == b']')?;
    let inner = &bytes[1..length];
    let fits = inner.iter().all(u8::is_ascii_digit)
        || inner.len() == 1
        || inner.ends_with(b" needed")
        || inner.starts_with(b"note ");
    (fits && !inner.is_empty()).then_some(length + 1)
}

/// Whether the character before `at` is a blank, or nothing from `from` on.
pub(super) fn detached(text: &str, from: usize, at: usize) -> bool {
    last_char(text, from, at).is_none_or(char::is_whitespace)
}
