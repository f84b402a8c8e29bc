//! Calendar arithmetic on proleptic Gregorian days, enough to resolve "last week" and "next year".
//!
//! Day numbers follow Howard Hinnant's `days_from_civil` and `civil_from_days`
//! (<https://howardhinnant.github.io/date_algorithms.html>); weeks are those of ISO 8601.

use crate::lexicon::Date;
use crate::lexicon::leaders::days_in;

/// Days since 1970-01-01.
pub(super) fn day_number(date: Date) -> i64 {
    let (year, month, day) = date.parts();
    let (year, month, day) = (i64::from(year), i64::from(month), i64::from(day));
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The date of a day number; days before year 0 or after year 9999 are cut to those years.
pub(super) fn from_day_number(number: i64) -> Date {
    let shifted = number.clamp(-719_162, 2_932_896) + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Date((year * 10_000 + month * 100 + day) as u32)
}

/// Day of the week, Monday being 0.
pub(super) fn weekday(number: i64) -> i64 {
    (number + 3).rem_euclid(7)
}

/// The ISO 8601 week of a day, as `2026-W48`.
pub(super) fn iso_week(number: i64) -> String {
    // the week belongs to the year of its Thursday
    let thursday = number - weekday(number) + 3;
    let (year, _, _) = from_day_number(thursday).parts();
    let first = day_number(Date(year * 10_000 + 101));
    format!("{year}-W{:02}", (thursday - first) / 7 + 1)
}

/// A month that lies `by` months after the one of `date`, as year and month.
pub(super) fn add_months(date: Date, by: i64) -> (i64, i64) {
    let (year, month, _) = date.parts();
    let months = i64::from(year) * 12 + i64::from(month) - 1 + by;
    (months.div_euclid(12), months.rem_euclid(12) + 1)
}

/// `2026-11-24`.
pub(super) fn iso_day(date: Date) -> String {
    let (year, month, day) = date.parts();
    format!("{year:04}-{month:02}-{day:02}")
}

/// The last day of a month.
pub(super) fn month_end(year: u32, month: u32) -> String {
    format!("{year:04}-{month:02}-{:02}", days_in(year, month))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_days() {
        assert_eq!(day_number(Date(19700101)), 0);
        assert_eq!(weekday(day_number(Date(20261124))), 1);
        assert_eq!(iso_week(day_number(Date(20261124))), "2026-W48");
        assert_eq!(iso_week(day_number(Date(20210103))), "2020-W53");
        assert_eq!(add_months(Date(20260131), -2), (2025, 11));
        assert_eq!(month_end(2024, 2), "2024-02-29");
    }

    proptest! {
        #[test]
        fn numbers_and_dates_are_one_to_one(number in -700_000i64..2_900_000) {
            prop_assert_eq!(day_number(from_day_number(number)), number);
        }
    }
}
