//! Web archives ([WARC 1.1](https://iipc.github.io/warc-specifications/)): one article a record that holds a web page, as sent by its
//! site (`response`), fetched otherwise (`resource`), or made to text (`conversion`, as in WET files).
//!
//! Other records (requests, pictures, redirects, failures) are no articles and no rejects. A record that is damaged is a
//! reject, and the next goes on.

mod http;

use super::article::{Article, host};
use super::context::{Context, Place};
use super::decode::decode_declared;
use super::html::{self, charset};
use super::open::Pending;
use super::reject::{Reason, Refusal};
use super::source::{self, Bytes, Source};
use super::txt;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;

/// The pages of a web archive.
pub(super) struct Records {
    reader: BufReader<Bytes>,
    context: Arc<Context>,
    /// Offset of the next byte.
    offset: u64,
    /// Whether a place between records was already told to be damaged.
    lost: bool,
    ended: bool,
}

/// Headers of a record are not longer.
const HEADER: u64 = 64 << 10;

/// Room for what stands before a page in its block.
const HTTP_HEADER: usize = 256 << 10;

/// What the header of a record says.
#[derive(Debug, Default)]
struct Header {
    kind: String,
    address: Option<String>,
    media_type: String,
    length: Option<u64>,
}

impl Records {
    pub(super) fn new(source: Source, context: Arc<Context>) -> Self {
        let reader = BufReader::with_capacity(64 << 10, source.bytes);
        Self { reader, context, offset: 0, lost: false, ended: false }
    }

    /// The next line, without its end; none at the end of the file.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let mut read = (&mut self.reader).take(HEADER).read_until(b'\n', &mut line)? as u64;
        if read == HEADER && !line.ends_with(b"\n") {
            read += self.reader.skip_until(b'\n')? as u64;
        }
        self.offset += read;
        Ok((read > 0).then(|| line.trim_ascii_end().to_vec()))
    }

    /// The next record's header, none at the end; what is no record is a refusal, once.
    fn header(&mut self) -> io::Result<Option<(u64, Result<Header, Refusal>)>> {
        loop {
            let start = self.offset;
            let Some(line) = self.line()? else { return Ok(None) };
            if line.is_empty() {
                continue;
            }
            if !line.starts_with(b"WARC/") {
                if !std::mem::replace(&mut self.lost, true) {
                    let refusal = Refusal::new(Reason::Warc, "expected a record that begins with WARC/1.");
                    return Ok(Some((start, Err(refusal))));
                }
                continue;
            }
            self.lost = false;
            let mut header = Header::default();
            while let Some(line) = self.line()?.filter(|line| !line.is_empty()) {
                header.field(&line);
                if self.offset - start > HEADER {
                    let refusal = Refusal::new(Reason::Warc, "a header without an end");
                    return Ok(Some((start, Err(refusal))));
                }
            }
            return Ok(Some((start, Ok(header))));
        }
    }

    /// Leaves out the next `length` bytes; whether they were all there.
    fn skip(&mut self, length: u64) -> io::Result<bool> {
        let skipped = io::copy(&mut (&mut self.reader).take(length), &mut io::sink())?;
        self.offset += skipped;
        Ok(skipped == length)
    }

    /// The page of the next record, or a reject; none for a record that holds no page.
    fn record(&mut self, start: u64, header: Header) -> io::Result<Option<Pending>> {
        let place = Place { line: None, offset: Some(start) };
        let refused = |context: &Context, reason, detail: &str| {
            Ok(Some(Pending::done(context.reject(place, Refusal::new(reason, detail)))))
        };
        let Some(length) = header.length else {
            return refused(&self.context, Reason::Warc, "a record without Content-Length");
        };
        let most = (self.context.limits.max_page_bytes + HTTP_HEADER) as u64;
        let is_wanted = header.is_wanted();
        if !is_wanted || length > most {
            let whole = self.skip(length)?;
            return match (is_wanted, whole) {
                (_, false) => refused(&self.context, Reason::Warc, "the last record is cut short"),
                (true, true) => {
                    let most = self.context.limits.max_page_bytes;
                    Ok(Some(Pending::done(self.context.reject(place, html::too_large(most)))))
                }
                (false, true) => Ok(None),
            };
        }
        let mut block = Vec::new();
        let read = (&mut self.reader).take(length).read_to_end(&mut block)? as u64;
        self.offset += read;
        if read < length {
            return refused(&self.context, Reason::Warc, "the last record is cut short");
        }
        let most = self.context.limits.max_page_bytes;
        let page = if header.media_type.starts_with("application/http") {
            match http::page(block, most) {
                Ok(None) => return Ok(None),
                Ok(Some(page)) => page,
                Err(refusal) => return Ok(Some(Pending::done(self.context.reject(place, refusal)))),
            }
        } else {
            http::Page {
                is_text: header.media_type.starts_with("text/plain"),
                label: charset(&header.media_type),
                body: http::Body::plain(block),
            }
        };
        let context = Arc::clone(&self.context);
        Ok(Some(Pending::new(page.body.len(), move || {
            context.item(place, article(&context, page, header.address.as_deref()))
        })))
    }
}

