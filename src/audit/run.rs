//! One audit: the files of an output folder read once from end to end, and every check asked.

use super::check::{Check, Level};
use super::claims::{self, Subject};
use super::documents::{self, document, is_left_out};
use super::drift::drift;
use super::figures::{Counted, Figures};
use super::finding::Findings;
use super::lines::{Lines, Places, whole};
use super::policy::{Bounds, Policy, Thresholds};
use super::raw::RawTexts;
use super::text::BlockTexts;
use crate::error::{Error, Result};
use crate::lexicon::Date;
use crate::write::{ClaimRecord, DocumentRecord, RejectRecord, RunRecord};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use xxhash_rust::xxh3::xxh3_128;

const RUN: &str = "run.json";
const REJECTS: &str = "rejects.jsonl";
/// The files of a run, with the names of their records.
const FILES: [&str; 4] = [claims::FILE, documents::FILE, REJECTS, RUN];

/// What an audit is given beside the folder.
pub struct Options<'o> {
    /// Levels and bounds.
    pub policy: &'o Policy,
    /// Findings of each check that are kept.
    pub most: usize,
    /// The raw texts, where they are at hand.
    pub raw: Option<RawTexts>,
    /// The run record of an earlier run.
    pub baseline: Option<&'o RunRecord>,
    /// First day of the newest term of office known.
    pub newest_term: Option<Date>,
}

/// What came of an audit.
#[derive(Debug)]
pub struct Audit {
    /// Bad answers.
    pub findings: Findings,
    /// What the files hold, counted anew; inputs, files and warnings are those of `run.json`.
    pub run: RunRecord,
    /// Figures of the whole run.
    pub figures: Figures,
    /// Figures by site, of all sites named.
    pub sites: BTreeMap<String, Figures>,
    /// Checks that had nothing to look at: no raw texts, no baseline, no dates.
    pub idle: Vec<Check>,
}

impl Audit {
    /// Whether it fails; with `strict` a warning is enough.
    pub fn fails(&self, strict: bool) -> bool {
        let findings = &self.findings;
        findings.count_of(Level::Error) > 0 || strict && findings.count_of(Level::Warning) > 0
    }
}

/// What is kept of an article.
struct Entry {
    offset: u64,
    length: u64,
    site: u32,
    claims: u32,
    counts: bool,
}

/// Audits the output in `folder`.
///
/// # Errors
/// A folder that is none or holds no output, and [`Error::Io`].
pub fn audit(folder: &Path, options: Options) -> Result<Audit> {
    let findings = Findings::new(options.policy, options.most);
    let mut state = State {
        findings,
        options,
        run: RunRecord::new("", Vec::new()),
        index: HashMap::new(),
        articles: None,
        sites: Sites::default(),
        newest: None,
        behind: 0,
    };
    let there = state.files(folder)?;
    let mut claimed: Option<RunRecord> = None;
    if there[3] {
        claimed = whole(&folder.join(RUN), RUN, "run", &mut state.findings)?;
    }
    if let Some(claimed) = &claimed {
        let RunRecord { version, knowledge, inputs, warnings, .. } = claimed.clone();
        let files = claimed.counts.files;
        state.run = RunRecord { version, warnings, ..RunRecord::new(&knowledge, inputs) };
        state.run.counts.files = files;
    }
    if there[2] {
        let mut lines = Lines::open(folder, REJECTS, "rejects")?;
        while let Some(line) = lines.next::<RejectRecord>(&mut state.findings)? {
            state.run.add_reject(&line.record);
        }
    }
    if there[1] {
        state.documents(folder)?;
    }
    if there[0] {
        state.claims(folder, there[1])?;
    }
    if there == [true; 4] {
        state.counts(claimed.as_ref());
    }
    Ok(state.judge())
}

/// Articles by site.
#[derive(Default)]
struct Sites {
    names: HashMap<String, u32>,
    counted: Vec<Counted>,
}

