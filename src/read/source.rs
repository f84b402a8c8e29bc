//! A source: the bytes of one input, decompressed, with their first few known beforehand.
//!
//! It knows nothing of articles or lines. Compression is told by content, never by name.

use super::Limits;
use super::binary::{GZIP, ZSTD};
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
    /// How they were packed.
    pub(super) packing: Option<Packing>,
}

/// How bytes are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// Gzip, of one member or many.
    Gzip,
    /// Zstandard, of one frame or many.
    Zstd,
}

impl Packing {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Packing::Gzip => "gzip",
            Packing::Zstd => "zstd",
        }
    }
}

impl Source {
    /// Looks into `reader`; `read` counts the bytes that are taken from it, still compressed.
    pub(super) fn new(reader: Bytes, read: Arc<AtomicU64>, limits: &Limits) -> io::Result<Self> {
        let plain = Self::look(Box::new(Counted { inner: reader, read: Arc::clone(&read) }))?;
        let packed = BufReader::new(plain.bytes);
        let (packing, inner): (_, Bytes) = if plain.head.starts_with(GZIP) {
            (Packing::Gzip, Box::new(MultiGzDecoder::new(packed)))
        } else if plain.head.starts_with(ZSTD) {
            (Packing::Zstd, Box::new(zstd::stream::read::Decoder::with_buffer(packed)?))
        } else {
            return Ok(Self { bytes: Box::new(packed), ..plain });
        };
        let most = limits.max_expansion;
        let mut source = Self::look(Box::new(Expanded { inner, packing, given: 0, read, most }))?;
        source.packing = Some(packing);
        Ok(source)
    }

    fn look(mut bytes: Bytes) -> io::Result<Self> {
        let mut head = Vec::new();
        bytes.as_mut().take(HEAD).read_to_end(&mut head)?;
        let bytes = Box::new(Cursor::new(head.clone()).chain(bytes));
        Ok(Self { head, bytes, packing: None })
    }
}

/// Why a source could not be read on.
pub(super) fn refusal(error: &io::Error) -> Refusal {
    let inner = error.get_ref();
    let reason = if inner.is_some_and(|inner| inner.is::<Bomb>()) {
        Reason::TooLarge
    } else if inner.is_some_and(|inner| inner.is::<Damaged>()) {
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
    packing: Packing,
    given: u64,
    read: Arc<AtomicU64>,
    most: u64,
}

impl<R: Read> Read for Expanded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer).map_err(|error| match error.kind() {
            // Zstandard's own errors are of the kind `Other`; the system's have a number.
            kind @ (io::ErrorKind::InvalidInput
            | io::ErrorKind::InvalidData
            | io::ErrorKind::UnexpectedEof
            | io::ErrorKind::Other)
                if error.raw_os_error().is_none() =>
            {
                io::Error::new(kind, Damaged { packing: self.packing, error })
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
struct Damaged {
    packing: Packing,
    error: io::Error,
}

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.packing.name();
        match self.error.kind() {
            io::ErrorKind::UnexpectedEof => write!(f, "the {name} data is cut short"),
            _ => write!(f, "damaged {name} data: {}", self.error),
        }
    }
}

impl std::error::Error for Damaged {}
