//! Discovery: from what the user named to the list of inputs, in order, with sizes.
//!
//! It opens no file. What is left out is listed with its reason.

use super::format::{Format, Named, known_extensions};
use super::reject::{Reason, Reject};
use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// One file, or standard input, to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The name in the records: the path as given, `/` separated; `-` is standard input.
    pub path: String,
    /// The file; none for standard input.
    pub file: Option<PathBuf>,
    /// The format by its name; none where the content decides.
    pub format: Option<Format>,
    /// Bytes on disk, compressed as they are; 0 for standard input and pipes.
    pub size: u64,
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
            SkipReason::SymlinkLoop => "symlink_loop",
            SkipReason::NoFile => "no_file",
            SkipReason::Repeated => "repeated",
        }
    }
}

/// Lists the files behind `paths`: files, folders, and `-` for standard input.
///
/// A file that is named itself is read without regard to dots, and by its content if it has no extension;
/// one with an unknown extension is a reject, so that it is never missed.
pub fn discover(paths: &[String]) -> Inputs {
    let mut discovery = Discovery::default();
    for path in paths {
        discovery.named(path);
    }
    discovery.inputs
}

#[derive(Default)]
struct Discovery {
    inputs: Inputs,
    seen: HashSet<String>,
}

impl Discovery {
    fn named(&mut self, path: &str) {
        if path == "-" {
            self.add(Input { path: "-".into(), file: None, format: None, size: 0 });
            return;
        }
        let file = Path::new(path);
        match fs::metadata(file) {
            Err(error) => self.reject(spelled(file), Reason::Io, error),
            Ok(metadata) if metadata.is_dir() => self.folder(file),
            Ok(metadata) => {
                let format = match Format::of_name(&name(file)) {
                    Named::Format(format) => Some(format),
                    Named::Nothing => None,
                    Named::Unknown => {
                        let advice =
                            format!("expected {}, each also with .gz; or no extension", known_extensions());
                        return self.reject(spelled(file), Reason::UnknownFormat, advice);
                    }
                };
                let size = if metadata.is_file() { metadata.len() } else { 0 };
                self.add(Input { path: spelled(file), file: Some(file.into()), format, size });
            }
        }
    }

    fn folder(&mut self, folder: &Path) {
        let mut walk = WalkDir::new(folder).min_depth(1).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = walk.next() {
            match entry {
                Ok(entry) if is_hidden(&entry) => {
                    if entry.file_type().is_dir() {
                        walk.skip_current_dir();
                    }
                    self.skip(spelled(entry.path()), SkipReason::Hidden);
                }
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => self.found(&entry),
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

    fn found(&mut self, entry: &DirEntry) {
        let path = spelled(entry.path());
        if !entry.file_type().is_file() {
            return self.skip(path, SkipReason::NoFile);
        }
        let Named::Format(format) = Format::of_name(&entry.file_name().to_string_lossy()) else {
            return self.skip(path, SkipReason::UnknownExtension);
        };
        match entry.metadata() {
            Ok(metadata) => {
                let file = Some(entry.path().to_path_buf());
                self.add(Input { path, file, format: Some(format), size: metadata.len() });
            }
            Err(error) => self.reject(path, Reason::Io, error),
        }
    }

    fn add(&mut self, input: Input) {
        if self.seen.insert(input.path.clone()) {
            self.inputs.files.push(input);
        } else {
            self.skip(input.path, SkipReason::Repeated);
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
        let found: Vec<_> = inputs.files.iter().map(|input| input.format).collect();
        assert_eq!(found, [None, Some(Format::Text), None]);
        let reasons: Vec<_> = inputs.rejects.iter().map(|reject| reject.reason).collect();
        assert_eq!(reasons, [Reason::UnknownFormat, Reason::Io]);
        assert_eq!(inputs.skipped, [Skipped { path: "-".into(), reason: SkipReason::Repeated }]);
    }
}
