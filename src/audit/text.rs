//! Texts by code points: cutting by the offsets of records, in constant time but for the cut itself.

use crate::write::document_record::DocumentRecord;

/// Code points between two marks.
const STRIDE: usize = 64;

/// Where each 64th code point of one text begins; a text in ASCII needs no marks.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    marks: Vec<u32>,
    /// Code points.
    length: usize,
}

impl Marks {
    /// Marks `text`, which is shorter than 4 GiB.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { marks: Vec::new(), length: text.len() };
        }
        let (mut marks, mut length) = (Vec::new(), 0);
        for (byte, _) in text.char_indices() {
            if length % STRIDE == 0 {
                marks.push(byte as u32);
            }
            length += 1;
        }
        Self { marks, length }
    }

    /// The words between two code points of the text that was marked; none where it is shorter.
    ///
    /// ```
    /// use claimwright::audit::text::Marks;
    /// let text = "“Never”, he said";
    /// assert_eq!(Marks::new(text).cut(text, 1, 6), Some("Never"));
    /// assert_eq!(Marks::new(text).cut(text, 1, 17), None);
    /// ```
    pub fn cut<'t>(&self, text: &'t str, start: usize, end: usize) -> Option<&'t str> {
        if start > end || end > self.length {
            return None;
        }
        Some(&text[self.byte(text, start)..self.byte(text, end)])
    }

    fn byte(&self, text: &str, at: usize) -> usize {
        if self.marks.is_empty() {
            return at;
        }
        if at == self.length {
            return text.len();
        }
        let mark = self.marks[at / STRIDE] as usize;
        text[mark..].char_indices().nth(at % STRIDE).map_or(text.len(), |(byte, _)| mark + byte)
    }
}

/// The text of an article as its blocks give it: what stands between them is not known.
#[derive(Debug, Default)]
pub struct BlockTexts {
    marks: Vec<Marks>,
}

impl BlockTexts {
    /// Marks the blocks of `document`.
    pub fn new(document: &DocumentRecord) -> Self {
        Self { marks: document.blocks.iter().map(|b| Marks::new(&b.text)).collect() }
    }

    /// Says what is wrong with words that are said to stand at `start..end` of the document that was marked.
    pub fn fault(&self, document: &DocumentRecord, start: usize, end: usize, words: &str) -> Option<String> {
        let length = words.chars().count();
        if end.checked_sub(start) != Some(length) {
            return Some(format!("{start}..{end} has not the {length} code points of {words:?}"));
        }
        let own = Marks::new(words);
        let blocks = &document.blocks;
        let first = blocks.partition_point(|b| b.end <= start);
        let near = blocks.iter().zip(&self.marks).skip(first).take_while(|(b, _)| b.start < end);
        // Blocks in order are not more than the code points; those in disorder are reported elsewhere.
        for (block, marks) in near.take(length + 1) {
            let (from, to) = (start.max(block.start), end.min(block.end));
            let theirs =
                marks.cut(&block.text, from.saturating_sub(block.start), to.saturating_sub(block.start));
            if theirs != own.cut(words, from.saturating_sub(start), to.saturating_sub(start)) {
                return Some(format!("at {start}..{end} stands {:?}, not {words:?}", theirs.unwrap_or("")));
            }
        }
        None
    }
}
