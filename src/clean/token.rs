//! Tokens: a short block's words as furniture rules see them. Not the tokens of sentences: marks
//! that templates pass over (quotes, brackets, stops) are left out, and words are only hashes.

/// A block is read up to so many tokens, so that positions between them fit into 128 bits.
pub(super) const MOST: usize = 127;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    /// Begins with a digit: a number, a time of day, a date in digits.
    Number,
    /// A mark between words: a bar, dash, bullet, arrow or slash.
    Separator,
    /// Another mark, such as a colon, comma or ©.
    Mark,
    /// An address of a page or of mail.
    Address,
    /// "@name"
    Handle,
    /// "#tag"
    Tag,
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'t> {
    pub text: &'t str,
    /// Hash of the text in lower case, without hyphens and inner stops.
    pub hash: u64,
    pub kind: Kind,
    /// It begins with a capital.
    pub capital: bool,
    /// It has two letters or more, all of them capitals.
    pub capitals: bool,
}

impl Token<'_> {
    /// Fills places that hold no token yet.
    pub(super) const NONE: Token<'static> =
        Token { text: "", hash: 0, kind: Kind::Mark, capital: false, capitals: false };
}

/// FNV-1a, which is short and fast on words; rules are few, so that 64 bits never clash.
#[derive(Clone, Copy)]
struct Hash(u64);

impl Hash {
    const START: Hash = Hash(0xcbf2_9ce4_8422_2325);

    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }

    fn char(&mut self, c: char) {
        if c.is_ascii() {
            self.byte(c.to_ascii_lowercase() as u8);
        } else {
            let mut buffer = [0; 4];
            for lower in c.to_lowercase() {
                lower.encode_utf8(&mut buffer).bytes().for_each(|byte| self.byte(byte));
            }
        }
    }
}

/// The tokens of `plain`, one after another.
pub(super) fn tokens(plain: &str) -> Tokens<'_> {
    Tokens { rest: plain }
}

/// An iterator over tokens.
#[derive(Clone, Debug)]
pub(super) struct Tokens<'t> {
    rest: &'t str,
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        loop {
            let c = self.rest.chars().next()?;
            if c.is_ascii_alphabetic()
                && let Some(token) = self.plain_word()
            {
                return Some(token);
            }
            if c.is_alphanumeric() || matches!(c, '@' | '#') {
                return Some(self.chunk(c));
            }
            let text = &self.rest[..c.len_utf8()];
            self.rest = &self.rest[c.len_utf8()..];
            let kind = match c {
                // Inside of "A-B" a hyphen parts nothing.
                '-' if !self.rest.is_empty() && !self.rest.starts_with(' ') => continue,
                '|' | '/' | '·' | '•' | '–' | '—' | '-' | '>' | '→' | '►' | '▶' | '●' | '\\' => {
                    Kind::Separator
                }
                ':' | ';' | ',' | '+' | '&' | '=' | '©' | '%' | '$' | '€' | '£' => Kind::Mark,
                _ => continue,
            };
            let mut hash = Hash::START;
            hash.char(c);
            return Some(Token { text, hash: hash.0, kind, capital: false, capitals: false });
        }
    }
}

