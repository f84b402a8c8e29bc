//! Furniture: the rules, held as data, that know what a site says around an article.
//!
//! A rule speaks about one block alone: whole lines, and templates of lines. Whether a block is
//! a teaser because of where it stands is not furniture's business.

use super::Reason;
use super::credit::Credits;
use super::dates::Dates;
use super::fold::Folded;
use super::furniture_file::{self, Zone};
use super::hash::HashedMap;
use super::markup::is_markup;
use super::template::{Template, bit, first_word};
use super::token::{MOST, Token, line_hash, tokens};
use crate::diagnostic::Diagnostic;
use std::sync::OnceLock;

/// The rules that come with the program.
pub const FURNITURE: &str = include_str!("../../lexicon/furniture.toml");

/// Name and text of the furniture file that is built in.
const EMBEDDED: (&str, &str) = ("lexicon/furniture.toml", FURNITURE);
/// Blocks longer than this many bytes are looked at only where their first word begins a template.
const LONG: usize = 250;

/// The rules of one or more furniture files; immutable, to be shared by all threads.
#[derive(Debug)]
pub struct Furniture {
    pub(super) rules: Vec<Rule>,
    /// Rules by the hash of a whole line.
    pub(super) lines: Words,
    pub(super) templates: Vec<(Template, u32)>,
    /// Templates by a word that stands first, and by one that stands somewhere.
    pub(super) first: Words,
    pub(super) inner: Words,
    pub(super) dates: Dates,
    pub(super) credits: Credits,
    /// Longest block in bytes that any rule looks at.
    pub(super) most: usize,
}

/// Indices by hash, with a filter that most words do not pass.
#[derive(Debug)]
pub(super) struct Words {
    filter: Vec<u64>,
    places: HashedMap<Vec<u32>>,
}

impl Default for Words {
    fn default() -> Self {
        Words { filter: vec![0; 256], places: HashedMap::default() }
    }
}

impl Words {
    pub(super) fn add(&mut self, hash: u64, index: u32) {
        self.filter[(hash >> 6 & 255) as usize] |= 1 << (hash & 63);
        let places = self.places.entry(hash).or_default();
        if places.last() != Some(&index) {
            places.push(index);
        }
    }

    fn get(&self, hash: u64) -> &[u32] {
        if self.filter[(hash >> 6 & 255) as usize] >> (hash & 63) & 1 == 0 {
            return &[];
        }
        self.places.get(&hash).map_or(&[], Vec::as_slice)
    }
}

/// What a rule asks of a block besides its words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub reason: Reason,
    pub zone: Zone,
    pub most: usize,
    /// Whether the block may end with the stop of a sentence.
    pub stop: bool,
}

impl Rule {
    /// Whether the rule looks at such blocks.
    fn fits(&self, plain: &str) -> bool {
        plain.len() <= self.most && (self.stop || !plain.ends_with(['.', '!', '?']))
    }
}

/// What was found out about the words of a block.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Whether all of it was looked at; none where nothing was looked at yet.
    whole: Option<bool>,
    rules: Vec<u32>,
}

/// Where a block stands, as far as rules ask.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Standing {
    pub edge: bool,
    pub inside: bool,
    pub tail: bool,
}

