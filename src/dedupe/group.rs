//! Groups of copies, each around its survivor. It settles who survives; what makes a copy is judged
//! elsewhere.
//!
//! Articles are taken in the order in which they would survive, so that a survivor is met before its
//! copies, and the order of the input plays no part. A copy that differs from its survivor stays in the
//! index as a *variant*: an article nearly equal to it belongs to the same survivor.

use super::index::{HashKeyed, Index};
use super::judge::{FEWEST_WORDS, Relation, by_way_of_copy, relation};
use super::{Copy, Entry, Kind};

/// Likeness to a variant that makes an article a copy of the variant's survivor.
const STRONG: f64 = 0.8;
/// Likeness from which on no better match is looked for.
const SETTLED: f64 = 0.95;
/// A copy less like its survivor than this is kept as a variant.
const VARIANT: f64 = 0.9;

/// Finds the copies: for each entry its survivor, or `None` where it survives itself.
///
/// The result depends on the set of entries alone, not on their order. Time grows linearly with the
/// text and the number of entries; memory is some 12 bytes for each shingle in a survivor's sketch.
pub fn copies(entries: &[Entry]) -> Vec<Option<Copy>> {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_unstable_by(|&a, &b| rank(&entries[a]).cmp(&rank(&entries[b])));
    let mut groups = Groups {
        entries,
        days: entries.iter().map(|entry| entry.published.and_then(day)).collect(),
        found: vec![None; entries.len()],
        exact: HashKeyed::default(),
        index: Index::default(),
        indexed: Vec::new(),
        followers: HashKeyed::default(),
    };
    for place in order {
        groups.add(place);
    }
    groups.found
}

/// The order of survival.
fn rank<'a>(entry: &Entry<'a>) -> impl Ord + use<'a> {
    (entry.published.is_none(), entry.published, std::cmp::Reverse(entry.length), entry.id)
}

struct Groups<'a, 'e> {
    entries: &'a [Entry<'e>],
    /// The day on which each was published, where known.
    days: Vec<Option<i64>>,
    found: Vec<Option<Copy>>,
    /// First entry with a sequence of words.
    exact: HashKeyed<u64, usize>,
    index: Index,
    /// Entry behind each number of the index.
    indexed: Vec<usize>,
    /// The copies of each survivor.
    followers: HashKeyed<u64, Vec<usize>>,
}

impl Groups<'_, '_> {
    fn relation(&self, a: usize, b: usize) -> Option<Relation> {
        let days = self.days[a].zip(self.days[b]).map(|(a, b)| a.abs_diff(b));
        relation(self.entries[a].signature, self.entries[b].signature, days)
    }

    fn survivor(&self, place: usize) -> usize {
        self.found[place].map_or(place, |copy| copy.survivor)
    }

    fn add(&mut self, place: usize) {
        let entry = &self.entries[place];
        let signature = entry.signature;
        if signature.words < FEWEST_WORDS {
            return;
        }
        if let Some(&earlier) = self.exact.get(&signature.exact) {
            if self.entries[earlier].signature.shingles == signature.shingles {
                let (kind, similarity) =
                    self.found[earlier].map_or((Kind::Exact, 1.0), |copy| (copy.kind, copy.similarity));
                self.join(place, self.survivor(earlier), kind, similarity);
                return;
            }
        } else {
            self.exact.insert(signature.exact, place);
        }
        let mut best: Option<(f64, usize, Kind, f64)> = None;
        let mut opened: Vec<usize> = Vec::new();
        for number in self.index.candidates(&signature.sketch) {
            let other = self.indexed[number as usize];
            let Some(relation) = self.relation(other, place) else { continue };
            let survivor = self.survivor(other);
            let (mut kind, mut likeness) = (relation.kind, relation.similarity);
            if survivor != other {
                if relation.jaccard < STRONG {
                    continue;
                }
                let Some((jaccard, contained)) = by_way_of_copy(self.entries[survivor].signature, signature)
                else {
                    continue;
                };
                kind = self.found[other].map_or(kind, |copy| copy.kind);
                likeness = if kind == Kind::Teaser { contained } else { jaccard };
            } else if kind == Kind::Teaser && self.entries[other].signature.words < signature.words {
                opened.push(other);
                continue;
            }
            if best.is_none_or(|(jaccard, ..)| relation.jaccard > jaccard) {
                best = Some((relation.jaccard, survivor, kind, likeness));
            }
            if relation.jaccard >= SETTLED {
                break;
            }
        }
        let mut variant = true;
        if let Some((_, survivor, kind, likeness)) = best {
            variant = kind != Kind::Teaser && likeness < VARIANT;
            self.join(place, survivor, kind, likeness);
        }
        if variant {
            self.index.insert(&signature.sketch);
            self.indexed.push(place);
        }
        let survivor = self.survivor(place);
        for teaser in opened {
            self.give_way(teaser, survivor);
        }
    }

    fn join(&mut self, place: usize, survivor: usize, kind: Kind, similarity: f64) {
        self.found[place] = Some(Copy { survivor, kind, similarity: rounded(similarity) });
        self.followers.entry(survivor as u64).or_default().push(place);
    }

    /// Makes a teaser that was published first a copy of the whole article, and its own copies with it;
    /// those of them that are none of the whole article stand for themselves again.
    fn give_way(&mut self, teaser: usize, survivor: usize) {
        if teaser == survivor || self.found[teaser].is_some() {
            return;
        }
        let Some(opening) = self.relation(survivor, teaser) else { return };
        for follower in self.followers.remove(&(teaser as u64)).unwrap_or_default() {
            match self.relation(survivor, follower) {
                Some(relation) => self.join(follower, survivor, relation.kind, relation.similarity),
                None => self.found[follower] = None,
            }
        }
        self.join(teaser, survivor, opening.kind, opening.similarity);
    }
}

/// The number of a day, by the date at the start of an ISO 8601 text.
fn day(published: &str) -> Option<i64> {
    let date: jiff::civil::Date = published.get(..10)?.parse().ok()?;
    Some(i64::from(date.since(jiff::civil::Date::ZERO).ok()?.get_days()))
}

fn rounded(similarity: f64) -> f64 {
    (similarity * 1000.0).round() / 1000.0
}
