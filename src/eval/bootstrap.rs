//! Bootstrap: how far a figure may be off because these articles were coded and not others.
//!
//! Percentile intervals (Efron and Tibshirani, *An Introduction to the Bootstrap*, 1993, section 13.3) over
//! articles, as sentences of one article are not independent. The articles are drawn by SplitMix64
//! (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014) from a fixed seed, so that
//! the same scores give the same intervals.

use super::figure::{FIGURES, SLOTS, STANCES, SlotTally, Tally};
use super::score::{DocumentScore, Evaluation, add};
use serde::Serialize;

/// How often the articles are drawn anew.
pub const RESAMPLES: usize = 1000;

const SEED: u64 = 0x636c_6169_6d73;

/// From the 2.5th to the 97.5th percentile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Interval(pub f64, pub f64);

/// The intervals of one figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct TallyIntervals {
    /// Of the precision.
    pub precision: Interval,
    /// Of the recall.
    pub recall: Interval,
    /// Of the F1.
    pub f1: Interval,
}

/// The intervals of all figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Intervals {
    /// One for each of [`FIGURES`].
    pub figures: [TallyIntervals; FIGURES.len()],
    /// One for each stance.
    pub stances: [TallyIntervals; STANCES],
    /// One for each of [`SLOTS`].
    pub slots: [Interval; SLOTS.len()],
}

impl Evaluation {
    /// 95 % intervals of all figures, by [`RESAMPLES`] draws.
    pub fn intervals(&self) -> Intervals {
        let samples = resample(&self.documents);
        Intervals {
            figures: std::array::from_fn(|i| tally_intervals(samples.iter().map(|s| s.figures[i]))),
            stances: std::array::from_fn(|i| tally_intervals(samples.iter().map(|s| s.stances[i]))),
            slots: std::array::from_fn(|i| interval(samples.iter().map(|s| s.slots[i].accuracy()))),
        }
    }
}

/// The sums over one draw of articles.
#[derive(Default)]
struct Sample {
    figures: [Tally; FIGURES.len()],
    stances: [Tally; STANCES],
    slots: [SlotTally; SLOTS.len()],
}

fn resample(documents: &[DocumentScore]) -> Vec<Sample> {
    let mut numbers = SplitMix64(SEED);
    let draw = |_| {
        let mut sample = Sample::default();
        for _ in documents {
            let document = &documents[numbers.below(documents.len())];
            add(&mut sample.figures, &document.figures);
            add(&mut sample.stances, &document.stances);
            add(&mut sample.slots, &document.slots);
        }
        sample
    };
    (0..RESAMPLES).map(draw).collect()
}

fn tally_intervals(tallies: impl Iterator<Item = Tally> + Clone) -> TallyIntervals {
    TallyIntervals {
        precision: interval(tallies.clone().map(|t| t.precision())),
        recall: interval(tallies.clone().map(|t| t.recall())),
        f1: interval(tallies.map(|t| t.f1())),
    }
}

fn interval(values: impl Iterator<Item = f64>) -> Interval {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    // Nearest rank, from 1: the smallest value with at least that share of all values at or below it.
    let rank = |percent: f64| values[((percent / 100.0 * values.len() as f64).ceil() as usize).max(1) - 1];
    Interval(rank(2.5), rank(97.5))
}

struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound`; its bias is below 2⁻³² for as many articles as anybody codes.
    fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_gives_the_published_numbers() {
        let mut numbers = SplitMix64(1_234_567);
        let first = [numbers.next(), numbers.next(), numbers.next()];
        assert_eq!(first, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    fn evaluation(hits: &[u64]) -> Evaluation {
        let document = |&hit: &u64| {
            let mut score = DocumentScore::default();
            score.figures[6] = Tally { hit, missed: 10 - hit, false_hits: 1 };
            score
        };
        Evaluation { documents: hits.iter().map(document).collect() }
    }

    #[test]
    fn intervals_hold_the_figure_and_narrow_with_more_articles() {
        let few = evaluation(&[2, 9, 5, 7]);
        let many = evaluation(&[2, 9, 5, 7].repeat(25));
        let width = |e: &Evaluation| {
            let Interval(low, high) = e.intervals().figures[6].recall;
            let recall = e.total().figures[6].recall();
            assert!(low < recall && recall < high, "{low} {recall} {high}");
            high - low
        };
        assert!(width(&few) > 2.0 * width(&many));
        assert_eq!(few.intervals(), few.intervals());
    }

    #[test]
    fn articles_that_are_all_alike_have_no_spread() {
        let same = evaluation(&[5, 5, 5]);
        assert_eq!(same.intervals().figures[6].recall, Interval(0.5, 0.5));
        assert_eq!(Evaluation::default().intervals().figures[6].f1, Interval(0.0, 0.0));
    }
}