impl Furniture {
    /// The rules that are built in, compiled when they are first asked for.
    pub fn embedded() -> &'static Furniture {
        static RULES: OnceLock<Furniture> = OnceLock::new();
        RULES.get_or_init(|| match furniture_file::read(&[EMBEDDED]) {
            Ok(rules) => rules,
            Err(errors) => unreachable!("a test reads the built-in furniture: {}", errors[0].message),
        })
    }

    /// Reads one furniture file alone; `file` is what diagnostics call it.
    ///
    /// # Errors
    /// Every mistake of the file at once.
    pub fn parse(file: &str, text: &str) -> Result<Furniture, Vec<Diagnostic>> {
        furniture_file::read(&[(file, text)])
    }

    /// The built-in rules and, on top of them, those of further files, each a name and its text: a
    /// rule with the name of an earlier one takes its place, lists and credits are added.
    ///
    /// # Errors
    /// Every mistake of all files at once.
    pub fn with_files(files: &[(&str, &str)]) -> Result<Furniture, Vec<Diagnostic>> {
        furniture_file::read(&[&[EMBEDDED], files].concat())
    }

    /// Why the block is furniture, judged by itself and by where it stands; the first rule of the
    /// file wins. `found` keeps what was found out about its words, for when it is judged once more.
    pub(super) fn judge(&self, text: &Folded, standing: Standing, found: &mut Found) -> Option<Reason> {
        let plain = &*text.plain;
        if plain.len() > self.most {
            return None;
        }
        if plain.len() <= LONG && is_markup(plain) {
            return Some(Reason::Markup);
        }
        if standing.edge && plain.len() <= 3 && plain.bytes().all(|byte| byte.is_ascii_lowercase()) {
            // The rest of a label that was cut.
            return Some(Reason::Markup);
        }
        let whole = plain.len() <= LONG || standing.tail;
        if found.whole != Some(whole) {
            *found = Found { whole: Some(whole), rules: self.matching(plain, whole) };
        }
        let mut best = None;
        for &rule in &found.rules {
            self.offer(rule, plain, standing, &mut best);
        }
        best.map(|rule| self.rules[rule as usize].reason)
    }

    /// The rules whose words a block has, wherever it stands; of one that is not looked at as a `whole` only those that its
    /// first word begins.
    fn matching(&self, plain: &str, whole: bool) -> Vec<u32> {
        let mut rules = Vec::new();
        let mut rest = tokens(plain);
        let Some(first) = rest.next() else { return rules };
        let mut candidates: Vec<u32> =
            first_word(first).into_iter().flat_map(|word| self.first.get(word)).copied().collect();
        if !whole && candidates.is_empty() {
            return rules;
        }
        let mut line = [Token::NONE; MOST];
        line[0] = first;
        let mut length = 1;
        for (place, token) in line[1..].iter_mut().zip(&mut rest) {
            *place = token;
            length += 1;
        }
        let (line, cut) = (&line[..length], length == MOST && rest.next().is_some());
        if whole {
            rules.extend_from_slice(self.lines.get(line_hash(line.iter().copied())));
            for token in line {
                for word in first_word(*token) {
                    candidates.extend_from_slice(self.inner.get(word));
                }
            }
        }
        if candidates.is_empty() {
            return rules;
        }
        let bits = line.iter().fold(0, |bits, token| bits | bit(token.hash));
        candidates.retain(|&index| self.templates[index as usize].0.may_match(bits));
        candidates.sort_unstable();
        candidates.dedup();
        for index in candidates {
            let (template, rule) = &self.templates[index as usize];
            let fits = self.rules[*rule as usize].fits(plain);
            if fits && !rules.contains(rule) && template.matches(line, cut, &self.dates) {
                rules.push(*rule);
            }
        }
        rules
    }

    /// Makes `rule` the best one if it looks at such blocks and comes before the best so far.
    fn offer(&self, index: u32, plain: &str, standing: Standing, best: &mut Option<u32>) {
        let rule = self.rules[index as usize];
        let here = match rule.zone {
            Zone::Any => true,
            Zone::Edge => standing.edge || standing.tail,
            Zone::Inside => standing.inside,
            Zone::Tail => standing.tail,
        };
        if here && rule.fits(plain) && best.is_none_or(|best| index < best) {
            *best = Some(index);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(text: &str) -> Option<Reason> {
        Furniture::embedded().judge(
            &Folded::new(text),
            Standing { edge: true, inside: true, tail: true },
            &mut Found::default(),
        )
    }

    #[test]
    fn the_embedded_rules_are_well_formed() {
        if let Err(errors) = Furniture::with_files(&[]) {
            panic!("{}", errors.iter().map(|e| e.render(FURNITURE) + "\n").collect::<String>());
        }
    }

    #[test]
    fn the_site_is_heard() {
        for (text, reason) in [
            ("Related topics", Reason::Related),
            ("JOIN OUR NEWSLETTER", Reason::Newsletter),
            ("Get the week's best maps straight to your inbox", Reason::Newsletter),
            ("Share this with Facebook Share this with WhatsApp", Reason::Share),
            ("Facebook | X | Copy link", Reason::Share),
            ("By Ada Brown, Defence Correspondent", Reason::Byline),
            ("Last updated 14 March 2025 at 09:12 GMT", Reason::Timestamp),
            ("3 hours ago", Reason::Timestamp),
            ("4 min read", Reason::Timestamp),
            ("We use cookies to improve your visit", Reason::Cookie),
            ("Advertisement", Reason::Advert),
            ("READ MORE: Minister denies rift over radar deal", Reason::Teaser),
            ("© 2025 Northern Star. All rights reserved.", Reason::Copyright),
            ("Image copyright Reuters", Reason::Credit),
            ("Reporting by Ada Brown; Editing by Tom Green", Reason::Byline),
            ("Ada Brown is a senior fellow at the Harbour Institute.", Reason::Biography),
            ("14 comments", Reason::Comments),
            ("Sorry, your browser cannot play this video.", Reason::Player),
            ("Home > News > World", Reason::Navigation),
            ("https://star.example/news/12", Reason::Markup),
        ] {
            assert_eq!(judge(text), Some(reason), "{text}");
        }
    }

    #[test]
    fn the_author_is_not_taken_for_the_site() {
        for text in [
            "By Friday the ministers had agreed on nothing but a date.",
            "Share of arms in the budget is to rise, he said.",
            "Read more than a decade later, the memorandum is thin.",
            "Sanctions",
            "Follow-up talks are due in May.",
            "Related talks on grain were held in Ankara on Monday.",
            "The president said he would sign up to the plan.",
            "Advertisement of the tender is expected in June.",
            "Watch towers line the border.",
            "More from the fund is needed, the minister said.",
            "Comments by the minister were not welcome in Oslo.",
            "Sources: two officials and a letter seen by the ministers of four states on the day before.",
        ] {
            assert_eq!(judge(text), None, "{text}");
        }
    }
}
