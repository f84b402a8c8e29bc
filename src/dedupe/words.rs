//! Words: the tokens of a text as duplicate detection sees them, and nothing more. They have a hash, not a
//! spelling or an offset; they are not the tokens that claims are read from.
//!
//! Two settings of one text give the same words: case, white space, quotation marks, dashes, accents,
//! ligatures and width are folded away, and all punctuation but the ends of sentences is ignored.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// One word: a run of letters and digits, or one sign of a script that is written without spaces.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Hash of the folded spelling.
    pub hash: u64,
    /// A number, or written with a capital inside a sentence: what template notes fill in.
    pub fact: bool,
    /// The first word of a sentence or block.
    pub first: bool,
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

/// What a byte of ASCII does to the word being read: 0 ends it, anything else is its folded form.
const FOLD: [u8; 128] = {
    let mut table = [0u8; 128];
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
        let byte = bytes[at];
        if byte < 128 && FOLD[byte as usize] == 0 {
            match byte {
                b'.' | b'!' | b'?' | b';' => stop = true,
                b' ' | b'\t' | b'\r' | b'"' | b'\'' | b')' => first |= stop,
                b'\n' => first = true,
                _ => stop = false,
            }
            at += 1;
            continue;
        }
        let start = at;
        let mut hash = SEED;
        let mut digit = false;
        let mut capital = false;
        let mut empty = true;
        while at < bytes.len() {
            let byte = bytes[at];
            if byte < 128 {
                let folded = FOLD[byte as usize];
                if folded == 0 {
                    break;
                }
                capital |= empty && byte.is_ascii_uppercase();
                digit |= byte.is_ascii_digit();
                hash = (hash ^ u64::from(folded)).wrapping_mul(PRIME);
                empty = false;
                at += 1;
                continue;
            }
            let Some(sign) = text[at..].chars().next() else { break };
            if is_invisible(sign) {
                at += sign.len_utf8();
                continue;
            }
            if !sign.is_alphanumeric() {
                if empty {
                    first |= stop;
                    stop = matches!(sign, '…' | '。' | '！' | '？');
                    at += sign.len_utf8();
                }
                break;
            }
            if is_spaceless(sign) && !empty {
                break;
            }
            capital |= empty && sign.is_uppercase();
            digit |= sign.is_numeric();
            decompose_compatible(sign, |part| {
                for lower in part.to_lowercase().filter(|&c| !is_combining_mark(c)) {
                    hash = (hash ^ u64::from(u32::from(lower))).wrapping_mul(PRIME);
                }
            });
            empty = false;
            at += sign.len_utf8();
            if is_spaceless(sign) {
                break;
            }
        }
        if empty {
            continue;
        }
        let fact = digit || (capital && !first) || is_number_word(&bytes[start..at]);
        words.push(Word { hash: mix(hash), fact, first });
        first = false;
        stop = false;
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

    fn hashes(text: &str) -> Vec<u64> {
        let mut words = Vec::new();
        read(text, &mut words);
        words.iter().map(|word| word.hash).collect()
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
    fn facts_and_sentence_starts() {
        let mut words = Vec::new();
        read("Rain fell in Oslo. Some 5.4 mm, said two observers! \"Dry days follow.\"", &mut words);
        let facts: String = words.iter().map(|w| if w.fact { 'F' } else { '.' }).collect();
        let firsts: String = words.iter().map(|w| if w.first { '^' } else { '.' }).collect();
        assert_eq!(facts, "...F.FF..F....");
        assert_eq!(firsts, "^...^......^..");
    }

    #[test]
    fn scripts_without_spaces_give_many_words() {
        assert_eq!(hashes("東京で会談").len(), 5);
        assert_eq!(hashes("Київ відповів").len(), 2);
    }
}
