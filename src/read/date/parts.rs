//! The parts of a written date: its words and numbers, taken one by one, each part at most once.
//!
//! It is not a parser of one form but of all of them: `24-Nov-2025`, `Mon Nov 24 10:30:00 2025` and ISO 8601
//! differ in order and punctuation only. Every word must be understood.

use super::{Published, day, is_year};
use jiff::civil::Time;

/// Words beside a date that say nothing.
const FILLERS: &[&str] = &[
    "at",
    "on",
    "of",
    "the",
    "in",
    "published",
    "posted",
    "created",
    "first",
    "last",
    "updated",
    "modified",
    "date",
    "|",
    "-",
    "–",
    "—",
    "·",
    "•",
];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Zone names of RFC 2822, section 4.3, with their hours. Other names say different things in different places.
const ZONES: [(&str, i32); 12] = [
    ("z", 0),
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("edt", -4),
    ("est", -5),
    ("cdt", -5),
    ("cst", -6),
    ("mdt", -6),
    ("mst", -7),
    ("pdt", -7),
    ("pst", -8),
];

/// What the words of a date field have said so far.
#[derive(Default)]
pub(super) struct Parts {
    year: Option<i32>,
    month: Option<i32>,
    day: Option<i32>,
    clock: Option<Clock>,
    /// Minutes east of Greenwich.
    zone: Option<i32>,
}

#[derive(Clone, Copy)]
struct Clock {
    hour: i32,
    minute: i32,
    second: i32,
}

impl Parts {
    pub(super) fn read(value: &str) -> Result<Parts, Published> {
        let mut parts = Parts::default();
        // IANA names in brackets follow an offset that says the same (RFC 9557).
        // So do names in round ones, behind everything else.
        let value = value.split('[').next().unwrap_or(value);
        let value = match value.split_once('(') {
            Some((before, name)) if name.ends_with(')') && before.contains(':') => before,
            _ => value,
        };
        for word in value.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')')) {
            for piece in pieces(word) {
                parts.word(piece)?;
            }
        }
        Ok(parts)
    }

    fn word(&mut self, word: &str) -> Result<(), Published> {
        let bare = word.trim_end_matches(['.', ':']);
        if bare.is_empty() || FILLERS.contains(&bare) || name_index(&WEEKDAYS, bare).is_some() {
            return Ok(());
        }
        if let Some(month) = name_index(&MONTHS, bare) {
            return set(&mut self.month, month as i32 + 1);
        }
        if matches!(bare, "am" | "pm" | "a.m" | "p.m") && self.clock.is_some() {
            return self.half_day(bare.starts_with('p'));
        }
        if self.clock.is_some()
            && let Some(minutes) = zone(bare)
        {
            return set(&mut self.zone, minutes);
        }
        if bare.contains(':') {
            return self.time(bare);
        }
        if self.day.is_some()
            && self.clock.is_none()
            && let Some((hour, minute)) = bare.split_once('.')
            && (hour.len(), minute.len()) <= (2, 2)
        {
            return self.time(&format!("{hour}:{minute}"));
        }
        if self.day.is_some() && self.clock.is_none() && bare.len() > 4 {
            // ISO 8601 without colons, as in 20251124T103005Z.
            let end = bare.find(|c: char| !c.is_ascii_digit()).unwrap_or(bare.len());
            let (digits, zone) = bare.split_at(end);
            if matches!(digits.len(), 4 | 6) && (digits.len() == 6 || zone.starts_with(['z', '+', '-'])) {
                let mut clock = format!("{}:{}", &digits[..2], &digits[2..4]);
                if digits.len() == 6 {
                    clock = format!("{clock}:{}", &digits[4..]);
                }
                return self.time(&format!("{clock}{zone}"));
            }
        }
        if bare.contains(['/', '-', '.']) {
            return self.numeric(bare);
        }
        if let Some(hour) = bare.strip_suffix("am").or_else(|| bare.strip_suffix("pm"))
            && let Some(hour) = integer(hour)
        {
            set(&mut self.clock, Clock { hour, minute: 0, second: 0 })?;
            return self.half_day(bare.ends_with("pm"));
        }
        let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|suffix| bare.strip_suffix(suffix));
        match integer(ordinal.unwrap_or(bare)) {
            Some(year) if bare.len() == 4 && ordinal.is_none() => set(&mut self.year, year),
            Some(day) if day <= 31 => set(&mut self.day, day),
            Some(_) if bare.len() == 8 && self.year.is_none() => {
                self.ymd(integer(&bare[..4]), integer(&bare[4..6]), integer(&bare[6..]))
            }
            // Names of zones that say nothing for sure leave the time without one.
            None if self.clock.is_some()
                && bare.len() <= 5
                && bare.bytes().all(|b| b.is_ascii_lowercase()) =>
            {
                Ok(())
            }
            _ => Err(Published::Unreadable),
        }
    }

    /// `hh:mm`, `hh:mm:ss`, with fractions, half of the day or zone behind.
    fn time(&mut self, word: &str) -> Result<(), Published> {
        let end = word.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.')).unwrap_or(word.len());
        let (clock, rest) = word.split_at(end);
        let whole = clock.split('.').next().unwrap_or(clock);
        let mut fields = whole.split(':').map(integer);
        let hour = fields.next().flatten().ok_or(Published::Unreadable)?;
        let minute = fields.next().flatten().ok_or(Published::Unreadable)?;
        // A leap second, :60, is no time of a civil clock.
        let second = match fields.next() {
            None => 0,
            Some(Some(60)) => 59,
            Some(second) => second.ok_or(Published::Unreadable)?,
        };
        set(&mut self.clock, Clock { hour, minute, second })?;
        if rest.is_empty() { Ok(()) } else { self.word(rest) }
    }

    fn half_day(&mut self, afternoon: bool) -> Result<(), Published> {
        match &mut self.clock {
            Some(clock) if (1..=12).contains(&clock.hour) => {
                clock.hour = clock.hour % 12 + if afternoon { 12 } else { 0 };
                Ok(())
            }
            // "17:30 pm" is redundant, but clear.
            Some(clock) if afternoon && clock.hour < 24 => Ok(()),
            _ => Err(Published::Unreadable),
        }
    }

    /// Two or three numbers between `/`, `-` or `.`, the year first or last.
    fn numeric(&mut self, word: &str) -> Result<(), Published> {
        let separator = word.chars().find(|c| !c.is_ascii_digit()).unwrap_or('-');
        let fields: Vec<&str> = word.split(separator).collect();
        let width = |index: usize| fields.get(index).map_or(0, |field: &&str| field.len());
        let value = |index: usize| fields.get(index).and_then(|field| integer(field));
        match (fields.len(), width(0), width(1), width(2)) {
            (2, 4, 1..=2, _) => {
                set_some(&mut self.year, value(0))?;
                set_some(&mut self.month, value(1))
            }
            (2, 1..=2, 4, _) => {
                set_some(&mut self.month, value(0))?;
                set_some(&mut self.year, value(1))
            }
            (3, 4, 1..=2, 1..=2) => self.ymd(value(0), value(1), value(2)),
            (3, 1..=2, 1..=2, 4) => match (value(0), value(1)) {
                // Dots stand in countries that write the day first.
                (Some(day), Some(month)) if separator == '.' || day > 12 || day == month => {
                    self.ymd(value(2), Some(month), Some(day))
                }
                (Some(month), Some(day)) if day > 12 => self.ymd(value(2), Some(month), Some(day)),
                (Some(_), Some(_)) => Err(Published::Ambiguous),
                _ => Err(Published::Unreadable),
            },
            _ => Err(Published::Unreadable),
        }
    }

    fn ymd(&mut self, year: Option<i32>, month: Option<i32>, day: Option<i32>) -> Result<(), Published> {
        set_some(&mut self.year, year)?;
        set_some(&mut self.month, month)?;
        set_some(&mut self.day, day)
    }

    pub(super) fn iso(&self) -> Option<String> {
        let year = self.year?;
        let Some(month) = self.month else {
            return (self.day.is_none() && is_year(year)).then(|| format!("{year:04}"));
        };
        let Some(day_of_month) = self.day else {
            return day(year, month, 1).map(|_| format!("{year:04}-{month:02}"));
        };
        let date = day(year, month, day_of_month)?;
        let Some(Clock { hour, minute, second }) = self.clock else { return Some(date.to_string()) };
        let [hour, minute, second] = [hour, minute, second].map(|field| i8::try_from(field).ok());
        let time = Time::new(hour?, minute?, second?, 0).ok()?;
        let zone = match self.zone {
            None => String::new(),
            Some(0) => "Z".into(),
            Some(east) => {
                let sign = if east < 0 { '-' } else { '+' };
                format!("{sign}{:02}:{:02}", east.abs() / 60, east.abs() % 60)
            }
        };
        Some(format!("{date}T{time}{zone}"))
    }
}

