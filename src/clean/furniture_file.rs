//! A furniture file as written: named rules, lists of phrases, credits. Reading it yields
//! [`Furniture`], or every mistake of every file, each at its place.

use super::Reason;
use super::credit::Credits;
use super::dates::Dates;
use super::furniture::{Furniture, Rule, Words};
use super::template::{Lists, Template};
use super::token::{line_hash, tokens};
use crate::diagnostic::table::Placed;
use crate::diagnostic::{Diagnostic, Severity, Source, Table, nearest};

/// Longest block in bytes that a rule looks at unless it says otherwise.
const MOST: i64 = 250;

/// In which part of an article a rule holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// Everywhere.
    Any,
    /// Before the running text begins or after it ends.
    Edge,
    /// Not before the running text.
    Inside,
    /// From the last paragraphs of the running text on.
    Tail,
}

/// A rule as written, with the file it stands in.
struct Written {
    name: String,
    rule: Rule,
    lines: Vec<Placed<String>>,
    file: usize,
}

#[derive(Default)]
struct Files {
    rules: Vec<Written>,
    lists: Lists,
    agencies: Vec<String>,
    labels: Vec<String>,
    lead_ins: Vec<String>,
}

/// Reads furniture files; what later ones say comes on top.
pub(super) fn read(files: &[(&str, &str)]) -> Result<Furniture, Vec<Diagnostic>> {
    let mut all = Files::default();
    let mut sources: Vec<Source> = files.iter().map(|(file, text)| Source::new(file, text)).collect();
    for (index, source) in sources.iter_mut().enumerate() {
        all.add(source, index);
    }
    let furniture = all.compile(&mut sources);
    let diagnostics: Vec<Diagnostic> = sources.into_iter().flat_map(|source| source.diagnostics).collect();
    match diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        true => Err(diagnostics),
        false => Ok(furniture),
    }
}

impl Files {
    fn add(&mut self, source: &mut Source, file: usize) {
        let mut top = source.parse();
        let values = |list: Vec<Placed<String>>| list.into_iter().map(|item| item.value);
        if let Some(mut credit) = top.table(source, "credit") {
            self.agencies.extend(values(credit.strings(source, "agencies")));
            self.labels.extend(values(credit.strings(source, "labels")));
            self.lead_ins.extend(values(credit.strings(source, "lead_ins")));
            credit.finish(source);
        }
        if let Some(lists) = top.table(source, "lists") {
            for (name, phrases) in lists.lists(source) {
                for phrase in phrases {
                    if tokens(&phrase.value).next().is_none() {
                        no_words(source, &phrase);
                        continue;
                    }
                    self.lists.entry(name.value.clone()).or_default().push(phrase.value);
                }
            }
        }
        for mut table in top.tables(source, "rule") {
            if let Some(written) = rule(&mut table, source, file) {
                match self.rules.iter_mut().find(|known| known.name == written.name && known.file < file) {
                    Some(known) => *known = written,
                    None => self.rules.push(written),
                }
            }
            table.finish(source);
        }
        top.finish(source);
    }

    fn compile(self, sources: &mut [Source]) -> Furniture {
        let list = |name: &str| self.lists.get(name).map_or(&[][..], Vec::as_slice);
        let mut furniture = Furniture {
            rules: Vec::new(),
            lines: Words::default(),
            templates: Vec::new(),
            first: Words::default(),
            inner: Words::default(),
            dates: Dates::new(list("month"), list("date_word")),
            credits: Credits::new(&self.agencies, &self.labels, &self.lead_ins),
            most: self.rules.iter().map(|written| written.rule.most).max().unwrap_or(0),
        };
        for written in &self.rules {
            let index = furniture.rules.len() as u32;
            furniture.rules.push(written.rule);
            for line in &written.lines {
                let source = &mut sources[written.file];
                if Template::is_template(&line.value) {
                    match Template::parse(&line.value, &self.lists) {
                        Ok(template) => {
                            let at = furniture.templates.len() as u32;
                            if let Some(words) = template.first_words(&furniture.dates) {
                                words.into_iter().for_each(|word| furniture.first.add(word, at));
                            } else if let Some(words) = template.inner_words() {
                                words.into_iter().for_each(|word| furniture.inner.add(word, at));
                            } else {
                                let help = "templates are looked up by their words: let it begin with some, \
                                     or demand some";
                                malformed(source, line, "no word of this template must be there", help);
                            }
                            furniture.templates.push((template, index));
                        }
                        Err(message) => malformed(
                            source,
                            line,
                            &message,
                            "`[a|b]` may be there, `(a|b)` must, `...` is any words, `<name>` a class or list",
                        ),
                    }
                } else if tokens(&line.value).next().is_none() {
                    no_words(source, line);
                } else {
                    furniture.lines.add(line_hash(tokens(&line.value)), index);
                }
            }
        }
        furniture
    }
}

