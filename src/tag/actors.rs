//! Actors: the words of an article that name who can want, promise or refuse something.
//!
//! One pass in text order. Names, nationalities and seats come from the lexicon; persons are resolved to
//! the actor of the office they hold at the article's date (see the room `persons`); descriptions and
//! pronouns are resolved to what was named before (see `salience`), or left alone.

use super::mention::{Id, Mention, Referent, Via};
use super::persons::Pending;
use super::pronouns::Speaker;
use super::salience::{Known, Salience};
use crate::lexicon::{ActorKind, ActorLexicon, Date, Form, FormKind, RoleKind};
use crate::split::{Split, Token, TokenKind, word_key};
use std::ops::Range;

/// Finds the actors that the sentences of `split` name, in text order.
///
/// `published` is the article's ISO 8601 date, at which offices are resolved; without one everybody counts
/// as holding his latest office. `site` is the host name of the article: on an actor's own pages "we" is the actor.
pub fn actors(
    raw: &str,
    split: &Split,
    published: Option<&str>,
    site: Option<&str>,
    lexicon: &ActorLexicon,
) -> Vec<Mention> {
    let voice = site.and_then(|s| lexicon.of_site(s));
    let mut first = Tagger::new(raw, split, published, voice, lexicon);
    first.read(split, &[]);
    if !first.late {
        return first.out;
    }
    // Who was named before his office was said is known at a second reading.
    let officials: Vec<Known> = first.salience.persons.into_iter().filter(|p| p.actor.is_some()).collect();
    let mut second = Tagger::new(raw, split, published, voice, lexicon);
    second.read(split, &officials);
    second.out
}

impl<'a> Tagger<'a> {
    fn new(
        raw: &'a str,
        split: &'a Split,
        published: Option<&str>,
        voice: Option<u32>,
        lexicon: &'a ActorLexicon,
    ) -> Self {
        Tagger {
            raw,
            tokens: &split.tokens,
            lexicon,
            date: published.and_then(|p| Date::parse(p, false)),
            out: Vec::new(),
            salience: Salience::default(),
            pending: None,
            sentence: 0,
            start: 0,
            end: 0,
            nato: lexicon.find("NATO"),
            nato_here: false,
            named: [false; 5],
            the: word_key("the"),
            voice,
            quoted: false,
            speaker: None,
            spoke_here: false,
            first_person: None,
            block: u32::MAX,
            late: false,
        }
    }

    /// Reads the article in order; `officials` are persons whose office it says somewhere.
    fn read(&mut self, split: &Split, officials: &[Known]) {
        self.survey(split, officials);
        for (index, sentence) in split.sentences.iter().enumerate() {
            self.sentence = index as u32;
            self.start = sentence.tokens.start as usize;
            self.end = sentence.tokens.end as usize;
            self.nato_here = false;
            self.pending = None;
            self.spoke_here = false;
            if sentence.block != self.block {
                self.block = sentence.block;
                self.quoted = false;
            }
            self.look_for_voice();
            let mut at = self.start;
            while at < self.end {
                at = self.step(at).max(at + 1);
            }
            self.end_of_sentence();
            self.salience.end_sentence();
        }
    }
}

/// The reading of one article.
pub(super) struct Tagger<'a> {
    pub raw: &'a str,
    pub tokens: &'a [Token],
    pub lexicon: &'a ActorLexicon,
    pub date: Option<Date>,
    pub out: Vec<Mention>,
    pub salience: Salience,
    /// An office or calling whose bearer may be named next.
    pub pending: Option<Pending>,
    pub sentence: u32,
    /// First token of the sentence.
    pub start: usize,
    /// Token behind the sentence.
    pub end: usize,
    nato: Option<u32>,
    pub nato_here: bool,
    /// Whether each of [`BODIES`] was named.
    pub named: [bool; 5],
    the: u64,
    /// Whose statement the article is, where it speaks as "we".
    pub voice: Option<u32>,
    /// Whether quotation marks are open.
    pub quoted: bool,
    /// Who spoke last: the person or body named last outside quotation marks.
    pub speaker: Option<Speaker>,
    /// Whether somebody was named outside quotation marks in this sentence.
    pub spoke_here: bool,
    /// The first "we" or "our" inside quotation marks in this sentence.
    pub first_person: Option<usize>,
    block: u32,
    /// Whether somebody was named before the article said whose office he holds.
    pub late: bool,
}

/// Actors that a description may mean once they were named.
pub(super) const BODIES: [&str; 5] = ["NATO", "EU", "UN", "IAEA", "EUROPE"];

