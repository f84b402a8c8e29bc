//! An attribution: who says, thinks or wants what, as an article reports it.
//!
//! Found by rules alone over the shallow reading of each sentence and the article's quotations, in time
//! linear in the text. An attribution does not know whether what is said matters to anybody.

mod complement;
mod content;
mod follow;
mod name;
mod opener;
mod parenthetical;
mod passive;
mod resolve;
mod settle;
mod source;
#[cfg(test)]
mod tests;
mod verb;
mod view;

use crate::claim::reading::{Class, Form};
use crate::lexicon::{Reporting, WordLexicon};
use crate::span::Span;
use crate::split::Split;
use crate::tag::Mention;
use std::ops::Range;
use view::View;

/// Tokens of a sentence read at a time: longer ones are no prose, and are cut so that time stays linear.
const WINDOW: usize = 256;

/// Whether the content is given in the speaker's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteKind {
    /// No words in quotation marks.
    None,
    /// All of it stands in quotation marks.
    Direct,
    /// Some words of it do.
    Partial,
}

/// How the source stands to the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It is said, written, shown: somebody's report.
    Speech,
    /// It is thought, hoped, feared, wanted: the view is the source's own.
    Thought,
    /// The source praises, opposes, supports something named: the content is mostly a noun phrase.
    Attitude,
}

/// One attribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The words that name the source; none where nobody is named.
    pub source: Option<Span>,
    /// Index of the actor mention that the source is, pronouns followed back to the speaker named last.
    pub actor: Option<u32>,
    /// The words that attribute; none where a quotation goes on without a cue.
    pub cue: Option<Span>,
    /// What is attributed, in text order; never empty.
    pub content: Vec<Span>,
    /// Whether it is quoted.
    pub quote: QuoteKind,
    /// Whether it is a report, a thought or an attitude.
    pub kind: Kind,
    /// Index of the sentence with the cue.
    pub sentence: u32,
    /// Whether the cue itself is part of what another attribution reports.
    pub nested: bool,
}

impl Attribution {
    /// Whether `span` lies wholly in what is attributed.
    pub fn covers(&self, span: Span) -> bool {
        self.content.iter().any(|c| c.contains(span))
    }

    /// Bytes of content.
    fn len(&self) -> usize {
        self.content.iter().map(|c| c.len()).sum()
    }
}

/// The attribution whose content covers `span` most closely: the shortest that does.
pub fn covering(attributions: &[Attribution], span: Span) -> Option<&Attribution> {
    attributions.iter().filter(|a| a.covers(span)).min_by_key(|a| a.len())
}

/// An attribution in tokens, before it is placed in the text.
#[derive(Clone, Debug)]
struct Draft {
    source: Option<Range<usize>>,
    cue: Range<usize>,
    content: Vec<Range<usize>>,
    nested: bool,
    kind: Kind,
}

impl Draft {
    fn new(source: Option<Range<usize>>, cue: Range<usize>, content: Range<usize>) -> Self {
        Self { source, cue, content: vec![content], nested: false, kind: Kind::Speech }
    }

    fn covers(&self, at: usize) -> bool {
        self.content.iter().any(|c| c.contains(&at))
    }
}

/// Finds all attributions of an article, in the order of their cues.
///
/// `mentions` are those of the article; only mentions of actors are used. The words of `lexicon` must be
/// known to `words` (see [`crate::lexicon::reporting::REPORTING_WORDS`]).
pub fn attributions(
    raw: &str,
    split: &Split,
    mentions: &[Mention],
    words: &WordLexicon,
    lexicon: &Reporting,
) -> Vec<Attribution> {
    let mut view = View::new(raw, split, mentions, words, lexicon);
    let mut found: Vec<(u32, Draft)> = Vec::new();
    for (n, sentence) in split.sentences.iter().enumerate() {
        let tokens = sentence.tokens.start as usize..sentence.tokens.end as usize;
        for from in tokens.clone().step_by(WINDOW) {
            view.turn(from..tokens.end.min(from + WINDOW));
            let mut drafts = in_sentence(&view);
            drafts.sort_by_key(|d| d.cue.start);
            found.extend(drafts.into_iter().map(|d| (n as u32, d)));
        }
    }
    follow::paragraph_behind_colon(&view, split, &mut found);
    follow::quotations(&view, split, &mut found);
    found.retain(|(_, draft)| !draft.content.is_empty());
    mark_nested(&view, &mut found);
    resolve::place(&view, mentions, found)
}

