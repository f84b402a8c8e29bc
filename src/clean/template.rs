//! A template: how a line of furniture goes, with choices, gaps and classes of words.
//!
//! `sign up [now] (to|for) ... newsletter`: square brackets may be missing, round ones may not,
//! `|` separates choices, `+` behind a bracket lets it stand there several times, `...` is any words
//! (`...5` at most five), `<name>` a class. It is matched against the whole line by
//! moving the set of positions reached so far over one part after the other, so that time is at
//! most parts × tokens whatever the line says.

use super::hash::HashedMap;
use super::token::{Kind, MOST, Token, tokens};
use std::collections::HashMap;

/// A class of tokens that is built in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// One to eight words of a name.
    Name,
    /// One word with a capital.
    Capital,
    /// One word or more in capitals.
    Capitals,
    Number,
    /// A date, a time of day, or both.
    Date,
    Address,
    Handle,
    Tag,
    Separator,
}

impl Class {
    const ALL: &'static [(&'static str, Class)] = &[
        ("name", Class::Name),
        ("capital", Class::Capital),
        ("capitals", Class::Capitals),
        ("number", Class::Number),
        ("date", Class::Date),
        ("address", Class::Address),
        ("handle", Class::Handle),
        ("tag", Class::Tag),
        ("separator", Class::Separator),
    ];
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Atom {
    /// A word, and whether it must be in capitals.
    Word(u64, bool),
    Class(Class),
    /// At most so many tokens of any kind.
    Gap(usize),
}

/// A piece of a template.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// At most so many tokens of any kind.
    Gap(usize),
    Choice {
        choices: Vec<Vec<Atom>>,
        optional: bool,
        repeated: bool,
    },
}

/// A compiled template.
#[derive(Clone, Debug)]
pub(super) struct Template {
    pub parts: Vec<Part>,
}

/// Lists of phrases that templates name in angle brackets.
pub(super) type Lists = HashMap<String, Vec<String>>;

impl Template {
    /// Whether a line is written in the syntax of templates rather than in plain words.
    pub(super) fn is_template(line: &str) -> bool {
        line.contains(['[', '(', '<', '|']) || line.contains("...")
    }

    /// Reads a template; an error says what is wrong with it.
    pub(super) fn parse(line: &str, lists: &Lists) -> Result<Template, String> {
        let mut parts = Vec::new();
        let mut rest = line.trim_start();
        while let Some(first) = rest.chars().next() {
            let after;
            if let Some(tail) = rest.strip_prefix("...") {
                let digits = tail.len() - tail.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                parts.push(Part::Gap(tail[..digits].parse().unwrap_or(MOST)));
                after = &tail[digits..];
            } else if let '(' | '[' = first {
                let close = if first == '(' { ')' } else { ']' };
                let end = rest.find(close).ok_or_else(|| format!("`{first}` is not closed"))?;
                let choices = choices(&rest[1..end], lists)?;
                let tail = &rest[end + 1..];
                after = tail.strip_prefix('+').unwrap_or(tail);
                parts.push(Part::Choice { choices, optional: first == '[', repeated: after != tail });
            } else {
                let end = match first {
                    '<' => rest.find('>').ok_or("`<` is not closed")? + 1,
                    ')' | ']' | '>' | '|' => return Err(format!("`{first}` stands outside of brackets")),
                    _ => rest.find([' ', '(', '[', '<', '|', ')', ']', '>']).unwrap_or(rest.len()),
                };
                parts.push(Part::Choice {
                    choices: choices(&rest[..end], lists)?,
                    optional: false,
                    repeated: false,
                });
                after = &rest[end..];
            }
            rest = after.trim_start();
        }
        let asks = parts.iter().any(|part| matches!(part, Part::Choice { optional: false, .. }));
        if asks { Ok(Template { parts }) } else { Err("nothing in this template must be there".into()) }
    }

