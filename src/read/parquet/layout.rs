//! The layout of a Parquet file: its directory and the headers of its pages, checked before they are believed.
//!
//! A decoder allocates what a directory counts and what a page says it will become, and follows the schema to any depth.

use super::thrift::{Bytes, I32, LIST};
use crate::read::Limits;
use crate::read::reject::{Reason, Refusal};
use crate::read::source;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

/// A directory has some hundred bytes a column of a row group.
const DIRECTORY: u64 = 64 << 20;
/// Groups of columns within one another.
const SCHEMA_DEPTH: usize = 64;
/// The header of a page; statistics may hold values.
const PAGE_HEADER: usize = 64 << 10;
/// What pages may become before their expansion is judged.
const EXPANSION_FLOOR: u64 = 64 << 20;

/// A file whose directory can be believed.
pub(super) struct Layout {
    file: File,
    size: u64,
    most: u64,
    expansion: u64,
}

fn damaged(detail: &str) -> Refusal {
    Refusal::new(Reason::Parquet, detail)
}

impl Layout {
    /// Checks the directory of a file of `size` bytes.
    pub(super) fn new(file: File, size: u64, limits: &Limits) -> Result<Layout, Refusal> {
        let (most, expansion) = (limits.max_line_bytes as u64, limits.max_expansion);
        let mut layout = Layout { file, size, most, expansion };
        let mut end = [0; 8];
        if size < 12 || layout.read_at(size - 8, &mut end)? < 8 || &end[4..] != b"PAR1" {
            let encrypted = end.ends_with(b"PARE");
            return Err(damaged(if encrypted { "the table is encrypted" } else { "the table is cut short" }));
        }
        let length = u64::from(u32::from_le_bytes([end[0], end[1], end[2], end[3]]));
        if length > size - 12 {
            return Err(damaged("the directory is longer than the file"));
        }
        if length > DIRECTORY {
            let detail = format!("a directory of {length} bytes; the limit is {DIRECTORY}");
            return Err(Refusal::new(Reason::TooLarge, detail));
        }
        let mut directory = vec![0; length as usize];
        layout.read_at(size - 8 - length, &mut directory)?;
        match depth(&directory) {
            None => Err(damaged("the directory cannot be read")),
            Some(depth) if depth > SCHEMA_DEPTH => {
                Err(damaged(&format!("columns in more than {SCHEMA_DEPTH} groups within one another")))
            }
            Some(_) => Ok(layout),
        }
    }

    /// Checks what the pages of a column say they will become.
    pub(super) fn check_pages(&mut self, start: u64, length: u64) -> Result<(), Refusal> {
        let end = start.checked_add(length).filter(|end| *end <= self.size);
        let end = end.ok_or_else(|| damaged("a column ends behind the file"))?;
        let (mut at, mut total) = (start, 0);
        let mut header = vec![0; PAGE_HEADER];
        while at < end {
            let wanted = PAGE_HEADER.min((end - at) as usize);
            let count = self.read_at(at, &mut header[..wanted])?;
            let (taken, becomes, packed) =
                page(&header[..count]).ok_or_else(|| damaged("the header of a page cannot be read"))?;
            total += becomes;
            if becomes > self.most {
                let detail = format!("a page of {becomes} bytes; the limit is {}", self.most);
                return Err(Refusal::new(Reason::TooLarge, detail));
            }
            at += taken + packed;
        }
        if total > EXPANSION_FLOOR && total / self.expansion.max(1) > length {
            let detail = format!("a column of {length} bytes would become {total}");
            return Err(Refusal::new(Reason::TooLarge, detail));
        }
        Ok(())
    }

    fn read_at(&mut self, at: u64, buffer: &mut [u8]) -> Result<usize, Refusal> {
        let mut read = || {
            self.file.seek(SeekFrom::Start(at))?;
            let mut count = 0;
            while count < buffer.len() {
                match self.file.read(&mut buffer[count..])? {
                    0 => break,
                    more => count += more,
                }
            }
            Ok(count)
        };
        read().map_err(|error| source::refusal(&error))
    }
}

/// How deep the schema of a directory nests; none if it cannot be read. All lists are walked, so that none can be
/// longer than its bytes.
fn depth(directory: &[u8]) -> Option<usize> {
    let mut deepest = 0;
    // Elements stand in depth-first order, each with the number of its children.
    let mut open: Vec<i64> = Vec::new();
    Bytes::new(directory).fields(0, |bytes, id, kind| {
        if (id, kind) != (2, LIST) {
            return Some(false);
        }
        let (_, count) = bytes.list()?;
        for _ in 0..count {
            let mut children = 0;
            bytes.fields(1, |bytes, id, kind| {
                let is_children = (id, kind) == (5, I32);
                if is_children {
                    children = bytes.integer()?;
                }
                Some(is_children)
            })?;
            while open.pop_if(|left| *left <= 0).is_some() {}
            if let Some(left) = open.last_mut() {
                *left -= 1;
            }
            if children > 0 {
                open.push(children);
                deepest = deepest.max(open.len());
            }
        }
        Some(true)
    })?;
    Some(deepest)
}

/// The length of a page's header, what the page becomes, and what it takes in the file.
fn page(bytes: &[u8]) -> Option<(u64, u64, u64)> {
    let mut bytes = Bytes::new(bytes);
    let (mut becomes, mut packed) = (None, None);
    bytes.fields(0, |bytes, id, kind| {
        let slot = match (id, kind) {
            (2, I32) => &mut becomes,
            (3, I32) => &mut packed,
            _ => return Some(false),
        };
        *slot = Some(u64::try_from(bytes.integer()?).ok()?);
        Some(true)
    })?;
    Some((bytes.taken() as u64, becomes?, packed?))
}
