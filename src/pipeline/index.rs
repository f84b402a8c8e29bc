//! The index on disk: what later runs need of the articles and claims of earlier ones. It holds hashes, ids and dates, and
//! no text. Each run adds one file and changes none.
//!
//! A file is a line that names it, its version, a list of articles, a list of claims, and XXH3 over all that. It gets its
//! name when it is whole. Two runs cannot write to one index at the same time.

use super::known::Seen;
use super::repeat::Said;
use crate::dedupe::{DRAFT_VERSION, Draft};
use crate::error::{Error, Result};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::xxh3_64;

const MAGIC: &[u8] = b"claimwright index\n";
/// Version of the files; that of the drafts stands behind it.
const VERSION: u32 = 1;
const ENDING: &str = "index";

/// A folder with what earlier runs have seen.
#[derive(Debug)]
pub struct Index {
    folder: PathBuf,
    /// Number of the next file.
    next: u32,
    /// Articles of earlier runs, in the order in which they were added.
    pub(super) articles: Vec<Seen>,
    /// Claims of earlier runs.
    pub(super) claims: Vec<Said>,
}

impl Index {
    /// Reads the index in `folder`; one that is not there is empty, and is made.
    ///
    /// # Errors
    /// A folder or file that cannot be read, is damaged, or was written by another version.
    pub fn open(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder).map_err(Error::io(folder))?;
        let mut files: Vec<PathBuf> = Vec::new();
        for entry in fs::read_dir(folder).map_err(Error::io(folder))? {
            let path = entry.map_err(Error::io(folder))?.path();
            if path.extension().is_some_and(|ending| ending == ENDING) {
                files.push(path);
            }
        }
        files.sort();
        let mut index = Self { folder: folder.to_owned(), next: 1, articles: Vec::new(), claims: Vec::new() };
        for path in files {
            let bytes = fs::read(&path).map_err(Error::io(&path))?;
            let wrong = |expected: &str| Error::Unexpected {
                path: path.clone(),
                expected: expected.into(),
                advice: "name another folder with --index and read the articles anew".into(),
            };
            let number =
                path.file_stem().and_then(|stem| stem.to_str()).and_then(|stem| stem.parse::<u32>().ok());
            let number = number.ok_or_else(|| wrong("a number as the file's name"))?;
            let rest = bytes.strip_prefix(MAGIC).ok_or_else(|| wrong("an index of claimwright"))?;
            let mut rest = Reader(rest);
            if rest.version() != Some((VERSION, DRAFT_VERSION)) {
                return Err(wrong(&format!("an index of version {VERSION}.{DRAFT_VERSION}")));
            }
            rest.content(&mut index.articles, &mut index.claims)
                .ok_or_else(|| wrong("a whole index, found a damaged one"))?;
            index.next = index.next.max(number + 1);
        }
        Ok(index)
    }

    /// Number of articles that earlier runs have seen.
    pub fn articles(&self) -> usize {
        self.articles.len()
    }

    /// Adds a file with the articles and claims of this run.
    ///
    /// # Errors
    /// [`Error::Io`]; the index is then as it was.
    pub(super) fn add(&self, articles: &[Seen], claims: &[Said]) -> Result<()> {
        let known: HashSet<&str> = self.claims.iter().map(|claim| claim.id.as_str()).collect();
        let claims: Vec<&Said> = claims.iter().filter(|claim| !known.contains(claim.id.as_str())).collect();
        if articles.is_empty() && claims.is_empty() {
            return Ok(());
        }
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(DRAFT_VERSION.to_le_bytes());
        let start = bytes.len();
        bytes.extend((articles.len() as u32).to_le_bytes());
        for article in articles {
            put(&mut bytes, Some(&article.id));
            put(&mut bytes, article.site.as_deref());
            put(&mut bytes, article.published.as_deref());
            article.draft.encode(&mut bytes);
        }
        bytes.extend((claims.len() as u32).to_le_bytes());
        for claim in claims {
            bytes.extend(claim.content.to_le_bytes());
            bytes.extend(claim.start.to_le_bytes());
            put(&mut bytes, Some(&claim.id));
            put(&mut bytes, Some(&claim.document));
            put(&mut bytes, claim.published.as_deref());
            bytes.extend((claim.words.len() as u32).to_le_bytes());
            bytes.extend(claim.words.iter().flat_map(|word| word.to_le_bytes()));
        }
        bytes.extend(xxh3_64(&bytes[start..]).to_le_bytes());
        let whole = self.folder.join(format!("{:08}.{ENDING}", self.next));
        let part = whole.with_extension("part");
        fs::write(&part, bytes).map_err(Error::io(&part))?;
        fs::rename(&part, &whole).map_err(Error::io(&whole))
    }
}

