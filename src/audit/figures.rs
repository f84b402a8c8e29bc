//! Figures: how much of a run is rejected, dropped, without holder or unresolved, as shares, in all and by site.

use serde::Serialize;
use std::collections::BTreeMap;

/// What is counted of a site, or of all.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    /// Articles that are not left out as copies.
    pub articles: u64,
    /// Blocks of all articles.
    pub blocks: u64,
    /// Blocks dropped.
    pub dropped_blocks: u64,
    /// Claims.
    pub claims: u64,
    /// Claims without a holder.
    pub without_holder: u64,
    /// Mentions of persons.
    pub persons: u64,
    /// Mentions of persons that no list knows.
    pub unresolved: u64,
    /// How many articles have so many claims.
    pub per_article: BTreeMap<u32, u64>,
}

impl Counted {
    /// Adds what was counted elsewhere.
    pub fn add(&mut self, other: &Counted) {
        self.articles += other.articles;
        self.blocks += other.blocks;
        self.dropped_blocks += other.dropped_blocks;
        self.claims += other.claims;
        self.without_holder += other.without_holder;
        self.persons += other.persons;
        self.unresolved += other.unresolved;
        for (claims, articles) in &other.per_article {
            *self.per_article.entry(*claims).or_default() += articles;
        }
    }

    /// The figures, where there is something to divide by.
    pub fn figures(&self) -> Figures {
        let share = |part: u64, whole: u64| (whole > 0).then(|| rounded(part as f64 / whole as f64));
        Figures {
            articles: self.articles,
            claims: self.claims,
            dropped_blocks: share(self.dropped_blocks, self.blocks),
            without_holder: share(self.without_holder, self.claims),
            unresolved_names: share(self.unresolved, self.persons),
            claims_per_article_p50: self.quantile(0.5),
            claims_per_article_p90: self.quantile(0.9),
            claims_per_article_p99: self.quantile(0.99),
        }
    }

    /// The least number of claims that a share `at` of the articles does not exceed.
    fn quantile(&self, at: f64) -> Option<f64> {
        let needed = at * self.articles as f64;
        let mut seen = 0;
        self.per_article.iter().find_map(|(claims, articles)| {
            seen += articles;
            (seen as f64 >= needed).then_some(f64::from(*claims))
        })
    }
}

fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}

/// Figures of a site, or of all; a share is null where nothing is there of which it could be one.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Figures {
    /// Articles that are not left out as copies.
    pub articles: u64,
    /// Claims.
    pub claims: u64,
    /// Share of the blocks.
    pub dropped_blocks: Option<f64>,
    /// Share of the claims.
    pub without_holder: Option<f64>,
    /// Share of the mentions of persons: those with an id `person:…`.
    pub unresolved_names: Option<f64>,
    /// Median number of claims in an article.
    pub claims_per_article_p50: Option<f64>,
    /// So many claims or fewer have nine articles of ten.
    pub claims_per_article_p90: Option<f64>,
    /// So many claims or fewer have 99 articles of a hundred.
    pub claims_per_article_p99: Option<f64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_numbers_of_claims_that_occur() {
        let mut counted = Counted { articles: 10, ..Counted::default() };
        counted.per_article = BTreeMap::from([(0, 5), (3, 4), (40, 1)]);
        let figures = counted.figures();
        assert_eq!(figures.claims_per_article_p50, Some(0.0));
        assert_eq!(figures.claims_per_article_p90, Some(3.0));
        assert_eq!(figures.claims_per_article_p99, Some(40.0));
        assert_eq!(figures.without_holder, None);
    }
}
