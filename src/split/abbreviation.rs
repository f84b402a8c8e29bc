//! Abbreviations: the words after which a full stop need not end a sentence, and how each behaves.
//!
//! The words live in `lexicon/abbreviations.toml`, whose head explains the behaviours; this is the
//! table made of them. What follows a stop is not judged here.

use super::token::word_key;
use crate::diagnostic::{Diagnostic, Severity, Source, Table};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;
use xxhash_rust::xxh3::xxh3_64;

/// How a word behaves before a full stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// No sentence ends here (`Mr.`).
    Never,
    /// An ordinary word, except before a number (`No. 5`).
    UnlessNumber,
    /// Ends only before a word that begins sentences (`U.S.`).
    Rarely,
    /// Ends before a word that begins sentences, a quotation, a repeated name, a subject with its
    /// verb (`Corp.`).
    Sometimes,
    /// Ends before any capital, except the words that continue it (`p.m.`).
    Usually,
}

const ENDINGS: [(&str, Ending); 5] = [
    ("never", Ending::Never),
    ("unless-number", Ending::UnlessNumber),
    ("rarely", Ending::Rarely),
    ("sometimes", Ending::Sometimes),
    ("usually", Ending::Usually),
];

/// One abbreviation's behaviour and the words that continue its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub ending: Ending,
    /// Index of its group, for [`Abbreviations::continues`].
    pub group: u16,
    /// Whether it is one only behind a number (`5 ft.`).
    pub after_number: bool,
}

/// The table of abbreviations and of the words that tell what follows one.
#[derive(Clone, Debug)]
pub struct Abbreviations {
    /// Written with a capital: known by the hash of the exact text.
    exact: HashMap<u64, Entry>,
    /// Written in lower case: known by the word's key.
    folded: HashMap<u64, Entry>,
    continued: Vec<HashSet<u64>>,
    words: [HashSet<u64>; 9],
}

/// A list of words of the data file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    Starters,
    Verbs,
    Reporting,
    MarkedNames,
    Fronted,
    Weekdays,
    Months,
    Labels,
    Lettered,
}

const LISTS: [&str; 9] =
    ["starters", "verbs", "reporting", "marked_names", "fronted", "weekdays", "months", "labels", "lettered"];

/// The file that comes with the program.
pub const ABBREVIATIONS: &str = include_str!("../../lexicon/abbreviations.toml");

static EMBEDDED: LazyLock<Abbreviations> = LazyLock::new(|| {
    Abbreviations::parse([("lexicon/abbreviations.toml", ABBREVIATIONS)])
        .unwrap_or_else(|_| Abbreviations::empty())
});

impl Default for Abbreviations {
    /// The abbreviations that come with the program.
    fn default() -> Self {
        EMBEDDED.clone()
    }
}