impl<'a> Tagger<'a> {
    /// Reads the whole article once for full names and for the states it is about.
    fn survey(&mut self, split: &Split, officials: &[Known]) {
        for sentence in &split.sentences {
            let end = sentence.tokens.end as usize;
            let tokens = &self.tokens[..end];
            let mut at = sentence.tokens.start as usize;
            while at < end {
                let mut next = at + 1;
                if tokens[at].is_capitalised() {
                    let name = self.lexicon.leaders.longest_at(self.raw, tokens, at).filter(|n| n.full);
                    if let Some(name) = name {
                        next = name.end;
                        self.register(&name, at);
                    } else if let Some(found) = self.lexicon.forms.longest_at(self.raw, tokens, at) {
                        next = found.end;
                        if matches!(found.value.kind, FormKind::Name | FormKind::Demonym) {
                            self.salience.count(found.value.actor, self.lexicon);
                        }
                    }
                }
                at = next;
            }
        }
        for known in officials {
            let key = word_key(known.family.rsplit(' ').next().unwrap_or(&known.family));
            if !self.salience.by_family.contains_key(&key) {
                self.salience.person(key, known.clone());
            }
        }
        self.salience.restart();
    }

    /// Tags what begins at token `at`; returns where to go on.
    fn step(&mut self, at: usize) -> usize {
        let token = &self.tokens[at];
        if !matches!(token.kind, TokenKind::Word | TokenKind::Number) {
            self.quotation(at);
            return at + 1;
        }
        let within = &self.tokens[..self.end];
        let mut form = self.lexicon.forms.longest_at(self.raw, within, at).map(|f| (f.end, *f.value));
        if let Some((end, _)) = form
            && token.key == self.the
            && self.lexicon.forms.longest_at(self.raw, within, at + 1).is_some_and(|f| f.end > end)
        {
            form = None;
        }
        if let Some(next) = self.listed_person(at, form) {
            return next;
        }
        if let Some((end, form)) = form
            && let Some(next) = self.form(at, end, form)
        {
            return next;
        }
        if let Some(role) = self.lexicon.roles.longest_at(self.raw, within, at) {
            let (end, kind) = (role.end, *role.value);
            if let Some(next) = self.role(at, end, kind) {
                return next;
            }
        }
        if token.is_capitalised()
            && let Some(next) = self.stranger(at)
        {
            return next;
        }
        self.pronoun(at);
        at + 1
    }

    /// Tags a listed form at `at..end`; `None` where it does not name an actor there.
    fn form(&mut self, at: usize, end: usize, form: Form) -> Option<usize> {
        let actor = &self.lexicon.actors[form.actor as usize];
        match form.kind {
            FormKind::Mask => return Some(end),
            FormKind::Capital if self.is_place(at, end) => return Some(end),
            FormKind::Guarded if self.is_other_name(at, end, form.actor) => return Some(end),
            _ => {}
        }
        if matches!(actor.kind, ActorKind::Media | ActorKind::Expert) {
            if self.is_source(at, end) {
                self.emit(form.actor, Via::Name, at..end, None, None);
            }
            return Some(end);
        }
        if &*actor.id == "ALLIES" {
            return Some(self.allies(at, end, form.actor));
        }
        let predicate = matches!(
            self.lower(at.wrapping_sub(1)).as_str(),
            "become" | "became" | "becoming" | "are" | "is" | "were" | "a"
        );
        let form = match self.nato {
            Some(nato) if predicate && &*actor.id == "NATO_MEMBERS" => Form { actor: nato, ..form },
            _ => form,
        };
        let via = match form.kind {
            FormKind::Demonym => Via::Demonym,
            FormKind::Capital | FormKind::Institution => Via::Metonym,
            _ => Via::Name,
        };
        let (tail, kind) = self.tail(end);
        let possessive = self.text(end) == "'s" || self.text(end) == "’s" || self.text(end) == "’";
        let Some(kind) = kind else {
            self.emit(form.actor, via, at..end, None, None);
            return Some(end);
        };
        let head = self.tokens[tail - 1].key;
        match kind {
            RoleKind::Body | RoleKind::Force | RoleKind::People | RoleKind::Armed => {
                self.plural_here(kind);
                self.salience.heads.insert(head, form.actor);
                if possessive {
                    self.emit(form.actor, via, at..end, None, None);
                    self.emit(form.actor, Via::Metonym, end + 1..tail, None, None);
                } else {
                    self.emit(form.actor, Via::Metonym, at..tail, None, None);
                }
            }
            RoleKind::Office | RoleKind::Official | RoleKind::Head => {
                let from = if possessive { end + 1 } else { end };
                let former = self.is_former(from, tail) || self.is_former_before(at);
                let office: Id = self.span_text(from, tail).into();
                self.pending = Some(Pending {
                    end: tail,
                    actor: Some(form.actor),
                    office: Some(office.clone()),
                    private: former,
                    former,
                    certain: true,
                });
                self.salience.heads.insert(head, form.actor);
                if former || self.name_follows(tail) {
                    self.emit(form.actor, via, at..end, None, None);
                } else if possessive {
                    self.emit(form.actor, via, at..end, None, None);
                    self.emit(form.actor, Via::Description, end + 1..tail, None, Some(office));
                } else {
                    self.emit(form.actor, Via::Description, at..tail, None, Some(office));
                }
            }
            _ => {
                self.emit(form.actor, via, at..end, None, None);
                self.pending = Some(Pending {
                    end: tail,
                    actor: None,
                    office: Some(self.span_text(end, tail).into()),
                    private: true,
                    former: false,
                    certain: true,
                });
            }
        }
        Some(tail)
    }

