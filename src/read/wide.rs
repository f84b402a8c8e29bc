//! Wide encodings: UTF-16 and UTF-32 in both byte orders, with or without a byte order mark.
//!
//! Recognised by byte order mark or by where the NUL bytes stand, decoded whole or as a stream.

use super::source::{Bytes, Source};
use std::io::{self, BufReader, Read};

/// A wide encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wide {
    Utf16Le,
    Utf16Be,
    Utf32Le,
    Utf32Be,
}

/// Bytes that are looked at for the pattern of NULs.
const SAMPLE: usize = 4096;

impl Wide {
    pub(super) fn name(self) -> &'static str {
        match self {
            Wide::Utf16Le => "UTF-16LE",
            Wide::Utf16Be => "UTF-16BE",
            Wide::Utf32Le => "UTF-32LE",
            Wide::Utf32Be => "UTF-32BE",
        }
    }

    /// Bytes of one code unit.
    fn unit(self) -> usize {
        match self {
            Wide::Utf16Le | Wide::Utf16Be => 2,
            Wide::Utf32Le | Wide::Utf32Be => 4,
        }
    }

    /// The wide encoding that `bytes` start in, with or without a byte order mark.
    pub(super) fn detect(bytes: &[u8]) -> Option<Wide> {
        // UTF-32 first: its little-endian mark begins with that of UTF-16.
        match bytes {
            [0xff, 0xfe, 0, 0, ..] => Some(Wide::Utf32Le),
            [0, 0, 0xfe, 0xff, ..] => Some(Wide::Utf32Be),
            [0xff, 0xfe, ..] => Some(Wide::Utf16Le),
            [0xfe, 0xff, ..] => Some(Wide::Utf16Be),
            _ => Self::by_nul_bytes(&bytes[..bytes.len().min(SAMPLE)]),
        }
    }

    fn by_nul_bytes(sample: &[u8]) -> Option<Wide> {
        if sample.len() < 4 || !sample.contains(&0) {
            return None;
        }
        let (fours, _) = sample.as_chunks::<4>();
        if fours.iter().all(|&[_, _, plane, high]| high == 0 && plane <= 0x10) {
            return Some(Wide::Utf32Le);
        }
        if fours.iter().all(|&[high, plane, _, _]| high == 0 && plane <= 0x10) {
            return Some(Wide::Utf32Be);
        }
        let (twos, _) = sample.as_chunks::<2>();
        let [mut first, mut second] = [[0_usize; 256]; 2];
        for &[a, b] in twos {
            first[a as usize] += 1;
            second[b as usize] += 1;
        }
        if high_bytes(&second, &first, twos.len()) {
            Some(Wide::Utf16Le)
        } else if high_bytes(&first, &second, twos.len()) {
            Some(Wide::Utf16Be)
        } else {
            None
        }
    }

    /// Appends `bytes` to `text`; what is no character becomes U+FFFD. Returns the bytes used:
    /// unless it is the `last` of a stream, a cut unit or pair at the end is left for the next call.
    pub(super) fn decode(self, bytes: &[u8], last: bool, text: &mut String) -> usize {
        let unit = self.unit();
        let mut at = 0;
        while let Some(here) = bytes.get(at..at + unit) {
            let (character, used) = match self {
                Wide::Utf32Le | Wide::Utf32Be => (char::from_u32(self.value(here)), 4),
                Wide::Utf16Le | Wide::Utf16Be => {
                    let value = self.value(here);
                    match bytes.get(at + 2..at + 4).map(|low| self.value(low)) {
                        None if !last && matches!(value, 0xd800..=0xdbff) => return at,
                        Some(low @ 0xdc00..=0xdfff) if matches!(value, 0xd800..=0xdbff) => {
                            (char::from_u32(0x10000 + ((value - 0xd800) << 10) + (low - 0xdc00)), 4)
                        }
                        _ => (char::from_u32(value), 2),
                    }
                }
            };
            text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
            at += used;
        }
        if last && at < bytes.len() {
            text.push(char::REPLACEMENT_CHARACTER);
            at = bytes.len();
        }
        at
    }

    /// How many bytes `text` takes in this encoding.
    pub(super) fn bytes_of(self, text: &str) -> u64 {
        let units: usize = match self.unit() {
            2 => text.chars().map(char::len_utf16).sum(),
            _ => text.chars().count(),
        };
        (units * self.unit()) as u64
    }

    fn value(self, unit: &[u8]) -> u32 {
        let join = |value, &byte| value << 8 | u32::from(byte);
        match self {
            Wide::Utf16Le | Wide::Utf32Le => unit.iter().rev().fold(0, join),
            Wide::Utf16Be | Wide::Utf32Be => unit.iter().fold(0, join),
        }
    }
}

