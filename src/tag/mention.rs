//! A mention: a span of a sentence that names an actor, a legal form, a capability, a time or a quantity.
//!
//! A mention says what the words refer to, never what is claimed about it.

use crate::span::Span;
use std::ops::Range;
use std::sync::Arc;

/// An id of the codebook or a finer child of one (`UKR`, `treaty.bilateral`, `air_defence.patriot`).
pub type Id = Arc<str>;

/// How the words of a mention name its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Via {
    /// A proper name: `Ukraine`, `NATO`.
    Name,
    /// A nationality: `Ukrainian`.
    Demonym,
    /// A capital, seat or institution that stands for its state: `Kyiv`, `the Kremlin`.
    Metonym,
    /// A person who acts for the actor: `Zelensky`.
    Person,
    /// A pronoun: `it`, `they`, `we`.
    Pronoun,
    /// A definite description: `the alliance`, `the president`.
    Description,
}

/// What a mention names, by layer.
#[derive(Clone, Debug, PartialEq)]
pub enum Referent {
    /// An actor, and who it was where a person is named.
    Actor {
        /// How it is named.
        via: Via,
        /// Name of the actor, for people to read.
        name: Id,
        /// Full name of the person who acts for the actor.
        person: Option<Id>,
        /// That person's office at the article's date, or as the text gives it.
        office: Option<Id>,
    },
    /// A legal form.
    LegalForm {
        /// Id of the named text, such as the Budapest Memorandum.
        instrument: Option<Id>,
        /// Strength of the form, 0 (unspecified) to 4 (mutual defence).
        strength: u8,
        /// Whether the words only point back to a form named before (`those assurances` does not, `it` does).
        pronoun: bool,
    },
    /// A capability.
    Capability {
        /// Whether the words only point back to a capability named before.
        pronoun: bool,
    },
    /// A time, with its ISO 8601 value where it can be told.
    Time {
        /// Date, month, year or interval.
        value: Option<Id>,
    },
    /// An amount of money, people or things.
    Quantity,
}

/// One mention.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Codebook id, or a finer child; for a time or a quantity the kind (`date`, `duration`, `money`, `number`).
    pub id: Id,
    /// What the words name.
    pub referent: Referent,
    /// Where they stand.
    pub span: Span,
    /// Their tokens, as indices into the article's token list.
    pub tokens: Range<u32>,
    /// Index of the sentence.
    pub sentence: u32,
}

impl Mention {
    /// Whether this is a mention of an actor.
    pub fn is_actor(&self) -> bool {
        matches!(self.referent, Referent::Actor { .. })
    }

    /// Whether this is a mention of a legal form.
    pub fn is_legal_form(&self) -> bool {
        matches!(self.referent, Referent::LegalForm { .. })
    }

    /// Whether this is a mention of a capability.
    pub fn is_capability(&self) -> bool {
        matches!(self.referent, Referent::Capability { .. })
    }
}
