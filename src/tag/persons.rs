//! Persons: who is named, and for whom he acts at the article's date.
//!
//! A listed person acts for the actor of the office that he holds at that day; who holds none speaks for
//! himself. A stranger acts for whom his title or the words behind his name say. After that the family
//! name is enough.

use super::actors::Tagger;
use super::mention::{Id, Referent, Via};
use super::pronouns::Speaker;
use super::salience::Known;
use crate::lexicon::leaders::Named;
use crate::lexicon::{ActorKind, Form, FormKind, RoleKind};
use crate::split::TokenKind;

/// An office or calling that was read, and whose bearer may be named next.
#[derive(Clone, Debug)]
pub(super) struct Pending {
    /// Token behind it.
    pub end: usize,
    /// For whom its bearer acts.
    pub actor: Option<u32>,
    /// Its words.
    pub office: Option<Id>,
    /// Whether its bearer speaks for himself.
    pub private: bool,
    /// Whether the text says that he holds it no more.
    pub former: bool,
    /// Whether the text itself says for whom (`Polish minister`), and not only what went before.
    pub certain: bool,
}

/// How far behind a name the verb of saying may stand that his institute parts from it.
const REACH: usize = 12;

impl Tagger<'_> {
    /// The title that belongs to a name at `at`: right before it, or parted by a comma.
    fn title_of(&mut self, at: usize) -> Option<(Pending, bool)> {
        let pending = self.pending.as_ref()?;
        let close = pending.end == at;
        let comma = pending.end + 1 == at && self.text(pending.end) == ",";
        if close || comma { self.pending.take().map(|p| (p, close)) } else { None }
    }

    /// Tags a person of the lexicon, or a family name that the article has introduced.
    pub fn listed_person(&mut self, at: usize, form: Option<(usize, Form)>) -> Option<usize> {
        let lexicon = self.lexicon;
        let name = lexicon.leaders.longest_at(self.raw, &self.tokens[..self.end], at);
        if let Some(name) = name
            && form.is_none_or(|f| name.end > f.0 || (name.end == f.0 && name.full))
        {
            if name.full {
                let title = self.title_of(at);
                let known = self.resolve(&name, title.as_ref().map(|t| &t.0), at);
                self.name_person(known, at, name.end, title);
                return Some(name.end);
            }
            let title = self.title_of(at).filter(|t| t.1);
            let key = self.tokens[name.end - 1].key;
            if let Some(&seen) = self.salience.by_family.get(&key) {
                if self.is_part_of_name(at, name.end) {
                    self.pending = title.map(|t| t.0);
                    return None;
                }
                let known = self.salience.persons[seen].clone();
                self.name_person(known, at, name.end, title);
                return Some(name.end);
            }
            let alone = name.persons().any(|p| {
                let person = &lexicon.leaders.persons()[p as usize];
                person.alone && lexicon.leaders.term_at(person, self.date).is_some()
            });
            let in_office = name.persons().any(|p| {
                lexicon.leaders.term_at(&lexicon.leaders.persons()[p as usize], self.date).is_some()
            });
            if ((title.is_some() && in_office) || alone) && !self.is_part_of_name(at, name.end) {
                let known = self.resolve(&name, title.as_ref().map(|t| &t.0), at);
                self.name_person(known, at, name.end, title);
                return Some(name.end);
            }
            if title.is_some() {
                self.pending = title.map(|t| t.0);
            }
        }
        None
    }

    /// Whether the words at `at..end` stand in a longer name of somebody else.
    fn is_part_of_name(&self, at: usize, end: usize) -> bool {
        let word = |i: usize| {
            (self.start..self.end).contains(&i)
                && self.tokens[i].is_capitalised()
                && self.lexicon.forms.longest_at(self.raw, &self.tokens[..self.end], i).is_none()
                && self.role_at(i).is_none()
                && !self.is_function_word(i)
        };
        (at > self.start && self.lexicon.leaders.is_given(self.tokens[at - 1].key) && word(at - 1))
            || (word(end) && self.lexicon.leaders.is_given(self.tokens[at].key))
    }

    /// Remembers a full name before the article is read in order.
    pub fn register(&mut self, name: &Named, at: usize) {
        let known = self.resolve(name, None, at);
        let key = crate::split::word_key(known.family.rsplit(' ').next().unwrap_or(&known.family));
        self.salience.person(key, known);
    }

    /// Who a listed name means at the article's date.
    fn resolve(&self, name: &Named, title: Option<&Pending>, at: usize) -> Known {
        let leaders = &self.lexicon.leaders;
        let actor_of = |p: u32| leaders.persons()[p as usize].actor;
        let fits = |p: u32| title.and_then(|t| t.actor).is_some_and(|a| self.same(a, actor_of(p)));
        let best = name.persons().max_by_key(|&p| {
            let person = &leaders.persons()[p as usize];
            let now = leaders.term_at(person, self.date);
            let last = leaders.terms(person).last().map_or(0, |t| t.from.0);
            (now.is_some(), fits(p), now.map_or(last, |t| t.from.0))
        });
        let person = &leaders.persons()[best.unwrap_or(0) as usize];
        let term = leaders.term_at(person, self.date);
        let former = title.is_some_and(|t| t.former) || self.is_former_before(at);
        let titled = title.filter(|t| t.office.is_some() && !t.private);
        let (actor, office) = match (term, titled) {
            _ if former => (None, None),
            (Some(term), _) => (Some(person.actor), Some(term.office.clone())),
            (None, Some(title)) => {
                let own = if title.certain { title.actor } else { Some(person.actor) };
                (own, title.office.clone())
            }
            (None, None) => (None, None),
        };
        Known { family: person.family.clone(), name: person.name.clone(), actor, office, turn: 0, times: 0 }
    }

    /// Whether two indices are coded as the same actor.
    fn same(&self, a: u32, b: u32) -> bool {
        self.lexicon.actors[a as usize].id == self.lexicon.actors[b as usize].id
    }

    /// Records the mention of a person, together with the title before it.
    fn name_person(&mut self, known: Known, at: usize, end: usize, title: Option<(Pending, bool)>) {
        let key = self.tokens[end - 1].key;
        let mut from = at;
        if let (Some((pending, true)), Some(actor)) = (&title, known.actor)
            && pending.certain
            && let Some(last) = self.out.last()
            && last.sentence == self.sentence
            && last.id == self.lexicon.actors[actor as usize].id
            && last.tokens.end as usize <= pending.end
            && last.tokens.end as usize >= pending.end.saturating_sub(4)
            && last.is_actor()
        {
            // nationality, title and name are one mention
            from = last.tokens.start as usize;
            self.out.pop();
        }
        let seen = self.salience.person(key, known.clone());
        if !self.quoted {
            self.speaker = Some(Speaker::Person(seen));
            self.spoke_here = true;
        }
        self.mention_person(&known, Via::Person, from, end);
    }

    /// Records a mention that means the person `known`.
    pub fn mention_person(&mut self, known: &Known, via: Via, from: usize, end: usize) {
        match known.actor {
            Some(actor) => self.emit(actor, via, from..end, Some(known.name.clone()), known.office.clone()),
            None => {
                let id = format!("person:{}", known.family).into();
                let referent = Referent::Actor {
                    via,
                    name: known.name.clone(),
                    person: Some(known.name.clone()),
                    office: known.office.clone(),
                };
                self.push(id, referent, from..end);
            }
        }
    }

    /// Tags a person whom the lexicon does not know, by title, by the words behind the name, or by a
    /// verb of saying beside it.
    pub fn stranger(&mut self, at: usize) -> Option<usize> {
        let end = self.name_end(at);
        if end == at {
            return None;
        }
        if self.is_in_institute(at) {
            return Some(end);
        }
        let words = (at..end).filter(|&i| self.tokens[i].kind == TokenKind::Word).count();
        let last = self.tokens[end - 1];
        if self.role_at(end - 1).is_some_and(|r| matches!(r.1, RoleKind::Thing | RoleKind::Armed))
            || self.role_at(end).is_some_and(|r| {
                matches!(r.1, RoleKind::Thing | RoleKind::Armed) && self.tokens[end].is_capitalised()
            })
        {
            return Some(end);
        }
        let title = self.title_of(at).filter(|t| t.1 || words > 1);
        if title.is_none()
            && let Some(&seen) = self.salience.by_family.get(&last.key)
            && (words == 1
                || &*self.salience.persons[seen].name == self.span_text(at, end)
                || !self.is_part_of_name(end - 1, end))
        {
            let known = self.salience.persons[seen].clone();
            self.salience.last_person = Some(seen);
            self.mention_person(&known, Via::Person, at, end);
            return Some(end);
        }
        let (actor, office) = match &title {
            Some((pending, _)) if pending.office.is_some() => {
                let actor = pending.actor.filter(|_| !pending.private);
                (actor.filter(|&a| !self.judges(a)), pending.office.clone())
            }
            _ if words < 2 => return None,
            _ if self.is_introduced(at, end) => (None, None),
            _ => self.apposition(end).or_else(|| self.speaks(at, end).then_some((None, None)))?,
        };
        let family: Id = last.text(self.raw).into();
        if actor.is_some() && !self.late {
            let id = format!("person:{family}");
            self.late = self.out.iter().any(|m| *m.id == *id);
        }
        let known = Known { family, name: self.span_text(at, end).into(), actor, office, turn: 0, times: 0 };
        self.name_person(known, at, end, title);
        Some(end)
    }

    /// Whether a capitalised run at `at` goes on the name of a body: `Institute for Northern Security`.
    fn is_in_institute(&self, at: usize) -> bool {
        let joint = at >= self.start + 2 && matches!(self.text(at - 1), "for" | "of" | "on" | "in");
        joint
            && self.tokens[at - 2].is_capitalised()
            && matches!(self.role_at(at - 2), Some((_, RoleKind::Thing)))
    }

    /// Whether the words beside a name say that it is somebody who speaks or is told of: `in the view of X`,
    /// `X, who teaches`, `X of the institute reckons`.
    fn is_introduced(&self, at: usize, end: usize) -> bool {
        if self.text(end) == "," && self.text(end + 1) == "who" {
            return true;
        }
        let view = ["view", "opinion", "judgement", "judgment", "words", "reading", "estimate", "assessment"];
        let before = |back: usize| at.checked_sub(back).map_or("", |i| self.text(i));
        if before(1) == "of" && view.contains(&before(2))
            || before(1) == "to" && self.lower(at - 2) == "according"
        {
            return true;
        }
        let member = matches!(self.text(end), "of" | "from" | "at")
            && (self.text(end + 1) == "the" || self.tokens.get(end + 1).is_some_and(|t| t.is_capitalised()));
        let stop = |i: usize| matches!(self.text(i), "" | "," | "." | ";" | ":" | "and");
        member && (end + 1..end + REACH).take_while(|&i| !stop(i)).any(|i| self.is_speech(i))
    }

    /// Whether an actor only judges or reports, so that its people speak for themselves.
    fn judges(&self, actor: u32) -> bool {
        matches!(self.lexicon.actors[actor as usize].kind, ActorKind::Expert | ActorKind::Media)
    }

    /// Where a run of capitalised words that may be a name ends.
    fn name_end(&self, at: usize) -> usize {
        let within = &self.tokens[..self.end];
        let mut end = at;
        let mut i = at;
        while i < self.end && i < at + 8 {
            let token = &self.tokens[i];
            let text = token.text(self.raw);
            let joint = matches!(text, "." | "-" | "“" | "”" | "\"");
            let particle = matches!(
                text,
                "de" | "van"
                    | "von"
                    | "der"
                    | "bin"
                    | "al"
                    | "el"
                    | "la"
                    | "du"
                    | "ibn"
                    | "den"
                    | "da"
                    | "dos"
            );
            if i > at && (particle || (joint && i == end && (text != "." || self.is_initial(i - 1)))) {
                i += 1;
                continue;
            }
            let listed = self.lexicon.forms.longest_at(self.raw, within, i);
            if token.kind != TokenKind::Word
                || !token.is_capitalised()
                || text.len() < 2 && !self.is_initial(i)
                || listed.is_some_and(|f| f.value.kind != FormKind::Guarded)
                || self.is_function_word(i)
                || self.role_at(i).is_some_and(|r| {
                    !matches!(r.1, RoleKind::Modifier | RoleKind::Thing | RoleKind::Armed) || i == at
                })
            {
                break;
            }
            i += 1;
            end = i;
        }
        end
    }

    fn is_initial(&self, at: usize) -> bool {
        self.text(at).len() == 1 && self.text(at + 1) == "."
    }

    /// Words that are capitalised at the start of a sentence or in titles, and never part of a name.
    fn is_function_word(&self, at: usize) -> bool {
        matches!(
            self.lower(at).as_str(),
            "the"
                | "a"
                | "an"
                | "in"
                | "on"
                | "at"
                | "of"
                | "for"
                | "but"
                | "and"
                | "or"
                | "if"
                | "when"
                | "while"
                | "he"
                | "she"
                | "it"
                | "they"
                | "we"
                | "i"
                | "this"
                | "that"
                | "these"
                | "those"
                | "there"
                | "as"
                | "with"
                | "by"
                | "from"
                | "to"
                | "his"
                | "her"
                | "their"
                | "its"
                | "our"
                | "after"
                | "before"
                | "since"
                | "so"
                | "yet"
                | "what"
                | "who"
                | "how"
                | "why"
                | "where"
                | "not"
                | "no"
                | "both"
                | "all"
                | "some"
                | "many"
                | "most"
                | "under"
                | "over"
                | "during"
                | "last"
                | "next"
                | "one"
                | "two"
                | "also"
                | "monday"
                | "tuesday"
                | "wednesday"
                | "thursday"
                | "friday"
                | "saturday"
                | "sunday"
                | "january"
                | "february"
                | "april"
                | "june"
                | "july"
                | "august"
                | "september"
                | "october"
                | "november"
                | "december"
                | "file"
                | "photo"
                | "according"
                | "meanwhile"
                | "however"
                | "mr"
                | "mrs"
        )
    }

    /// Whether a name follows at `at`: a listed one, or a capitalised word.
    pub fn name_follows(&self, at: usize) -> bool {
        if at >= self.end || !self.tokens[at].is_capitalised() && self.tokens[at].kind != TokenKind::Word {
            return false;
        }
        let listed = self.lexicon.leaders.longest_at(self.raw, &self.tokens[..self.end], at).is_some();
        listed || self.name_end(at) > at
    }

    /// For whom somebody acts by the words behind his name: "X, an analyst at …", "X, Poland's envoy".
    fn apposition(&self, end: usize) -> Option<(Option<u32>, Option<Id>)> {
        if !matches!(self.text(end), "," | "(" | "—" | "–") {
            return None;
        }
        let mut role = None;
        let mut actor = None;
        let (mut private, mut weak) = (false, false);
        let mut at = end + 1;
        let stop = (end + 14).min(self.end);
        while at < stop && !matches!(self.text(at), "," | ")" | ";" | "." | "—") {
            let within = &self.tokens[..self.end];
            let form = self.lexicon.forms.longest_at(self.raw, within, at);
            let found = self.role_at(at);
            if let Some(form) = form
                && form.value.kind != FormKind::Mask
                && found.is_none_or(|r| r.0 <= form.end)
            {
                actor = actor.or(Some(form.value.actor));
                private |= self.judges(form.value.actor);
                at = form.end;
                continue;
            }
            match found {
                Some((next, RoleKind::Head)) => {
                    weak |= role.is_none();
                    role = role.or(Some((at, next)));
                    at = next;
                }
                Some((next, RoleKind::Private | RoleKind::Former)) => {
                    private |= role.is_none();
                    role = role.or(Some((at, next)));
                    at = next;
                }
                Some((next, RoleKind::Office | RoleKind::Official | RoleKind::Body)) => {
                    role = role.or(Some((at, next)));
                    at = next;
                }
                Some((_, RoleKind::Speech)) if role.is_none() => return None,
                _ => at += 1,
            }
        }
        let Some((from, to)) = role else {
            // "X, from a university, said"
            let said = (at + 1..(at + 3).min(self.end)).any(|i| self.is_speech(i));
            return said.then_some((None, None));
        };
        let office: Id = self.span_text(from, to).into();
        let actor = if weak || private { actor } else { actor.or_else(|| self.affiliation(0)) };
        let actor = actor.filter(|&a| !private && !self.judges(a));
        Some((actor, Some(office)))
    }

    /// Whether a verb of saying stands at `at`.
    pub fn is_speech(&self, at: usize) -> bool {
        matches!(self.role_at(at), Some((_, RoleKind::Speech)))
    }

    /// Whether a verb of saying stands right beside the name.
    fn speaks(&self, at: usize, end: usize) -> bool {
        self.is_speech(end) || (at > self.start && self.is_speech(at - 1))
    }

    /// For whom the bearer of an office acts, where only what went before can tell.
    pub fn affiliation(&self, head: u64) -> Option<u32> {
        self.salience.state_for(head, self.lexicon)
    }

    /// An office without a name: the person who was named with it, or the state spoken of.
    pub fn office_alone(&mut self, at: usize, end: usize) {
        let words = self.span_text(at, end).to_lowercase();
        if let Some(seen) = self.salience.holder_of(&words).filter(|_| self.his(at).is_none()) {
            let known = self.salience.persons[seen].clone();
            self.salience.last_person = Some(seen);
            self.mention_person(&known, Via::Description, at, end);
        } else if let Some(actor) = self.salience.state_for(self.tokens[end - 1].key, self.lexicon) {
            let office = self.span_text(at, end).into();
            self.emit(actor, Via::Description, at..end, None, Some(office));
        }
    }
}
