//! Coordination: on what a finite clause stands that a comma or a conjunction joins to an earlier one, and whose its
//! subject is.

use super::class::{Class, Form};
use super::clause::{Clause, Kind};
use super::reader::Reader;
use crate::lexicon::Classes;
use std::ops::Range;

impl<T: Fn(usize) -> String> Reader<'_, T> {
    /// A finite clause beside an earlier one, behind the boundary at `at`.
    pub(super) fn beside(&mut self, clause: &mut Clause, at: usize, gap: &Range<usize>) {
        let start = clause.group.start;
        clause.marker = (self.words[at].class == Class::Coordinator).then_some(at);
        clause.begin = at;
        let sibling = self.sibling(clause, at);
        if let Some(speaker) = self.speaker_before_condition()
            && self.words[at].class == Class::Comma
        {
            // "Fears that, if X, Y": what is said comes behind the condition.
            clause.kind = Kind::Complement;
            clause.parent = Some(speaker);
            clause.subject = at + 1..start;
            clause.own_subject = true;
            return;
        }
        let opening = self.opening(gap, sibling.is_none());
        if self.has_nominal(at + 1..start) {
            clause.subject = self.joined_subject(gap, at)..start;
            clause.own_subject = true;
        } else if let Some(opening) = opening {
            // "…, and Kim, the sister of the leader, warned": the subject stands before its apposition.
            clause.begin = opening;
            clause.subject = opening + 1..start;
            clause.own_subject = true;
        } else if let Some(s) = sibling {
            clause.subject = self.found[s].subject.clone();
        }
        if let Some(s) = sibling {
            // "X said that A and B": B stands beside A; behind a bare comma a new main clause begins.
            let rank = if clause.marker.is_some() { s } else { self.root(s) };
            clause.kind = match self.found[rank].kind {
                Kind::Condition | Kind::Adverbial if clause.marker.is_none() => Kind::Main,
                kind => kind,
            };
            clause.parent = if clause.kind == Kind::Main { None } else { self.found[rank].parent };
        }
    }

    /// Where the subject begins whose last member stands behind the conjunction at `at`: "…, France and Germany agreed".
    ///
    /// Without a mark before the first member it may be the object of the verb before: then only the last counts.
    fn joined_subject(&self, gap: &Range<usize>, at: usize) -> usize {
        if self.words[at].class != Class::Coordinator {
            return at + 1;
        }
        let first = (gap.start..at).rev().find(|&i| {
            let class = self.words[i].class;
            !(class.is_nominal()
                || matches!(
                    class,
                    Class::Determiner | Class::Adjective | Class::Possessive | Class::Joint | Class::Bracket
                ))
        });
        match first {
            Some(mark)
                if mark + 1 < at
                    && matches!(
                        self.words[mark].class,
                        Class::Comma | Class::Coordinator | Class::Quote | Class::Dash
                    ) =>
            {
                mark + 1
            }
            _ => at + 1,
        }
    }

    /// The boundary in the gap behind which a subject with an apposition begins.
    fn opening(&self, gap: &Range<usize>, first: bool) -> Option<usize> {
        if self.words[gap.end - 1].class != Class::Comma {
            return None;
        }
        let boundary = gap.clone().find(|&i| match self.words[i].class {
            Class::Coordinator => gap.clone().any(|j| j > i && self.words[j].class == Class::Comma),
            Class::Comma | Class::Dash => first,
            _ => false,
        })?;
        let next = self.words.get(boundary + 1)?.class;
        (matches!(next, Class::Name | Class::Noun | Class::Determiner | Class::Adjective)
            && boundary + 1 < gap.end)
            .then_some(boundary)
    }

    /// The clause that a coordinated one stands beside.
    ///
    /// "He wrote that the truce was discussed and expressed hope": what people say and voice goes back to
    /// the clause that reports, not to what was said.
    fn sibling(&self, clause: &Clause, at: usize) -> Option<usize> {
        let last = self.last_finite()?;
        let shared =
            self.words[at].class == Class::Coordinator && !self.has_nominal(at + 1..clause.group.start);
        // "Article 5, which pledges help and is the heart": no comma, so the relative clause goes on.
        let relative = self.found.len() - 1;
        if shared
            && self.found[relative].kind == Kind::Relative
            && self.found[relative].finite
            && at.checked_sub(1).is_some_and(|i| self.words[i].class != Class::Comma)
            && self.same_form(relative, clause)
        {
            return Some(relative);
        }
        let reports = self.words[clause.head].traits.any(Classes::REPORTING);
        let voices = self.words[clause.head]
            .traits
            .any(Classes::REPORTING.with(Classes::ATTITUDE).with(Classes::LIGHT));
        // "Promised drones if the truce holds, but ruled out troops": *but* turns back to the main clause.
        let aside = matches!(self.found[last].kind, Kind::Condition | Kind::Adverbial);
        if shared && aside && self.is(at, &["but"]) {
            return self.found[last].parent.or(Some(last));
        }
        if voices
            && shared
            && self.found[last].kind == Kind::Complement
            && (self.found[last].passive || (reports && self.found[last].past == clause.past))
        {
            return self.found[last].parent.or(Some(last));
        }
        Some(last)
    }

    /// Whether two verb groups begin alike, as those of one subject do.
    fn same_form(&self, at: usize, clause: &Clause) -> bool {
        let (one, other) = (&self.words[self.found[at].group.start], &self.words[clause.group.start]);
        one.class == other.class
            || matches!(
                (one.class, other.class),
                (Class::Verb(Form::Third), Class::Be | Class::Have)
                    | (Class::Be | Class::Have, Class::Verb(Form::Third))
            ) && !clause.past
    }

    /// A verb of saying or thinking right before the condition that was read last.
    fn speaker_before_condition(&self) -> Option<usize> {
        let condition = self.found.last().filter(|c| matches!(c.kind, Kind::Condition | Kind::Adverbial))?;
        let speaker = self.found.len().checked_sub(2)?;
        let speaks =
            self.words[self.found[speaker].head].traits.any(Classes::REPORTING.with(Classes::ATTITUDE));
        (speaks && self.found[speaker].group.end == condition.begin).then_some(speaker)
    }
}
