//! Decoding: from bytes of unknown encoding to text, or a refusal.
//!
//! In this order: UTF-16/32, UTF-8, damaged UTF-8, what the source declares, and at last a guess
//! from letter frequencies (chardetng) among the legacy encodings of the WHATWG Encoding Standard.
//! It repairs nothing: text that was encoded twice stays so, with a warning.

use super::article::Warning;
use super::reject::{Reason, Refusal};
use super::wide::{Wide, no_text};
use chardetng::EncodingDetector;
use encoding_rs::{DecoderResult, Encoding, UTF_8, WINDOWS_1252};

/// Decoded text.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: &'static str,
    pub(super) warnings: Vec<Warning>,
}

/// Beyond this many bytes letter frequencies do not change any more.
const GUESS_BYTES: usize = 1 << 20;

/// Decodes one article or line.
pub(super) fn decode(bytes: Vec<u8>) -> Result<Decoded, Refusal> {
    decode_declared(bytes, None)
}

/// Decodes one article whose source declares its encoding by `label`. Text that is UTF-8 is taken for that, whatever
/// is declared, since no other text looks so; a declaration that does not fit is as none.
pub(super) fn decode_declared(bytes: Vec<u8>, label: Option<&str>) -> Result<Decoded, Refusal> {
    let decoded = match Wide::detect(&bytes) {
        Some(wide) => from_wide(&bytes, wide)?,
        None => from_bytes(bytes, label)?,
    };
    if controls(&decoded.text) {
        return Err(Refusal::new(Reason::Binary, "one character in ten or more is a control character"));
    }
    Ok(decoded)
}

fn from_wide(bytes: &[u8], wide: Wide) -> Result<Decoded, Refusal> {
    let mut text = String::with_capacity(bytes.len());
    wide.decode(bytes, true, &mut text);
    if let Some(detail) = no_text(&text) {
        return Err(Refusal::new(Reason::Binary, detail));
    }
    let first = text.find('\u{fffd}').map(|at| wide.bytes_of(&text[..at]));
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    finish(text, wide.name(), first, Vec::new())
}

/// Decodes a cell in the encoding that its row was found to be in; what is no character becomes U+FFFD.
pub(super) fn decode_as(bytes: &[u8], encoding: &str) -> String {
    let encoding = Encoding::for_label(encoding.as_bytes()).unwrap_or(UTF_8);
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// The text in the encoding that is declared, unless it has mistakes in it.
fn as_declared(bytes: &[u8], label: &str) -> Option<Decoded> {
    // Wide encodings were seen by their NUL bytes.
    let encoding = Encoding::for_label_no_replacement(label.trim().as_bytes())?;
    if encoding == UTF_8 || !encoding.is_ascii_compatible() {
        return None;
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    finish(text.into_owned(), encoding.name(), None, Vec::new()).ok()
}

fn from_bytes(mut bytes: Vec<u8>, label: Option<&str>) -> Result<Decoded, Refusal> {
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        return Err(Refusal {
            reason: Reason::Binary,
            offset: Some(at as u64),
            detail: "NUL bytes, and not as in UTF-16 or UTF-32".into(),
        });
    }
    let mark = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    bytes.drain(..mark);
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => {
            let first = text.find('\u{fffd}').map(|at| (mark + at) as u64);
            return finish(text, "UTF-8", first, Vec::new());
        }
        Err(error) if mark > 0 || is_utf8_shaped(error.as_bytes()) => {
            let first = mark + error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            return finish(text, "UTF-8", Some(first as u64), Vec::new());
        }
        Err(error) => error.into_bytes(),
    };
    if let Some(decoded) = label.and_then(|label| as_declared(&bytes, label)) {
        return Ok(decoded);
    }
    let mut detector = EncodingDetector::new();
    detector.feed(&bytes[..bytes.len().min(GUESS_BYTES)], bytes.len() <= GUESS_BYTES);
    let encoding = if is_english(&bytes) { WINDOWS_1252 } else { detector.guess(None, false) };
    let (text, malformed) = encoding.decode_without_bom_handling(&bytes);
    let first = if malformed { first_malformed(encoding, &bytes) } else { None };
    finish(text.into_owned(), encoding.name(), first, vec![Warning::EncodingGuessed(encoding.name())])
}

fn finish(
    text: String,
    encoding: &'static str,
    first: Option<u64>,
    mut warnings: Vec<Warning>,
) -> Result<Decoded, Refusal> {
    let guessed = !warnings.is_empty();
    warnings.extend(check(&text, guessed).map_err(|refusal| Refusal { offset: first, ..refusal })?);
    Ok(Decoded { text, encoding, warnings })
}

