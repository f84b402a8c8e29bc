//! Credits: who owns a picture, as captions say it. Judges captions only; a credit that stands
//! alone is furniture.

use super::Furniture;
use super::fold::{Folded, trim_stop};

/// Longest block in bytes in which a credit is looked for.
const LONGEST: usize = 700;
/// A credit stands within this many bytes from the end.
const WINDOW: usize = 160;

/// A caption's text without its credit, as a key.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Caption {
    pub key: String,
    /// Whether a credit stood at the end, rather than only a word such as "Image:" in front.
    pub credited: bool,
}

/// Takes the credit off a caption; none where `text` bears none.
pub(super) fn strip(text: &Folded, furniture: &Furniture) -> Option<Caption> {
    let plain = text.plain.as_str();
    if plain.len() > LONGEST || plain.len() < 12 {
        return None;
    }
    let end = credit_start(plain, furniture);
    let credited = end.is_some();
    let kept = &plain[..end.unwrap_or(plain.len())];
    let lead = furniture.lead_in.find(kept).map_or(0, |found| found.end());
    if !credited && lead == 0 {
        return None;
    }
    let key = trim_stop(kept[lead..].trim()).to_lowercase();
    (key.len() >= 8).then_some(Caption { key, credited })
}

/// Where the credit at the end of `plain` begins.
fn credit_start(plain: &str, furniture: &Furniture) -> Option<usize> {
    let mut from = plain.len().saturating_sub(WINDOW).max(8);
    while !plain.is_char_boundary(from) {
        from += 1;
    }
    let tail = &plain[from..];
    if let Some(inner) = tail.trim_end_matches('.').strip_suffix([')', ']']) {
        let open = inner.rfind(['(', '['])?;
        return is_credit(&inner[open + 1..], furniture).then_some(from + open);
    }
    // The earliest mark after which nothing but a credit follows.
    tail.char_indices().find_map(|(at, c)| {
        let after = at + c.len_utf8();
        let rest = &tail[after..];
        let fits = match c {
            '.' | '!' | '?' | '"' | '\'' | ')' => true,
            '|' | '/' | '–' | '—' | '-' => tail[..at].ends_with(' '),
            ' ' => furniture.labelled.is_match(rest) || rest.starts_with('©'),
            _ => false,
        };
        let kept = if matches!(c, '.' | '!' | '?' | '"' | '\'' | ')') { after } else { at };
        (fits && rest.trim_start().starts_with(begins_credit) && is_credit(rest, furniture))
            .then_some(from + kept)
    })
}

fn begins_credit(c: char) -> bool {
    c.is_uppercase() || c == '©'
}

/// Whether `rest`, what stands behind a caption, is nothing but a credit: a label with a source
/// or a short run of names that ends with, or begins with, an agency.
pub(super) fn is_credit(rest: &str, furniture: &Furniture) -> bool {
    let rest = rest.trim_matches([' ', '.', '|', '-', '–', '—', '/', '(', ')', '[', ']']);
    if rest.is_empty() || rest.len() > WINDOW {
        return false;
    }
    // A credit is no sentence: after its names no second one begins.
    let words = rest.split_whitespace().count();
    if furniture.labelled.is_match(rest) {
        return words <= 16;
    }
    let rest = rest.trim_start_matches(['©', ' ']);
    let Some(agency) = furniture.agency.find(rest) else { return false };
    let before = rest[..agency.start()].trim_end();
    let joined = before.is_empty()
        || before.ends_with(['/', ',', '-', '–', '—', '|'])
        || [" via", " for", " at"].iter().any(|word| before.ends_with(word))
        || agency.end() == rest.len();
    joined
        && before.split_whitespace().count() <= 6
        && words <= 10
        && !rest.contains(". ")
        && (agency.end() == rest.len()
            || rest[agency.end()..].starts_with(['/', ',', ' ', '|', '-', '–', '—'])
                && !rest[agency.end()..].contains(" said"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_is_the_same_with_and_without_its_credit() {
        let want = "a crew loads a launcher near bergen on friday";
        for text in [
            "A crew loads a launcher near Bergen on Friday (Picture: Royal Guard)",
            "A crew loads a launcher near Bergen on Friday. Photo: Ada Brown",
            "A crew loads a launcher near Bergen on Friday. AFP via Getty Images",
            "A crew loads a launcher near Bergen on Friday.Ada Brown—Getty Images",
            "A crew loads a launcher near Bergen on Friday (AP Photo/Ada Brown, File)",
            "A crew loads a launcher near Bergen on Friday | AP",
            "Image: A crew loads a launcher near Bergen on Friday",
        ] {
            let caption = strip(&Folded::new(text), Furniture::builtin());
            assert_eq!(caption.map(|c| c.key).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn running_text_bears_no_credit() {
        for text in ["The launchers came from Norway, which has six.", "Kyiv asked for a map of the depots."]
        {
            assert_eq!(strip(&Folded::new(text), Furniture::builtin()), None, "{text}");
        }
    }
}
