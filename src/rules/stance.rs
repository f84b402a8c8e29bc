//! The stances of the codebook, in the order in which the first that fits is taken.

/// What a holder does towards a security arrangement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// Rejects, rules out, opposes, withdraws.
    Refuse,
    /// Threatens, or warns what will follow.
    Warn,
    /// Wants, needs, asks, urges, insists.
    Demand,
    /// Is bound, promises, agrees, signs.
    Commit,
    /// Is willing or ready, short of a promise.
    Offer,
    /// Puts it forward, or discusses it.
    Propose,
    /// Gives, deploys, delivers, or did.
    Provide,
    /// Broke or failed to honour it; or it failed.
    Breach,
    /// Says what is needed.
    Require,
    /// Says what will come of it.
    Predict,
    /// Judges or characterises it.
    Assess,
}

impl Stance {
    /// All stances, in the codebook's order.
    pub const ALL: [Stance; 11] = [
        Stance::Refuse,
        Stance::Warn,
        Stance::Demand,
        Stance::Commit,
        Stance::Offer,
        Stance::Propose,
        Stance::Provide,
        Stance::Breach,
        Stance::Require,
        Stance::Predict,
        Stance::Assess,
    ];

    /// The codebook's id.
    pub fn id(self) -> &'static str {
        match self {
            Stance::Refuse => "refuse",
            Stance::Warn => "warn",
            Stance::Demand => "demand",
            Stance::Commit => "commit",
            Stance::Offer => "offer",
            Stance::Propose => "propose",
            Stance::Provide => "provide",
            Stance::Breach => "breach",
            Stance::Require => "require",
            Stance::Predict => "predict",
            Stance::Assess => "assess",
        }
    }

    /// The stance with the id `id`.
    pub fn from_id(id: &str) -> Option<Stance> {
        Self::ALL.into_iter().find(|s| s.id() == id)
    }

    /// Whether the stance is a judgement, which the author or a source can hold without being a party.
    pub fn is_judgement(self) -> bool {
        matches!(self, Stance::Assess | Stance::Predict | Stance::Require)
    }
}
