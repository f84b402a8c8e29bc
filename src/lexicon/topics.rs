//! The topic lexicon: legal forms, named instruments and capabilities, and the words that name them.
//!
//! It says which words may name which topic and on what condition; whether they do in a sentence is
//! the tagger's to say. It holds no actors, no cues and no rules of claims.

pub mod grammar;
mod parse;
pub mod variants;

use super::{KeyMap, PhraseIndex};
use crate::diagnostic::Diagnostic;
use crate::split::{Token, word_key};
use grammar::Closed;
use std::sync::Arc;

/// The lexicon's own files, as name and text, in the order in which they are read.
pub const DEFAULTS: [(&str, &str); 6] = [
    ("lexicon/legal_forms.toml", include_str!("../../lexicon/legal_forms.toml")),
    ("lexicon/instruments.toml", include_str!("../../lexicon/instruments.toml")),
    ("lexicon/capabilities.toml", include_str!("../../lexicon/capabilities.toml")),
    ("lexicon/capabilities_fine.toml", include_str!("../../lexicon/capabilities_fine.toml")),
    ("lexicon/weapons.toml", include_str!("../../lexicon/weapons.toml")),
    ("lexicon/wordings.toml", include_str!("../../lexicon/wordings.toml")),
];

/// Which of the two inventories a topic belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Layer {
    /// Legal forms, from guarantee to membership.
    LegalForm,
    /// Capabilities, from arms to territory.
    Capability,
}

/// One legal form or capability.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Codebook id, or a finer child of one.
    pub id: Arc<str>,
    /// Which inventory it belongs to.
    pub layer: Layer,
    /// Name for people to read.
    pub label: Arc<str>,
    /// Strength of a legal form, 0 (unspecified) to 4 (mutual defence); 0 for a capability.
    pub strength: u8,
}

/// One named text, such as the Budapest Memorandum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instrument {
    /// Its id.
    pub id: Arc<str>,
    /// Its name for people to read.
    pub name: Arc<str>,
    /// The legal form it has, as an index for [`TopicLexicon::topic`].
    pub topic: u32,
    /// Date of signature as written (ISO 8601), where known.
    pub signed: Option<Arc<str>>,
}

/// A set of words and phrases that a condition looks for.
pub type Words = PhraseIndex<()>;

/// The condition on which a phrase names its topic; an empty set asks nothing.
#[derive(Clone, Debug, Default)]
pub struct Guard {
    /// One of these stands before the phrase in its noun phrase (`bilateral` … `agreement`).
    pub modified_by: Words,
    /// One of these stands directly before the phrase (`akin to` … `Article 5`).
    pub preceded_by: Words,
    /// None of these stands directly before the phrase.
    pub not_preceded_by: Words,
    /// One of these stands within ten tokens behind the phrase.
    pub followed_by: Words,
    /// None of these stands directly behind the phrase.
    pub not_followed_by: Words,
    /// One of these stands in the sentence, within forty tokens.
    pub needs: Words,
    /// None of these stands in the sentence, within forty tokens.
    pub unless: Words,
    /// One of these stands somewhere in the article.
    pub article: Words,
    /// Whether the phrase must be used as a noun.
    pub noun: bool,
}

/// A head noun that names a form only by what it refers to (`deal`, `plan`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bare {
    /// Topics that it may refer to.
    pub refers: Vec<u32>,
    /// Topic where it refers to none of them.
    pub default: Option<u32>,
    /// Topic where two parties are named beside it.
    pub parties: Option<u32>,
    /// Topic that the words name besides what they refer to (`mutual defence treaty`).
    pub also: Option<u32>,
    /// Whether the noun itself names its default, so that later words may refer to it.
    pub names: bool,
    /// Whether only `this`, `those`, `such` and the like make it point back.
    pub demonstrative: bool,
}

/// What a phrase stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The topic with this index.
    Topic(u32),
    /// The instrument with this index.
    Instrument(u32),
    /// The bare noun with this index.
    Bare(u32),
    /// A word that shows that the article, or the sentence, is about the topic with this index.
    Theme(u32),
    /// Nothing: the words only look like a topic of this layer.
    Nothing(Layer),
}

/// One reading of a phrase with its condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sense {
    /// What the phrase stands for.
    pub reading: Reading,
    /// Index of the condition, if there is one.
    pub guard: Option<u32>,
}

/// All legal forms, instruments and capabilities, ready for look-up.
#[derive(Clone, Debug)]
pub struct TopicLexicon {
    pub(super) phrases: PhraseIndex<Sense>,
    pub(super) topics: Vec<Topic>,
    pub(super) instruments: Vec<Instrument>,
    pub(super) guards: Vec<Guard>,
    pub(super) bares: Vec<Bare>,
    closed: KeyMap<Closed>,
}

impl TopicLexicon {
    /// Reads `files` (name, text) in order. A legal form or capability of a later file adds to the one of its id
    /// (with `replace = true` it starts anew); an entry of another kind replaces the one of its id.
    ///
    /// # Errors
    /// Every mistake of every file, each with its place.
    pub fn parse(files: &[(&str, &str)]) -> Result<Self, Vec<Diagnostic>> {
        parse::parse(files)
    }

    /// The topic with this index.
    pub fn topic(&self, index: u32) -> &Topic {
        &self.topics[index as usize]
    }

    /// The topic with this id.
    pub fn find(&self, layer: Layer, id: &str) -> Option<u32> {
        self.topics.iter().position(|t| t.layer == layer && &*t.id == id).map(|i| i as u32)
    }

    /// All topics, in the order of the files.
    pub fn topics(&self) -> &[Topic] {
        &self.topics
    }

    /// All instruments, in the order of the files.
    pub fn instruments(&self) -> &[Instrument] {
        &self.instruments
    }

