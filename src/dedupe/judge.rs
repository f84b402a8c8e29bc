//! The judgement on two articles: are they one story told twice, and how? It decides from exact counts
//! of the two texts and their dates alone, never from the rest of the corpus, so that it cannot depend on order.

use super::Kind;
use super::compare::{self, Slots};
use super::signature::Signature;

/// Fewer words than this say too little to call anything a copy of them.
pub(super) const FEWEST_WORDS: u32 = 10;

/// From this Jaccard similarity on, two texts are near copies; below, one is an update of the other.
const NEAR: f64 = 0.7;
/// From here on, shared text makes one story wherever it stands.
const UPDATE: f64 = 0.5;
/// From here on it does so when it also covers how the story opens: background stands further down.
const UPDATE_WITH_LEAD: f64 = 0.35;
const UPDATE_CONTAINED: f64 = 0.62;
const UPDATE_FACTS: f64 = 0.5;
/// Share of a short text that must stand in a longer one to be its teaser or its cut.
const TEASER: f64 = 0.75;
/// The same where no more shingles than these are missing: a caption or a credit line.
const TEASER_WITH_CAPTION: f64 = 0.65;
const CAPTION: f64 = 10.0;
/// A caption costs a few names; a list of other names than in the longer text costs more.
const FACTS_WITH_CAPTION: f64 = 0.6;
/// Words below which a text is too short to have lost a caption.
const FEWEST_WITH_CAPTION: u32 = 24;
/// Words below which a text may be a link to an article rather than its teaser.
const FEWEST_IN_TEASER: u32 = 16;
/// Words below which a text is too short to be told from another by half of it.
const FEWEST_IN_UPDATE: u32 = 40;
/// From this containment on, a text of more than half the length is a near copy that was cut.
const CUT: f64 = 0.8;
/// Share of the opening that a teaser has, and that an update keeps.
const TEASER_LEAD: f64 = 0.4;
const UPDATE_LEAD: f64 = 0.35;
/// Share of the first sentence that a teaser has, unless so much of the teaser stands in the article.
const TEASER_OPENING: f64 = 0.4;
const CERTAIN: f64 = 0.95;
/// Share of its end that an update keeps: two round-ups may open with the same story.
const UPDATE_END: f64 = 0.3;
/// Share of the passages with numbers and names that must be equal: the boilerplate of a template has none.
const FACTS: f64 = 0.45;
/// Nor are they nearly as often equal as its plain passages: the least ratio of the two shares.
const FACTS_TO_ALL: f64 = 0.75;
/// Share of slots that may hold other facts, of the slots that both have.
const CONFLICT: f64 = 0.03;
const UPDATE_CONFLICT: f64 = 0.05;
/// From this containment on nothing else was changed, and one slot more may differ: a correction.
const CORRECTION: f64 = 0.93;
/// Share of the shorter text that a copy by way of another copy must have from its survivor.
const LEAST: f64 = 0.3;

/// Days after which a story is no longer told on, and a teaser no longer stands beside its article.
const FAR_DAYS: u64 = 14;
const TEASER_DAYS: u64 = 3;

/// What two articles are to each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Relation {
    pub kind: Kind,
    /// Jaccard similarity; for a teaser, the share of its shingles that the longer text holds.
    pub similarity: f64,
    /// Jaccard similarity always: ranks candidates.
    pub jaccard: f64,
}

/// The figures of two articles, in the units of the thresholds. Those of parts are counted when asked for.
struct Figures<'a> {
    long: &'a Signature,
    short: &'a Signature,
    jaccard: f64,
    contained: f64,
    facts: f64,
    length_ratio: f64,
    /// Words of the shorter text, and its shingles that the longer one lacks.
    words: u32,
    missing: f64,
}

impl<'a> Figures<'a> {
    fn of(a: &'a Signature, b: &'a Signature) -> Self {
        let (long, short) = if (a.words, a.exact) >= (b.words, b.exact) { (a, b) } else { (b, a) };
        let (both, facts) = compare::shingles(long, short);
        let both = f64::from(both);
        let (n_long, n_short) = (long.shingles.len() as f64, short.shingles.len().max(1) as f64);
        Self {
            long,
            short,
            jaccard: both / (n_long + n_short - both).max(1.0),
            contained: both / n_short,
            facts: f64::from(facts + 1) / f64::from(long.facts.min(short.facts) + 2),
            length_ratio: f64::from(short.words) / f64::from(long.words.max(1)),
            words: short.words,
            missing: n_short - both,
        }
    }

