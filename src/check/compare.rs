//! Comparing claims: what an example expects against what was found, part by part.
//!
//! Parts that an example does not write are not compared. A finer id satisfies its parent:
//! `air_defence.patriot` is an `air_defence`.

use super::examples::{Difference, FoundClaim};
use crate::rules::ExpectedClaim;

/// Whether `id` is `parent` or a finer child of it.
pub fn is_within(id: &str, parent: &str) -> bool {
    id.strip_prefix(parent).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// In what `found` differs from `expected`; nothing if it satisfies it.
pub fn differences(expected: &ExpectedClaim, found: &FoundClaim) -> Vec<Difference> {
    let mut out = Vec::new();
    for (part, wanted, got) in [
        ("holders", &expected.holders, &found.holders),
        ("beneficiaries", &expected.beneficiaries, &found.beneficiaries),
        ("addressees", &expected.addressees, &found.addressees),
        ("legal_forms", &expected.legal_forms, &found.legal_forms),
        ("capabilities", &expected.capabilities, &found.capabilities),
    ] {
        let Some(wanted) = wanted else { continue };
        let all_wanted = wanted.iter().all(|w| got.iter().any(|g| is_within(g, w)));
        let all_meant = got.iter().all(|g| wanted.iter().any(|w| is_within(g, w)));
        if !all_wanted || !all_meant {
            out.push(Difference { part, expected: list(wanted), found: list(got) });
        }
    }
    for (part, wanted, got) in [
        ("polarity", &expected.polarity, found.polarity()),
        ("modality", &expected.modality, &found.modality),
    ] {
        if let Some(wanted) = wanted
            && wanted != got
        {
            out.push(Difference { part, expected: wanted.clone(), found: got.to_string() });
        }
    }
    out
}

/// Pairs each expected claim with a found one of its own, the fewest differences first; returns the
/// differences of the pairs, and how many claims of either side stay alone.
pub fn pair(expected: &[ExpectedClaim], found: &[FoundClaim]) -> (Vec<Difference>, usize, usize) {
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (e, wanted) in expected.iter().enumerate() {
        pairs.extend(found.iter().enumerate().map(|(f, got)| (differences(wanted, got).len(), e, f)));
    }
    pairs.sort_unstable();
    let (mut used_expected, mut used_found) = (vec![false; expected.len()], vec![false; found.len()]);
    let mut out = Vec::new();
    for (_, e, f) in pairs {
        if !used_expected[e] && !used_found[f] {
            (used_expected[e], used_found[f]) = (true, true);
            out.extend(differences(&expected[e], &found[f]));
        }
    }
    let alone = |used: &[bool]| used.iter().filter(|u| !**u).count();
    (out, alone(&used_expected), alone(&used_found))
}

/// Ids in one line; a dash for none.
pub fn list(ids: &[String]) -> String {
    if ids.is_empty() { "–".to_string() } else { ids.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finer_id_satisfies_its_parent_and_not_the_other_way_round() {
        assert!(is_within("air_defence.patriot", "air_defence") && is_within("arms", "arms"));
        assert!(!is_within("air_defence", "air_defence.patriot") && !is_within("armsx", "arms"));
    }

    #[test]
    fn pairs_are_made_by_the_fewest_differences() {
        let holder = |id: &str| ExpectedClaim { holders: Some(vec![id.into()]), ..ExpectedClaim::default() };
        let got = |id: &str| FoundClaim { holders: vec![id.into()], ..FoundClaim::default() };
        let (differences, missing, extra) = pair(&[holder("A"), holder("B")], &[got("B"), got("A")]);
        assert_eq!((differences.len(), missing, extra), (0, 0, 0));
        let (differences, missing, extra) = pair(&[holder("A"), holder("B")], &[got("C")]);
        assert_eq!((differences.len(), missing, extra), (1, 1, 0));
    }
}
