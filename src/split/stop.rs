//! The judgement at a stop: does the sentence end here?
//!
//! A stop is a run of `.`, `!`, `?` or `…` with the closing marks behind it. The judgement weighs the
//! word before against what follows; it remembers nothing.

use super::abbreviation::{Abbreviations, Ending, Entry, List};
use super::following::{Following, Kind, following, skip_blanks, word_end};
use super::preceding::{is_consonants, is_initialism, run_before, word_before};

/// One stop and the text around it.
pub(super) struct Stop<'t> {
    pub text: &'t str,
    pub abbreviations: &'t Abbreviations,
    /// Where the sentence began.
    pub from: usize,
    /// The first mark.
    pub start: usize,
    /// After the last mark.
    pub marks: usize,
    /// After the closing quotation marks, brackets and footnote marks.
    pub closed: usize,
    /// Where the block ends.
    pub end: usize,
}

impl<'t> Stop<'t> {
    /// Whether a single `.` ends the sentence.
    pub fn period_ends(&self) -> bool {
        let next = following(self.text, self.closed, self.end);
        if next.kind == Kind::Nothing {
            return true;
        }
        if next.kind == Kind::Continuing || self.attributed(&next) {
            return false;
        }
        let word = word_before(self.text, self.from, self.start);
        if !next.gap {
            return self.unspaced_ends(word, &next);
        }
        if next.kind == Kind::Address {
            return true;
        }
        let closers = self.closed > self.marks;
        if next.kind == Kind::Small {
            return !closers && !next.quoted && self.small_follows(word);
        }
        let Some(entry) = self.entry(word) else { return true };
        if closers && entry.ending != Ending::Never {
            return true;
        }
        match entry.ending {
            Ending::Never => false,
            Ending::UnlessNumber => !numbers(&next),
            Ending::Rarely => self.starts(&next) && !self.fronted(&next) && !self.headlined(&next),
            Ending::Sometimes => self.sometimes_ends(&next) && !self.fronted(&next),
            Ending::Usually => {
                next.kind == Kind::Capital
                    && !self.abbreviations.continues(entry.group, next.word)
                    && !self.text[next.end..self.end].starts_with(" time")
                    && !next.bracketed
                    && !self.fronted(&next)
            }
        }
    }

    /// Whether a run with `!` or `?` ends the sentence.
    pub fn exclamation_ends(&self) -> bool {
        let next = following(self.text, self.closed, self.end);
        let bytes = self.text.as_bytes();
        match next.kind {
            Kind::Nothing => return true,
            Kind::Continuing => return false,
            _ if self.start > self.from && matches!(bytes[self.start - 1], b'(' | b'[') => return false,
            _ => {}
        }
        let closers = self.closed > self.marks;
        let word = word_before(self.text, self.from, self.start);
        if !next.gap {
            return if closers {
                next.kind == Kind::Capital
            } else {
                next.kind == Kind::Capital
                    && is_small(word)
                    && run_before(self.text, self.from, self.start).len() == word.len()
            };
        }
        let named = bytes[self.start] == b'!' && self.marks == self.start + 1 && !closers && {
            let marked = &self.text[self.start - word.len()..self.marks];
            self.abbreviations.lists(List::MarkedNames, marked)
        };
        match next.kind {
            Kind::Address => true,
            Kind::Small => !closers && !named && (bytes[self.start] == b'?' || is_small(word)),
            _ if named => self.starts(&next),
            Kind::Capital if closers => !self.reported(&next),
            _ => true,
        }
    }

    /// Whether an ellipsis ends the sentence; `dots` counts its points, `attached` says that no blank
    /// stands before it.
    pub fn ellipsis_ends(&self, dots: usize, attached: bool) -> bool {
        let next = following(self.text, self.closed, self.end);
        if self.start > self.from && matches!(self.text.as_bytes()[self.start - 1], b'(' | b'[') {
            return next.kind == Kind::Nothing || next.kind == Kind::Capital && next.gap && !next.bracketed;
        }
        match next.kind {
            Kind::Nothing => true,
            Kind::Address => next.gap,
            Kind::Small | Kind::Continuing => false,
            _ if !next.gap || next.bracketed => false,
            _ => attached || dots > 3 || !matches!(next.word, "I" | "I'm" | "I’m" | "I've" | "I’ve"),
        }
    }

