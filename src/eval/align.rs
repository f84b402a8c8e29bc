//! Alignment: which gold sentence a found sentence stands for, by overlap of their offsets.

use super::coding::CodedSentence;

/// For each found sentence the place of its gold sentence: the one with the largest overlap, the first
/// of equals, if it is at least half of the shorter of the two.
///
/// Sorting makes this n log n for sentences that do not overlap each other, in any order.
pub(super) fn align(gold: &[CodedSentence], found: &[CodedSentence]) -> Vec<Option<usize>> {
    let mut order: Vec<usize> = (0..gold.len()).collect();
    order.sort_by_key(|&j| gold[j].start);
    let mut reach = Vec::with_capacity(order.len());
    let mut furthest = 0;
    for &j in &order {
        furthest = furthest.max(gold[j].end);
        reach.push(furthest);
    }
    found.iter().map(|f| home(gold, &order, &reach, f)).collect()
}

/// `reach` is the furthest end of the gold sentences up to each place of `order`.
fn home(gold: &[CodedSentence], order: &[usize], reach: &[usize], found: &CodedSentence) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    let mut place = order.partition_point(|&j| gold[j].start < found.end);
    while place > 0 && reach[place - 1] > found.start {
        place -= 1;
        let j = order[place];
        let overlap = overlap(&gold[j], found);
        if overlap > 0 && best.is_none_or(|(most, first)| overlap > most || (overlap == most && j < first)) {
            best = Some((overlap, j));
        }
    }
    let (overlap, j) = best?;
    let shorter = (gold[j].end - gold[j].start).min(found.end - found.start);
    (overlap * 2 >= shorter).then_some(j)
}

fn overlap(a: &CodedSentence, b: &CodedSentence) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sentence(start: usize, end: usize) -> CodedSentence {
        CodedSentence { start, end, ..CodedSentence::default() }
    }

    #[test]
    fn the_first_of_equals_and_at_least_half() {
        let gold = [sentence(10, 20), sentence(20, 30), sentence(0, 10)];
        let found = [
            sentence(15, 25),
            sentence(0, 30),
            sentence(26, 50),
            sentence(25, 50),
            sentence(40, 41),
            sentence(5, 5),
        ];
        assert_eq!(align(&gold, &found), [Some(0), Some(0), None, Some(1), None, None]);
        assert_eq!(align(&[], &found[..1]), [None]);
    }

    proptest! {
        #[test]
        fn it_agrees_with_looking_at_every_pair(
            gold in prop::collection::vec((0usize..60, 0usize..20), 0..12),
            found in prop::collection::vec((0usize..60, 0usize..20), 0..12),
        ) {
            let make = |spans: &[(usize, usize)]| spans.iter().map(|&(s, l)| sentence(s, s + l)).collect::<Vec<_>>();
            let (gold, found) = (make(&gold), make(&found));
            let slow: Vec<Option<usize>> = found
                .iter()
                .map(|f| {
                    let best = (0..gold.len()).rev().max_by_key(|&j| overlap(&gold[j], f))?;
                    let shorter = (gold[best].end - gold[best].start).min(f.end - f.start);
                    (overlap(&gold[best], f) * 2 >= shorter.max(1)).then_some(best)
                })
                .collect();
            prop_assert_eq!(align(&gold, &found), slow);
        }
    }
}