    /// The condition with this index.
    pub fn guard(&self, index: u32) -> &Guard {
        &self.guards[index as usize]
    }

    /// The bare noun with this index.
    pub fn bare(&self, index: u32) -> &Bare {
        &self.bares[index as usize]
    }

    /// Phrases by their first word.
    pub fn phrases(&self) -> &PhraseIndex<Sense> {
        &self.phrases
    }

    /// What a closed-class word does to the noun phrase beside it.
    pub fn closed(&self, token: &Token) -> Option<Closed> {
        self.closed.get(&token.key).copied()
    }

    /// Whether `id` is `parent` or a finer child of it.
    pub fn is_within(id: &str, parent: &str) -> bool {
        id.strip_prefix(parent).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}

/// Whether `word` has the key of `token`.
pub fn is_word(token: &Token, word: &str) -> bool {
    token.key == word_key(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str =
        "[[legal_form]]\nid = \"pact\"\nlabel = \"pact\"\nstrength = 2\nphrases = [\"pact\"]\n";

    fn codes(files: &[(&str, &str)]) -> Vec<&'static str> {
        TopicLexicon::parse(files).err().unwrap_or_default().iter().map(|d| d.code).collect()
    }

    #[test]
    fn the_own_files_are_sound_and_hold_every_codebook_id() {
        let lexicon = TopicLexicon::parse(&DEFAULTS).expect("no mistakes");
        for id in ["guarantee", "agreement.bilateral", "treaty.multilateral", "article5_like", "membership"] {
            assert!(lexicon.find(Layer::LegalForm, id).is_some(), "{id}");
        }
        for id in ["military_aid", "command", "territory", "nuclear", "humanitarian"] {
            assert!(lexicon.find(Layer::Capability, id).is_some(), "{id}");
        }
        assert!(lexicon.topics().iter().all(|t| t.strength <= 4));
        assert!(lexicon.instruments().len() > 50);
    }

    #[test]
    fn every_mistake_is_reported_with_its_place() {
        let bad = "[[legal_form]]\nid = \"pakt.small\"\nlabel = \"x\"\nphrases = [\"{a\"]\nfraze = 1\n\
                   [[instrument]]\nid = \"i\"\nname = \"I\"\nlegal_form = \"pactt\"\nphrases = [\"@none\"]\n";
        let found = codes(&[("a.toml", BASE), ("b.toml", bad)]);
        for code in ["unknown-key", "unknown-id", "bad-phrase"] {
            assert!(found.contains(&code), "{code} in {found:?}");
        }
        assert_eq!(codes(&[("a.toml", &format!("{BASE}{BASE}"))]), ["duplicate-id"]);
    }

    /// The strength of the reading that stands at the first word of `text`, if there is one.
    fn strength(lexicon: &TopicLexicon, text: &str) -> Option<u8> {
        let mut tokens = Vec::new();
        crate::split::tokenize(text, crate::span::Span::new(0, text.len()), &mut tokens);
        lexicon.phrases().longest_at(text, &tokens, 0)?;
        Some(lexicon.topic(0).strength)
    }

    #[test]
    fn a_later_file_adds_to_an_entry() {
        let more = "[[legal_form]]\nid = \"pact\"\nphrases = [\"covenant\"]\n\
                    [[legal_form.sense]]\nphrases = [\"bond\"]\nneeds = [\"allies\"]\n";
        let lexicon = TopicLexicon::parse(&[("a.toml", BASE), ("b.toml", more)]).expect("sound");
        assert_eq!((lexicon.topics().len(), &*lexicon.topic(0).label), (1, "pact"));
        for word in ["pact", "covenant", "bond"] {
            assert_eq!(strength(&lexicon, word), Some(2), "{word}");
        }
        let renamed = "[[legal_form]]\nid = \"pact\"\nlabel = \"league\"\nstrength = 4\n";
        let lexicon =
            TopicLexicon::parse(&[("a.toml", BASE), ("b.toml", more), ("c.toml", renamed)]).expect("sound");
        assert_eq!((strength(&lexicon, "covenant"), &*lexicon.topic(0).label), (Some(4), "league"));
    }

    #[test]
    fn a_later_file_replaces_an_entry_where_it_says_so() {
        let more =
            BASE.replace("strength = 2", "strength = 4\nreplace = true").replace("[\"pact\"]", "[\"bond\"]");
        let lexicon = TopicLexicon::parse(&[("a.toml", BASE), ("b.toml", &more)]).expect("sound");
        assert_eq!(lexicon.topics().len(), 1);
        assert_eq!((strength(&lexicon, "bond"), strength(&lexicon, "pact")), (Some(4), None));
    }

    #[test]
    fn a_mistake_in_an_addition_is_placed_in_its_own_file() {
        let unclosed = "[[legal_form]]\nid = \"pact\"\nphrases = [\"{bond\"]\n";
        let twice = "[[legal_form]]\nid = \"pact\"\n".repeat(2);
        let bare = "[[legal_form]]\nid = \"pact\"\nreplace = true\n";
        for (text, code) in [(unclosed, "bad-phrase"), (&twice, "duplicate-id"), (bare, "missing-key")] {
            let found = TopicLexicon::parse(&[("a.toml", BASE), ("b.toml", text)]).expect_err(code);
            let places: Vec<_> = found.iter().map(|d| (&*d.file, d.code)).collect();
            assert_eq!(places, [("b.toml", code)]);
        }
    }

    #[test]
    fn a_child_is_within_its_parent() {
        assert!(TopicLexicon::is_within("treaty.bilateral", "treaty"));
        assert!(TopicLexicon::is_within("treaty", "treaty"));
        assert!(!TopicLexicon::is_within("treatyish", "treaty"));
    }
}
