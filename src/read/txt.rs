//! A text file: one article, all of it.

use super::article::{Article, is_blank};
use super::context::{Context, Place};
use super::decode::decode;
use super::format::stem;
use super::open::Pending;
use super::reject::{Reason, Refusal};
use super::source::{self, Source};
use std::io::Read;
use std::sync::Arc;

/// Reads the one article of a text file.
pub(super) fn read(source: Source, context: Arc<Context>) -> Pending {
    match bytes(source, context.limits.article()) {
        Err(Some(refusal)) => Pending::done(context.reject(Place::default(), refusal)),
        Err(None) => Pending::done(context.reject(Place::default(), context.too_large())),
        Ok(bytes) => Pending::new(bytes.len(), move || {
            let decoded = decode(bytes).map(|d| (d.text, d.encoding, d.warnings));
            let read = decoded.and_then(|(text, encoding, warnings)| {
                Ok(Article { encoding, warnings, ..article(&context, text)? })
            });
            context.item(Place::default(), read)
        }),
    }
}

/// All bytes of a file that is one article; none if they are more than `most`.
pub(super) fn bytes(mut source: Source, most: usize) -> Result<Vec<u8>, Option<Refusal>> {
    let mut bytes = Vec::new();
    let taken = source.bytes.as_mut().take(most as u64 + 1).read_to_end(&mut bytes);
    taken.map_err(|error| source::refusal(&error))?;
    if bytes.is_empty() {
        return Err(Some(Refusal::new(Reason::Empty, "no bytes")));
    }
    if bytes.len() > most { Err(None) } else { Ok(bytes) }
}

/// The article of a file that holds nothing but its text, named after the file.
pub(super) fn article(context: &Context, text: String) -> Result<Article, Refusal> {
    if text.len() > context.limits.article() {
        return Err(context.too_large());
    }
    if is_blank(&text) {
        return Err(Refusal::new(Reason::Empty, "nothing but white space"));
    }
    Ok(Article { path: context.path.clone(), ..Article::bare(id(context, None, &text), text) })
}

/// The id of a file's one article: the stem of the file's name.
pub(super) fn id(context: &Context, url: Option<&str>, text: &str) -> String {
    let name = context.path.rsplit('/').next().unwrap_or(&context.path);
    match stem(name) {
        "" | "-" => Article::content_id(url, text),
        stem => stem.to_owned(),
    }
}
