//! A phrase index: finds the longest listed phrase that begins at a token.
//!
//! A phrase is a run of words. Hyphens count as blanks on both sides (`long-range missiles` finds
//! `long range missiles`), case counts only where the phrase was listed with a capital letter. The
//! index is on the first word, so that a text is scanned in one pass without allocation.

use crate::span::Span;
use crate::split::{Token, TokenKind, tokenize, word_key};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Passes a key through: word keys are hashes already.
#[derive(Clone, Copy, Debug, Default)]
pub struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {
        unreachable!("only 64-bit keys are hashed")
    }
    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// A map by word key.
pub type KeyMap<T> = HashMap<u64, T, BuildHasherDefault<KeyHasher>>;

#[derive(Clone, Debug)]
struct Phrase<T> {
    /// Keys of the words behind the first.
    rest: Box<[u64]>,
    /// The words as listed, where case counts.
    exact: Option<Box<[Box<str>]>>,
    value: T,
}

/// Phrases by their first word, the longest first.
#[derive(Clone, Debug)]
pub struct PhraseIndex<T> {
    by_first: KeyMap<Vec<Phrase<T>>>,
    len: usize,
}

/// A phrase found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<'i, T> {
    /// Index of the token behind the last one of the phrase.
    pub end: usize,
    /// What the phrase was listed with.
    pub value: &'i T,
}

impl<T> Default for PhraseIndex<T> {
    fn default() -> Self {
        Self { by_first: KeyMap::default(), len: 0 }
    }
}

impl<T> PhraseIndex<T> {
    /// Number of phrases listed.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether nothing is listed.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Lists `phrase` with `value`; several values may stand under one phrase, in the order of listing.
    ///
    /// A phrase with a capital letter is matched as it is written, and in all capitals (headlines).
    /// Returns false, and lists nothing, where the phrase holds no word.
    pub fn insert(&mut self, phrase: &str, value: T) -> bool {
        let mut tokens = Vec::new();
        tokenize(phrase, Span::new(0, phrase.len()), &mut tokens);
        let words: Vec<&str> =
            tokens.iter().filter(|t| !is_joint(t, phrase)).map(|t| t.text(phrase)).collect();
        let Some((first, rest)) = words.split_first() else { return false };
        let cased = phrase.chars().any(char::is_uppercase);
        let exact = cased.then(|| words.iter().map(|w| Box::from(*w)).collect());
        let entry = Phrase { rest: rest.iter().map(|w| word_key(w)).collect(), exact, value };
        let list = self.by_first.entry(word_key(first)).or_default();
        let at = list.partition_point(|p| p.rest.len() >= entry.rest.len());
        list.insert(at, entry);
        self.len += 1;
        true
    }

    /// All phrases that begin at `tokens[at]`, the longest first.
    pub fn all_at<'i, 't>(
        &'i self,
        raw: &'t str,
        tokens: &'t [Token],
        at: usize,
    ) -> impl Iterator<Item = Found<'i, T>> + use<'i, 't, T> {
        let list = self.by_first.get(&tokens[at].key).map_or(&[][..], Vec::as_slice);
        list.iter().filter_map(move |phrase| {
            phrase.end(raw, tokens, at).map(|end| Found { end, value: &phrase.value })
        })
    }

    /// The longest phrase that begins at `tokens[at]`.
    pub fn longest_at<'i>(&'i self, raw: &str, tokens: &[Token], at: usize) -> Option<Found<'i, T>> {
        let list = self.by_first.get(&tokens[at].key)?;
        list.iter()
            .find_map(|phrase| phrase.end(raw, tokens, at).map(|end| Found { end, value: &phrase.value }))
    }
}

impl<T> Phrase<T> {
    fn end(&self, raw: &str, tokens: &[Token], at: usize) -> Option<usize> {
        if let Some(exact) = &self.exact
            && !same_case(&exact[0], tokens[at].text(raw))
        {
            return None;
        }
        let mut next = at + 1;
        for (i, &key) in self.rest.iter().enumerate() {
            while next < tokens.len() && is_joint(&tokens[next], raw) {
                next += 1;
            }
            let token = tokens.get(next)?;
            if token.key != key {
                return None;
            }
            if let Some(exact) = &self.exact
                && !same_case(&exact[i + 1], token.text(raw))
            {
                return None;
            }
            next += 1;
        }
        Some(next)
    }
}

/// A word fits a cased one when it has a capital where the listed one begins with a capital.
fn same_case(listed: &str, found: &str) -> bool {
    if listed == found {
        return true;
    }
    let capitals = |word: &str| word.chars().filter(|c| c.is_uppercase()).count();
    match capitals(listed) {
        0 => true,
        1 if listed.chars().next().is_some_and(char::is_uppercase) => {
            found.chars().next().is_some_and(char::is_uppercase)
        }
        listed => capitals(found) >= listed,
    }
}

fn is_joint(token: &Token, raw: &str) -> bool {
    token.kind == TokenKind::Mark && matches!(token.text(raw), "-" | "‐" | "‑" | "–")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(listed: &[&str], text: &str) -> Option<String> {
        let mut index = PhraseIndex::default();
        for (i, phrase) in listed.iter().enumerate() {
            assert!(index.insert(phrase, i));
        }
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len()), &mut tokens);
        (0..tokens.len()).find_map(|i| {
            let end = index.longest_at(text, &tokens, i)?.end;
            Some(tokens[i].span.join(tokens[end - 1].span).slice(text).to_string())
        })
    }

    #[test]
    fn the_longest_phrase_wins() {
        assert_eq!(find(&["air", "air defence"], "new air-defence units").as_deref(), Some("air-defence"));
        assert_eq!(
            find(&["long-range missile"], "Long range missile").as_deref(),
            Some("Long range missile")
        );
    }

    #[test]
    fn case_counts_where_the_phrase_has_a_capital() {
        assert_eq!(find(&["Polish"], "they polish it"), None);
        assert_eq!(find(&["US"], "tell us"), None);
        assert_eq!(find(&["Article 5"], "ARTICLE 5 at risk").as_deref(), Some("ARTICLE 5"));
        assert_eq!(
            find(&["security guarantee"], "Security Guarantee").as_deref(),
            Some("Security Guarantee")
        );
    }
}