    /// How the word before the stop behaves, unless it is an ordinary word.
    fn entry(&self, word: &str) -> Option<Entry> {
        let rarely = Entry { ending: Ending::Rarely, group: 0, after_number: false };
        let mut letters = word.chars();
        let first = letters.next()?;
        if letters.next().is_none() && first.is_uppercase() {
            let before = self.text[self.from..self.start - word.len()].trim_end();
            let label = word_before(self.text, self.from, self.from + before.len());
            return (!self.abbreviations.lists(List::Lettered, label)).then_some(rarely);
        }
        if let Some(entry) = self.abbreviations.entry(word) {
            let before = self.text[self.from..self.start - word.len()].trim_end_matches([' ', '-']);
            return (!entry.after_number || before.ends_with(|c: char| c.is_numeric())).then_some(entry);
        }
        if word.len() == 1 && first.is_lowercase() || is_initialism(word) {
            return Some(rarely);
        }
        is_consonants(word).then_some(Entry { ending: Ending::Sometimes, group: 0, after_number: false })
    }

    /// Whether the next word is one that begins sentences and hardly ever a name, or a label ("Image:").
    fn starts(&self, next: &Following) -> bool {
        let after = self.text.as_bytes().get(next.end);
        // "A." and "I." before another stop are initials, not words.
        let initial = next.word.len() == 1 && after == Some(&b'.');
        next.kind == Kind::Capital
            && !initial
            && (after == Some(&b':') && !next.bracketed
                || self.abbreviations.lists(List::Starters, next.word))
    }

    fn sometimes_ends(&self, next: &Following) -> bool {
        if self.starts(next) {
            return true;
        }
        if next.kind != Kind::Capital || next.bracketed {
            return false;
        }
        if next.quoted {
            return true;
        }
        // A heading ("Smith Inc. Smith said") is no sentence yet.
        if !self.text[self.from..self.start].contains(' ') {
            return false;
        }
        let after = skip_blanks(self.text, next.end, self.end);
        let verb = &self.text[after..word_end(self.text, after, self.end)];
        let apposition = [", a ", ", an ", ", the ", ", which ", ", who "];
        self.abbreviations.lists(List::Verbs, verb)
            || apposition.iter().any(|a| self.text[next.end..self.end].starts_with(a))
            || self.repeats(next.word)
    }

    /// Whether a dash and a name that ends the block follow: "…a long game.” – Ann Lee".
    fn attributed(&self, next: &Following) -> bool {
        let rest = &self.text[next.at..self.end];
        if next.kind != Kind::Dash || rest.len() > 60 || !rest.contains([' ', '—']) || rest.starts_with("--")
        {
            return false;
        }
        let name = rest.trim_start_matches(['-', '–', '—', ' ']).trim_end();
        let words = name.split_whitespace().count();
        (2..=5).contains(&words)
            && name.split_whitespace().all(|w| w.starts_with(char::is_uppercase))
            && !name.ends_with(['.', '!', '?'])
    }

    /// Whether the next word is a name that stands shortly before: "Sony Corp. Sony said".
    fn repeats(&self, word: &str) -> bool {
        let from = self.from.max(self.start.saturating_sub(64));
        let from = (from..self.start).find(|&at| self.text.is_char_boundary(at)).unwrap_or(self.start);
        word.len() > 2 && self.text[from..self.start].split(|c: char| !c.is_alphanumeric()).any(|w| w == word)
    }

    /// Whether all before the stop is a fronted adverbial: "At 5 a.m. Mr. Smith …".
    fn fronted(&self, next: &Following) -> bool {
        if self.start - self.from > 40 || !matches!(next.kind, Kind::Capital) {
            return false;
        }
        let titled = self.text.as_bytes().get(next.end) == Some(&b'.');
        if self.starts(next) && !titled {
            return false;
        }
        let mut words = self.text[self.from..self.start].split_whitespace();
        words.next().is_some_and(|first| self.abbreviations.lists(List::Fronted, first)) && words.count() < 5
    }

