//! Descriptions: nouns of office or body without an actor's name, such as "the ministry" or "the alliance".
//!
//! What they mean is told by what was named before; where nothing fits they are left alone.

use super::actors::{BODIES, Tagger};
use super::mention::Via;
use super::persons::Pending;
use crate::lexicon::RoleKind;
use crate::split::TokenKind;

impl Tagger<'_> {
    /// Tags a noun of office or body that no actor's name modifies.
    pub fn role(&mut self, at: usize, end: usize, kind: RoleKind) -> Option<usize> {
        let head = self.tokens[end - 1].key;
        let definite = self.is_definite(at);
        match kind {
            RoleKind::Office
            | RoleKind::Official
            | RoleKind::Head
            | RoleKind::Private
            | RoleKind::Honorific => {
                if let Some(owner) = self.his(at).filter(|_| kind == RoleKind::Office) {
                    self.salience.heads.insert(head, owner);
                }
                let follows = self.name_follows(end);
                if follows || (definite && self.text(end) == ",") {
                    let state = matches!(kind, RoleKind::Office | RoleKind::Official);
                    let actor = if state { self.affiliation(head) } else { None };
                    let office = (kind != RoleKind::Honorific).then(|| self.span_text(at, end).into());
                    self.pending = Some(Pending {
                        end,
                        actor,
                        office,
                        private: !state || self.is_former_before(at),
                        former: self.is_former_before(at),
                        certain: false,
                    });
                    if follows {
                        return Some(end);
                    }
                }
                if kind == RoleKind::Office && definite && !self.of_actor(end) && !self.is_former_before(at) {
                    self.office_alone(at, end);
                } else if kind == RoleKind::Official && end > at + 1 && self.of_state_body(at) {
                    let actor = self.salience.state_for(head, self.lexicon)?;
                    let office = self.span_text(at, end).into();
                    self.emit(actor, Via::Description, at..end, None, Some(office));
                }
                Some(end)
            }
            RoleKind::People if definite && self.is_speech(end) => {
                let actor = self.salience.state_for(head, self.lexicon)?;
                self.plural_here(kind);
                self.emit(actor, Via::Metonym, at..end, None, None);
                Some(end)
            }
            RoleKind::Force => {
                let noun = self.tokens.get(end).is_some_and(|t| t.kind == TokenKind::Word && end < self.end)
                    && !is_after_subject(&self.lower(end));
                if definite && !noun && !self.of_actor(end) {
                    let actor = self.salience.state_for(head, self.lexicon)?;
                    self.emit(actor, Via::Description, at..end, None, None);
                }
                Some(end)
            }
            RoleKind::Body => {
                let proper = self.tokens[at].is_capitalised()
                    && at > self.start
                    && !self.tokens.get(end).is_some_and(|t| end < self.end && t.is_capitalised());
                let statement = self.text(end) == "statement";
                if (definite || proper || statement) && !self.of_actor(end) {
                    let senate = self.text(end - 1).eq_ignore_ascii_case("senate");
                    let actor = if senate {
                        self.salience.senate(head, self.lexicon)?
                    } else {
                        self.salience.state_for(head, self.lexicon)?
                    };
                    self.emit(actor, Via::Description, at..end, None, None);
                }
                Some(end)
            }
            RoleKind::Country if definite && self.is_possessive(end) => {
                let actor = self.salience.country(self.lexicon)?;
                self.emit(actor, Via::Description, at..end, None, None);
                Some(end)
            }
            RoleKind::Country if matches!(self.lower(at.saturating_sub(1)).as_str(), "his" | "her") => {
                let known = self.salience.persons[self.salience.last_person?].clone();
                self.mention_person(&known, Via::Description, at, end);
                Some(end)
            }
            RoleKind::Pair => {
                for actor in self.salience.two()? {
                    self.emit(actor, Via::Description, at..end, None, None);
                }
                Some(end)
            }
            RoleKind::Alliance if definite && !matches!(self.text(end), "between" | "with" | "of") => {
                self.after(0, at, end)
            }
            RoleKind::Bloc if definite => self.after(1, at, end),
            RoleKind::WorldBody if definite => self.after(2, at, end),
            RoleKind::Agency if definite => self.after(3, at, end),
            RoleKind::Continent if definite => self.after(4, at, end),
            RoleKind::Armed if definite || self.text(end - 1).ends_with('s') => {
                let actor = self.salience.armed?;
                self.emit(actor, Via::Description, at..end, None, None);
                let (tail, kind) = self.tail(end);
                if let Some(RoleKind::Office | RoleKind::Official | RoleKind::Head) = kind {
                    let office = Some(self.span_text(end + 1, tail.max(end + 2)).into());
                    self.pending = Some(Pending {
                        end: tail,
                        actor: Some(actor),
                        office,
                        private: false,
                        former: false,
                        certain: true,
                    });
                    return Some(tail);
                }
                Some(end)
            }
            RoleKind::Member if self.nato_here => {
                let actor = self.lexicon.find("NATO_MEMBERS")?;
                self.emit(actor, Via::Description, at..end, None, None);
                Some(end)
            }
            _ => None,
        }
    }

    /// A description of one of [`BODIES`], if that was named before.
    fn after(&mut self, body: usize, at: usize, end: usize) -> Option<usize> {
        let actor = self.lexicon.find(BODIES[body]).filter(|_| self.named[body])?;
        self.emit(actor, Via::Description, at..end, None, None);
        Some(end)
    }
}

/// Words that may follow a subject, so that a noun before them is no modifier of theirs.
fn is_after_subject(word: &str) -> bool {
    matches!(
        word,
        "is" | "was"
            | "are"
            | "were"
            | "has"
            | "have"
            | "had"
            | "will"
            | "would"
            | "can"
            | "could"
            | "may"
            | "said"
            | "says"
            | "did"
            | "does"
            | "also"
            | "in"
            | "on"
            | "at"
            | "to"
            | "and"
            | "or"
            | "for"
            | "from"
            | "with"
            | "by"
            | "of"
            | "that"
            | "which"
            | "who"
            | "as"
            | "after"
            | "'s"
            | "\u{2019}s"
    )
}
