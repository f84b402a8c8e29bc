//! Matching: a template against the tokens of a line, by moving the set of positions reached so far
//! over one part of the template after the other. Nothing is tried twice: time is at most the
//! template's words times the line's tokens, whatever the line says.

use super::dates::Dates;
use super::template::{Atom, Class, Part, Template};
use super::token::{Kind, MOST, Token};

impl Template {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::template::Lists;
    use crate::clean::token::tokens;

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
}
