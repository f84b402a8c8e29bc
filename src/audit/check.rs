//! A check: one question that an audit asks of an output, with its name and how bad a bad answer is.

/// How bad a bad answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The question is not asked.
    Off,
    /// It is told.
    Warning,
    /// It fails the audit.
    Error,
}

impl Level {
    /// All levels, by name.
    pub const NAMES: [(&'static str, Level); 3] =
        [("off", Level::Off), ("warning", Level::Warning), ("error", Level::Error)];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Level::Off => "off",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

macro_rules! checks {
    ($($name:ident $id:literal $level:ident $means:literal,)*) => {
        /// A question.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Check {
            $(#[doc = $means] $name,)*
        }

        impl Check {
            /// All of them, in the order in which they are asked.
            pub const ALL: &'static [Check] = &[$(Check::$name,)*];

            /// Its name in policies and reports.
            pub fn id(self) -> &'static str {
                match self { $(Check::$name => $id,)* }
            }

            /// How bad a bad answer is, where the policy does not say.
            pub fn default_level(self) -> Level {
                match self { $(Check::$name => Level::$level,)* }
            }

            /// What it asks for, as a sentence.
            pub fn means(self) -> &'static str {
                match self { $(Check::$name => $means,)* }
            }
        }
    };
}

checks! {
    FileMissing "file-missing" Error "All files of a run are there.",
    RunUnfinished "run-unfinished" Error "No part of a run that was not finished is left.",
    LineJson "line-json" Error "Each line is one JSON object.",
    RecordSchema "record-schema" Error "Each record keeps to its JSON Schema.",
    DocumentIdRepeated "document-id-repeated" Error "Each article has an id of its own.",
    ClaimIdRepeated "claim-id-repeated" Error "Each claim has an id of its own.",
    ClaimIdWrong "claim-id-wrong" Error "The id of a claim is the hash of its content.",
    DuplicateOf "duplicate-of" Error "A copy names an article that is there, how it relates to it, and how near it is.",
    BlockRole "block-role" Error "A dropped block has its reason, a duplicate the block that survives in its stead.",
    SentenceBlock "sentence-block" Error "A sentence is counted from 0 and stands in a block that was kept.",
    MentionLayer "mention-layer" Error "A mention has the keys of its layer and stands in its sentence.",
    OffsetOrder "offset-order" Error "Blocks, sentences and mentions stand in the order of the text.",
    OffsetText "offset-text" Error "The words at an offset are those that the record gives.",
    RawMissing "raw-missing" Warning "The raw text of each article is at hand (with --raw).",
    RawText "raw-text" Error "The blocks stand in the raw text where the record says (with --raw).",
    ClaimDocument "claim-document" Error "The article of a claim is there.",
    ClaimCopied "claim-copied" Error "A claim gives address, site, title and date as its article does.",
    ClaimSentence "claim-sentence" Error "The sentence of a claim is one of its article.",
    ClaimMention "claim-mention" Error "Actors, forms and capabilities of a claim are mentions of its article.",
    SameAs "same-as" Error "A repeated claim names a claim that is there and is no repeat itself.",
    KnowledgeMixed "knowledge-mixed" Error "All claims come from one state of lexicon and rules.",
    RunCounts "run-counts" Error "run.json counts what the files hold.",
    NothingThere "nothing-there" Warning "The run read at least one article.",
    Rejects "rejects" Error "The share of input that gave no article is within bounds.",
    DroppedBlocks "dropped-blocks" Warning "The share of dropped blocks is within bounds.",
    ClaimsPerArticle "claims-per-article" Warning "The number of claims in an article is within bounds, by quantile.",
    WithoutHolder "without-holder" Warning "The share of claims without a holder is within bounds.",
    UnresolvedNames "unresolved-names" Warning "The share of persons that no list knows is within bounds.",
    TermsOfOffice "terms-of-office" Warning "The terms of office known are as fresh as the articles.",
    DriftRejects "drift-rejects" Warning "The share of rejects is near that of the baseline.",
    DriftDroppedBlocks "drift-dropped-blocks" Warning "The share of dropped blocks is near that of the baseline.",
    DriftClaims "drift-claims-per-article" Warning "The mean number of claims in an article is near that of the baseline.",
    DriftWithoutHolder "drift-without-holder" Warning "The share of claims without a holder is near that of the baseline.",
    DriftStances "drift-stances" Warning "The shares of stances are near those of the baseline.",
    DriftRules "drift-rules" Warning "The shares of rules are near those of the baseline.",
    DriftHolders "drift-holders" Warning "The shares of holders are near those of the baseline.",
}

impl Check {
    /// The check of this name.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|c| c.id() == id)
    }
}
