//! Rows: a record as rows of the tables of [`table`](super::table), nothing added and nothing left out but what
//! stands in another table.

use super::claim_record::{ActorRecord, ClaimRecord, SpanRecord};
use super::document_record::{AttributionRecord, DocumentRecord, MentionRecord};
use super::table::{Cell, TableName};
use crate::error::Result;
use jiff::civil::Date;

/// Takes rows.
pub trait Rows {
    /// Takes one row; `cells` are as many as the table has columns, of their kinds.
    ///
    /// # Errors
    /// What keeps it from being written.
    fn row(&mut self, table: TableName, cells: &[Cell]) -> Result<()>;
}

/// The rows of an article.
///
/// # Errors
/// Those of `to`.
pub fn document_rows(record: &DocumentRecord, to: &mut impl Rows) -> Result<()> {
    let DocumentRecord { id, path, url, site, title, published, .. } = record;
    to.row(
        TableName::Documents,
        &[
            id.into(),
            path.into(),
            url.as_ref().into(),
            site.as_ref().into(),
            title.as_ref().into(),
            published.as_ref().into(),
            published.as_deref().and_then(day).map_or(Cell::Null, Cell::Date),
            (&record.encoding).into(),
            record.duplicate_of.as_ref().into(),
            record.duplicate_kind.as_ref().into(),
            record.similarity.into(),
        ],
    )?;
    for (index, block) in record.blocks.iter().enumerate() {
        to.row(
            TableName::Blocks,
            &[
                id.into(),
                index.into(),
                block.start.into(),
                block.end.into(),
                (&block.text).into(),
                (&block.role).into(),
                block.duplicate_of.into(),
                block.reason.as_ref().into(),
            ],
        )?;
    }
    for sentence in &record.sentences {
        to.row(
            TableName::Sentences,
            &[
                id.into(),
                sentence.index.into(),
                sentence.block.into(),
                sentence.start.into(),
                sentence.end.into(),
                (&sentence.text).into(),
            ],
        )?;
    }
    for sentence in &record.sentences {
        for (index, mention) in sentence.mentions.iter().enumerate() {
            mention_row(id, sentence.index, index, mention, to)?;
        }
    }
    for (index, attribution) in record.attributions.iter().enumerate() {
        attribution_row(record, index, attribution, to)?;
    }
    Ok(())
}

/// The day that an ISO 8601 date names, where it names one.
fn day(published: &str) -> Option<&str> {
    let day = published.get(..10)?;
    day.parse::<Date>().ok().map(|_| day)
}

fn mention_row(
    document: &str,
    sentence: usize,
    index: usize,
    mention: &MentionRecord,
    to: &mut impl Rows,
) -> Result<()> {
    to.row(
        TableName::Mentions,
        &[
            document.into(),
            sentence.into(),
            index.into(),
            (&mention.layer).into(),
            (&mention.id).into(),
            mention.name.as_ref().into(),
            mention.person.as_ref().into(),
            mention.office.as_ref().into(),
            mention.via.as_ref().into(),
            mention.instrument.as_ref().into(),
            mention.strength.into(),
            mention.pronoun.into(),
            mention.value.as_ref().into(),
            mention.start.into(),
            mention.end.into(),
            (&mention.text).into(),
        ],
    )
}

fn attribution_row(
    record: &DocumentRecord,
    index: usize,
    attribution: &AttributionRecord,
    to: &mut impl Rows,
) -> Result<()> {
    let AttributionRecord { source, cue, content, quote } = attribution;
    let start = content.first().map(|c| c.start);
    // Sentences stand in text order and do not overlap.
    let sentence = start.and_then(|start| {
        let at = record.sentences.partition_point(|s| s.end <= start);
        record.sentences.get(at).filter(|s| s.start <= start).map(|s| s.index)
    });
    let words: Vec<&str> = content.iter().map(|c| c.text.as_str()).collect();
    let [cue_start, cue_end, cue_text] = span_cells(cue.as_ref());
    to.row(
        TableName::Attributions,
        &[
            (&record.id).into(),
            index.into(),
            sentence.into(),
            source.as_ref().and_then(|s| s.id.as_ref()).into(),
            source.as_ref().and_then(|s| s.name.as_ref()).into(),
            source.as_ref().map(|s| s.start).into(),
            source.as_ref().map(|s| s.end).into(),
            source.as_ref().map(|s| &s.text).into(),
            cue_start,
            cue_end,
            cue_text,
            start.into(),
            content.last().map(|c| c.end).into(),
            (!words.is_empty()).then(|| words.join(" … ")).into(),
            quote.into(),
        ],
    )
}

