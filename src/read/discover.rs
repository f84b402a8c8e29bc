//! Discovery: from what the user named to the list of inputs, in order, with sizes.
//!
//! It opens no file. What is left out is listed with its reason.

use super::format::{Format, Hint};
use super::glob::{Globs, is_glob};
use super::manner::Manner;
use super::reject::{Reason, Reject};
use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;
use walkdir::{DirEntry, WalkDir};

/// One file, or standard input, to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The name in the records: the path as given, `/` separated; `-` is standard input.
    pub path: String,
    /// The file; none for standard input.
    pub file: Option<PathBuf>,
    /// What is known of its format.
    pub hint: Hint,
    /// Bytes on disk, compressed as they are; 0 for standard input and pipes.
    pub size: u64,
    /// What the user says about its articles.
    pub manner: Arc<Manner>,
}

/// What the user says about which files are read, and how.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Files in folders are read only if a pattern matches; then also with an unknown extension.
    pub include: Globs,
    /// Files and folders within folders are left out if a pattern matches.
    pub exclude: Globs,
    /// The format of all files, whatever their name or content.
    pub format: Option<Format>,
    /// How all files are read.
    pub manner: Arc<Manner>,
}

/// What the user's paths come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inputs {
    /// What to read, in the order of the paths, folders sorted by file name.
    pub files: Vec<Input>,
    /// What was left out of folders, and repeated paths.
    pub skipped: Vec<Skipped>,
    /// What was named or met and cannot be read.
    pub rejects: Vec<Reject>,
}

impl Inputs {
    /// Bytes on disk of all files.
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|input| input.size).sum()
    }
}

/// A path that was left out on purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The path, `/` separated.
    pub path: String,
    /// Why.
    pub reason: SkipReason,
}

/// Why a path was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SkipReason {
    /// Its name begins with a dot. A hidden folder is one path.
    Hidden,
    /// Its extension is of no known format, or it has none.
    UnknownExtension,
    /// A pattern to leave out matches it. A folder is one path.
    Excluded,
    /// None of the patterns to take matches it.
    NotIncluded,
    /// A link to a folder that it lies in.
    SymlinkLoop,
    /// A pipe, socket or device inside a folder.
    NoFile,
    /// It was listed before.
    Repeated,
}

impl SkipReason {
    /// The reason as it stands in the records.
    pub fn as_str(self) -> &'static str {
        match self {
            SkipReason::Hidden => "hidden",
            SkipReason::UnknownExtension => "unknown_extension",
            SkipReason::Excluded => "excluded",
            SkipReason::NotIncluded => "not_included",
            SkipReason::SymlinkLoop => "symlink_loop",
            SkipReason::NoFile => "no_file",
            SkipReason::Repeated => "repeated",
        }
    }
}

/// Lists the files behind `paths`: files, folders, patterns, and `-` for standard input.
///
/// A file that is named itself is read without regard to dots; if its name tells no format, its content does, and
/// if that does not tell it either, it becomes a reject, so that it is never missed.
pub fn discover(paths: &[String]) -> Inputs {
    discover_with(paths, &Selection::default())
}

/// Lists the files behind `paths` that `selection` takes.
pub fn discover_with(paths: &[String], selection: &Selection) -> Inputs {
    let mut discovery = Discovery { inputs: Inputs::default(), seen: HashSet::new(), selection };
    for path in paths {
        discovery.named(path);
    }
    discovery.inputs
}

struct Discovery<'s> {
    inputs: Inputs,
    seen: HashSet<String>,
    selection: &'s Selection,
}

