//! The word lexicon: word classes and lemmas of the words that hold sentences together.
//!
//! A word is looked up by its key and answers with the set of classes it may have; which of them it
//! has in a sentence is for the reader of that sentence to decide.

use super::inflect::verb_forms;
use super::phrase::KeyMap;
use crate::diagnostic::{Diagnostic, Severity, Source};
use crate::split::word_key;

/// The word list that comes with the program.
pub const WORDS: &str = include_str!("../../lexicon/words.toml");

/// A set of word classes, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u32);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:expr;)*) => {
        impl Classes {
            $($(#[$doc])* pub const $name: Classes = Classes(1 << $bit);)*
        }
    };
}

classes! {
    /// Determiners and possessives.
    DETERMINER = 0;
    /// Prepositions.
    PREPOSITION = 1;
    /// Coordinating conjunctions.
    COORDINATOR = 2;
    /// Subordinating conjunctions.
    SUBORDINATOR = 3;
    /// Relative pronouns.
    RELATIVE = 4;
    /// Question words.
    QUESTION = 5;
    /// Pronouns.
    PRONOUN = 6;
    /// Forms of *be*.
    BE = 7;
    /// Forms of *have*.
    HAVE = 8;
    /// Forms of *do*.
    DO = 9;
    /// Modal verbs.
    MODAL = 10;
    /// Words that deny.
    NEGATION = 11;
    /// Adverbs.
    ADVERB = 12;
    /// Base form of a verb.
    BASE = 13;
    /// Third person singular of a verb.
    THIRD = 14;
    /// Past tense of a verb.
    PAST = 15;
    /// Past participle of a verb.
    PAST_PARTICIPLE = 16;
    /// Present participle of a verb.
    PRESENT_PARTICIPLE = 17;
    /// A verb form that is as often a noun or an adjective.
    NOUN_TOO = 18;
    /// Nouns for people and bodies.
    PEOPLE = 19;
    /// Verbs that leave the stance to the noun behind them.
    LIGHT = 20;
    /// Verbs of giving and sending.
    GIVING = 21;
    /// Prepositions that add members to a group.
    LISTING = 22;
    /// Verbs that take a clause without *that*.
    REPORTING = 23;
    /// Verbs whose subject holds the view itself.
    ATTITUDE = 24;
    /// Verbs that join a subject to an adjective.
    COPULA = 25;
    /// Verbs that only say how another verb goes on.
    ASPECT = 26;
    /// Words that only say how many.
    QUANTIFIER = 27;
    /// Adjectives that look like forms of verbs.
    ADJECTIVE = 28;
    /// Verbs that take a clause without *that* and are no reports.
    CLAUSAL = 29;
    /// Nouns for what is said or thought: their *that* opens its content.
    CONTENT_NOUN = 30;
}

impl Classes {
    /// Any form of a full verb.
    pub const VERB: Classes = Classes(
        Self::BASE.0 | Self::THIRD.0 | Self::PAST.0 | Self::PAST_PARTICIPLE.0 | Self::PRESENT_PARTICIPLE.0,
    );
    /// Any auxiliary.
    pub const AUXILIARY: Classes = Classes(Self::BE.0 | Self::HAVE.0 | Self::DO.0 | Self::MODAL.0);

    /// Whether the two sets share a class.
    pub fn any(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether the set is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Both sets together.
    pub fn with(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }
}

/// What the lexicon knows of one word form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordEntry {
    /// The classes it may have.
    pub classes: Classes,
    /// Key of its lemma, where it may be a verb; 0 otherwise.
    pub lemma: u64,
}

/// The word lexicon, ready for look-up.
#[derive(Clone, Debug, Default)]
pub struct WordLexicon {
    entries: KeyMap<WordEntry>,
    lemmas: KeyMap<Box<str>>,
}

const CLOSED: [(&str, Classes); 14] = [
    ("determiner", Classes::DETERMINER),
    ("preposition", Classes::PREPOSITION),
    ("coordinator", Classes::COORDINATOR),
    ("subordinator", Classes::SUBORDINATOR),
    ("relative", Classes::RELATIVE),
    ("question", Classes::QUESTION),
    ("pronoun", Classes::PRONOUN),
    ("be", Classes::BE),
    ("have", Classes::HAVE),
    ("do", Classes::DO),
    ("modal", Classes::MODAL),
    ("negation", Classes::NEGATION),
    ("adverb", Classes::ADVERB),
    ("adjective", Classes::ADJECTIVE),
];