    /// Whether the template matches the line; `cut` says that the line goes on after `line`.
    pub(super) fn matches(&self, line: &[Token], cut: bool, dates: &Dates) -> bool {
        let mut reached: u128 = 1;
        for part in &self.parts {
            reached = match part {
                Part::Gap(most) => spread(reached, *most),
                Part::Choice { choices, optional, repeated } => {
                    let mut all = if *optional { reached } else { 0 };
                    let mut new = step(reached, choices, line, dates);
                    while new & !all != 0 {
                        all |= new;
                        if !*repeated {
                            break;
                        }
                        new = step(between(all, line), choices, line, dates);
                    }
                    all
                }
            };
            if reached == 0 {
                return false;
            }
        }
        let end = reached >> line.len() & 1 == 1;
        end && (!cut || matches!(self.parts.last(), Some(Part::Gap(most)) if *most >= MOST))
    }

    /// The words of which one must stand first in the line; none where it may begin otherwise.
    pub(super) fn first_words(&self, dates: &Dates) -> Option<Vec<u64>> {
        let mut words = Vec::new();
        for part in &self.parts {
            let Part::Choice { choices, optional, .. } = part else { return None };
            for choice in choices {
                match choice.first()? {
                    Atom::Word(hash, _) => words.push(*hash),
                    Atom::Class(Class::Date) => {
                        words.extend(dates.words.keys().copied());
                        words.push(NUMBER);
                    }
                    Atom::Class(Class::Number) => words.push(NUMBER),
                    Atom::Class(Class::Address) => words.push(ADDRESS),
                    Atom::Class(Class::Handle) => words.push(HANDLE),
                    Atom::Class(Class::Tag) => words.push(TAG),
                    Atom::Class(_) | Atom::Gap(_) => return None,
                }
            }
            if !optional {
                return Some(words);
            }
        }
        None
    }

    /// The words of which one must stand somewhere in the line.
    pub(super) fn inner_words(&self) -> Option<Vec<u64>> {
        self.parts.iter().find_map(|part| match part {
            Part::Choice { choices, optional: false, .. } => choices
                .iter()
                .map(|choice| {
                    choice.iter().find_map(|atom| match atom {
                        Atom::Word(hash, _) => Some(*hash),
                        // A date has a number in it.
                        Atom::Class(Class::Number | Class::Date) => Some(NUMBER),
                        Atom::Class(_) | Atom::Gap(_) => None,
                    })
                })
                .collect(),
            _ => None,
        })
    }
}

/// Stand-ins for first words, by the kind of the token.
const NUMBER: u64 = 1;
const ADDRESS: u64 = 2;
const HANDLE: u64 = 3;
const TAG: u64 = 4;

/// What [`Template::first_words`] calls a token that stands first.
pub(super) fn first_word(token: Token) -> [u64; 2] {
    let kind = match token.kind {
        Kind::Number => NUMBER,
        Kind::Address => ADDRESS,
        Kind::Handle => HANDLE,
        Kind::Tag => TAG,
        _ => token.hash,
    };
    [token.hash, kind]
}

fn choices(text: &str, lists: &Lists) -> Result<Vec<Vec<Atom>>, String> {
    let mut all = Vec::new();
    for choice in text.split('|') {
        // A list multiplies the choice that names it.
        let mut sequences: Vec<Vec<Atom>> = vec![Vec::new()];
        let mut rest = choice.trim();
        while !rest.is_empty() {
            let end = if rest.starts_with('<') {
                rest.find('>').ok_or("`<` is not closed")? + 1
            } else {
                rest.find(' ').unwrap_or(rest.len())
            };
            let (word, tail) = rest.split_at(end);
            rest = tail.trim_start();
            let next: Vec<Vec<Atom>> = match word.strip_prefix('<').map(|name| &name[..name.len() - 1]) {
                None => match word.strip_prefix("...") {
                    Some(most) => vec![vec![Atom::Gap(most.parse().unwrap_or(MOST))]],
                    None => vec![words(word)],
                },
                Some(name) => match Class::ALL.iter().find(|(known, _)| *known == name) {
                    Some(&(_, class)) => vec![vec![Atom::Class(class)]],
                    None => {
                        let list = lists.get(name).ok_or_else(|| format!("no list and no class `{name}`"))?;
                        list.iter().map(|phrase| words(phrase)).collect()
                    }
                },
            };
            sequences = sequences
                .iter()
                .flat_map(|before| next.iter().map(|after| [before.as_slice(), after].concat()))
                .collect();
        }
        all.extend(sequences);
    }
    match all.iter().any(Vec::is_empty) {
        true => Err("a choice without words".into()),
        false => Ok(all),
    }
}

