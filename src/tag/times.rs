//! Times and quantities: dates, spans of time, sums of money and counts that a sentence names.
//!
//! A date gets its ISO 8601 value where the words and the article's own date tell it: a day, a month, a
//! year, a week (`2026-W48`), or an interval, whose open end is `..` as in ISO 8601-2. A time that
//! cannot be told keeps its words and no value. Only what is written in digits or in plain number words
//! is read; nothing here knows what happens at that time.

use super::calendar::{add_months, day_number, from_day_number, iso_day, iso_week, month_end, weekday};
use super::mention::{Id, Mention, Referent};
use super::time_words::{Lead, Part, Unit, WORDS, Word};
use crate::lexicon::Date;
use crate::split::{Split, Token, TokenKind};
use std::ops::Range;
use std::sync::Arc;

/// Finds the times and quantities that the sentences of `split` name, in text order.
///
/// `published` is the article's ISO 8601 date, against which "last week" is resolved.
pub fn times(raw: &str, split: &Split, published: Option<&str>) -> Vec<Mention> {
    let mut out = Vec::new();
    let today = published.and_then(|p| Date::parse(p, false).filter(|_| p.len() >= 10));
    for (index, sentence) in split.sentences.iter().enumerate() {
        let (start, end) = (sentence.tokens.start as usize, sentence.tokens.end as usize);
        let reader = Reader { raw, tokens: &split.tokens, start, end, today };
        let mut at = start;
        while at < end {
            let Some(found) = reader.read(at) else {
                at += 1;
                continue;
            };
            let span = split.tokens[found.at.start].span.join(split.tokens[found.at.end - 1].span);
            let referent = match found.kind {
                "date" | "duration" => Referent::Time { value: found.value.map(Id::from) },
                _ => Referent::Quantity,
            };
            at = found.at.end;
            let tokens = found.at.start as u32..found.at.end as u32;
            out.push(Mention { id: Arc::from(found.kind), referent, span, tokens, sentence: index as u32 });
        }
    }
    out
}

struct Found {
    kind: &'static str,
    value: Option<String>,
    at: Range<usize>,
}

struct Reader<'a> {
    raw: &'a str,
    tokens: &'a [Token],
    start: usize,
    end: usize,
    today: Option<Date>,
}

/// A time read at some token: where it ends, and its first and last day or month as ISO text.
struct Time {
    end: usize,
    /// The value as it is written without a lead.
    value: Option<String>,
    /// Words that need a preposition to be a time, such as a bare year.
    bare: bool,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> Option<Word> {
        if at < self.start || at >= self.end || self.tokens[at].kind != TokenKind::Word {
            return None;
        }
        let word = *WORDS.get(&self.tokens[at].key)?;
        // "may" and "march" are months only with a capital letter, "mar" and "sun" likewise
        let capital = self.tokens[at].is_capitalised();
        if matches!(word, Word::Month(_) | Word::Weekday(_)) && !capital { None } else { Some(word) }
    }

    fn text(&self, at: usize) -> &str {
        if (self.start..self.end).contains(&at) { self.tokens[at].text(self.raw) } else { "" }
    }

    /// A whole number in digits, with thousands parted by commas.
    fn digits(&self, at: usize) -> Option<i64> {
        if at >= self.end || self.tokens[at].kind != TokenKind::Number {
            return None;
        }
        let text = self.text(at);
        if text.len() > 15 || !text.bytes().all(|b| b.is_ascii_digit() || b == b',') {
            return None;
        }
        text.replace(',', "").parse().ok()
    }

    fn is_number(&self, at: usize) -> bool {
        at < self.end && self.tokens[at].kind == TokenKind::Number
    }

    fn year(&self, at: usize) -> Option<u32> {
        let year = self.digits(at).filter(|_| self.text(at).len() == 4)?;
        (1800..2100).contains(&year).then_some(year as u32)
    }

    /// A day of the month and where it ends: `12`, `12th`.
    fn day(&self, at: usize) -> Option<(u32, usize)> {
        let day = self.digits(at).filter(|d| (1..=31).contains(d) && self.text(at).len() <= 2)? as u32;
        let ordinal = !self.tokens.get(at + 1).is_none_or(|t| t.spaced)
            && matches!(self.text(at + 1), "st" | "nd" | "rd" | "th");
        Some((day, if ordinal { at + 2 } else { at + 1 }))
    }

    /// A month and where it ends, the stop of an abbreviation included.
    fn month(&self, at: usize) -> Option<(u32, usize)> {
        let Some(Word::Month(month)) = self.word(at) else { return None };
        let short = self.text(at).len() <= 4 && self.text(at + 1) == "." && at + 2 < self.end;
        Some((month, if short { at + 2 } else { at + 1 }))
    }

