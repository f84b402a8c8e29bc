//! Opening: from one input to the stream of its articles and rejects. The one place that knows which
//! format is read by which file.

use super::binary::signature;
use super::format::Format;
use super::reject::{Reason, Refusal, Reject};
use super::source::{self, Bytes, Source};
use super::wide::Wide;
use super::{Input, Item, Limits, jsonl, txt};
use std::fs::File;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The articles and rejects of one input, in order. It ends after the first trouble that leaves no
/// next place to go on from.
pub struct Items {
    inner: Box<dyn Iterator<Item = Item> + Send>,
    read: Arc<AtomicU64>,
}

impl Items {
    /// Bytes taken from the file so far, compressed as they are: comparable to [`Input::size`].
    pub fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }
}

impl Iterator for Items {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        self.inner.next()
    }
}

/// Streams the articles and rejects of one input. A file that cannot be opened is one reject.
pub fn open(input: &Input, limits: &Limits) -> Items {
    let reader: io::Result<Bytes> = match &input.file {
        None => Ok(Box::new(io::stdin())),
        Some(file) => File::open(file).map(|file| Box::new(file) as Bytes),
    };
    match reader {
        Ok(reader) => open_reader(reader, &input.path, input.format, limits),
        Err(error) => refused(&input.path, Refusal::new(Reason::Io, error.to_string()), Arc::default()),
    }
}

/// Streams the articles and rejects of any reader; `path` is its name in the records, and without a
/// `format` the content decides. The reader need not be buffered.
pub fn open_reader(
    reader: impl Read + Send + 'static,
    path: &str,
    format: Option<Format>,
    limits: &Limits,
) -> Items {
    let read = Arc::new(AtomicU64::new(0));
    let source = match Source::new(Box::new(reader), Arc::clone(&read), limits) {
        Ok(source) => source,
        Err(error) => return refused(path, source::refusal(&error), read),
    };
    // Said once for a file, not for each of its "lines".
    if let Some(what) = signature(&source.head) {
        return refused(path, Refusal::new(Reason::Binary, format!("looks like {what}")), read);
    }
    let format = format.unwrap_or_else(|| Format::of_content(&preview(&source.head)));
    let (path, limits) = (path.to_owned(), *limits);
    let inner: Box<dyn Iterator<Item = Item> + Send> = match format {
        Format::Text => Box::new(std::iter::once_with(move || txt::read(source, &path, &limits))),
        Format::JsonLines => Box::new(jsonl::JsonLines::new(source, path, limits)),
    };
    Items { inner, read }
}

fn refused(path: &str, Refusal { reason, offset, detail }: Refusal, read: Arc<AtomicU64>) -> Items {
    let reject = Reject { path: path.to_owned(), line: None, offset, reason, detail };
    Items { inner: Box::new(std::iter::once(Item::Reject(reject))), read }
}

fn preview(head: &[u8]) -> String {
    match Wide::detect(head) {
        None => String::from_utf8_lossy(head).into_owned(),
        Some(wide) => {
            let mut text = String::new();
            wide.decode(head, false, &mut text);
            text
        }
    }
}
