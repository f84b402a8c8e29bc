//! Leaders: persons in office, whom they act for, and from when to when.
//!
//! Read from a table with one row a term of office (see the head of `leaders.tsv`), parsed by hand,
//! because a few thousand rows stand between the user and the first line of output. Names are found
//! by the hash of their words.

use super::phrase::KeyMap;
use crate::diagnostic::Source;
use crate::span::Span;
use crate::split::{Token, TokenKind, tokenize};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// A calendar day as the number `yyyymmdd`, so that days compare as they follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub u32);

impl Date {
    /// The first (or, with `last`, the last) day of an ISO 8601 `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; a
    /// time of day behind it is ignored.
    ///
    /// ```
    /// use claimwright::lexicon::Date;
    /// assert_eq!(Date::parse("2024-02", true), Some(Date(20240229)));
    /// assert_eq!(Date::parse("2024-13-01", false), None);
    /// ```
    pub fn parse(text: &str, last: bool) -> Option<Self> {
        let day = text.split(['T', ' ']).next()?;
        let mut parts = day.split('-');
        let mut next = |digits: usize| match parts.next() {
            None => Some(None),
            Some(part) if part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()) => {
                part.parse::<u32>().ok().map(Some)
            }
            Some(_) => None,
        };
        let year = next(4)??;
        let month = next(2)?.unwrap_or(if last { 12 } else { 1 });
        if !(1..=12).contains(&month) {
            return None;
        }
        let longest = days_in(year, month);
        let day = next(2)?.unwrap_or(if last { longest } else { 1 });
        (1..=longest).contains(&day).then_some(Self(year * 10_000 + month * 100 + day))
    }

    /// Year, month and day.
    pub fn parts(self) -> (u32, u32, u32) {
        (self.0 / 10_000, self.0 / 100 % 100, self.0 % 100)
    }
}

/// Number of days in a month of the Gregorian calendar.
pub fn days_in(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// One term of office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Title of the office.
    pub office: Arc<str>,
    /// First day.
    pub from: Date,
    /// Last day; the greatest date where no end is known.
    pub to: Date,
}

/// One person in office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Full name.
    pub name: Arc<str>,
    /// Family name.
    pub family: Arc<str>,
    /// Index of the actor for whom the person acts.
    pub actor: u32,
    /// Whether the family name alone says who it is, while the person is in office.
    pub alone: bool,
    terms: Range<u32>,
}

/// How long a listed name is, and whose it may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named<'l> {
    /// Index of the token behind the name.
    pub end: usize,
    /// Whether it is a full name and not a family name alone.
    pub full: bool,
    entries: &'l [Entry],
}

impl Named<'_> {
    /// Indices of the persons who bear the name.
    pub fn persons(&self) -> impl Iterator<Item = u32> {
        self.entries.iter().filter(|e| e.full == self.full).map(|e| e.person)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    hash: u64,
    full: bool,
    person: u32,
}

/// All persons in office.
#[derive(Clone, Debug, Default)]
pub struct Leaders {
    persons: Vec<Person>,
    terms: Vec<Term>,
    entries: Vec<Entry>,
    /// First word of a name to the lengths of names that begin with it, as bits.
    lengths: KeyMap<u16>,
    by_id: HashMap<String, u32>,
    given: KeyMap<()>,
}

/// Most words of a name that is looked up.
const LONGEST: usize = 8;
const FIELDS: usize = 10;

impl Leaders {
    /// The persons.
    pub fn persons(&self) -> &[Person] {
        &self.persons
    }

    /// The terms of `person`, the earliest first.
    pub fn terms(&self, person: &Person) -> &[Term] {
        &self.terms[person.terms.start as usize..person.terms.end as usize]
    }

    /// The term that `person` serves at `date`; without a date the latest.
    pub fn term_at(&self, person: &Person, date: Option<Date>) -> Option<&Term> {
        let mut terms = self.terms(person).iter().rev();
        match date {
            Some(date) => terms.find(|t| t.from <= date && date <= t.to),
            None => terms.next(),
        }
    }