/// Cuts `2025-11-24T10:30` at the T and `24-Nov-2025` at its dashes, and leaves other words whole.
fn pieces(word: &str) -> Vec<&str> {
    if let Some(at) = word.find('t')
        && word[..at].len() >= 8
        && word[..at].bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
    {
        return vec![&word[..at], &word[at + 1..]];
    }
    let named = word.bytes().any(|byte| byte.is_ascii_lowercase());
    if named && !word.contains(':') { word.split(['-', '/']).collect() } else { vec![word] }
}

/// The place of a name in a list, by its whole or its first three letters or more.
fn name_index(names: &[&str], word: &str) -> Option<usize> {
    if word.len() < 3 {
        return None;
    }
    names.iter().position(|name| name.starts_with(word))
}

/// Minutes east of Greenwich, from a name or `±hh`, `±hhmm`, `±hh:mm`.
fn zone(word: &str) -> Option<i32> {
    if let Some(&(_, hours)) = ZONES.iter().find(|(name, _)| *name == word) {
        return Some(hours * 60);
    }
    let word = word.strip_prefix("utc").or_else(|| word.strip_prefix("gmt")).unwrap_or(word);
    let (sign, digits) = match word.strip_prefix(['-', '−']) {
        Some(digits) => (-1, digits),
        None => (1, word.strip_prefix('+')?),
    };
    let digits = digits.replace(':', "");
    let value = integer(&digits)?;
    let (hours, minutes) = match digits.len() {
        1 | 2 => (value, 0),
        4 => (value / 100, value % 100),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

fn integer(digits: &str) -> Option<i32> {
    (digits.len() <= 8 && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok())?
}

/// A part that is said twice leaves open which one counts.
fn set<T>(part: &mut Option<T>, value: T) -> Result<(), Published> {
    match part.replace(value) {
        None => Ok(()),
        Some(_) => Err(Published::Unreadable),
    }
}

fn set_some<T>(part: &mut Option<T>, value: Option<T>) -> Result<(), Published> {
    set(part, value.ok_or(Published::Unreadable)?)
}
