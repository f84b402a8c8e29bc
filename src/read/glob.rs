//! Globs: patterns for paths, to choose files within folders.
//!
//! `*` and `?` stop at `/`, `**` does not; `[ab]` is either, `{txt,html}` too. A pattern without `/` is
//! compared with the last name of a path alone, one with `/` with all of it behind the folder named.

use crate::error::Error;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// Patterns of which any may match.
#[derive(Clone, Debug, Default)]
pub struct Globs {
    names: GlobSet,
    paths: GlobSet,
    any: bool,
}

impl Globs {
    /// Reads patterns.
    ///
    /// # Errors
    /// [`Error::Usage`] for one that is none.
    pub fn parse(patterns: &[String]) -> Result<Globs, Error> {
        let (mut names, mut paths) = (GlobSetBuilder::new(), GlobSetBuilder::new());
        let wrong = |error: globset::Error| Error::Usage(format!("no pattern for files: {error}"));
        for pattern in patterns {
            let pattern = pattern.trim_end_matches('/');
            let glob = GlobBuilder::new(pattern.trim_start_matches("./"));
            let glob = { glob }.literal_separator(true).build().map_err(wrong)?;
            if pattern.contains('/') {
                paths.add(glob)
            } else {
                names.add(glob)
            };
        }
        let (names, paths) = (names.build().map_err(wrong)?, paths.build().map_err(wrong)?);
        Ok(Globs { names, paths, any: !patterns.is_empty() })
    }

    /// Whether there are no patterns.
    pub fn is_empty(&self) -> bool {
        !self.any
    }

    /// Whether a pattern matches a path, `/` separated, below the folder that was named.
    pub fn matches(&self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        self.any && (self.names.is_match(name) || self.paths.is_match(path))
    }
}

/// Whether a path holds signs of a pattern.
pub(super) fn is_glob(path: &str) -> bool {
    path.contains(['*', '?', '[', '{'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_anywhere_and_paths_from_the_folder() {
        let globs = |patterns: &[&str]| {
            Globs::parse(&patterns.iter().map(ToString::to_string).collect::<Vec<_>>()).unwrap()
        };
        let cases = [
            ("*.gold.json", "gold/a.gold.json", true),
            ("*.txt", "deep/er/a.txt", true),
            ("drafts", "2025/drafts", true),
            ("drafts/", "drafts", true),
            ("2025/*.txt", "2025/a.txt", true),
            ("2025/*.txt", "2025/11/a.txt", false),
            ("2025/*.txt", "old/2025/a.txt", false),
            ("**/2025/**", "old/2025/a.txt", true),
            ("{a,b}?.html", "a1.html", true),
            ("./a/*", "a/b", true),
        ];
        for (pattern, path, expected) in cases {
            assert_eq!(globs(&[pattern]).matches(path), expected, "{pattern} {path}");
        }
        assert!(!globs(&[]).matches("a.txt") && globs(&[]).is_empty());
        assert!(Globs::parse(&["[".into()]).is_err());
    }
}