    fn read(&self, at: usize) -> Option<Found> {
        let token = &self.tokens[at];
        if token.kind == TokenKind::Mark {
            return None;
        }
        if let Some(found) = self.money(at).or_else(|| self.duration(at)) {
            return Some(found);
        }
        let lead = match self.word(at) {
            Some(Word::Before(lead)) => Some(lead),
            _ => None,
        };
        let from = if lead.is_some() { at + 1 } else { at };
        let time = self.time(from).filter(|t| !t.bare || lead.is_some());
        let Some(mut time) = time else { return self.count(at) };
        if let Some(second) = self.second(time.end) {
            let value = time.value.take().zip(second.value).map(|(a, b)| format!("{a}/{b}"));
            return Some(Found { kind: "date", value, at: at..second.end });
        }
        let value = time.value.map(|value| match lead {
            Some(Lead::By) => format!("../{}", value.rsplit('/').next().unwrap_or(&value)),
            Some(Lead::Before) => format!("../{}", value.split('/').next().unwrap_or(&value)),
            Some(Lead::Since) => format!("{}/..", value.split('/').next().unwrap_or(&value)),
            Some(Lead::After) => format!("{}/..", value.rsplit('/').next().unwrap_or(&value)),
            Some(Lead::At) | None => value,
        });
        Some(Found { kind: "date", value, at: at..time.end })
    }

    /// The second half of "from 2014 to 2022", "2014-2022".
    fn second(&self, at: usize) -> Option<Time> {
        let joint = matches!(self.text(at), "to" | "until" | "through" | "-" | "–");
        let time = if joint { self.time(at + 1)? } else { return None };
        time.value.is_some().then_some(time)
    }

    fn time(&self, at: usize) -> Option<Time> {
        let plain = |end, value: String| Some(Time { end, value: Some(value), bare: false });
        // 2024-06-12
        if let (Some(year), "-", Some((month, _)), "-", Some((day, end))) =
            (self.year(at), self.text(at + 1), self.day(at + 2), self.text(at + 3), self.day(at + 4))
        {
            return date(year, month, day).map(|v| Time { end, value: Some(v), bare: false });
        }
        // 12 June 2024, 12th of June
        if let Some((day, next)) = self.day(at) {
            let next = if self.text(next) == "of" { next + 1 } else { next };
            if let Some((month, end)) = self.month(next) {
                return Some(self.day_of(day, month, end));
            }
        }
        if let Some((month, next)) = self.month(at) {
            // June 12, 2024
            if let Some((day, end)) = self.day(next) {
                return Some(self.day_of(day, month, end));
            }
            let comma = if self.text(next) == "," || self.text(next) == "of" { next + 1 } else { next };
            if let Some(year) = self.year(comma) {
                return plain(comma + 1, format!("{year}-{month:02}"));
            }
            let value = self.today.map(|today| {
                let (year, now, _) = today.parts();
                // a bare month is the last one of that name that has begun
                format!("{}-{month:02}", if month > now { year - 1 } else { year })
            });
            return Some(Time { end: next, value, bare: true });
        }
        if let Some(year) = self.year(at) {
            let tens = !self.tokens.get(at + 1).is_none_or(|t| t.spaced) && self.text(at + 1) == "s";
            if tens {
                return plain(at + 2, format!("{year}/{}", year + 9));
            }
            return Some(Time { end: at + 1, value: Some(year.to_string()), bare: true });
        }
        if self.text(at) == "the" {
            return self.after_the(at + 1);
        }
        match self.word(at)? {
            Word::Day(by) => {
                let value = self.today.map(|t| iso_day(from_day_number(day_number(t) + by)));
                Some(Time { end: at + 1, value, bare: false })
            }
            Word::Weekday(day) => Some(Time { end: at + 1, value: self.weekday(day, -1), bare: false }),
            Word::Shift(by) => self.shifted(at, by),
            Word::Part(part) => self.part(at, part),
            _ => None,
        }
    }

    /// "the end of 2026", "the 1990s", "the coming weeks".
    fn after_the(&self, at: usize) -> Option<Time> {
        match self.word(at) {
            Some(Word::Part(part)) => self.part(at, part),
            Some(Word::Shift(by)) => self.shifted(at, by),
            _ => {
                let year = self.year(at)?;
                let tens = !self.tokens.get(at + 1)?.spaced && self.text(at + 1) == "s";
                tens.then(|| Time { end: at + 2, value: Some(format!("{year}/{}", year + 9)), bare: false })
            }
        }
    }