impl Sites {
    fn of(&mut self, site: Option<&str>) -> u32 {
        let site = site.unwrap_or("");
        if let Some(index) = self.names.get(site) {
            return *index;
        }
        let index = self.counted.len() as u32;
        self.names.insert(site.to_owned(), index);
        self.counted.push(Counted::default());
        index
    }
}

struct State<'o> {
    findings: Findings,
    options: Options<'o>,
    run: RunRecord,
    /// By the hash of the article's id.
    index: HashMap<u128, Entry>,
    /// The articles once read, to tell a broken one from none.
    articles: Option<Lines>,
    sites: Sites,
    /// The newest article's date.
    newest: Option<Date>,
    /// Articles newer than the terms of office allow.
    behind: u64,
}

impl State<'_> {
    /// Which of the files are there.
    fn files(&mut self, folder: &Path) -> Result<[bool; 4]> {
        let there = FILES.map(|name| folder.join(name).is_file());
        if there == [false; 4] {
            return Err(Error::Unexpected {
                path: folder.to_owned(),
                expected: "the output of a run (claims.jsonl, documents.jsonl, rejects.jsonl, run.json)"
                    .into(),
                advice: "name the folder that `claimwright extract --out` wrote".into(),
            });
        }
        for (name, there) in FILES.into_iter().zip(there) {
            if !there {
                self.findings.about(Check::FileMissing, name, None, || {
                    format!("{name} is missing: was it extracted with `--format jsonl`?")
                });
            }
        }
        let mut parts = Vec::new();
        for entry in folder.read_dir().map_err(Error::io(folder))? {
            let name = entry.map_err(Error::io(folder))?.file_name().to_string_lossy().into_owned();
            if name.ends_with(".part") {
                parts.push(name);
            }
        }
        parts.sort();
        for part in parts {
            self.findings.about(Check::RunUnfinished, RUN, None, || {
                format!("{part} is part of a run that is not finished, or was stopped")
            });
        }
        Ok(there)
    }

    fn documents(&mut self, folder: &Path) -> Result<()> {
        let mut lines = Lines::open(folder, documents::FILE, "documents")?;
        // Line, the article and the one that it copies.
        let mut copies: Vec<(u64, u128, u128)> = Vec::new();
        while let Some(line) = lines.next::<DocumentRecord>(&mut self.findings)? {
            let record = line.record;
            let id = xxh3_128(record.id.as_bytes());
            document(&record, &BlockTexts::new(&record), line.number, &mut self.findings);
            self.raw(&record, line.number)?;
            self.run.add_document(&record, &[]);
            if let Some(of) = &record.duplicate_of {
                copies.push((line.number, id, xxh3_128(of.as_bytes())));
            }
            let site = self.sites.of(record.site.as_deref());
            self.count(&record, site);
            if self.index.contains_key(&id) {
                self.findings.at(Check::DocumentIdRepeated, documents::FILE, line.number, || {
                    format!("another article has the id `{}`", super::finding::short(&record.id))
                });
                continue;
            }
            let counts = !is_left_out(&record);
            let entry = Entry { offset: line.offset, length: line.length, site, claims: 0, counts };
            self.index.insert(id, entry);
        }
        for (line, id, of) in copies {
            if id == of || !self.index.contains_key(&of) && !lines.is_broken(of) {
                let what = if id == of { "itself" } else { "an article that is not there" };
                self.findings
                    .at(Check::DuplicateOf, documents::FILE, line, || format!("duplicate_of names {what}"));
            }
        }
        self.articles = Some(lines);
        Ok(())
    }

    fn raw(&mut self, record: &DocumentRecord, line: u64) -> Result<()> {
        let Some(raw) = &mut self.options.raw else { return Ok(()) };
        let id = || format!("article `{}`", super::finding::short(&record.id));
        match raw.fault(record)? {
            None => self.findings.at(Check::RawMissing, documents::FILE, line, || {
                format!("{}: no raw text has this id", id())
            }),
            Some(Some(fault)) => {
                self.findings.at(Check::RawText, documents::FILE, line, || format!("{}: {fault}", id()));
            }
            Some(None) => {}
        }
        Ok(())
    }

    fn count(&mut self, record: &DocumentRecord, site: u32) {
        let counted = &mut self.sites.counted[site as usize];
        counted.articles += u64::from(!is_left_out(record));
        counted.blocks += record.blocks.len() as u64;
        counted.dropped_blocks += record.blocks.iter().filter(|b| !documents::is_kept(b)).count() as u64;
        for mention in record.sentences.iter().flat_map(|s| &s.mentions) {
            let unresolved = mention.id.starts_with("person:");
            counted.persons += u64::from(unresolved || mention.via.as_deref() == Some("person"));
            counted.unresolved += u64::from(unresolved);
        }
        if let Some(date) = record.published.as_deref().and_then(|p| Date::parse(p, true)) {
            self.newest = self.newest.max(Some(date));
            let late = self
                .options
                .newest_term
                .is_some_and(|term| days(date) - days(term) > self.options.policy.terms_of_office_days);
            self.behind += u64::from(late);
        }
    }

    fn claims(&mut self, folder: &Path, documents: bool) -> Result<()> {
        let mut lines = Lines::open(folder, claims::FILE, "claims")?;
        let mut places = if documents { Some(Places::open(folder, documents::FILE)?) } else { None };
        let mut subject: Option<(u128, Subject)> = None;
        let mut group: Vec<ClaimRecord> = Vec::new();
        let mut ids: HashSet<u128> = HashSet::new();
        // Line, the claim and the one that it repeats.
        let mut repeats: Vec<(u64, u128, u128)> = Vec::new();
        while let Some(line) = lines.next::<ClaimRecord>(&mut self.findings)? {
            let (claim, number) = (line.record, line.number);
            let id = xxh3_128(claim.id.as_bytes());
            if !ids.insert(id) {
                self.findings.at(Check::ClaimIdRepeated, claims::FILE, number, || {
                    format!("another claim has the id {}", super::finding::short(&claim.id))
                });
            }
            claims::id(&claim, number, &mut self.findings);
            if let Some(of) = &claim.same_as {
                repeats.push((number, id, xxh3_128(of.as_bytes())));
            }
            if !self.run.knowledge.is_empty() && claim.knowledge != self.run.knowledge {
                self.findings.at(Check::KnowledgeMixed, claims::FILE, number, || {
                    let (own, run) = (super::finding::short(&claim.knowledge), &self.run.knowledge);
                    format!("the claim comes from knowledge {own}, the run from {run}")
                });
            }
            let of = xxh3_128(claim.document_id.as_bytes());
            match (self.index.get_mut(&of), &mut places) {
                (Some(entry), Some(places)) => {
                    entry.claims += 1;
                    let counted = &mut self.sites.counted[entry.site as usize];
                    counted.claims += 1;
                    counted.without_holder += u64::from(claim.holders.is_empty());
                    if subject.as_ref().is_none_or(|(id, _)| *id != of) {
                        subject = Some((of, Subject::new(places.read(entry.offset, entry.length)?)));
                    }
                    if let Some((_, subject)) = &subject {
                        subject.claim(&claim, number, &mut self.findings);
                    }
                }
                (None, Some(_)) if self.articles.as_ref().is_some_and(|lines| lines.is_broken(of)) => {}
                (None, Some(_)) => self.findings.at(Check::ClaimDocument, claims::FILE, number, || {
                    format!("documents.jsonl has no article `{}`", super::finding::short(&claim.document_id))
                }),
                _ => {}
            }
            if group.first().is_some_and(|c| c.document_id != claim.document_id) {
                self.run.add_claims(&group);
                group.clear();
            }
            group.push(claim);
        }
        self.run.add_claims(&group);
        let repeating: HashSet<u128> = repeats.iter().map(|(_, id, _)| *id).collect();
        for (line, _, of) in repeats {
            if !ids.contains(&of) && !lines.is_broken(of) || repeating.contains(&of) {
                let what = if ids.contains(&of) { "is a repeat itself" } else { "is not there" };
                self.findings
                    .at(Check::SameAs, claims::FILE, line, || format!("same_as names a claim that {what}"));
            }
        }
        Ok(())
    }

    /// Whether `run.json` counts what was read; where a record could not be, it need not.
    fn counts(&mut self, claimed: Option<&RunRecord>) {
        let unread = self.findings.count(Check::LineJson) + self.findings.count(Check::RecordSchema);
        let (Some(claimed), 0) = (claimed, unread) else { return };
        let (theirs, ours) = (flat(claimed), flat(&self.run));
        let keys: std::collections::BTreeSet<&String> = theirs.keys().chain(ours.keys()).collect();
        for key in keys {
            let count = |map: &BTreeMap<String, u64>| map.get(key).copied().unwrap_or(0);
            if count(&theirs) != count(&ours) {
                self.findings.about(Check::RunCounts, RUN, None, || {
                    format!("`{key}` is {}; the files hold {}", count(&theirs), count(&ours))
                });
            }
        }
    }

    fn judge(mut self) -> Audit {
        let mut idle = Vec::new();
        if self.options.raw.is_none() {
            idle.extend([Check::RawMissing, Check::RawText]);
        }
        for entry in self.index.values().filter(|e| e.counts) {
            *self.sites.counted[entry.site as usize].per_article.entry(entry.claims).or_default() += 1;
        }
        let mut all = Counted::default();
        self.sites.counted.iter().for_each(|site| all.add(site));
        let (documents, rejects) = (self.run.counts.documents, self.run.counts.rejects);
        if documents == 0 {
            self.findings
                .about(Check::NothingThere, documents::FILE, None, || "no article was read".to_owned());
        }
        if documents + rejects > 0 {
            let share = rejects as f64 / (documents + rejects) as f64;
            let reasons: Vec<String> =
                self.run.dropped.rejects.iter().map(|(reason, n)| format!("{reason} {n}")).collect();
            let what = format!("of the input rejected ({})", reasons.join(", "));
            self.bound(Check::Rejects, REJECTS, None, &what, share, self.options.policy.rejects);
        }
        let figures = all.figures();
        let policy = self.options.policy;
        self.bounds(None, &figures, &policy.thresholds);
        let mut sites = BTreeMap::new();
        for (name, index) in std::mem::take(&mut self.sites.names) {
            if !name.is_empty() {
                sites.insert(name, self.sites.counted[index as usize].figures());
            }
        }
        for (name, figures) in &sites {
            if policy.sites.contains_key(name) || figures.articles >= policy.min_articles {
                self.bounds(Some(name), figures, policy.of_site(name));
            }
        }
        match (self.newest, self.options.newest_term) {
            (Some(newest), Some(term)) if self.behind > 0 => {
                let behind = self.behind;
                self.findings.about(Check::TermsOfOffice, documents::FILE, None, || {
                    format!(
                        "{behind} of {documents} articles, the newest of {}, are published more than {} days after the \
                         newest term of office known, {}: who came to office since then is taken for a private person",
                        iso(newest), policy.terms_of_office_days, iso(term)
                    )
                });
            }
            (Some(_), Some(_)) => {}
            _ => idle.push(Check::TermsOfOffice),
        }
        match self.options.baseline {
            Some(before) => drift(&self.run, before, &policy.drift, &mut self.findings),
            None => idle.extend(Check::ALL.iter().filter(|c| c.id().starts_with("drift-"))),
        }
        Audit { findings: self.findings, run: self.run, figures, sites, idle }
    }

    fn bounds(&mut self, site: Option<&str>, figures: &Figures, within: &Thresholds) {
        for (check, file, what, figure, bounds) in [
            (
                Check::DroppedBlocks,
                documents::FILE,
                "of the blocks dropped",
                figures.dropped_blocks,
                within.dropped_blocks,
            ),
            (
                Check::WithoutHolder,
                claims::FILE,
                "of the claims without a holder",
                figures.without_holder,
                within.without_holder,
            ),
            (
                Check::UnresolvedNames,
                documents::FILE,
                "of the persons in no list",
                figures.unresolved_names,
                within.unresolved_names,
            ),
        ] {
            if let Some(figure) = figure {
                self.bound(check, file, site, what, figure, bounds);
            }
        }
        for (what, figure, bounds) in [
            ("the median article", figures.claims_per_article_p50, within.claims_per_article_p50),
            ("nine articles of ten", figures.claims_per_article_p90, within.claims_per_article_p90),
            ("99 articles of a hundred", figures.claims_per_article_p99, within.claims_per_article_p99),
        ] {
            if let Some((figure, broken)) = figure.and_then(|f| Some((f, bounds.broken_by(f)?))) {
                self.findings.about(Check::ClaimsPerArticle, claims::FILE, site, || {
                    format!("{}up to {figure} claims in {what}, {broken}", of(site))
                });
            }
        }
    }

    fn bound(
        &mut self,
        check: Check,
        file: &'static str,
        site: Option<&str>,
        what: &str,
        share: f64,
        bounds: Bounds,
    ) {
        if let Some(broken) = bounds.broken_by(share) {
            self.findings
                .about(check, file, site, || format!("{}{:.1} % {what}, {broken}", of(site), share * 100.0));
        }
    }
}

