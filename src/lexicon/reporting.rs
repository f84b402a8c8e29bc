//! The reporting lexicon: words that hand a statement or an attitude to somebody, and what they take.
//!
//! Read from `lexicon/reporting.toml`, which documents the format. Verbs are known by their lemma; the
//! word lexicon knows their forms. Who said what in a sentence is found by `claim::attribution`.

use super::phrase::KeyMap;
use super::words::{Classes, WordLexicon};
use crate::diagnostic::table::Placed;
use crate::diagnostic::{Diagnostic, Severity, Source, Table, nearest};
use crate::split::word_key;

/// The lexicon that comes with the program.
pub const REPORTING: &str = include_str!("../../lexicon/reporting.toml");

/// Forms of the reporting verbs that the general word list lacks, in its format.
pub const REPORTING_WORDS: &str = include_str!("../../lexicon/reporting_words.toml");

/// What a verb of the file may take.
const COMPLEMENTS: [&str; 9] =
    ["clause", "quote", "question", "to", "object", "gerund", "addressee", "subject", "predicate"];

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
    /// An object and what it is called or taken for.
    pub predicate: bool,
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
        self.predicate |= other.predicate;
    }
}

/// A reporting verb, perhaps with words of its own behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportingVerb {
    /// Keys of the words behind it that belong to it (`out` of *rule out*).
    pub rest: Box<[u64]>,
    /// What it takes.
    pub takes: Takes,
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
    /// Whether it attributes even where nobody is named as the source.
    pub alone: bool,
    /// A clause with *whether*, *how*, *what*.
    pub question: bool,
    /// Whether it names who holds the attitude: "a critic of the plan".
    pub agent: bool,
}

/// The reporting lexicon, ready for look-up by word key.
#[derive(Clone, Debug, Default)]
pub struct Reporting {
    verbs: KeyMap<Vec<ReportingVerb>>,
    nouns: KeyMap<NameTakes>,
    adjectives: KeyMap<NameTakes>,
    openers: KeyMap<Vec<Box<[u64]>>>,
    adverbs: KeyMap<()>,
    frames: KeyMap<()>,
    light: KeyMap<()>,
}

impl Reporting {
    /// Reads the built-in lexicon.
    ///
    /// # Panics
    /// Never with the file the program is built with; a test holds it to that.
    pub fn built_in() -> Self {
        Self::parse([("lexicon/reporting.toml", REPORTING)]).unwrap_or_else(|found| {
            panic!("{}", found.iter().map(|d| d.render(REPORTING)).collect::<String>())
        })
    }

    /// Reads reporting lists (name and text); the first is usually [`REPORTING`], and later ones add to it.
    ///
    /// # Errors
    /// All mistakes of all files.
    pub fn parse<'s>(files: impl IntoIterator<Item = (&'s str, &'s str)>) -> Result<Self, Vec<Diagnostic>> {
        let mut out = Self::default();
        let mut diagnostics = Vec::new();
        for (file, text) in files {
            let mut source = Source::new(file, text);
            out.read(&mut source);
            diagnostics.append(&mut source.diagnostics);
        }
        if diagnostics.iter().any(|d| d.severity == Severity::Error) { Err(diagnostics) } else { Ok(out) }
    }

    fn read(&mut self, source: &mut Source) {
        let mut top = source.parse();
        for table in top.tables(source, "verb") {
            let (words, takes) = group(source, table, true);
            let takes = verb_takes(source, &takes);
            for words in &words {
                self.add_verb(words, takes);
            }
        }
        for (name, map) in [("noun", &mut self.nouns), ("adjective", &mut self.adjectives)] {
            for table in top.tables(source, name) {
                let (words, takes) = group(source, table, true);
                for word in &words {
                    for form in [word.clone(), super::inflect::with_s(word)] {
                        add_name(map.entry(word_key(&form)).or_default(), &takes);
                    }
                }
            }
        }
        for table in top.tables(source, "opener") {
            for words in group(source, table, false).0 {
                let mut keys = words.split(' ').map(word_key);
                if let Some(first) = keys.next() {
                    self.openers.entry(first).or_default().push(keys.collect());
                }
            }
        }
        for table in top.tables(source, "adverb") {
            self.adverbs.extend(group(source, table, false).0.iter().map(|w| (word_key(w), ())));
        }
        for table in top.tables(source, "frame") {
            for word in group(source, table, false).0 {
                for form in [word.clone(), super::inflect::with_s(&word)] {
                    self.frames.insert(word_key(&form), ());
                }
            }
        }
        for table in top.tables(source, "light") {
            self.light.extend(group(source, table, false).0.iter().map(|w| (word_key(w), ())));
        }
        top.finish(source);
    }

    fn add_verb(&mut self, words: &str, takes: Takes) {
        let mut keys = words.split_whitespace().map(word_key);
        let Some(head) = keys.next() else { return };
        let rest: Box<[u64]> = keys.collect();
        let list = self.verbs.entry(head).or_default();
        match list.iter_mut().find(|v| v.rest == rest) {
            Some(old) => old.takes.add(takes),
            None => {
                let at = list.partition_point(|v| v.rest.len() >= rest.len());
                list.insert(at, ReportingVerb { rest, takes });
            }
        }
    }

    /// The reporting verbs with the lemma `lemma`, those with the most words first.
    pub fn verbs(&self, lemma: u64) -> &[ReportingVerb] {
        self.verbs.get(&lemma).map_or(&[], Vec::as_slice)
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

    /// Whether `key` is a noun that attributes in "in a poll", "in her view".
    pub fn is_frame(&self, key: u64) -> bool {
        self.frames.contains_key(&key)
    }

    /// Whether the verb `lemma` only carries a reporting noun: "voiced doubt about", "made a promise to".
    pub fn is_light(&self, lemma: u64) -> bool {
        self.light.contains_key(&lemma)
    }

    /// The first words of verbs whose forms `words` does not know: they would never be found.
    pub fn unknown_verbs<'f>(words: &WordLexicon, text: &'f str) -> Vec<&'f str> {
        let mut unknown = Vec::new();
        let mut inside = false;
        for line in text.lines() {
            if line.starts_with("[[") {
                inside = line.starts_with("[[verb]]");
            }
            if inside && !line.starts_with("takes") && !line.starts_with('#') {
                for entry in line.split('"').skip(1).step_by(2) {
                    let head = entry.split(' ').next().unwrap_or(entry);
                    let known = words.get(word_key(head));
                    if !known.classes.any(Classes::BASE) || known.lemma != word_key(head) {
                        unknown.push(head);
                    }
                }
            }
        }
        unknown
    }
}

