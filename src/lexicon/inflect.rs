//! Regular English inflection: the forms of a verb or noun from its lemma.
//!
//! British and American doubling are both made (`signalled`, `signaled`); a form that does not exist
//! in print does no harm, since it is never met.

/// The regular forms of a verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbForms {
    /// Third person singular: `pledges`.
    pub third: String,
    /// Past and past participle: `pledged`.
    pub past: Vec<String>,
    /// Present participle: `pledging`.
    pub present_participle: Vec<String>,
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// The form with `-s`, for nouns and verbs alike.
///
/// ```
/// use claimwright::lexicon::inflect::with_s;
/// assert_eq!((with_s("treaty"), with_s("push"), with_s("pledge")), ("treaties".into(), "pushes".into(), "pledges".into()));
/// ```
pub fn with_s(lemma: &str) -> String {
    let bytes = lemma.as_bytes();
    let n = bytes.len();
    if n > 1 && bytes[n - 1] == b'y' && !is_vowel(bytes[n - 2]) {
        return format!("{}ies", &lemma[..n - 1]);
    }
    if ["s", "x", "z", "ch", "sh"].iter().any(|e| lemma.ends_with(e)) || (lemma.ends_with('o') && n > 2) {
        return format!("{lemma}es");
    }
    format!("{lemma}s")
}

/// The regular forms of the verb `lemma`.
///
/// ```
/// use claimwright::lexicon::inflect::verb_forms;
/// assert_eq!(verb_forms("commit").past, ["committed", "commited"]);
/// assert_eq!(verb_forms("deny").third, "denies");
/// ```
pub fn verb_forms(lemma: &str) -> VerbForms {
    let bytes = lemma.as_bytes();
    let n = bytes.len();
    let third = with_s(lemma);
    if lemma.ends_with("ee") || lemma.ends_with("oe") || lemma.ends_with("ye") {
        return VerbForms {
            third,
            past: vec![format!("{lemma}d")],
            present_participle: vec![format!("{lemma}ing")],
        };
    }
    if let Some(stem) = lemma.strip_suffix("ie") {
        return VerbForms {
            third,
            past: vec![format!("{lemma}d")],
            present_participle: vec![format!("{stem}ying")],
        };
    }
    if let Some(stem) = lemma.strip_suffix('e') {
        return VerbForms {
            third,
            past: vec![format!("{lemma}d")],
            present_participle: vec![format!("{stem}ing")],
        };
    }
    if n > 1 && bytes[n - 1] == b'y' && !is_vowel(bytes[n - 2]) {
        let past = vec![format!("{}ied", &lemma[..n - 1])];
        return VerbForms { third, past, present_participle: vec![format!("{lemma}ing")] };
    }
    let doubles = n > 2
        && !is_vowel(bytes[n - 1])
        && !matches!(bytes[n - 1], b'w' | b'x' | b'y' | b'h')
        && is_vowel(bytes[n - 2])
        && !is_vowel(bytes[n - 3]);
    let doubles = doubles || (n > 3 && bytes[n - 1] == b'l' && is_vowel(bytes[n - 2]));
    let mut past = vec![format!("{lemma}ed")];
    let mut present_participle = vec![format!("{lemma}ing")];
    if doubles {
        let last = bytes[n - 1] as char;
        past.insert(0, format!("{lemma}{last}ed"));
        present_participle.insert(0, format!("{lemma}{last}ing"));
    }
    VerbForms { third, past, present_participle }
}
