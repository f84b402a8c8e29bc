//! The manner of reading: what the user says about the articles of an input beyond its path.
//!
//! It is not about which files are read; that is [`Selection`](super::Selection).

use super::field::Fields;

/// What the user says about the articles of an input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// Which keys hold the fields of an article.
    pub fields: Fields,
    /// Whether articles in other languages than English are read too.
    pub any_language: bool,
}
