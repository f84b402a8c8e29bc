//! The reporting lexicon: words that hand a statement or an attitude to somebody, and what they take.
//!
//! Read from `lexicon/reporting.toml`, which documents the format. It knows words only; who said what
//! in a sentence is found by `claim::attribution`.

mod inflection;

pub use inflection::{Form, forms, third};

use super::phrase::KeyMap;
use crate::split::word_key;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The lexicon that comes with the program.
pub const BUILT_IN: &str = include_str!("../../lexicon/reporting.toml");

/// What a reporting word takes as the carrier of its content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Takes {
    /// A clause, with or without *that*.
    pub clause: bool,
    /// A quotation.
    pub quote: bool,
    /// A clause with *whether*, *how*, *what*.
    pub question: bool,
    /// An infinitive with *to*.
    pub to: bool,
    /// A noun phrase.
    pub object: bool,
    /// A person addressed stands before the content.
    pub addressee: bool,
    /// The content is the grammatical subject.
    pub subject: bool,
}

impl Takes {
    fn add(&mut self, other: Takes) {
        self.clause |= other.clause;
        self.quote |= other.quote;
        self.question |= other.question;
        self.to |= other.to;
        self.object |= other.object;
        self.addressee |= other.addressee;
        self.subject |= other.subject;
    }
}

/// One form of a reporting verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbForm {
    /// Which form.
    pub form: Form,
    /// Keys of the words behind it that belong to it (`out` of *rule out*).
    pub rest: Box<[u64]>,
    /// What it takes.
    pub takes: Takes,
    /// Whether the same word is as often a noun.
    pub noun: bool,
}

/// What a noun or adjective takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameTakes {
    /// A clause with *that*.
    pub clause: bool,
    /// An infinitive with *to*.
    pub to: bool,
    /// A noun phrase behind one of these prepositions, by key.
    pub prepositions: Vec<u64>,
}

/// The reporting lexicon, ready for look-up by word key.
#[derive(Clone, Debug, Default)]
pub struct Reporting {
    verbs: KeyMap<Vec<VerbForm>>,
    plain: KeyMap<Vec<Form>>,
    nouns: KeyMap<NameTakes>,
    adjectives: KeyMap<NameTakes>,
    openers: KeyMap<Vec<Box<[u64]>>>,
    adverbs: KeyMap<()>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    irregular: BTreeMap<String, (String, String)>,
    #[serde(default)]
    verb: Vec<Group>,
    #[serde(default)]
    noun: Vec<Group>,
    #[serde(default)]
    adjective: Vec<Group>,
    #[serde(default)]
    opener: Vec<Group>,
    #[serde(default)]
    adverb: Vec<Group>,
    #[serde(default)]
    plain: Option<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    words: Vec<String>,
    #[serde(default)]
    takes: Vec<String>,
    #[serde(default)]
    noun: bool,
}

impl Reporting {
    /// Reads the built-in lexicon.
    ///
    /// # Panics
    /// Never with the file the program is built with; a test holds it to that.
    pub fn built_in() -> Self {
        Self::parse(BUILT_IN).expect("the built-in reporting lexicon is well formed")
    }

