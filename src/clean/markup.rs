//! Markup: blocks of signs rather than words — rules, ornaments, tags, file names, numbers of the
//! machine. Says nothing about markup inside of running text.

/// Whether the block is nothing but markup or signs.
pub(super) fn is_markup(plain: &str) -> bool {
    let enclosed = |open: &str, close: &str| plain.starts_with(open) && plain.ends_with(close);
    let bytes = plain.as_bytes();
    plain.is_empty()
        || is_ornament(plain)
        || plain.starts_with("![")
        || enclosed("<!--", "-->")
        || (enclosed("<", ">") && plain.matches(['<', '>']).count() == 2)
        || (enclosed("{", "}") && !plain[1..].contains(". "))
        || (enclosed("&", ";") && !plain.contains(' '))
        || (bytes.len() >= 6 && bytes.iter().all(u8::is_ascii_digit))
        || is_file_name(plain)
}

/// Signs without a letter or a digit. Converters leave line-break marks and broken comments, which
/// start with a backslash or an angle bracket, inside of running text; those are left alone.
fn is_ornament(plain: &str) -> bool {
    !plain.contains(char::is_alphanumeric)
        && !plain.starts_with('<')
        && (!plain.starts_with('\\') || (plain.len() > 1 && !plain[1..].starts_with(['\\', ' '])))
}

fn is_file_name(plain: &str) -> bool {
    const ENDINGS: &[&str] = &["jpg", "jpeg", "png", "gif", "webp", "svg", "mp4", "mp3", "pdf"];
    !plain.contains(' ')
        && plain.rsplit_once('.').is_some_and(|(name, ending)| {
            !name.is_empty() && ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
        })
}

#[cfg(test)]
mod tests {
    use super::is_markup;

    #[test]
    fn signs_are_markup_and_words_are_not() {
        for text in [
            "* * *",
            "-----",
            "<br/>",
            "<!-- ad slot -->",
            "![map](x.png)",
            "{{ad}}",
            "&nbsp;",
            "4821904",
            "a-b.JPG",
        ] {
            assert!(is_markup(text), "{text}");
        }
        for text in ["2014", "<b>Oslo</b> agrees", "Oslo.", "Tom & Ada;", "The file map.pdf"] {
            assert!(!is_markup(text), "{text}");
        }
    }
}
