//! List marks: bullets, and numbers or letters that count items (`1.`, `2)`, `(c)`, `iv.`).

/// A mark that counts list items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    value: u16,
    style: Style,
    /// What closes it: `.`, `)`, or both (`:`).
    close: u8,
    /// Offset after the mark.
    pub end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Number,
    Letter,
    Roman,
}

impl Mark {
    /// Whether the mark begins a list.
    pub fn is_first(&self) -> bool {
        self.value == 1
    }

    /// Whether `next` counts the item after this one.
    pub fn precedes(&self, next: &Mark) -> bool {
        self.close == next.close && self.value + 1 == next.value && self.style == next.style
    }

    /// The beginning of the next mark, if its stop or bracket stands at `at` and an item begins behind.
    pub fn next_before(&self, text: &str, from: usize, at: usize, end: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut start = at;
        while start > from && at - start < 5 && bytes[start - 1].is_ascii_alphanumeric() {
            start -= 1;
        }
        start -= usize::from(start > from && bytes[start - 1] == b'(');
        if start <= self.end || start == from || !bytes[start - 1].is_ascii_whitespace() {
            return None;
        }
        let found = mark(text, start, end)?;
        let item = super::following::following(text, found.end, end);
        let begins = matches!(item.kind, super::following::Kind::Capital);
        (self.precedes(&found) && begins && found.end > at).then_some(start)
    }
}

/// The counting mark that begins at `at` and is followed by a blank.
pub(super) fn mark(text: &str, at: usize, end: usize) -> Option<Mark> {
    let bytes = &text.as_bytes()[..end];
    let open = usize::from(bytes.get(at) == Some(&b'('));
    let start = at + open;
    let length = bytes.get(start..)?.iter().take(5).take_while(|b| b.is_ascii_alphanumeric()).count();
    let core = &bytes[start..start + length];
    let (value, style) = match core {
        [b'0'..=b'9', ..] if length < 4 => (number(core)?, Style::Number),
        [letter @ b'a'..=b'z'] => (u16::from(letter - b'a') + 1, Style::Letter),
        [b'i' | b'v' | b'x', ..] => (roman(core)?, Style::Roman),
        _ => return None,
    };
    let mut to = start + length;
    let close = match bytes.get(to..)? {
        [b'.', b')', ..] => b':',
        [b')', ..] => b')',
        [b'.', ..] if open == 0 => b'.',
        _ => return None,
    };
    to += if close == b':' { 2 } else { 1 };
    let blank = bytes.get(to).is_none_or(u8::is_ascii_whitespace);
    (blank && to < end).then_some(Mark { value, style, close, end: to })
}

fn number(digits: &[u8]) -> Option<u16> {
    digits.iter().try_fold(0, |sum, b| b.is_ascii_digit().then(|| sum * 10 + u16::from(b - b'0')))
}

fn roman(letters: &[u8]) -> Option<u16> {
    const NUMERALS: [&[u8]; 14] = [
        b"i", b"ii", b"iii", b"iv", b"v", b"vi", b"vii", b"viii", b"ix", b"x", b"xi", b"xii", b"xiii", b"xiv",
    ];
    NUMERALS.iter().position(|n| *n == letters).map(|i| i as u16 + 1)
}

/// The bullet that begins at `at`, with its length in bytes.
pub(super) fn bullet(text: &str, at: usize, end: usize) -> Option<(char, usize)> {
    let mut rest = text[at..end].chars();
    let sign = rest.next()?;
    let spaced = rest.next().is_some_and(char::is_whitespace);
    let found = match sign {
        '•' | '⁃' | '‣' | '▪' | '▫' | '●' | '○' | '◦' | '■' | '□' | '►' | '▶' | '➤' | '✓' | '✔' | '∙' => {
            true
        }
        '·' | '*' | '-' | '–' | '—' | '+' => spaced,
        _ => false,
    };
    found.then_some((sign, sign.len_utf8()))
}