impl Discovery<'_> {
    fn named(&mut self, path: &str) {
        if path == "-" {
            return self.add("-".into(), None, Hint::Nothing, 0);
        }
        let file = Path::new(path);
        match fs::metadata(file) {
            Err(_) if is_glob(path) => self.pattern(path),
            Err(error) => self.reject(spelled(file), Reason::Io, error),
            Ok(metadata) if metadata.is_dir() => self.folder(file, &self.selection.include.clone()),
            Ok(metadata) => {
                let size = if metadata.is_file() { metadata.len() } else { 0 };
                self.add(spelled(file), Some(file.into()), Format::of_name(&name(file)), size);
            }
        }
    }

    /// A pattern that no shell has replaced by what it matches.
    fn pattern(&mut self, path: &str) {
        let parts: Vec<&str> = path.split('/').collect();
        let fixed = parts.iter().take_while(|part| !is_glob(part)).count();
        let (folder, rest) = (parts[..fixed].join("/"), parts[fixed..].join("/"));
        // The slash makes it a pattern for the whole path, also where it has but one part.
        let globs = match Globs::parse(&[format!("./{rest}")]) {
            Ok(globs) => globs,
            Err(error) => return self.reject(path.to_owned(), Reason::Io, error),
        };
        let before = self.inputs.files.len() + self.inputs.rejects.len();
        let root = match (fixed, folder.is_empty()) {
            (0, _) => ".",
            (_, true) => "/",
            _ => &folder,
        };
        let skipped = self.inputs.skipped.len();
        self.folder(Path::new(root), &globs);
        // What a pattern does not match was not named.
        let mut at = 0;
        self.inputs.skipped.retain(|skip| {
            at += 1;
            at <= skipped || skip.reason != SkipReason::NotIncluded
        });
        if self.inputs.files.len() + self.inputs.rejects.len() == before {
            self.reject(path.to_owned(), Reason::Io, "no file matches the pattern");
        }
    }

    fn folder(&mut self, folder: &Path, include: &Globs) {
        let mut walk = WalkDir::new(folder).min_depth(1).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = walk.next() {
            match entry {
                Ok(entry) => {
                    let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
                    let below = spelled(below);
                    let left_out = if is_hidden(&entry) {
                        Some(SkipReason::Hidden)
                    } else if self.selection.exclude.matches(&below) {
                        Some(SkipReason::Excluded)
                    } else {
                        None
                    };
                    match left_out {
                        Some(reason) => {
                            if entry.file_type().is_dir() {
                                walk.skip_current_dir();
                            }
                            self.skip(shown(entry.path()), reason);
                        }
                        None if entry.file_type().is_dir() => {}
                        None if !include.is_empty() && !include.matches(&below) => {
                            self.skip(shown(entry.path()), SkipReason::NotIncluded);
                        }
                        None => self.found(&entry, !include.is_empty()),
                    }
                }
                Err(error) => {
                    let path = error.path().map_or_else(|| spelled(folder), spelled);
                    if error.loop_ancestor().is_some() {
                        self.skip(path, SkipReason::SymlinkLoop);
                    } else {
                        let detail = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                        self.reject(path, Reason::Io, detail);
                    }
                }
            }
        }
    }

    fn found(&mut self, entry: &DirEntry, wanted: bool) {
        let path = shown(entry.path());
        if !entry.file_type().is_file() {
            return self.skip(path, SkipReason::NoFile);
        }
        let mut hint = Format::of_name(&entry.file_name().to_string_lossy());
        if wanted && hint == Hint::Unknown {
            hint = Hint::Nothing;
        }
        if !wanted && self.selection.format.is_none() && !matches!(hint, Hint::Name(_)) {
            return self.skip(path, SkipReason::UnknownExtension);
        }
        match entry.metadata() {
            Ok(metadata) => self.add(path, Some(entry.path().to_path_buf()), hint, metadata.len()),
            Err(error) => self.reject(path, Reason::Io, error),
        }
    }

    fn add(&mut self, path: String, file: Option<PathBuf>, hint: Hint, size: u64) {
        let hint = self.selection.format.map_or(hint, Hint::Is);
        if self.seen.insert(path.clone()) {
            let manner = Arc::clone(&self.selection.manner);
            self.inputs.files.push(Input { path, file, hint, size, manner });
        } else {
            self.skip(path, SkipReason::Repeated);
        }
    }

    fn skip(&mut self, path: String, reason: SkipReason) {
        self.inputs.skipped.push(Skipped { path, reason });
    }

    fn reject(&mut self, path: String, reason: Reason, detail: impl fmt::Display) {
        self.inputs.rejects.push(Reject {
            path,
            line: None,
            offset: None,
            reason,
            detail: detail.to_string(),
        });
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn spelled(path: &Path) -> String {
    let path = path.to_string_lossy();
    if MAIN_SEPARATOR == '/' { path.into_owned() } else { path.replace(MAIN_SEPARATOR, "/") }
}

/// The path without the dot of the folder that a pattern is looked for in.
fn shown(path: &Path) -> String {
    let path = spelled(path);
    path.strip_prefix("./").map_or_else(|| path.clone(), ToOwned::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(folder: &Path, names: &[&str]) -> Vec<String> {
        names.iter().map(|name| spelled(&folder.join(name))).collect()
    }

    #[test]
    fn folders_are_sorted_and_what_is_left_out_is_listed() {
        let folder = tempfile::tempdir().unwrap();
        for name in
            ["b.txt", "a.jsonl.gz", "sub/c.ndjson", "sub/.hidden.txt", ".git/x.txt", "z.pdf", "README"]
        {
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, "text").unwrap();
        }
        let root = spelled(folder.path());
        let inputs = discover(&[root, spelled(&folder.path().join("b.txt"))]);
        let found: Vec<_> = inputs.files.iter().map(|input| input.path.clone()).collect();
        assert_eq!(found, paths(folder.path(), &["a.jsonl.gz", "b.txt", "sub/c.ndjson"]));
        assert_eq!(inputs.bytes(), 12);
        let skipped: Vec<_> = inputs.skipped.iter().map(|s| (s.path.clone(), s.reason)).collect();
        let names = paths(folder.path(), &[".git", "README", "sub/.hidden.txt", "z.pdf", "b.txt"]);
        let reasons = [
            SkipReason::Hidden,
            SkipReason::UnknownExtension,
            SkipReason::Hidden,
            SkipReason::UnknownExtension,
            SkipReason::Repeated,
        ];
        assert_eq!(skipped, names.into_iter().zip(reasons).collect::<Vec<_>>());
        assert!(inputs.rejects.is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_but_not_in_circles() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("in")).unwrap();
        fs::write(folder.path().join("in/a.txt"), "text").unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("in/loop")).unwrap();
        std::os::unix::fs::symlink(folder.path().join("in/a.txt"), folder.path().join("link.txt")).unwrap();
        std::os::unix::fs::symlink("nowhere", folder.path().join("broken.txt")).unwrap();
        let inputs = discover(&[spelled(folder.path())]);
        let found: Vec<_> = inputs.files.iter().map(|input| input.path.clone()).collect();
        assert_eq!(found, paths(folder.path(), &["in/a.txt", "link.txt"]));
        assert_eq!(inputs.skipped.len(), 1);
        assert_eq!(inputs.skipped[0].reason, SkipReason::SymlinkLoop);
        assert_eq!(inputs.rejects.len(), 1);
        assert_eq!(inputs.rejects[0].reason, Reason::Io);
    }

    #[test]
    fn what_is_named_is_never_silently_left_out() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["notes", ".dot.txt", "a.docx"] {
            fs::write(folder.path().join(name), "text").unwrap();
        }
        let mut named = paths(folder.path(), &["notes", ".dot.txt", "a.docx", "missing.txt"]);
        named.extend(["-".to_owned(), "-".to_owned()]);
        let inputs = discover(&named);
        let found: Vec<_> = inputs.files.iter().map(|input| input.hint).collect();
        assert_eq!(found, [Hint::Nothing, Hint::Name(Format::Text), Hint::Unknown, Hint::Nothing]);
        let reasons: Vec<_> = inputs.rejects.iter().map(|reject| reject.reason).collect();
        assert_eq!(reasons, [Reason::Io]);
        assert_eq!(inputs.skipped, [Skipped { path: "-".into(), reason: SkipReason::Repeated }]);
    }

    /// The paths taken and the paths skipped, below the folder.
    fn selected(folder: &Path, path: &str, selection: &Selection) -> (Vec<String>, Vec<String>) {
        let inputs = discover_with(&[spelled(&folder.join(path))], selection);
        assert_eq!(inputs.rejects, []);
        let below = |path: &str| path[spelled(folder).len() + 1..].to_owned();
        (
            inputs.files.iter().map(|input| below(&input.path)).collect(),
            inputs.skipped.iter().map(|s| format!("{} {}", below(&s.path), s.reason.as_str())).collect(),
        )
    }

    #[test]
    fn patterns_choose() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.txt", "b.gold.json", "c.log", "old/d.txt", "old/e.html"] {
            fs::create_dir_all(folder.path().join(name).parent().unwrap()).unwrap();
            fs::write(folder.path().join(name), "text").unwrap();
        }
        let globs = |patterns: &[&str]| {
            Globs::parse(&patterns.iter().map(ToString::to_string).collect::<Vec<_>>()).unwrap()
        };
        let selection = Selection { exclude: globs(&["*.gold.json", "old/*.html"]), ..Selection::default() };
        let (taken, skipped) = selected(folder.path(), "", &selection);
        assert_eq!(taken, ["a.txt", "old/d.txt"]);
        assert_eq!(skipped, ["b.gold.json excluded", "c.log unknown_extension", "old/e.html excluded"]);
        let selection =
            Selection { include: globs(&["*.log", "old/**"]), exclude: globs(&["*.html"]), ..selection };
        let (taken, skipped) = selected(folder.path(), "", &selection);
        assert_eq!(taken, ["c.log", "old/d.txt"]);
        assert_eq!(skipped, ["a.txt not_included", "b.gold.json not_included", "old/e.html excluded"]);
        let (taken, skipped) = selected(folder.path(), "*/*.{txt,html}", &Selection::default());
        assert_eq!((taken, skipped), (vec!["old/d.txt".into(), "old/e.html".into()], vec![]));
        let none = discover(&[spelled(&folder.path().join("*.pdf"))]);
        assert_eq!((none.files.len(), none.rejects[0].reason), (0, Reason::Io));
        let selection = Selection { format: Some(Format::Text), ..Selection::default() };
        let inputs = discover_with(&[spelled(folder.path())], &selection);
        assert!(inputs.files.iter().all(|input| input.hint == Hint::Is(Format::Text)));
        assert_eq!(inputs.files.len(), 5, "a format that is said holds for any name");
    }
}
