//! A source: the bytes of one input, decompressed, with their first few known beforehand.
//!
//! It knows nothing of articles or lines. Compression is told by content, never by name.

use super::Limits;
use super::binary::GZIP;
use super::reject::{Reason, Refusal};
use flate2::read::MultiGzDecoder;
use std::fmt;
use std::io::{self, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes that are known beforehand.
const HEAD: u64 = 4096;

/// What a bomb may become before its expansion is judged.
const EXPANSION_FLOOR: u64 = 64 << 20;

pub(super) type Bytes = Box<dyn Read + Send>;

/// The decompressed bytes of one input.
pub(super) struct Source {
    /// The first bytes; they come again from `bytes`.
    pub(super) head: Vec<u8>,
    /// All bytes.
    pub(super) bytes: Bytes,
}

impl Source {
    /// Looks into `reader`; `read` counts the bytes that are taken from it, still compressed.
    pub(super) fn new(reader: Bytes, read: Arc<AtomicU64>, limits: &Limits) -> io::Result<Self> {
        let plain = Self::look(Box::new(Counted { inner: reader, read: Arc::clone(&read) }))?;
        if !plain.head.starts_with(GZIP) {
            return Ok(plain);
        }
        let inner = MultiGzDecoder::new(BufReader::new(plain.bytes));
        Self::look(Box::new(Expanded { inner, given: 0, read, most: limits.max_expansion }))
    }

    fn look(mut bytes: Bytes) -> io::Result<Self> {
        let mut head = Vec::new();
        bytes.as_mut().take(HEAD).read_to_end(&mut head)?;
        let bytes = Box::new(Cursor::new(head.clone()).chain(bytes));
        Ok(Self { head, bytes })
    }
}

/// Why a source could not be read on.
pub(super) fn refusal(error: &io::Error) -> Refusal {
    let inner = error.get_ref();
    let reason = if inner.is_some_and(|inner| inner.is::<Bomb>()) {
        Reason::TooLarge
    } else if inner.is_some_and(|inner| inner.is::<BadGzip>()) {
        Reason::Compression
    } else {
        Reason::Io
    };
    Refusal::new(reason, error.to_string())
}

/// Counts what goes through.
struct Counted {
    inner: Bytes,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// Decompressed data that must not outgrow its compressed form too far.
struct Expanded<R> {
    inner: R,
    given: u64,
    read: Arc<AtomicU64>,
    most: u64,
}

impl<R: Read> Read for Expanded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer).map_err(|error| match error.kind() {
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
                io::Error::new(error.kind(), BadGzip(error))
            }
            _ => error,
        })?;
        self.given += count as u64;
        let read = self.read.load(Ordering::Relaxed);
        if self.given > EXPANSION_FLOOR && self.given / self.most.max(1) > read {
            return Err(io::Error::other(Bomb { given: self.given, read }));
        }
        Ok(count)
    }
}

#[derive(Debug)]
struct Bomb {
    given: u64,
    read: u64,
}

impl fmt::Display for Bomb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} compressed bytes became {}; the rest is not unpacked", self.read, self.given)
    }
}

impl std::error::Error for Bomb {}

#[derive(Debug)]
struct BadGzip(io::Error);

impl fmt::Display for BadGzip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.kind() {
            io::ErrorKind::UnexpectedEof => f.write_str("the gzip data is cut short"),
            _ => write!(f, "damaged gzip data: {}", self.0),
        }
    }
}

impl std::error::Error for BadGzip {}
