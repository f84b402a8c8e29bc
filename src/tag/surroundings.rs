//! Surroundings: what the words beside a name tell about it.
//!
//! Whether a capital is a mere place, a guarded name somebody else's, a medium a source, an office given up.

use super::actors::Tagger;
use crate::lexicon::RoleKind;
use crate::split::{Shape, TokenKind};

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
    pub fn is_definite(&self, at: usize) -> bool {
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

    /// For whom the last person acts, where "his" or "her" stands before `at`.
    pub fn his(&self, at: usize) -> Option<u32> {
        if !matches!(self.lower(at.wrapping_sub(1)).as_str(), "his" | "her") {
            return None;
        }
        self.salience.persons[self.salience.last_person?].actor
    }

    /// Whether the words are an office in a ministry or government, such as "foreign ministry spokesman".
    pub fn of_state_body(&self, at: usize) -> bool {
        matches!(
            self.lower(at).as_str(),
            "ministry" | "government" | "presidential" | "foreign" | "defence" | "defense"
        )
    }

    pub fn is_possessive(&self, at: usize) -> bool {
        matches!(self.text(at), "'s" | "’s" | "'" | "’")
    }

    /// Whether "of" and an actor follow, so that the words name whom the noun belongs to.
    pub fn of_actor(&self, at: usize) -> bool {
        if !matches!(self.text(at), "of" | "in") {
            return false;
        }
        let next = if self.text(at + 1) == "the" { at + 2 } else { at + 1 };
        next < self.end && self.lexicon.forms.longest_at(self.raw, &self.tokens[..self.end], next).is_some()
    }

    /// Whether a capital at `at..end` is a mere place.
    pub fn is_place(&self, at: usize, end: usize) -> bool {
        let before = if at > self.start { self.lower(at - 1) } else { String::new() };
        let role_before = if at >= self.start + 2 { self.role_at(at - 2).map(|r| r.1) } else { None };
        match before.as_str() {
            // "authorities in Kyiv" are a government, "talks in Kyiv" are not
            "in" => {
                let seat = at >= self.start + 2 && matches!(self.text(at - 2), "power" | "those");
                return !seat && !matches!(role_before, Some(RoleKind::Body | RoleKind::People));
            }
            "at" | "near" | "outside" | "around" | "across" | "over" | "into" | "inside" | "capital"
            | "through" | "central" | "via" | "throughout" | "visited" | "visiting" | "visits" | "visit"
            | "left" | "leaving" => return true,
            "to" if matches!(role_before, Some(RoleKind::Motion | RoleKind::Official)) => return true,
            _ => {}
        }
        let next = self.lower(end);
        if matches!(self.role_at(end), Some((_, RoleKind::Site | RoleKind::Thing)))
            || (next == "-" && self.lower(end + 1) == "based")
        {
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
        at == self.start && (next == "(" || (self.tokens[at].shape == Shape::Upper && next == ","))
    }

    /// Whether a guarded name at `at..end` belongs to somebody or something else.
    pub fn is_other_name(&self, at: usize, end: usize, actor: u32) -> bool {
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
        let before = at > self.start
            && strange(at - 1)
            && (at > self.start + 1 || self.lexicon.leaders.is_given(self.tokens[at - 1].key));
        before || (strange(end) && self.lexicon.leaders.is_given(self.tokens[at].key))
    }

    /// Whether something is attributed to the name at `at..end`.
    pub fn is_source(&self, at: usize, end: usize) -> bool {
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

    pub fn is_former(&self, from: usize, to: usize) -> bool {
        (from..to)
            .any(|i| matches!(self.role_at(i), Some((_, RoleKind::Former))) || self.lower(i) == "former")
    }
}
