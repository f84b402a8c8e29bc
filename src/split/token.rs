//! A token: one word, number or mark of the raw text, with the key by which the lexicon knows it.
//!
//! A token is not a string: its text is sliced from the raw text when somebody asks. Its key is the
//! hash of its normal form (lower case, straight apostrophes, no zero-width characters), so that a
//! look-up allocates nothing.
//!
//! Words break as in the Penn Treebank: clitics stand alone (`Kyiv` `'s`, `do` `n't`), and so do
//! hyphens and slashes (`long` `-` `range`). Dotted initialisms stay whole (`U.S.`, `p.m.`).

use crate::span::Span;
use unicode_segmentation::UnicodeSegmentation;
use xxhash_rust::xxh3::xxh3_64;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, perhaps with digits behind them; also a clitic such as `'s` or `n't`.
    Word,
    /// Digits, with the commas, points and colons inside them.
    Number,
    /// A punctuation mark; an ellipsis or a run of the same dash is one token.
    Mark,
    /// Anything else: currency, emoji, mathematics.
    Symbol,
}

/// How a word is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// No capital letter.
    Lower,
    /// The first letter is a capital, the others are not.
    Capital,
    /// Two or more letters, all capitals.
    Upper,
    /// Capitals inside (`McDonald`, `iPhone`).
    Mixed,
    /// Not a word.
    None,
}

/// One token of the raw text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where the token stands.
    pub span: Span,
    /// Hash of the normal form: see [`word_key`].
    pub key: u64,
    /// What it is made of.
    pub kind: TokenKind,
    /// How it is capitalised.
    pub shape: Shape,
    /// Whether white space (or the block's start) stands before it.
    pub spaced: bool,
}

impl Token {
    /// The token's words in `raw`.
    pub fn text<'t>(&self, raw: &'t str) -> &'t str {
        self.span.slice(raw)
    }

    /// Whether this is a hyphen or dash without a blank before it, as between the parts of a compound.
    pub fn is_hyphen(&self, raw: &str) -> bool {
        self.kind == TokenKind::Mark && !self.spaced && matches!(self.text(raw), "-" | "‐" | "‑" | "–")
    }

    /// Whether the word begins with a capital letter.
    pub fn is_capitalised(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper | Shape::Mixed)
    }
}

/// The key of a word: a stable 64-bit hash (XXH3) of its normal form.
///
/// ```
/// use claimwright::split::word_key;
/// assert_eq!(word_key("Kyiv’s"), word_key("KYIV's"));
/// ```
pub fn word_key(word: &str) -> u64 {
    let bytes = word.as_bytes();
    let mut buffer = [0u8; 64];
    if bytes.len() <= buffer.len() && bytes.is_ascii() {
        let lower = &mut buffer[..bytes.len()];
        lower.copy_from_slice(bytes);
        lower.make_ascii_lowercase();
        return xxh3_64(lower);
    }
    let normal: String =
        word.chars().filter(|&c| !is_invisible(c)).map(straight).flat_map(char::to_lowercase).collect();
    xxh3_64(normal.as_bytes())
}

/// Characters that scrapers leave inside words and readers never see.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

fn straight(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{ff07}' => '\'',
        _ => c,
    }
}

/// Appends the tokens of `raw[span]` to `tokens`, in text order, in linear time.
pub fn tokenize(raw: &str, span: Span, tokens: &mut Vec<Token>) {
    let end = span.end as usize;
    let mut at = span.start as usize;
    let mut spaced = true;
    while at < end {
        let rest = &raw[at..end];
        let c = rest.chars().next().unwrap_or(' ');
        if c.is_whitespace() {
            spaced = true;
            at += c.len_utf8();
        } else if is_invisible(c) {
            at += c.len_utf8();
        } else {
            let len = if c.is_alphabetic() {
                word(raw, at, rest, spaced, tokens)
            } else if c.is_ascii_digit() || c.is_numeric() {
                number(raw, at, rest, spaced, tokens)
            } else {
                mark(raw, at, rest, c, spaced, tokens)
            };
            at += len;
            spaced = false;
        }
    }
}

fn push(raw: &str, start: usize, len: usize, kind: TokenKind, spaced: bool, tokens: &mut Vec<Token>) {
    let span = Span::new(start, start + len);
    let text = span.slice(raw);
    let shape = if kind == TokenKind::Word { shape(text) } else { Shape::None };
    tokens.push(Token { span, key: word_key(text), kind, shape, spaced });
}

fn shape(word: &str) -> Shape {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return Shape::Lower };
    let (mut upper, mut lower) = (0, 0);
    for c in letters {
        if c.is_uppercase() { upper += 1 } else { lower += 1 }
    }
    match (first.is_uppercase(), upper, lower) {
        (true, 0, _) => Shape::Capital,
        (true, _, 0) => Shape::Upper,
        (false, 0, _) => Shape::Lower,
        _ => Shape::Mixed,
    }
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || is_invisible(c) || unicode_mark(c)
}

/// Combining marks continue a word; they are neither letters nor digits.
fn unicode_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Length in bytes of the run of word characters at the start of `text`.
fn run(text: &str) -> usize {
    let ascii = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if text.as_bytes().get(ascii).is_none_or(u8::is_ascii) {
        return ascii;
    }
    text.find(|c| !is_word_char(c)).unwrap_or(text.len())
}

