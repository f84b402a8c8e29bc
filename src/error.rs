//! An error: what stops a command, told to the person who ran it.
//!
//! It is not a bad article (that is a [`Reject`](crate::read::Reject), and the run goes on) and not
//! a mistake inside a lexicon or rule file (that is a diagnostic with a place in the file).

use std::io;
use std::path::PathBuf;

/// What stops a command; each message names the place and, where one is known, the way out.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder that the command itself needs could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// A file was read, but does not hold what the command needs.
    #[error("{}: expected {expected}; {advice}", path.display())]
    Unexpected {
        /// The file.
        path: PathBuf,
        /// What should have been there, as a noun phrase.
        expected: String,
        /// What to do about it, as an imperative.
        advice: String,
    },
    /// The command line asks for something impossible.
    #[error("{0}")]
    Usage(String),
}

/// What a command returns.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An [`Error::Io`] about `path`, in the shape that `map_err` wants.
    pub fn io(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Error {
        let path = path.into();
        move |source| Error::Io { path, source }
    }

    /// Whether the reader of our output has gone away (`… | head`), which counts as success.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Error::Io { source, .. } if source.kind() == io::ErrorKind::BrokenPipe)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_the_place_and_the_way_out() {
        let missing = Error::io("out/claims.jsonl")(io::Error::from(io::ErrorKind::NotFound));
        assert!(missing.to_string().starts_with("out/claims.jsonl: "));
        assert!(!missing.is_closed_pipe());
        let wrong = Error::Unexpected {
            path: "gold.jsonl".into(),
            expected: "one JSON object a line".into(),
            advice: "give the file that `extract` wrote".into(),
        };
        assert_eq!(
            wrong.to_string(),
            "gold.jsonl: expected one JSON object a line; give the file that `extract` wrote"
        );
        assert!(Error::io("-")(io::Error::from(io::ErrorKind::BrokenPipe)).is_closed_pipe());
    }
}
