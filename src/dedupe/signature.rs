//! A signature: all by which two articles are compared. It says how they compare, but not which words
//! they share. It is made anew in every run: what is stored between runs is the draft.

use super::words::{Word, mix};

/// Words in a shingle. Long enough that chance phrases are rare, short enough that a changed word
/// costs little.
pub(super) const SHINGLE: usize = 3;
/// Words at the start of an article from which the sketch takes one shingle in two, so that a
/// teaser of one sentence still meets its article.
const LEAD: usize = 64;
/// Words at the start by which a teaser is known to begin where its article does.
const OPENING: usize = 24;
const LEAD_RATE: u32 = 2;
/// Of the other shingles the sketch takes one in so many.
const BODY_RATE: u32 = 12;

/// A place in the text where facts stand, for the guard against templates: "a high of _ degrees on".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slot {
    /// Hash of the two words before and the two after, facts among them masked.
    pub context: u32,
    /// Hash of the facts that fill it: a run of numbers and names.
    pub facts: u32,
}

/// What is kept of one article: an exact hash, its set of shingles, a sketch of them, its slots.
///
/// Some 4 bytes a word for the shingles, 0.5 for the sketch and 1 for the slots: 2.5 kB for an
/// article of 400 words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Hash of the sequence of words.
    pub(super) exact: u64,
    /// Number of words.
    pub(super) words: u32,
    /// Hashes of all shingles, sorted, without repeats. Bit 0 says whether the shingle holds a
    /// fact, and is no part of its identity.
    pub(super) shingles: Vec<u32>,
    /// Number of shingles that hold a fact.
    pub(super) facts: u32,
    /// The shingles of the lead, sorted, without repeats, bit 0 clear.
    pub(super) lead: Vec<u32>,
    /// The shingles of the first sentence or two, and those of the end, sorted, bit 0 clear.
    pub(super) opening: Vec<u32>,
    pub(super) end: Vec<u32>,
    /// The shingles by which candidates are found, sorted, bit 0 clear.
    pub(super) sketch: Vec<u32>,
    /// The slots, sorted, without repeats.
    pub(super) slots: Vec<Slot>,
}

impl Signature {
    /// The signature of a sequence of words. Pure, and linear but for sorting the shingles of the one article.
    pub(super) fn of(words: &[Word]) -> Self {
        let exact = words.iter().fold(0u64, |hash, word| chain(hash, u64::from(word.spelling())));
        let in_order: Vec<u32> = words.windows(SHINGLE).map(shingle).collect();
        let window = in_order.len().min(LEAD);
        let mut sketch: Vec<u32> = in_order[..window]
            .iter()
            .filter(|&&hash| hash < u32::MAX / LEAD_RATE)
            .chain(in_order[window..].iter().filter(|&&hash| hash < u32::MAX / BODY_RATE))
            .map(|hash| hash & !1)
            .collect();
        sketch.sort_unstable();
        sketch.dedup();
        sketch.shrink_to_fit();
        let lead = set(&in_order[..window]);
        let opening = set(&in_order[..window.min(OPENING)]);
        let end = set(&in_order[in_order.len().saturating_sub(LEAD)..]);
        let mut shingles = in_order;
        shingles.sort_unstable();
        // Of two shingles that differ in the fact bit alone, the fact stays.
        shingles.dedup_by(|later, kept| {
            let same = *later >> 1 == *kept >> 1;
            if same {
                *kept |= *later & 1;
            }
            same
        });
        shingles.shrink_to_fit();
        let facts = shingles.iter().map(|&hash| hash & 1).sum();
        Self {
            exact,
            words: words.len() as u32,
            shingles,
            facts,
            lead,
            opening,
            end,
            sketch,
            slots: slots(words),
        }
    }

    /// Number of words.
    pub fn words(&self) -> u32 {
        self.words
    }
}

/// The shingles as a set: sorted, without repeats, bit 0 clear.
fn set(shingles: &[u32]) -> Vec<u32> {
    let mut set: Vec<u32> = shingles.iter().map(|hash| hash & !1).collect();
    set.sort_unstable();
    set.dedup();
    set
}

/// The hash of three words; bit 0 says whether one of them is a fact.
#[inline]
fn shingle(words: &[Word]) -> u32 {
    const WEIGHTS: [u64; SHINGLE] = [0x9e37_79b9_7f4a_7c15, 0xc2b2_ae3d_27d4_eb4f, 0x1656_67b1_9e37_79f9];
    let hash = words.iter().zip(WEIGHTS).fold(0u64, |hash, (word, weight)| {
        hash.wrapping_add(u64::from(word.spelling()).wrapping_mul(weight))
    });
    let fact = words.iter().any(|word| word.is_fact());
    ((mix(hash) >> 32) as u32 & !1) | u32::from(fact)
}

/// Words on either side that make the context of a slot, and how many of them all must be no facts.
const CONTEXT: usize = 2;
const PLAIN_CONTEXT: usize = 2;

fn slots(words: &[Word]) -> Vec<Slot> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !words[at].is_fact() {
            at += 1;
            continue;
        }
        let start = at;
        let mut facts = 0u64;
        while at < words.len() && words[at].is_fact() {
            facts = chain(facts, u64::from(words[at].spelling()));
            at += 1;
        }
        let around = words[start.saturating_sub(CONTEXT)..start]
            .iter()
            .chain(&words[at..words.len().min(at + CONTEXT)]);
        let mut context = (start.min(CONTEXT)) as u64;
        let mut plain = 0;
        for word in around {
            context = chain(context, if word.is_fact() { u64::MAX } else { u64::from(word.spelling()) });
            plain += usize::from(!word.is_fact());
        }
        if plain >= PLAIN_CONTEXT {
            found.push(Slot { context: (context >> 32) as u32, facts: (facts >> 32) as u32 });
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The hash of a sequence, from that of its beginning and the next item.
fn chain(hash: u64, item: u64) -> u64 {
    mix(hash.rotate_left(5) ^ item)
}