impl WordLexicon {
    /// Reads word lists; the first is usually [`WORDS`]. All mistakes are reported at once.
    pub fn parse<'s>(files: impl IntoIterator<Item = (&'s str, &'s str)>) -> Result<Self, Vec<Diagnostic>> {
        let mut lexicon = Self::default();
        let mut diagnostics = Vec::new();
        for (file, text) in files {
            let mut source = Source::new(file, text);
            lexicon.read(&mut source);
            diagnostics.append(&mut source.diagnostics);
        }
        if diagnostics.iter().any(|d| d.severity == Severity::Error) { Err(diagnostics) } else { Ok(lexicon) }
    }

    /// What is known of the word with `key`.
    pub fn get(&self, key: u64) -> WordEntry {
        self.entries.get(&key).copied().unwrap_or_default()
    }

    /// The verb whose lemma has the key `key`.
    pub fn lemma(&self, key: u64) -> Option<&str> {
        self.lemmas.get(&key).map(AsRef::as_ref)
    }

    fn add(&mut self, word: &str, classes: Classes, lemma: u64) {
        let entry = self.entries.entry(word_key(word)).or_default();
        entry.classes = entry.classes.with(classes);
        if entry.lemma == 0 {
            entry.lemma = lemma;
        }
    }

    /// Keeps a lemma as written, and returns its key.
    fn add_lemma(&mut self, lemma: &str) -> u64 {
        let key = word_key(lemma);
        self.lemmas.entry(key).or_insert_with(|| lemma.to_lowercase().into());
        key
    }

    fn add_verb(&mut self, lemma: &str, irregular: Option<&(String, String)>, extra: Classes) {
        let key = self.add_lemma(lemma);
        let forms = verb_forms(lemma);
        self.add(lemma, Classes::BASE.with(extra), key);
        self.add(&forms.third, Classes::THIRD.with(extra), key);
        for form in &forms.present_participle {
            self.add(form, Classes::PRESENT_PARTICIPLE, key);
        }
        let Some((past, participle)) = irregular else {
            for form in &forms.past {
                self.add(form, Classes::PAST.with(Classes::PAST_PARTICIPLE), key);
            }
            return;
        };
        for form in past.split('/') {
            self.add(form, Classes::PAST, key);
        }
        for form in participle.split('/') {
            self.add(form, Classes::PAST_PARTICIPLE, key);
        }
    }

    fn read(&mut self, source: &mut Source) {
        let mut top = source.parse();
        let mut irregular = std::collections::BTreeMap::new();
        if let Some(table) = top.table(source, "irregular") {
            for (lemma, forms) in table.lists(source) {
                match &forms[..] {
                    [past, participle] => {
                        irregular.insert(lemma.value, (past.value.clone(), participle.value.clone()));
                    }
                    _ => source.error(
                        "wrong-count",
                        lemma.span,
                        format!("`{}` needs two forms", lemma.value),
                        "past and past participle go here",
                        Some("write `give = [\"gave\", \"given\"]`".into()),
                    ),
                }
            }
        }
        if let Some(mut table) = top.table(source, "closed") {
            for (name, class) in CLOSED {
                for word in words(table.string(source, name)) {
                    let lemma = match class {
                        Classes::BE => self.add_lemma("be"),
                        Classes::HAVE => self.add_lemma("have"),
                        Classes::DO => self.add_lemma("do"),
                        _ => 0,
                    };
                    self.add(&word, class, lemma);
                }
            }
            table.finish(source);
        }
        let mut verbs = Vec::new();
        if let Some(mut table) = top.table(source, "verbs") {
            verbs.extend(words(table.string(source, "verb")).map(|w| (w, Classes::default())));
            verbs.extend(words(table.string(source, "verb_or_noun")).map(|w| (w, Classes::NOUN_TOO)));
            table.finish(source);
        }
        for (lemma, extra) in &verbs {
            self.add_verb(lemma, irregular.get(lemma), *extra);
        }
        for (lemma, forms) in &irregular {
            if !["be", "have", "do"].contains(&lemma.as_str()) && !verbs.iter().any(|(v, _)| v == lemma) {
                self.add_verb(lemma, Some(forms), Classes::default());
            }
        }
        if let Some(mut table) = top.table(source, "classes") {
            for (name, class) in [
                ("people", Classes::PEOPLE),
                ("light", Classes::LIGHT),
                ("giving", Classes::GIVING),
                ("listing", Classes::LISTING),
                ("reporting", Classes::REPORTING),
                ("attitude", Classes::ATTITUDE),
                ("copula", Classes::COPULA),
                ("aspect", Classes::ASPECT),
                ("quantifier", Classes::QUANTIFIER),
                ("clausal", Classes::CLAUSAL),
                ("content_noun", Classes::CONTENT_NOUN),
            ] {
                for word in words(table.string(source, name)) {
                    self.add(&word, class, 0);
                }
            }
            table.finish(source);
        }
        top.finish(source);
    }
}

fn words(list: Option<crate::diagnostic::table::Placed<String>>) -> impl Iterator<Item = String> {
    let text = list.map(|l| l.value).unwrap_or_default();
    text.split_whitespace().map(str::to_string).collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_list_loads_and_inflects() {
        let lexicon = WordLexicon::parse([("words.toml", WORDS)]).expect("the embedded list is sound");
        let gave = lexicon.get(word_key("gave"));
        assert!(gave.classes.any(Classes::PAST) && !gave.classes.any(Classes::PAST_PARTICIPLE));
        assert_eq!(gave.lemma, word_key("give"));
        for (form, lemma) in [("gave", "give"), ("pledges", "pledge"), ("were", "be"), ("has", "have")] {
            assert_eq!(lexicon.lemma(lexicon.get(word_key(form)).lemma), Some(lemma));
        }
        assert!(lexicon.get(word_key("pledges")).classes.any(Classes::NOUN_TOO));
        assert!(lexicon.get(word_key("Must")).classes.any(Classes::MODAL));
    }

    #[test]
    fn a_wrong_list_names_its_place() {
        let wrong = WordLexicon::parse([(
            "w.toml",
            "[closed]\ndeterminers = \"the\"\n[irregular]\ngive = [\"gave\"]\n",
        )]);
        let codes: Vec<_> = wrong.expect_err("two mistakes").iter().map(|d| d.code).collect();
        assert_eq!(codes, ["wrong-count", "unknown-key"]);
    }
}
