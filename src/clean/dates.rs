//! Dates: which run of tokens reads as a date or a time of day. It reads no value off them.

use super::hash::HashedMap;
use super::token::{Kind, Token, tokens};

/// The words of which dates and times of day are made.
#[derive(Debug, Default)]
pub(super) struct Dates {
    /// Of each word whether it names a month.
    pub words: HashedMap<bool>,
}

impl Dates {
    /// From the names of months, and the other words.
    pub(super) fn new(months: &[String], others: &[String]) -> Dates {
        let hashes = |list: &[String], month| {
            let hashes = list.iter().flat_map(|word| tokens(word).map(|token| token.hash));
            hashes.map(|hash| (hash, month)).collect::<Vec<_>>()
        };
        let mut words: HashedMap<bool> = hashes(others, false).into_iter().collect();
        words.extend(hashes(months, true));
        Dates { words }
    }

    /// Positions at which a date or a time that begins the line may end.
    pub(super) fn ends(&self, line: &[Token]) -> u128 {
        let (mut ends, mut numbers, mut month, mut whole) = (0, 0, false, false);
        for (at, token) in line.iter().take(16).enumerate() {
            match token.kind {
                Kind::Number => {
                    numbers += 1;
                    let digits = token.text.bytes().filter(u8::is_ascii_digit).count();
                    whole |= token.text.contains([':', '/', '-', '.']) && digits >= 3;
                    whole |= digits <= 2 && token.text.len() > digits && token.text.ends_with(['m', 'M']);
                }
                Kind::Word => match self.words.get(&token.hash) {
                    Some(&is_month) => month |= is_month,
                    // A time zone.
                    None if whole && token.capitals && token.text.len() <= 5 => {}
                    None => break,
                },
                Kind::Separator | Kind::Mark if at > 0 && !matches!(token.text, ":" | ";") => continue,
                _ => break,
            }
            if whole || (month && numbers > 0) {
                ends |= 1 << (at + 1);
            }
        }
        ends
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_end_where_they_may() {
        let list = |words: &str| words.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let dates = Dates::new(&list("march mar may"), &list("monday at pm of"));
        let ends = |text| {
            let line: Vec<Token> = tokens(text).collect();
            let ends = dates.ends(&line);
            (0..=line.len()).filter(|at| ends >> at & 1 == 1).collect::<Vec<_>>()
        };
        assert_eq!(ends("Monday, 4 March 2025 said"), [4, 5]);
        assert_eq!(ends("9.30 pm WITA"), [1, 2, 3]);
        assert_eq!(ends("2025-03-04"), [1]);
        assert!(ends("May talks").is_empty() && ends("12 batteries").is_empty());
    }
}
