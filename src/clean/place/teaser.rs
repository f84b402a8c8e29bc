//! Teasers: lines after and inside the running text that lead to other stories, told from
//! subheadings, list items and signatures.

use super::Article;
use crate::clean::topic::Frequencies;
use crate::clean::{Reason, Role};

/// Blocks after a line in which the section that it might head is looked for.
const AHEAD: usize = 6;
/// Words with which a paragraph goes on from the one before it, whatever stands between them.
const GOES_ON: &[&str] = &[
    "this",
    "that",
    "these",
    "those",
    "but",
    "however",
    "it",
    "he",
    "she",
    "they",
    "such",
    "his",
    "her",
    "their",
    "its",
    "yet",
    "still",
    "instead",
    "and",
    "so",
    "also",
    "meanwhile",
    "moreover",
    "nevertheless",
    "nonetheless",
    "therefore",
];

impl Article<'_> {
    /// After the last paragraph everything that looks like a headline leads away from the article.
    pub(super) fn after_the_end(&mut self) {
        let Some((first, last)) = self.extent() else { return };
        let paragraphs = (first..=last).filter(|&i| self.running(i)).count();
        if paragraphs < 3 {
            return;
        }
        // A list of links at the end is shorter than the article; one that is longer is the article.
        let lines = (last + 1..self.blocks.len())
            .filter(|&i| self.kept(i) && self.shapes[i].headline_like() && self.shapes[i].words > 2)
            .count();
        let all_lines = lines > 12 && lines > 2 * paragraphs;
        if all_lines {
            return;
        }
        let listed = self.is_list_of_lines(first, last);
        let mut site_speaks = false;
        let mut in_list = self.shapes[last].open;
        for i in last + 1..self.blocks.len() {
            let shape = self.shapes[i];
            if !self.kept(i) {
                if self.blocks[i].role == Role::Boilerplate {
                    (in_list, site_speaks) = (false, true);
                }
                continue;
            }
            if !site_speaks && (listed || self.is_signature(i)) || super::is_signed(&self.texts[i].plain) {
                continue;
            }
            if shape.open {
                in_list = true;
            } else if !in_list && self.blocks[i].role != Role::Caption && shape.headline_like() {
                self.drop(i, if shape.words <= 2 { Reason::Label } else { Reason::Teaser });
            }
        }
    }

    /// Whether a line after the end of the text belongs to it: the name of who signs, or a name
    /// with what its bearer is.
    fn is_signature(&self, i: usize) -> bool {
        let (shape, plain) = (self.shapes[i], &*self.texts[i].plain);
        let names = plain.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | ','));
        let one = names && shape.title_case && (2..=4).contains(&shape.words);
        let (name, rest) = plain.split_once(", ").unwrap_or((plain, ""));
        let bears = (2..=4).contains(&name.split(' ').count())
            && name.split(' ').all(|word| word.starts_with(char::is_uppercase))
            && rest.starts_with(|c: char| c.is_uppercase() || rest.starts_with("of ") || c == '(');
        one || bears
    }

    /// Subheadings, and teasers that interrupt the running text.
    pub(super) fn in_the_running_text(&mut self) {
        let (from, to) = match self.extent() {
            Some((first, last)) => (first + 1, last),
            None => (0, self.blocks.len()),
        };
        let lines: Vec<usize> = (from..to)
            .filter(|&i| {
                self.kept(i) && self.blocks[i].role != Role::Caption && self.shapes[i].headline_like()
            })
            .collect();
        if lines.is_empty() {
            return;
        }
        if self.is_list_of_lines(from, to) {
            for i in lines.into_iter().filter(|&i| !self.shapes[i].heading) {
                self.blocks[i].role = Role::Body;
            }
            return;
        }
        let all_capitals =
            (from..to).filter(|&i| self.shapes[i].capitals && self.shapes[i].running()).count() > 1;
        // An interview printed as questions and answers has more of them than a few subheadings.
        let interview =
            (from..to).filter(|&i| self.shapes[i].question && self.shapes[i].headline_like()).count() > 4;
        let mut topics = Frequencies::default();
        if lines.iter().any(|&i| self.shapes[i].words >= 5) {
            for (text, shape) in self.texts.iter().zip(&self.shapes) {
                if shape.running() {
                    topics.add(&text.key);
                }
            }
        }
        for i in lines {
            let shape = self.shapes[i];
            let previous = (0..i).rev().take(AHEAD).find(|&j| self.kept(j));
            let listed = shape.bullet || previous.is_some_and(|j| self.shapes[j].open);
            if listed {
                self.blocks[i].role = Role::Body;
                continue;
            }
            if !shape.heading
                && shape.words >= 5
                && !(interview && shape.question)
                && self.is_teaser(i, &topics, all_capitals)
            {
                self.drop(i, Reason::Teaser);
            }
        }
    }

    fn goes_on(&self, i: usize) -> bool {
        GOES_ON.contains(&self.texts[i].key.split([' ', ',']).next().unwrap_or(""))
    }

    fn is_teaser(&self, i: usize, topics: &Frequencies, all_capitals: bool) -> bool {
        let shape = self.shapes[i];
        if shape.question && (shape.words > 12 || self.goes_on(i)) {
            return false;
        }
        let ahead: Vec<usize> = (i + 1..self.blocks.len()).take(AHEAD).filter(|&j| self.kept(j)).collect();
        let section = ahead.iter().copied().filter(|&j| self.shapes[j].running()).take(3);
        let shared = topics.shared(&self.texts[i].key, section.map(|j| self.texts[j].key.as_str()));
        let shared = shared.unwrap_or(0.5);
        if shape.capitals && !all_capitals && shape.words >= 8 {
            return shared < 0.75;
        }
        let next = ahead.first().copied();
        let goes_on = next.is_some_and(|j| self.shapes[j].running() && self.goes_on(j));
        let led_in = i > 0 && self.blocks[i - 1].reason == Some(Reason::Related);
        // A line over a list of points is their heading.
        if next.is_some_and(|j| self.shapes[j].bullet && self.shapes[j].running()) {
            return false;
        }
        let headed =
            next.is_some_and(|j| self.shapes[j].headline_like() && self.shapes[j].words < shape.words);
        if goes_on || led_in || headed {
            return shared < 0.5;
        }
        shape.words >= 8 && shared < 0.26
    }
}
