//! A policy: how bad each bad answer is, and the bounds within which the figures of a run must lie.
//!
//! It is a file that a project keeps beside its data, `checks.toml`; what it does not say is as set here.

use super::check::{Check, Level};
use crate::diagnostic::{Diagnostic, Source, Table, nearest};
use std::collections::BTreeMap;

/// Between what a figure must lie, both ends allowed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    /// The least.
    pub min: Option<f64>,
    /// The greatest.
    pub max: Option<f64>,
}

impl Bounds {
    const fn at_most(max: f64) -> Self {
        Self { min: None, max: Some(max) }
    }

    /// Says which end `value` is beyond.
    pub fn broken_by(self, value: f64) -> Option<String> {
        match self {
            Self { max: Some(max), .. } if value > max => Some(format!("more than {max}")),
            Self { min: Some(min), .. } if value < min => Some(format!("less than {min}")),
            _ => None,
        }
    }
}

/// Bounds of the figures of a site, or of all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// Share of the blocks that are dropped.
    pub dropped_blocks: Bounds,
    /// Claims in the median article.
    pub claims_per_article_p50: Bounds,
    /// Claims that nine articles of ten do not exceed.
    pub claims_per_article_p90: Bounds,
    /// Claims that 99 articles of a hundred do not exceed.
    pub claims_per_article_p99: Bounds,
    /// Share of the claims that have no holder.
    pub without_holder: Bounds,
    /// Share of the persons that no list knows.
    pub unresolved_names: Bounds,
}

/// How far a figure may lie from that of the baseline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drift {
    /// Difference of the shares of rejects.
    pub rejects: f64,
    /// Difference of the shares of dropped blocks.
    pub dropped_blocks: f64,
    /// Change of the mean number of claims in an article, as a share of the baseline's.
    pub claims_per_article: f64,
    /// Difference of the shares of claims without a holder.
    pub without_holder: f64,
    /// Total variation distance of the stances: half the sum of the differences of their shares.
    pub stances: f64,
    /// The same of the rules.
    pub rules: f64,
    /// The same of the holders.
    pub holders: f64,
    /// Claims that both runs must have before their shares are compared.
    pub min_claims: u64,
}

/// All that a policy says.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    levels: BTreeMap<Check, Level>,
    /// Share of the input that gives no article.
    pub rejects: Bounds,
    /// Days that the newest article may lie behind the newest term of office known.
    pub terms_of_office_days: f64,
    /// Articles that a site must have before its figures are held to bounds.
    pub min_articles: u64,
    /// Bounds of the whole run, and of sites of which nothing else is said.
    pub thresholds: Thresholds,
    /// Bounds of single sites.
    pub sites: BTreeMap<String, Thresholds>,
    /// How far from the baseline.
    pub drift: Drift,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            levels: BTreeMap::new(),
            rejects: Bounds::at_most(0.05),
            terms_of_office_days: 365.0,
            min_articles: 20,
            thresholds: Thresholds {
                dropped_blocks: Bounds::at_most(0.9),
                claims_per_article_p50: Bounds::at_most(40.0),
                claims_per_article_p90: Bounds::at_most(100.0),
                claims_per_article_p99: Bounds::at_most(300.0),
                without_holder: Bounds::at_most(0.95),
                unresolved_names: Bounds::at_most(0.6),
            },
            sites: BTreeMap::new(),
            drift: Drift {
                rejects: 0.02,
                dropped_blocks: 0.1,
                claims_per_article: 0.25,
                without_holder: 0.1,
                stances: 0.1,
                rules: 0.15,
                holders: 0.25,
                min_claims: 200,
            },
        }
    }
}

