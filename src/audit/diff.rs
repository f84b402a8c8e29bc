//! The difference of two runs: which claims the new one gained, lost or changed.
//!
//! Claims are the same by their id. A claim that is lost where another is gained in the same sentence, with the same
//! stance or the same cue, is one that changed. Of a claim a hash and a place are kept; the records told are read again.

use super::claims::FILE;
use super::lines::Places;
use crate::error::{Error, Result};
use crate::write::ClaimRecord;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

/// How many claims there are and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Claims of the old run.
    pub old: u64,
    /// Claims of the new run.
    pub new: u64,
    /// In the new run alone.
    pub gained: u64,
    /// In the old run alone.
    pub lost: u64,
    /// In both, and not alike; counted where the new claim belongs.
    pub changed: u64,
}

impl Tally {
    /// Whether anything became of them.
    pub fn is_different(&self) -> bool {
        self.gained + self.lost + self.changed > 0
    }
}

/// A claim that is gained, lost or changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// The claim as it was.
    pub old: Option<ClaimRecord>,
    /// The claim as it is.
    pub new: Option<ClaimRecord>,
    /// The keys in which they are not alike; empty where there is but one.
    pub fields: Vec<String>,
}

impl Change {
    /// The claim as it is, or as it was last.
    pub fn last(&self) -> &ClaimRecord {
        self.new.as_ref().or(self.old.as_ref()).expect("one of the two is there")
    }
}

/// The difference of two runs.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Difference {
    /// All claims.
    pub total: Tally,
    /// Claims gained whose article the old run had not.
    pub gained_with_article: u64,
    /// Claims lost whose article the new run has not.
    pub lost_with_article: u64,
    /// By stance.
    pub stances: BTreeMap<String, Tally>,
    /// By rule.
    pub rules: BTreeMap<String, Tally>,
    /// By site; claims without one under the empty string.
    pub sites: BTreeMap<String, Tally>,
    /// Claims changed, by key.
    pub fields: BTreeMap<String, u64>,
    /// The first of those gained.
    pub gained: Vec<Change>,
    /// The first of those lost.
    pub lost: Vec<Change>,
    /// The first of those changed.
    pub changed: Vec<Change>,
}

/// Keys that are not compared unless asked for: they say which data were used, not what was found.
pub const IGNORED: [&str; 1] = ["knowledge"];

/// Compares the claims in the folders `old` and `new`, the keys `ignored` aside; tells `most` of each kind.
///
/// # Errors
/// [`Error::Io`], and a line that is no claim.
pub fn diff(old: &Path, new: &Path, ignored: &[String], most: usize) -> Result<Difference> {
    let mut state = Diff { ignored, most, difference: Difference::default() };
    let mut before: HashMap<u128, Kept> = HashMap::new();
    let mut lines = Lines::open(old)?;
    while let Some((claim, place)) = lines.next()? {
        state.tally(&claim, |t| t.old += 1);
        before.insert(xxh3_128(claim.id.as_bytes()), Kept { print: state.print(&claim), place, met: false });
    }
    let mut gained = Vec::new();
    let mut places = Places::open(old, FILE)?;
    let mut lines = Lines::open(new)?;
    while let Some((claim, place)) = lines.next()? {
        state.tally(&claim, |t| t.new += 1);
        match before.get_mut(&xxh3_128(claim.id.as_bytes())) {
            None => gained.push(place),
            Some(kept) => {
                kept.met = true;
                if kept.print != state.print(&claim) {
                    let was: ClaimRecord = places.read(kept.place.0, kept.place.1)?;
                    state.change(was, claim);
                }
            }
        }
    }
    let mut lost: Vec<Place> = before.into_values().filter(|k| !k.met).map(|k| k.place).collect();
    lost.sort_unstable();
    let (old_ids, new_ids) = (article_ids(old)?, article_ids(new)?);
    state.pair(&mut places, &lost, &mut Places::open(new, FILE)?, &gained, &old_ids, &new_ids)?;
    Ok(state.difference)
}

/// Offset and length of a line.
type Place = (u64, u64);

/// Lost claims of one sentence that are looked at for each that is gained.
const CANDIDATES: usize = 16;

/// What is kept of an old claim.
struct Kept {
    /// Hash of all that is compared.
    print: u64,
    place: Place,
    /// Whether the new run has it.
    met: bool,
}

struct Diff<'d> {
    ignored: &'d [String],
    most: usize,
    difference: Difference,
}

