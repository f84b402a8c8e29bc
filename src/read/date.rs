//! Dates of publication, as sources write them, to ISO 8601.
//!
//! It guesses nothing: 03/04/2025 may be March or April, and stays unread. It is not for dates in an
//! article's text. Month names are English. Clock times keep their zone, and have none where none is given.

mod parts;

use jiff::Timestamp;
use jiff::civil::Date;
use parts::Parts;

/// What a date field says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Published {
    /// ISO 8601: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or `YYYY-MM-DDThh:mm:ss` with `Z`, `±hh:mm` or nothing.
    Known(String),
    /// The field says that the date is not known, or nothing.
    Unknown,
    /// Day and month could be exchanged.
    Ambiguous,
    /// None of the known forms, or no date of the calendar from 1600 to 2200.
    Unreadable,
}

/// Longer fields are no dates.
const LONGEST: usize = 80;

/// Ways to say nothing.
const UNKNOWN: &[&str] = &[
    "",
    "-",
    "--",
    "?",
    "unknown",
    "none",
    "null",
    "n/a",
    "na",
    "nan",
    "nat",
    "undefined",
    "undated",
    "n.d.",
    "0",
];

/// Reads a date field: ISO 8601, RFC 2822, English long forms, numbers where they are clear, and
/// seconds, milli-, micro- or nanoseconds since 1970.
///
/// ```
/// use claimwright::read::date::{Published, published};
/// assert_eq!(published("Nov. 24, 2025"), Published::Known("2025-11-24".into()));
/// assert_eq!(published("24.11.2025 09:30"), Published::Known("2025-11-24T09:30:00".into()));
/// assert_eq!(published("03/04/2025"), Published::Ambiguous);
/// ```
pub fn published(value: &str) -> Published {
    let value = value.trim().to_lowercase();
    if value.len() > LONGEST {
        return Published::Unreadable;
    }
    if UNKNOWN.contains(&value.as_str()) || value.starts_with("0000") {
        return Published::Unknown;
    }
    let known = match number(&value) {
        Some(date) => Ok(date),
        None => Parts::read(&value).and_then(|parts| parts.iso().ok_or(Published::Unreadable)),
    };
    known.map_or_else(|trouble| trouble, Published::Known)
}

/// A value that is one number: a year, a compact date, or time since 1970.
fn number(value: &str) -> Option<String> {
    let digits = value.split_once('.').map_or(value, |(whole, fraction)| {
        if fraction.bytes().all(|byte| byte.is_ascii_digit()) { whole } else { value }
    });
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = digits.parse().ok()?;
    let timestamp = match digits.len() {
        4 => return is_year(number as i32).then(|| digits.to_owned()),
        8 => {
            return Some(
                day(number as i32 / 10_000, (number / 100 % 100) as i32, (number % 100) as i32)?.to_string(),
            );
        }
        9 | 10 => Timestamp::from_second(number).ok()?,
        12 | 13 => Timestamp::from_second(number / 1000).ok()?,
        14 => return second(digits),
        15 | 16 => Timestamp::from_second(number / 1_000_000).ok()?,
        18 | 19 => Timestamp::from_second(number / 1_000_000_000).ok()?,
        _ => return None,
    };
    Some(timestamp.to_string())
}

/// `YYYYMMDDhhmmss`, as news indexes write it.
fn second(digits: &str) -> Option<String> {
    let (date, time) = digits.split_at(8);
    let time = [&time[..2], &time[2..4], &time[4..]].join(":");
    Parts::read(&format!("{date} {time}")).ok()?.iso()
}

fn is_year(year: i32) -> bool {
    (1600..=2200).contains(&year)
}

