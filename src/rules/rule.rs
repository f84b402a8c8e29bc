//! A rule: a cue or a shape of clause, the stance it carries, and where its parts stand.
//!
//! A rule is data. It says nothing about one text; the words it looks for are lemmas, the places it
//! names are those of the shallow reading (subject, object, `to`-phrase).

use super::stance::Stance;

/// What a rule concludes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A claim with this stance.
    Claim(Stance),
    /// No claim: the clause reports something else, a battle or a visit.
    NoClaim,
}

/// The kind of word a cue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CueKind {
    /// A verb, perhaps with a particle.
    Verb,
    /// A noun.
    Noun,
    /// An adjective or participle behind *be*.
    Adjective,
    /// A fixed phrase.
    Phrase,
    /// A regular expression over the sentence.
    Pattern,
}

/// The keys of a rule's table that hold its cues, with the kind each one names.
pub const CUE_KEYS: [(&str, CueKind); 5] = [
    ("verb", CueKind::Verb),
    ("noun", CueKind::Noun),
    ("adjective", CueKind::Adjective),
    ("phrase", CueKind::Phrase),
    ("pattern", CueKind::Pattern),
];

impl CueKind {
    /// The key under which a rule file lists cues of this kind.
    pub fn id(self) -> &'static str {
        match self {
            CueKind::Verb => "verb",
            CueKind::Noun => "noun",
            CueKind::Adjective => "adjective",
            CueKind::Phrase => "phrase",
            CueKind::Pattern => "pattern",
        }
    }
}

/// A place in the clause from which an argument is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The subject.
    Subject,
    /// The subject of a passive verb: the troops' own state in `British troops are based`.
    PassiveSubject,
    /// The object, or the first of two.
    Object,
    /// The first of two objects, of the verb or of the infinitive behind it: `pledged to send Ukraine two batteries`.
    IndirectObject,
    /// The `by`-phrase.
    Agent,
    /// Who owns the noun: `Britain's pledge`, `the refusal by Hungary`.
    Possessor,
    /// Who owns the noun behind *of* or *from*: `the pledge of France`, `assurances from Russia`.
    OwnerBehind,
    /// The subject of the infinitive: `urged Poland to`.
    InfinitiveSubject,
    /// The phrase behind a preposition.
    Phrase(&'static str),
    /// Nobody: the stance is the article's own, or nobody is named.
    Nobody,
}

/// The slots that a rule file may name.
pub const SLOTS: [(&str, Slot); 18] = [
    ("passive-subject", Slot::PassiveSubject),
    ("subject", Slot::Subject),
    ("object", Slot::Object),
    ("indirect-object", Slot::IndirectObject),
    ("agent", Slot::Agent),
    ("possessor", Slot::Possessor),
    ("owner-behind", Slot::OwnerBehind),
    ("infinitive-subject", Slot::InfinitiveSubject),
    ("to-phrase", Slot::Phrase("to")),
    ("for-phrase", Slot::Phrase("for")),
    ("on-phrase", Slot::Phrase("on")),
    ("of-phrase", Slot::Phrase("of")),
    ("with-phrase", Slot::Phrase("with")),
    ("from-phrase", Slot::Phrase("from")),
    ("against-phrase", Slot::Phrase("against")),
    ("in-phrase", Slot::Phrase("in")),
    ("between-phrase", Slot::Phrase("between")),
    ("nobody", Slot::Nobody),
];

/// What the subject must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubjectKind {
    /// An actor.
    Actor,
    /// Something else, or nothing.
    Thing,
}

/// What must stand behind the cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Complement {
    /// An infinitive with *to*.
    Infinitive,
    /// A clause.
    Clause,
    /// A noun phrase.
    Object,
    /// A phrase that says where.
    Place,
    /// A clause with *could*, *should* or *would*.
    ModalClause,
}