    fn day_of(&self, day: u32, month: u32, end: usize) -> Time {
        let comma = if self.text(end) == "," { end + 1 } else { end };
        if let Some(year) = self.year(comma) {
            return Time { end: comma + 1, value: date(year, month, day), bare: false };
        }
        let value = self.today.and_then(|today| {
            let (year, now, _) = today.parts();
            // without a year: the nearest day of that name
            let year = match month as i64 - i64::from(now) {
                7.. => year - 1,
                ..=-6 => year + 1,
                _ => year,
            };
            date(year, month, day)
        });
        Time { end, value, bare: false }
    }

    /// The day of the week that lies `towards` the past (-1) or the future (1), the article's own day included.
    fn weekday(&self, day: i64, towards: i64) -> Option<String> {
        let today = day_number(self.today?);
        let by = if towards < 0 {
            -(weekday(today) - day).rem_euclid(7)
        } else {
            (day - weekday(today)).rem_euclid(7)
        };
        Some(iso_day(from_day_number(today + by)))
    }

    /// "last week", "next year", "this month".
    fn shifted(&self, at: usize, by: i64) -> Option<Time> {
        let end = at + 2;
        match self.word(at + 1)? {
            Word::Weekday(day) => {
                let value = self.weekday(day, if by > 0 { 1 } else { -1 });
                Some(Time { end, value, bare: false })
            }
            Word::Month(month) => {
                let value = self.today.map(|today| {
                    let (year, now, _) = today.parts();
                    let year = match by {
                        -1 if month >= now => year - 1,
                        1 if month <= now => year + 1,
                        _ => year,
                    };
                    format!("{year}-{month:02}")
                });
                Some(Time { end, value, bare: false })
            }
            Word::Unit(unit) => {
                // "the coming weeks" says no more than that
                let several = self.text(at + 1).ends_with('s');
                let value = self.today.filter(|_| !several).and_then(|today| shift(today, unit, by));
                (unit != Unit::Hour).then_some(Time { end, value, bare: false })
            }
            _ => None,
        }
    }

    /// "the end of 2026", "early June", "mid-2027".
    fn part(&self, at: usize, part: Part) -> Option<Time> {
        let mut next = at + 1;
        for skip in ["-", "of", "the"] {
            if self.text(next) == skip {
                next += 1;
            }
        }
        let whole = match self.word(next) {
            Some(Word::Shift(by)) => self.shifted(next, by)?,
            Some(Word::Unit(unit @ (Unit::Year | Unit::Month | Unit::Week | Unit::Decade)))
                if next > at + 1 =>
            {
                let value = self.today.and_then(|today| shift(today, unit, 0));
                Time { end: next + 1, value, bare: false }
            }
            _ if self.month(next).is_some() || self.year(next).is_some() => self.time(next)?,
            _ => return None,
        };
        let sharp = self.text(at).eq_ignore_ascii_case("end");
        let value = whole.value.map(|v| if sharp && part == Part::End { last_day(&v) } else { v });
        Some(Time { end: whole.end, value, bare: false })
    }

    /// "10-year", "three years", "15 to 20 years", "two weeks ago".
    fn duration(&self, at: usize) -> Option<Found> {
        let number = |i: usize| match self.word(i) {
            Some(Word::Number(n)) => Some(n),
            _ => self.digits(i),
        };
        let first = match self.text(at) {
            "a" | "an" | "A" | "An" => 1,
            _ => number(at)?,
        };
        let mut next = at + 1;
        if matches!(self.text(next), "to" | "or" | "-" | "–")
            && let Some(_) = number(next + 1)
        {
            next += 2;
        }
        let hyphen = matches!(self.text(next), "-" | "‐" | "‑");
        if hyphen {
            next += 1;
        }
        let Some(Word::Unit(unit)) = self.word(next) else { return None };
        if unit == Unit::Season
            || (next == at + 1 && !hyphen && first == 1 && unit != Unit::Decade && self.text(at).len() < 3)
        {
            return None;
        }
        let last =
            if next > at + 2 { number(next - if hyphen { 2 } else { 1 }).unwrap_or(first) } else { first };
        let end = next + 1;
        let signed = match self.text(end) {
            "ago" | "earlier" => Some(-1),
            "later" => Some(0),
            _ => None,
        };
        if let Some(sign) = signed {
            let value = self.today.filter(|_| sign < 0 && first == last).and_then(|t| shift(t, unit, -first));
            return Some(Found { kind: "date", value, at: at..end + 1 });
        }
        let length = |n: i64| match unit {
            Unit::Hour => format!("PT{n}H"),
            Unit::Day => format!("P{n}D"),
            Unit::Week => format!("P{n}W"),
            Unit::Month => format!("P{n}M"),
            Unit::Decade => format!("P{}Y", n.saturating_mul(10)),
            Unit::Century => format!("P{}Y", n.saturating_mul(100)),
            Unit::Year | Unit::Season => format!("P{n}Y"),
        };
        let value = if first == last { length(first) } else { format!("{}/{}", length(first), length(last)) };
        Some(Found { kind: "duration", value: Some(value), at: at..end })
    }