    /// The longest listed name that begins at `tokens[at]`.
    pub fn longest_at(&self, raw: &str, tokens: &[Token], at: usize) -> Option<Named<'_>> {
        let lengths = *self.lengths.get(&tokens[at].key)?;
        let mut best = None;
        let (mut hash, mut words) = (0, 0);
        for (i, token) in tokens.iter().enumerate().skip(at) {
            if token.kind != TokenKind::Word {
                if words > 0 && is_joint(token, raw) {
                    continue;
                }
                break;
            }
            hash = mix(hash, token.key);
            words += 1;
            // the second half of a given name may be small: "Jae-myung"
            let named = token.is_capitalised() || (i > at && tokens[i - 1].is_hyphen(raw));
            if lengths & (1 << words) != 0 && named {
                let entries = self.named(hash);
                if let Some(last) = entries.last() {
                    best = Some(Named { end: i + 1, full: last.full, entries });
                }
            }
            if words == LONGEST || lengths >> (words + 1) == 0 {
                break;
            }
        }
        best
    }

    /// Whether some person's full name begins with the word.
    pub fn is_given(&self, key: u64) -> bool {
        self.given.contains_key(&key)
    }

    fn named(&self, hash: u64) -> &[Entry] {
        let from = self.entries.partition_point(|e| e.hash < hash);
        let len = self.entries[from..].iter().take_while(|e| e.hash == hash).count();
        &self.entries[from..from + len]
    }

    /// Adds the rows of one file; `actor` turns an id into an index. Mistakes go to `source`.
    pub fn read(&mut self, source: &mut Source, actor: impl Fn(&str) -> Option<u32>) {
        let text = source.text;
        let first_here = self.persons.len() as u32;
        let mut tokens = Vec::new();
        let mut current: Option<u32> = None;
        let mut offices: HashMap<&str, Arc<str>> = HashMap::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let at = start;
            start += line.len();
            let line = line.trim_end_matches(['\n', '\r']);
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let mut fields = [(0, ""); FIELDS];
            let mut count = 0;
            let mut from = at;
            for field in line.split('\t') {
                if count < FIELDS {
                    fields[count] = (from, field.trim());
                }
                count += 1;
                from += field.len() + 1;
            }
            if count != FIELDS {
                source.error(
                    "bad-row",
                    at..at + line.len(),
                    format!("a row has {FIELDS} fields, this one has {count}"),
                    "",
                    Some("fields are parted by tabs: see the head of the file".into()),
                );
                continue;
            }
            let [id, name, who, forms, surnames, alone, office, from, to, _] = fields;
            if !id.1.is_empty() {
                current = self.person(
                    source,
                    [id, name, who, forms, surnames, alone],
                    first_here,
                    &actor,
                    &mut tokens,
                );
            } else if current.is_none() && self.persons.len() as u32 == first_here {
                source.error("missing-id", at..at + 1, "the first row names no person".into(), "", None);
            }
            let from = date(source, from, false);
            let to = if to.1.is_empty() { Some(Date(u32::MAX)) } else { date(source, to, true) };
            let (Some(person), Some(from), Some(to)) = (current, from, to) else { continue };
            if to < from {
                let help = Some("leave the last day blank where no end is known".to_string());
                source.error(
                    "bad-term",
                    at..at + line.len(),
                    "the term ends before it begins".into(),
                    "",
                    help,
                );
                continue;
            }
            let office = offices.entry(office.1).or_insert_with(|| office.1.into()).clone();
            self.terms.push(Term { office, from, to });
            self.persons[person as usize].terms.end = self.terms.len() as u32;
        }
    }

    fn person(
        &mut self,
        source: &mut Source,
        [id, name, who, forms, surnames, alone]: [(usize, &str); 6],
        first_here: u32,
        actor: impl Fn(&str) -> Option<u32>,
        tokens: &mut Vec<Token>,
    ) -> Option<u32> {
        let place = |f: (usize, &str)| f.0..f.0 + f.1.len();
        let actor = actor(who.1);
        if actor.is_none() {
            let message = format!("there is no actor `{}`", who.1);
            source.error("unknown-actor", place(who), message, "not listed", None);
        }
        let alone = match alone.1 {
            "yes" => true,
            "no" => false,
            other => {
                let message = format!("`{other}` is neither yes nor no");
                source.error("unknown-value", place(alone), message, "", None);
                false
            }
        };
        let person = self.persons.len() as u32;
        if let Some(old) = self.by_id.insert(id.1.to_string(), person) {
            if old >= first_here {
                let message = format!("the person `{}` is listed twice in this file", id.1);
                let help = Some("leave the first six fields of further terms blank".to_string());
                source.error("duplicate-id", place(id), message, "second entry", help);
                return None;
            }
            self.entries.retain(|e| e.person != old);
        }
        let family = surnames.1.split('|').next().filter(|s| !s.is_empty());
        let family = family.or_else(|| name.1.split(' ').next_back()).unwrap_or(name.1);
        for (list, full) in [(forms.1, true), (surnames.1, false)] {
            for form in list.split('|').filter(|f| !f.trim().is_empty()) {
                self.list(form, full, person, tokens);
            }
        }
        self.persons.push(Person {
            name: name.1.into(),
            family: family.into(),
            actor: actor.unwrap_or(0),
            alone,
            terms: self.terms.len() as u32..self.terms.len() as u32,
        });
        Some(person)
    }

    fn list(&mut self, form: &str, full: bool, person: u32, tokens: &mut Vec<Token>) {
        tokens.clear();
        tokenize(form, Span::new(0, form.len()), tokens);
        let mut words = tokens.iter().filter(|t| t.kind == TokenKind::Word).map(|t| t.key);
        let Some(first) = words.next() else { return };
        let (mut hash, mut count) = (mix(0, first), 1);
        for key in words.take(LONGEST - 1) {
            hash = mix(hash, key);
            count += 1;
        }
        if full {
            self.given.insert(first, ());
        }
        *self.lengths.entry(first).or_default() |= 1 << count;
        self.entries.push(Entry { hash, full, person });
    }

    /// Makes the names ready for look-up; to be called when all files are read.
    pub fn index(&mut self) {
        self.entries.sort_unstable();
        self.entries.dedup();
        let mut terms = std::mem::take(&mut self.terms);
        for person in &self.persons {
            terms[person.terms.start as usize..person.terms.end as usize].sort_by_key(|t| (t.from, t.to));
        }
        self.terms = terms;
    }
}

