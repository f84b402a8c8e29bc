//! Closed-class words of English that bound a noun phrase: grammar, not lexicon.

use crate::lexicon::KeyMap;
use crate::split::word_key;

/// What a closed-class word does to the noun phrase beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// `and`, `or`: joins two heads or two modifiers.
    Conjunction,
    /// `the`, `that`: what follows is known already.
    Definite,
    /// `this`, `those`, `such`: points back.
    Demonstrative,
    /// `a`, `any`, `no`: what follows is new.
    Indefinite,
    /// `his`, `their`: known by its owner.
    Possessive,
    /// `he`, `they`, `who`: the subject of a verb.
    Subject,
    /// `will`, `could`, `to`: a verb follows.
    Auxiliary,
    /// `of`, `with`, and other words at which a noun phrase ends.
    Preposition,
    /// `is`, `has`, `said`: verbs too frequent to stand inside a noun phrase.
    Verb,
}

const WORDS: [(Closed, &str); 9] = [
    (Closed::Conjunction, "and or nor"),
    (Closed::Definite, "the"),
    (Closed::Demonstrative, "this that these those such"),
    (Closed::Indefinite, "a an any no some another every each"),
    (Closed::Possessive, "his her its their our your my"),
    (Closed::Subject, "i he she it we they you who which"),
    (
        Closed::Auxiliary,
        "will would can could may might must shall should to 'll 'd cannot did do does not n't",
    ),
    (
        Closed::Preposition,
        "of in on at by for from with without into over under between among about against after before during \
         since until through across towards toward upon within despite if as than because while when where \
         whether but so although though unless once per via including like",
    ),
    (
        Closed::Verb,
        "is are was were be been being has have had having said says say told tells saying makes made make \
         seeks seek sought wants want wanted",
    ),
];

/// Builds the table of closed-class words.
pub fn closed_class() -> KeyMap<Closed> {
    WORDS.iter().flat_map(|(class, words)| words.split_whitespace().map(|w| (word_key(w), *class))).collect()
}