fn words(text: &str) -> Vec<Atom> {
    tokens(text).map(|token| Atom::Word(token.hash, token.capitals)).collect()
}

/// Positions that at most `most` tokens lie before.
fn spread(reached: u128, most: usize) -> u128 {
    if most >= MOST {
        return !((reached & reached.wrapping_neg()) - 1);
    }
    let (mut all, mut done) = (reached, 0);
    while done < most {
        let by = (done + 1).min(most - done);
        all |= all << by;
        done += by;
    }
    all
}

/// Positions behind one of the choices.
fn step(reached: u128, choices: &[Vec<Atom>], line: &[Token], dates: &Dates) -> u128 {
    let mut after = 0;
    for choice in choices {
        let mut now = reached;
        for atom in choice {
            now = advance(now, *atom, line, dates);
            if now == 0 {
                break;
            }
        }
        after |= now;
    }
    after
}

/// Positions reached from the given ones over separators and commas.
fn between(reached: u128, line: &[Token]) -> u128 {
    let mut all = reached;
    for (at, token) in line.iter().enumerate() {
        if all >> at & 1 == 1 && matches!(token.kind, Kind::Separator | Kind::Mark) {
            all |= 1 << (at + 1);
        }
    }
    all
}

fn advance(mut reached: u128, atom: Atom, line: &[Token], dates: &Dates) -> u128 {
    if let Atom::Gap(most) = atom {
        return spread(reached, most);
    }
    let mut after = 0;
    while reached != 0 {
        let at = reached.trailing_zeros() as usize;
        reached &= reached - 1;
        let Some(token) = line.get(at) else { break };
        let one = |fits: bool| if fits { 1 << (at + 1) } else { 0 };
        after |= match atom {
            Atom::Gap(_) => 0,
            Atom::Word(hash, capitals) => one(token.hash == hash && (!capitals || token.capitals)),
            Atom::Class(Class::Number) => one(token.kind == Kind::Number),
            Atom::Class(Class::Address) => one(token.kind == Kind::Address),
            Atom::Class(Class::Handle) => one(token.kind == Kind::Handle),
            Atom::Class(Class::Tag) => one(token.kind == Kind::Tag),
            Atom::Class(Class::Separator) => one(token.kind == Kind::Separator),
            Atom::Class(Class::Capital) => one(token.capital),
            Atom::Class(Class::Capitals) => {
                let run = line[at..].iter().take(8).take_while(|token| token.capitals).count();
                ((1 << (run + 1)) - 2) << at
            }
            Atom::Class(Class::Name) => {
                let run = name(&line[at..]);
                ((1 << (run + 1)) - 2) << at
            }
            Atom::Class(Class::Date) => dates.ends(&line[at..]) << at,
        };
    }
    after
}

/// How many of the first tokens are words of one name.
fn name(line: &[Token]) -> usize {
    const PARTICLES: &[&str] =
        &["de", "da", "di", "du", "van", "von", "der", "den", "al", "el", "bin", "la", "le"];
    let mut run = 0;
    for (at, token) in line.iter().take(8).enumerate() {
        // "al-Sayegh" is a name as well.
        let joined = token.text.split_once('-').is_some_and(|(_, rest)| rest.starts_with(char::is_uppercase));
        if token.kind == Kind::Word && (token.capital || joined) {
            run = at + 1;
        } else if at == 0 || !PARTICLES.contains(&token.text) {
            break;
        }
    }
    run
}

/// The words of which dates and times of day are made.
#[derive(Debug, Default)]
pub(super) struct Dates {
    /// Of each word whether it names a month.
    words: HashedMap<bool>,
}

