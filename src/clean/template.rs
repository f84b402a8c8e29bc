//! A template: how a line of furniture goes, with choices, gaps and classes of words.
//!
//! `sign up [now] (to|for) ... newsletter`: square brackets may be missing, round ones may not,
//! `|` separates choices, `+` behind a bracket lets it stand there several times, `...` is any words
//! (`...5` at most five), `<name>` a class. It speaks of a whole line.

use super::dates::Dates;
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
    /// For each part that must be there, bits of which a line must have one.
    needs: Vec<u128>,
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
        let needs = parts.iter().filter_map(need).collect();
        if asks {
            Ok(Template { parts, needs })
        } else {
            Err("nothing in this template must be there".into())
        }
    }

    /// Whether a line with these bits may match at all; most lines that share one word with a template share no second.
    pub(super) fn may_match(&self, line: u128) -> bool {
        self.needs.iter().all(|need| need & line != 0)
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

/// The bit that stands for a word (a Bloom filter with one hash).
pub(super) fn bit(hash: u64) -> u128 {
    1 << (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 57)
}

/// The bits of which a line must have one to match a part; none where no word must be there.
fn need(part: &Part) -> Option<u128> {
    let Part::Choice { choices, optional: false, .. } = part else { return None };
    choices.iter().try_fold(0, |bits, choice| {
        let word = choice.iter().find_map(|atom| match atom {
            Atom::Word(hash, _) => Some(bit(*hash)),
            _ => None,
        });
        word.map(|word| bits | word)
    })
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

#[cfg(test)]
mod tests {
    use super::*;

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