/// Whether one byte of each pair behaves as the high byte of UTF-16 text in an alphabet: nearly
/// always 0 or one other value, while the low byte is nearly never 0.
fn high_bytes(high: &[usize; 256], low: &[usize; 256], units: usize) -> bool {
    let alphabet = high[1..].iter().max().copied().unwrap_or(0);
    high[0] * 25 > units && (high[0] + alphabet) * 5 > units * 4 && low[0] * 100 <= units
}

/// Fewest neighbours of which the share that changes script tells anything.
const NEIGHBOURS: usize = 16;

/// Why decoded wide text is none, if so. Any two bytes are a character nearly always, so that a byte order mark by
/// chance makes characters of anything; but then they lack a meaning or change their script without end.
pub(super) fn no_text(text: &str) -> Option<String> {
    let (mut characters, mut strange, mut neighbours, mut changes) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut before = None;
    for character in text.chars() {
        characters += 1;
        strange += usize::from(is_strange(character));
        let Some(script) = script(character) else { continue };
        neighbours += usize::from(before.is_some());
        changes += usize::from(before.is_some_and(|before| before != script));
        before = Some(script);
    }
    // One in twenty, and one more: a single symbol of a site's own font must not lose a short text.
    if strange * 20 > characters + 20 {
        return Some(format!("{strange} of {characters} characters are controls or have no meaning"));
    }
    (neighbours >= NEIGHBOURS && changes * 2 > neighbours)
        .then(|| format!("{changes} of {neighbours} characters are of another script than the one before"))
}

/// Whether text has the character only by mistake: controls, private use, noncharacters, and the planes 4 to 13,
/// in which Unicode has assigned nothing.
fn is_strange(character: char) -> bool {
    let value = u32::from(character);
    (character.is_control() && !character.is_whitespace())
        || matches!(value, 0xe000..=0xf8ff | 0xf_0000.. | 0x4_0000..=0xd_ffff | 0xfdd0..=0xfdef)
        || value & 0xfffe == 0xfffe
}

/// The script of a character, roughly: scripts that are written together count as one, others by blocks of 256.
/// None for what stands in all of them: digits, punctuation, symbols, pictures.
fn script(character: char) -> Option<u32> {
    match u32::from(character) {
        0x41..=0x5a | 0x61..=0x7a | 0xc0..=0x24f | 0x1e00..=0x1eff => Some(0),
        0x370..=0x3ff | 0x1f00..=0x1fff => Some(1),
        // Han and Kana.
        0x3040..=0x30ff | 0x3400..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff => Some(2),
        0x600..=0x6ff | 0x750..=0x77f | 0xfb50..=0xfdff | 0xfe70..=0xfefe => Some(3),
        0..=0x2ff | 0x2000..=0x2bff | 0x3000..=0x303f | 0xfe00..=0xfe6f | 0xff00.. => None,
        // All syllables of Hangul.
        0xac00..=0xd7ff => Some(4),
        value => Some(value >> 8 | 1 << 24),
    }
}

/// A reader of wide text that gives UTF-8.
pub(super) struct Narrow<R> {
    inner: R,
    wide: Wide,
    raw: Vec<u8>,
    text: String,
    given: usize,
    ended: bool,
}

