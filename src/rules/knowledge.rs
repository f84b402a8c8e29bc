//! Knowledge: all lexicons and rules of a run in one value that never changes and all threads share.
//!
//! It is made of [`Files`]; later files add to the entries of earlier ones or replace them by id or name.

use super::files::Files;
use super::layout::Kind;
use super::lint;
use super::set::RuleSet;
use crate::clean::Furniture;
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::lexicon::{ActorLexicon, ModifierLexicon, Reporting, TopicLexicon, WordLexicon};
use crate::split::Abbreviations;
use std::fmt;
use std::path::PathBuf;

/// All lexicons and rules of a run.
#[derive(Debug)]
pub struct Knowledge {
    /// Word classes and lemmas.
    pub words: WordLexicon,
    /// Conditions, false denials, words of possibility.
    pub modifiers: ModifierLexicon,
    /// Actors and persons in office.
    pub actors: ActorLexicon,
    /// Legal forms and capabilities.
    pub topics: TopicLexicon,
    /// What a site says around an article.
    pub furniture: Furniture,
    /// The rules.
    pub rules: RuleSet,
    /// Abbreviations that do not end a sentence.
    pub abbreviations: Abbreviations,
    /// Words that report.
    pub reporting: Reporting,
    /// What all of this was made of, as 32 hexadecimal digits: same digest, same knowledge.
    pub digest: String,
}

/// Why there is no knowledge.
#[derive(Debug, thiserror::Error)]
pub enum NotLoaded {
    /// A folder or file could not be read.
    #[error(transparent)]
    Unreadable(#[from] Error),
    /// There are mistakes in the files.
    #[error("{0}")]
    Mistaken(Mistakes),
}

/// Mistakes in data files, with the files, so that they can be shown.
#[derive(Debug)]
pub struct Mistakes {
    /// The files.
    pub files: Files,
    /// The mistakes, by file and place.
    pub diagnostics: Vec<Diagnostic>,
}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for diagnostic in &self.diagnostics {
            writeln!(f, "{}\n", self.files.render(diagnostic))?;
        }
        write!(f, "{}", summary(&self.diagnostics))
    }
}

/// How many errors and warnings there are, in words.
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let count = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
    let plural = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    format!("{}, {}", plural(count(Severity::Error), "error"), plural(count(Severity::Warning), "warning"))
}

/// What the parsers made of the files; a lexicon with a mistake is missing.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub words: Option<WordLexicon>,
    pub modifiers: Option<ModifierLexicon>,
    pub actors: Option<ActorLexicon>,
    pub topics: Option<TopicLexicon>,
    pub furniture: Option<Furniture>,
    pub rules: Option<RuleSet>,
    pub abbreviations: Option<Abbreviations>,
    pub reporting: Option<Reporting>,
}

impl Knowledge {
    /// The knowledge that comes with the program.
    ///
    /// # Panics
    /// Never in a program whose tests pass: they compile the same files.
    pub fn embedded() -> Self {
        Self::compile(Files::embedded()).unwrap_or_else(|mistakes| panic!("{mistakes}"))
    }

    /// The knowledge that comes with the program, with what the user's folders add to it.
    ///
    /// # Errors
    /// What cannot be read, or all mistakes of all files.
    pub fn load(lexicon: &[PathBuf], rules: &[PathBuf]) -> Result<Self, NotLoaded> {
        Self::compile(Files::read(lexicon, rules)?).map_err(NotLoaded::Mistaken)
    }

    /// The knowledge in `files`.
    ///
    /// # Errors
    /// All mistakes of all files, by file and place.
    pub fn compile(files: Files) -> Result<Self, Mistakes> {
        let (parsed, diagnostics) = parse(&files);
        if diagnostics.iter().any(|d| d.severity == Severity::Error) {
            return Err(Mistakes { files, diagnostics });
        }
        match parsed {
            Parsed {
                words: Some(words),
                modifiers: Some(modifiers),
                actors: Some(actors),
                topics: Some(topics),
                furniture: Some(furniture),
                rules: Some(rules),
                abbreviations: Some(abbreviations),
                reporting: Some(reporting),
            } => Ok(Self {
                words,
                modifiers,
                actors,
                topics,
                furniture,
                rules,
                abbreviations,
                reporting,
                digest: files.digest(),
            }),
            _ => Err(Mistakes { files, diagnostics }),
        }
    }
}

