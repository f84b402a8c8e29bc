//! A text file: one article, all of it.

use super::article::is_blank;
use super::decode::decode;
use super::format::stem;
use super::reject::{Reason, Refusal, Reject};
use super::source::{self, Source};
use super::{Article, Item, Limits};
use std::io::Read;

/// Reads the one article of a text file.
pub(super) fn read(source: Source, path: &str, limits: &Limits) -> Item {
    match article(source, path, limits) {
        Ok(article) => Item::Article(article),
        Err(Refusal { reason, offset, detail }) => {
            Item::Reject(Reject { path: path.to_owned(), line: None, offset, reason, detail })
        }
    }
}

fn article(mut source: Source, path: &str, limits: &Limits) -> Result<Article, Refusal> {
    let most = limits.article();
    let too_large = || Refusal::new(Reason::TooLarge, format!("the text has more than {most} bytes"));
    let mut bytes = Vec::new();
    let taken = source.bytes.as_mut().take(most as u64 + 1).read_to_end(&mut bytes);
    taken.map_err(|error| source::refusal(&error))?;
    if bytes.is_empty() {
        return Err(Refusal::new(Reason::Empty, "no bytes"));
    }
    if bytes.len() > most {
        return Err(too_large());
    }
    let decoded = decode(bytes)?;
    if decoded.text.len() > most {
        return Err(too_large());
    }
    if is_blank(&decoded.text) {
        return Err(Refusal::new(Reason::Empty, "nothing but white space"));
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let id = match stem(name) {
        "" | "-" => Article::content_id(None, &decoded.text),
        stem => stem.to_owned(),
    };
    Ok(Article {
        id,
        path: path.to_owned(),
        line: None,
        url: None,
        site: None,
        title: None,
        published: None,
        text: decoded.text,
        encoding: decoded.encoding,
        warnings: decoded.warnings,
    })
}
