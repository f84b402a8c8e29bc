//! The boundaries of one block: one pass over its bytes that finds where sentences end.
//!
//! Only a few bytes can matter (stops, line ends, list marks, rows of dashes, double quotation marks);
//! a table passes over all others.

use super::abbreviation::{Abbreviations, List};
use super::following::{Kind, following, skip_blanks, word_end};
use super::list::{Mark, bullet, mark};
use super::marks::{closers, closers_apart, detached, run_of_marks};
use super::preceding::word_before;
use super::stop::Stop;
use crate::span::Span;

/// Bytes at which something may have to be decided.
const OF_INTEREST: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b".!?\n\":,-=_*~)\xE2\xE3\xEF";
    let mut i = 0;
    while i < bytes.len() {
        table[bytes[i] as usize] = true;
        i += 1;
    }
    table
};

/// The most bytes that lines set by hand or by a mail program have.
const PRINTED: usize = 100;

/// Appends the sentences of the block `text[block]`, without the blanks around them.
///
/// `heads` says whether what runs in before the first sentence, a dateline with its agency or a head in
/// capitals, is a sentence of its own (as in treebanks) or part of the first.
pub(super) fn boundaries(
    text: &str,
    block: Span,
    heads: bool,
    abbreviations: &Abbreviations,
    out: &mut Vec<Span>,
) {
    let end = block.end as usize;
    let from = skip_blanks(text, block.start as usize, end);
    let mut scanner = Scanner {
        text,
        abbreviations,
        heads,
        end,
        block: from,
        from,
        list: None,
        bullet: None,
        quoted: false,
        omits: false,
        width: None,
        out,
    };
    scanner.scan();
}

struct Scanner<'t, 'o> {
    text: &'t str,
    abbreviations: &'t Abbreviations,
    heads: bool,
    end: usize,
    /// Where the block begins.
    block: usize,
    /// Where the sentence begins.
    from: usize,
    /// The list mark that was met last.
    list: Option<Mark>,
    /// The bullet with which the block began.
    bullet: Option<char>,
    /// Whether a straight double quotation mark is open.
    quoted: bool,
    /// Whether the block marks omissions by ellipses inside sentences.
    omits: bool,
    /// How wide the block is set, once a line end was met.
    width: Option<usize>,
    out: &'o mut Vec<Span>,
}

impl Scanner<'_, '_> {
    fn scan(&mut self) {
        let mut at = self.begin(self.from, true);
        let bytes = self.text.as_bytes();
        while at < self.end {
            let Some(skip) = bytes[at..self.end].iter().position(|&b| OF_INTEREST[b as usize]) else { break };
            at += skip;
            at = match bytes[at] {
                b'.' | b'!' | b'?' => self.stop(at),
                b'\n' => self.line(at),
                b'"' => {
                    self.quoted = !self.quoted;
                    at + 1
                }
                b':' => self.label(at),
                b',' => self.dated(at),
                b')' => self.listed(at).unwrap_or(at + 1),
                b'-' | b'=' | b'_' | b'*' | b'~' => self.row(at),
                _ => self.wide(at),
            };
        }
        self.push(self.end);
    }

    /// Ends the sentence before `end` and begins the next one at `next`; returns where to read on.
    fn cut(&mut self, end: usize, next: usize, line: bool) -> usize {
        self.push(end);
        self.from = skip_blanks(self.text, next, self.end);
        self.begin(self.from, line)
    }

    fn push(&mut self, end: usize) {
        let sentence = self.text[self.from.min(end)..end].trim_end();
        if !sentence.is_empty() {
            self.out.push(Span::new(self.from, self.from + sentence.len()));
        }
    }

    /// Passes over a bullet, a list mark or a dateline at the beginning of a sentence.
    fn begin(&mut self, at: usize, line: bool) -> usize {
        let mut to = at;
        if let Some((sign, length)) = bullet(self.text, at, self.end)
            && (line || self.bullet == Some(sign))
        {
            self.bullet = Some(sign);
            to = skip_blanks(self.text, at + length, self.end);
        }
        if let Some(found) = mark(self.text, to, self.end) {
            self.list = Some(found);
            return found.end;
        }
        if at == self.block
            && let Some(end) = self.dateline(at)
        {
            return self.cut(end, end, false);
        }
        to
    }

    /// The end of a dateline: "LONDON (Reuters) - The …", "Monday, March 3, 2025 The …".
    fn dateline(&self, at: usize) -> Option<usize> {
        let reach = self.end.min(at + 80);
        if let Some(end) = self.date(at) {
            let next = following(self.text, end, self.end);
            return (next.gap && next.kind == Kind::Capital).then_some(end);
        }
        if !self.heads {
            return None;
        }
        let close = self.text.as_bytes()[at..reach].iter().position(|&b| b == b')')? + at;
        let dash = following(self.text, close + 1, self.end);
        let rest = &self.text[dash.at..self.end];
        let length = rest.len() - rest.trim_start_matches(['-', '–', '—']).len();
        let next = following(self.text, dash.at + length, self.end);
        let fits = dash.kind == Kind::Dash
            && dash.gap
            && next.gap
            && !matches!(next.kind, Kind::Small | Kind::Nothing);
        fits.then_some(dash.at + length)
    }

