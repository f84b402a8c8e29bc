//! Actors: the words of an article that name who can want, promise or refuse something.
//!
//! One pass in text order. Names, nationalities and seats come from the lexicon; persons are resolved to
//! the actor of the office they hold at the article's date (see [`super::persons`]); descriptions and
//! pronouns are resolved to what was named before (see [`super::salience`]), or left alone.

use super::mention::{Id, Mention, Referent, Via};
use super::persons::Pending;
use super::pronouns::Speaker;
use super::salience::Salience;
use crate::lexicon::{ActorKind, ActorLexicon, Date, Form, FormKind, RoleKind};
use crate::split::{Split, Token, TokenKind, word_key};
use std::ops::Range;

/// Finds the actors that the sentences of `split` name, in text order.
///
/// `published` is the article's ISO 8601 date, at which offices are resolved; without one everybody counts
/// as holding his latest office.
pub fn actors(raw: &str, split: &Split, published: Option<&str>, lexicon: &ActorLexicon) -> Vec<Mention> {
    let mut tagger = Tagger {
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
        voice: None,
        quoted: false,
        speaker: None,
        spoke_here: false,
        first_person: None,
        block: u32::MAX,
    };
    tagger.survey(split);
    for (index, sentence) in split.sentences.iter().enumerate() {
        tagger.sentence = index as u32;
        tagger.start = sentence.tokens.start as usize;
        tagger.end = sentence.tokens.end as usize;
        tagger.nato_here = false;
        tagger.pending = None;
        tagger.spoke_here = false;
        if sentence.block != tagger.block {
            tagger.block = sentence.block;
            tagger.quoted = false;
        }
        tagger.look_for_voice();
        let mut at = tagger.start;
        while at < tagger.end {
            at = tagger.step(at).max(at + 1);
        }
        tagger.end_of_sentence();
        tagger.salience.end_sentence();
    }
    tagger.out
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
    nato_here: bool,
    /// Whether each of [`BODIES`] was named.
    named: [bool; 5],
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
}

/// Actors that a description may mean once they were named.
const BODIES: [&str; 5] = ["NATO", "EU", "UN", "IAEA", "EUROPE"];