impl Diff<'_> {
    /// The keys of a claim that are compared.
    fn compared(&self, claim: &ClaimRecord) -> BTreeMap<String, Value> {
        let Ok(Value::Object(map)) = serde_json::to_value(claim) else { return BTreeMap::new() };
        map.into_iter().filter(|(key, _)| !self.ignored.contains(key)).collect()
    }

    fn print(&self, claim: &ClaimRecord) -> u64 {
        xxh3_64(&serde_json::to_vec(&self.compared(claim)).unwrap_or_default())
    }

    /// Counts a claim in all, and under its stance, rule and site.
    fn tally(&mut self, claim: &ClaimRecord, count: impl Fn(&mut Tally)) {
        let d = &mut self.difference;
        count(&mut d.total);
        for (map, key) in [
            (&mut d.stances, claim.stance.as_str()),
            (&mut d.rules, claim.rule.as_str()),
            (&mut d.sites, claim.site.as_deref().unwrap_or("")),
        ] {
            match map.get_mut(key) {
                Some(tally) => count(tally),
                None => count(map.entry(key.to_owned()).or_default()),
            }
        }
    }

    fn change(&mut self, old: ClaimRecord, new: ClaimRecord) {
        self.tally(&new, |t| t.changed += 1);
        let (was, is) = (self.compared(&old), self.compared(&new));
        // In the order of the record.
        let mut fields: Vec<String> =
            was.keys().filter(|key| was.get(*key) != is.get(*key)).cloned().collect();
        fields.retain(|key| key != "id" || fields_but_id(&was, &is));
        for field in &fields {
            *self.difference.fields.entry(field.clone()).or_default() += 1;
        }
        if self.difference.changed.len() < self.most {
            self.difference.changed.push(Change { old: Some(old), new: Some(new), fields });
        }
    }

    /// Pairs what is lost with what is gained in the same sentence; the rest is lost or gained.
    fn pair(
        &mut self,
        old: &mut Places,
        lost: &[Place],
        new: &mut Places,
        gained: &[Place],
        old_ids: &HashSet<u128>,
        new_ids: &HashSet<u128>,
    ) -> Result<()> {
        let mut by_sentence: HashMap<u128, Vec<Place>> = HashMap::new();
        for &place in lost {
            let claim: ClaimRecord = old.read(place.0, place.1)?;
            by_sentence.entry(sentence(&claim)).or_default().push(place);
        }
        let mut paired: HashSet<u64> = HashSet::new();
        for &(offset, length) in gained {
            let claim: ClaimRecord = new.read(offset, length)?;
            let mut best: Option<(u8, Place, ClaimRecord)> = None;
            for &place in
                by_sentence.get(&sentence(&claim)).map_or(&[][..], Vec::as_slice).iter().take(CANDIDATES)
            {
                if paired.contains(&place.0) {
                    continue;
                }
                let was: ClaimRecord = old.read(place.0, place.1)?;
                let rank =
                    u8::from(was.stance == claim.stance) * 2 + u8::from(was.cue.start == claim.cue.start);
                if rank > best.as_ref().map_or(0, |(rank, ..)| *rank) {
                    best = Some((rank, place, was));
                }
            }
            if let Some((_, place, was)) = best {
                paired.insert(place.0);
                self.change(was, claim);
                continue;
            }
            self.tally(&claim, |t| t.gained += 1);
            let known = old_ids.is_empty() || old_ids.contains(&xxh3_128(claim.document_id.as_bytes()));
            self.difference.gained_with_article += u64::from(!known);
            if self.difference.gained.len() < self.most {
                self.difference.gained.push(Change { old: None, new: Some(claim), fields: Vec::new() });
            }
        }
        for &place in lost.iter().filter(|place| !paired.contains(&place.0)) {
            let claim: ClaimRecord = old.read(place.0, place.1)?;
            self.tally(&claim, |t| t.lost += 1);
            let known = new_ids.is_empty() || new_ids.contains(&xxh3_128(claim.document_id.as_bytes()));
            self.difference.lost_with_article += u64::from(!known);
            if self.difference.lost.len() < self.most {
                self.difference.lost.push(Change { old: Some(claim), new: None, fields: Vec::new() });
            }
        }
        Ok(())
    }
}

/// Whether the id is all in which two claims are not alike.
fn fields_but_id(was: &BTreeMap<String, Value>, is: &BTreeMap<String, Value>) -> bool {
    was.iter().filter(|(key, _)| *key != "id").all(|(key, value)| is.get(key) == Some(value))
}

/// The hash of the sentence in its article.
fn sentence(claim: &ClaimRecord) -> u128 {
    let key = (&claim.document_id, claim.sentence.start, claim.sentence.end);
    xxh3_128(&serde_json::to_vec(&key).unwrap_or_default())
}

/// The hashes of the ids of all articles; none where there is no `documents.jsonl`.
fn article_ids(folder: &Path) -> Result<HashSet<u128>> {
    #[derive(Deserialize)]
    struct Id {
        id: String,
    }
    let path = folder.join(super::documents::FILE);
    let mut ids = HashSet::new();
    let Ok(file) = File::open(&path) else { return Ok(ids) };
    for line in BufReader::with_capacity(1 << 18, file).split(b'\n') {
        let line = line.map_err(Error::io(&path))?;
        if let Ok(Id { id }) = serde_json::from_slice(&line) {
            ids.insert(xxh3_128(id.as_bytes()));
        }
    }
    Ok(ids)
}

/// The claims of a folder with their places.
struct Lines {
    reader: BufReader<File>,
    path: PathBuf,
    buffer: Vec<u8>,
    offset: u64,
    number: u64,
}

impl Lines {
    fn open(folder: &Path) -> Result<Self> {
        let path = folder.join(FILE);
        let file = File::open(&path).map_err(Error::io(&path))?;
        let reader = BufReader::with_capacity(1 << 18, file);
        Ok(Self { reader, path, buffer: Vec::new(), offset: 0, number: 0 })
    }

    fn next(&mut self) -> Result<Option<(ClaimRecord, Place)>> {
        self.offset += self.buffer.len() as u64;
        self.buffer.clear();
        let length = self.reader.read_until(b'\n', &mut self.buffer).map_err(Error::io(&self.path))? as u64;
        if length == 0 {
            return Ok(None);
        }
        self.number += 1;
        match serde_json::from_slice(&self.buffer) {
            Ok(claim) => Ok(Some((claim, (self.offset, length)))),
            Err(error) => Err(Error::Unexpected {
                path: self.path.clone(),
                expected: format!("a claim in line {} ({error})", self.number),
                advice: "see what `claimwright check` says of the folder".into(),
            }),
        }
    }
}