    /// The end of a full date: "Monday, March 3, 2025".
    fn date(&self, at: usize) -> Option<usize> {
        let word = |at: usize| (at, word_end(self.text, at, self.end));
        let comma = |at: usize| self.text[at..self.end].starts_with(", ").then_some(at + 2);
        let (from, to) = word(at);
        if to == from || !self.abbreviations.lists(List::Weekdays, &self.text[from..to]) {
            return None;
        }
        let (from, to) = word(comma(to)?);
        let month = self.abbreviations.lists(List::Months, &self.text[from..to]);
        let (from, to) = word(skip_blanks(self.text, to, self.end));
        let day = (1..=2).contains(&(to - from)) && self.text[from..to].bytes().all(|b| b.is_ascii_digit());
        let (from, to) = word(comma(to)?);
        let year = to - from == 4 && self.text[from..to].bytes().all(|b| b.is_ascii_digit());
        (month && day && year).then_some(to)
    }

    /// A stop: a run of points, question and exclamation marks.
    fn stop(&mut self, at: usize) -> usize {
        if let Some(next) = self.listed(at) {
            return next;
        }
        let run = run_of_marks(self.text, at, self.end);
        let attached = !detached(self.text, self.from, at);
        let mut quoted = self.quoted;
        let closed = closers(self.text, self.from, at, run.end, self.end, &mut quoted);
        let closed = closers_apart(self.text, closed, self.end, &mut quoted);
        let stop = Stop {
            text: self.text,
            abbreviations: self.abbreviations,
            from: self.from,
            start: at,
            marks: run.end,
            closed,
            end: self.end,
        };
        let ends = if run.strong {
            stop.exclamation_ends()
        } else if run.dots > 1 {
            // "… compounds. . . . The practice": the stop ends, and the omission begins the next sentence,
            // where points set apart stand for words left out; else they close the sentence.
            if attached && run.first == at + 1 && run.dots > 3 && (run.joined || self.omits) {
                let next = following(self.text, run.end, self.end).kind;
                if next == Kind::Capital || run.joined && next == Kind::Small {
                    self.cut(run.first, run.first, false);
                    return closed;
                }
            }
            stop.ellipsis_ends(run.dots, attached)
        } else {
            stop.period_ends()
        };
        self.quoted = quoted;
        if ends && !self.only_signs(closed) {
            return self.cut(closed, closed, false);
        }
        self.omits |= run.dots > 2 && !attached;
        closed.max(at + 1)
    }

    /// A full date that ends the block behind a headline: "Ministers meet in Oslo Monday, March 3, 2025".
    fn dated(&mut self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        if self.end - at > 24 || !bytes[self.from..at].ends_with(b"day") {
            return at + 1;
        }
        let start = at - word_before(self.text, self.from, at).len();
        if start > self.from
            && self.date(start).is_some_and(|to| {
                blank(bytes, to, self.end) && skip_blanks(self.text, to, self.end) == self.end
            })
        {
            let before = self.text[self.from..start].trim_end();
            let word = word_before(self.text, self.from, self.from + before.len());
            if !before.ends_with([',', '-', '–', '—'])
                && (word.len() > 4 || word.starts_with(char::is_uppercase) || word.is_empty())
            {
                self.push(start);
                self.from = start;
            }
        }
        at + 1
    }

    /// A head in capitals before the block's first sentence: "GRAIN: Prices fell …".
    fn head(&mut self, at: usize) -> Option<usize> {
        let head = &self.text[self.block..at];
        let next = following(self.text, at + 1, self.end);
        let small = next.word.len() == 1 || next.word.bytes().skip(1).any(|b| b.is_ascii_lowercase());
        let after = skip_blanks(self.text, next.end, self.end);
        let fits = self.heads
            && self.from == self.block
            && head.len() < 48
            && head.len() > 1
            && head.bytes().all(|b| b.is_ascii_uppercase() || b" &'-".contains(&b))
            && next.gap
            && !next.quoted
            && next.kind == Kind::Capital
            && small
            && (self.abbreviations.lists(List::Starters, next.word)
                || self.text.as_bytes().get(after).is_some_and(|b| !b.is_ascii_digit() && *b != b','));
        fits.then(|| self.cut(at + 1, at + 1, false))
    }

