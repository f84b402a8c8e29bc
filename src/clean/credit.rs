//! Credits: who owns a picture, as captions say it. Judges captions only; a credit that stands
//! alone is furniture.

use super::Furniture;
use super::fold::{Folded, trim_stop};
use super::hash::HashedMap;
use super::token::{Kind, Token, tokens};

/// Longest block in bytes in which a credit is looked for.
const LONGEST: usize = 700;
/// A credit stands within this many bytes from the end.
const WINDOW: usize = 160;

/// The words that credits and captions are known by.
#[derive(Debug, Default)]
pub(super) struct Credits {
    /// An agency that owns pictures, as a credit names it.
    agencies: Phrases,
    /// A label such as "Photo" at the beginning of a credit.
    labels: Phrases,
    /// A word such as "Image" before a caption.
    lead_ins: Phrases,
}

/// Phrases by their first word.
#[derive(Debug, Default)]
struct Phrases(HashedMap<Vec<Vec<u64>>>);

impl Phrases {
    fn new(phrases: &[String]) -> Self {
        let mut all: HashedMap<Vec<Vec<u64>>> = HashedMap::default();
        for phrase in phrases {
            let words: Vec<u64> = tokens(phrase).map(|token| token.hash).collect();
            if let Some(&first) = words.first() {
                all.entry(first).or_default().push(words);
            }
        }
        all.values_mut().for_each(|same| same.sort_by_key(|words| std::cmp::Reverse(words.len())));
        Self(all)
    }

    fn begins(&self, token: &Token) -> bool {
        self.0.contains_key(&token.hash)
    }

    /// How many tokens of `line` the longest phrase at its beginning has; 0 for none.
    fn length(&self, line: &[Token]) -> usize {
        let Some(first) = line.first() else { return 0 };
        let fits = |words: &&Vec<u64>| {
            words.len() <= line.len() && words.iter().zip(line).all(|(word, token)| *word == token.hash)
        };
        self.0.get(&first.hash).and_then(|same| same.iter().find(fits)).map_or(0, Vec::len)
    }
}

impl Credits {
    pub(super) fn new(agencies: &[String], labels: &[String], lead_ins: &[String]) -> Self {
        Self {
            agencies: Phrases::new(agencies),
            labels: Phrases::new(labels),
            lead_ins: Phrases::new(lead_ins),
        }
    }

    /// Whether a text begins with a label and what it labels, as in "Photo: Ada Brown".
    fn labelled(&self, text: &str) -> bool {
        let line: Vec<Token> = tokens(text).take(8).collect();
        let mut at = self.labels.length(&line);
        if at == 0 {
            return false;
        }
        at += usize::from(line.get(at).is_some_and(|token| token.text.eq_ignore_ascii_case("credit")));
        let joins = |token: &Token| matches!(token.text, ":" | "-" | "–" | "by" | "BY" | "By");
        line.get(at).is_some_and(joins) && line.len() > at + 1
    }

    /// Where in `text` an agency is named: the bytes from and to.
    fn agency(&self, text: &str) -> Option<(usize, usize)> {
        let line: Vec<Token> = tokens(text).collect();
        let place = |token: &Token| token.text.as_ptr() as usize - text.as_ptr() as usize;
        (0..line.len()).filter(|&at| line[at].capital).find_map(|at| {
            let length = self.agencies.length(&line[at..]);
            let last = &line[(at + length).checked_sub(1)?];
            (length > 0).then(|| (place(&line[at]), place(last) + last.text.len()))
        })
    }

    /// Bytes of the word, and the mark after it, that announces a caption; 0 for none.
    fn lead_in(&self, text: &str) -> usize {
        let line: Vec<Token> = tokens(text).take(5).collect();
        let length = self.lead_ins.length(&line);
        let Some(mark) = line.get(length).filter(|_| length > 0) else { return 0 };
        if !matches!(mark.text, ":" | "," | "–" | "—" | "-") {
            return 0;
        }
        let end = mark.text.as_ptr() as usize - text.as_ptr() as usize + mark.text.len();
        end + text[end..].len() - text[end..].trim_start().len()
    }

    /// Whether a word of a credit stands in `text` at all.
    fn hinted(&self, text: &str) -> bool {
        tokens(text).any(|token| {
            token.text == "©"
                || (token.kind == Kind::Word
                    && (token.capital && self.agencies.begins(&token) || self.labels.begins(&token)))
        })
    }
}

/// A caption's text without its credit, as a key.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Caption {
    pub key: String,
    /// Whether a credit stood at the end, rather than only a word such as "Image:" in front.
    pub credited: bool,
}

