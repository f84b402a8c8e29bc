//! Place: the role of each block from what it says, how it looks and where it stands.

mod teaser;
mod top;

use super::fold::Folded;
use super::furniture::{Found, Standing};
use super::shape::Shape;
use super::{Block, Furniture, Reason, Role, SiteProfile, credit, duplicate, line};

/// Gives every block its role and, where it is furniture, the reason; tells how each looks.
pub(super) fn roles(
    blocks: &mut [Block],
    texts: &[Folded],
    raw: &str,
    title: Option<&str>,
    furniture: &Furniture,
    profile: Option<&SiteProfile>,
) -> Vec<Shape> {
    let shapes: Vec<Shape> =
        blocks.iter().zip(texts).map(|(block, text)| Shape::of(block.span.slice(raw), text)).collect();
    let mut article =
        Article { found: texts.iter().map(|_| Found::default()).collect(), blocks, texts, shapes, furniture };
    let title = title.map(Folded::new).filter(|title| !title.key.is_empty());
    article.by_itself(title.as_ref(), profile);
    article.by_zone();
    article.top(title.as_ref());
    // A line that repeats the text is no teaser, wherever it stands.
    duplicate::mark(article.blocks, texts, &article.shapes, furniture);
    article.after_the_end();
    article.in_the_running_text();
    article.follow_survivors();
    article.shapes
}

struct Article<'a> {
    blocks: &'a mut [Block],
    texts: &'a [Folded<'a>],
    shapes: Vec<Shape>,
    found: Vec<Found>,
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

    /// Whether the lines are those of a press office: what was said, by whom, where and at what time.
    fn is_record(&self) -> bool {
        self.is_transcript() || self.shapes.iter().any(|shape| shape.clock)
    }

    /// What a block is, seen alone.
    fn by_itself(&mut self, title: Option<&Folded>, profile: Option<&SiteProfile>) {
        for i in 0..self.blocks.len() {
            let (text, shape) = (&self.texts[i], self.shapes[i]);
            let is_title = title.is_some_and(|title| title.key == text.key);
            let verdict = match self.furniture.judge(text, Standing::default(), &mut self.found[i]) {
                // A title may well begin with "Watch:"; but what a scraper took for the title may
                // also be a prompt of the site.
                Some(
                    Reason::Teaser | Reason::Related | Reason::Byline | Reason::Timestamp | Reason::Label,
                ) if is_title && shape.words >= 4 => None,
                Some(Reason::Byline) if is_authority(&text.key) => None,
                // "Image: …" before words that also stand without it is a caption.
                Some(Reason::Credit)
                    if credit::strip(text, self.furniture)
                        .is_some_and(|caption| self.texts.iter().any(|other| other.key == caption.key)) =>
                {
                    None
                }
                verdict => verdict,
            };
            let recurs =
                !is_title && profile.is_some_and(|profile| profile.recurs(&line(text, shape.running())));
            if let Some(reason) = verdict.or(recurs.then_some(Reason::SiteLine)) {
                self.drop(i, reason);
            } else if shape.emoji && shape.headline_like() && i > 0 {
                self.drop(i, Reason::Teaser);
            } else if credit::strip(text, self.furniture).is_some() {
                self.blocks[i].role = Role::Caption;
            } else if shape.headline_like()
                && (shape.heading || (!shape.bullet && self.is_between(i) && !self.is_entry(i)))
            {
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

    /// Whether a line names a person and nothing more than what he is, signs, or begins what the next block says of
    /// him: an entry of a list, and no subheading.
    fn is_entry(&self, i: usize) -> bool {
        let plain = &*self.texts[i].plain;
        let next = self.texts.get(i + 1).map_or("", |text| &*text.plain);
        let last_name = plain.split([',', ':']).next().and_then(|name| name.rsplit(' ').next()).unwrap_or("");
        let about = last_name.len() >= 3
            && last_name.starts_with(char::is_uppercase)
            && next.split(' ').take(5).any(|word| word.trim_end_matches([',', '.']) == last_name);
        plain.contains(',') && about
            || plain.contains('<')
            || plain.starts_with(['—', '–', '<'])
            || is_signed(plain)
            || plain.split_once(':').is_some_and(|(word, _)| {
                word.len() >= 4 && word.bytes().all(|byte| byte.is_ascii_uppercase())
            })
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
            if let Some(reason) = self.furniture.judge(&self.texts[i], standing, &mut self.found[i])
                && !(reason == Reason::Biography && self.is_about(i, &running))
                && !(reason == Reason::Credit && self.blocks[i].role == Role::Caption)
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

    fn is_transcript(&self) -> bool {
        self.shapes.iter().filter(|shape| shape.speech).count() >= 3
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
}

/// "By the President of …": in whose name something is proclaimed. A byline names a person, or the paper's staff.
fn is_authority(key: &str) -> bool {
    const STAFF: &[&str] = &[
        "staff",
        "desk",
        "team",
        "editor",
        "newsroom",
        "associated",
        "agenc",
        "board",
        "bureau",
        "press",
        "report",
    ];
    key.strip_prefix("by the ")
        .is_some_and(|rest| rest.split(' ').count() >= 3 && !STAFF.iter().any(|word| rest.contains(word)))
}

/// "DONALD B. BROWN": a name in capitals with an initial, as those write who sign.
fn is_signed(plain: &str) -> bool {
    let words = || plain.split(' ');
    (3..=4).contains(&words().count())
        && words().any(|word| word.len() == 2 && word.ends_with('.'))
        && plain.bytes().all(|byte| byte.is_ascii_uppercase() || matches!(byte, b' ' | b'.' | b'-' | b'\''))
}