/// The words of a group, and what they take where they take something.
fn group(source: &mut Source, mut table: Table, takes: bool) -> (Vec<String>, Vec<Placed<String>>) {
    let place = table.span.start..table.span.start + 1;
    let words = table.strings(source, "words");
    if words.is_empty() {
        let help = Some("add `words = [\"…\"]`".into());
        source.error("missing-key", place, "a group needs `words`".into(), "in this table", help);
    }
    let takes = if takes { table.strings(source, "takes") } else { Vec::new() };
    table.finish(source);
    let mut kept = Vec::new();
    for word in words {
        if word.value.trim().is_empty() {
            source.error("empty-value", word.span, "an empty word matches nothing".into(), "", None);
        } else {
            kept.push(word.value);
        }
    }
    (kept, takes)
}

fn verb_takes(source: &mut Source, names: &[Placed<String>]) -> Takes {
    let mut takes = Takes::default();
    for name in names {
        match name.value.as_str() {
            "clause" => takes.clause = true,
            "quote" => takes.quote = true,
            "question" => takes.question = true,
            "to" => takes.to = true,
            "object" | "gerund" => takes.object = true,
            "addressee" => takes.addressee = true,
            "subject" => takes.subject = true,
            "predicate" => takes.predicate = true,
            other => {
                let help = match nearest(other, COMPLEMENTS) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("one of: {}", COMPLEMENTS.join(", ")),
                };
                let message = format!("a verb takes no `{other}`");
                source.error("unknown-value", name.span.clone(), message, "not known", Some(help));
            }
        }
    }
    takes
}

fn add_name(entry: &mut NameTakes, names: &[Placed<String>]) {
    for name in names {
        match name.value.as_str() {
            "clause" | "that" => entry.clause = true,
            "nobody" => entry.alone = true,
            "question" => entry.question = true,
            "agent" => entry.agent = true,
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
    use crate::lexicon::words::WORDS;

    #[test]
    fn the_built_in_lexicon_reads_and_all_its_verbs_have_forms() {
        let lexicon = Reporting::built_in();
        assert!(lexicon.verbs(word_key("say")).iter().any(|v| v.takes.clause && v.takes.quote));
        let out = [word_key("out")];
        assert!(lexicon.verbs(word_key("rule")).iter().any(|v| v.rest.as_ref() == out));
        assert!(lexicon.noun(word_key("claims")).is_some_and(|n| n.clause));
        assert!(lexicon.is_adverb(word_key("Reportedly")));
        let words = WordLexicon::parse([("words.toml", WORDS), ("reporting_words.toml", REPORTING_WORDS)]);
        assert_eq!(Reporting::unknown_verbs(&words.unwrap_or_default(), REPORTING), Vec::<&str>::new());
    }

    #[test]
    fn an_unknown_complement_is_told() {
        let text =
            "[[verb]]\ntakes = [\"object\", \"qoute\"]\nwords = [\"hum\"]\n[[noun]]\nword = [\"hymn\"]\n";
        let found = Reporting::parse([("r.toml", text)]).unwrap_err();
        let places: Vec<_> = found.iter().map(|d| (d.code, d.line_column(text).0)).collect();
        assert_eq!(places, [("unknown-value", 2), ("missing-key", 4), ("unknown-key", 5)]);
        assert!(found[0].help.as_ref().is_some_and(|h| h.contains("`quote`")));
    }
}
