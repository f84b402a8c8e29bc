//! claimwright reads scraped news articles and writes structured claims: who demands, offers, promises, refuses
//! or doubts which security arrangement, on which condition, and who says so.
//!
//! An article goes through the rooms in this order: [`read`] decodes it, [`clean`] cuts it into blocks and drops
//! clutter, [`dedupe`] finds copies of it, [`split`] cuts tokens, sentences and quotations, [`tag`] finds what the
//! words name, [`claim`] reads clauses and lets the [`rules`] speak, [`write`](mod@write) makes the records. What the words
//! mean is data: the [`lexicon`] and the [`rules`], together [`rules::Knowledge`]. [`pipeline`] takes one
//! article, or a corpus on all cores, through all of it; [`eval`], [`check`], [`audit`] and [`report`] look at what came out.
//! Nothing but [`cli`] prints, and the same articles and knowledge always give the same records.
//!
//! # Example
//!
//! The claims of one text:
//!
//! ```
//! use claimwright::pipeline::{Origin, extract};
//! use claimwright::read::{Item, Limits, open_reader};
//! use claimwright::rules::Knowledge;
//!
//! let text = "Norway pledged to send Ukraine two air defence batteries.";
//! let knowledge = Knowledge::embedded();
//! for item in open_reader(text.as_bytes(), "norway.txt", None, &Limits::default()) {
//!     let Item::Article(article) = item else { continue };
//!     let found = extract(&article, &knowledge, Origin::default());
//!     let claim = &found.claims[0];
//!     assert_eq!(claim.stance, "commit");
//!     assert_eq!(claim.holders[0].id, "NOR");
//!     assert_eq!(claim.beneficiaries[0].id, "UKR");
//!     assert_eq!(claim.capabilities[0].id, "air_defence");
//!     assert_eq!(&article.text[..6], claim.holders[0].text);
//! }
//! ```
#![deny(missing_docs)]

pub mod audit;
pub mod check;
pub mod claim;
pub mod clean;
pub mod cli;
pub mod dedupe;
pub mod diagnostic;
pub mod error;
pub mod eval;
pub mod lexicon;
pub mod pipeline;
pub mod read;
pub mod report;
pub mod rules;
pub mod span;
pub mod split;
pub mod tag;
pub mod write;
