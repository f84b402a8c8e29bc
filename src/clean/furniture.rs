//! Furniture: the rules, held as data, that know what a site says around an article.
//!
//! A rule speaks about one block alone: whole lines, and templates of lines. Whether a block is
//! a teaser because of where it stands is not furniture's business.

use super::Reason;
<<<<<<< HEAD
use super::fold::{Folded, trim_stop};
use crate::diagnostic::table::Placed;
use crate::diagnostic::{Diagnostic, Severity, Source, Table, nearest};
use regex::{Regex, RegexSet, RegexSetBuilder};
use std::collections::HashMap;
use std::sync::OnceLock;

/// The furniture file that comes with the program.
pub const BUILTIN: &str = include_str!("../../lexicon/furniture.toml");
/// Longest block in bytes that a rule looks at unless it says otherwise.
const MOST: usize = 250;

/// In which part of an article a rule holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Zone {
    /// Everywhere.
    Any,
    /// Before the running text begins or after it ends.
    Edge,
    /// From the last paragraphs of the running text on.
    Tail,
}

#[derive(Clone, Copy, Debug)]
struct Rule {
    reason: Reason,
    zone: Zone,
    most: usize,
}

/// The compiled rules of a furniture file; immutable, to be shared by all threads.
#[derive(Debug)]
pub struct Furniture {
    rules: Vec<Rule>,
    phrases: HashMap<String, Vec<usize>>,
    /// Patterns of rules that look at short blocks only, and those of all other rules.
    short: Patterns,
    long: Patterns,
    /// An agency that owns pictures.
    pub(super) agency: Regex,
    /// A label such as "Photo:" at the beginning of a credit.
    pub(super) labelled: Regex,
    /// A word such as "Image:" before a caption.
    pub(super) lead_in: Regex,
}

#[derive(Debug, Default)]
struct Patterns {
    set: RegexSet,
    /// The rule of each pattern of the set.
    rules: Vec<usize>,
    most: usize,
=======
use super::credit::Credits;
use super::fold::Folded;
use super::furniture_file::{self, Zone};
use super::markup::is_markup;
use super::template::{Dates, Template, first_word};
use super::token::{Kind, MOST, Token, line_hash, tokens};
use crate::diagnostic::Diagnostic;
use std::collections::HashMap;
use std::sync::OnceLock;

/// Name and text of the furniture file that is built in.
const EMBEDDED: (&str, &str) = ("lexicon/furniture.toml", include_str!("../../lexicon/furniture.toml"));
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
    places: HashMap<u64, Vec<u32>>,
}

impl Default for Words {
    fn default() -> Self {
        Words { filter: vec![0; 256], places: HashMap::new() }
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
>>>>>>> clean2
}

/// Where a block stands, as far as rules ask.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Standing {
    pub edge: bool,
    pub tail: bool,
}

