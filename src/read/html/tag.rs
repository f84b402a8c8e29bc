//! Tags: what stands between `<` and `>`, and the tokens of a page, after the [HTML Standard, 13.2.5](https://html.spec.whatwg.org/multipage/parsing.html#tokenization).
//!
//! It builds no tree and decodes no entities. Each byte is looked at a fixed number of times.

use std::collections::BTreeSet;

/// A part of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'p> {
    Text(&'p str),
    Start(Tag<'p>),
    /// An end tag by its name.
    End(&'p str),
}

/// A start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'p> {
    /// As written; names of elements have no case.
    pub(super) name: &'p str,
    attributes: &'p str,
}

/// Attributes of one tag that are looked at.
const ATTRIBUTES: usize = 64;

impl<'p> Tag<'p> {
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value of an attribute as written, without its quotes.
    pub(super) fn value(&self, name: &str) -> Option<&'p str> {
        self.attributes().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Names and values as written.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&'p str, &'p str)> + use<'p> {
        let mut rest = self.attributes;
        let next = move || {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            // A name may begin with `=`.
            let skip = rest.chars().next()?.len_utf8();
            let end = rest[skip..]
                .find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/'))
                .map_or(rest.len(), |at| at + skip);
            let name = &rest[..end];
            rest = rest[end..].trim_start_matches(|c: char| c.is_ascii_whitespace());
            let Some(behind) = rest.strip_prefix('=') else { return Some((name, "")) };
            rest = behind.trim_start_matches(|c: char| c.is_ascii_whitespace());
            let (value, behind) = match rest.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let inner = &rest[1..];
                    inner.split_once(quote).unwrap_or((inner, ""))
                }
                _ => rest.split_at(rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len())),
            };
            rest = behind;
            Some((name, value))
        };
        std::iter::from_fn(next).take(ATTRIBUTES)
    }
}

/// Cuts a page into tokens.
pub(super) struct Tokens<'p> {
    page: &'p str,
    at: usize,
    /// Names of end tags that do not come any more.
    gone: BTreeSet<&'static str>,
}

impl<'p> Tokens<'p> {
    pub(super) fn new(page: &'p str) -> Self {
        Self { page, at: 0, gone: BTreeSet::new() }
    }

    /// Takes everything up to an end tag, and the tag; none and nothing if there is none.
    pub(super) fn take_until_end(&mut self, name: &'static str) -> Option<&'p str> {
        if self.gone.contains(name) {
            return None;
        }
        let rest = &self.page[self.at..];
        for (at, _) in rest.match_indices("</") {
            let behind = &rest[at + 2..];
            let is_it = behind.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name))
                && !behind[name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric());
            if is_it {
                let end = behind.find('>').map_or(rest.len(), |end| at + 2 + end + 1);
                self.at += end;
                return Some(&rest[..at]);
            }
        }
        self.gone.insert(name);
        None
    }

    /// What a `<` opens at `at`: a token or nothing to tell, and where it ends; none if it is text.
    fn markup(&self, at: usize) -> Option<(Option<Token<'p>>, usize)> {
        let rest = &self.page[at + 1..];
        let until = |sign: &str, from: usize| {
            rest.get(from..)
                .and_then(|r| r.find(sign))
                .map_or(self.page.len(), |end| at + 1 + from + end + sign.len())
        };
        let first = rest.bytes().next()?;
        match first {
            b'!' if rest.starts_with("!--") => {
                // `<!-->` is a whole comment.
                let short = ["!-->", "!--->"].into_iter().find(|short| rest.starts_with(short));
                Some((None, short.map_or_else(|| until("-->", 3), |short| at + 1 + short.len())))
            }
            b'!' | b'?' => Some((None, until(">", 1))),
            b'/' if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) => {
                let (name, _) = name(&rest[1..]);
                Some((Some(Token::End(name)), until(">", 1)))
            }
            b'/' => Some((None, until(">", 1))),
            b'a'..=b'z' | b'A'..=b'Z' => {
                let (name, behind) = name(rest);
                match attributes(behind) {
                    Some((attributes, length)) => {
                        let end = at + 1 + name.len() + length;
                        Some((Some(Token::Start(Tag { name, attributes })), end))
                    }
                    // The page ends within the tag: no later `<` is looked at, for each would go to the end again.
                    None => Some((Some(Token::Text(&self.page[at..])), self.page.len())),
                }
            }
            _ => None,
        }
    }
}

impl<'p> Iterator for Tokens<'p> {
    type Item = Token<'p>;

