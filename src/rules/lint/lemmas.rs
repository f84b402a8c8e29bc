//! Lemmas: the verbs of the word lists in letters, so that a message can name them.
//!
//! The word lexicon keeps keys alone; this reads the same files for the sake of people.

use crate::diagnostic::{Source, nearest};
use crate::lexicon::inflect::with_s;
use crate::lexicon::{Classes, WordEntry, WordLexicon};
use crate::rules::files::Files;
use crate::rules::layout::Kind;
use crate::split::word_key;
use std::collections::BTreeMap;

/// The verbs of the word lists, by key.
pub struct Lemmas<'w> {
    words: Option<&'w WordLexicon>,
    by_key: BTreeMap<u64, String>,
}

impl<'w> Lemmas<'w> {
    /// The lemmas in `files`; nothing is known where the word lists have mistakes.
    pub fn new(files: &Files, words: Option<&'w WordLexicon>) -> Self {
        let mut by_key = BTreeMap::new();
        for (file, text) in files.of(Kind::Words) {
            let mut source = Source::new(file, text);
            let mut top = source.parse();
            if let Some(table) = top.table(&mut source, "irregular") {
                by_key
                    .extend(table.lists(&mut source).into_iter().map(|(l, _)| (word_key(&l.value), l.value)));
            }
            if let Some(mut table) = top.table(&mut source, "verbs") {
                for name in ["verb", "verb_or_noun"] {
                    let list = table.string(&mut source, name).map(|l| l.value).unwrap_or_default();
                    by_key.extend(list.split_whitespace().map(|w| (word_key(w), w.to_string())));
                }
            }
        }
        Self { words, by_key }
    }

    /// What the word lexicon knows of `word`, if it could be read.
    pub fn entry(&self, word: &str) -> Option<WordEntry> {
        self.words.map(|w| w.get(word_key(word)))
    }

    /// The verb of which `word` is an inflected form and not the lemma.
    pub fn inflected(&self, word: &str) -> Option<&str> {
        let entry = self.entry(word)?;
        let inflected = entry.classes.any(Classes::VERB) && !entry.classes.any(Classes::BASE);
        if inflected { self.by_key.get(&entry.lemma).map(String::as_str) } else { None }
    }

    /// The singular of which `word` is the regular plural, among nouns that are verbs too.
    pub fn singular(&self, word: &str) -> Option<&str> {
        let lemma = self.by_key.get(&self.entry(word)?.lemma)?;
        let noun = self.entry(lemma)?.classes.any(Classes::NOUN_TOO);
        (noun && with_s(lemma) == word && lemma != word).then_some(lemma)
    }

    /// The verb nearest to `word` in letters.
    pub fn near(&self, word: &str) -> Option<&str> {
        nearest(word, self.by_key.values().map(String::as_str))
    }
}
