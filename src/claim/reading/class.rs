//! The classes that words of a sentence fall into. It is not what a word may be (that is the lexicon's).

/// The form of a full verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `give`
    Base,
    /// `gives`
    Third,
    /// `gave`
    Past,
    /// `given`
    PastParticiple,
    /// `giving`
    PresentParticiple,
}

/// The class of a word in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Article, demonstrative or possessive before a noun.
    Determiner,
    /// Preposition.
    Preposition,
    /// `and`, `or`, `but`.
    Coordinator,
    /// `if`, `because`, `that` before a clause.
    Subordinator,
    /// `which`, `who`, `that` behind a noun.
    Relative,
    /// Pronoun standing alone.
    Pronoun,
    /// Form of *be*.
    Be,
    /// Form of *have* as an auxiliary or full verb.
    Have,
    /// Form of *do*.
    Do,
    /// Modal verb.
    Modal,
    /// `to` before an infinitive.
    To,
    /// `not`, `never`.
    Negation,
    /// Adverb.
    Adverb,
    /// Full verb.
    Verb(Form),
    /// Adjective, or a participle used as one.
    Adjective,
    /// Common noun.
    Noun,
    /// Proper noun.
    Name,
    /// Number.
    Number,
    /// Possessive `'s` or apostrophe.
    Possessive,
    /// Comma.
    Comma,
    /// Semicolon.
    Semicolon,
    /// Colon.
    Colon,
    /// Dash between blanks, or an em dash.
    Dash,
    /// Hyphen inside a compound.
    Joint,
    /// Opening or closing bracket.
    Bracket,
    /// Quotation mark.
    Quote,
    /// Full stop, question or exclamation mark, ellipsis.
    Stop,
    /// Anything else.
    Other,
}

impl Class {
    /// Whether the word can be part of a noun phrase's core.
    pub fn is_nominal(self) -> bool {
        matches!(self, Class::Noun | Class::Name | Class::Pronoun | Class::Number)
    }

    /// Whether the word is an auxiliary or a full verb.
    pub fn is_verbal(self) -> bool {
        matches!(self, Class::Be | Class::Have | Class::Do | Class::Modal | Class::Verb(_))
    }
}