impl<R: Read> Narrow<R> {
    pub(super) fn new(inner: R, wide: Wide) -> Self {
        Self { inner, wide, raw: Vec::new(), text: String::new(), given: 0, ended: false }
    }
}

impl<R: Read> Read for Narrow<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && !self.ended {
            let kept = self.raw.len();
            self.raw.resize(kept + (32 << 10), 0);
            let read = self.inner.read(&mut self.raw[kept..]);
            self.raw.truncate(kept + *read.as_ref().unwrap_or(&0));
            self.ended = read? == 0;
            self.text.clear();
            self.given = 0;
            let used = self.wide.decode(&self.raw, self.ended, &mut self.text);
            self.raw.drain(..used);
        }
        let rest = &self.text.as_bytes()[self.given..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.given += count;
        Ok(count)
    }
}

/// The bytes of a source as UTF-8, buffered, and what they were where they are wide.
pub(super) fn narrowed(source: Source) -> (BufReader<Bytes>, Option<Wide>) {
    let wide = Wide::detect(&source.head);
    let bytes: Bytes = match wide {
        Some(wide) => Box::new(Narrow::new(source.bytes, wide)),
        None => source.bytes,
    };
    (BufReader::with_capacity(64 << 10, bytes), wide)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encode(text: &str, wide: Wide) -> Vec<u8> {
        let little = matches!(wide, Wide::Utf16Le | Wide::Utf32Le);
        let order = |mut bytes: Vec<u8>| {
            if !little {
                bytes.reverse();
            }
            bytes
        };
        match wide.unit() {
            2 => text.encode_utf16().flat_map(|unit| order(unit.to_le_bytes().to_vec())).collect(),
            _ => text.chars().flat_map(|c| order((c as u32).to_le_bytes().to_vec())).collect(),
        }
    }

    const ALL: [Wide; 4] = [Wide::Utf16Le, Wide::Utf16Be, Wide::Utf32Le, Wide::Utf32Be];

    #[test]
    fn alphabets_are_told_without_a_mark() {
        for text in
            ["The minister promised “help” to all.", "Міністр пообіцяв допомогу всім, хто чекає на неї."]
        {
            for wide in ALL {
                assert_eq!(Wide::detect(&encode(text, wide)), Some(wide), "{text}");
                assert_eq!(Wide::detect(&encode(&format!("\u{feff}{text}"), wide)), Some(wide), "{text}");
            }
        }
    }

    #[test]
    fn nul_bytes_in_eight_bit_text_are_not_wide() {
        assert_eq!(Wide::detect(b"The\0minister\0promised\0help\0to\0all"), None);
        assert_eq!(Wide::detect(b"a man, a plan\0"), None);
        assert_eq!(Wide::detect(b"plain"), None);
        assert_eq!(Wide::detect(b""), None);
    }

    /// Gives one byte a call, so that every unit and pair is cut.
    struct Drops<'a>(&'a [u8]);
    impl Read for Drops<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.0.len().min(1);
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    #[test]
    fn a_stream_gives_what_the_whole_gives() {
        let text = "Pledge 🇺🇦 “tanks”\nМир";
        for wide in ALL {
            let mut bytes = encode(text, wide);
            let mut out = String::new();
            Narrow::new(Drops(&bytes), wide).read_to_string(&mut out).unwrap();
            assert_eq!(out, text);
            bytes.pop();
            out.clear();
            Narrow::new(Drops(&bytes), wide).read_to_string(&mut out).unwrap();
            assert!(out.ends_with("Ми\u{fffd}"), "{out}");
        }
    }

    #[test]
    fn lone_surrogates_become_replacement_characters() {
        let mut out = String::new();
        assert_eq!(Wide::Utf16Be.decode(&[0xd8, 0x3d, 0, b'a', 0xdc, 0], true, &mut out), 6);
        assert_eq!(out, "\u{fffd}a\u{fffd}");
    }
}
