//! An HTTP response (RFC 9112) as it is kept in a web archive: is it a page, in which encoding, and how is it packed?

use crate::read::html::charset;
use crate::read::reject::{Reason, Refusal};
use brotli_decompressor::Decompressor;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::io::{Cursor, Read};

/// A page as it was sent.
#[derive(Debug)]
pub(super) struct Page {
    /// Whether it is plain text and not HTML.
    pub(super) is_text: bool,
    /// The encoding that its header declares.
    pub(super) label: Option<String>,
    pub(super) body: Body,
}

/// The bytes of a page, as they were sent.
#[derive(Debug)]
pub(super) struct Body {
    bytes: Vec<u8>,
    /// Content codings, in the order in which they were applied.
    codings: Vec<String>,
}

impl Body {
    pub(super) fn plain(bytes: Vec<u8>) -> Self {
        Self { bytes, codings: Vec::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The page unpacked, of `most` bytes at most. Many archives keep a body unpacked under the header of the packed
    /// one, so that a body which does not begin as its coding does is taken as it is.
    pub(super) fn unpack(self, most: usize) -> Result<Vec<u8>, Refusal> {
        let mut bytes = self.bytes;
        // Nobody packs a page more often.
        for coding in self.codings.iter().rev().take(3) {
            let input = Cursor::new(bytes.as_slice());
            let reader: Box<dyn Read + '_> = match coding.as_str() {
                "gzip" | "x-gzip" if bytes.starts_with(&[0x1f, 0x8b]) => Box::new(MultiGzDecoder::new(input)),
                "deflate" if bytes.first().is_some_and(|first| first & 0x0f == 8) => {
                    Box::new(ZlibDecoder::new(input))
                }
                "deflate" if !looks_like_text(&bytes) => Box::new(DeflateDecoder::new(input)),
                "br" if !looks_like_text(&bytes) => Box::new(Decompressor::new(input, 4096)),
                "zstd" if bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) => {
                    let decoder = zstd::stream::read::Decoder::with_buffer(input);
                    Box::new(decoder.map_err(|error| Refusal::new(Reason::Compression, error.to_string()))?)
                }
                _ => continue,
            };
            let mut unpacked = Vec::new();
            let outcome = reader.take(most as u64 + 1).read_to_end(&mut unpacked);
            outcome.map_err(|error| {
                Refusal::new(Reason::Compression, format!("damaged {coding} data in the page: {error}"))
            })?;
            if unpacked.len() > most {
                return Err(crate::read::html::too_large(most));
            }
            bytes = unpacked;
        }
        Ok(bytes)
    }
}

fn looks_like_text(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().first() == Some(&b'<')
}

/// The page of a response; none if it is no page, or no success.
pub(super) fn page(mut block: Vec<u8>, most: usize) -> Result<Option<Page>, Refusal> {
    let Some((head, body)) = split(&block) else { return Ok(None) };
    let head = String::from_utf8_lossy(&block[..head]).into_owned();
    block.drain(..body);
    let mut lines = head.lines();
    let status = lines.next().unwrap_or_default();
    let is_success = status.starts_with("HTTP/")
        && status.split_whitespace().nth(1).is_some_and(|code| code.len() == 3 && code.starts_with('2'));
    if !is_success {
        return Ok(None);
    }
    let (mut media_type, mut codings, mut is_chunked) = (String::new(), Vec::new(), false);
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        let value = value.trim().to_ascii_lowercase();
        match name.trim().to_ascii_lowercase().as_str() {
            "content-type" => media_type = value,
            "content-encoding" => codings.extend(value.split(',').map(|c| c.trim().to_owned())),
            "transfer-encoding" => {
                is_chunked |= value.contains("chunked");
                codings.extend(value.split(',').map(|c| c.trim().to_owned()).filter(|c| c != "chunked"));
            }
            _ => {}
        }
    }
    let is_text = media_type.starts_with("text/plain");
    let is_html = ["text/html", "application/xhtml"].iter().any(|html| media_type.starts_with(html));
    let is_unnamed_page = media_type.is_empty() && looks_like_text(&block);
    if !is_text && !is_html && !is_unnamed_page {
        return Ok(None);
    }
    // Many archives keep the body whole under the header of the chunked one.
    if is_chunked && let Some(whole) = whole(&block) {
        block = whole;
    }
    if block.len() > most {
        return Err(crate::read::html::too_large(most));
    }
    Ok(Some(Page { is_text, label: charset(&media_type), body: Body { bytes: block, codings } }))
}

/// Where the header ends and where the body begins.
fn split(block: &[u8]) -> Option<(usize, usize)> {
    let within = &block[..block.len().min(super::HTTP_HEADER)];
    let mut at = 0;
    while let Some(end) = within[at..].iter().position(|&byte| byte == b'\n').map(|end| at + end) {
        let next = &within[end + 1..];
        if next.starts_with(b"\n") {
            return Some((end, end + 2));
        }
        if next.starts_with(b"\r\n") {
            return Some((end, end + 3));
        }
        at = end + 1;
    }
    None
}

/// The body without its chunks' lengths (RFC 9112, 7.1); none if it is not chunked. A last chunk that is cut counts.
fn whole(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    loop {
        let end = body.iter().take(1024).position(|&byte| byte == b'\n')?;
        let size = std::str::from_utf8(&body[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok().filter(|_| size.len() <= 8)?;
        body = &body[end + 1..];
        if size == 0 {
            return Some(whole);
        }
        if size >= body.len() {
            whole.extend_from_slice(body);
            return Some(whole);
        }
        whole.extend_from_slice(&body[..size]);
        body = &body[size..];
        body = body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n")).unwrap_or(body);
        if body.is_empty() {
            return Some(whole);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(response: &str) -> Option<(bool, Option<String>, String)> {
        let page = page(response.as_bytes().to_vec(), 1000).unwrap()?;
        let body = page.body.unpack(1000).unwrap();
        Some((page.is_text, page.label, String::from_utf8(body).unwrap()))
    }

    #[test]
    fn pages_and_what_is_none() {
        assert_eq!(
            sent("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"UTF-8\"\r\n\r\n<p>"),
            Some((false, Some("utf-8".into()), "<p>".into()))
        );
        assert_eq!(sent("HTTP/1.0 200\nContent-Type: text/plain\n\na"), Some((true, None, "a".into())));
        for none in [
            "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>",
            "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n<p>",
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n",
            "",
        ] {
            assert_eq!(sent(none), None, "{none}");
        }
    }

    #[test]
    fn chunks_are_joined_where_there_are_any() {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n";
        for (body, expected) in [
            ("3\r\n<p>\r\n4;x=y\r\nword\r\n0\r\n\r\n", "<p>word"),
            ("3\r\n<p>\r\nff\r\ncut", "<p>cut"),
            ("<p>whole", "<p>whole"),
            ("fffffffff\r\n<p>", "fffffffff\r\n<p>"),
        ] {
            assert_eq!(sent(&format!("{head}{body}")).unwrap().2, expected, "{body}");
        }
    }
}