    /// Reads a lexicon from TOML.
    ///
    /// # Errors
    /// The message of the TOML reader, or the name of a complement that does not exist.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|e| e.to_string())?;
        let mut out = Self::default();
        for group in &file.verb {
            let takes = verb_takes(&group.takes)?;
            for word in &group.words {
                out.add_verb(word, takes, group.noun, &file.irregular);
            }
        }
        for word in file.plain.iter().flat_map(|g| &g.words) {
            for (form, kind) in forms(word, file.irregular.get(word)) {
                out.plain.entry(word_key(&form)).or_default().push(kind);
            }
        }
        for (groups, map) in [(&file.noun, &mut out.nouns), (&file.adjective, &mut out.adjectives)] {
            for group in groups {
                for word in &group.words {
                    for form in [word.clone(), third(word)] {
                        add_name(map.entry(word_key(&form)).or_default(), &group.takes);
                    }
                }
            }
        }
        for word in file.opener.iter().flat_map(|g| &g.words) {
            let mut keys = word.split(' ').map(word_key);
            if let Some(first) = keys.next() {
                out.openers.entry(first).or_default().push(keys.collect());
            }
        }
        out.adverbs.extend(file.adverb.iter().flat_map(|g| &g.words).map(|w| (word_key(w), ())));
        Ok(out)
    }

    fn add_verb(
        &mut self,
        words: &str,
        takes: Takes,
        noun: bool,
        irregular: &BTreeMap<String, (String, String)>,
    ) {
        let (head, rest) = words.split_once(' ').unwrap_or((words, ""));
        let rest: Box<[u64]> = rest.split_whitespace().map(word_key).collect();
        for (text, form) in forms(head, irregular.get(head)) {
            let list = self.verbs.entry(word_key(&text)).or_default();
            match list.iter_mut().find(|v| v.form == form && v.rest == rest) {
                Some(old) => {
                    old.takes.add(takes);
                    old.noun |= noun;
                }
                None => {
                    let at = list.partition_point(|v| v.rest.len() >= rest.len());
                    list.insert(at, VerbForm { form, rest: rest.clone(), takes, noun });
                }
            }
        }
    }

    /// The reporting verbs of which `key` is a form, those with the most words first.
    pub fn verbs(&self, key: u64) -> &[VerbForm] {
        self.verbs.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The forms `key` can be of any verb listed, reporting or not.
    pub fn verb_forms(&self, key: u64) -> impl Iterator<Item = Form> + '_ {
        let plain = self.plain.get(&key).map_or(&[][..], Vec::as_slice);
        self.verbs(key).iter().map(|v| v.form).chain(plain.iter().copied())
    }

    /// What the noun `key` takes, if it is a reporting noun.
    pub fn noun(&self, key: u64) -> Option<&NameTakes> {
        self.nouns.get(&key)
    }

    /// What the adjective `key` takes, if it tells an attitude.
    pub fn adjective(&self, key: u64) -> Option<&NameTakes> {
        self.adjectives.get(&key)
    }

    /// The further words of the openers that begin with `key`.
    pub fn openers(&self, key: u64) -> &[Box<[u64]>] {
        self.openers.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Whether `key` is an adverb that attributes, such as *reportedly*.
    pub fn is_adverb(&self, key: u64) -> bool {
        self.adverbs.contains_key(&key)
    }
}

fn verb_takes(names: &[String]) -> Result<Takes, String> {
    let mut takes = Takes::default();
    for name in names {
        match name.as_str() {
            "clause" => takes.clause = true,
            "quote" => takes.quote = true,
            "question" => takes.question = true,
            "to" => takes.to = true,
            "object" | "gerund" => takes.object = true,
            "addressee" => takes.addressee = true,
            "subject" => takes.subject = true,
            other => return Err(format!("a verb takes no {other:?}")),
        }
    }
    Ok(takes)
}

fn add_name(entry: &mut NameTakes, names: &[String]) {
    for name in names {
        match name.as_str() {
            "clause" | "that" => entry.clause = true,
            "to" => {
                entry.to = true;
                entry.prepositions.push(word_key("to"));
            }
            preposition => entry.prepositions.push(word_key(preposition)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_lexicon_reads_and_inflects() {
        let lexicon = Reporting::built_in();
        let said = lexicon.verbs(word_key("said"));
        assert!(said.iter().any(|v| v.form == Form::Past && v.takes.clause && v.takes.quote));
        let ruled = lexicon.verbs(word_key("ruled"));
        assert_eq!(ruled[0].rest.as_ref(), [word_key("out")]);
        assert!(lexicon.noun(word_key("claims")).is_some_and(|n| n.clause));
        assert!(lexicon.is_adverb(word_key("Reportedly")));
    }

    #[test]
    fn an_unknown_complement_is_told() {
        let error = Reporting::parse("[[verb]]\ntakes=[\"object\",\"music\"]\nwords=[\"hum\"]").unwrap_err();
        assert!(error.contains("music"), "{error}");
    }
}
