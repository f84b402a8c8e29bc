//! Words: the tokens of a text as duplicate detection sees them, and nothing more. They have a hash, not a
//! spelling or an offset; they are not the tokens that claims are read from.
//!
//! Two settings of one text give the same words: case, white space, quotation marks, dashes, accents,
//! ligatures and width are folded away, and all punctuation but the ends of sentences is ignored.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// One word: a run of letters and digits, or one sign of a script that is written without spaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word(u32);

impl Word {
    /// From the hash of the folded spelling, and whether the word is a fact: a number, or written with a
    /// capital inside a sentence, as what template notes fill in.
    #[inline]
    fn new(hash: u64, fact: bool) -> Self {
        Self((mix(hash) >> 32) as u32 & !1 | u32::from(fact))
    }

    /// Hash of the folded spelling; 31 bits, for one article has too few words for them to clash often.
    #[inline]
    pub fn spelling(self) -> u32 {
        self.0 >> 1
    }

    #[inline]
    pub fn is_fact(self) -> bool {
        self.0 & 1 == 1
    }

    /// The word as it is stored, and read again by [`Word::from_bits`].
    pub fn bits(self) -> u32 {
        self.0
    }

    pub fn from_bits(bits: u32) -> Self {
        Self(bits)
    }
}

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// Spreads the entropy of a multiplicative hash over all bits (the finaliser of MurmurHash3).
#[inline]
pub(super) fn mix(mut hash: u64) -> u64 {
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 33)
}

/// What a byte is in a word of ASCII letters and digits: its folded form, or 0 where such a word ends.
const FOLD: [u8; 256] = {
    let mut table = [0u8; 256];
    let mut byte = 0u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            table[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// Appends the words of one block of text to `words`.
pub(super) fn read(text: &str, words: &mut Vec<Word>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut first = true;
    // A full stop ends a sentence only when white space or a closing mark follows: "5.0" goes on.
    let mut stop = false;
    while at < bytes.len() {
        let start = at;
        let mut spelling = Spelling { hash: SEED, digit: false };
        for &byte in &bytes[at..] {
            let folded = FOLD[byte as usize];
            if folded == 0 {
                break;
            }
            spelling.push(u32::from(folded));
            at += 1;
        }
        if at < bytes.len() && bytes[at] >= 128 {
            at = spelling.push_beyond_ascii(text, start, at);
        }
        if spelling.hash == SEED {
            // No word: a mark, or signs that do not show.
            let mark = text[start..].chars().next().unwrap_or(' ');
            at = at.max(start + mark.len_utf8());
            match mark {
                '.' | '!' | '?' | ';' | '…' | '。' | '！' | '？' => stop = true,
                ' ' | '\t' | '\r' | '\n' | '"' | '\'' | ')' => first |= stop,
                _ if mark.is_ascii() => stop = false,
                _ => first |= stop,
            }
            continue;
        }
        let capital = match bytes[start] {
            byte if byte < 128 => byte.is_ascii_uppercase(),
            _ => text[start..].chars().next().is_some_and(char::is_uppercase),
        };
        let fact = spelling.digit || (capital && !first) || is_number_word(&bytes[start..at]);
        words.push(Word::new(spelling.hash, fact));
        first = false;
        stop = false;
    }
}

/// The spelling of a word as far as it has been read.
struct Spelling {
    hash: u64,
    digit: bool,
}

impl Spelling {
    #[inline]
    fn push(&mut self, folded: u32) {
        self.hash = (self.hash ^ u64::from(folded)).wrapping_mul(PRIME);
        self.digit |= folded <= u32::from(b'9');
    }

    /// Reads on from `at` in a word that began at `start`, and says where it ends.
    fn push_beyond_ascii(&mut self, text: &str, start: usize, mut at: usize) -> usize {
        for sign in text[at..].chars() {
            if is_invisible(sign) {
                at += sign.len_utf8();
                continue;
            }
            let alone = is_spaceless(sign);
            if !sign.is_alphanumeric() || (alone && at > start) {
                break;
            }
            self.digit |= sign.is_numeric();
            decompose_compatible(sign, |part| {
                for lower in part.to_lowercase().filter(|&c| !is_combining_mark(c)) {
                    self.push(u32::from(lower));
                }
            });
            at += sign.len_utf8();
            if alone {
                break;
            }
        }
        at
    }
}

/// Signs that never show: soft hyphens, joiners, byte order marks, and marks on the letter before.
fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}') || is_combining_mark(sign)
}

/// Ideographs and kana: each is a word of its own, as nothing parts the words.
fn is_spaceless(sign: char) -> bool {
    matches!(sign, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_number_word(word: &[u8]) -> bool {
    matches!(
        word,
        b"one"
            | b"two"
            | b"three"
            | b"four"
            | b"five"
            | b"six"
            | b"seven"
            | b"eight"
            | b"nine"
            | b"ten"
            | b"eleven"
            | b"twelve"
            | b"thirteen"
            | b"fourteen"
            | b"fifteen"
            | b"sixteen"
            | b"seventeen"
            | b"eighteen"
            | b"nineteen"
            | b"twenty"
            | b"thirty"
            | b"forty"
            | b"fifty"
            | b"sixty"
            | b"seventy"
            | b"eighty"
            | b"ninety"
            | b"hundred"
            | b"thousand"
            | b"million"
            | b"billion"
            | b"first"
            | b"second"
            | b"third"
            | b"fourth"
            | b"fifth"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashes(text: &str) -> Vec<u32> {
        let mut words = Vec::new();
        read(text, &mut words);
        words.iter().map(|word| word.spelling()).collect()
    }

    #[test]
    fn setting_does_not_matter() {
        let plain = hashes("The cafe's \"final\" offer - naive, they said - was signed.");
        for other in [
            "THE CAFE\u{2019}S \u{201c}FINAL\u{201d} OFFER \u{2014} NAIVE, THEY SAID \u{2014} WAS SIGNED.",
            "The\u{a0}café’s «ﬁnal»  offer – naïve,\tthey said – was\u{2009}signed",
            "The cafe\u{301}'s ‘fi\u{ad}nal’ offer, nai\u{308}ve, they said, was signed…",
        ] {
            assert_eq!(hashes(other), plain, "{other}");
        }
        assert_ne!(hashes("The cafe's final offer was not signed."), plain);
    }

    #[test]
    fn capitals_are_facts_inside_a_sentence_only() {
        let mut words = Vec::new();
        read("Rain fell in Oslo. Some 5.4 mm, said two observers! \"Dry days follow.\"", &mut words);
        let facts: String = words.iter().map(|w| if w.is_fact() { 'F' } else { '.' }).collect();
        assert_eq!(facts, "...F.FF..F....");
    }

    #[test]
    fn scripts_without_spaces_give_many_words() {
        assert_eq!(hashes("東京で会談").len(), 5);
        assert_eq!(hashes("Київ відповів").len(), 2);
    }
}