fn rule(table: &mut Table, source: &mut Source, file: usize) -> Option<Written> {
    let name = table.required(source, "name");
    let reason = table.required(source, "reason");
    let zone = table.string(source, "zone");
    let most = table.integer(source, "most", 1..=100_000).unwrap_or(MOST) as usize;
    let stop = table.boolean(source, "stop").unwrap_or(true);
    let lines = table.strings(source, "lines");
    let reason = reason.and_then(|reason| {
        let names = Reason::ALL.iter().map(|known| (known.as_str(), *known));
        one_of(source, "reason", &reason, &names.collect::<Vec<_>>())
    });
    let zones = [("any", Zone::Any), ("edge", Zone::Edge), ("inside", Zone::Inside), ("tail", Zone::Tail)];
    let zone = zone.map_or(Some(Zone::Any), |zone| one_of(source, "zone", &zone, &zones));
    let rule = Rule { reason: reason?, zone: zone?, most, stop };
    Some(Written { name: name?.value, rule, lines, file })
}

fn one_of<T: Copy>(source: &mut Source, key: &str, found: &Placed<String>, known: &[(&str, T)]) -> Option<T> {
    if let Some((_, value)) = known.iter().find(|(name, _)| *name == found.value) {
        return Some(*value);
    }
    let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
    let help = match nearest(&found.value, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known: {}", names.join(", ")),
    };
    let message = format!("no {key} `{}`", found.value);
    source.error("unknown-value", found.span.clone(), message, "not known", Some(help));
    None
}

fn malformed(source: &mut Source, line: &Placed<String>, message: &str, help: &str) {
    source.error("malformed-template", line.span.clone(), message.to_owned(), "", Some(help.to_owned()));
}

fn no_words(source: &mut Source, line: &Placed<String>) {
    let message = "a line without words matches nothing".to_owned();
    source.error("empty-value", line.span.clone(), message, "", Some("write words, or remove it".into()));
}

#[cfg(test)]
mod tests {
    use crate::clean::{Furniture, Reason, Role, blocks};

    #[test]
    fn mistakes_are_placed_and_told_together() {
        let text = "[credit]\nagencies = [\"Reuters\"]\n[[rule]]\nname = \"a\"\nreason = \"shaer\"\n\
                    [[rule]]\nname = \"b\"\nreason = \"share\"\nlines = [\"(x\", \"!\", \"... <name>\"]\nzome = \"any\"\n";
        let errors = Furniture::parse("mine.toml", text).unwrap_err();
        let mut places: Vec<_> = errors.iter().map(|e| (e.line_column(text), e.code)).collect();
        places.sort_unstable();
        assert_eq!(
            places,
            [
                ((5, 10), "unknown-value"),
                ((9, 10), "malformed-template"),
                ((9, 16), "empty-value"),
                ((9, 21), "malformed-template"),
                ((10, 1), "unknown-key"),
            ]
        );
        assert!(errors.iter().any(|e| e.help.as_deref() == Some("did you mean `share`?")));
        assert!(errors.iter().all(|e| e.file == "mine.toml"));
    }

    #[test]
    fn later_files_add_rules_and_replace_those_of_the_same_name() {
        let raw =
            "Tide tables by the harbour desk\nThe harbour of Bergen was closed to all traffic on Monday.";
        let first = "[[rule]]\nname = \"tide\"\nreason = \"label\"\nlines = [\"tide tables ...\"]\n";
        let judged = |files: &[(&str, &str)]| {
            let furniture = Furniture::with_files(files).unwrap();
            let first = &blocks(raw, None, &furniture, None)[0];
            (first.role == Role::Boilerplate).then_some(first.reason).flatten()
        };
        assert_eq!(judged(&[("a.toml", first)]), Some(Reason::Label));
        let second = first.replace("label", "share");
        assert_eq!(judged(&[("a.toml", first), ("b.toml", &second)]), Some(Reason::Share));
        let gone = first.replace("\"tide tables ...\"", "");
        assert_eq!(judged(&[("a.toml", first), ("b.toml", &gone)]), None);
    }

    #[test]
    fn mistakes_of_an_added_file_bear_its_name() {
        let errors = Furniture::with_files(&[("b.toml", "[[rule]]\nname = \"a\"\n")]).unwrap_err();
        assert_eq!((errors.len(), errors[0].file.as_str(), errors[0].code), (1, "b.toml", "missing-key"));
    }
}