impl Furniture {
    /// The rules that are built in, compiled when they are first asked for.
    pub fn embedded() -> &'static Furniture {
        static RULES: OnceLock<Furniture> = OnceLock::new();
<<<<<<< HEAD
        RULES.get_or_init(|| match Furniture::parse([("lexicon/furniture.toml", BUILTIN)]) {
            Ok(rules) => rules,
            Err(mistakes) => unreachable!("a test compiles the built-in furniture: {}", mistakes[0].message),
        })
    }

    /// Compiles furniture files (name and text); the first is usually [`BUILTIN`], and later ones add
    /// to it.
    ///
    /// # Errors
    /// All mistakes of all files.
    pub fn parse<'s>(
        files: impl IntoIterator<Item = (&'s str, &'s str)>,
    ) -> Result<Furniture, Vec<Diagnostic>> {
        let mut written = Written::default();
        let mut mistakes = Vec::new();
        let mut first = ("", "");
        for (file, text) in files {
            if first.0.is_empty() {
                first = (file, text);
            }
            let mut source = Source::new(file, text);
            written.read(&mut source);
            mistakes.append(&mut source.diagnostics);
        }
        let mut source = Source::new(first.0, first.1);
        let compiled = written.compile(&mut source);
        mistakes.append(&mut source.diagnostics);
        match compiled {
            Some(rules) if mistakes.iter().all(|d| d.severity != Severity::Error) => Ok(rules),
            _ => Err(mistakes),
        }
=======
        RULES.get_or_init(|| match Furniture::parse(EMBEDDED.0, EMBEDDED.1) {
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
>>>>>>> clean2
    }

    /// Why the block is furniture, judged by itself and by where it stands; the first rule of the
    /// file wins.
    pub(super) fn judge(&self, text: &Folded, standing: Standing) -> Option<Reason> {
<<<<<<< HEAD
        let length = text.plain.len();
        if length == 0 {
            // Nothing but marks, pictures and links without words.
=======
        let plain = text.plain.as_str();
        if plain.len() > self.most {
            return None;
        }
        if plain.len() <= LONG && is_markup(plain) {
>>>>>>> clean2
            return Some(Reason::Markup);
        }
        let mut rest = tokens(plain);
        let first = rest.next()?;
        let mut candidates: Vec<u32> =
            first_word(first).into_iter().flat_map(|word| self.first.get(word)).copied().collect();
        let whole = plain.len() <= LONG || standing.tail;
        if !whole && candidates.is_empty() {
            return None;
        }
        let mut line: Vec<Token> = Vec::with_capacity(48);
        line.push(first);
        line.extend(rest.by_ref().take(MOST - 1));
        let cut = rest.next().is_some();
        let mut best = None;
        if whole {
            for &rule in self.lines.get(line_hash(line.iter().copied())) {
                self.offer(rule, plain, standing, &mut best);
            }
            for token in &line {
                if token.kind != Kind::Separator {
                    candidates.extend(first_word(*token).into_iter().flat_map(|word| self.inner.get(word)));
                }
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        for index in candidates {
            let (template, rule) = &self.templates[index as usize];
            // Templates stand in the order of their rules.
            if best.is_some_and(|best| best <= *rule) {
                break;
            }
            let mut found = best;
            self.offer(*rule, plain, standing, &mut found);
            if found != best && template.matches(&line, cut, &self.dates) {
                best = found;
            }
        }
        best.map(|rule| self.rules[rule as usize].reason)
    }

    /// Makes `rule` the best one if it looks at such blocks and comes before the best so far.
    fn offer(&self, index: u32, plain: &str, standing: Standing, best: &mut Option<u32>) {
        let rule = self.rules[index as usize];
        let here = match rule.zone {
            Zone::Any => true,
            Zone::Edge => standing.edge || standing.tail,
            Zone::Tail => standing.tail,
        };
        let fits = plain.len() <= rule.most && (rule.stop || !plain.ends_with(['.', '!', '?']));
        if here && fits && best.is_none_or(|best| index < best) {
            *best = Some(index);
        }
<<<<<<< HEAD
        for patterns in [&self.short, &self.long] {
            if length <= patterns.most {
                patterns.set.matches(&text.plain).into_iter().for_each(|i| offer(patterns.rules[i]));
            }
        }
        first.map(|index| self.rules[index].reason)
    }
}

/// What furniture files say, before it is compiled.
#[derive(Default)]
struct Written {
    rules: Vec<Rule>,
    phrases: HashMap<String, Vec<usize>>,
    short: Vec<(String, usize)>,
    long: Vec<(String, usize)>,
    agencies: Vec<String>,
    words: Vec<String>,
    lead_ins: Vec<String>,
}

impl Written {
    fn read(&mut self, source: &mut Source) {
        let mut top = source.parse();
        if let Some(mut credit) = top.table(source, "credit") {
            for (list, name) in [
                (&mut self.agencies, "agencies"),
                (&mut self.words, "words"),
                (&mut self.lead_ins, "lead_ins"),
            ] {
                for word in credit.strings(source, name) {
                    if word.value.trim().is_empty() {
                        let message = format!("a word of `{name}` is empty");
                        source.error("empty-value", word.span, message, "", None);
                        continue;
                    }
                    list.push(regex::escape(word.value.trim()));
                }
            }
            credit.finish(source);
        }
        for table in top.tables(source, "rule") {
            self.rule(source, table);
        }
        top.finish(source);
    }

    fn rule(&mut self, source: &mut Source, mut table: Table) {
        let reasons = Reason::ALL.iter().map(|&reason| (reason.as_str(), reason)).collect::<Vec<_>>();
        let reason = table.required(source, "reason").and_then(|r| choose(source, "reason", &r, &reasons));
        let zones = [("any", Zone::Any), ("edge", Zone::Edge), ("tail", Zone::Tail)];
        let zone = table.string(source, "zone").and_then(|z| choose(source, "zone", &z, &zones));
        let most = table.integer(source, "most", 1..=1_000_000).map_or(MOST, |most| most as usize);
        let phrases = table.strings(source, "phrases");
        let starts = table.strings(source, "starts");
        let patterns = table.strings(source, "patterns");
        if phrases.is_empty() && starts.is_empty() && patterns.is_empty() {
            let span = table.span.start..table.span.start + 1;
            let help = Some("add `phrases`, `starts` or `patterns`".into());
            source.error("missing-key", span, "this rule matches nothing".into(), "in this table", help);
        }
        table.finish(source);
        let Some(reason) = reason else { return };
        let index = self.rules.len();
        self.rules.push(Rule { reason, zone: zone.unwrap_or(Zone::Any), most });
        for phrase in phrases {
            let key = Folded::new(&phrase.value).key;
            if key.is_empty() {
                let message = "a phrase without words matches nothing".into();
                source.error("empty-value", phrase.span, message, "", None);
            }
            self.phrases.entry(key).or_default().push(index);
        }
        let list = if most <= MOST { &mut self.short } else { &mut self.long };
        for start in starts {
            if start.value.trim().is_empty() {
                let message = "an empty beginning would match every block".into();
                source.error("empty-value", start.span, message, "", None);
            }
            list.push((format!("^{}", regex::escape(&start.value)), index));
        }
        for pattern in patterns {
            let help = Some("patterns are regular expressions in the syntax of Rust's `regex`".to_string());
            match Regex::new(&pattern.value) {
                Err(e) => {
                    let message = format!("malformed pattern: {}", last_line(&e.to_string()));
                    source.error("bad-pattern", pattern.span, message, "", help);
                }
                Ok(regex) if regex.is_match("") => {
                    let message = "this pattern matches the empty text".into();
                    source.error("bad-pattern", pattern.span, message, "", None);
                }
                Ok(_) => list.push((pattern.value, index)),
            }
        }
    }

    /// Makes the rules; mistakes that no one line makes are put at the head of `source`.
    fn compile(self, source: &mut Source) -> Option<Furniture> {
        let mut general = |message: String| source.error("bad-pattern", 0..0, message, "", None);
        let lists = [("agencies", &self.agencies), ("words", &self.words), ("lead_ins", &self.lead_ins)];
        for (name, _) in lists.iter().filter(|(_, list)| list.is_empty()) {
            general(format!("`{name}` in [credit] must not be empty"));
        }
        let mut compile = |pattern: String| {
            Regex::new(&pattern).map_err(|e| general(format!("credit: {}", last_line(&e.to_string())))).ok()
        };
        let [agencies, words, lead_ins] = lists.map(|(_, list)| list.join("|"));
        let agency = compile(format!(r"(?i)(?-u:\b)(?:{agencies})(?-u:\b)"));
        let labelled = compile(format!(r"(?i)^(?:{words})s?(?: credit| by|s)?(?: ?: ?| by | - )\S"));
        let lead_in = compile(format!(r"(?i)^(?:{lead_ins})\s*[:,–—-]\s*"));
        let most = self.rules.iter().map(|rule| rule.most).max().unwrap_or(0);
        let short = Patterns::new(self.short, MOST).map_err(&mut general).ok();
        let long = Patterns::new(self.long, most).map_err(&mut general).ok();
        Some(Furniture {
            rules: self.rules,
            phrases: self.phrases,
            short: short?,
            long: long?,
            agency: agency?,
            labelled: labelled?,
            lead_in: lead_in?,
        })
    }
}

fn choose<T: Copy>(
    source: &mut Source,
    what: &str,
    given: &Placed<String>,
    known: &[(&str, T)],
) -> Option<T> {
    let found = known.iter().find(|(name, _)| *name == given.value).map(|(_, value)| *value);
    if found.is_none() {
        let names = known.iter().map(|(name, _)| *name);
        let help = nearest(&given.value, names.clone()).map_or_else(
            || format!("one of: {}", names.collect::<Vec<_>>().join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        let message = format!("unknown {what} `{}`", given.value);
        source.error("unknown-value", given.span.clone(), message, "not known", Some(help));
    }
    found
}

impl Patterns {
    fn new(patterns: Vec<(String, usize)>, most: usize) -> Result<Self, String> {
        let (texts, rules): (Vec<String>, Vec<usize>) = patterns.into_iter().unzip();
        let set = RegexSetBuilder::new(texts)
            .case_insensitive(true)
            .size_limit(64 << 20)
            .dfa_size_limit(16 << 20)
            .build()
            .map_err(|e| format!("the patterns are too large together: {}", last_line(&e.to_string())))?;
        Ok(Self { set, rules, most })
    }
}

fn last_line(message: &str) -> &str {
    message.lines().last().unwrap_or(message).trim_start_matches("error: ")
}

=======
    }
}

>>>>>>> clean2
#[cfg(test)]
mod tests {
    use super::*;

    fn judge(text: &str) -> Option<Reason> {
        Furniture::embedded().judge(&Folded::new(text), Standing { edge: true, tail: true })
    }

    #[test]
<<<<<<< HEAD
    fn the_builtin_rules_compile() {
        if let Err(mistakes) = Furniture::parse([("lexicon/furniture.toml", BUILTIN)]) {
            panic!("{}", mistakes.iter().map(|d| d.render(BUILTIN)).collect::<String>());
=======
    fn the_embedded_rules_are_well_formed() {
        if let Err(errors) = Furniture::parse(EMBEDDED.0, EMBEDDED.1) {
            panic!("{}", errors.iter().map(|e| e.render(EMBEDDED.1) + "\n").collect::<String>());
>>>>>>> clean2
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
<<<<<<< HEAD

    #[test]
    fn mistakes_are_placed_and_told_together() {
        let text = "[credit]\nagencies = [\"Reuters\"]\nwords = [\"Photo\"]\nlead_ins = [\"Image\"]\n\
                    [[rule]]\nreason = \"gossip\"\n[[rule]]\nreason = \"share\"\npatterns = [\"(\", \"x?\"]\n";
        let mistakes = Furniture::parse([("mine.toml", text)]).unwrap_err();
        let places: Vec<_> = mistakes.iter().map(|d| (d.code, d.line_column(text))).collect();
        assert_eq!(
            places,
            [
                ("unknown-value", (6, 10)),
                ("missing-key", (5, 1)),
                ("bad-pattern", (9, 13)),
                ("bad-pattern", (9, 18))
            ]
        );
    }

    #[test]
    fn a_later_file_adds_to_an_earlier_one() {
        let more = "[credit]\nagencies = [\"Nordfoto\"]\n[[rule]]\nreason = \"share\"\nphrases = [\"Tell a friend\"]\n";
        let furniture = Furniture::parse([("a.toml", BUILTIN), ("b.toml", more)]).unwrap();
        let judge = |text: &str| furniture.judge(&Folded::new(text), Standing { edge: true, tail: true });
        assert_eq!(
            (judge("Tell a friend"), judge("3 hours ago")),
            (Some(Reason::Share), Some(Reason::Timestamp))
        );
        assert!(furniture.agency.is_match("A bridge. Nordfoto") && furniture.agency.is_match("Reuters"));
    }
=======
>>>>>>> clean2
}