/// All mistakes in `files`, those that only a careful reader finds too, by file and place.
pub fn check(files: &Files) -> Vec<Diagnostic> {
    let (parsed, mut diagnostics) = parse(files);
    diagnostics.extend(lint::lint(files, &parsed));
    sort(&mut diagnostics);
    diagnostics
}

fn parse(files: &Files) -> (Parsed, Vec<Diagnostic>) {
    let mut parsed = Parsed::default();
    let mut found = files.mistakes().to_vec();
    keep(&mut parsed.words, &mut found, WordLexicon::parse(files.of(Kind::Words)));
    keep(&mut parsed.modifiers, &mut found, ModifierLexicon::parse(files.of(Kind::Modifiers)));
    keep(&mut parsed.actors, &mut found, ActorLexicon::parse(&files.of(Kind::Actors)));
    keep(&mut parsed.topics, &mut found, TopicLexicon::parse(&files.of(Kind::Topics)));
    keep(&mut parsed.furniture, &mut found, Furniture::with_files(&files.of(Kind::Furniture)[1..]));
    keep(&mut parsed.abbreviations, &mut found, Abbreviations::parse(files.of(Kind::Abbreviations)));
    keep(&mut parsed.reporting, &mut found, Reporting::parse(files.of(Kind::Reporting)));
    keep(&mut parsed.rules, &mut found, RuleSet::parse(files.of(Kind::Rules)));
    sort(&mut found);
    (parsed, found)
}

fn keep<T>(slot: &mut Option<T>, mistakes: &mut Vec<Diagnostic>, result: Result<T, Vec<Diagnostic>>) {
    match result {
        Ok(value) => *slot = Some(value),
        Err(found) => mistakes.extend(found),
    }
}

fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        let place = |d: &Diagnostic| (d.span.start, d.span.end);
        (a.file.as_str(), place(a), a.code, &a.message).cmp(&(b.file.as_str(), place(b), b.code, &b.message))
    });
    diagnostics.dedup();
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: &str = "[[rule]]\nname = \"beg\"\nstance = \"demand\"\ndoc = \"d\"\nverb = [\"beg\"]\n\
        [[rule.accepts]]\ntext = \"a\"\n[[rule.refuses]]\ntext = \"b\"\nwhy = \"c\"\n";

    fn with(name: &str, text: &'static str) -> Files {
        let mut files = Files::embedded();
        files.add(name, name, text);
        files
    }

    #[test]
    fn the_files_of_the_program_compile() {
        let knowledge = Knowledge::embedded();
        assert!(knowledge.rules.named("pledge").is_ok() && knowledge.actors.find("UKR").is_some());
        assert_eq!(knowledge.digest.len(), 32);
    }

    #[test]
    fn a_user_adds_a_rule_and_replaces_one() {
        let knowledge = Knowledge::compile(with("rules/mine.toml", RULE)).unwrap();
        assert!(knowledge.rules.named("beg").is_ok() && knowledge.rules.named("pledge").is_ok());
        let pledge = RULE.replace("\"beg\"\nstance", "\"pledge\"\nstance");
        let mut files = Files::embedded();
        files.add("rules/commit_offer.toml", "rules/commit_offer.toml", pledge);
        let knowledge = Knowledge::compile(files).unwrap();
        assert_eq!(knowledge.rules.named("pledge").unwrap().cues, ["beg"]);
    }

    #[test]
    fn the_digest_tells_files_apart() {
        let digests = [
            Files::embedded(),
            with("rules/mine.toml", RULE),
            with("rules/other.toml", RULE),
            with("lexicon/words.toml", ""),
        ]
        .map(|f| f.digest());
        let mut different = digests.to_vec();
        different.sort();
        different.dedup();
        assert_eq!(different.len(), 4);
        assert_eq!(Files::embedded().digest(), digests[0]);
    }

    #[test]
    fn mistakes_of_all_files_come_together_and_in_order() {
        let mut files = Files::embedded();
        files.add("rules/b.toml", "b.toml", "[[rule]]\n");
        files.add("lexicon/words.toml", "a.toml", "[closde]\n");
        let mistakes = Knowledge::compile(files).unwrap_err();
        let names: Vec<_> = mistakes.diagnostics.iter().map(|d| d.file.as_str()).collect();
        assert_eq!(names[0], "a.toml");
        assert!(names.len() > 2 && names[1..].iter().all(|n| *n == "b.toml"));
    }
}
