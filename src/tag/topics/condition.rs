//! Conditions: whether the words around a phrase let it name its topic.

use super::{Pass, phrase_bounds};
use crate::lexicon::topics::grammar::Closed;
use crate::lexicon::topics::{Guard, Words};
use crate::split::{Token, TokenKind};

/// How far behind a phrase `followed_by` looks, in tokens.
const BEHIND: usize = 10;
/// How far to either side `needs` and `unless` look, in tokens.
const AROUND: usize = 40;
/// Most words between a modifier and its head.
const BETWEEN: usize = 4;
/// The same across a comma or `and`: `military and economic aid`.
const BETWEEN_JOINED: usize = 2;
/// Most tokens of a phrase that stands directly before another.
const BEFORE: usize = 5;

impl Pass<'_> {
    /// Whether condition `guard` holds for the phrase `at..end`; gives where the mention begins.
    pub(super) fn holds(&mut self, guard: u32, tokens: &[Token], at: usize, end: usize) -> Option<usize> {
        let index = guard;
        let guard = self.lexicon.guard(index);
        let start =
            if guard.modified_by.is_empty() { at } else { self.modifier(&guard.modified_by, tokens, at)? };
        if guard.noun && !self.is_noun(tokens, at, end) {
            return None;
        }
        if !guard.preceded_by.is_empty() && !self.precedes(&guard.preceded_by, tokens, at) {
            return None;
        }
        if !guard.not_preceded_by.is_empty() && self.precedes(&guard.not_preceded_by, tokens, at) {
            return None;
        }
        let behind = skip_joints(self.raw, tokens, end);
        if !guard.not_followed_by.is_empty()
            && behind < tokens.len()
            && guard.not_followed_by.longest_at(self.raw, tokens, behind).is_some()
        {
            return None;
        }
        if !guard.followed_by.is_empty() && !self.within(&guard.followed_by, tokens, end, end + BEHIND) {
            return None;
        }
        let (from, to) = (at.saturating_sub(AROUND), end + AROUND);
        if !guard.needs.is_empty() && !self.within(&guard.needs, tokens, from, to) {
            return None;
        }
        if !guard.unless.is_empty() && self.within(&guard.unless, tokens, from, to) {
            return None;
        }
        (guard.article.is_empty() || self.in_article(index, guard)).then_some(start)
    }

    /// The nearest of the modifiers that stand before `at` in its noun phrase, if it is near enough.
    fn modifier(&self, words: &Words, tokens: &[Token], at: usize) -> Option<usize> {
        // A possessive or an article stands just outside: `its army`, `no troops`.
        let floor = phrase_bounds::start(self.raw, self.lexicon, tokens, at).saturating_sub(1);
        let (mut between, mut joined) = (0, false);
        for i in (floor..at).rev() {
            let found = words.all_at(self.raw, tokens, i).find(|f| f.end <= at);
            if let Some(found) = found {
                let own = (i..found.end).filter(|&k| tokens[k].kind != TokenKind::Mark).count() - 1;
                // Across `and` only adjectives are shared, so that the join stands directly behind this one.
                if joined && !self.joins(&tokens[found.end]) && !self.joins(&tokens[found.end - 1]) {
                    return None;
                }
                let limit = if joined { BETWEEN_JOINED } else { BETWEEN };
                return (between <= limit + own).then_some(i);
            }
            match tokens[i].kind {
                TokenKind::Mark if tokens[i].is_hyphen(self.raw) => {}
                TokenKind::Mark => joined |= tokens[i].text(self.raw) == ",",
                _ if self.lexicon.closed(&tokens[i]) == Some(Closed::Conjunction) => joined = true,
                _ => between += 1,
            }
        }
        None
    }

    fn joins(&self, token: &Token) -> bool {
        token.text(self.raw) == "," || self.lexicon.closed(token) == Some(Closed::Conjunction)
    }

    fn precedes(&self, words: &Words, tokens: &[Token], at: usize) -> bool {
        (at.saturating_sub(BEFORE)..at)
            .any(|i| words.all_at(self.raw, tokens, i).any(|f| skip_joints(self.raw, tokens, f.end) == at))
    }

    fn within(&self, words: &Words, tokens: &[Token], from: usize, to: usize) -> bool {
        (from..to.min(tokens.len())).any(|i| words.longest_at(self.raw, tokens, i).is_some())
    }

    fn in_article(&mut self, index: u32, guard: &Guard) -> bool {
        if self.article.len() <= index as usize {
            self.article.resize(index as usize + 1, None);
        }
        if let Some(known) = self.article[index as usize] {
            return known;
        }
        let holds = self.within(&guard.article, &self.split.tokens, 0, self.split.tokens.len());
        self.article[index as usize] = Some(holds);
        holds
    }

    /// Whether the word before and the word behind let `at..end` be a noun.
    fn is_noun(&self, tokens: &[Token], at: usize, end: usize) -> bool {
        let before = at.checked_sub(1).map(|i| &tokens[i]);
        let class = before.and_then(|t| self.lexicon.closed(t));
        let behind = tokens.get(end).and_then(|t| self.lexicon.closed(t));
        let object = matches!(behind, Some(Closed::Definite | Closed::Indefinite | Closed::Possessive));
        match class {
            Some(Closed::Subject | Closed::Auxiliary) => false,
            Some(_) => true,
            // `Russia promised the …`: without an article, what stands before it is a subject.
            None if object => {
                before.is_none_or(|t| t.kind != TokenKind::Word && !t.is_hyphen(self.raw))
                    || phrase_bounds::determiner(self.raw, self.lexicon, tokens, at).is_some()
            }
            None => !self.has_subject(tokens, at, end),
        }
    }

    /// Whether `at..end` reads as a verb with an object and no article: `both nations pledge troops`, `it also promises aid`.
    fn has_subject(&self, tokens: &[Token], at: usize, end: usize) -> bool {
        let open = |t: &Token| t.kind == TokenKind::Word && self.lexicon.closed(t).is_none();
        let adverb = |t: &Token| ADVERBS.contains(&t.text(self.raw)) || t.text(self.raw).ends_with("ly");
        let from = (0..at).rev().find(|&i| !adverb(&tokens[i])).map_or(0, |i| i + 1);
        let Some(subject) = from.checked_sub(1).map(|i| &tokens[i]) else { return false };
        if from < at && self.lexicon.closed(subject) == Some(Closed::Subject) {
            return true;
        }
        let name = subject.is_capitalised() || subject.text(self.raw).ends_with('s');
        let object = tokens.get(end).is_some_and(|t| open(t) || t.kind == TokenKind::Number);
        open(subject)
            && name
            && object
            && phrase_bounds::determiner(self.raw, self.lexicon, tokens, at).is_none()
    }
}

/// Adverbs that may stand between a subject and its verb; those in *-ly* are told by their ending.
const ADVERBS: [&str; 8] = ["also", "again", "now", "never", "still", "even", "always", "often"];

fn skip_joints(raw: &str, tokens: &[Token], mut at: usize) -> usize {
    while at < tokens.len() && tokens[at].is_hyphen(raw) {
        at += 1;
    }
    at
}
