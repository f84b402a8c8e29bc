//! Raw texts: the articles that a run read, kept in a temporary file so that any of them can be had by its id.

use super::text::Marks;
use crate::error::{Error, Result};
use crate::read::{Inputs, Item, Limits, open};
use crate::write::DocumentRecord;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use xxhash_rust::xxh3::xxh3_128;

/// The raw texts of all articles of some inputs: on disk, with some 50 bytes of memory for each.
pub struct RawTexts {
    file: File,
    /// By the hash of the id, in the order of reading: a repeated id has several.
    places: HashMap<u128, Vec<(u64, u32)>>,
}

impl RawTexts {
    /// Reads `inputs`; what gives no article is passed over, as it was in the run.
    ///
    /// # Errors
    /// [`Error::Io`] for the temporary file.
    pub fn read(inputs: &Inputs) -> Result<Self> {
        let temporary = || Error::io(std::env::temp_dir());
        let mut to = BufWriter::new(tempfile::tempfile().map_err(temporary())?);
        let mut places: HashMap<u128, Vec<(u64, u32)>> = HashMap::new();
        let mut at = 0;
        for input in &inputs.files {
            for item in open(input, &Limits::default()) {
                let Item::Article(article) = item else { continue };
                let length = article.text.len() as u32;
                to.write_all(article.text.as_bytes()).map_err(temporary())?;
                places.entry(xxh3_128(article.id.as_bytes())).or_default().push((at, length));
                at += u64::from(length);
            }
        }
        let file = to.into_inner().map_err(|e| temporary()(e.into_error()))?;
        Ok(Self { file, places })
    }

    /// Says what of a document does not stand in its raw text; outer `None` if the text is not at hand.
    ///
    /// # Errors
    /// [`Error::Io`] for the temporary file.
    pub fn fault(&mut self, document: &DocumentRecord) -> Result<Option<Option<String>>> {
        // A repeated id got a number in the run.
        let base = document.id.rsplit_once('#').filter(|(_, n)| n.parse::<u32>().is_ok()).map(|(id, _)| id);
        let ids = [Some(document.id.as_str()), base];
        let candidates: Vec<(u64, u32)> = ids
            .into_iter()
            .flatten()
            .filter_map(|id| self.places.get(&xxh3_128(id.as_bytes())))
            .flatten()
            .copied()
            .collect();
        let mut first = None;
        for place in candidates {
            let text = self.text(place).map_err(Error::io(std::env::temp_dir()))?;
            match block_fault(document, &text) {
                None => return Ok(Some(None)),
                fault => first = first.or(fault),
            }
        }
        Ok(first.map(Some))
    }

    fn text(&mut self, (offset, length): (u64, u32)) -> std::io::Result<String> {
        self.file.seek(SeekFrom::Start(offset))?;
        let mut text = String::new();
        (&mut self.file).take(length.into()).read_to_string(&mut text)?;
        Ok(text)
    }
}

fn block_fault(document: &DocumentRecord, raw: &str) -> Option<String> {
    let marks = Marks::new(raw);
    document.blocks.iter().enumerate().find_map(|(index, block)| {
        let found = marks.cut(raw, block.start, block.end);
        (found != Some(block.text.as_str())).then(|| {
            let place = format!("block {index} at {}..{}", block.start, block.end);
            match found {
                Some(found) => format!("{place} is {:?} in the raw text", super::finding::short(found)),
                None => format!("{place} is not in the raw text, which is shorter"),
            }
        })
    })
}
