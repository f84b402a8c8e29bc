//! The data files of a run: those that come with the program, and those of the user's folders.
//!
//! A user's folder has the layout and the file names of ours. This is the one place that reads such
//! files from disk; what they say is for the parsers.

use super::layout::{self, Kind};
use super::set::RULES;
use crate::clean::FURNITURE;
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::{Error, Result};
use crate::lexicon::{actors, modifiers, reporting, topics, words};
use crate::split::ABBREVIATIONS;
use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};
use xxhash_rust::xxh3::Xxh3;

/// One data file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataFile {
    /// What it holds; `None` for a file that cannot be used.
    pub kind: Option<Kind>,
    /// 0 for a file that comes with the program, else the number of the folder it was found in.
    pub layer: usize,
    /// Its name inside the layout: `lexicon/actors/states.toml`.
    pub name: String,
    /// Its name for messages: the path as the user would write it.
    pub shown: String,
    /// The whole text.
    pub text: Cow<'static, str>,
}

/// All data files of a run, in the order in which they are read.
#[derive(Clone, Debug, Default)]
pub struct Files {
    files: Vec<DataFile>,
    mistakes: Vec<Diagnostic>,
    layers: usize,
}

impl Files {
    /// The files that come with the program.
    pub fn embedded() -> Self {
        let mut files = Self::default();
        files.embed(Kind::Words, "lexicon/words.toml", words::WORDS);
        files.embed(Kind::Words, "lexicon/reporting_words.toml", reporting::REPORTING_WORDS);
        files.embed(Kind::Modifiers, "lexicon/modifiers.toml", modifiers::MODIFIERS);
        for (name, text) in actors::FILES {
            files.embed(Kind::Actors, &format!("lexicon/{name}"), text);
        }
        for (name, text) in topics::DEFAULTS {
            files.embed(Kind::Topics, name, text);
        }
        files.embed(Kind::Reporting, "lexicon/reporting.toml", reporting::REPORTING);
        files.embed(Kind::Abbreviations, "lexicon/abbreviations.toml", ABBREVIATIONS);
        files.embed(Kind::Furniture, "lexicon/furniture.toml", FURNITURE);
        for (name, text) in RULES {
            files.embed(Kind::Rules, name, text);
        }
        files
    }

    /// The files that come with the program, then those of `lexicon` and `rules`: folders in the order
    /// given, in each the files by name. Instead of a folder a file may be named.
    ///
    /// A file that is the same as ours of that name is passed over. Files that nobody knows are
    /// remembered as mistakes.
    ///
    /// # Errors
    /// A folder or file that cannot be read.
    pub fn read(lexicon: &[PathBuf], rules: &[PathBuf]) -> Result<Self> {
        let mut files = Self::embedded();
        for folder in lexicon {
            files.read_folder(folder, "lexicon")?;
        }
        for folder in rules {
            files.read_folder(folder, "rules")?;
        }
        Ok(files)
    }

    /// Adds one file as a folder of its own; `name` is its name inside the layout.
    pub fn add(&mut self, name: &str, shown: &str, text: impl Into<Cow<'static, str>>) {
        self.layers += 1;
        self.push(name, shown, text.into());
    }

    /// All files.
    pub fn iter(&self) -> impl Iterator<Item = &DataFile> {
        self.files.iter()
    }

    /// Names for messages and texts of the files of one kind, in order.
    pub fn of(&self, kind: Kind) -> Vec<(&str, &str)> {
        let files = self.files.iter().filter(|f| f.kind == Some(kind));
        files.map(|f| (f.shown.as_str(), &*f.text)).collect()
    }

    /// Mistakes in what files there are, whatever they hold.
    pub fn mistakes(&self) -> &[Diagnostic] {
        &self.mistakes
    }

    /// The text of the file that messages call `shown`.
    pub fn text(&self, shown: &str) -> Option<&str> {
        self.files.iter().find(|f| f.shown == shown).map(|f| &*f.text)
    }

    /// A diagnostic as text, with the line it is about.
    pub fn render(&self, diagnostic: &Diagnostic) -> String {
        match self.text(&diagnostic.file) {
            Some(text) if !text.is_empty() => diagnostic.render(text),
            _ => {
                let level = severity_name(diagnostic.severity);
                let help = diagnostic.help.as_ref().map(|h| format!("\n  = help: {h}")).unwrap_or_default();
                let Diagnostic { code, message, file, .. } = diagnostic;
                format!("{level}[{code}]: {message}\n --> {file}{help}")
            }
        }
    }