impl<'t> Tokens<'t> {
    /// A word of ASCII letters and digits with a space, or a mark and a space, behind it, as nearly all are.
    fn plain_word(&mut self) -> Option<Token<'t>> {
        let mut hash = Hash::START;
        let (mut upper, mut lower, mut length) = (0, 0, 0);
        for &byte in self.rest.as_bytes() {
            if !byte.is_ascii_alphanumeric() {
                break;
            }
            hash.byte(byte.to_ascii_lowercase());
            upper += usize::from(byte.is_ascii_uppercase());
            lower += usize::from(byte.is_ascii_lowercase());
            length += 1;
        }
        // A mark behind the word ends it if a space follows the mark.
        let after = |at: usize| self.rest.as_bytes().get(length + at).copied().unwrap_or(b' ');
        let ended = after(0) == b' '
            || (matches!(after(0), b',' | b'.' | b';' | b':' | b'!' | b'?' | b'"' | b')')
                && after(1) == b' ');
        if !ended {
            return None;
        }
        let (text, rest) = self.rest.split_at(length);
        self.rest = rest;
        let capital = text.as_bytes()[0].is_ascii_uppercase();
        Some(Token { text, hash: hash.0, kind: Kind::Word, capital, capitals: upper >= 2 && lower == 0 })
    }

    /// The token at the beginning of the rest, which is a word, a number or an address.
    fn chunk(&mut self, first: char) -> Token<'t> {
        let space = self.rest.find(' ').unwrap_or(self.rest.len());
        let chunk = &self.rest[..space];
        if let Some((kind, length)) = address(chunk, first) {
            return self.take(length, kind);
        }
        let kind = if first.is_ascii_digit() { Kind::Number } else { Kind::Word };
        let mut end = first.len_utf8();
        let mut before = first;
        for (at, c) in chunk.char_indices().skip(1) {
            let after = || chunk[at + c.len_utf8()..].chars().next().unwrap_or(' ');
            let inside = match c {
                _ if c.is_alphanumeric() => true,
                // A stop inside a word belongs to an abbreviation, not to the end of a sentence.
                '.' if kind == Kind::Word => after().is_alphabetic() && (at <= 2 || end <= 4),
                '\'' => after().is_alphanumeric(),
                '-' => {
                    let next = after();
                    (before.is_alphabetic() && next.is_alphabetic())
                        || (before.is_ascii_digit() && next.is_ascii_digit())
                }
                '.' | ':' | '/' | ',' => before.is_ascii_digit() && after().is_ascii_digit(),
                _ => false,
            };
            if !inside {
                break;
            }
            end = at + c.len_utf8();
            before = c;
        }
        self.take(end, kind)
    }

    fn take(&mut self, length: usize, kind: Kind) -> Token<'t> {
        let (text, rest) = self.rest.split_at(length);
        // "5-minute" is "5 minute".
        let joined = kind == Kind::Number
            && rest.strip_prefix('-').is_some_and(|r| r.starts_with(char::is_alphabetic));
        self.rest = if joined { &rest[1..] } else { rest };
        let mut hash = Hash::START;
        let (mut upper, mut lower) = (0, 0);
        for c in text.chars() {
            if kind != Kind::Number && matches!(c, '-' | '.') {
                continue;
            }
            hash.char(c);
            upper += usize::from(c.is_uppercase());
            lower += usize::from(c.is_lowercase());
        }
        let capital = text.starts_with(char::is_uppercase);
        Token { text, hash: hash.0, kind, capital, capitals: upper >= 2 && lower == 0 }
    }
}

/// Whether a chunk without spaces is an address, a handle or a tag, and how many bytes of it.
fn address(chunk: &str, first: char) -> Option<(Kind, usize)> {
    let length = chunk.trim_end_matches(['.', ',', ';', ':', ')', ']', '"', '\'', '!', '?', '>']).len();
    match first {
        '@' => Some((Kind::Handle, length.max(1))),
        '#' => Some((Kind::Tag, length.max(1))),
        _ if chunk.contains("://") || chunk.starts_with("www.") => Some((Kind::Address, length)),
        _ => {
            let (_, host) = chunk.split_once('@')?;
            host.contains('.').then_some((Kind::Address, length))
        }
    }
}

/// Hash of a whole line: of its words and marks in their order, separators and commas aside.
pub(super) fn line_hash<'t>(tokens: impl IntoIterator<Item = Token<'t>>) -> u64 {
    let mut hash = Hash::START;
    for token in tokens {
        if token.kind != Kind::Separator && !(token.kind == Kind::Mark && token.text != "+") {
            token.hash.to_le_bytes().into_iter().for_each(|byte| hash.byte(byte));
        }
    }
    hash.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<&str> {
        tokens(text).map(|token| token.text).collect()
    }

    #[test]
    fn words_numbers_and_addresses_are_told_apart() {
        assert_eq!(
            told("Sign up (free): 5-minute read."),
            ["Sign", "up", "free", ":", "5", "minute", "read"]
        );
        assert_eq!(told("Mail ada@star.example, or @ada"), ["Mail", "ada@star.example", ",", "or", "@ada"]);
        assert_eq!(told("9:30 p.m. GMT | 4/3/2025"), ["9:30", "p.m", "GMT", "|", "4/3/2025"]);
        assert_eq!(told("https://star.example/a?b=1 – don't"), ["https://star.example/a?b=1", "–", "don't"]);
    }

    #[test]
    fn case_hyphens_and_inner_stops_do_not_matter() {
        let hash = |text| tokens(text).next().unwrap().hash;
        assert_eq!(hash("E-Mail"), hash("email"));
        assert_eq!(hash("P.M."), hash("pm"));
        assert_eq!(hash("ÉDITION"), hash("édition"));
        assert_eq!(line_hash(tokens("Share | Save")), line_hash(tokens("share save.")));
    }
}
