//! The language of an article: is it English? Told by its script, its function words, and at last its letters.
//!
//! It is careful in one direction: what is short, or made of names and numbers, is taken for English. It does not
//! look for a second language within an English article.

use super::article::beginning;
use whatlang::detect;

/// English words of grammar that are rare or absent in the other languages written in Latin letters. Articles, pronouns,
/// prepositions and auxiliaries make a quarter of English prose, these alone a fifth.
const FUNCTION_WORDS: &[&str] = &[
    "about", "after", "all", "also", "and", "any", "are", "because", "been", "before", "between", "both",
    "but", "by", "can", "could", "did", "during", "for", "from", "had", "has", "have", "he", "her", "him",
    "his", "how", "if", "into", "is", "it", "its", "more", "most", "not", "of", "other", "our", "out",
    "over", "said", "says", "she", "should", "since", "some", "such", "than", "that", "the", "their", "them",
    "there", "these", "they", "this", "those", "through", "to", "under", "until", "up", "was", "we", "were",
    "what", "when", "where", "which", "while", "who", "will", "with", "would", "you", "your",
];

/// Bytes that are looked at: the beginning, and as much from the middle.
const SAMPLE: usize = 16 << 10;

/// Letters that a script needs before it is judged, and words that a language needs.
const LETTERS: usize = 20;
const WORDS: usize = 12;
/// Words from which on their kinds say enough.
const LONG: usize = 40;

/// Shares of English words of grammar, in per cent, measured on 28 000 English and 600 other articles: below the first are
/// other languages and, one in 5000, English tables; above the second is English, down to lists of names.
const FOREIGN: usize = 5;
const MIXED: usize = 10;

/// What the text is in, as an advice for people, if it is clearly not English.
pub(super) fn other_than_english(text: &str) -> Option<String> {
    let sample = sample(text);
    let counts = Counts::of(&sample);
    let letters = counts.latin + counts.other;
    if letters < LETTERS {
        return None;
    }
    // By far most of it in another script: no word of it can be English.
    if counts.other * 2 > letters {
        let name = detect(&sample).map_or("another script", |info| info.lang().eng_name());
        return Some(format!("looks {name}: {} of {letters} letters are not Latin", counts.other));
    }
    // No language of Latin letters has so many with marks: it is one of others, decoded wrongly or twice.
    if counts.marked * 5 > letters * 2 {
        return Some(format!("{} of {letters} letters are none of the English alphabet", counts.marked));
    }
    // Names and headlines in capitals have no words of grammar.
    if counts.words < WORDS || counts.small * 3 < counts.words || counts.share() >= MIXED {
        return None;
    }
    let info = detect(&sample)?;
    let foreign = info.lang() != whatlang::Lang::Eng;
    // The fewer English words of grammar there are, the less the letters need to say.
    let sure = if counts.share() < FOREIGN {
        info.is_reliable() || counts.words >= LONG
    } else {
        info.is_reliable()
    };
    (foreign && sure).then(|| {
        let name = info.lang().eng_name();
        format!("looks {name}: {} of {} words are English words of grammar", counts.function, counts.words)
    })
}

/// What stands in a text.
#[derive(Default)]
struct Counts {
    /// Letters of the Latin alphabet.
    latin: usize,
    /// Those of them that English does not have.
    marked: usize,
    /// Letters of other alphabets.
    other: usize,
    /// Words of Latin letters.
    words: usize,
    /// Words without a capital.
    small: usize,
    /// English words of grammar.
    function: usize,
}

impl Counts {
    /// The share of English words of grammar, in per cent.
    fn share(&self) -> usize {
        self.function * 100 / self.words.max(1)
    }

    fn of(text: &str) -> Counts {
        let mut counts = Counts::default();
        let mut word = String::new();
        for c in text.chars().chain([' ']) {
            // Full-width letters are Latin ones in another dress.
            let c = match c {
                '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => {
                    char::from_u32(c as u32 - 0xfee0).unwrap_or(c)
                }
                _ => c,
            };
            if c.is_alphabetic() {
                if is_latin(c) {
                    counts.latin += 1;
                    counts.marked += usize::from(!c.is_ascii());
                } else {
                    counts.other += 1;
                }
                if word.len() < 64 {
                    word.push(c);
                }
            } else if matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{300}'..='\u{36f}')
            {
                // It has no width, or sits on the letter before it.
            } else if !word.is_empty() {
                counts.add(&word);
                word.clear();
            }
        }
        counts
    }

    fn add(&mut self, word: &str) {
        if !word.starts_with(is_latin) {
            return;
        }
        self.words += 1;
        self.small += usize::from(!word.starts_with(char::is_uppercase));
        let key = word.to_ascii_lowercase();
        self.function += usize::from(FUNCTION_WORDS.binary_search(&key.as_str()).is_ok());
    }
}