impl<'a> Tagger<'a> {
    /// Reads the whole article once for full names and for the states it is about.
    fn survey(&mut self, split: &Split) {
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
    fn tail(&self, end: usize) -> (usize, Option<RoleKind>) {
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

    /// Tags a noun of office or body that no actor's name modifies.
    fn role(&mut self, at: usize, end: usize, kind: RoleKind) -> Option<usize> {
        let head = self.tokens[end - 1].key;
        let definite = self.is_definite(at);
        match kind {
            RoleKind::Office
            | RoleKind::Official
            | RoleKind::Head
            | RoleKind::Private
            | RoleKind::Honorific => {
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
                    let actor = self.salience.state_for(head, self.lexicon)?;
                    self.emit(actor, Via::Description, at..end, None, None);
                }
                Some(end)
            }
            RoleKind::Country if definite && self.is_possessive(end) => {
                let actor = self.salience.country(self.lexicon)?;
                self.emit(actor, Via::Description, at..end, None, None);
                Some(end)
            }
            RoleKind::Pair => {
                for actor in self.salience.two(self.lower(end - 1).as_str())? {
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
            RoleKind::Armed => {
                let actor = self.salience.armed?;
                self.emit(actor, Via::Description, at..end, None, None);
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

/// Looking at the words around.
impl<'a> Tagger<'a> {
    /// The text of token `at`, or nothing beyond the sentence.
    pub fn text(&self, at: usize) -> &'a str {
        if (self.start..self.end).contains(&at) { self.tokens[at].text(self.raw) } else { "" }
    }

    /// The text of token `at` in lower case.
    pub fn lower(&self, at: usize) -> String {
        self.text(at).to_lowercase()
    }

    /// The raw words of tokens `from..to`.
    pub fn span_text(&self, from: usize, to: usize) -> &'a str {
        self.tokens[from].span.join(self.tokens[to - 1].span).slice(self.raw)
    }

    /// The role that begins at `at`.
    pub fn role_at(&self, at: usize) -> Option<(usize, RoleKind)> {
        if at < self.start || at >= self.end {
            return None;
        }
        let found = self.lexicon.roles.longest_at(self.raw, &self.tokens[..self.end], at)?;
        Some((found.end, *found.value))
    }

    /// Whether "the" or a possessive stands before `at`, perhaps with a modifier between.
    fn is_definite(&self, at: usize) -> bool {
        let mut before = at;
        for _ in 0..3 {
            if before <= self.start {
                return false;
            }
            before -= 1;
            match self.lower(before).as_str() {
                "the" | "its" | "his" | "her" | "their" => return true,
                _ => {}
            }
            if !matches!(self.role_at(before), Some((_, RoleKind::Modifier))) {
                return false;
            }
        }
        false
    }

    /// Whether the words are an office in a ministry or government, such as "foreign ministry spokesman".
    fn of_state_body(&self, at: usize) -> bool {
        matches!(
            self.lower(at).as_str(),
            "ministry" | "government" | "presidential" | "foreign" | "defence" | "defense"
        )
    }

    fn is_possessive(&self, at: usize) -> bool {
        matches!(self.text(at), "'s" | "’s" | "'" | "’")
    }

    /// Whether "of" and an actor follow, so that the words name whom the noun belongs to.
    fn of_actor(&self, at: usize) -> bool {
        if !matches!(self.text(at), "of" | "in") {
            return false;
        }
        let next = if self.text(at + 1) == "the" { at + 2 } else { at + 1 };
        next < self.end && self.lexicon.forms.longest_at(self.raw, &self.tokens[..self.end], next).is_some()
    }

    /// Whether a capital at `at..end` is a mere place.
    fn is_place(&self, at: usize, end: usize) -> bool {
        const PLACE: [&str; 14] = [
            "in",
            "at",
            "near",
            "outside",
            "around",
            "across",
            "over",
            "into",
            "inside",
            "capital",
            "through",
            "central",
            "via",
            "throughout",
        ];
        const MOTION: [&str; 30] = [
            "travel",
            "travelled",
            "traveled",
            "travels",
            "travelling",
            "traveling",
            "visit",
            "visits",
            "trip",
            "trips",
            "return",
            "returned",
            "returns",
            "flew",
            "fly",
            "flying",
            "flight",
            "came",
            "come",
            "went",
            "go",
            "going",
            "journey",
            "headed",
            "tour",
            "ambassador",
            "arrived",
            "moved",
            "invited",
            "welcomed",
        ];
        const GOVERNMENT: [&str; 14] = [
            "authorities",
            "officials",
            "government",
            "leaders",
            "leadership",
            "policymakers",
            "regime",
            "administration",
            "politicians",
            "power",
            "parliament",
            "lawmakers",
            "decision-makers",
            "those",
        ];
        const NOUNS: [&str; 24] = [
            "region",
            "suburb",
            "suburbs",
            "airport",
            "summit",
            "talks",
            "meeting",
            "conference",
            "hospital",
            "university",
            "residents",
            "mayor",
            "correspondent",
            "bureau",
            "street",
            "apartment",
            "time",
            "metro",
            "neighbourhood",
            "neighborhood",
            "oblast",
            "headquarters",
            "visit",
            "speech",
        ];
        let before = if at > self.start { self.lower(at - 1) } else { String::new() };
        if PLACE.contains(&before.as_str()) {
            let governs =
                before == "in" && at >= self.start + 2 && GOVERNMENT.contains(&self.lower(at - 2).as_str());
            return !governs;
        }
        if before == "to" && at >= self.start + 2 && MOTION.contains(&self.lower(at - 2).as_str()) {
            return true;
        }
        if matches!(
            before.as_str(),
            "visited" | "visiting" | "visits" | "visit" | "left" | "leaving" | "from"
        ) && before != "from"
        {
            return true;
        }
        let next = self.lower(end);
        if NOUNS.contains(&next.as_str()) || (next == "-" && self.lower(end + 1) == "based") {
            return true;
        }
        // a dateline, or a place with its country behind a comma
        if next == "," && end + 1 < self.end {
            let country = self.lexicon.forms.longest_at(self.raw, &self.tokens[..self.end], end + 1);
            let own = self.lexicon.forms.longest_at(self.raw, &self.tokens[..self.end], at);
            if let (Some(country), Some(own)) = (country, own)
                && country.value.actor == own.value.actor
            {
                return true;
            }
        }
        at == self.start
            && (next == "(" || (self.tokens[at].shape == crate::split::Shape::Upper && next == ","))
    }

    /// Whether a guarded name at `at..end` belongs to somebody or something else.
    fn is_other_name(&self, at: usize, end: usize, actor: u32) -> bool {
        let unless = &self.lexicon.actors[actor as usize].unless;
        if self.tokens[self.start..self.end].iter().any(|t| unless.contains(&t.key)) {
            return true;
        }
        let strange = |i: usize| {
            (self.start..self.end).contains(&i)
                && self.tokens[i].is_capitalised()
                && self.lexicon.forms.longest_at(self.raw, &self.tokens[..self.end], i).is_none()
                && self.role_at(i).is_none()
        };
        let before = at > self.start + 1 && strange(at - 1);
        before || (strange(end) && self.lexicon.leaders.is_given(self.tokens[at].key))
    }

    /// Whether something is attributed to the name at `at..end`.
    fn is_source(&self, at: usize, end: usize) -> bool {
        for i in end..(end + 3).min(self.end) {
            if self.is_speech(i) {
                return true;
            }
            if self.tokens[i].kind != TokenKind::Word || self.tokens[i].is_capitalised() {
                break;
            }
        }
        let from = at.saturating_sub(8).max(self.start);
        (from..at).any(|i| self.text(i).eq_ignore_ascii_case("according") && self.text(i + 1) == "to")
    }

    /// Whether a word before `at` ends the office that follows.
    pub fn is_former_before(&self, at: usize) -> bool {
        let mut i = at;
        for _ in 0..3 {
            if i <= self.start {
                return false;
            }
            i -= 1;
            match self.role_at(i) {
                Some((_, RoleKind::Former)) => return true,
                Some((_, RoleKind::Modifier)) => {}
                _ if self.text(i) == "-" => {}
                _ => return false,
            }
        }
        false
    }

    fn is_former(&self, from: usize, to: usize) -> bool {
        (from..to)
            .any(|i| matches!(self.role_at(i), Some((_, RoleKind::Former))) || self.lower(i) == "former")
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