    fn next(&mut self) -> Option<Token<'p>> {
        let start = self.at;
        let mut looked = start;
        while let Some(found) = self.page[looked..].find('<') {
            let at = looked + found;
            match self.markup(at) {
                None => looked = at + 1,
                Some(_) if at > start => {
                    self.at = at;
                    return Some(Token::Text(&self.page[start..at]));
                }
                Some((token, end)) => {
                    self.at = end;
                    // An empty text stands for a comment.
                    return Some(token.unwrap_or(Token::Text("")));
                }
            }
        }
        self.at = self.page.len();
        (start < self.at).then(|| Token::Text(&self.page[start..]))
    }
}

fn name(rest: &str) -> (&str, &str) {
    rest.split_at(
        rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(rest.len()),
    )
}

/// The attributes of a tag, and their length with the `>`; none if the tag is never closed: the page ends in it.
fn attributes(rest: &str) -> Option<(&str, usize)> {
    let mut quote = None;
    let mut before = b' ';
    for (at, byte) in rest.bytes().enumerate() {
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if byte == b'>' => return Some((&rest[..at], at + 1)),
            // A quotation mark opens a value only behind `=`.
            None if matches!(byte, b'"' | b'\'') && before == b'=' => quote = Some(byte),
            None => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    None
}

/// Bytes of a page in which its encoding may be declared (HTML Standard, 4.2.5.4).
const PRESCAN: usize = 4096;

/// The encoding that a page declares in a `meta` element or XML declaration.
pub(super) fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(PRESCAN)]);
    if let Some(xml) = head.trim_start().strip_prefix("<?xml") {
        let (_, behind) = xml.split_once("?>").map(|(xml, _)| xml)?.split_once("encoding=")?;
        return behind.get(1..)?.split(['"', '\'']).next().map(ToOwned::to_owned);
    }
    Tokens::new(&head).find_map(|token| match token {
        Token::Start(tag) if tag.is("meta") => match (tag.value("charset"), tag.value("content")) {
            (Some(label), _) => Some(label.trim().to_owned()),
            (None, Some(content)) if tag.value("http-equiv").is_some() => charset(content),
            _ => None,
        },
        _ => None,
    })
}

/// The `charset` parameter of a media type.
pub(in crate::read) fn charset(media_type: &str) -> Option<String> {
    media_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(page: &str) -> Vec<String> {
        Tokens::new(page)
            .filter(|token| *token != Token::Text(""))
            .map(|token| match token {
                Token::Text(text) => text.to_owned(),
                Token::Start(tag) => {
                    let attributes: String =
                        tag.attributes().map(|(name, value)| format!(" {name}={value}")).collect();
                    format!("<{}{attributes}>", tag.name)
                }
                Token::End(name) => format!("</{name}>"),
            })
            .collect()
    }

    #[test]
    fn tokens_of_good_and_bad_pages() {
        for (page, expected) in [
            ("<p>a</p>", vec!["<p>", "a", "</p>"]),
            ("a < b <3 <<p>", vec!["a < b <3 <", "<p>"]),
            ("<!-- <p> --><!--> <b><!doctype x><?php ?>c", vec![" ", "<b>", "c"]),
            (
                "<a href='x>y' class=\"a b\" hidden data-q=1/2 >z",
                vec!["<a href=x>y class=a b hidden= data-q=1/2>", "z"],
            ),
            ("<a title=it's>x'>", vec!["<a title=it's>", "x'>"]),
            ("</ p></p x>", vec!["</p>"]),
            ("<br/>", vec!["<br>"]),
            ("text <a href=\"never closed", vec!["text ", "<a href=\"never closed"]),
            ("<!-- never closed <p>", vec![]),
        ] {
            assert_eq!(shown(page), expected, "{page}");
        }
    }

    #[test]
    fn regions_end_at_their_end_tag() {
        let mut tokens = Tokens::new("if (a</b) </scripts> x</SCRIPT >rest");
        assert_eq!(tokens.take_until_end("script"), Some("if (a</b) </scripts> x"));
        assert_eq!(tokens.take_until_end("script"), None);
        assert_eq!(tokens.next(), Some(Token::Text("rest")));
    }

    #[test]
    fn encodings_are_declared() {
        for (page, label) in [
            ("<meta charset=windows-1252>", Some("windows-1252")),
            ("<META http-equiv=Content-Type content='text/html; charset=\"koi8-r\"'>", Some("koi8-r")),
            ("<?xml version='1.0' encoding='ISO-8859-2'?><html>", Some("ISO-8859-2")),
            ("<meta name=x content='a; charset=b'>", None),
            ("<p>", None),
        ] {
            assert_eq!(declared_encoding(page.as_bytes()).as_deref(), label, "{page}");
        }
    }
}