/// Letters of Basic Latin to Latin Extended-B and Latin Extended Additional.
fn is_latin(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'a'..='z' | '\u{aa}' | '\u{ba}' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{fb00}'..='\u{fb06}')
}

/// The words that are looked at, without addresses and markup.
fn sample(text: &str) -> String {
    let (mut head, mut middle) = (text, "");
    if text.len() > 2 * SAMPLE {
        head = beginning(text, SAMPLE);
        let half = beginning(text, text.len() / 2).len();
        middle = beginning(&text[half..], SAMPLE);
    }
    let mut sample = String::with_capacity(head.len() + middle.len());
    for word in head.split_whitespace().chain(middle.split_whitespace()) {
        let is_code =
            word.contains(['<', '>', '=', '%', '_', '\\', '/']) || (word.len() > 40 && word.is_ascii());
        if !is_code {
            sample.push_str(word);
            sample.push(' ');
        }
    }
    sample
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_are_sorted() {
        assert!(FUNCTION_WORDS.is_sorted());
    }

    #[test]
    fn other_languages_are_told() {
        for (language, text) in [
            ("Russian", "Правительство обещало передать соседям две батареи противовоздушной обороны."),
            (
                "Ukrainian",
                "Уряд пообіцяв передати сусідам дві батареї протиповітряної оборони, якщо їх просять.",
            ),
            (
                "German",
                "Die Regierung hat den Nachbarn zwei Batterien der Luftabwehr zugesagt, wenn sie darum bitten und der Rat zustimmt.",
            ),
            (
                "French",
                "Le gouvernement a promis deux batteries de défense aérienne aux voisins, si le conseil les demande avant la fin du mois.",
            ),
            (
                "Polish",
                "Rząd obiecał sąsiadom dwie baterie obrony przeciwlotniczej, jeśli rada o nie poprosi przed końcem miesiąca.",
            ),
            ("Mandarin", "政府承诺向邻国提供两套防空系统，前提是理事会在月底之前提出请求。"),
            ("Hindi", "सरकार ने पड़ोसियों को दो वायु रक्षा बैटरियां देने का वादा किया है।"),
            ("none of the English alphabet", "Ð¡Ð¾Ð²ÐµÑ Ð¿ÑÐ¸Ð½ÑÐ» ÑÐµÑÐµÐ½Ð¸Ðµ Ð¾ Ð²Ð¾Ð¹ÑÐºÐ°Ñ"),
            ("Arabic", "وعدت الحكومة بتسليم بطاريتين للدفاع الجوي إلى الجيران قبل نهاية الشهر"),
        ] {
            let told = other_than_english(text);
            assert!(told.as_ref().is_some_and(|told| told.contains(language)), "{language}: {told:?}");
        }
    }

    #[test]
    fn english_is_never_refused_for_names_shortness_or_dress() {
        for text in [
            "Norway pledged to send Ukraine two air defence batteries.",
            "Kyiv, Lviv, Dnipro, Odesa, Kharkiv, Poltava, Sumy, Rivne, Lutsk, Zhytomyr, Vinnytsia, Uzhhorod, Chernihiv",
            "Emmanuel Macron, Volodymyr Zelenskyy, Giorgia Meloni, Recep Tayyip Erdoğan, Andrzej Duda and Jonas Gahr Støre met.",
            "MINISTER SAYS NO TO TROOPS",
            "The spokesman said: „Wir werden das nicht tun, und wir haben es nie gesagt“, and that this was all he would say about it.",
            "12:30 14:00 15:45",
            "El presidente said on Monday that he had signed the accord, and the ministers were to meet again. El presidente dijo el lunes que firmó el acuerdo y que los ministros volverán a reunirse pronto.",
            "Ｔｈｅ ｍｉｎｉｓｔｅｒ ｏｆ ｄｅｆｅｎｃｅ ｓａｉｄ ｔｈａｔ ｔｈｅ ｔｒｏｏｐｓ ｗｉｌｌ ｓｔａｙ ａｎｄ ｈｅｌｐ.",
            "T\u{200b}he mi\u{ad}nister of de\u{ad}fence said that the troops will stay in the country with their allies.",
            "“Слава Україні!” the crowd shouted as the two leaders met, and the president said he would stay.",
            "",
        ] {
            assert_eq!(other_than_english(text), None, "{text}");
        }
    }
}