/// Marks inside a name: the stop of an initial, a hyphen, quotation marks round a nickname.
fn is_joint(token: &Token, raw: &str) -> bool {
    token.kind == TokenKind::Mark
        && !(token.spaced && token.text(raw) == "-")
        && matches!(token.text(raw), "." | "-" | "‐" | "‑" | "“" | "”" | "\"" | "'")
}

fn mix(hash: u64, key: u64) -> u64 {
    (hash.rotate_left(7) ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn date(source: &mut Source, field: (usize, &str), last: bool) -> Option<Date> {
    let found = Date::parse(field.1, last);
    if found.is_none() {
        source.error(
            "bad-date",
            field.0..field.0 + field.1.len(),
            format!("`{}` is no date", field.1),
            "",
            Some("write YYYY, YYYY-MM or YYYY-MM-DD".into()),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: &str = "# people\n\
        a.beck\tAnna J. Beck\tA\tAnna J. Beck|Anna Beck\tBeck\tyes\tPremier\t2019-01-02\t2021-03\thand\n\
        \t\t\t\t\t\tPresident\t2022\t\thand\n";

    fn load(text: &str) -> (Leaders, Vec<&'static str>) {
        let mut source = Source::new("l.tsv", text);
        let mut leaders = Leaders::default();
        leaders.read(&mut source, |id| (id == "A").then_some(0));
        leaders.index();
        (leaders, source.diagnostics.iter().map(|d| d.code).collect())
    }

    #[test]
    fn a_person_holds_the_office_of_the_day() {
        let (leaders, mistakes) = load(ROWS);
        assert_eq!(mistakes, Vec::<&str>::new());
        let person = &leaders.persons()[0];
        let office = |day| leaders.term_at(person, Some(Date(day))).map(|t| &*t.office);
        assert_eq!(office(20210331), Some("Premier"));
        assert_eq!(office(20210401), None);
        assert_eq!(office(20261124), Some("President"));
        assert_eq!(&*leaders.term_at(person, None).unwrap().office, "President");
    }

    #[test]
    fn the_longest_name_wins_over_initials_and_hyphens() {
        let (leaders, _) = load(ROWS);
        let text = "Then Anna J. Beck spoke; Beck left";
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len()), &mut tokens);
        let found = leaders.longest_at(text, &tokens, 1).unwrap();
        assert!(found.full && tokens[found.end - 1].text(text) == "Beck");
        let later = tokens.iter().rposition(|t| t.text(text) == "Beck").unwrap();
        assert!(!leaders.longest_at(text, &tokens, later).unwrap().full);
        assert!(leaders.longest_at(text, &tokens, 0).is_none());
    }

    #[test]
    fn rows_are_checked() {
        assert_eq!(load("x\ty\n").1, ["bad-row"]);
        assert_eq!(load(&ROWS.replace("2019-01-02", "2019-02-30")).1, ["bad-date"]);
        assert_eq!(load(&ROWS.replace("2021-03", "2018")).1, ["bad-term"]);
        assert_eq!(load(&ROWS.replace("\tyes\t", "\tja\t")).1, ["unknown-value"]);
        assert_eq!(load(&format!("{ROWS}{}", ROWS.replace("# people\n", ""))).1, ["duplicate-id"]);
    }
}