impl Policy {
    /// Reads a policy; `file` is its name in messages.
    ///
    /// # Errors
    /// All mistakes of the file.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<Diagnostic>> {
        let mut source = Source::new(file, text);
        let mut policy = Self::default();
        let mut top = source.parse();
        if let Some(levels) = top.table(&mut source, "checks") {
            policy.read_levels(&mut source, levels);
        }
        if let Some(mut table) = top.table(&mut source, "thresholds") {
            bounds(&mut source, &mut table, "rejects", 1.0, &mut policy.rejects);
            let days = table.number(&mut source, "terms_of_office_days", 0.0..=36_500.0);
            policy.terms_of_office_days = days.unwrap_or(policy.terms_of_office_days);
            let least = table.integer(&mut source, "min_articles", 1..=i64::MAX);
            policy.min_articles = least.map_or(policy.min_articles, i64::unsigned_abs);
            thresholds(&mut source, &mut table, &mut policy.thresholds);
            table.finish(&mut source);
        }
        if let Some(sites) = top.table(&mut source, "site") {
            for (site, mut table) in sites.named_tables(&mut source) {
                let mut own = policy.thresholds;
                thresholds(&mut source, &mut table, &mut own);
                table.finish(&mut source);
                policy.sites.insert(site.value, own);
            }
        }
        if let Some(table) = top.table(&mut source, "drift") {
            policy.read_drift(&mut source, table);
        }
        top.finish(&mut source);
        if source.diagnostics.is_empty() { Ok(policy) } else { Err(source.diagnostics) }
    }

    fn read_levels(&mut self, source: &mut Source, levels: Table) {
        for (id, values) in levels.lists(source) {
            let Some(check) = Check::of_id(&id.value) else {
                let near = nearest(&id.value, Check::ALL.iter().map(|c| c.id()));
                let help = near.map(|near| format!("did you mean `{near}`?"));
                let message = format!("no check `{}`", id.value);
                source.error("unknown-check", id.span, message, "not known", help);
                continue;
            };
            let value = values.first().map(|v| v.value.as_str());
            match Level::NAMES.iter().find(|(name, _)| Some(*name) == value) {
                Some((_, level)) => {
                    self.levels.insert(check, *level);
                }
                None => source.error(
                    "unknown-level",
                    values.first().map_or(id.span, |v| v.span.clone()),
                    "a check is `off`, `warning` or `error`".to_owned(),
                    "",
                    None,
                ),
            }
        }
    }

    fn read_drift(&mut self, source: &mut Source, mut table: Table) {
        let drift = &mut self.drift;
        for (name, value) in [
            ("rejects", &mut drift.rejects),
            ("dropped_blocks", &mut drift.dropped_blocks),
            ("claims_per_article", &mut drift.claims_per_article),
            ("without_holder", &mut drift.without_holder),
            ("stances", &mut drift.stances),
            ("rules", &mut drift.rules),
            ("holders", &mut drift.holders),
        ] {
            *value = table.number(source, name, 0.0..=1000.0).unwrap_or(*value);
        }
        let least = table.integer(source, "min_claims", 1..=i64::MAX);
        drift.min_claims = least.map_or(drift.min_claims, i64::unsigned_abs);
        table.finish(source);
    }

    /// How bad a bad answer to `check` is.
    pub fn level(&self, check: Check) -> Level {
        self.levels.get(&check).copied().unwrap_or(check.default_level())
    }

    /// The bounds of a site.
    pub fn of_site(&self, site: &str) -> &Thresholds {
        self.sites.get(site).unwrap_or(&self.thresholds)
    }
}

fn thresholds(source: &mut Source, table: &mut Table, to: &mut Thresholds) {
    for (name, most, bound) in [
        ("dropped_blocks", 1.0, &mut to.dropped_blocks),
        ("claims_per_article_p50", f64::MAX, &mut to.claims_per_article_p50),
        ("claims_per_article_p90", f64::MAX, &mut to.claims_per_article_p90),
        ("claims_per_article_p99", f64::MAX, &mut to.claims_per_article_p99),
        ("without_holder", 1.0, &mut to.without_holder),
        ("unresolved_names", 1.0, &mut to.unresolved_names),
    ] {
        bounds(source, table, name, most, bound);
    }
}

/// Takes `name = { min = …, max = … }`; an end that is not named stays as it was.
fn bounds(source: &mut Source, table: &mut Table, name: &'static str, most: f64, to: &mut Bounds) {
    let Some(mut ends) = table.table(source, name) else { return };
    let span = ends.span.clone();
    to.min = ends.number(source, "min", 0.0..=most).or(to.min);
    to.max = ends.number(source, "max", 0.0..=most).or(to.max);
    ends.finish(source);
    if let (Some(min), Some(max)) = (to.min, to.max)
        && min > max
    {
        source.error("out-of-range", span, format!("`{name}`: min {min} is above max {max}"), "", None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_changes_what_it_names_and_nothing_else() {
        let text = "[checks]\nraw-missing = \"off\"\n[thresholds]\nrejects = { max = 0.5 }\nmin_articles = 3\n\
            without_holder = { max = 0.8 }\n[site.\"a.example\"]\nwithout_holder = { min = 0.1, max = 1 }\n\
            [drift]\nstances = 0.3\n";
        let policy = Policy::parse("checks.toml", text).unwrap();
        assert_eq!(policy.level(Check::RawMissing), Level::Off);
        assert_eq!(policy.level(Check::ClaimDocument), Level::Error);
        assert_eq!((policy.rejects.max, policy.min_articles), (Some(0.5), 3));
        assert_eq!(policy.of_site("a.example").without_holder, Bounds { min: Some(0.1), max: Some(1.0) });
        assert_eq!(policy.of_site("b.example").without_holder, Bounds::at_most(0.8));
        assert_eq!(policy.drift, Drift { stances: 0.3, ..Policy::default().drift });
        assert_eq!(Policy::parse("checks.toml", ""), Ok(Policy::default()));
    }

    #[test]
    fn mistakes_are_told_at_once_with_the_way_out() {
        let text = "[checks]\nraw-mising = \"off\"\nsame-as = \"bad\"\n[thresholds]\nrejects = { max = 7 }\n\
            without_holder = { min = 0.99 }\n[drift]\nstance = 0.1\n";
        let mistakes = Policy::parse("checks.toml", text).unwrap_err();
        let told: Vec<_> = mistakes.iter().map(|m| (m.code, m.line_column(text).0)).collect();
        assert_eq!(
            told,
            [
                ("unknown-check", 2),
                ("unknown-level", 3),
                ("out-of-range", 5),
                ("out-of-range", 6),
                ("unknown-key", 8)
            ]
        );
        assert_eq!(mistakes[0].help.as_deref(), Some("did you mean `raw-missing`?"));
    }
}