/// What legal form or capability a rule asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TopicPlace {
    /// One of either in the subject.
    Subject,
    /// A legal form in the subject.
    SubjectForm,
    /// A legal form anywhere in the clause.
    LegalForm,
    /// A capability anywhere in the clause.
    Capability,
}

/// An example of a rule: a text, and the claims it must give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// The claims expected; none for a refused example.
    pub claims: Vec<ExpectedClaim>,
    /// Why a refused text gives no claim of this rule.
    pub why: Option<String>,
    /// Byte range in the rule file.
    pub span: std::ops::Range<usize>,
}

/// A claim that an example expects; parts that are not written are not compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExpectedClaim {
    /// Ids of the holders.
    pub holders: Option<Vec<String>>,
    /// Ids of the beneficiaries.
    pub beneficiaries: Option<Vec<String>>,
    /// Ids of the addressees.
    pub addressees: Option<Vec<String>>,
    /// Ids of the legal forms.
    pub legal_forms: Option<Vec<String>>,
    /// Ids of the capabilities.
    pub capabilities: Option<Vec<String>>,
    /// `affirmed` or `negated`.
    pub polarity: Option<String>,
    /// Modality.
    pub modality: Option<String>,
}

/// One rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Its name, unique over all rules.
    pub name: String,
    /// What it says about English, in a sentence.
    pub doc: String,
    /// The file it stands in.
    pub file: String,
    /// What it concludes.
    pub outcome: Outcome,
    /// What it concludes where the verb is denied, if not the same stance with negated polarity.
    pub denial: Option<Outcome>,
    /// What it concludes where a party to the matter says so in its own voice.
    pub party: Option<Outcome>,
    /// Kind of its cue; `None` for a rule on the shape of the clause alone.
    pub cue: Option<CueKind>,
    /// The cue words as written.
    pub cues: Vec<String>,
    /// Whose stance it is.
    pub holder: Vec<Slot>,
    /// Who is asked or told.
    pub addressee: Vec<Slot>,
    /// Who is to be protected or helped.
    pub beneficiary: Vec<Slot>,
    /// Against whom.
    pub adversary: Vec<Slot>,
    /// Who says so, where the cue itself reports: "calls the pact a fraud".
    pub source: Vec<Slot>,
    /// What the subject must be.
    pub subject: Option<SubjectKind>,
    /// Which modals it takes (`none` for no modal); empty for any.
    pub modal: Vec<String>,
    /// What must stand behind the cue; empty for anything.
    pub complement: Vec<Complement>,
    /// Whether the verb must be passive or active.
    pub passive: Option<bool>,
    /// Whether the verb must speak of the past.
    pub past: Option<bool>,
    /// Whether the verb must be denied.
    pub negated: Option<bool>,
    /// Whether the verb must be one of giving.
    pub giving: Option<bool>,
    /// Where, and of which layer, a legal form or capability must stand.
    pub topic: Option<TopicPlace>,
    /// Whether the rule gives way to a cue in the infinitive behind it: `plans to oppose`.
    pub yields: bool,
    /// Whether any other rule that fits goes before it: its cues say little.
    pub fallback: bool,
    /// Whether the claim's polarity is negated by the cue itself.
    pub negates: bool,
    /// The claim's modality where the rule fixes it.
    pub modality: Option<String>,
    /// How sure the rule is, 0 to 1, measured on gold.
    pub confidence: f64,
    /// Texts it must find.
    pub accepts: Vec<Example>,
    /// Texts it must leave alone.
    pub refuses: Vec<Example>,
}

impl Rule {
    /// How many things the rule asks of a clause: the more, the more specific it is.
    pub fn conditions(&self) -> usize {
        usize::from(self.subject.is_some())
            + usize::from(!self.modal.is_empty())
            + usize::from(!self.complement.is_empty())
            + usize::from(self.passive.is_some())
            + usize::from(self.past.is_some())
            + usize::from(self.negated.is_some())
            + usize::from(self.giving.is_some())
            + usize::from(self.topic.is_some())
    }
}