fn of(site: Option<&str>) -> String {
    site.map_or_else(String::new, |site| format!("site {}: ", super::finding::short(site)))
}

/// The counts of a run that the files tell again, by name.
fn flat(run: &RunRecord) -> BTreeMap<String, u64> {
    let c = &run.counts;
    let mut flat: BTreeMap<String, u64> = [
        ("rejects", c.rejects),
        ("documents", c.documents),
        ("duplicates", c.duplicates),
        ("blocks", c.blocks),
        ("dropped_blocks", c.dropped_blocks),
        ("sentences", c.sentences),
        ("mentions", c.mentions),
        ("attributions", c.attributions),
        ("claim_sentences", c.claim_sentences),
        ("claims", c.claims),
        ("repeated_claims", c.repeated_claims),
    ]
    .map(|(name, n)| (format!("counts.{name}"), n))
    .into();
    for (name, counts) in [
        ("stances", &run.stances),
        ("holders", &run.holders),
        ("rules", &run.rules),
        ("dropped.rejects", &run.dropped.rejects),
        ("dropped.documents", &run.dropped.documents),
        ("dropped.blocks", &run.dropped.blocks),
    ] {
        flat.extend(counts.iter().map(|(key, n)| (format!("{name}.{key}"), *n)));
    }
    flat
}

fn iso(date: Date) -> String {
    let (year, month, day) = date.parts();
    format!("{year:04}-{month:02}-{day:02}")
}

/// Days since the first of January of the year 1, Gregorian; for differences.
fn days(date: Date) -> f64 {
    let (year, month, day) = date.parts();
    let (year, before) = (f64::from(year), f64::from(year) - 1.0);
    let leaps = (before / 4.0).floor() - (before / 100.0).floor() + (before / 400.0).floor();
    let months: u32 = (1..month).map(|m| crate::lexicon::leaders::days_in(year as u32, m)).sum();
    before * 365.0 + leaps + f64::from(months + day) - 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_leap_years() {
        let between = |a: &str, b: &str| {
            let day = |text| days(Date::parse(text, false).unwrap());
            day(b) - day(a)
        };
        assert_eq!(between("2023-12-31", "2024-03-01"), 61.0);
        assert_eq!(between("1999-01-01", "2001-01-01"), 365.0 + 366.0);
    }
}
