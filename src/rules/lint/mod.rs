//! Lint: mistakes that parse well, found by reading the rules as a careful colleague would.
//!
//! A parser says what cannot be read; a lint says what can be read and never works, or does not work
//! as it looks. It reads the rule files again, because a [`Rule`](super::Rule) no longer knows where its
//! words stood, and it runs for `rules check` alone.

mod conflicts;
mod cues;
mod examples;
mod fit;
mod lemmas;
mod placed;

use super::files::Files;
use super::knowledge::Parsed;
use crate::diagnostic::{Diagnostic, Source};
use lemmas::Lemmas;
use placed::PlacedRule;

/// All that the lints find, in no order.
pub(super) fn lint(files: &Files, parsed: &Parsed) -> Vec<Diagnostic> {
    let mut sheet = Sheet::new(files);
    let rules = placed::read(files);
    let lemmas = Lemmas::new(files, parsed.words.as_ref());
    for rule in &rules {
        cues::lint(&mut sheet, rule, &lemmas);
        fit::lint(&mut sheet, rule);
        examples::lint(&mut sheet, rule, parsed, &lemmas);
    }
    conflicts::lint(&mut sheet, &rules);
    sheet.sources.into_iter().flat_map(|s| s.diagnostics).collect()
}

/// A source for each file, to write findings on.
struct Sheet<'f> {
    sources: Vec<Source<'f>>,
}

impl<'f> Sheet<'f> {
    fn new(files: &'f Files) -> Self {
        Self { sources: files.iter().map(|f| Source::new(&f.shown, &f.text)).collect() }
    }

    /// Where findings about `rule` are written.
    fn of(&mut self, rule: &PlacedRule) -> &mut Source<'f> {
        &mut self.sources[rule.file]
    }
}
