//! The modifier lexicon: what opens a condition, what only looks like a denial, what makes a possibility.

use super::phrase::{KeyMap, PhraseIndex};
use crate::diagnostic::{Diagnostic, Severity, Source};
use crate::split::word_key;

/// The modifier list that comes with the program.
pub const MODIFIERS: &str = include_str!("../../lexicon/modifiers.toml");

/// How far a condition runs behind its trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Over the clause that the trigger opens.
    Clause,
    /// To the next comma, or the end of the clause.
    Phrase,
    /// The words look like a trigger and are none.
    None,
}

/// Modifiers, ready for look-up.
#[derive(Clone, Debug, Default)]
pub struct ModifierLexicon {
    /// Condition triggers with their scope.
    pub conditions: PhraseIndex<Scope>,
    /// Denials that deny nothing, such as `not only`.
    pub pseudo_denials: PhraseIndex<()>,
    possible: KeyMap<()>,
    protecting: Vec<String>,
}

impl ModifierLexicon {
    /// Reads modifier lists; the first is usually [`MODIFIERS`].
    ///
    /// # Errors
    /// All mistakes of all files.
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

    /// Whether a legal form or capability with this id is something given for the protection of its receiver.
    pub fn protects(&self, id: &str) -> bool {
        self.protecting
            .iter()
            .any(|p| id == p || id.strip_prefix(p.as_str()).is_some_and(|rest| rest.starts_with('.')))
    }

    /// Whether the word with `key` makes a statement a possibility.
    pub fn is_possible(&self, key: u64) -> bool {
        self.possible.contains_key(&key)
    }

    fn read(&mut self, source: &mut Source) {
        let mut top = source.parse();
        for mut table in top.tables(source, "condition") {
            let triggers = table.strings(source, "trigger");
            let scope = match table.required(source, "scope") {
                Some(s) if s.value == "clause" => Scope::Clause,
                Some(s) if s.value == "phrase" => Scope::Phrase,
                Some(s) => {
                    let help = Some("write `clause` or `phrase`".into());
                    source.error(
                        "unknown-value",
                        s.span,
                        format!("no scope `{}`", s.value),
                        "not known",
                        help,
                    );
                    continue;
                }
                None => continue,
            };
            for trigger in triggers {
                self.conditions.insert(&trigger.value, scope);
            }
            table.finish(source);
        }
        if let Some(mut table) = top.table(source, "not_a_condition") {
            for phrase in table.strings(source, "phrases") {
                self.conditions.insert(&phrase.value, Scope::None);
            }
            table.finish(source);
        }
        if let Some(mut table) = top.table(source, "not_a_denial") {
            for phrase in table.strings(source, "phrases") {
                self.pseudo_denials.insert(&phrase.value, ());
            }
            table.finish(source);
        }
        if let Some(mut table) = top.table(source, "possible") {
            for word in table.strings(source, "words") {
                self.possible.insert(word_key(&word.value), ());
            }
            table.finish(source);
        }
        if let Some(mut table) = top.table(source, "protecting") {
            self.protecting.extend(table.strings(source, "topics").into_iter().map(|t| t.value));
            table.finish(source);
        }
        top.finish(source);
    }
}
