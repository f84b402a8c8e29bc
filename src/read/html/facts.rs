//! Facts: what a page says of itself in `meta`, `link`, `time` and JSON-LD. It looks at no running text.

use super::tag::Tag;
use crate::read::article::is_blank;
use serde_json::Value;

/// What a page says of itself, by how much it is to be trusted: the first of each counts.
#[derive(Debug, Default)]
pub(super) struct Facts {
    canonical: Option<String>,
    /// `og:url`.
    shared: Option<String>,
    site: Option<String>,
    linked: Linked,
    /// From `meta` and marked `time` elements: place in [`DATES`] and value.
    dates: Vec<(usize, String)>,
    /// From `time` elements that are not marked.
    times: Vec<String>,
    scripts: usize,
}

/// What JSON-LD says of the article.
#[derive(Debug, Default)]
struct Linked {
    headline: Option<String>,
    published: Option<String>,
    url: Option<String>,
}

/// Names of `meta` elements that hold the date of publication, best first.
const DATES: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "sailthru.date",
    "article.published",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published",
    "publication_date",
    "date",
];

/// Kinds of JSON-LD objects that are articles, by how they end.
const ARTICLES: &[&str] = &["Article", "BlogPosting", "LiveBlogPosting", "Report"];

/// JSON-LD blocks that are read, and the bytes of one at most.
const SCRIPTS: usize = 16;
const SCRIPT_BYTES: usize = 512 << 10;
/// Dates and addresses are not longer.
const LONGEST: usize = 2000;
/// Unmarked times that are kept.
const TIMES: usize = 100;

impl Facts {
    /// Looks at a start tag.
    pub(super) fn tag(&mut self, tag: &Tag) {
        if tag.is("meta") {
            let name = tag.value("property").or(tag.value("name")).or(tag.value("itemprop"));
            let (Some(name), Some(value)) = (name, tag.value("content").and_then(visible)) else { return };
            let name = name.trim().to_ascii_lowercase();
            match name.as_str() {
                "og:url" => first(&mut self.shared, value),
                "og:site_name" | "application-name" => first(&mut self.site, value),
                _ => {
                    if let Some(rank) = DATES.iter().position(|known| *known == name) {
                        self.dates.push((rank, value));
                    }
                }
            }
        } else if tag.is("link") {
            let is_canonical = tag
                .value("rel")
                .is_some_and(|rel| rel.split_whitespace().any(|r| r.eq_ignore_ascii_case("canonical")));
            if is_canonical && let Some(value) = tag.value("href").and_then(visible) {
                first(&mut self.canonical, value);
            }
        } else if tag.is("time")
            && let Some(value) = tag.value("datetime").and_then(visible)
        {
            let marked = tag.value("pubdate").is_some()
                || tag.value("itemprop").is_some_and(|i| i.eq_ignore_ascii_case("datePublished"));
            if marked {
                self.dates.push((DATES.len(), value));
            } else if self.times.len() < TIMES {
                self.times.push(value);
            }
        }
    }

    /// Looks at a script; only JSON-LD says something.
    pub(super) fn script(&mut self, tag: &Tag, content: &str) {
        let is_linked = tag.value("type").is_some_and(|t| t.to_ascii_lowercase().contains("ld+json"));
        if !is_linked || content.len() > SCRIPT_BYTES || self.scripts == SCRIPTS {
            return;
        }
        self.scripts += 1;
        let content = content.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
        // Its depth is bounded by the parser.
        if let Ok(value) = serde_json::from_str::<Value>(content) {
            let graph = |value: &Value| value.get("@graph").and_then(Value::as_array).cloned();
            let top = match value {
                Value::Array(list) => list,
                other => vec![other],
            };
            for object in &top {
                self.linked.look(object);
                graph(object).unwrap_or_default().iter().for_each(|object| self.linked.look(object));
            }
        }
    }

    /// The address that the page is known by.
    pub(super) fn address(&self) -> Option<String> {
        let absolute = |url: &&String| url.starts_with("http://") || url.starts_with("https://");
        [&self.canonical, &self.shared, &self.linked.url].into_iter().flatten().find(absolute).cloned()
    }

    /// The name of the site.
    pub(super) fn site_name(&self) -> Option<String> {
        self.site.clone()
    }

    /// The headline, where the page marks it.
    pub(super) fn headline(&self) -> Option<String> {
        self.linked.headline.clone()
    }