/// The attributions whose cue stands in the sentence the view is turned to.
fn in_sentence(view: &View) -> Vec<Draft> {
    let verbs: Vec<verb::Met> = (view.start..view.end).filter_map(|at| verb::met(view, at)).collect();
    let mut drafts: Vec<Draft> = Vec::new();
    let mut taken = vec![false; view.end - view.start];
    // Cues set behind their content come first: they end what earlier cues report.
    let mut barriers: Vec<usize> = Vec::new();
    for met in &verbs {
        if let Some(draft) = parenthetical::find(view, met) {
            barriers.push(draft.source.as_ref().map_or(draft.cue.start, |s| s.start.min(draft.cue.start)));
            take(&mut taken, view.start, &draft.cue);
            drafts.push(draft);
        }
    }
    let fronted_to = fronted(view);
    let mut verbs = verbs.iter().peekable();
    for at in view.start..view.end {
        let mut barrier = barriers.iter().copied().find(|&b| b > at).unwrap_or(view.end);
        if fronted_to.is_some_and(|comma| at < comma) {
            barrier = barrier.min(fronted_to.unwrap_or(barrier));
        }
        let met = verbs.next_if(|m| m.head == at);
        if taken[at - view.start] {
            continue;
        }
        let draft = if let Some(met) = met {
            verb::forward(view, met, barrier, &drafts).or_else(|| name::adjective(view, at, barrier))
        } else {
            opener::opener(view, at, barrier)
                .or_else(|| opener::frame(view, at, barrier))
                .or_else(|| opener::adverb(view, at, barrier))
                .or_else(|| name::noun(view, at, barrier))
                .or_else(|| name::adjective(view, at, barrier))
                .or_else(|| opener::colon(view, at))
        };
        if let Some(draft) = draft {
            take(&mut taken, view.start, &draft.cue);
            // "issued a statement saying": the longer cue holds the shorter one.
            drafts.retain(|d: &Draft| !(draft.cue.start <= d.cue.start && d.cue.end <= draft.cue.end));
            drafts.push(draft);
        }
    }
    narrow(view, &mut drafts);
    drafts
}

/// A cue behind two joined clauses of which the first attributes by itself reports the second one only:
/// "Lee praised the plan, and prices fell, according to Kim".
fn narrow(view: &View, drafts: &mut [Draft]) {
    let mut cues: Vec<usize> = drafts.iter().map(|d| d.cue.start).collect();
    cues.sort_unstable();
    for draft in drafts.iter_mut() {
        let cue = draft.cue.start;
        for piece in draft.content.iter_mut().filter(|p| p.end <= cue) {
            let first = cues.partition_point(|&c| c < piece.start);
            let Some(inner) = cues.get(first).copied().filter(|&c| c < piece.end) else { continue };
            let joint = (inner..piece.end.saturating_sub(2)).find(|&i| {
                view.class(i) == Class::Comma
                    && view.class(i + 1) == Class::Coordinator
                    && view.quote_of[i].is_none()
            });
            if let Some(joint) = joint {
                piece.start = joint + 2;
            }
        }
    }
}

/// The comma that ends a subordinate clause or participle at the head of the sentence.
fn fronted(view: &View) -> Option<usize> {
    let first = view.start + usize::from(view.class(view.start) == Class::Coordinator);
    let behind = view.skip_adverbs(first + 1);
    let opens = match view.class(first) {
        Class::Subordinator if view.is(first, "as") => false,
        Class::Subordinator | Class::Verb(Form::PresentParticiple | Form::PastParticiple) => true,
        Class::Preposition => view.class(behind) == Class::Verb(Form::PresentParticiple),
        _ => false,
    };
    if !opens {
        return None;
    }
    let mut commas = (first..view.end.min(first + 40))
        .filter(|&i| view.class(i) == Class::Comma && view.quote_of[i].is_none());
    let main = commas.clone().find(|&i| {
        matches!(view.class(i + 1), Class::Noun | Class::Name | Class::Pronoun | Class::Determiner)
            && source::clause_ahead(view, i + 1)
    });
    main.or_else(|| commas.next())
}

fn take(taken: &mut [bool], start: usize, cue: &Range<usize>) {
    for slot in taken.iter_mut().take(cue.end.saturating_sub(start)).skip(cue.start.saturating_sub(start)) {
        *slot = true;
    }
}

/// Marks the attributions whose cue lies in the content of another, or in a quotation.
fn mark_nested(view: &View, found: &mut [(u32, Draft)]) {
    // Depth of reported words at each token, by differences; own content never covers the own cue.
    let mut steps = vec![0i32; view.tokens.len() + 1];
    for piece in found.iter().flat_map(|(_, d)| &d.content) {
        steps[piece.start] += 1;
        steps[piece.end] -= 1;
    }
    let mut depth = 0;
    for step in &mut steps {
        depth += *step;
        *step = depth;
    }
    for (_, draft) in found.iter_mut() {
        let own = i32::from(draft.covers(draft.cue.start));
        draft.nested = steps[draft.cue.start] > own || view.quote_of[draft.cue.start].is_some();
    }
}
