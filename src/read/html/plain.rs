//! A page made plain: only what the main text needs, every element closed, and none deep.
//!
//! A tree builder after the HTML Standard takes time that grows with the square of the depth, the attributes of a
//! tag or the unclosed `<b>`s; here these are bounded beforehand, in one pass over the page. What is cut are tags, never
//! the words between them.

use super::facts::Facts;
use super::tag::{Tag, Token, Tokens};
use crate::read::article::beginning;

/// Elements within one another; browsers stop at 512. Deeper ones are taken for text of the last.
const DEPTH: usize = 120;
/// Longer values are no classes or names.
const VALUE: usize = 1000;

/// Elements that are left out with all that is in them.
const REGIONS: &[&str] = &[
    "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "canvas", "audio", "video",
    "select", "textarea", "datalist", "xmp", "noembed", "noframes", "applet", "map",
];

/// Tags that are left out while what is in them stays: they say how words look, or nothing.
const TRANSPARENT: &[&str] = &[
    "b",
    "big",
    "code",
    "em",
    "font",
    "i",
    "nobr",
    "s",
    "small",
    "strike",
    "strong",
    "tt",
    "u",
    "plaintext",
    "frameset",
    "frame",
    "area",
    "base",
    "basefont",
    "bgsound",
    "col",
    "embed",
    "img",
    "image",
    "input",
    "keygen",
    "link",
    "param",
    "source",
    "track",
    "wbr",
    "option",
    "optgroup",
    "mark",
    "abbr",
    "sup",
    "sub",
    "center",
    "noindex",
    "ins",
    "bdi",
    "bdo",
    "ruby",
    "rb",
    "rt",
    "rtc",
    "rp",
];

const VOID: &[&str] = &["br", "hr", "meta"];

/// Elements that end an open paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "details",
    "dialog",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "ul",
];

/// The attributes by which main text is found.
const ATTRIBUTES: &[&str] = &[
    "class",
    "id",
    "role",
    "style",
    "hidden",
    "aria-hidden",
    "aria-modal",
    "itemprop",
    "itemtype",
    "property",
    "name",
    "content",
    "href",
    "rel",
    "lang",
    "dir",
    "datetime",
];

/// The page made plain; what it says of itself goes to `facts`. None if it has more than `most` elements.
pub(super) fn plain(page: &str, most: usize, facts: &mut Facts) -> Option<String> {
    let mut plain = Plain { out: String::with_capacity(page.len() / 2), open: Vec::new(), over: 0, signs: 0 };
    let mut tokens = Tokens::new(page);
    let mut elements = 0;
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) => plain.text(text),
            Token::End(name) => plain.end(name),
            Token::Start(tag) => {
                facts.tag(&tag);
                elements += 1;
                if elements > most {
                    return None;
                }
                if let Some(region) = REGIONS.iter().find(|region| tag.is(region)) {
                    if let Some(content) = tokens.take_until_end(region)
                        && *region == "script"
                    {
                        facts.script(&tag, content);
                    }
                    // Words must not grow together.
                    plain.out.push(' ');
                } else if tag.is("title") {
                    if let Some(title) = tokens.take_until_end("title") {
                        let title = beginning(title, VALUE);
                        plain.out.push_str("<title>");
                        plain.out.push_str(title);
                        plain.out.push_str("</title>");
                    }
                } else {
                    plain.start(&tag);
                }
            }
        }
    }
    while let Some(name) = plain.open.pop() {
        plain.close(name);
    }
    Some(plain.out)
}

struct Plain<'p> {
    out: String,
    /// Names of the open elements.
    open: Vec<&'p str>,
    /// Elements left out because they are too deep, and still open.
    over: usize,
    /// Signs of a text that are escaped when a tree is written.
    signs: usize,
}

/// Escaped signs in one text of the tree: its writer looks from each to the end of the text.
const SIGNS: usize = 512;