fn day(year: i32, month: i32, day: i32) -> Option<Date> {
    let date = Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    is_year(year).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_forms() {
        let cases = [
            ("2025", "2025"),
            ("2025-11", "2025-11"),
            ("November 2025", "2025-11"),
            ("11/2025", "2025-11"),
            ("2025-11-24", "2025-11-24"),
            ("20251124", "2025-11-24"),
            ("2025/11/24", "2025-11-24"),
            ("2025.11.4", "2025-11-04"),
            ("24.11.2025", "2025-11-24"),
            ("3.4.2025", "2025-04-03"),
            ("24/11/2025", "2025-11-24"),
            ("11/24/2025", "2025-11-24"),
            ("04/04/2025", "2025-04-04"),
            ("24 November 2025", "2025-11-24"),
            ("24th of November, 2025", "2025-11-24"),
            ("November 24, 2025", "2025-11-24"),
            ("Nov. 24, 2025", "2025-11-24"),
            ("Sept. 1st 2025", "2025-09-01"),
            ("24-Nov-2025", "2025-11-24"),
            ("Monday, 24 November 2025", "2025-11-24"),
            ("Published on May 3, 2025", "2025-05-03"),
            ("29 February 2024", "2024-02-29"),
            ("2025-11-24T10:30:05Z", "2025-11-24T10:30:05Z"),
            ("2025-11-24t10:30", "2025-11-24T10:30:00"),
            ("2025-11-24 10:30:05.123456+00:00", "2025-11-24T10:30:05Z"),
            ("2025-11-24T10:30:05.5+0530", "2025-11-24T10:30:05+05:30"),
            ("2025-11-24T10:30:05-03:00[America/Sao_Paulo]", "2025-11-24T10:30:05-03:00"),
            ("2025-11-24 10:30:05 UTC", "2025-11-24T10:30:05Z"),
            ("20251124T10:30:05Z", "2025-11-24T10:30:05Z"),
            ("Mon, 24 Nov 2025 10:30:00 +0100", "2025-11-24T10:30:00+01:00"),
            ("Mon, 24 Nov 2025 10:30:00 GMT", "2025-11-24T10:30:00Z"),
            ("Mon Nov 24 10:30:00 2025", "2025-11-24T10:30:00"),
            ("Nov 24, 2025, 5:30 PM EST", "2025-11-24T17:30:00-05:00"),
            ("Nov 24, 2025 at 12am", "2025-11-24T00:00:00"),
            ("24 Nov 2025 – 12:05 p.m.", "2025-11-24T12:05:00"),
            ("24 Nov 2025 10:30 CET", "2025-11-24T10:30:00"),
            ("24/11/2025 - 10:30", "2025-11-24T10:30:00"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"),
            ("1763980200", "2025-11-24T10:30:00Z"),
            ("1763980200.0", "2025-11-24T10:30:00Z"),
            ("1763980200123", "2025-11-24T10:30:00Z"),
            ("1763980200123456789", "2025-11-24T10:30:00Z"),
            ("20251124103005", "2025-11-24T10:30:05"),
            ("20251124T103005Z", "2025-11-24T10:30:05Z"),
            ("20251124T1030+0100", "2025-11-24T10:30:00+01:00"),
            ("Mon 24 Nov 2025 10.30 GMT", "2025-11-24T10:30:00Z"),
            (
                "Mon Nov 24 2025 10:30:00 GMT+0100 (Central European Standard Time)",
                "2025-11-24T10:30:00+01:00",
            ),
            ("First published: 24 November 2025", "2025-11-24"),
            ("Last updated 24 Nov 2025 at 10:30 ET", "2025-11-24T10:30:00"),
            ("2025-11-24 10:30:00 +00:00", "2025-11-24T10:30:00Z"),
            ("Monday, November 24th, 2025 | 10:30am", "2025-11-24T10:30:00"),
        ];
        for (value, expected) in cases {
            assert_eq!(published(value), Published::Known(expected.into()), "{value}");
        }
    }

    #[test]
    fn nothing_is_guessed() {
        for value in ["", " ", "unknown", "N/A", "None", "NaT", "0000-00-00", "0"] {
            assert_eq!(published(value), Published::Unknown, "{value}");
        }
        for value in ["03/04/2025", "3-4-2025 10:00", "Mon 03/04/2025"] {
            assert_eq!(published(value), Published::Ambiguous, "{value}");
        }
        for value in [
            "2025-02-29",
            "2025-13-01",
            "20251399",
            "31 November 2025",
            "yesterday",
            "2 hours ago",
            "24 November",
            "10:30",
            "1-3 May 2025",
            "May June 2025",
            "May 3 2025 May 4 2025",
            "03/04/25",
            "5",
            "123456",
            "9999",
            "2025-11-24T25:00:00Z",
            "2025-11-24T10:75",
            "Пн 24",
            "2025-11-24tt",
            "ttttttttt2025",
            "::::",
            "1:2:x",
            "99999999999999999999999",
            "20251324103005",
            "20251124T99",
            "24 Nov 2025 99.99",
        ] {
            assert_eq!(published(value), Published::Unreadable, "{value}");
        }
        assert_eq!(published(&"1".repeat(1 << 20)), Published::Unreadable);
    }
}
