//! Ids as they are compared: finer ids at the codebook's, people by family name.

use std::collections::BTreeSet;

/// The codebook's legal forms.
pub(super) const LEGAL_FORMS: &[&str] = &[
    "guarantee",
    "assurance",
    "declaration",
    "memorandum",
    "consultation",
    "agreement",
    "agreement.bilateral",
    "agreement.multilateral",
    "ceasefire",
    "peace_settlement",
    "neutrality",
    "un_mandate",
    "legislation",
    "ratification",
    "binding_commitment",
    "treaty",
    "treaty.bilateral",
    "treaty.multilateral",
    "article5_like",
    "collective_defence",
    "membership",
];

/// The codebook's capabilities.
pub(super) const CAPABILITIES: &[&str] = &[
    "military_aid",
    "arms",
    "air_defence",
    "air_power",
    "airspace",
    "long_range_strike",
    "drones",
    "troops",
    "multinational_force",
    "monitoring",
    "border_security",
    "maritime",
    "demining",
    "cyber",
    "space",
    "intelligence",
    "training",
    "logistics",
    "armed_forces",
    "defence_industry",
    "financing",
    "reconstruction",
    "humanitarian",
    "sanctions",
    "military_response",
    "nuclear",
    "deterrence",
    "command",
    "infrastructure",
    "territory",
];

/// What an id names, as far as comparing goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layer {
    Actor,
    LegalForm,
    Capability,
}

/// The id under which `id` is compared.
pub(super) fn coded(id: &str, layer: Layer) -> String {
    match layer {
        Layer::Actor => coded_actor(id),
        Layer::LegalForm => coded_in(id, LEGAL_FORMS).to_owned(),
        Layer::Capability => coded_in(id, CAPABILITIES).to_owned(),
    }
}

/// All of `ids`, as they are compared.
pub(super) fn coded_all<'i>(ids: impl IntoIterator<Item = &'i str>, layer: Layer) -> BTreeSet<String> {
    ids.into_iter().filter(|id| !id.is_empty()).map(|id| coded(id, layer)).collect()
}

/// `id` or the nearest of its parents that `inventory` holds, else `id` itself.
fn coded_in<'i>(id: &'i str, inventory: &[&str]) -> &'i str {
    let mut parent = id;
    while !inventory.contains(&parent) {
        match parent.rsplit_once('.') {
            Some((shorter, _)) => parent = shorter,
            None => return id,
        }
    }
    parent
}

fn coded_actor(id: &str) -> String {
    if let Some(person) = id.strip_prefix("person:") {
        let spaced = person.replace('_', " ");
        return match spaced.split_whitespace().next_back() {
            Some(family) => format!("person:{}", family.to_lowercase()),
            None => id.to_owned(),
        };
    }
    if id.starts_with("org:") { id.to_lowercase() } else { id.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_compared_as_the_codebook_says() {
        let cases = [
            ("treaty.bilateral.strict", Layer::LegalForm, "treaty.bilateral"),
            ("treaty.other", Layer::LegalForm, "treaty"),
            ("air_defence.patriot", Layer::Capability, "air_defence"),
            ("unheard.of", Layer::Capability, "unheard.of"),
            ("treaty.x", Layer::Capability, "treaty.x"),
            ("person:Ola Berg", Layer::Actor, "person:berg"),
            ("person:Ola_Berg", Layer::Actor, "person:berg"),
            ("person: ", Layer::Actor, "person: "),
            ("person:_", Layer::Actor, "person:_"),
            ("org:The Institute", Layer::Actor, "org:the institute"),
            ("UKR", Layer::Actor, "UKR"),
        ];
        for (id, layer, expected) in cases {
            assert_eq!(coded(id, layer), expected, "{id}");
        }
        assert_eq!(coded_all(["", "UKR", "UKR"], Layer::Actor).len(), 1);
    }
}
