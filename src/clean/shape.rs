//! Shape: how a block looks, whatever it is about — its length, its end, its capitals.

use super::fold::Folded;

/// Words are counted up to here; what is longer is running text.
const MANY: usize = 60;

/// How one block looks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shape {
    /// Number of words, at most [`MANY`].
    pub words: usize,
    /// It ends a sentence with a stop, or a stop and closing quotes or brackets.
    pub stop: bool,
    /// It ends with a question mark.
    pub question: bool,
    /// It ends with a colon, comma, semicolon, dash or a word such as "the": something follows.
    pub open: bool,
    /// It is written in capitals throughout.
    pub capitals: bool,
    /// It ends with an emoji.
    pub emoji: bool,
    /// It starts with a lower-case letter, or with the dash of who is quoted before.
    pub lower: bool,
    /// Every word starts with a capital.
    pub title_case: bool,
    /// It is marked as an item of a list.
    pub bullet: bool,
    /// It is marked as a heading.
    pub heading: bool,
    /// It begins with the name of a speaker, as a line of a transcript or an interview does.
    pub speech: bool,
    /// It is a time of day without a date, or says that a transcript ends.
    pub clock: bool,
    /// Bytes of the folded text.
    pub length: usize,
}

impl Shape {
    /// The shape of a block: `raw` as it stands, `text` as folded.
    pub(super) fn of(raw: &str, text: &Folded) -> Self {
        let plain = &*text.plain;
        let tail = plain.trim_end_matches(['"', '\'', ')', ']', ' ', '*', '_']);
        let last = tail.chars().next_back().unwrap_or(' ');
        let (mut upper, mut small) = (0usize, 0usize);
        for c in plain.chars().take(400) {
            // Most signs are small letters of ASCII, and text that has this many is in no capitals.
            if c.is_ascii_lowercase() {
                small += 1;
                if small > 50 {
                    break;
                }
            } else {
                upper += c.is_uppercase() as usize;
                small += c.is_lowercase() as usize;
            }
        }
        let mut words = 0;
        let mut title_case = true;
        for word in plain.split(' ').take(MANY) {
            if let Some(c) = word.chars().find(|c| c.is_alphanumeric()) {
                words += 1;
                title_case &= c.is_uppercase();
            }
        }
        Self {
            words,
            stop: matches!(last, '.' | '!' | '?' | '。' | '！' | '？' | '।' | '؟' | '።' | '॥')
                && !plain.ends_with("..."),
            question: matches!(last, '?' | '？' | '؟'),
            open: matches!(last, ':' | ',' | ';' | '–' | '—' | '-') || ends_open(plain),
            capitals: upper >= 4 && small * 8 <= upper,
            emoji: is_emoji(last),
            // A dash without a space behind it names whom the words before are by.
            lower: raw.starts_with('—')
                || plain.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase),
            title_case: title_case && words > 0,
            bullet: raw.starts_with(['•', '·', '▪', '◦', '‣', '►', '▶', '→', '●', '■'])
                || ["- ", "* ", "– ", "-\t", "*\t", "-\u{A0}"].iter().any(|mark| raw.starts_with(mark)),
            heading: raw.starts_with('#')
                || (raw.starts_with("**") && raw.ends_with("**"))
                || is_numbered(plain),
            speech: is_speech(plain),
            clock: is_clock(plain),
            length: plain.len(),
        }
    }

    /// It looks like a headline, subheading, label or link: short, and no sentence with its stop.
    pub(super) fn headline_like(self) -> bool {
        (!self.stop || self.question)
            && !self.open
            && !self.speech
            && !self.lower
            && !self.clock
            && (1..=24).contains(&self.words)
            && self.length <= 180
    }

    /// It looks like a paragraph of running text.
    pub(super) fn running(self) -> bool {
        self.words >= 30
            || (self.stop && self.words >= 8 && !self.question)
            || (self.stop && self.words >= 16)
    }
}

/// "9:36 A.M. EDT", "END 2:43 P.M. MST", "END", as press offices write; pages stamp "9:36 am" or "09:36".
fn is_clock(plain: &str) -> bool {
    if plain.len() > 24 {
        return false;
    }
    let rest = plain.strip_prefix("END").map_or(plain, str::trim_start);
    let mut words = rest.split(' ');
    let time = words.next().unwrap_or("");
    plain == "END"
        || (time.contains(':')
            && time.bytes().all(|byte| byte.is_ascii_digit() || byte == b':')
            && matches!(words.next(), Some("A.M." | "P.M." | "A.M" | "P.M"))
            && words.all(|word| word.len() <= 5 && word.bytes().all(|byte| byte.is_ascii_uppercase())))
}

/// Whether the last word leaves its phrase unfinished.
fn ends_open(plain: &str) -> bool {
    let last = plain.rsplit(' ').next().unwrap_or("");
    matches!(
        last,
        "the" | "a" | "an" | "of" | "and" | "or" | "to" | "this" | "from" | "with" | "their" | "its"
    ) && plain.len() > 20
}

/// "II. Terms", "3. Terms".
fn is_numbered(plain: &str) -> bool {
    let Some(stop) = plain.bytes().take(5).position(|byte| byte == b'.') else { return false };
    let (number, rest) = plain.split_at(stop);
    rest.strip_prefix(". ").is_some_and(|rest| {
        // An item of a list of persons or places is longer, or has a comma or a colon.
        (1..=4).contains(&number.len())
            && rest.split(' ').nth(8).is_none()
            && !rest.contains([',', ':', ';', '<'])
            && (number.bytes().all(|b| b.is_ascii_digit()) || number.bytes().all(|b| b"IVX".contains(&b)))
    })
}

/// "Q ", "A:", "THE PRESIDENT:", "MS. BROWN:".
fn is_speech(plain: &str) -> bool {
    if plain.starts_with("Q ") || plain.starts_with("Q: ") || plain.starts_with("A: ") {
        return true;
    }
    let colon = plain.bytes().take(41).position(|byte| byte == b':');
    let Some((speaker, rest)) = colon.map(|at| plain.split_at(at)) else { return false };
    rest.starts_with(": ")
        && speaker.chars().any(char::is_uppercase)
        && !speaker.chars().any(char::is_lowercase)
        && rest.chars().any(char::is_lowercase)
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> Shape {
        Shape::of(text, &Folded::new(text))
    }

    #[test]
    fn headlines_and_paragraphs_are_told_apart() {
        assert!(shape("Norway weighs a treaty").headline_like());
        assert!(shape("What would a treaty say?").headline_like());
        assert!(!shape("Norway weighs a treaty.").headline_like());
        assert!(!shape("The terms are these:").headline_like());
        assert!(shape("“Norway weighs a treaty with all of its neighbours.”").running());
        assert!(shape("MINISTERS MEET IN OSLO AGAIN").capitals);
        assert!(!shape("NATO and the EU meet in Oslo").capitals);
        assert!(!shape("MS. BROWN: Who would pay?").headline_like());
        assert!(shape("A launcher on parade🎆\u{FE0F}").emoji);
    }
}