/// Takes the credit off a caption; none where `text` bears none.
pub(super) fn strip(text: &Folded, furniture: &Furniture) -> Option<Caption> {
    let plain = &*text.plain;
    if plain.len() > LONGEST || plain.len() < 12 {
        return None;
    }
    let credits = &furniture.credits;
    let end = credit_start(plain, credits);
    let credited = end.is_some();
    let kept = &plain[..end.unwrap_or(plain.len())];
    let lead = credits.lead_in(kept);
    if !credited && lead == 0 {
        return None;
    }
    let key = trim_stop(kept[lead..].trim()).to_lowercase();
    (key.len() >= 8).then_some(Caption { key, credited })
}

/// Where the credit at the end of `plain` begins.
fn credit_start(plain: &str, credits: &Credits) -> Option<usize> {
    let mut from = plain.len().saturating_sub(WINDOW).max(8);
    while !plain.is_char_boundary(from) {
        from += 1;
    }
    let tail = &plain[from..];
    if !credits.hinted(tail) && !tail.ends_with([')', ']']) {
        return None;
    }
    if let Some(inner) = tail.trim_end_matches('.').strip_suffix([')', ']']) {
        let open = inner.rfind(['(', '['])?;
        return credits.is_credit(&inner[open + 1..]).then_some(from + open);
    }
    // The earliest mark after which nothing but a credit follows.
    tail.char_indices().find_map(|(at, c)| {
        let after = at + c.len_utf8();
        let rest = &tail[after..];
        let fits = match c {
            '.' | '!' | '?' | '"' | '\'' | ')' => true,
            '|' | '/' | '–' | '—' | '-' => tail[..at].ends_with(' '),
            ' ' => credits.labelled(rest) || rest.starts_with('©'),
            _ => false,
        };
        let kept = if matches!(c, '.' | '!' | '?' | '"' | '\'' | ')') { after } else { at };
        (fits && rest.trim_start().starts_with(begins_credit) && credits.is_credit(rest))
            .then_some(from + kept)
    })
}

fn begins_credit(c: char) -> bool {
    c.is_uppercase() || c == '©'
}

impl Credits {
    /// Whether `rest`, what stands behind a caption, is nothing but a credit: a label with a source
    /// or a short run of names that ends with, or begins with, an agency.
    pub(super) fn is_credit(&self, rest: &str) -> bool {
        let rest = rest.trim_matches([' ', '.', '|', '-', '–', '—', '/', '(', ')', '[', ']']);
        if rest.is_empty() || rest.len() > WINDOW {
            return false;
        }
        // A credit is no sentence: after its names no second one begins.
        let words = rest.split_whitespace().count();
        if self.labelled(rest) {
            return words <= 16;
        }
        let rest = rest.trim_start_matches(['©', ' ']);
        if words <= 6 && is_name_of_house(rest) {
            return true;
        }
        let Some((start, end)) = self.agency(rest) else { return false };
        let (before, after) = (rest[..start].trim_end(), &rest[end..]);
        let joined = before.is_empty()
            || before.ends_with(['/', ',', '-', '–', '—', '|'])
            || [" via", " for", " at"].iter().any(|word| before.ends_with(word))
            || after.is_empty();
        let continued = after.starts_with(['/', ',', ' ', '|', '-', '–', '—']) && !after.contains(" said");
        joined
            && before.split_whitespace().count() <= 6
            && words <= 10
            && !rest.contains(". ")
            && (after.is_empty() || continued)
    }
}

/// "Ada Brown/Harbour Press": a name and the house behind it, neither of which a list knows.
fn is_name_of_house(text: &str) -> bool {
    let Some((name, house)) = text.split_once('/') else { return false };
    let is_name = |text: &str| {
        let mut line = tokens(text).peekable();
        line.peek().is_some() && line.all(|token| token.kind == Kind::Word && token.capital)
    };
    name.contains(' ') && is_name(name) && is_name(house)
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
            "A crew loads a launcher near Bergen on Friday [Ada Brown/Harbour Press]",
            "Image: A crew loads a launcher near Bergen on Friday",
        ] {
            let caption = strip(&Folded::new(text), Furniture::embedded());
            assert_eq!(caption.map(|c| c.key).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn running_text_bears_no_credit() {
        for text in ["The launchers came from Norway, which has six.", "Kyiv asked for a map of the depots."]
        {
            assert_eq!(strip(&Folded::new(text), Furniture::embedded()), None, "{text}");
        }
    }
}
