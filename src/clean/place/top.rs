//! The top: headline, standfirst, section labels, places and names before the running text.

use super::Article;
use crate::clean::fold::Folded;
use crate::clean::{Reason, Role};

/// Headings by which an author divides a text, and no site its pages.
const SECTIONS_OF_TEXT: &[&str] = &[
    "abstract",
    "background",
    "conclusion",
    "executive summary",
    "introduction",
    "key findings",
    "key points",
    "overview",
    "preface",
    "summary",
];

impl Article<'_> {
    /// Headline, standfirst, section labels and names before the running text.
    pub(super) fn top(&mut self, title: Option<&Folded>) {
        let Some((first, _)) = self.extent() else { return };
        let top: Vec<usize> =
            (0..first).filter(|&i| self.blocks[i].role != Role::Caption && self.kept(i)).collect();
        let like_title: Vec<bool> =
            top.iter().map(|&i| title.is_some_and(|title| self.is_like(i, title))).collect();
        let headline = like_title.iter().position(|&like| like).map(|at| top[at]).or_else(|| {
            top.iter()
                .copied()
                .find(|&i| self.shapes[i].headline_like() && self.shapes[i].words >= 4 && !self.is_scene(i))
        });
        let record = self.is_record();
        for (&i, like_title) in top.iter().zip(like_title) {
            let shape = self.shapes[i];
            if headline == Some(i) || like_title {
                // A line that shares no word with the title is no other wording of it.
                let fits = title.is_none_or(|title| self.shares_a_word(i, title)) && !self.is_entry(i);
                self.blocks[i].role = if fits { Role::Headline } else { Role::Body };
            } else if !shape.headline_like() || shape.heading {
                continue;
            } else if headline.is_some_and(|headline| shape.words <= if i < headline { 3 } else { 2 })
                && !record
                && self.is_label(i)
            {
                self.drop(i, Reason::Label);
            } else if !record && self.is_name(i) && self.beside_byline(i) {
                self.drop(i, Reason::Byline);
            } else {
                // A standfirst says something, and so do places and times that open a statement.
                self.blocks[i].role = Role::Body;
            }
        }
    }

    /// Whether a line says what the title says, in nearly the same words.
    fn is_like(&self, i: usize, title: &Folded) -> bool {
        let (line, shape) = (&self.texts[i].key, self.shapes[i]);
        if *line == title.key {
            return !shape.stop || shape.question;
        }
        let words: Vec<&str> = line.split(' ').filter(|word| word.len() >= 4).collect();
        let known = words.iter().filter(|word| title.key.contains(**word)).count();
        (3..=24).contains(&words.len()) && !shape.running() && known * 4 >= words.len() * 3
    }

    fn shares_a_word(&self, i: usize, title: &Folded) -> bool {
        let long = |word: &&str| word.len() >= 4;
        self.texts[i].key.split(' ').filter(long).any(|word| title.key.split(' ').any(|other| other == word))
    }

    /// Whether a line says where something was said: a time or a speaker follows, or it is a place with its state.
    fn is_scene(&self, i: usize) -> bool {
        let next = self.shapes.get(i + 1).copied().unwrap_or_default();
        let plain = &self.texts[i].plain;
        let place = plain.rsplit_once(", ").is_some_and(|(_, state)| {
            state.split(' ').count() <= 3 && state.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '.')
        });
        self.shapes[i].title_case && (next.clock || next.speech || place)
    }

    fn is_name(&self, i: usize) -> bool {
        let (shape, plain) = (self.shapes[i], &self.texts[i].plain);
        (2..=3).contains(&shape.words)
            && shape.title_case
            && !shape.capitals
            && plain.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\''))
    }

    /// Whether a short line can be the name of a section: it is one phrase, not a place with its
    /// state, a remark in brackets, or the "A PROCLAMATION" of a statement.
    fn is_label(&self, i: usize) -> bool {
        let plain = &*self.texts[i].plain;
        let first = self.texts[i].key.split(' ').next().unwrap_or("");
        !plain.contains([',', '('])
            && !matches!(first, "a" | "an" | "the" | "via")
            && !SECTIONS_OF_TEXT.contains(&self.texts[i].key.as_str())
    }

    fn beside_byline(&self, i: usize) -> bool {
        [i.wrapping_sub(1), i + 1]
            .iter()
            .filter_map(|&j| self.blocks.get(j))
            .any(|block| matches!(block.reason, Some(Reason::Byline | Reason::Share)))
    }
}