    /// The first date that `read` understands. A time that is not marked counts only if all of them name one day.
    pub(super) fn published(&mut self, mut read: impl FnMut(String) -> Option<String>) -> Option<String> {
        self.dates.sort_by_key(|(rank, _)| *rank);
        let marked = self.linked.published.iter().chain(self.dates.iter().map(|(_, value)| value));
        for value in marked {
            if let Some(date) = read(value.clone()) {
                return Some(date);
            }
        }
        let day = |value: &String| value.get(..10).map(ToOwned::to_owned);
        let first = self.times.first()?;
        if self.times.iter().all(|time| day(time) == day(first)) { read(first.clone()) } else { None }
    }
}

impl Linked {
    fn look(&mut self, object: &Value) {
        let kinds = match object.get("@type") {
            Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(kind)) => vec![kind.as_str()],
            _ => Vec::new(),
        };
        if !kinds.iter().any(|kind| ARTICLES.iter().any(|known| kind.ends_with(known))) {
            return;
        }
        let text = |key: &str| object.get(key).and_then(Value::as_str).and_then(visible);
        let page = object.get("mainEntityOfPage");
        let page = page.and_then(|page| page.get("@id").unwrap_or(page).as_str()).and_then(visible);
        for (slot, value) in [
            (&mut self.headline, text("headline").or_else(|| text("name"))),
            (&mut self.published, text("datePublished").or_else(|| text("dateCreated"))),
            (&mut self.url, text("url").or(page)),
        ] {
            if let Some(value) = value {
                first(slot, value);
            }
        }
    }
}

fn first(slot: &mut Option<String>, value: String) {
    slot.get_or_insert(value);
}

/// A value with its entities decoded, unless it is blank or too long.
fn visible(value: &str) -> Option<String> {
    if value.len() > LONGEST || is_blank(value) {
        return None;
    }
    Some(decoded(value.trim()))
}

/// The value with the character references that addresses and headlines have.
fn decoded(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, behind)) = rest.split_once('&') {
        out.push_str(before);
        let end = behind.bytes().take(10).position(|b| b == b';');
        let character = end.and_then(|end| match &behind[..end] {
            "amp" => Some('&'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "nbsp" => Some(' '),
            number => {
                let number = number.strip_prefix('#')?;
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                    None => number.parse(),
                };
                char::from_u32(code.ok()?)
            }
        });
        match (character, end) {
            (Some(character), Some(end)) => {
                out.push(character);
                rest = &behind[end + 1..];
            }
            _ => {
                out.push('&');
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::super::plain::plain;
    use super::*;

    fn facts(page: &str) -> Facts {
        let mut facts = Facts::default();
        plain(page, 1000, &mut facts).unwrap();
        facts
    }

    fn published(page: &str) -> Option<String> {
        facts(page).published(Some)
    }

    #[test]
    fn the_better_source_wins() {
        let linked = r#"<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type":
            ["NewsArticle"], "headline": "A & B", "datePublished": "2025-01-01", "url": "https://c.org/"}]}</script>"#;
        let meta =
            "<meta name=date content=2025-03-03><meta property=article:published_time content=2025-02-02>";
        assert_eq!(published(&format!("{meta}{linked}")).unwrap(), "2025-01-01");
        assert_eq!(published(meta).unwrap(), "2025-02-02");
        assert_eq!(facts(linked).headline().unwrap(), "A & B");
        assert_eq!(facts(linked).address().unwrap(), "https://c.org/");
        let canonical = "<link rel=canonical href='https://a.org/?x=1&amp;y=2'><meta property=og:url content=https://b.org/>";
        assert_eq!(facts(&format!("{linked}{canonical}")).address().unwrap(), "https://a.org/?x=1&y=2");
        assert_eq!(facts("<link rel=canonical href='/relative'>").address(), None);
    }

    #[test]
    fn times_count_if_they_agree() {
        let [a, b] = ["2025-01-01T10:00", "2025-01-02T10:00"].map(|t| format!("<time datetime={t}>x</time>"));
        assert_eq!(published(&format!("{a}{a}")).unwrap(), "2025-01-01T10:00");
        assert_eq!(published(&format!("{a}{b}")), None);
        let marked = "<time itemprop=datePublished datetime=2025-03-03>";
        assert_eq!(published(&format!("{a}{b}{marked}")).unwrap(), "2025-03-03");
    }

    #[test]
    fn character_references() {
        for (written, meant) in [
            ("a&amp;b", "a&b"),
            ("&#39;&#x27;&bogus;&", "''&bogus;&"),
            ("&#xd800;", "&#xd800;"),
            ("&é;", "&é;"),
        ] {
            assert_eq!(decoded(written), meant);
        }
    }
}
