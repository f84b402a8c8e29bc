//! Place: the role of each block from what it says, how it looks and where it stands.

use super::fold::Folded;
use super::furniture::Standing;
use super::shape::Shape;
use super::topic::Frequencies;
use super::{Block, Furniture, Reason, Role, SiteProfile, credit, duplicate};

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

/// Gives every block its role and, where it is furniture, the reason.
pub(super) fn roles(
    blocks: &mut [Block],
    texts: &[Folded],
    raw: &str,
    title: Option<&str>,
    furniture: &Furniture,
    profile: Option<&SiteProfile>,
) {
    let shapes: Vec<Shape> =
        blocks.iter().zip(texts).map(|(block, text)| Shape::of(block.span.slice(raw), text)).collect();
    let mut article = Article { blocks, texts, shapes, furniture };
    let title = title.map(Folded::new).filter(|title| !title.key.is_empty());
    article.by_itself(title.as_ref(), profile);
    article.by_zone();
    article.top(title.as_ref());
    // A line that repeats the text is no teaser, wherever it stands.
    duplicate::mark(article.blocks, texts, &article.shapes, furniture);
    article.after_the_end();
    article.in_the_running_text();
    article.follow_survivors();
}

struct Article<'a> {
    blocks: &'a mut [Block],
    texts: &'a [Folded],
    shapes: Vec<Shape>,
    furniture: &'a Furniture,
}

