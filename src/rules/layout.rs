//! The layout of the data folders: which file name holds what.

use crate::diagnostic::{Diagnostic, Severity, nearest};
use std::path::Path;

/// What a data file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Closed-class words and verbs.
    Words,
    /// What opens a condition or looks like a denial.
    Modifiers,
    /// Actors, and persons in office.
    Actors,
    /// Legal forms and capabilities.
    Topics,
    /// Words that hand a statement to somebody.
    Reporting,
    /// Words after which a full stop need not end a sentence.
    Abbreviations,
    /// What a site says around an article.
    Furniture,
    /// Rules.
    Rules,
}

/// The files of a lexicon folder, besides those of its folder `actors`.
const NAMES: [(&str, Kind); 12] = [
    ("words.toml", Kind::Words),
    ("reporting_words.toml", Kind::Words),
    ("modifiers.toml", Kind::Modifiers),
    ("legal_forms.toml", Kind::Topics),
    ("instruments.toml", Kind::Topics),
    ("capabilities.toml", Kind::Topics),
    ("capabilities_fine.toml", Kind::Topics),
    ("weapons.toml", Kind::Topics),
    ("wordings.toml", Kind::Topics),
    ("reporting.toml", Kind::Reporting),
    ("abbreviations.toml", Kind::Abbreviations),
    ("furniture.toml", Kind::Furniture),
];

impl Kind {
    /// What the file named `name` inside the layout holds: `lexicon/words.toml`, `rules/mine.toml`.
    pub fn of(name: &str) -> Option<Self> {
        if let Some(rest) = name.strip_prefix("rules/") {
            return rest.ends_with(".toml").then_some(Kind::Rules);
        }
        let rest = name.strip_prefix("lexicon/")?;
        if let Some(file) = rest.strip_prefix("actors/") {
            return (file == "leaders.tsv" || file.ends_with(".toml")).then_some(Kind::Actors);
        }
        NAMES.iter().find(|(known, _)| *known == rest).map(|(_, kind)| *kind)
    }
}

/// The name inside the layout of a file that is given by itself and not in a folder.
pub fn name_of_file(path: &Path, room: &str) -> String {
    let file = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let in_actors = path.parent().is_some_and(|p| p.ends_with("actors")) || file == "leaders.tsv";
    if room == "lexicon" && in_actors { format!("lexicon/actors/{file}") } else { format!("{room}/{file}") }
}

/// Whether a file is passed over in silence: notes for people.
pub fn is_ignored(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let file = name.rsplit('/').next().unwrap_or(&name);
    file.ends_with(".md") || file == "license" || file == "license.txt"
}

/// What files a folder may hold.
pub fn help(room: &str) -> String {
    if room == "rules" {
        return "files of rules end in `.toml`".into();
    }
    let names = NAMES.map(|(name, _)| name).join(", ");
    format!("files of a lexicon: actors/*.toml, actors/leaders.tsv, {names}")
}

/// The mistake of a file that nobody reads.
pub fn unknown_file(name: &str, shown: &str) -> Diagnostic {
    let (room, file) = name.split_once('/').unwrap_or(("lexicon", name));
    let candidates = NAMES.map(|(name, _)| name).into_iter().chain(["actors/leaders.tsv", "leaders.tsv"]);
    let help = match nearest(file, candidates.clone()).or_else(|| nearest(stem(file), candidates)) {
        Some("leaders.tsv") => "persons in office go into `actors/leaders.tsv`".into(),
        Some(near) if room == "lexicon" => format!("did you mean `{near}`?"),
        _ => help(room),
    };
    Diagnostic {
        severity: Severity::Error,
        code: "unknown-file",
        file: shown.to_string(),
        span: 0..0,
        message: format!("no data file is called `{file}`, so it is not read"),
        label: String::new(),
        help: Some(help),
    }
}

/// A file name without what a copy or an editor put behind its extension: `words.toml.txt`, `words.toml~`.
fn stem(file: &str) -> &str {
    ["toml", "tsv"]
        .iter()
        .find_map(|end| file.find(&format!(".{end}")).map(|at| &file[..at + end.len() + 1]))
        .unwrap_or(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_tells_what_a_file_holds() {
        assert_eq!(Kind::of("lexicon/words.toml"), Some(Kind::Words));
        assert_eq!(Kind::of("lexicon/actors/mine.toml"), Some(Kind::Actors));
        assert_eq!(Kind::of("lexicon/mine.toml"), None);
        assert_eq!(Kind::of("rules/deep/mine.toml"), Some(Kind::Rules));
        assert_eq!(name_of_file(Path::new("a/leaders.tsv"), "lexicon"), "lexicon/actors/leaders.tsv");
    }

    #[test]
    fn a_near_name_is_suggested() {
        let help = |name| unknown_file(name, name).help.unwrap_or_default();
        assert_eq!(help("lexicon/word.toml"), "did you mean `words.toml`?");
        assert_eq!(help("lexicon/words.toml.bak"), "did you mean `words.toml`?");
        assert!(help("lexicon/leaders.tsv").contains("actors/leaders.tsv"));
        assert!(help("rules/mine.yaml").contains(".toml"));
    }
}
