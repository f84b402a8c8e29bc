//! Furniture: the rules, held as data, that know what a site says around an article.
//!
//! A rule speaks about one block alone: whole phrases, beginnings, patterns. Whether a block is
//! a teaser because of where it stands is not furniture's business.

use super::Reason;
use super::fold::{Folded, trim_stop};
use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};
use serde::Deserialize;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;
use toml::Spanned;

const BUILTIN: &str = include_str!("../../lexicon/furniture.toml");
/// Longest block in bytes that a rule looks at unless it says otherwise.
const MOST: usize = 250;

/// A mistake in a furniture file, at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FurnitureError {
    /// Name of the file.
    pub name: String,
    /// Byte range of the mistake in the file's text.
    pub range: Range<usize>,
    /// Line of the mistake, from 1.
    pub line: usize,
    /// Column of the mistake in code points, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for FurnitureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.name, self.line, self.column, self.message)
    }
}

impl std::error::Error for FurnitureError {}

/// In which part of an article a rule holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Zone {
    /// Everywhere.
    Any,
    /// Before the running text begins or after it ends.
    Edge,
    /// From the last paragraphs of the running text on.
    Tail,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileText {
    credit: CreditText,
    rule: Vec<RuleText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CreditText {
    agencies: Vec<Spanned<String>>,
    words: Vec<Spanned<String>>,
    lead_ins: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleText {
    reason: Spanned<String>,
    #[serde(default = "everywhere")]
    zone: Zone,
    #[serde(default = "most")]
    most: usize,
    #[serde(default)]
    phrases: Vec<Spanned<String>>,
    #[serde(default)]
    starts: Vec<Spanned<String>>,
    #[serde(default)]
    patterns: Vec<Spanned<String>>,
}

fn everywhere() -> Zone {
    Zone::Any
}

fn most() -> usize {
    MOST
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

/// Patterns are run in two steps. The set holds each pattern with its counts loosened
/// (`.{0,60}` as `.*`): counting makes an automaton of many patterns outgrow its cache, and it
/// matches at least what the pattern matches. What it finds is put to the pattern itself.
#[derive(Debug, Default)]
struct Patterns {
    loose: RegexSet,
    /// Each pattern of the set as written, compiled when it is first asked, and its rule.
    exact: Vec<(String, OnceLock<Option<Regex>>, usize)>,
    most: usize,
}

/// Where a block stands, as far as rules ask.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Standing {
    pub edge: bool,
    pub tail: bool,
}

impl Furniture {
    /// The rules that are built in.
    pub fn builtin() -> &'static Furniture {
        static RULES: OnceLock<Furniture> = OnceLock::new();
        RULES.get_or_init(|| match Furniture::read("lexicon/furniture.toml", BUILTIN, false) {
            Ok(rules) => rules,
            Err(errors) => unreachable!("a test compiles the built-in furniture: {}", errors[0]),
        })
    }

    /// Compiles the rules of a furniture file; `name` is what errors call the file.
    ///
    /// # Errors
    /// Every mistake that can be found at once: one for text that is not TOML of the right shape,
    /// else one for each unknown reason, empty phrase and malformed pattern.
    pub fn parse(name: &str, text: &str) -> Result<Furniture, Vec<FurnitureError>> {
        Furniture::read(name, text, true)
    }

    /// Compiles a file; without `prove`, patterns that a test has compiled are taken on trust,
    /// for compiling each of them takes longer than cleaning a hundred articles.
    fn read(name: &str, text: &str, prove: bool) -> Result<Furniture, Vec<FurnitureError>> {
        let place = |range: Range<usize>, message: String| {
            let before = text.get(..range.start).unwrap_or(text);
            let line_start = before.rfind('\n').map_or(0, |at| at + 1);
            FurnitureError {
                name: name.to_owned(),
                line: before.matches('\n').count() + 1,
                column: before[line_start..].chars().count() + 1,
                range,
                message,
            }
        };
        let file: FileText = toml::from_str(text)
            .map_err(|e| vec![place(e.span().unwrap_or(0..0), e.message().trim().replace('\n', "; "))])?;
        let mut errors = Vec::new();
        let mut rules = Vec::new();
        let mut phrases: HashMap<String, Vec<usize>> = HashMap::new();
        let (mut short, mut long) = (Vec::new(), Vec::new());
        for rule in &file.rule {
            let found = Reason::ALL.iter().find(|reason| reason.as_str() == rule.reason.get_ref());
            let Some(&reason) = found else {
                let known: Vec<_> = Reason::ALL.iter().map(|reason| reason.as_str()).collect();
                let message =
                    format!("unknown reason `{}`; known: {}", rule.reason.get_ref(), known.join(", "));
                errors.push(place(rule.reason.span(), message));
                continue;
            };
            let index = rules.len();
            rules.push(Rule { reason, zone: rule.zone, most: rule.most });
            for phrase in &rule.phrases {
                let key = Folded::new(phrase.get_ref()).key;
                if key.is_empty() {
                    errors.push(place(phrase.span(), "a phrase without words matches nothing".into()));
                }
                phrases.entry(key).or_default().push(index);
            }
            let patterns = if rule.most <= MOST { &mut short } else { &mut long };
            for start in &rule.starts {
                if start.get_ref().trim().is_empty() {
                    errors.push(place(start.span(), "an empty beginning would match every block".into()));
                }
                patterns.push((format!("^{}", regex::escape(start.get_ref())), index));
            }
            for pattern in &rule.patterns {
                if !prove {
                    patterns.push((pattern.get_ref().clone(), index));
                    continue;
                }
                match compile(pattern.get_ref()) {
                    Err(e) => {
                        let message = format!("malformed pattern: {}", last_line(&e.to_string()));
                        errors.push(place(pattern.span(), message));
                    }
                    Ok(regex) if regex.is_match("") => {
                        errors.push(place(pattern.span(), "this pattern matches the empty text".into()));
                    }
                    Ok(_) => patterns.push((pattern.get_ref().clone(), index)),
                }
            }
        }
        let credit = &file.credit;
        let (agencies, words, lead_ins) =
            (alternatives(&credit.agencies), alternatives(&credit.words), alternatives(&credit.lead_ins));
        for (list, name) in [(&agencies, "agencies"), (&words, "words"), (&lead_ins, "lead_ins")] {
            if list.is_empty() {
                errors.push(place(0..0, format!("credit.{name} must not be empty")));
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let credit_rule = |pattern: String| match Regex::new(&pattern) {
            Ok(regex) => Ok(regex),
            Err(e) => Err(vec![place(0..0, format!("credit: {}", last_line(&e.to_string())))]),
        };
        let agency = credit_rule(format!(r"(?i)(?-u:\b)(?:{agencies})(?-u:\b)"))?;
        let labelled = credit_rule(format!(r"(?i)^(?:{words})s?(?: credit| by|s)?(?: ?: ?| by | - )\S"))?;
        let lead_in = credit_rule(format!(r"(?i)^(?:{lead_ins})\s*[:,–—-]\s*"))?;
        let short = Patterns::new(short, MOST).map_err(|m| vec![place(0..0, m)])?;
        let most = rules.iter().map(|rule| rule.most).max().unwrap_or(0);
        let long = Patterns::new(long, most).map_err(|m| vec![place(0..0, m)])?;
        Ok(Furniture { rules, phrases, short, long, agency, labelled, lead_in })
    }

    /// Why the block is furniture, judged by itself and by where it stands; the first rule of the
    /// file wins.
    pub(super) fn judge(&self, text: &Folded, standing: Standing) -> Option<Reason> {
        let length = text.plain.len();
        if length == 0 {
            // Nothing but pictures, and links without words.
            return Some(Reason::Markup);
        }
        let mut first: Option<usize> = None;
        let mut offer = |index: usize| {
            let rule = self.rules[index];
            let here = match rule.zone {
                Zone::Any => true,
                Zone::Edge => standing.edge || standing.tail,
                Zone::Tail => standing.tail,
            };
            if here && length <= rule.most && first.is_none_or(|best| index < best) {
                first = Some(index);
            }
        };
        for &index in self.phrases.get(trim_stop(&text.key)).into_iter().flatten() {
            offer(index);
        }
        for patterns in [&self.short, &self.long] {
            if length <= patterns.most {
                patterns.rules(&text.plain).for_each(&mut offer);
            }
        }
        first.map(|index| self.rules[index].reason)
    }
}

impl Patterns {
    fn new(patterns: Vec<(String, usize)>, most: usize) -> Result<Self, String> {
        let loose = RegexSetBuilder::new(patterns.iter().map(|(pattern, _)| loosen(pattern)))
            .case_insensitive(true)
            .size_limit(64 << 20)
            .dfa_size_limit(32 << 20)
            .build()
            .map_err(|e| format!("the patterns are too large together: {}", last_line(&e.to_string())))?;
        let exact = patterns.into_iter().map(|(pattern, rule)| (pattern, OnceLock::new(), rule)).collect();
        Ok(Self { loose, exact, most })
    }

    /// The rules whose patterns match.
    fn rules<'a>(&'a self, text: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.loose.matches(text).into_iter().filter_map(move |i| {
            let (pattern, compiled, rule) = &self.exact[i];
            let regex = compiled.get_or_init(|| compile(pattern).ok());
            regex.as_ref().is_some_and(|regex| regex.is_match(text)).then_some(*rule)
        })
    }
}

/// A pattern as it is run: in any case, with word boundaries of ASCII letters, which automata
/// know without looking at whole code points.
fn compile(pattern: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(&ascii_boundaries(pattern)).case_insensitive(true).build()
}

fn ascii_boundaries(pattern: &str) -> String {
    pattern.replace(r"\b", r"(?-u:\b)")
}

/// A pattern that matches at least what `pattern` does: ranges of repetition become `*`.
fn loosen(pattern: &str) -> String {
    static RANGE: OnceLock<Regex> = OnceLock::new();
    let range = RANGE.get_or_init(|| match Regex::new(r"\{[0-9]+,[0-9]*\}") {
        Ok(range) => range,
        Err(e) => unreachable!("a constant pattern: {e}"),
    });
    range.replace_all(&ascii_boundaries(pattern), "*").into_owned()
}

fn alternatives(words: &[Spanned<String>]) -> String {
    words.iter().map(|word| regex::escape(word.get_ref().trim())).collect::<Vec<_>>().join("|")
}

fn last_line(message: &str) -> &str {
    message.lines().last().unwrap_or(message).trim_start_matches("error: ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(text: &str) -> Option<Reason> {
        Furniture::builtin().judge(&Folded::new(text), Standing { edge: true, tail: true })
    }

    #[test]
    fn the_builtin_rules_compile() {
        if let Err(errors) = Furniture::parse("lexicon/furniture.toml", BUILTIN) {
            panic!("{}", errors.iter().map(|e| format!("{e}\n")).collect::<String>());
        }
    }

    #[test]
    fn loosened_patterns_match_no_less() {
        for (pattern, text) in
            [("^by .{2,9}$", "By A B"), (r"^\d{6,}$", "1234567"), (r"^(?:a ){1,3}b\b", "a a b")]
        {
            assert!(
                compile(pattern).unwrap().is_match(text)
                    && Regex::new(&format!("(?i){}", loosen(pattern))).unwrap().is_match(text)
            );
        }
        assert!(!compile("^by .{2,9}$").unwrap().is_match("By the tenth of May"));
    }

    #[test]
    fn the_site_is_heard() {
        for (text, reason) in [
            ("Related topics", Reason::Related),
            ("JOIN OUR NEWSLETTER", Reason::Newsletter),
            ("Share this with Facebook Share this with WhatsApp", Reason::Share),
            ("By Ada Brown, Defence Correspondent", Reason::Byline),
            ("Last updated 14 March 2025 at 09:12 GMT", Reason::Timestamp),
            ("3 hours ago", Reason::Timestamp),
            ("We use cookies to improve your visit", Reason::Cookie),
            ("Advertisement", Reason::Advert),
            ("READ MORE: Minister denies rift over radar deal", Reason::Teaser),
            ("© 2025 Northern Star. All rights reserved.", Reason::Copyright),
            ("Image copyright Reuters", Reason::Credit),
            ("Reporting by Ada Brown; Editing by Tom Green", Reason::Byline),
            ("14 comments", Reason::Comments),
            ("Sorry, your browser cannot play this video.", Reason::Player),
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
        ] {
            assert_eq!(judge(text), None, "{text}");
        }
    }

    #[test]
    fn mistakes_are_placed_and_told_together() {
        let text = "[credit]\nagencies = [\"Reuters\"]\nwords = [\"Photo\"]\nlead_ins = [\"Image\"]\n\
                    [[rule]]\nreason = \"gossip\"\n[[rule]]\nreason = \"share\"\npatterns = [\"(\", \"x?\"]\n";
        let errors = Furniture::parse("mine.toml", text).unwrap_err();
        let places: Vec<_> = errors.iter().map(|e| (e.line, e.column)).collect();
        assert_eq!(places, [(6, 10), (9, 13), (9, 18)]);
        assert!(errors[0].to_string().starts_with("mine.toml:6:10: unknown reason `gossip`"));
        let errors = Furniture::parse("mine.toml", "[credit]\nagencies = 3\n").unwrap_err();
        assert_eq!((errors.len(), errors[0].line), (1, 2));
    }
}