    /// "$61bn", "US$1.6 billion", "50 billion euros".
    fn money(&self, at: usize) -> Option<Found> {
        let sign = |i: usize| matches!(self.text(i), "$" | "€" | "£" | "¥" | "₴" | "₽" | "₹" | "₩" | "₪");
        let prefixed = matches!(self.text(at), "US" | "A" | "C" | "NZ" | "S")
            && sign(at + 1)
            && !self.tokens[at + 1].spaced;
        let number = if sign(at) {
            at + 1
        } else if prefixed {
            at + 2
        } else {
            at
        };
        if !self.is_number(number) {
            return None;
        }
        let mut end = self.amount(number);
        if number == at {
            let Some(Word::Currency) = self.word(end) else { return None };
            end += 1;
        }
        Some(Found { kind: "money", value: None, at: at..end })
    }

    /// Where a number ends, with its scale ("1.6 billion", "61bn") and the second half of a range.
    fn amount(&self, at: usize) -> usize {
        let mut end = at + 1;
        if matches!(self.text(end), "-" | "–" | "to") && self.is_number(end + 1) {
            end += 2;
        }
        if let Some(Word::Scale(_)) = self.word(end)
            && (self.text(end).len() > 2 || !self.tokens[end].spaced)
        {
            end += 1;
        }
        end
    }

    /// "100,000 troops", "2%", "tens of thousands".
    fn count(&self, at: usize) -> Option<Found> {
        let found = |end| Some(Found { kind: "number", value: None, at: at..end });
        if !self.is_number(at) {
            let Some(Word::Scale(2..)) = self.word(at) else { return None };
            return (self.text(at).ends_with('s') && self.text(at).len() > 4)
                .then_some(())
                .and_then(|()| found(at + 1));
        }
        let end = self.amount(at);
        if self.text(end) == "%" || matches!(self.text(end), "percent" | "per") {
            let per = self.text(end) == "per" && self.text(end + 1) == "cent";
            return found(if per {
                end + 2
            } else if self.text(end) == "per" {
                end
            } else {
                end + 1
            });
        }
        // a number counts something when a word follows; "Article 5" and "F-16" do not count
        let free = self.tokens[at].spaced && (at == self.start || !self.tokens[at - 1].is_capitalised());
        let noun = end < self.end && self.tokens[end].kind == TokenKind::Word && self.tokens[end].spaced;
        (free && noun && self.year(at).is_none()).then_some(()).and_then(|()| found(end))
    }
}

fn date(year: u32, month: u32, day: u32) -> Option<String> {
    let text = format!("{year:04}-{month:02}-{day:02}");
    Date::parse(&text, false).map(|_| text)
}

/// The unit of time that lies `by` units after the one that holds `today`.
fn shift(today: Date, unit: Unit, by: i64) -> Option<String> {
    let by = by.clamp(-10_000, 10_000);
    let (year, month, _) = today.parts();
    let year = i64::from(year);
    let number = day_number(today);
    match unit {
        Unit::Day => Some(iso_day(from_day_number(number + by))),
        Unit::Week => Some(iso_week(number + by * 7)),
        Unit::Month => {
            let (year, month) = add_months(today, by);
            Some(format!("{year:04}-{month:02}"))
        }
        Unit::Year => (year + by > 0).then(|| format!("{:04}", year + by)),
        Unit::Decade => (year + by * 10 > 0).then(|| {
            let first = (year + by * 10) / 10 * 10;
            format!("{first:04}/{:04}", first + 9)
        }),
        Unit::Hour | Unit::Century | Unit::Season => {
            let _ = month;
            None
        }
    }
}

/// The last day of a year, month or interval; other values stay.
fn last_day(value: &str) -> String {
    let last = value.rsplit('/').next().unwrap_or(value);
    match last.len() {
        4 => format!("{last}-12-31"),
        7 if !last.contains('W') => match (last[..4].parse(), last[5..].parse()) {
            (Ok(year), Ok(month)) => month_end(year, month),
            _ => last.to_string(),
        },
        _ => last.to_string(),
    }
}

#[cfg(test)]
mod tests;
