//! A web page: one article, its main text as [dom_smoothie](https://docs.rs/dom_smoothie) finds it (the algorithm
//! of Mozilla's Readability), and what the page's metadata say.
//!
//! The raw text of such an article is that main text, blocks apart by blank lines: offsets point into it, not into
//! the page. A page is made plain before a tree is built from it (see [`plain`]), so that no page costs more than
//! its length.

mod facts;
mod plain;
mod tag;

use super::article::{Article, host, is_blank};
use super::context::{Context, Place, iso};
use super::decode::{Decoded, decode_declared};
use super::open::Pending;
use super::reject::{Reason, Refusal};
use super::source::Source;
use super::txt;
use dom_smoothie::{Config, Readability, TextMode};
use facts::Facts;
use std::sync::Arc;
pub(super) use tag::charset;

/// Reads the one article of a web page.
pub(super) fn read(source: Source, context: Arc<Context>) -> Pending {
    let most = context.limits.max_page_bytes;
    match txt::bytes(source, most) {
        Err(refusal) => {
            let refusal = refusal.unwrap_or_else(|| too_large(most));
            Pending::done(context.reject(Place::default(), refusal))
        }
        Ok(bytes) => Pending::new(bytes.len(), move || {
            let mut read = article(&context, bytes, None, None);
            if let Ok(article) = &mut read {
                article.id = txt::id(&context, article.url.as_deref(), &article.text);
            }
            context.item(Place::default(), read)
        }),
    }
}

/// That a page has too many bytes.
pub(super) fn too_large(most: usize) -> Refusal {
    Refusal::new(Reason::TooLarge, format!("the page has more than {most} bytes"))
}

/// The article of a page that was sent from `url` with the encoding `label`, where these are known.
pub(super) fn article(
    context: &Context,
    bytes: Vec<u8>,
    label: Option<&str>,
    url: Option<&str>,
) -> Result<Article, Refusal> {
    let declared = tag::declared_encoding(&bytes);
    let Decoded { text: page, encoding, mut warnings } =
        decode_declared(bytes, label.or(declared.as_deref()))?;
    let mut facts = Facts::default();
    let plain = plain::plain(&page, context.limits.max_page_elements, &mut facts).ok_or_else(|| {
        let most = context.limits.max_page_elements;
        Refusal::new(Reason::TooLarge, format!("the page has more than {most} elements"))
    })?;
    drop(page);
    let (title, text) = main_text(plain)?;
    let url = facts.address().or_else(|| url.map(ToOwned::to_owned));
    let published = facts.published(|value| iso(value, &mut warnings));
    let title = facts.headline().or(title);
    let site = url.as_deref().and_then(host).or_else(|| facts.site_name());
    let article = txt::article(context, text)?;
    let id = Article::content_id(url.as_deref(), &article.text);
    Ok(Article { id, url, site, title, published, encoding, warnings, ..article })
}

/// The title and the main text of a page that was made plain.
fn main_text(page: String) -> Result<(Option<String>, String), Refusal> {
    let none = || Refusal::new(Reason::NoText, "the page has no main text");
    // JSON-LD is read by `facts`, without a second parser.
    let config = Config { disable_json_ld: true, text_mode: TextMode::Formatted, ..Config::default() };
    let mut page = Readability::new(page, None, Some(config)).map_err(|_| none())?;
    let article = page.parse().map_err(|_| none())?;
    let text = article.text_content.to_string();
    if is_blank(&text) {
        return Err(none());
    }
    let title = article.title.trim();
    Ok(((!title.is_empty()).then(|| title.to_owned()), text))
}