/// Stands for a text that is not there.
const NONE: u32 = u32::MAX;

fn put(out: &mut Vec<u8>, text: Option<&str>) {
    out.extend(text.map_or(NONE, |text| text.len() as u32).to_le_bytes());
    out.extend(text.unwrap_or("").as_bytes());
}

/// The rest of a file; everything it gives is `None` where the bytes do not fit.
struct Reader<'b>(&'b [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*head)
    }

    fn number(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    fn version(&mut self) -> Option<(u32, u32)> {
        Some((self.number()?, self.number()?))
    }

    /// A text, or `Some(None)` for one that is not there.
    fn text(&mut self) -> Option<Option<String>> {
        let length = self.number()?;
        if length == NONE {
            return Some(None);
        }
        let (text, rest) = self.0.split_at_checked(length as usize)?;
        self.0 = rest;
        Some(Some(std::str::from_utf8(text).ok()?.to_owned()))
    }

    fn content(&mut self, articles: &mut Vec<Seen>, claims: &mut Vec<Said>) -> Option<()> {
        let (content, sum) = self.0.split_last_chunk::<8>()?;
        if xxh3_64(content) != u64::from_le_bytes(*sum) {
            return None;
        }
        self.0 = content;
        for _ in 0..self.number()? {
            let (id, site, published) = (self.text()??, self.text()?, self.text()?);
            articles.push(Seen { id, site, published, draft: Draft::decode(&mut self.0)? });
        }
        for _ in 0..self.number()? {
            let content = self.take().map(u128::from_le_bytes)?;
            let start = self.take().map(u64::from_le_bytes)?;
            let (id, document, published) = (self.text()??, self.text()??, self.text()?);
            let count = self.number()? as usize;
            if self.0.len() / 4 < count {
                return None;
            }
            let words = (0..count).map(|_| self.number()).collect::<Option<Box<[u32]>>>()?;
            claims.push(Said { content, words, published, document, start, id });
        }
        self.0.is_empty().then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::Line;

    fn seen(id: &str) -> Seen {
        let mut draft = Draft::default();
        draft.add(
            Line { hash: 7, bytes: 40, running: true },
            Some("The ferry sails at nine, the mayor said."),
        );
        Seen { id: id.into(), site: Some("star.example".into()), published: None, draft }
    }

    #[test]
    fn runs_add_to_an_index_and_damage_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let said = Said {
            content: 3,
            words: Box::new([1, 2, 3]),
            published: Some("2031-05-01".into()),
            document: "a".into(),
            start: 12,
            id: "c-1".into(),
        };
        Index::open(folder.path()).unwrap().add(&[seen("a")], std::slice::from_ref(&said)).unwrap();
        Index::open(folder.path()).unwrap().add(&[seen("b")], &[]).unwrap();
        let index = Index::open(folder.path()).unwrap();
        assert_eq!(index.articles, [seen("a"), seen("b")]);
        assert_eq!(index.claims, [said]);
        let file = folder.path().join("00000002.index");
        let whole = fs::read(&file).unwrap();
        for place in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[place] ^= 1;
            fs::write(&file, damaged).unwrap();
            assert!(Index::open(folder.path()).is_err(), "byte {place}");
        }
    }
}