/// What can be seen of past or present decoding mistakes in a text; too many of them refuse it.
/// In a `guessed` encoding, C1 controls are mistakes too: no news text has them.
pub(super) fn check(text: &str, guessed: bool) -> Result<Vec<Warning>, Refusal> {
    let mut warnings = Vec::new();
    if text.is_ascii() {
        return Ok(warnings);
    }
    let bad = text.matches('\u{fffd}').count();
    let bad = bad + if guessed { text.matches(|c| ('\u{80}'..='\u{9f}').contains(&c)).count() } else { 0 };
    if bad > 0 {
        // One in fifty, and one more: a single cut character must not lose a short text.
        let characters = text.chars().count();
        if bad * 50 > characters + 50 {
            let detail = format!("{bad} of {characters} characters could not be decoded");
            return Err(Refusal::new(Reason::Encoding, detail));
        }
        warnings.push(Warning::ReplacementCharacters(bad));
    }
    if is_encoded_twice(text) {
        warnings.push(Warning::DoubleEncoding);
    }
    Ok(warnings)
}

/// Whether most of the bytes over 0x7F stand as UTF-8 has them, a lead and its continuations, be they
/// overlong, surrogates or cut at the end. By chance legacy text has far more bytes that do not.
fn is_utf8_shaped(bytes: &[u8]) -> bool {
    let (mut shaped, mut unshaped) = (0_usize, 0_usize);
    let mut at = 0;
    while let Some(&lead) = bytes.get(at) {
        at += 1;
        let wanted = match lead {
            0..=0x7f => continue,
            0xc0..=0xdf => 1,
            0xe0..=0xef => 2,
            0xf0..=0xf7 => 3,
            _ => {
                unshaped += 1;
                continue;
            }
        };
        let rest = &bytes[at..bytes.len().min(at + wanted)];
        let found = rest.iter().take_while(|byte| matches!(byte, 0x80..=0xbf)).count();
        if found == rest.len() {
            shaped += 1;
            at += found;
        } else {
            unshaped += 1;
        }
    }
    shaped > unshaped * 2
}

/// Whether so few bytes are not ASCII, less than 1 in 100, that letter frequencies say nothing. Such text is
/// English with a pound sign or a café, and not in any encoding but Windows-1252, unless that lacks a byte.
fn is_english(bytes: &[u8]) -> bool {
    let others = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    others * 100 < bytes.len() && !bytes.iter().any(|byte| matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d))
}

/// Where the first bytes stand that `encoding` does not know.
fn first_malformed(encoding: &'static Encoding, bytes: &[u8]) -> Option<u64> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut sink = String::with_capacity(4096);
    let mut at = 0;
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(&bytes[at..], &mut sink, true);
        at += read;
        match result {
            DecoderResult::InputEmpty => return None,
            DecoderResult::OutputFull => sink.clear(),
            DecoderResult::Malformed(length, after) => {
                return Some(at.saturating_sub(usize::from(length + after)) as u64);
            }
        }
    }
}

/// Whether the text shows UTF-8 sequences that were read as Windows-1252 or ISO-8859-1 and encoded again: one
/// with a C1 control, or else three and two thirds of the letters that can begin one, since `É»` is good French.
fn is_encoded_twice(text: &str) -> bool {
    let (mut sequences, mut leads) = (0_usize, 0_usize);
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let wanted = match character {
            '\u{c2}'..='\u{df}' => 1,
            '\u{e0}'..='\u{ef}' => 2,
            '\u{f0}'..='\u{f4}' => 3,
            _ => continue,
        };
        leads += 1;
        let rest = characters.clone().take(wanted);
        if rest.clone().filter(|&c| is_continuation(c)).count() == wanted {
            sequences += 1;
            if rest.clone().any(|c| matches!(c, '\u{80}'..='\u{9f}')) {
                return true;
            }
        }
    }
    sequences >= 3 && sequences * 3 > leads * 2
}

/// Whether Windows-1252 (or ISO-8859-1) has the character at 0x80 to 0xBF, the continuation bytes of UTF-8.
fn is_continuation(character: char) -> bool {
    matches!(character, '\u{80}'..='\u{bf}') || "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ".contains(character)
}