impl<'p> Plain<'p> {
    fn start(&mut self, tag: &Tag<'p>) {
        if is_one_of(tag.name, TRANSPARENT) {
            return;
        }
        while self.open.last().is_some_and(|open| ends(open, tag.name)) {
            self.pop();
        }
        let void = is_one_of(tag.name, VOID);
        if !void && self.open.len() == DEPTH {
            self.over += 1;
            // A block of its own all the same.
            self.out.push_str("<br>");
            return;
        }
        self.out.push('<');
        self.out.push_str(tag.name);
        for (name, value) in tag.attributes().filter(|(name, _)| is_one_of(name, ATTRIBUTES)) {
            if value.len() > VALUE {
                continue;
            }
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            self.out.push_str(&value.replace('"', "&quot;"));
            self.out.push('"');
        }
        self.out.push('>');
        if !void {
            self.open.push(tag.name);
        }
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            if matches!(c, '&' | '\u{80}'..='\u{bf}') {
                self.signs += 1;
                if self.signs.is_multiple_of(SIGNS) {
                    // It cuts the text in two, unseen.
                    self.out.push_str("<!---->");
                }
            }
            // A sign that opens nothing here must not open something where a comment was taken out.
            match c {
                '<' => self.out.push_str("&lt;"),
                _ => self.out.push(c),
            }
        }
    }

    fn end(&mut self, name: &str) {
        if is_one_of(name, TRANSPARENT) || is_one_of(name, VOID) {
            return;
        }
        if self.over > 0 {
            self.over -= 1;
            return;
        }
        // An end tag that opens nothing is left out, and none reaches beyond its cell.
        for (at, open) in self.open.iter().enumerate().rev() {
            if open.eq_ignore_ascii_case(name) {
                while self.open.len() > at {
                    self.pop();
                }
                return;
            }
            if is_one_of(open, &["td", "th", "caption"])
                && !is_one_of(name, &["table", "tr", "td", "th", "tbody", "thead", "tfoot", "caption"])
            {
                return;
            }
        }
    }

    fn pop(&mut self) {
        if let Some(name) = self.open.pop() {
            self.close(name);
        }
    }

    fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }
}

/// Whether an open element ends where another starts, though nobody closed it.
fn ends(open: &str, start: &str) -> bool {
    let open_is = |names: &[&str]| is_one_of(open, names);
    if is_one_of(start, &["li"]) {
        open_is(&["p", "li"])
    } else if is_one_of(start, &["dt", "dd"]) {
        open_is(&["p", "dt", "dd"])
    } else if is_one_of(start, &["td", "th"]) {
        open_is(&["p", "li", "td", "th"])
    } else if is_one_of(start, &["tr", "tbody", "thead", "tfoot"]) {
        open_is(&["p", "li", "td", "th", "tr"])
            || (!start.eq_ignore_ascii_case("tr") && open_is(&["tbody", "thead", "tfoot"]))
    } else if is_one_of(start, &["a"]) {
        open_is(&["a"])
    } else if is_one_of(start, BLOCKS) {
        open_is(&["p"])
    } else if is_one_of(start, &["body"]) {
        open_is(&["head"])
    } else {
        false
    }
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(page: &str) -> String {
        plain(page, 1000, &mut Facts::default()).unwrap()
    }

    #[test]
    fn every_element_is_closed_and_the_words_stay() {
        for (page, expected) in [
            ("<p>a<p>b", "<p>a</p><p>b</p>"),
            ("<ul><li>a<li>b</ul>c", "<ul><li>a</li><li>b</li></ul>c"),
            ("<div><b>a</div></b>c</p>", "<div>a</div>c"),
            ("<td><div>a</span></td>", "<td><div>a</div></td>"),
            ("a<script>x<p></script>b", "a b"),
            ("a<svg><p>b", "a <p>b</p>"),
            ("<p onclick='x' class=a\"b>c", "<p class=\"a&quot;b\">c</p>"),
            ("a < b <<!-- -->p>", "a &lt; b &lt;p>"),
            ("<title>a <b></title><br/>", "<title>a <b></title><br>"),
            ("<TABLE><TR><TD>a<TD>b", "<TABLE><TR><TD>a</TD><TD>b</TD></TR></TABLE>"),
        ] {
            assert_eq!(made(page), expected, "{page}");
        }
    }

    #[test]
    fn depth_and_number_are_bounded() {
        let deep = format!("{}word{}<p>end", "<div>".repeat(500), "</div>".repeat(500));
        let made = made(&deep);
        assert_eq!(made.matches("<div>").count(), DEPTH);
        assert!(made.contains("word") && made.ends_with("</div><p>end</p>"), "{made}");
        assert_eq!(plain(&"<i>".repeat(1001), 1000, &mut Facts::default()), None);
    }
}