impl Article<'_> {
    /// Whether lines without a stop are how this article is written: a transcript, or a list of
    /// names, rather than paragraphs under a few subheadings.
    fn is_list_of_lines(&self, from: usize, to: usize) -> bool {
        let running = (from..to).filter(|&i| self.running(i)).count();
        let lines = (from..to)
            .filter(|&i| self.kept(i) && self.shapes[i].headline_like() && !self.shapes[i].heading)
            .count();
        self.is_transcript() || lines > 3 + running * 2 / 3
    }

    fn drop(&mut self, index: usize, reason: Reason) {
        self.blocks[index].role = Role::Boilerplate;
        self.blocks[index].reason = Some(reason);
    }

    fn kept(&self, index: usize) -> bool {
        self.blocks[index].role.is_kept()
    }

    fn running(&self, index: usize) -> bool {
        self.blocks[index].role == Role::Body && self.shapes[index].running()
    }

    /// Index of the first and the last paragraph of running text.
    fn extent(&self) -> Option<(usize, usize)> {
        let first = (0..self.blocks.len()).find(|&i| self.running(i))?;
        let last = (first..self.blocks.len()).rev().find(|&i| self.running(i))?;
        Some((first, last))
    }

    /// What a block is, seen alone.
    fn by_itself(&mut self, title: Option<&Folded>, profile: Option<&SiteProfile>) {
        for i in 0..self.blocks.len() {
            let (text, shape) = (&self.texts[i], self.shapes[i]);
            let is_title = title.is_some_and(|title| title.key == text.key);
            let verdict = match self.furniture.judge(text, Standing::default()) {
                // A title may well begin with "Watch:"; but what a scraper took for the title may
                // also be a prompt of the site.
                Some(
                    Reason::Teaser | Reason::Related | Reason::Byline | Reason::Timestamp | Reason::Label,
                ) if is_title && shape.words >= 4 => None,
                verdict => verdict,
            };
            let recurs =
                !is_title && profile.is_some_and(|profile| profile.recurs(&text.key, shape.running()));
            if let Some(reason) = verdict.or(recurs.then_some(Reason::SiteLine)) {
                self.drop(i, reason);
            } else if shape.emoji && shape.headline_like() && i > 0 {
                self.drop(i, Reason::Teaser);
            } else if credit::strip(text, self.furniture).is_some() {
                self.blocks[i].role = Role::Caption;
            } else if shape.headline_like() && (shape.heading || (!shape.bullet && self.is_between(i))) {
                self.blocks[i].role = Role::Headline;
            }
        }
    }

    /// Whether a line stands where a subheading does: a paragraph or another line before it, a
    /// paragraph after it.
    fn is_between(&self, i: usize) -> bool {
        (2..=14).contains(&self.shapes[i].words)
            && i > 0
            && self.shapes.get(i + 1).is_some_and(|shape| shape.words >= 5 && (shape.stop || shape.open))
    }

    /// Rules that hold before and after the running text only.
    fn by_zone(&mut self) {
        let Some((first, last)) = self.extent() else { return };
        let running: Vec<usize> = (first..=last).filter(|&i| self.running(i)).collect();
        // Short notes are all tail; there the last paragraph alone may be about the author.
        let tail = if running.len() >= 6 { running[running.len() - 3] } else { last };
        for i in 0..self.blocks.len() {
            // In the middle, only lines are asked again.
            if !self.kept(i) || ((first..tail).contains(&i) && !self.shapes[i].headline_like()) {
                continue;
            }
            let standing = Standing {
                edge: i < first || i > last,
                inside: i > first,
                tail: i >= tail && running.len() > 1,
            };
            if let Some(reason) = self.furniture.judge(&self.texts[i], standing)
                && !(reason == Reason::Biography && self.is_about(i, &running))
            {
                self.drop(i, reason);
            }
        }
    }

    /// Whether a block begins with the name of somebody whom earlier paragraphs speak of: such a
    /// one is a person of the story, not its author.
    fn is_about(&self, i: usize, running: &[usize]) -> bool {
        let words = self.texts[i].plain.split(' ').take(4);
        let name = words.take_while(|word| word.starts_with(char::is_uppercase)).last();
        let name = name.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
        name.is_some_and(|name| {
            name.len() >= 4
                && !matches!(name.as_str(), "they" | "this" | "author" | "editor" | "correction")
                && running.iter().any(|&j| j < i && self.texts[j].key.contains(&name))
        })
    }

    /// Headline, standfirst, section labels and names before the running text.
    fn top(&mut self, title: Option<&Folded>) {
        let Some((first, _)) = self.extent() else { return };
        let top: Vec<usize> =
            (0..first).filter(|&i| self.blocks[i].role != Role::Caption && self.kept(i)).collect();
        let like_title: Vec<bool> =
            top.iter().map(|&i| title.is_some_and(|title| self.is_like(i, title))).collect();
        let headline = like_title.iter().position(|&like| like).map(|at| top[at]).or_else(|| {
            top.iter().copied().find(|&i| self.shapes[i].headline_like() && self.shapes[i].words >= 4)
        });
        let transcript = self.is_transcript();
        for (&i, like_title) in top.iter().zip(like_title) {
            let shape = self.shapes[i];
            if headline == Some(i) || like_title {
                self.blocks[i].role = Role::Headline;
            } else if !shape.headline_like() || shape.heading {
                continue;
            } else if headline.is_some_and(|headline| shape.words <= if i < headline { 3 } else { 2 })
                && !transcript
                && self.is_label(i)
            {
                self.drop(i, Reason::Label);
            } else if self.is_name(i) && self.beside_byline(i) {
                self.drop(i, Reason::Byline);
            } else {
                // A standfirst says something; places and times that open a statement do not.
                self.blocks[i].role =
                    if shape.words >= 6 && !shape.title_case { Role::Headline } else { Role::Body };
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
        let plain = self.texts[i].plain.as_str();
        let first = self.texts[i].key.split(' ').next().unwrap_or("");
        !plain.contains([',', '(']) && !matches!(first, "a" | "an" | "the")
    }

    /// Whether a line after the end of the text belongs to it: the name of who signs, or a name
    /// with what its bearer is.
    fn is_signature(&self, i: usize) -> bool {
        let (shape, plain) = (self.shapes[i], self.texts[i].plain.as_str());
        let names = plain.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | ','));
        let one = names && shape.title_case && (2..=4).contains(&shape.words);
        let (name, rest) = plain.split_once(", ").unwrap_or((plain, ""));
        let bears = (2..=4).contains(&name.split(' ').count())
            && name.split(' ').all(|word| word.starts_with(char::is_uppercase))
            && rest.starts_with(|c: char| c.is_uppercase() || rest.starts_with("of ") || c == '(');
        one || bears
    }

    fn is_transcript(&self) -> bool {
        self.shapes.iter().filter(|shape| shape.speech).count() >= 3
    }

    fn beside_byline(&self, i: usize) -> bool {
        [i.wrapping_sub(1), i + 1]
            .iter()
            .filter_map(|&j| self.blocks.get(j))
            .any(|block| matches!(block.reason, Some(Reason::Byline | Reason::Share)))
    }

    /// After the last paragraph everything that looks like a headline leads away from the article.
    fn after_the_end(&mut self) {
        let Some((first, last)) = self.extent() else { return };
        let paragraphs = (first..=last).filter(|&i| self.running(i)).count();
        if paragraphs < 3 {
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
            if !site_speaks && (listed || self.is_signature(i)) {
                continue;
            }
            if shape.open {
                in_list = true;
            } else if !in_list && self.blocks[i].role != Role::Caption && shape.headline_like() {
                self.drop(i, if shape.words <= 2 { Reason::Label } else { Reason::Teaser });
            }
        }
    }

    /// Subheadings, and teasers that interrupt the running text.
    fn in_the_running_text(&mut self) {
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

    /// A copy of a teaser is a teaser.
    fn follow_survivors(&mut self) {
        for i in 0..self.blocks.len() {
            if let Some(survivor) = self.blocks[i].duplicate_of
                && let Block { role: Role::Boilerplate, reason: Some(reason), .. } = self.blocks[survivor]
            {
                self.blocks[i].duplicate_of = None;
                self.drop(i, reason);
            }
        }
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
        let headed =
            next.is_some_and(|j| self.shapes[j].headline_like() && self.shapes[j].words < shape.words);
        if goes_on || led_in || headed {
            return shared < 0.5;
        }
        shape.words >= 8 && shared < 0.26
    }
}