impl Abbreviations {
    /// The abbreviations that come with the program, without a copy.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    fn empty() -> Self {
        Self {
            exact: HashMap::new(),
            folded: HashMap::new(),
            continued: Vec::new(),
            words: Default::default(),
        }
    }

    /// Reads data files (name and text); the first is usually [`ABBREVIATIONS`], and a word of a later
    /// file leaves the group that it had in an earlier one.
    ///
    /// # Errors
    /// All mistakes of all files: syntax, unknown keys or behaviours, empty or doubled words.
    pub fn parse<'s>(files: impl IntoIterator<Item = (&'s str, &'s str)>) -> Result<Self, Vec<Diagnostic>> {
        let mut out = Self::empty();
        let mut diagnostics = Vec::new();
        for (file, text) in files {
            let mut source = Source::new(file, text);
            let mut top = source.parse();
            let first_here = out.continued.len() as u16;
            for group in top.tables(&mut source, "abbreviation") {
                out.read_group(group, &mut source, first_here);
            }
            for mut follow in top.tables(&mut source, "follow") {
                for (set, name) in out.words.iter_mut().zip(LISTS) {
                    set.extend(follow.strings(&mut source, name).iter().map(|w| word_key(&w.value)));
                }
                follow.finish(&mut source);
            }
            top.finish(&mut source);
            diagnostics.append(&mut source.diagnostics);
        }
        if diagnostics.iter().any(|d| d.severity == Severity::Error) { Err(diagnostics) } else { Ok(out) }
    }

    /// Reads one group; `first_here` is the number of the first group of its file.
    fn read_group<'s>(&mut self, mut table: Table<'s>, source: &mut Source<'s>, first_here: u16) {
        table.required(source, "class");
        let ending = table.required(source, "ends").and_then(|ends| {
            let found = ENDINGS.iter().find(|(name, _)| *name == ends.value).map(|(_, ending)| *ending);
            if found.is_none() {
                let known = ENDINGS.map(|(name, _)| name).join(", ");
                let message = format!("`{}` is no way to end", ends.value);
                source.error("unknown-value", ends.span, message, "", Some(format!("one of: {known}")));
            }
            found
        });
        let group = self.continued.len() as u16;
        let words = table.strings(source, "words");
        let continued = table.strings(source, "continued_by");
        self.continued.push(continued.iter().map(|w| word_key(&w.value)).collect());
        let after_number = table.boolean(source, "after_number").unwrap_or(false);
        table.finish(source);
        let Some(ending) = ending else { return };
        for word in words {
            let text = word.value.as_str();
            if text.is_empty() || text.ends_with('.') || text.contains(char::is_whitespace) {
                let help = "write one word, without its last stop".to_string();
                source.error("bad-word", word.span, format!("`{text}` cannot be matched"), "", Some(help));
                continue;
            }
            let entry = Entry { ending, group, after_number };
            let old = if text.contains(char::is_uppercase) {
                let upper = self.exact.entry(xxh3_64(text.to_uppercase().as_bytes())).or_insert(entry);
                if upper.group < first_here {
                    *upper = entry;
                }
                self.exact.insert(xxh3_64(text.as_bytes()), entry)
            } else {
                self.folded.insert(word_key(text), entry)
            };
            let old = old.filter(|old| old.group >= first_here && *old != entry);
            if old.is_some() {
                let help = "leave it in one group only".to_string();
                source.error("doubled-word", word.span, format!("`{text}` stands twice"), "", Some(help));
            }
        }
    }

    /// How `word`, written without its last stop, behaves.
    pub(super) fn entry(&self, word: &str) -> Option<Entry> {
        let exact = self.exact.get(&xxh3_64(word.as_bytes()));
        exact.or_else(|| self.folded.get(&word_key(word))).copied()
    }

    /// Whether `word` continues a sentence after an abbreviation of `group`.
    pub(super) fn continues(&self, group: u16, word: &str) -> bool {
        self.continued[group as usize].contains(&word_key(word))
    }

    /// Whether `word` is in one of the lists.
    pub(super) fn lists(&self, list: List, word: &str) -> bool {
        self.words[list as usize].contains(&word_key(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_file_has_no_mistake() {
        if let Err(found) = Abbreviations::parse([("abbreviations.toml", ABBREVIATIONS)]) {
            panic!("{}", found.iter().map(|d| d.render(ABBREVIATIONS)).collect::<Vec<_>>().join("\n"));
        }
    }

    #[test]
    fn capitals_decide_which_word_is_meant() {
        let table = Abbreviations::default();
        assert_eq!(table.entry("Gen").map(|e| e.ending), Some(Ending::Never));
        assert_eq!(table.entry("GEN").map(|e| e.ending), Some(Ending::Never));
        assert_eq!(table.entry("No").map(|e| e.ending), Some(Ending::UnlessNumber));
        assert_eq!(table.entry("inc").map(|e| e.ending), Some(Ending::Sometimes));
        assert_eq!(table.entry("me"), None);
        assert!(table.lists(List::Starters, "It’s"));
    }

    #[test]
    fn a_later_file_moves_a_word() {
        let more = "[[abbreviation]]\nclass = \"x\"\nends = \"usually\"\nwords = [\"Gen\", \"Cdre\"]\n";
        let table = Abbreviations::parse([("a.toml", ABBREVIATIONS), ("b.toml", more)]).unwrap();
        for word in ["Gen", "GEN", "Cdre"] {
            assert_eq!(table.entry(word).map(|e| e.ending), Some(Ending::Usually), "{word}");
        }
        assert_eq!(table.entry("Mr").map(|e| e.ending), Some(Ending::Never));
    }

    #[test]
    fn every_mistake_has_its_place() {
        let text = "[[abbreviation]]\nclass = \"x\"\nends = \"alway\"\nwords = [\"Mr\"]\n\
            [[abbreviation]]\nclass = \"y\"\nends = \"never\"\nword = [\"Dr\"]\nwords = [\"Mr.\"]\n";
        let found = Abbreviations::parse([("a.toml", text)]).map(|_| ()).unwrap_err();
        let places: Vec<_> = found.iter().map(|d| (d.code, d.line_column(text).0)).collect();
        assert_eq!(places, [("unknown-value", 3), ("unknown-key", 8), ("bad-word", 9)]);
    }
}
