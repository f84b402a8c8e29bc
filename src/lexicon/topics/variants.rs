//! Variants of a listed phrase: what the data writes once and a text may write in several ways.
//!
//! `{a,b}` stands for either, `word*` for the forms of a regular verb; plurals of the last word and
//! the other side's spelling (`defence`, `defense`) are added. Irregular verbs are listed as braces.

/// Most ways that one listed phrase may stand for; what lies beyond is a mistake in the data.
pub const LIMIT: usize = 2048;

/// Part of a word in British and in American spelling.
const SPELLINGS: [(&str, &str); 13] = [
    ("defence", "defense"),
    ("offence", "offense"),
    ("armour", "armor"),
    ("harbour", "harbor"),
    ("honour", "honor"),
    ("neighbour", "neighbor"),
    ("manoeuvre", "maneuver"),
    ("programme", "program"),
    ("refuelling", "refueling"),
    ("ise", "ize"),
    ("isi", "izi"),
    ("isa", "iza"),
    ("licence", "license"),
];

/// All ways to write `phrase`, the listed one first; `None` where braces do not match or there are more than [`LIMIT`].
pub fn variants(phrase: &str, plural: bool) -> Option<Vec<String>> {
    let mut all = vec![String::new()];
    for word in words(phrase)? {
        let ways = word_ways(&word);
        if all.len() * ways.len() > LIMIT {
            return None;
        }
        all = all
            .iter()
            .flat_map(|head| {
                ways.iter().map(move |way| match (head.is_empty(), way.is_empty()) {
                    (true, _) => way.clone(),
                    (_, true) => head.clone(),
                    _ => format!("{head} {way}"),
                })
            })
            .collect();
    }
    if plural {
        let mut plurals: Vec<String> = all.iter().filter_map(|p| pluralised(p)).collect();
        // `statements of intent`: the head stands before `of`.
        plurals.extend(all.iter().filter_map(|phrase| {
            let (head, rest) = phrase.split_once(" of ")?;
            Some(format!("{} of {rest}", pluralised(head)?))
        }));
        all.extend(plurals);
    }
    let other: Vec<String> = all.iter().flat_map(|p| respelled(p)).collect();
    all.extend(other);
    let mut seen = std::collections::HashSet::new();
    all.retain(|p| !p.is_empty() && seen.insert(p.clone()));
    (all.len() <= LIMIT).then_some(all)
}

/// The words of a phrase; blanks inside braces do not part.
fn words(phrase: &str) -> Option<Vec<String>> {
    let mut words = vec![String::new()];
    let mut inside = false;
    for c in phrase.chars() {
        match c {
            '{' if inside => return None,
            '}' if !inside => return None,
            ' ' if !inside => {
                words.push(String::new());
                continue;
            }
            '{' => inside = true,
            '}' => inside = false,
            _ => {}
        }
        words.last_mut()?.push(c);
    }
    (!inside).then_some(words)
}

fn word_ways(word: &str) -> Vec<String> {
    if let (Some(open), Some(close)) = (word.find('{'), word.find('}')) {
        let (head, tail) = (&word[..open], &word[close + 1..]);
        return word[open + 1..close]
            .split(',')
            .flat_map(|way| word_ways(&format!("{head}{}{tail}", way.trim())))
            .collect();
    }
    match word.strip_suffix('*') {
        Some(verb) if !verb.is_empty() => verb_forms(verb),
        _ => vec![word.to_string()],
    }
}

/// Base, third person, past and present participle of a regular verb.
pub fn verb_forms(verb: &str) -> Vec<String> {
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let mut last = verb.chars().rev();
    let (end, before) = (last.next().unwrap_or(' '), last.next().unwrap_or(' '));
    let third = last.next().unwrap_or(' ');
    let sibilant = verb.ends_with("sh") || verb.ends_with("ch") || matches!(end, 's' | 'x' | 'z');
    if end == 'y' && !vowel(before) {
        let stem = &verb[..verb.len() - 1];
        return vec![verb.into(), format!("{stem}ies"), format!("{stem}ied"), format!("{verb}ing")];
    }
    if end == 'e' {
        let stem = &verb[..verb.len() - 1];
        return vec![verb.into(), format!("{verb}s"), format!("{verb}d"), format!("{stem}ing")];
    }
    let s = if sibilant { "es" } else { "s" };
    // One short vowel before one consonant at the end of a short word doubles it: plan, planned.
    let doubled =
        verb.len() <= 4 && !vowel(end) && !matches!(end, 'w' | 'x' | 'y') && vowel(before) && !vowel(third);
    let stem = if doubled { format!("{verb}{end}") } else { verb.to_string() };
    vec![verb.into(), format!("{verb}{s}"), format!("{stem}ed"), format!("{stem}ing")]
}

fn pluralised(phrase: &str) -> Option<String> {
    let last = phrase.rsplit([' ', '-']).next()?;
    let letters = last.len() >= 3 && last.chars().all(|c| c.is_ascii_lowercase());
    if !letters || last.ends_with('s') || last.ends_with("ing") || last.ends_with("ed") {
        return None;
    }
    let end = last.chars().next_back()?;
    let before = last.chars().rev().nth(1)?;
    if end == 'y' && !matches!(before, 'a' | 'e' | 'i' | 'o' | 'u') {
        return Some(format!("{}ies", &phrase[..phrase.len() - 1]));
    }
    let es = last.ends_with("sh") || last.ends_with("ch") || matches!(end, 'x' | 'z');
    Some(format!("{phrase}{}", if es { "es" } else { "s" }))
}

fn respelled(phrase: &str) -> Option<String> {
    let mut out = phrase.to_string();
    for (british, american) in SPELLINGS {
        if phrase.contains(british) {
            out = out.replace(british, american);
        } else if phrase.contains(american) {
            out = out.replace(american, british);
        }
    }
    (out != phrase).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(phrase: &str, way: &str) -> bool {
        variants(phrase, true).is_some_and(|all| all.iter().any(|v| v == way))
    }

    #[test]
    fn plural_and_spelling_are_added() {
        assert!(has("air defence battery", "air defense batteries"));
        assert!(has("demilitarised zone", "demilitarized zones"));
        assert!(has("letter of intent", "letters of intent"));
        assert!(!has("sanctions", "sanctionss"));
    }

    #[test]
    fn braces_and_verbs_stand_for_all_their_forms() {
        assert!(has("{send,sent} troops", "sent troops"));
        assert!(has("ratify*", "ratified") && has("ratify*", "ratifies"));
        assert!(has("deploy* {,more} soldiers", "deploying soldiers"));
        assert!(has("ban* arms", "banned arms"));
    }

    #[test]
    fn open_braces_are_no_phrase() {
        assert_eq!(variants("{a,b troops", true), None);
    }
}