    /// A label that begins a credit line: "… in the hall Image: Ann Lee".
    fn label(&mut self, at: usize) -> usize {
        if let Some(next) = self.head(at) {
            return next;
        }
        let word = word_before(self.text, self.from, at);
        let start = at - word.len();
        let begins = start > self.from
            && detached(self.text, self.from, start)
            && blank(self.text.as_bytes(), at + 1, self.end);
        if begins && word.starts_with(char::is_uppercase) && self.abbreviations.lists(List::Labels, word) {
            // What stands before must not lead to it: "the Image: …", "in Source: …".
            let before = word_before(self.text, self.from, self.text[..start].trim_end().len());
            if before.starts_with(char::is_uppercase) || before.len() > 3 {
                self.push(start);
                self.from = start;
            }
        }
        at + 1
    }

    /// Whether nothing but a sign is left of the block, such as the square that ends an article.
    fn only_signs(&self, at: usize) -> bool {
        self.end - at < 12 && !self.text[at..self.end].contains(char::is_alphanumeric)
    }

    /// A list mark inside a running text: "1. One thing 2. Another".
    fn listed(&mut self, at: usize) -> Option<usize> {
        let list = self.list?;
        let found = list.next_before(self.text, self.from, at, self.end)?;
        Some(self.cut(found, found, false))
    }

    /// The end of a line: a blank, unless the line was meant to end.
    fn line(&mut self, at: usize) -> usize {
        let next = skip_blanks(self.text, at, self.end);
        if next >= self.end {
            return self.end;
        }
        let before = self.text[self.from..at].trim_end();
        let sign = bullet(self.text, next, self.end).is_some_and(|(sign, _)| {
            !sign.is_ascii() && sign != '–' && sign != '—'
                || self.bullet == Some(sign)
                || before.ends_with([':', '.', ';'])
        });
        let listed = mark(self.text, next, self.end)
            .is_some_and(|found| found.is_first() || self.list.is_some_and(|list| list.precedes(&found)));
        if sign || listed || self.meant(at, next) {
            return self.cut(at, next, true);
        }
        next
    }

    /// Whether the line that ends at `at` is much shorter than its block is wide, so that somebody
    /// ended it on purpose: a headline, a signature.
    fn meant(&mut self, at: usize, next: usize) -> bool {
        let bytes = self.text.as_bytes();
        let start =
            bytes[self.from..at].iter().rposition(|&b| b == b'\n').map_or(self.from, |i| self.from + i + 1);
        // Such a line begins a sentence.
        let before = self.text[self.block..self.from].trim_end_matches([' ', '\t']);
        if start != self.from || !(before.is_empty() || before.ends_with('\n')) {
            return false;
        }
        let width = *self.width.get_or_insert_with(|| width(&bytes[self.block..self.end]));
        let line = self.text[start..at].trim();
        let follow = following(self.text, next, self.end);
        let room = line.len() + 1 + follow.word.len();
        let last = line.rsplit(' ').next().unwrap_or_default();
        let broken = line.ends_with([',', '-', '–', '—', '(', '“', '"']) && !line.ends_with("--")
            || last.len() < 4 && last.starts_with(char::is_lowercase);
        follow.kind == Kind::Capital && width >= 40 && room * 4 < width * 3 && !broken
    }

    /// A row of dashes or the like, which stands between two texts.
    fn row(&mut self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let length = bytes[at..self.end].iter().take_while(|b| b"-=_*~".contains(b)).count();
        let after = at + length;
        if length < 5 {
            return after;
        }
        if at > self.from && detached(self.text, self.from, at) {
            self.push(at);
            self.from = at;
        }
        if blank(bytes, after, self.end) { self.cut(after, after, true) } else { after }
    }

    /// A character outside ASCII that may end a sentence or begin a list item.
    fn wide(&mut self, at: usize) -> usize {
        let Some(c) = self.text[at..self.end].chars().next() else { return self.end };
        let after = at + c.len_utf8();
        match c {
            '…' => self.stop(at),
            '‽' | '。' | '！' | '？' | '｡' => {
                let mut quoted = self.quoted;
                let closed = closers(self.text, self.from, at, after, self.end, &mut quoted);
                self.quoted = quoted;
                self.cut(closed, closed, false)
            }
            _ if self.bullet == Some(c) && at > self.from && detached(self.text, self.from, at) => {
                self.cut(at, at, false)
            }
            _ => after,
        }
    }
}

/// How wide a block is set: the length of its longest line, or of the longest but one where the
/// longest is no line of print, since an address may stand out.
fn width(block: &[u8]) -> usize {
    let (mut first, mut second, mut lines) = (0, 0, 0);
    for length in block.split(|&b| b == b'\n').map(<[u8]>::len) {
        lines += 1;
        second = second.max(length.min(first));
        first = first.max(length);
    }
    if lines > 2 && first > PRINTED { second } else { first }
}

/// Whether a blank or the end stands at `at`.
fn blank(bytes: &[u8], at: usize, end: usize) -> bool {
    at >= end || bytes[at].is_ascii_whitespace()
}