impl Dates {
    /// From the names of months, and the other words.
    pub(super) fn new(months: &[String], others: &[String]) -> Dates {
        let hashes = |list: &[String], month| {
            let hashes = list.iter().flat_map(|word| tokens(word).map(|token| token.hash));
            hashes.map(|hash| (hash, month)).collect::<Vec<_>>()
        };
        let mut words: HashedMap<bool> = hashes(others, false).into_iter().collect();
        words.extend(hashes(months, true));
        Dates { words }
    }

    /// Positions at which a date or a time that begins the line may end.
    fn ends(&self, line: &[Token]) -> u128 {
        let (mut ends, mut numbers, mut month, mut whole) = (0, 0, false, false);
        for (at, token) in line.iter().take(16).enumerate() {
            match token.kind {
                Kind::Number => {
                    numbers += 1;
                    let digits = token.text.bytes().filter(u8::is_ascii_digit).count();
                    whole |= token.text.contains([':', '/', '-', '.']) && digits >= 3;
                    whole |= digits <= 2 && token.text.len() > digits && token.text.ends_with(['m', 'M']);
                }
                Kind::Word => match self.words.get(&token.hash) {
                    Some(&is_month) => month |= is_month,
                    // A time zone.
                    None if whole && token.capitals && token.text.len() <= 5 => {}
                    None => break,
                },
                Kind::Separator | Kind::Mark if at > 0 && !matches!(token.text, ":" | ";") => continue,
                _ => break,
            }
            if whole || (month && numbers > 0) {
                ends |= 1 << (at + 1);
            }
        }
        ends
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates() -> Dates {
        let list = |words: &str| words.split(' ').map(str::to_owned).collect::<Vec<_>>();
        Dates::new(&list("march mar may"), &list("monday at pm gmt of"))
    }

    fn matches(template: &str, line: &str) -> bool {
        let lists = Lists::from([("network".into(), vec!["X".into(), "Truth Social".into()])]);
        let template = Template::parse(template, &lists).unwrap();
        let line: Vec<Token> = tokens(line).collect();
        template.matches(&line, false, &dates())
    }

    #[test]
    fn choices_gaps_and_classes_match() {
        for (template, line) in [
            ("sign up [now] (to|for) ... newsletter", "Sign up for our weekly Nordic newsletter."),
            ("sign up [now] (to|for) ... newsletter", "SIGN UP NOW TO THE NEWSLETTER"),
            ("follow ...3 on <network>", "Follow Ada Brown on Truth Social"),
            ("we [and our ...4 partners] use ...", "We and our 80 trusted partners use cookies"),
            ("(share|save|x)+", "Share / Save | X"),
            ("by <name> [,] ...", "By Ada van Brown, Defence Editor"),
            ("[updated] [on|at|:] <date>", "Updated: Monday, 4 March 2025 at 9:30 p.m. GMT"),
            ("<date>", "2025-03-04 09:30"),
            ("READ MORE ...", "READ MORE Storm fells mast"),
        ] {
            assert!(matches(template, line), "{template} / {line}");
        }
    }

    #[test]
    fn what_does_not_fit_does_not_match() {
        for (template, line) in [
            ("sign up [now] (to|for) ... newsletter", "He said he would sign up for the newsletter"),
            ("follow ...3 on <network>", "Follow the talks of the four ministers on X"),
            ("by <name>", "By Ada Brown said"),
            ("<date>", "May talks"),
            ("<date>", "12 batteries"),
            ("READ MORE ...", "Read more of this"),
        ] {
            assert!(!matches(template, line), "{template} / {line}");
        }
    }

    #[test]
    fn mistakes_are_named() {
        let error = |text| Template::parse(text, &Lists::new()).unwrap_err();
        assert!(error("sign (up").contains("not closed"));
        assert!(error("sign up <gossip>").contains("`gossip`"));
        assert!(error("[sign up] ...").contains("must be there"));
        assert!(error("a | b").contains("outside"));
        assert!(error("(a|)").contains("without words"));
    }
}