    /// Whether all words around have capitals, as in a headline, so that a capital tells nothing:
    /// "Ministers Ask U.S. For Talks".
    fn headlined(&self, next: &Following) -> bool {
        let after = following(self.text, next.end, self.end);
        let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        let before = &self.text[self.from..self.start];
        // Titles are short; only a sentence's first words are looked at.
        before.len() < 120
            && after.kind == Kind::Capital
            && before.split_whitespace().count() > 2
            && before.split_whitespace().all(capital)
    }

    /// Whether an ordinary word before and a small letter behind still make an end.
    fn small_follows(&self, word: &str) -> bool {
        word.len() > 2
            && is_small(word)
            && word.bytes().any(|b| b"aeiouy".contains(&b))
            && self.entry(word).is_none()
            && run_before(self.text, self.from, self.start).trim_start_matches(['"', '(', '“', '\'']).len()
                == word.len()
    }

    /// A stop without a blank behind it: only "a word.Another word" is an end.
    fn unspaced_ends(&self, word: &str, next: &Following) -> bool {
        let open = next.quoted && self.text[next.at..].starts_with(['“', '‘', '«', '"']);
        if self.closed > self.marks {
            return next.kind == Kind::Capital && !next.bracketed;
        }
        if next.kind != Kind::Capital || word.len() < 2 || next.bracketed || (next.quoted && !open) {
            return false;
        }
        let run = run_before(self.text, self.from, self.start);
        if run.contains(['/', '@', '_', '=', '\\', ':']) || self.entry(word).is_some() {
            return false;
        }
        let small = next.word.bytes().skip(1).any(|b| !b.is_ascii_uppercase());
        let one = matches!(next.word, "I" | "A") && self.text.as_bytes().get(next.end) == Some(&b' ');
        let plain = small || one;
        let domain = ["com", "org", "net", "gov", "edu", "info", "io", "biz", "tv", "co", "uk", "js", "exe"];
        if !plain || domain.iter().any(|d| next.word.eq_ignore_ascii_case(d)) {
            return false;
        }
        is_small(word) || open || self.abbreviations.lists(List::Starters, next.word)
    }

    /// Whether a name with a verb of reporting follows: "…?" Mr. Lee asked.
    fn reported(&self, next: &Following) -> bool {
        if next.quoted || self.starts(next) && self.text.as_bytes().get(next.end) != Some(&b'.') {
            return self.subject_reports(next);
        }
        let mut at = next.at;
        for _ in 0..5 {
            let end = word_end(self.text, at, self.end);
            let word = &self.text[at..end];
            if word.is_empty() {
                return false;
            }
            if self.abbreviations.lists(List::Reporting, word) {
                return true;
            }
            let after = if self.text.as_bytes().get(end) == Some(&b'.') { end + 1 } else { end };
            at = skip_blanks(self.text, after, self.end);
            if at == after {
                return false;
            }
        }
        false
    }

    /// A pronoun and its verb, written with a capital by mistake: "…?" He asked.
    fn subject_reports(&self, next: &Following) -> bool {
        let pronoun = matches!(next.word, "He" | "She" | "They" | "I" | "We");
        let at = skip_blanks(self.text, next.end, self.end);
        let verb = &self.text[at..word_end(self.text, at, self.end)];
        pronoun && !next.quoted && matches!(verb, "asked" | "asks")
    }
}

/// Whether a number, or a letter or numeral in its place, follows.
fn numbers(next: &Following) -> bool {
    let roman = !next.word.is_empty() && next.word.bytes().all(|b| b"IVXLC".contains(&b)) && next.word != "I";
    next.kind == Kind::Digit || roman || next.word.bytes().any(|b| b.is_ascii_digit())
}

/// Whether the word has small letters only, apostrophes aside.
fn is_small(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_lowercase() || matches!(c, '\'' | '’'))
}