/// Whether a text has so many control characters that it is none.
fn controls(text: &str) -> bool {
    let count = text.bytes().filter(|b| matches!(b, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f)).count();
    count > 0 && count * 10 > text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs as e;

    const RUSSIAN: &str = "Министр иностранных дел заявил, что страна готова дать гарантии безопасности, \
        если соглашение подпишут все стороны, и что переговоры продолжатся на следующей неделе.";
    const POLISH: &str = "Minister powiedział, że żaden żołnierz nie zostanie wysłany, dopóki sąsiedzi nie \
        podpiszą umowy; później mówił też o pomocy i o środkach na odbudowę.";
    const FRENCH: &str = "Le ministre a déclaré que la France était prête à protéger ses alliés, même si les \
        négociations échouaient après l’été.";
    const CHINESE: &str = "外交部长表示，如果各方签署协议，该国愿意提供安全保障，谈判将在下周继续进行。";
    const KOREAN: &str =
        "외무장관은 모든 당사자가 협정에 서명하면 안전 보장을 제공할 준비가 되어 있다고 말했다.";

    const JAPANESE: &str =
        "外相は、関係国が合意に署名すれば安全の保証を与える用意があると述べた。NATOとの協議は来週も続く。";

    #[test]
    fn legacy_encodings_are_guessed() {
        let cases = [
            (RUSSIAN, e::WINDOWS_1251),
            (RUSSIAN, e::KOI8_U),
            (POLISH, e::WINDOWS_1250),
            (POLISH, e::ISO_8859_2),
            (FRENCH, e::WINDOWS_1252),
            (CHINESE, e::GBK),
            (KOREAN, e::EUC_KR),
        ];
        for (text, encoding) in cases {
            let (bytes, _, lossy) = encoding.encode(text);
            assert!(!lossy);
            let decoded = decode(bytes.into_owned()).unwrap();
            assert_eq!(decoded.text, text, "{}", encoding.name());
            assert_eq!(decoded.encoding, encoding.name());
            assert_eq!(decoded.warnings, [Warning::EncodingGuessed(encoding.name())]);
        }
    }

    #[test]
    fn lone_quotes_of_windows_1252_in_english() {
        let decoded = decode(b"Kyiv\x92s allies said \x93no\x94 to the plan.".to_vec()).unwrap();
        assert_eq!(decoded.text, "Kyiv’s allies said “no” to the plan.");
        let pounds = "The allies pledged more aid, and Parliament voted for it. ".repeat(4).into_bytes();
        let decoded = decode([&pounds[..], b"It costs \xa350m."].concat()).unwrap();
        assert!(decoded.text.ends_with("£50m."), "{}", decoded.text);
    }

    #[test]
    fn damaged_utf8_stays_utf8() {
        let mut bytes = "Сторони підписали угоду про безпеку.".repeat(3).into_bytes();
        bytes.pop();
        bytes.pop();
        let decoded = decode(bytes).unwrap();
        assert_eq!(decoded.encoding, "UTF-8");
        assert_eq!(decoded.warnings, [Warning::ReplacementCharacters(1)]);
    }

    #[test]
    fn too_much_damage_is_refused_at_its_first_byte() {
        let refusal = decode(b"Kyiv \xc0\xaf \xc0\xaf \xc0\xaf".to_vec()).unwrap_err();
        assert_eq!((refusal.reason, refusal.offset), (Reason::Encoding, Some(5)));
        let lost = "\u{fffd}".repeat(20) + " and 20 letters";
        let refusal = decode(("ab".to_owned() + &lost).into_bytes()).unwrap_err();
        assert_eq!((refusal.reason, refusal.offset), (Reason::Encoding, Some(2)));
        let halves = [b"\xfe\xff\0a".as_slice(), &b"\xd8\0".repeat(9)].concat();
        let refusal = decode(halves).unwrap_err();
        assert_eq!((refusal.reason, refusal.offset), (Reason::Encoding, Some(4)));
    }

    #[test]
    fn byte_order_marks_are_no_text() {
        assert_eq!(decode(b"\xef\xbb\xbfKyiv".to_vec()).unwrap().text, "Kyiv");
        let utf16 = [b"\xff\xfe".as_slice(), b"K\0y\0i\0v\0"].concat();
        let decoded = decode(utf16).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding), ("Kyiv", "UTF-16LE"));
    }

    #[test]
    fn binaries() {
        for bytes in [b"a\0b and more text".as_slice(), b"\x01\x02\x03\x04 ab", b"\x7fELF\x02\x01\x01\0\0"] {
            assert_eq!(decode(bytes.to_vec()).unwrap_err().reason, Reason::Binary, "{bytes:?}");
        }
    }

    #[test]
    fn a_wide_mark_before_anything_makes_no_text() {
        // A linear congruential generator: bytes without order (Numerical Recipes' constants).
        let mut state = 1_u32;
        let mut junk = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        for length in [60, 400, 4000] {
            let noise: Vec<u8> = (0..length).map(|_| junk()).collect();
            for mark in [b"\xff\xfe", b"\xfe\xff"] {
                assert_eq!(decode([&mark[..], &noise].concat()).unwrap_err().reason, Reason::Binary);
            }
        }
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        for text in [RUSSIAN, POLISH, FRENCH, CHINESE, KOREAN, JAPANESE, "Pledge 🇺🇦 made \u{f8ff}."] {
            let decoded = decode([b"\xff\xfe".to_vec(), wide(text)].concat()).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.warnings), (text, vec![]));
        }
    }

    #[test]
    fn double_encoding_is_seen_but_good_text_is_not() {
        let (twice, _) =
            e::WINDOWS_1252.decode_without_bom_handling("“Déjà” – a café’s naïve menu".as_bytes());
        assert_eq!(decode(twice.into_owned().into_bytes()).unwrap().warnings, [Warning::DoubleEncoding]);
        let latin = decode("Kyiv\u{e2}\u{80}\u{99}s allies".as_bytes().to_vec()).unwrap();
        assert_eq!(latin.warnings, [Warning::DoubleEncoding]);
        for good in [FRENCH, "«ÉTÉ» «ÎLE» «à…» «É»", "Größe, Über, naïve, coöperatie"] {
            assert_eq!(decode(good.as_bytes().to_vec()).unwrap().warnings, [], "{good}");
        }
    }
}