fn article(context: &Context, page: http::Page, address: Option<&str>) -> Result<Article, Refusal> {
    let bytes = page.body.unpack(context.limits.max_page_bytes)?;
    if bytes.is_empty() {
        return Err(Refusal::new(Reason::Empty, "no bytes"));
    }
    if !page.is_text {
        return html::article(context, bytes, page.label.as_deref(), address);
    }
    let decoded = decode_declared(bytes, page.label.as_deref())?;
    let article = txt::article(context, decoded.text)?;
    Ok(Article {
        id: Article::content_id(address, &article.text),
        url: address.map(ToOwned::to_owned),
        site: address.and_then(host),
        encoding: decoded.encoding,
        warnings: decoded.warnings,
        ..article
    })
}

impl Header {
    /// Takes a line `Name: value`.
    fn field(&mut self, line: &[u8]) {
        let line = String::from_utf8_lossy(line);
        let Some((name, value)) = line.split_once(':') else { return };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "warc-type" => self.kind = value.to_ascii_lowercase(),
            "content-type" => self.media_type = value.to_ascii_lowercase(),
            "content-length" => self.length = value.parse().ok(),
            "warc-target-uri" => {
                let value = value.trim_start_matches('<').trim_end_matches('>');
                self.address = (!value.is_empty()).then(|| value.to_owned());
            }
            _ => {}
        }
    }

    /// Whether the record may hold a page.
    fn is_wanted(&self) -> bool {
        match self.kind.as_str() {
            "response" => self.media_type.starts_with("application/http"),
            "resource" => ["text/html", "application/xhtml", "text/plain", "application/http"]
                .iter()
                .any(|wanted| self.media_type.starts_with(wanted)),
            "conversion" => self.media_type.starts_with("text/plain"),
            _ => false,
        }
    }
}

impl Iterator for Records {
    type Item = Pending;

    fn next(&mut self) -> Option<Pending> {
        while !self.ended {
            let found = match self.header() {
                Ok(None) => {
                    self.ended = true;
                    Ok(None)
                }
                Ok(Some((start, Err(refusal)))) => {
                    let place = Place { line: None, offset: Some(start) };
                    Ok(Some(Pending::done(self.context.reject(place, refusal))))
                }
                Ok(Some((start, Ok(header)))) => self.record(start, header),
                Err(error) => Err(error),
            };
            match found {
                Ok(None) => {}
                Ok(Some(pending)) => return Some(pending),
                Err(error) => {
                    self.ended = true;
                    let place = Place { line: None, offset: Some(self.offset) };
                    return Some(Pending::done(self.context.reject(place, source::refusal(&error))));
                }
            }
        }
        None
    }
}
