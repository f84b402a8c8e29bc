//! The stored form of a draft, so that tomorrow's articles can be compared with yesterday's. Bytes,
//! not a file: where they are kept is the caller's affair.

use super::draft::Draft;
use super::words::Word;
use crate::clean::Line;

/// Version of drafts: those of another version compare with nothing, and must be made anew from the text.
pub const DRAFT_VERSION: u32 = 1;

/// Bit of a line's stored length that says it is running text.
const RUNNING: u32 = 1 << 31;

impl Draft {
    /// Appends the stored form: little-endian, with a count before each list.
    pub fn encode(&self, out: &mut Vec<u8>) {
        out.extend((self.lines.len() as u32).to_le_bytes());
        for (line, count) in self.lines.iter().zip(&self.counts) {
            out.extend(line.hash.to_le_bytes());
            out.extend((line.bytes | if line.running { RUNNING } else { 0 }).to_le_bytes());
            out.extend(count.to_le_bytes());
        }
        out.extend((self.words.len() as u32).to_le_bytes());
        out.extend(self.words.iter().flat_map(|word| word.bits().to_le_bytes()));
    }

    /// Reads one draft from the front of `bytes` and moves `bytes` past it; `None` if it is cut short or
    /// not what [`Draft::encode`] writes.
    pub fn decode(bytes: &mut &[u8]) -> Option<Self> {
        let mut counts = Vec::new();
        let lines = list(bytes, 16, |bytes| {
            let hash = u64::from_le_bytes(take(bytes)?);
            let length = u32::from_le_bytes(take(bytes)?);
            counts.push(u32::from_le_bytes(take(bytes)?));
            Some(Line { hash, bytes: length & !RUNNING, running: length & RUNNING != 0 })
        })?;
        let words = list(bytes, 4, |bytes| take(bytes).map(u32::from_le_bytes).map(Word::from_bits))?;
        let total: u64 = counts.iter().map(|&count| u64::from(count)).sum();
        (total == words.len() as u64).then_some(Self { lines, counts, words })
    }
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (head, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*head)
}

/// Reads a list whose items take `size` bytes each; the count is checked before room is made for it.
fn list<T>(bytes: &mut &[u8], size: usize, mut item: impl FnMut(&mut &[u8]) -> Option<T>) -> Option<Vec<T>> {
    let count = u32::from_le_bytes(take(bytes)?) as usize;
    if bytes.len() / size < count {
        return None;
    }
    (0..count).map(|_| item(bytes)).collect()
}
