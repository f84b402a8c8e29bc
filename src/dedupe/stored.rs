//! The stored form of a signature, so that tomorrow's articles can be compared with yesterday's. Bytes,
//! not a file: where they are kept is the caller's affair.

use super::signature::{Signature, Slot};

/// Version of signatures: those of another version compare with nothing, and must be made anew from the text.
pub const SIGNATURE_VERSION: u32 = 1;

impl Signature {
    /// Appends the stored form: little-endian, with a length before each list.
    pub fn encode(&self, out: &mut Vec<u8>) {
        out.extend(self.exact.to_le_bytes());
        out.extend(self.words.to_le_bytes());
        for list in [&self.shingles, &self.lead, &self.sketch] {
            out.extend((list.len() as u32).to_le_bytes());
            out.extend(list.iter().flat_map(|hash| hash.to_le_bytes()));
        }
        out.extend((self.slots.len() as u32).to_le_bytes());
        for slot in &self.slots {
            out.extend(slot.context.to_le_bytes());
            out.extend(slot.facts.to_le_bytes());
        }
    }

    /// Reads one signature from the front of `bytes` and moves `bytes` past it; `None` if it is cut short or
    /// not what [`Signature::encode`] writes.
    pub fn decode(bytes: &mut &[u8]) -> Option<Self> {
        let exact = u64::from_le_bytes(take(bytes)?);
        let words = u32::from_le_bytes(take(bytes)?);
        let shingles = list(bytes, 4, |bytes| take(bytes).map(u32::from_le_bytes))?;
        let lead = list(bytes, 4, |bytes| take(bytes).map(u32::from_le_bytes))?;
        let sketch = list(bytes, 4, |bytes| take(bytes).map(u32::from_le_bytes))?;
        let slots = list(bytes, 8, |bytes| {
            Some(Slot { context: u32::from_le_bytes(take(bytes)?), facts: u32::from_le_bytes(take(bytes)?) })
        })?;
        let sound = shingles.is_sorted_by(|a, b| a >> 1 < b >> 1)
            && [&lead, &sketch].iter().all(|list| list.is_sorted_by(|a, b| a < b))
            && slots.is_sorted_by(|a, b| a < b);
        let facts = shingles.iter().filter(|&&hash| hash & 1 == 1).count() as u32;
        sound.then_some(Self { exact, words, shingles, facts, lead, sketch, slots })
    }
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (head, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*head)
}

/// Reads a list whose items take `size` bytes each; the length is checked before room is made for it.
fn list<T>(bytes: &mut &[u8], size: usize, item: impl Fn(&mut &[u8]) -> Option<T>) -> Option<Vec<T>> {
    let count = u32::from_le_bytes(take(bytes)?) as usize;
    if bytes.len() / size < count {
        return None;
    }
    (0..count).map(|_| item(bytes)).collect()
}