fn word(raw: &str, at: usize, rest: &str, spaced: bool, tokens: &mut Vec<Token>) -> usize {
    let mut len = initialism(rest);
    if len == 0 {
        len = run(rest).max(rest.chars().next().map_or(1, char::len_utf8));
        if rest[len..].starts_with(['\'', '’']) {
            return clitic(raw, at, rest, len, spaced, tokens);
        }
    }
    push(raw, at, len, TokenKind::Word, spaced, tokens);
    len
}

/// Length of a dotted initialism (`U.S.`, `p.m.`, `e.g.`) at the start of `text`, or 0.
fn initialism(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut len = 0;
    while len + 1 < bytes.len() && bytes[len].is_ascii_alphabetic() && bytes[len + 1] == b'.' {
        len += 2;
    }
    if len < 4 {
        return 0;
    }
    // "U.S.A" and "Ph.D" end on a letter; a longer word behind the last stop is not part of it.
    let tail = run(&text[len..]);
    if tail == 1 { len + 1 } else { len }
}

/// Pushes a word and the clitic or apostrophe part behind it.
fn clitic(raw: &str, at: usize, rest: &str, len: usize, spaced: bool, tokens: &mut Vec<Token>) -> usize {
    let mark = rest[len..].chars().next().map_or(1, char::len_utf8);
    let tail = run(&rest[len + mark..]);
    let after = &rest[len + mark..len + mark + tail];
    if tail == 0 {
        push(raw, at, len, TokenKind::Word, spaced, tokens);
        return len;
    }
    if after.eq_ignore_ascii_case("t") && rest[..len].ends_with(['n', 'N']) && len > 1 {
        push(raw, at, len - 1, TokenKind::Word, spaced, tokens);
        push(raw, at + len - 1, 1 + mark + tail, TokenKind::Word, false, tokens);
    } else if ["s", "re", "ve", "ll", "d", "m"].iter().any(|c| after.eq_ignore_ascii_case(c)) {
        push(raw, at, len, TokenKind::Word, spaced, tokens);
        push(raw, at + len, mark + tail, TokenKind::Word, false, tokens);
    } else {
        push(raw, at, len + mark + tail, TokenKind::Word, spaced, tokens);
    }
    len + mark + tail
}

fn number(raw: &str, at: usize, rest: &str, spaced: bool, tokens: &mut Vec<Token>) -> usize {
    let bytes = rest.as_bytes();
    let mut len = rest.find(|c: char| !c.is_numeric()).unwrap_or(rest.len());
    while len + 1 < bytes.len() && matches!(bytes[len], b',' | b'.' | b':') && bytes[len + 1].is_ascii_digit()
    {
        len += 1 + bytes[len + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
    }
    push(raw, at, len, TokenKind::Number, spaced, tokens);
    len
}

fn mark(raw: &str, at: usize, rest: &str, c: char, spaced: bool, tokens: &mut Vec<Token>) -> usize {
    if c.is_ascii_punctuation()
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '«' | '»' | '¿' | '¡' | '\u{3001}'..='\u{3011}')
    {
        let len = match c {
            '.' | '-' | '—' | '\'' | '`' => rest.len() - rest.trim_start_matches(c).len(),
            _ => c.len_utf8(),
        };
        let kind = if matches!(c, '$' | '+' | '<' | '=' | '>' | '^' | '|' | '~') {
            TokenKind::Symbol
        } else {
            TokenKind::Mark
        };
        push(raw, at, len, kind, spaced, tokens);
        return len;
    }
    let len = rest.graphemes(true).next().map_or(c.len_utf8(), str::len);
    push(raw, at, len, TokenKind::Symbol, spaced, tokens);
    len
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len()), &mut tokens);
        tokens.iter().map(|t| t.text(text)).collect()
    }

    #[test]
    fn clitics_hyphens_and_initialisms() {
        assert_eq!(words("Kyiv's allies don't"), ["Kyiv", "'s", "allies", "do", "n't"]);
        assert_eq!(words("U.S.-led, 10-year"), ["U.S.", "-", "led", ",", "10", "-", "year"]);
        assert_eq!(words("$1,600.50 at 9:30 p.m."), ["$", "1,600.50", "at", "9:30", "p.m."]);
        assert_eq!(words("members’ pledge… “No”"), ["members", "’", "pledge", "…", "“", "No", "”"]);
    }

    #[test]
    fn invisible_characters_do_not_change_a_word() {
        assert_eq!(word_key("cease\u{ad}fire"), word_key("Ceasefire"));
        assert_eq!(words("a\u{200b} cease\u{200b}fire").len(), 2);
    }

    proptest! {
        #[test]
        fn tokens_tile_everything_but_blanks(text in "\\PC{0,120}") {
            let mut tokens = Vec::new();
            tokenize(&text, Span::new(0, text.len()), &mut tokens);
            let mut at = 0;
            for token in &tokens {
                let gap = &text[at..token.span.start as usize];
                prop_assert!(gap.chars().all(|c| c.is_whitespace() || is_invisible(c)));
                prop_assert!(!token.span.is_empty());
                at = token.span.end as usize;
            }
            prop_assert!(text[at..].chars().all(|c| c.is_whitespace() || is_invisible(c)));
        }
    }
}