fn span_cells(span: Option<&SpanRecord>) -> [Cell<'_>; 3] {
    [span.map(|s| s.start).into(), span.map(|s| s.end).into(), span.map(|s| &s.text).into()]
}

/// The rows of a claim.
///
/// # Errors
/// Those of `to`.
pub fn claim_rows(record: &ClaimRecord, to: &mut impl Rows) -> Result<()> {
    let ClaimRecord { cue, condition, time, attribution, .. } = record;
    let [said_start, said_end, said_text] = span_cells(attribution.as_ref().and_then(|a| a.cue.as_ref()));
    to.row(
        TableName::Claims,
        &[
            (&record.id).into(),
            (&record.document_id).into(),
            record.sentence.index.into(),
            (&record.stance).into(),
            (&record.polarity).into(),
            (&record.modality).into(),
            cue.start.into(),
            cue.end.into(),
            (&cue.text).into(),
            (&cue.lemma).into(),
            attribution.as_ref().map(|a| &a.kind).into(),
            said_start,
            said_end,
            said_text,
            condition.as_ref().map(|c| c.start).into(),
            condition.as_ref().map(|c| c.end).into(),
            condition.as_ref().map(|c| &c.text).into(),
            condition.as_ref().map(|c| &c.trigger).into(),
            time.as_ref().map(|t| t.start).into(),
            time.as_ref().map(|t| t.end).into(),
            time.as_ref().map(|t| &t.text).into(),
            time.as_ref().and_then(|t| t.value.as_ref()).into(),
            (&record.quote).into(),
            (&record.rule).into(),
            record.confidence.into(),
            record.same_as.as_ref().into(),
            (&record.knowledge).into(),
        ],
    )?;
    let mut roles = Roles { claim: &record.id, to };
    for (role, actors) in [
        ("holder", &record.holders),
        ("beneficiary", &record.beneficiaries),
        ("addressee", &record.addressees),
        ("adversary", &record.adversaries),
    ] {
        for (index, actor) in actors.iter().enumerate() {
            roles.actor(role, index, actor)?;
        }
    }
    for (index, form) in record.legal_forms.iter().enumerate() {
        let span = (Some(form.start), Some(form.end), Some(&form.text));
        let kind = [Cell::Null, form.instrument.as_ref().into(), form.strength.into()];
        roles.row("legal_form", index, &form.id, [Cell::Null, Cell::Null, Cell::Null], kind, span)?;
    }
    for (index, capability) in record.capabilities.iter().enumerate() {
        let span = (Some(capability.start), Some(capability.end), Some(&capability.text));
        let none = [Cell::Null, Cell::Null, Cell::Null];
        roles.row("capability", index, &capability.id, none.clone(), none, span)?;
    }
    if let Some(attribution) = attribution {
        let source = &attribution.source;
        let names = [(&source.name).into(), source.person.as_ref().into(), source.office.as_ref().into()];
        let kind = [source.via.as_ref().into(), Cell::Null, Cell::Null];
        roles.row("source", 0, &source.id, names, kind, (source.start, source.end, source.text.as_ref()))?;
    }
    Ok(())
}

/// The roles of one claim.
struct Roles<'c, R> {
    claim: &'c str,
    to: &'c mut R,
}

impl<R: Rows> Roles<'_, R> {
    fn actor(&mut self, role: &str, index: usize, actor: &ActorRecord) -> Result<()> {
        let names = [(&actor.name).into(), actor.person.as_ref().into(), actor.office.as_ref().into()];
        let kind = [(&actor.via).into(), Cell::Null, Cell::Null];
        self.row(role, index, &actor.id, names, kind, (Some(actor.start), Some(actor.end), Some(&actor.text)))
    }

    /// `names` are name, person and office; `kind` is via, instrument and strength.
    fn row(
        &mut self,
        role: &str,
        index: usize,
        entity: &str,
        names: [Cell; 3],
        kind: [Cell; 3],
        (start, end, text): (Option<usize>, Option<usize>, Option<&String>),
    ) -> Result<()> {
        let [name, person, office] = names;
        let [via, instrument, strength] = kind;
        self.to.row(
            TableName::ClaimRoles,
            &[
                self.claim.into(),
                role.into(),
                index.into(),
                entity.into(),
                name,
                person,
                office,
                via,
                instrument,
                strength,
                start.into(),
                end.into(),
                text.into(),
            ],
        )
    }
}
