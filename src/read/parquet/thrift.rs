//! The [Thrift compact protocol](https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md), as far as a
//! Parquet file's sizes and depth can be checked with it before a decoder allocates what they ask for.

/// Bytes that are read from the front. Every step takes a byte or gives up.
#[derive(Clone, Copy)]
pub(super) struct Bytes<'b> {
    bytes: &'b [u8],
    at: usize,
}

/// Structs and lists within one another.
const DEPTH: usize = 32;

/// Types of fields.
const BOOLEAN_TRUE: u8 = 1;
const BOOLEAN_FALSE: u8 = 2;
pub(super) const I32: u8 = 5;
pub(super) const LIST: u8 = 9;

impl<'b> Bytes<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Bytes taken so far.
    pub(super) fn taken(&self) -> usize {
        self.at
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn varint(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    /// A zigzag integer.
    pub(super) fn integer(&mut self) -> Option<i64> {
        let value = self.varint()?;
        Some((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    /// Looks at the fields of a struct: `field` gets each one's id and type, and says whether it took the value.
    /// None if the bytes do not hold the struct.
    pub(super) fn fields(
        &mut self,
        depth: usize,
        mut field: impl FnMut(&mut Self, i64, u8) -> Option<bool>,
    ) -> Option<()> {
        let mut id = 0;
        loop {
            let head = self.byte()?;
            let kind = head & 0x0f;
            if kind == 0 {
                return Some(());
            }
            id = match head >> 4 {
                0 => self.integer()?,
                delta => id + i64::from(delta),
            };
            if !field(self, id, kind)? {
                self.skip(kind, depth, true)?;
            }
        }
    }

    /// The type and number of a list's elements, which cannot be more than its bytes.
    pub(super) fn list(&mut self) -> Option<(u8, usize)> {
        let head = self.byte()?;
        let count = match head >> 4 {
            15 => usize::try_from(self.varint()?).ok()?,
            count => usize::from(count),
        };
        (count <= self.bytes.len() - self.at).then_some((head & 0x0f, count))
    }

    /// Leaves out a value; in a struct a truth value is in its type.
    pub(super) fn skip(&mut self, kind: u8, depth: usize, in_struct: bool) -> Option<()> {
        if depth == DEPTH {
            return None;
        }
        match kind {
            BOOLEAN_TRUE | BOOLEAN_FALSE if in_struct => Some(()),
            BOOLEAN_TRUE | BOOLEAN_FALSE | 3 => self.byte().map(|_| ()),
            4..=6 => self.varint().map(|_| ()),
            7 => self.leave(8),
            8 => {
                let length = usize::try_from(self.varint()?).ok()?;
                self.leave(length)
            }
            LIST | 10 => {
                let (kind, count) = self.list()?;
                (0..count).try_for_each(|_| self.skip(kind, depth + 1, false))
            }
            11 => {
                let count = usize::try_from(self.varint()?).ok()?;
                if count == 0 {
                    return Some(());
                }
                let kinds = self.byte()?;
                (0..count).try_for_each(|_| {
                    self.skip(kinds >> 4, depth + 1, false)?;
                    self.skip(kinds & 0x0f, depth + 1, false)
                })
            }
            12 => self.fields(depth + 1, |_, _, _| Some(false)),
            _ => None,
        }
    }

    fn leave(&mut self, length: usize) -> Option<()> {
        self.at = self.at.checked_add(length).filter(|end| *end <= self.bytes.len())?;
        Some(())
    }
}
