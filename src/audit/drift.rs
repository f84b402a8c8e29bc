//! Drift: how far the figures of a run lie from those of a baseline, by their run records.

use super::check::Check;
use super::finding::Findings;
use super::policy::Drift;
use crate::write::RunRecord;
use std::collections::{BTreeMap, BTreeSet};

const FILE: &str = "run.json";
/// Keys that moved most, named in a message.
const NAMED: usize = 3;

/// Reports each figure of `now` that lies too far from that of `before`.
pub fn drift(now: &RunRecord, before: &RunRecord, allowed: &Drift, findings: &mut Findings) {
    // A baseline may hold any numbers: sums are made where they cannot overflow.
    let share = |part: u64, whole: f64| if whole > 0.0 { part as f64 / whole } else { 0.0 };
    let rejects =
        |r: &RunRecord| share(r.counts.rejects, r.counts.rejects as f64 + r.counts.documents as f64);
    let dropped = |r: &RunRecord| share(r.counts.dropped_blocks, r.counts.blocks as f64);
    let holderless = |r: &RunRecord| share(r.holders.get("").copied().unwrap_or(0), r.counts.claims as f64);
    let mut difference = |check, what: &str, figure: &dyn Fn(&RunRecord) -> f64, allowed: f64| {
        let (old, new) = (figure(before), figure(now));
        if (new - old).abs() > allowed {
            findings.about(check, FILE, None, || {
                format!(
                    "{what}: {}, baseline {}; allowed is a difference of {}",
                    percent(new),
                    percent(old),
                    percent(allowed)
                )
            });
        }
    };
    difference(Check::DriftRejects, "rejected input", &rejects, allowed.rejects);
    difference(Check::DriftDroppedBlocks, "dropped blocks", &dropped, allowed.dropped_blocks);
    let per_article =
        |r: &RunRecord| share(r.counts.claims, r.counts.documents.saturating_sub(r.counts.duplicates) as f64);
    let (old, new) = (per_article(before), per_article(now));
    if before.counts.claims.min(now.counts.claims) < allowed.min_claims {
        return;
    }
    if old > 0.0 && (new - old).abs() / old > allowed.claims_per_article {
        findings.about(Check::DriftClaims, FILE, None, || {
            let most = percent(allowed.claims_per_article);
            format!("{new:.2} claims in an article, baseline {old:.2}; allowed is a change by {most}")
        });
    }
    let (old, new) = (holderless(before), holderless(now));
    if (new - old).abs() > allowed.without_holder {
        findings.about(Check::DriftWithoutHolder, FILE, None, || {
            let most = percent(allowed.without_holder);
            format!(
                "claims without a holder: {}, baseline {}; allowed is a difference of {most}",
                percent(new),
                percent(old)
            )
        });
    }
    for (check, what, old, new, allowed) in [
        (Check::DriftStances, "stances", &before.stances, &now.stances, allowed.stances),
        (Check::DriftRules, "rules", &before.rules, &now.rules, allowed.rules),
        (Check::DriftHolders, "holders", &before.holders, &now.holders, allowed.holders),
    ] {
        let (distance, moved) = variation(old, new);
        if distance > allowed {
            findings.about(check, FILE, None, || {
                let moved: Vec<String> = moved
                    .iter()
                    .take(NAMED)
                    .map(|(key, old, new)| {
                        format!(
                            "{} {} → {}",
                            if key.is_empty() { "(none)" } else { key },
                            percent(*old),
                            percent(*new)
                        )
                    })
                    .collect();
                format!(
                    "{what} moved by {distance:.3}, allowed is {allowed}; most of all {}",
                    moved.join(", ")
                )
            });
        }
    }
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// The total variation distance of two distributions, and their keys with both shares, those that moved most first.
fn variation<'m>(
    old: &'m BTreeMap<String, u64>,
    new: &'m BTreeMap<String, u64>,
) -> (f64, Vec<(&'m str, f64, f64)>) {
    let total = |map: &BTreeMap<String, u64>| map.values().map(|n| *n as f64).sum::<f64>().max(1.0);
    let (all_old, all_new) = (total(old), total(new));
    let keys: BTreeSet<&str> = old.keys().chain(new.keys()).map(String::as_str).collect();
    let mut moved: Vec<(&str, f64, f64)> = keys
        .into_iter()
        .map(|key| {
            let share =
                |map: &BTreeMap<String, u64>, all: f64| map.get(key).copied().unwrap_or(0) as f64 / all;
            (key, share(old, all_old), share(new, all_new))
        })
        .collect();
    moved.sort_by(|a, b| (b.2 - b.1).abs().total_cmp(&(a.2 - a.1).abs()));
    (moved.iter().map(|(_, old, new)| (new - old).abs()).sum::<f64>() / 2.0, moved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_is_one_for_strangers_and_none_for_twins() {
        let map = |pairs: &[(&str, u64)]| pairs.iter().map(|(k, n)| (k.to_string(), *n)).collect();
        let (old, new): (BTreeMap<_, _>, BTreeMap<_, _>) = (map(&[("a", 3), ("b", 1)]), map(&[("c", 7)]));
        assert_eq!(variation(&old, &new).0, 1.0);
        assert_eq!(variation(&old, &map(&[("a", 6), ("b", 2)])).0, 0.0);
        let half = map(&[("a", 1), ("b", 1)]);
        let (distance, moved) = variation(&old, &half);
        assert_eq!((distance, moved[0].0), (0.25, "a"));
    }
}
