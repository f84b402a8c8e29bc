//! Cleaning: one article's raw text cut into blocks, each with its role.
//!
//! A block is a paragraph of the raw text. It is kept (`body`, `headline`, `caption`) or dropped
//! (`duplicate`, `boilerplate`), and a dropped block says why. Nothing is rewritten: a block is a
//! span of the raw text, and every byte that is not white space belongs to exactly one block.
//!
//! Cleaning looks at one article. Copies of whole articles are not its business, except that a
//! [`SiteProfile`] may tell it which lines recur over the articles of a site.

mod credit;
mod cut;
mod dates;
mod duplicate;
mod fold;
mod furniture;
mod furniture_file;
mod hash;
mod markup;
mod matching;
mod place;
mod shape;
mod site;
mod template;
mod token;
mod topic;

#[cfg(test)]
mod tests;

pub use furniture::{FURNITURE, Furniture};
pub use site::{Line, SiteProfile};

use crate::span::Span;
use fold::Folded;

/// What a block is in its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Running text.
    Body,
    /// A headline, standfirst or subheading that is kept.
    Headline,
    /// The caption of a picture.
    Caption,
    /// The same text stands elsewhere in the article; dropped.
    Duplicate,
    /// What the site says and not the author; dropped.
    Boilerplate,
}

impl Role {
    /// The codebook's name of the role.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Body => "body",
            Role::Headline => "headline",
            Role::Caption => "caption",
            Role::Duplicate => "duplicate",
            Role::Boilerplate => "boilerplate",
        }
    }

    /// Whether blocks of this role are read further.
    pub fn is_kept(self) -> bool {
        !matches!(self, Role::Duplicate | Role::Boilerplate)
    }
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $word:literal),* $(,)?) => {
        /// Why a block was dropped.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Reason { $($(#[$doc])* $name),* }

        impl Reason {
            /// Every reason, in the order of declaration.
            pub const ALL: &'static [Reason] = &[$(Reason::$name),*];

            /// The name used in records and in the furniture file.
            pub fn as_str(self) -> &'static str {
                match self { $(Reason::$name => $word),* }
            }
        }
    };
}

reasons! {
    /// Duplicate: the same text, case, white space and typographic quotes aside.
    Repeat = "repeat",
    /// Duplicate: another block plus a picture credit.
    PictureCredit = "picture_credit",
    /// Duplicate: the beginning of a longer block.
    Truncation = "truncation",
    /// Duplicate: one or a few sentences lifted out of a longer block.
    PullQuote = "pull_quote",
    /// A headline or link of another story.
    Teaser = "teaser",
    /// Heading or link of a list of other stories.
    Related = "related",
    /// A prompt to subscribe or sign in.
    Newsletter = "newsletter",
    /// Buttons and links to share or follow.
    Share = "share",
    /// Who wrote, edited or contributed.
    Byline = "byline",
    /// What the site says about its author.
    Biography = "biography",
    /// A date or time standing alone, reading time, a dateline alone.
    Timestamp = "timestamp",
    /// An advertisement, or the mark of one.
    Advert = "advert",
    /// A cookie or privacy notice.
    Cookie = "cookie",
    /// A section name, tag or other label.
    Label = "label",
    /// What a media player or gallery says.
    Player = "player",
    /// A picture credit standing alone.
    Credit = "credit",
    /// Copyright and other legal lines.
    Copyright = "copyright",
    /// Comment counts and prompts.
    Comments = "comments",
    /// Menus, skip links, page numbers.
    Navigation = "navigation",
    /// Left-over markup, rules, ornaments, bare addresses.
    Markup = "markup",
    /// A line that recurs over the articles of its site.
    SiteLine = "site_line",
}

/// One block of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands, in byte offsets into the raw text; never empty, trimmed of white space.
    pub span: Span,
    /// What it is.
    pub role: Role,
    /// For a duplicate: the index of the block that survives in its stead, which is kept.
    pub duplicate_of: Option<usize>,
    /// For a dropped block: why.
    pub reason: Option<Reason>,
}

/// Cuts `raw` into blocks and gives each its role.
///
/// `title` is the article's title where it is known; `profile` tells which lines recur over the
/// articles of its site. Blocks come in text order, do not overlap, and cover all text but white
/// space and invisible characters. Time and memory grow linearly with the text, but for one sort
/// of the blocks.
///
/// ```
/// use claimwright::clean::{Furniture, Role, blocks};
/// let raw = "By Ada Brown\n\nNorway pledged two air defence batteries to Ukraine on Monday.\n\nShare this";
/// let roles: Vec<Role> = blocks(raw, None, Furniture::embedded(), None).iter().map(|b| b.role).collect();
/// assert_eq!(roles, [Role::Boilerplate, Role::Body, Role::Boilerplate]);
/// ```
pub fn blocks(
    raw: &str,
    title: Option<&str>,
    furniture: &Furniture,
    profile: Option<&SiteProfile>,
) -> Vec<Block> {
    let mut blocks = paragraphs(raw);
    let texts = folded(raw, &blocks);
    place::roles(&mut blocks, &texts, raw, title, furniture, profile);
    blocks
}

/// The blocks of `raw` as far as they are known without the rest of its site, and the line of each, from
/// which the profile of the site is learnt.
pub fn blocks_and_lines(raw: &str, title: Option<&str>, furniture: &Furniture) -> (Vec<Block>, Vec<Line>) {
    let mut blocks = paragraphs(raw);
    let texts = folded(raw, &blocks);
    let shapes = place::roles(&mut blocks, &texts, raw, title, furniture, None);
    let lines = texts.iter().zip(&shapes).map(|(text, shape)| line(text, shape.running())).collect();
    (blocks, lines)
}

fn paragraphs(raw: &str) -> Vec<Block> {
    cut::paragraphs(raw)
        .into_iter()
        .map(|span| Block { span, role: Role::Body, duplicate_of: None, reason: None })
        .collect()
}

fn folded<'t>(raw: &'t str, blocks: &[Block]) -> Vec<Folded<'t>> {
    blocks.iter().map(|block| Folded::new(block.span.slice(raw))).collect()
}

/// A block as counting over the site sees it; signs without a letter have no length there.
fn line(text: &Folded, running: bool) -> Line {
    let words = running || text.key.contains(char::is_alphabetic);
    let bytes = if words { text.key.len().min(1 << 30) as u32 } else { 0 };
    Line { hash: hash::hash(&text.key), bytes, running }
}