    /// The noun of office or body behind an actor's name: where it ends, and what it is.
    pub fn tail(&self, end: usize) -> (usize, Option<RoleKind>) {
        let mut at = end;
        if at < self.end && matches!(self.text(at), "'s" | "’s" | "’") {
            at += 1;
        }
        let mut found = (end, None);
        let mut modifiers = 0;
        while at < self.end && self.tokens[at].kind == TokenKind::Word {
            let Some(role) = self.lexicon.roles.longest_at(self.raw, &self.tokens[..self.end], at) else {
                break;
            };
            match role.value {
                kind @ (RoleKind::Office
                | RoleKind::Official
                | RoleKind::Head
                | RoleKind::Private
                | RoleKind::Body
                | RoleKind::Force
                | RoleKind::Armed
                | RoleKind::People) => found = (role.end, Some(*kind)),
                RoleKind::Modifier | RoleKind::Former if modifiers < 2 => modifiers += 1,
                _ => break,
            }
            at = role.end;
        }
        found
    }

    /// "Allies" and "partners", or the members of NATO where NATO is spoken of.
    fn allies(&mut self, at: usize, end: usize, actor: u32) -> usize {
        let owned = at > self.start
            && matches!(self.lower(at - 1).as_str(), "'s" | "’s" | "its" | "our" | "their" | "his" | "her");
        // "as strategic partners", "partners like Japan": a predicate, or named by what follows
        let predicate = (at.saturating_sub(2).max(self.start)..at).any(|i| self.text(i) == "as");
        if !owned && (predicate || self.text(end) == "like") {
            return end;
        }
        let one = end == at + 1 && self.text(at).eq_ignore_ascii_case("allies");
        let members = self.lexicon.find("NATO_MEMBERS").filter(|_| one && !owned && self.nato_here);
        self.emit(members.unwrap_or(actor), Via::Name, at..end, None, None);
        end
    }

    /// Records a mention.
    pub fn emit(&mut self, actor: u32, via: Via, at: Range<usize>, person: Option<Id>, office: Option<Id>) {
        let entry = &self.lexicon.actors[actor as usize];
        self.salience.named(actor, self.lexicon);
        if !self.quoted && via != Via::Pronoun {
            self.spoke_here = true;
            if matches!(entry.kind, ActorKind::State | ActorKind::Organisation | ActorKind::ArmedGroup)
                && self.is_speech(at.end)
            {
                self.speaker = Some(Speaker::Body(actor));
            }
        }
        if Some(actor) == self.nato || &*entry.id == "NATO" {
            self.nato_here = true;
        }
        if let Some(body) = BODIES.iter().position(|b| *b == &*entry.id) {
            self.named[body] = true;
        }
        if &*entry.id == "NATO_MEMBERS" {
            (self.named[0], self.nato_here) = (true, true);
        }
        let members: &[u32] = if entry.kind == ActorKind::Collective { &entry.members } else { &[actor] };
        for &member in members {
            let entry = &self.lexicon.actors[member as usize];
            let referent = Referent::Actor {
                via,
                name: entry.name.clone(),
                person: person.clone(),
                office: office.clone(),
            };
            self.push(entry.id.clone(), referent, at.clone());
        }
    }

    /// Records a mention with an id of its own.
    pub fn push(&mut self, id: Id, referent: Referent, at: Range<usize>) {
        let span = self.tokens[at.start].span.join(self.tokens[at.end - 1].span);
        let tokens = at.start as u32..at.end as u32;
        self.out.push(Mention { id, referent, span, tokens, sentence: self.sentence });
    }
}

#[cfg(test)]
mod tests;
