//! Opening: from one input to the stream of its articles and rejects. The one place that knows which
//! format is read by which file.

use super::binary::signature;
use super::context::{Context, Place};
use super::format::{Format, Hint, known_extensions};
use super::parquet::read as read_parquet;
use super::reject::{Reason, Refusal};
use super::source::{self, Bytes, Packing, Source};
use super::wide::Wide;
use super::{Input, Item, Limits, Manner, csv, html, json, jsonl, txt, warc};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// An item that was taken from its file, but not yet understood: on another thread, if that is wanted.
pub struct Pending {
    bytes: usize,
    finish: Box<dyn FnOnce() -> Item + Send>,
}

impl Pending {
    pub(super) fn new(bytes: usize, finish: impl FnOnce() -> Item + Send + 'static) -> Self {
        Self { bytes, finish: Box::new(finish) }
    }

    pub(super) fn done(item: Item) -> Self {
        Self::new(0, move || item)
    }

    /// Bytes that it holds.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Understands it.
    pub fn finish(self) -> Item {
        (self.finish)()
    }
}

/// The articles and rejects of one input, in order. It ends after the first trouble that leaves no
/// next place to go on from.
pub struct Items {
    inner: Box<dyn Iterator<Item = Pending> + Send>,
    read: Arc<AtomicU64>,
}

impl Items {
    /// Bytes taken from the file so far, compressed as they are: comparable to [`Input::size`].
    pub fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// The next item, before it is understood.
    pub fn next_pending(&mut self) -> Option<Pending> {
        self.inner.next()
    }
}

impl Iterator for Items {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        self.next_pending().map(Pending::finish)
    }
}

/// Streams the articles and rejects of one input. A file that cannot be opened is one reject.
pub fn open(input: &Input, limits: &Limits) -> Items {
    let context = context(&input.path, limits, Arc::clone(&input.manner));
    let reader: io::Result<Bytes> = match &input.file {
        None => Ok(Box::new(io::stdin())),
        Some(file) => File::open(file).map(|file| Box::new(file) as Bytes),
    };
    match reader {
        Ok(reader) => start(reader, input.file.as_deref(), input.hint, context),
        Err(error) => refused(&context, Refusal::new(Reason::Io, error.to_string()), Arc::default()),
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
    start(Box::new(reader), None, format.into(), context(path, limits, Arc::default()))
}

/// What the first bytes of an input tell: its format and how it is packed.
///
/// # Errors
/// [`Reason`] and what was found, for what will be one reject.
pub fn look(input: &Input, limits: &Limits) -> Result<(Format, Option<Packing>), (Reason, String)> {
    let file = input.file.as_deref().unwrap_or(Path::new("/dev/stdin"));
    let source = File::open(file)
        .and_then(|file| Source::new(Box::new(file), Arc::default(), limits))
        .map_err(|error| source::refusal(&error));
    let told = source.and_then(|source| Ok((format(input.hint, &source.head)?, source.packing)));
    told.map_err(|refusal| (refusal.reason, refusal.detail))
}

fn context(path: &str, limits: &Limits, manner: Arc<Manner>) -> Arc<Context> {
    Arc::new(Context { path: path.to_owned(), limits: *limits, manner })
}

fn start(reader: Bytes, file: Option<&Path>, hint: Hint, context: Arc<Context>) -> Items {
    let read = Arc::new(AtomicU64::new(0));
    let opened = Source::new(reader, Arc::clone(&read), &context.limits)
        .map_err(|error| source::refusal(&error))
        .and_then(|source| Ok((format(hint, &source.head)?, source)));
    let (format, source) = match opened {
        Ok(opened) => opened,
        Err(refusal) => return refused(&context, refusal, read),
    };
    let inner: Box<dyn Iterator<Item = Pending> + Send> = match format {
        Format::Text => Box::new(std::iter::once_with(move || txt::read(source, context))),
        Format::Html => Box::new(std::iter::once_with(move || html::read(source, context))),
        Format::JsonLines => Box::new(jsonl::JsonLines::new(source, context)),
        Format::Json => Box::new(json::JsonValues::new(source, context)),
        Format::Csv => Box::new(csv::Rows::new(source, None, context)),
        Format::Tsv => Box::new(csv::Rows::new(source, Some(b'\t'), context)),
        Format::Warc => Box::new(warc::Records::new(source, context)),
        Format::Parquet => read_parquet(source, file, Arc::clone(&read), context),
    };
    Items { inner, read }
}

/// The format of a file that starts with `head`.
fn format(hint: Hint, head: &[u8]) -> Result<Format, Refusal> {
    // Said once for a file, not for each of its "lines".
    if let Some(what) = signature(head) {
        return Err(Refusal::new(Reason::Binary, format!("looks like {what}")));
    }
    Format::of(hint, &preview(head)).ok_or_else(|| {
        let known = known_extensions();
        let detail = format!("expected {known}, each also with .gz or .zst; or say --input-format");
        Refusal::new(Reason::UnknownFormat, detail)
    })
}

fn refused(context: &Context, refusal: Refusal, read: Arc<AtomicU64>) -> Items {
    let reject = Pending::done(context.reject(Place::default(), refusal));
    Items { inner: Box::new(std::iter::once(reject)), read }
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