    /// Share of the longer text's start that the shorter has.
    fn lead(&self) -> f64 {
        compare::share(&self.long.lead, self.short)
    }

    /// The same of its first sentence.
    fn opening(&self) -> f64 {
        compare::share(&self.long.opening, self.short)
    }

    /// Share of the end of either text that the other has, the larger of the two.
    fn end(&self) -> f64 {
        compare::share(&self.long.end, self.short).max(compare::share(&self.short.end, self.long))
    }

    fn is_teaser(&self) -> bool {
        self.length_ratio < 0.5
            && self.words >= FEWEST_IN_TEASER
            && (self.contained >= TEASER
                || (self.contained >= TEASER_WITH_CAPTION
                    && self.missing <= CAPTION
                    && self.facts >= FACTS_WITH_CAPTION
                    && self.words >= FEWEST_WITH_CAPTION))
            && self.lead() >= TEASER_LEAD
            && (self.contained >= CERTAIN || self.opening() >= TEASER_OPENING)
    }
}

/// How the two texts relate as copies of one story, or `None` for two stories.
///
/// `days` between their dates, where both are known, may be too many for a story to be told on: what recurs
/// then is a form, and only a near copy with the same facts counts.
pub(super) fn relation(a: &Signature, b: &Signature, days: Option<u64>) -> Option<Relation> {
    let after = |most: u64| days.is_some_and(|days| days > most);
    let far = after(FAR_DAYS);
    if a.words.min(b.words) < FEWEST_WORDS {
        return None;
    }
    if a.exact == b.exact && a.shingles == b.shingles {
        return Some(Relation { kind: Kind::Exact, similarity: 1.0, jaccard: 1.0 });
    }
    let figures = Figures::of(a, b);
    let Figures { jaccard, contained, .. } = figures;
    let cut = contained >= CUT && figures.length_ratio >= 0.5 && figures.words >= FEWEST_WITH_CAPTION;
    let kind = if jaccard >= NEAR || cut {
        Kind::Near
    } else if figures.is_teaser() {
        Kind::Teaser
    } else if figures.words < FEWEST_IN_UPDATE {
        return None;
    } else if jaccard >= UPDATE
        || (jaccard >= UPDATE_WITH_LEAD
            && contained >= UPDATE_CONTAINED
            && figures.lead() >= UPDATE_LEAD
            && figures.end() >= UPDATE_END)
    {
        Kind::Update
    } else {
        return None;
    };
    if (far && kind != Kind::Near) || (kind == Kind::Teaser && after(TEASER_DAYS)) {
        return None;
    }
    let facts = if kind == Kind::Update && jaccard < UPDATE { UPDATE_FACTS } else { FACTS };
    if figures.facts < facts.max(FACTS_TO_ALL * contained) {
        return None;
    }
    let slots = compare::slots(a, b);
    let conflict = if kind == Kind::Update { UPDATE_CONFLICT } else { CONFLICT };
    let correction = contained >= CORRECTION && !far;
    if differs_in_facts(slots, conflict, correction) || (kind == Kind::Update && slots.equal == 0) {
        return None;
    }
    let similarity = if kind == Kind::Teaser { contained } else { jaccard };
    Some(Relation { kind, similarity, jaccard })
}

/// Whether an article that is nearly equal to a copy of the survivor is a copy of the survivor, too: its Jaccard
/// similarity and containment, or `None` if little is left of the survivor, or its facts are others.
pub(super) fn by_way_of_copy(survivor: &Signature, article: &Signature) -> Option<(f64, f64)> {
    let Figures { jaccard, contained, .. } = Figures::of(survivor, article);
    let slots = compare::slots(survivor, article);
    (contained >= LEAST && !differs_in_facts(slots, UPDATE_CONFLICT, false)).then_some((jaccard, contained))
}

/// Whether the same contexts hold too many other numbers, names and dates for one story.
fn differs_in_facts(slots: Slots, most: f64, correction: bool) -> bool {
    let others = slots.conflict.saturating_sub(u32::from(correction));
    f64::from(others) > most * f64::from(slots.conflict + slots.equal)
}