    /// The digest of all names and texts in order: 128-bit XXH3 in hexadecimal.
    pub fn digest(&self) -> String {
        let mut hash = Xxh3::new();
        for file in self.files.iter().filter(|f| f.kind.is_some()) {
            for part in [file.name.as_bytes(), file.text.as_bytes()] {
                // Lengths keep a name and a text from running into each other.
                hash.update(&(part.len() as u64).to_le_bytes());
                hash.update(part);
            }
        }
        format!("{:032x}", hash.digest128())
    }

    fn embed(&mut self, kind: Kind, name: &str, text: &'static str) {
        self.files.push(DataFile {
            kind: Some(kind),
            layer: 0,
            name: name.to_string(),
            shown: format!("built-in:{name}"),
            text: Cow::Borrowed(text),
        });
    }

    fn read_folder(&mut self, path: &Path, room: &str) -> Result<()> {
        self.layers += 1;
        if path.is_file() {
            return self.read_file(path, &layout::name_of_file(path, room));
        }
        let before = self.files.len();
        let walk = WalkDir::new(path).min_depth(1).max_depth(8).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|e| !is_hidden(e)) {
            let entry = entry.map_err(|e| {
                let place = e.path().unwrap_or(path).to_path_buf();
                Error::io(place)(
                    e.into_io_error().unwrap_or_else(|| std::io::Error::other("a loop of links")),
                )
            })?;
            if entry.file_type().is_dir() {
                continue;
            }
            let relative = entry.path().strip_prefix(path).unwrap_or(entry.path());
            let parts: Vec<_> = relative.iter().map(|p| p.to_string_lossy()).collect();
            self.read_file(entry.path(), &format!("{room}/{}", parts.join("/")))?;
        }
        if self.files.len() == before {
            self.mistakes.push(Diagnostic {
                severity: Severity::Warning,
                code: "empty-folder",
                file: path.display().to_string(),
                span: 0..0,
                message: format!("nothing in this folder is read as {room}"),
                label: String::new(),
                help: Some(layout::help(room)),
            });
        }
        Ok(())
    }

    fn read_file(&mut self, path: &Path, name: &str) -> Result<()> {
        if layout::is_ignored(name) {
            return Ok(());
        }
        let shown = path.display().to_string();
        let bytes = fs::read(path).map_err(Error::io(path))?;
        match String::from_utf8(bytes) {
            Ok(text) => {
                // A byte order mark is no part of the text, and would hide the first row of a table.
                let text = text.strip_prefix('\u{feff}').map(str::to_string).unwrap_or(text);
                if !self.files.iter().any(|f| f.layer == 0 && f.name == name && f.text == text) {
                    self.push(name, &shown, Cow::Owned(text));
                }
            }
            Err(error) => self.not_utf8(name, shown, error.utf8_error().valid_up_to(), error.as_bytes()),
        }
        Ok(())
    }

    fn push(&mut self, name: &str, shown: &str, text: Cow<'static, str>) {
        let kind = Kind::of(name);
        if kind.is_none() {
            self.mistakes.push(layout::unknown_file(name, shown));
        }
        let (name, shown) = (name.to_string(), shown.to_string());
        self.files.push(DataFile { kind, layer: self.layers, name, shown, text });
    }

    fn not_utf8(&mut self, name: &str, shown: String, at: usize, bytes: &[u8]) {
        let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        let encoding = if wide { "this file is UTF-16" } else { "this file is not UTF-8" };
        self.mistakes.push(Diagnostic {
            severity: Severity::Error,
            code: "not-utf8",
            file: shown.clone(),
            span: at..at + 3,
            message: encoding.into(),
            label: "the first byte that cannot be read".into(),
            help: Some("save it as UTF-8 (in a spreadsheet: \"text, tab separated, UTF-8\")".into()),
        });
        let text = Cow::Owned(String::from_utf8_lossy(bytes).into_owned());
        self.files.push(DataFile { kind: None, layer: self.layers, name: name.to_string(), shown, text });
    }
}

/// The word for a severity in messages and JSON.
pub fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.')
}
