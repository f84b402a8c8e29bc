//! Time words: the closed class of English words that tell a time, a length of time or a number.
//!
//! They are no data file, because nobody adds a month; what they mean together is told in `times`.

use crate::lexicon::KeyMap;
use crate::split::word_key;
use std::sync::LazyLock;

/// What a word of time or number is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Word {
    /// Month, 1 to 12.
    Month(u32),
    /// Day of the week, Monday being 0.
    Weekday(i64),
    /// A number word.
    Number(i64),
    /// Thousand and up: the power of ten.
    Scale(u32),
    /// A unit of time.
    Unit(Unit),
    /// Today and its neighbours: days after the article's date.
    Day(i64),
    /// Last, this, next: units after the article's own.
    Shift(i64),
    /// A word before a time.
    Before(Lead),
    /// Begin, middle, end of a time.
    Part(Part),
    /// A currency.
    Currency,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Year,
    Decade,
    Century,
    Season,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Lead {
    At,
    By,
    Since,
    Before,
    After,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Part {
    Begin,
    Middle,
    End,
}

/// The closed class of English words for time and number.
pub(super) static WORDS: LazyLock<KeyMap<Word>> = LazyLock::new(|| {
    use Word::{Before, Currency, Day, Month, Number, Part as P, Scale, Shift, Unit as U, Weekday};
    let mut map = KeyMap::default();
    let mut add = |words: &str, word: Word| {
        for w in words.split(' ') {
            map.insert(word_key(w), word);
        }
    };
    let months = [
        "january jan",
        "february feb",
        "march mar",
        "april apr",
        "may",
        "june jun",
        "july jul",
        "august aug",
        "september sep sept",
        "october oct",
        "november nov",
        "december dec",
    ];
    for (i, names) in months.iter().enumerate() {
        add(names, Month(i as u32 + 1));
    }
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    for (i, name) in days.iter().enumerate() {
        add(name, Weekday(i as i64));
    }
    let numbers = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
                   sixteen seventeen eighteen nineteen twenty";
    for (i, name) in numbers.split_whitespace().enumerate() {
        add(name, Number(i as i64 + 1));
    }
    for (name, value) in [("thirty", 30), ("forty", 40), ("fifty", 50), ("sixty", 60), ("ninety", 90)] {
        add(name, Number(value));
    }
    add("hundred hundreds", Scale(2));
    add("thousand thousands k", Scale(3));
    add("million millions m mn", Scale(6));
    add("billion billions bn b", Scale(9));
    add("trillion trillions tn", Scale(12));
    add("hour hours", U(Unit::Hour));
    add("day days", U(Unit::Day));
    add("week weeks", U(Unit::Week));
    add("month months", U(Unit::Month));
    add("year years", U(Unit::Year));
    add("decade decades", U(Unit::Decade));
    add("century centuries", U(Unit::Century));
    add("spring summer autumn winter", U(Unit::Season));
    add("yesterday", Day(-1));
    add("today tonight", Day(0));
    add("tomorrow", Day(1));
    add("last past previous", Shift(-1));
    add("this current", Shift(0));
    add("next coming following", Shift(1));
    add("in on during at around", Before(Lead::At));
    add("by until till", Before(Lead::By));
    add("since from", Before(Lead::Since));
    add("before", Before(Lead::Before));
    add("after", Before(Lead::After));
    add("beginning start early", P(Part::Begin));
    add("middle mid", P(Part::Middle));
    add("end late", P(Part::End));
    add(
        "dollar dollars euro euros pound pounds rouble roubles ruble rubles yen yuan hryvnia hryvnias won rupees \
         zloty zlotys kroner kronor crowns francs shekels riyals lira liras usd eur gbp",
        Currency,
    );
    map
});
