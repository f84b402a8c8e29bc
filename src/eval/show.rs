//! Showing: the figures as tables for people, and as JSON.

use super::bootstrap::{Interval, TallyIntervals};
use super::figure::{FIGURES, SLOTS, Tally};
use super::score::Evaluation;
use crate::rules::Stance;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::json;
use std::fmt::Write;

impl Evaluation {
    /// All figures, a line each: of sentences, tags and claims, of each stance, of the parts of a claim.
    pub fn table(&self) -> String {
        let total = self.total();
        let mut out = format!(
            "{} documents\n{:<16}{:>8}{:>8}{:>8}{:>7}{:>8}{:>7}\n",
            self.documents.len(),
            "figure",
            "P",
            "R",
            "F1",
            "hit",
            "missed",
            "false"
        );
        let figures = FIGURES.iter().map(|n| (*n).to_owned()).zip(total.figures);
        let stances = Stance::ALL.iter().map(|s| format!("  {}", s.id())).zip(total.stances);
        for (name, t) in figures.chain(stances) {
            // Writing to a String cannot fail, here and below.
            let _ = writeln!(
                out,
                "{name:<16}{:8.3}{:8.3}{:8.3}{:7}{:8}{:7}",
                t.precision(),
                t.recall(),
                t.f1(),
                t.hit,
                t.missed,
                t.false_hits
            );
        }
        for (name, slot) in SLOTS.iter().zip(total.slots) {
            let _ = writeln!(out, "slot {name:<15}{:8.3}  ({} of {})", slot.accuracy(), slot.right, slot.of);
        }
        out
    }

    /// The 95 % intervals of all figures.
    pub fn interval_table(&self) -> String {
        let intervals = self.intervals();
        let mut out = format!("{:<16}{:>16}{:>16}{:>16}\n", "95 % interval", "P", "R", "F1");
        let show = |Interval(low, high): Interval| format!("{low:.3}-{high:.3}");
        let figures = FIGURES.iter().map(|n| (*n).to_owned()).zip(intervals.figures);
        let stances = Stance::ALL.iter().map(|s| format!("  {}", s.id())).zip(intervals.stances);
        for (name, i) in figures.chain(stances) {
            let _ =
                writeln!(out, "{name:<16}{:>16}{:>16}{:>16}", show(i.precision), show(i.recall), show(i.f1));
        }
        for (name, interval) in SLOTS.iter().zip(intervals.slots) {
            let _ = writeln!(out, "slot {name:<15}{:>12}", show(interval));
        }
        out
    }

    /// What each rule found, the one with the most false hits first.
    pub fn rule_table(&self) -> String {
        let rules = self.total().rules;
        let width = rules.keys().map(|r| r.chars().count()).max().unwrap_or(0).max(4) + 2;
        let mut rows: Vec<_> = rules.into_iter().collect();
        rows.sort_by(|(a, x), (b, y)| y.false_hits().cmp(&x.false_hits()).then_with(|| a.cmp(b)));
        let mut out = format!(
            "{:<width$}{:>7}{:>7}{:>7}{:>8}{:>12}\n",
            "rule", "claims", "hit", "false", "P", "claim hit"
        );
        for (rule, t) in rows {
            let _ = writeln!(
                out,
                "{rule:<width$}{:7}{:7}{:7}{:8.3}{:12}",
                t.claims,
                t.hits,
                t.false_hits(),
                t.precision(),
                t.claim_hits
            );
        }
        out
    }

    /// All figures with their intervals, what each rule found, and all misses, as one JSON object.
    ///
    /// # Panics
    /// Never: strings and finite numbers are always JSON.
    pub fn json(&self, with_misses: bool) -> String {
        let (total, intervals) = (self.total(), self.intervals());
        let row = |t: Tally, i: TallyIntervals| {
            Pairs(vec![
                ("precision", json!(t.precision())),
                ("recall", json!(t.recall())),
                ("f1", json!(t.f1())),
                ("hit", json!(t.hit)),
                ("missed", json!(t.missed)),
                ("false", json!(t.false_hits)),
                ("interval", json!(i)),
            ])
        };
        let figures =
            FIGURES.iter().enumerate().map(|(n, name)| (*name, row(total.figures[n], intervals.figures[n])));
        let stances = Stance::ALL
            .iter()
            .enumerate()
            .map(|(n, s)| (s.id(), row(total.stances[n], intervals.stances[n])));
        let slots = SLOTS.iter().enumerate().map(|(n, name)| {
            let slot = total.slots[n];
            let row = vec![
                ("right", json!(slot.right)),
                ("of", json!(slot.of)),
                ("accuracy", json!(slot.accuracy())),
                ("interval", json!(intervals.slots[n])),
            ];
            (*name, Pairs(row))
        });
        let rules = total.rules.iter().map(|(rule, t)| {
            let row = vec![
                ("claims", json!(t.claims)),
                ("hit", json!(t.hits)),
                ("false", json!(t.false_hits())),
                ("claim_hit", json!(t.claim_hits)),
            ];
            (rule.as_str(), Pairs(row))
        });
        let whole = Whole {
            documents: self.documents.len(),
            figures: Pairs(figures.collect()),
            stances: Pairs(stances.collect()),
            slots: Pairs(slots.collect()),
            rules: Pairs(rules.collect()),
            misses: with_misses.then(|| self.documents.iter().flat_map(|d| &d.differences).collect()),
        };
        serde_json::to_string(&whole).expect("strings and finite numbers are always JSON")
    }
}

#[derive(serde::Serialize)]
struct Whole<'a> {
    documents: usize,
    figures: Pairs<'a, Pairs<'a, serde_json::Value>>,
    stances: Pairs<'a, Pairs<'a, serde_json::Value>>,
    slots: Pairs<'a, Pairs<'a, serde_json::Value>>,
    rules: Pairs<'a, Pairs<'a, serde_json::Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    misses: Option<Vec<&'a super::Difference>>,
}

/// An object whose keys keep their order.
struct Pairs<'a, V>(Vec<(&'a str, V)>);

impl<V: Serialize> Serialize for Pairs<'_, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}
