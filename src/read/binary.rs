//! Signatures of files that are not text although their name may say so.
//!
//! First bytes from the table of `file(1)`, for what scrapers save by mistake. What can be unpacked or read is not here.

/// First bytes, and what a file that starts so is.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
];

/// The first bytes of gzip data with its only compression method (RFC 1952, 2.3.1).
pub(super) const GZIP: &[u8] = b"\x1f\x8b\x08";

/// The first bytes of Zstandard data (RFC 8878, 3.1.1).
pub(super) const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";

/// What the file is, if its first bytes say that it is no text.
pub(super) fn signature(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(GZIP) || bytes.starts_with(ZSTD) {
        return Some("compressed data within compressed data");
    }
    if bytes.starts_with(b"BZh") && bytes.get(4..10) == Some(b"\x31\x41\x59\x26\x53\x59") {
        return Some("bzip2 data");
    }
    SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)).map(|&(_, what)| what)
}
