//! A voice: who says a stretch of the article, as claims need it.
//!
//! Attributions cover every report of an article; a voice is an attribution reduced to what decides
//! the holder and the source of a claim.

use super::sentence::SentenceView;
use super::types::{Attributed, Quoted};
use crate::lexicon::Classes;
use crate::rules::Stance;
use crate::span::Span;
use crate::split::Sentence;

/// Who says a stretch of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Voice {
    /// The stretches said.
    pub contents: Vec<Span>,
    /// Mention of the actor who says so, if the source is one.
    pub source: Option<u32>,
    /// The words that report.
    pub cue: Option<Span>,
    /// Whether the cue is an attitude: the view is the source's own.
    pub attitude: bool,
    /// How the words stand.
    pub quote: Quoted,
}

/// Who holds a claim and who says so, once the voices are heard.
#[derive(Clone, Debug, Default)]
pub struct Heard {
    /// Holders that the voice supplies: the one whose own view it is.
    pub holders: Vec<u32>,
    /// The source of the report.
    pub attribution: Option<Attributed>,
}

/// For each sentence the voices that say some of it, so that a claim need not ask all voices of its article.
pub(super) fn by_sentence<'v>(voices: &'v [Voice], sentences: &[Sentence]) -> Vec<Vec<&'v Voice>> {
    let mut heard: Vec<Vec<&Voice>> = vec![Vec::new(); sentences.len()];
    for voice in voices {
        for content in &voice.contents {
            let first = sentences.partition_point(|s| s.span.end <= content.start);
            let within = sentences[first..].iter().take_while(|s| s.span.start < content.end).count();
            for list in &mut heard[first..first + within] {
                if list.last().is_none_or(|last| !std::ptr::eq(*last, voice)) {
                    list.push(voice);
                }
            }
        }
    }
    heard
}

impl SentenceView<'_> {
    /// The voice whose content covers the verb of clause `at` most closely.
    pub fn voice<'v>(&self, at: usize, voices: &[&'v Voice]) -> Option<&'v Voice> {
        let head = self.tokens[self.clauses[at].head].span;
        voices
            .iter()
            .copied()
            .filter(|v| {
                v.contents.iter().any(|c| c.contains(head)) && v.cue.is_none_or(|c| !c.overlaps(head))
            })
            .min_by_key(|v| v.contents.iter().map(|c| c.len()).sum::<usize>())
    }

    /// Whether a verb of attitude, at `above` or in the clause itself, says that the view is its subject's own.
    fn viewed_by_speaker(&self, at: usize, above: Option<usize>) -> bool {
        let attitude = |c: usize| self.words[self.clauses[c].head].traits.any(Classes::ATTITUDE);
        above.map_or(attitude(at), attitude)
    }

    /// Who says clause `at`, and whose view it is.
    ///
    /// A judgement behind an attitude ("believes", "fears") is held by its subject; behind a report
    /// ("said") it has no holder and the speaker as source. A holder who states its own stance needs
    /// no source.
    pub fn heard(&self, at: usize, stance: Stance, holders: &[u32], voices: &[&Voice]) -> Heard {
        let voice = self.voice(at, voices);
        let above = self.ancestors(at).skip(1).find(|&a| {
            self.words[self.clauses[a].head].traits.any(Classes::ATTITUDE.with(Classes::REPORTING))
                && !self.clauses[a].passive
        });
        if let Some(above) = above
            && self.words[self.clauses[above].head].traits.any(Classes::ATTITUDE)
            && stance.is_judgement()
            && holders.is_empty()
        {
            let own = self.subject(above);
            if !own.is_empty() {
                return Heard { holders: own, attribution: None };
            }
        }
        let (source, cue, quote, attitude) = match voice {
            Some(voice) => (voice.source, voice.cue, voice.quote, voice.attitude),
            None => match above.map(|a| (a, self.subject(a))) {
                Some((a, subject)) if !subject.is_empty() => {
                    (Some(subject[0]), Some(self.span(self.clauses[a].group.clone())), Quoted::None, false)
                }
                _ => return Heard::default(),
            },
        };
        if attitude && stance.is_judgement() && holders.is_empty() {
            return Heard { holders: source.into_iter().collect(), attribution: None };
        }
        // "We want a truce", said by a minister: the speaker is the holder.
        if let Some(source) = source
            && holders.is_empty()
            && (!stance.is_judgement() || self.viewed_by_speaker(at, above))
            && self.is_first_person(above.filter(|_| stance.is_judgement()).unwrap_or(at))
        {
            return Heard { holders: vec![source], attribution: None };
        }
        let id = |m: u32| &self.mentions[m as usize].id;
        if let Some(source) = source
            && holders.iter().any(|&h| id(h) == id(source))
        {
            return Heard::default();
        }
        Heard { holders: Vec::new(), attribution: Some(Attributed { source, cue, quote }) }
    }
}
