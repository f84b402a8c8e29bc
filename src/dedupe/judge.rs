//! The judgement on two articles: are they one story told twice, and how? It decides from exact counts
//! of the two texts alone, never from the rest of the corpus, so that it cannot depend on order.

use super::Kind;
use super::compare::{self, Sentences};
use super::signature::Signature;

/// Fewer words than this say too little to call anything a copy of them.
pub(super) const FEWEST_WORDS: u32 = 10;

/// From this Jaccard similarity on, two texts are near copies; below, one is an update of the other.
const NEAR: f64 = 0.7;
/// From here on, shared text makes one story wherever it stands.
const UPDATE: f64 = 0.5;
/// From here on it does so when it also covers how the story opens: background stands further down.
const UPDATE_WITH_LEAD: f64 = 0.35;
const UPDATE_CONTAINED: f64 = 0.6;
const UPDATE_FACTS: f64 = 0.5;
/// Share of a short text that must stand in a longer one to be its teaser or its cut.
const TEASER: f64 = 0.7;
/// The same where no more shingles than these are missing: a caption or a credit line.
const TEASER_WITH_CAPTION: f64 = 0.6;
const CAPTION: f64 = 14.0;
/// A caption costs a few names; a list of other names than in the longer text costs more.
const FACTS_WITH_CAPTION: f64 = 0.55;
/// Words below which a text is too short to have lost a caption.
const FEWEST_WITH_CAPTION: u32 = 24;
/// Words below which a text may be a link to an article rather than its teaser.
const FEWEST_IN_TEASER: u32 = 16;
/// From this containment on, a text of more than half the length is a near copy that was cut.
const CUT: f64 = 0.8;
/// Share of the opening that a teaser has, and that an update keeps.
const TEASER_LEAD: f64 = 0.4;
const UPDATE_LEAD: f64 = 0.35;
/// Share of the passages with numbers and names that must be equal: the boilerplate of a template has none.
const FACTS: f64 = 0.45;
/// Nor does it have nearly as many equal as its plain passages: so much of the share of all passages is asked for.
const FACTS_TO_ALL: f64 = 0.62;
/// Highest share of words in sentences that differ in their facts alone, among sentences with facts.
const CONFLICT: f64 = 0.34;
/// The same when several sentences do so: a correction mends one.
const CONFLICTS: f64 = 0.12;

/// What two articles are to each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Relation {
    pub kind: Kind,
    /// Jaccard similarity; for a teaser, the share of its shingles that the longer text holds.
    pub similarity: f64,
    /// Jaccard similarity always: ranks candidates.
    pub jaccard: f64,
}

/// The figures of two articles, in the units of the thresholds.
struct Figures {
    jaccard: f64,
    contained: f64,
    facts: f64,
    lead: f64,
    length_ratio: f64,
    /// Words of the shorter text, and its shingles that the longer one lacks.
    words: u32,
    missing: f64,
}

impl Figures {
    fn is_teaser(&self) -> bool {
        self.length_ratio < 0.5
            && self.words >= FEWEST_IN_TEASER
            && self.lead >= TEASER_LEAD
            && (self.contained >= TEASER
                || (self.contained >= TEASER_WITH_CAPTION
                    && self.missing <= CAPTION
                    && self.facts >= FACTS_WITH_CAPTION
                    && self.words >= FEWEST_WITH_CAPTION))
    }
}

fn figures(a: &Signature, b: &Signature) -> Figures {
    let (long, short) = if (a.words, a.exact) >= (b.words, b.exact) { (a, b) } else { (b, a) };
    let (both, facts, lead) = compare::shingles(long, short);
    let both = f64::from(both);
    let (n_long, n_short) = (long.shingles.len() as f64, short.shingles.len().max(1) as f64);
    Figures {
        jaccard: both / (n_long + n_short - both).max(1.0),
        contained: both / n_short,
        facts: f64::from(facts + 1) / f64::from(long.facts.min(short.facts) + 2),
        lead: f64::from(lead) / (long.lead.len().min(short.shingles.len()).max(1) as f64),
        length_ratio: f64::from(short.words) / f64::from(long.words.max(1)),
        words: short.words,
        missing: n_short - both,
    }
}

/// How the two texts relate as copies of one story, or `None` for two stories.
pub(super) fn relation(a: &Signature, b: &Signature) -> Option<Relation> {
    if a.words.min(b.words) < FEWEST_WORDS {
        return None;
    }
    if a.exact == b.exact && a.shingles == b.shingles {
        return Some(Relation { kind: Kind::Exact, similarity: 1.0, jaccard: 1.0 });
    }
    let figures = figures(a, b);
    let Figures { jaccard, contained, lead, .. } = figures;
    let kind = if jaccard >= NEAR || (contained >= CUT && figures.length_ratio >= 0.5) {
        Kind::Near
    } else if figures.is_teaser() {
        Kind::Teaser
    } else if jaccard >= UPDATE
        || (jaccard >= UPDATE_WITH_LEAD && contained >= UPDATE_CONTAINED && lead >= UPDATE_LEAD)
    {
        Kind::Update
    } else {
        return None;
    };
    let least = if kind == Kind::Update && jaccard < UPDATE { UPDATE_FACTS } else { FACTS };
    if figures.facts < least.max(FACTS_TO_ALL * contained) {
        return None;
    }
    let sentences = compare::sentences(a, b);
    if differs_in_facts(sentences) || (kind == Kind::Update && sentences.equal == 0) {
        return None;
    }
    let similarity = if kind == Kind::Teaser { contained } else { jaccard };
    Some(Relation { kind, similarity, jaccard })
}

/// The similarity of two texts already known to tell one story, without judging it.
pub(super) fn similarity(a: &Signature, b: &Signature) -> (f64, f64) {
    let figures = figures(a, b);
    (figures.jaccard, figures.contained)
}

/// Whether equal sentences with other numbers, names or dates are too many for a correction.
fn differs_in_facts(shared: Sentences) -> bool {
    let share = f64::from(shared.conflict) / f64::from((shared.conflict + shared.equal).max(1));
    share > if shared.conflicts > 1 { CONFLICTS } else { CONFLICT }
}

/// temp
pub fn explain(a: &Signature, b: &Signature) -> String {
    let f = figures(a, b);
    let s = compare::sentences(a, b);
    format!(
        "J {:.2} C {:.2} F {:.2} L {:.2} r {:.2} w {}/{} eq {} conf {} n {}",
        f.jaccard,
        f.contained,
        f.facts,
        f.lead,
        f.length_ratio,
        a.words,
        b.words,
        s.equal,
        s.conflict,
        s.conflicts
    )
}
