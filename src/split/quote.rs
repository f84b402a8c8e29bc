//! A quotation: what stands between quotation marks, with its depth, and the speech it continues.
//!
//! Apostrophes are told from single quotation marks; a quotation that nobody closes ends with its
//! paragraph; a speech that runs over paragraphs, each opening anew, is linked. Who speaks is not
//! known here.

use super::token::{Token, TokenKind};
use crate::span::Span;
use std::ops::Range;

/// The most quotations that may lie in one another; marks beyond open nothing.
const DEPTH: usize = 8;

/// One quotation of one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The quotation with its marks.
    pub span: Span,
    /// The quotation without its marks.
    pub content: Span,
    /// The tokens of the content.
    pub tokens: Range<u32>,
    /// How many quotations it lies in.
    pub depth: u8,
    /// Whether a closing mark was found; else it ends with its paragraph, or where the next one of
    /// its kind opens.
    pub closed: bool,
    /// Index of the quotation of the paragraph before whose speech this one continues.
    pub continues: Option<u32>,
    /// Index of the block in the list given to [`super::split`].
    pub block: u32,
}

/// The kind of a pair of marks: only like marks match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pair {
    Double,
    Straight,
    Single,
    Guillemet,
    Primes,
}

impl Pair {
    /// The other kind of double marks.
    fn mixed_with(self) -> Option<Self> {
        match self {
            Pair::Double => Some(Pair::Straight),
            Pair::Straight => Some(Pair::Double),
            _ => None,
        }
    }
}

/// What a mark may do at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Opens,
    Closes,
    /// A straight mark between blanks, or glued on both sides.
    Either,
    /// A possessive's apostrophe, unless something is open that nothing else closes.
    Perhaps,
}

/// Appends the quotations of the block whose tokens begin at `first`.
pub(super) fn quotes(raw: &str, tokens: &[Token], first: usize, block: u32, out: &mut Vec<Quote>) {
    let marks: Vec<(usize, Pair, Role)> =
        (first..tokens.len()).filter_map(|i| role(raw, tokens, first, i).map(|(p, r)| (i, p, r))).collect();
    if marks.is_empty() {
        return;
    }
    let ahead = closers_ahead(&marks);
    let mut open: Vec<(Pair, usize)> = Vec::new();
    for (n, &(i, pair, role)) in marks.iter().enumerate() {
        let held = open.iter().rposition(|(p, _)| *p == pair);
        // Where typists mix them, a straight mark may close a curly one and the other way round.
        let held_or_mixed = held.or_else(|| {
            let other = pair.mixed_with()?;
            open.iter().rposition(|(p, _)| *p == other)
        });
        let opens = match role {
            Role::Opens => true,
            Role::Closes => false,
            Role::Either => held_or_mixed.is_none(),
            Role::Perhaps if ahead[n] > 0 => continue,
            Role::Perhaps => false,
        };
        if opens {
            // A second opening inside the same marks is nested only if enough marks close later.
            if let Some(at) = held
                && ahead[n] < 2
            {
                close_from(raw, tokens, &mut open, at, i, false, out);
            }
            if open.len() < DEPTH {
                open.push((pair, out.len()));
                out.push(opened(tokens[i], i, i == first, open.len() - 1, block, out));
            }
        } else if let Some(at) = held_or_mixed {
            close_from(raw, tokens, &mut open, at, i, true, out);
        }
    }
    close_from(raw, tokens, &mut open, 0, tokens.len(), false, out);
}

/// For each mark, how many marks of its pair behind it close more than open (never below 0).
fn closers_ahead(marks: &[(usize, Pair, Role)]) -> Vec<u32> {
    let mut counts = [0u32; 5];
    let mut out = vec![0; marks.len()];
    for (n, &(_, pair, role)) in marks.iter().enumerate().rev() {
        let count = &mut counts[pair as usize];
        out[n] = *count;
        match role {
            Role::Opens => *count = count.saturating_sub(1),
            Role::Closes | Role::Either | Role::Perhaps => *count += 1,
        }
    }
    out
}

fn opened(mark: Token, i: usize, begins: bool, depth: usize, block: u32, out: &[Quote]) -> Quote {
    // A speech goes on where the paragraph before left a quotation open and this one begins with a mark.
    let continues = out
        .last()
        .filter(|last| begins && last.block + 1 == block)
        .and_then(|last| out.iter().rposition(|q| q.block == last.block && q.depth == 0))
        .filter(|&at| !out[at].closed)
        .map(|at| at as u32);
    let span = mark.span;
    let content = Span { start: span.end, end: span.end };
    let inside = i as u32 + 1..i as u32 + 1;
    Quote { span, content, tokens: inside, depth: depth as u8, closed: false, continues, block }
}

/// Ends the quotations from the `at`-th open one on before the token `i`; the `at`-th is closed by that
/// token if `closed`.
fn close_from(
    raw: &str,
    tokens: &[Token],
    open: &mut Vec<(Pair, usize)>,
    at: usize,
    i: usize,
    closed: bool,
    out: &mut [Quote],
) {
    for (n, (_, quote)) in open.drain(at.min(open.len())..).enumerate() {
        let quote = &mut out[quote];
        quote.tokens.end = (i as u32).max(quote.tokens.start);
        let inside = &tokens[quote.tokens.start as usize..quote.tokens.end as usize];
        if let (Some(first), Some(last)) = (inside.first(), inside.last()) {
            quote.content = first.span.join(last.span);
        }
        quote.closed = closed && n == 0;
        quote.span.end = if quote.closed { tokens[i].span.end } else { quote.content.end };
        debug_assert!(raw.is_char_boundary(quote.span.end as usize));
    }
}

/// Which pair the token belongs to and what it may do, if it is a quotation mark.
fn role(raw: &str, tokens: &[Token], first: usize, i: usize) -> Option<(Pair, Role)> {
    let token = tokens[i];
    if token.kind != TokenKind::Mark {
        return None;
    }
    let before = (i > first).then(|| tokens[i - 1]);
    let after = tokens.get(i + 1).copied();
    let glued = after.is_some_and(|t| !t.spaced);
    match token.text(raw) {
        // A mark turned the wrong way shows by its blanks.
        "“" if !token.spaced && !glued && before.is_some_and(|t| closes_before(raw, t)) => {
            Some((Pair::Double, Role::Closes))
        }
        "“" | "„" | "‟" => Some((Pair::Double, Role::Opens)),
        "”" if (token.spaced || before.is_none()) && glued => Some((Pair::Double, Role::Opens)),
        "”" => Some((Pair::Double, Role::Closes)),
        "«" => Some((Pair::Guillemet, Role::Opens)),
        "»" => Some((Pair::Guillemet, Role::Closes)),
        "``" => Some((Pair::Primes, Role::Opens)),
        // Two apostrophes, as typewriters and wire services write them, look either way.
        "''" | "'''" => straight(raw, token, before, glued).map(|r| (Pair::Primes, r)),
        "\"" => straight(raw, token, before, glued).map(|r| (Pair::Straight, r)),
        "‘" if !elides(raw, after) => Some((Pair::Single, Role::Opens)),
        mark @ ("'" | "’" | "‘") => {
            single(raw, mark, token, before, after, glued).map(|r| (Pair::Single, r))
        }
        _ => None,
    }
}

/// A straight double mark: blanks tell which way it looks; after a digit it may be inches.
fn straight(raw: &str, token: Token, before: Option<Token>, glued: bool) -> Option<Role> {
    let opener = token.spaced || before.is_some_and(|t| opens_before(raw, t));
    Some(match (opener, glued) {
        (true, true) => Role::Opens,
        (false, false) => Role::Closes,
        (false, true) if before.is_some_and(|t| closes_before(raw, t)) => Role::Closes,
        _ => Role::Either,
    })
}

fn single(
    raw: &str,
    mark: &str,
    token: Token,
    before: Option<Token>,
    after: Option<Token>,
    glued: bool,
) -> Option<Role> {
    let opener = token.spaced || before.is_some_and(|t| opens_before(raw, t));
    if opener {
        return (mark == "'" && glued && !elides(raw, after)).then_some(Role::Opens);
    }
    if glued && after.is_some_and(|t| t.kind != TokenKind::Mark) {
        return None;
    }
    let word = before.filter(|t| t.kind == TokenKind::Word)?.text(raw);
    // "the members’ pledge": an apostrophe, as long as another mark can close the quotation.
    let possessive = word.ends_with(['s', 'S', 'z', 'x']) && after.is_some_and(|t| t.kind == TokenKind::Word);
    Some(if possessive { Role::Perhaps } else { Role::Closes })
}

/// Whether a quotation may open directly behind this token.
fn opens_before(raw: &str, token: Token) -> bool {
    matches!(
        token.text(raw).chars().next(),
        Some('(' | '[' | '{' | '-' | '–' | '—' | '/' | '“' | '‘' | '"' | '\'' | '«')
    ) && token.kind == TokenKind::Mark
}

/// Whether a quotation may close directly behind this token, although more is glued to it.
fn closes_before(raw: &str, token: Token) -> bool {
    matches!(token.text(raw).chars().next(), Some('.' | ',' | '?' | '!' | '…' | ';'))
}

/// Whether the apostrophe stands for letters left out: ’90s, ’em, ’tis.
fn elides(raw: &str, after: Option<Token>) -> bool {
    const ELIDED: [&str; 12] =
        ["em", "tis", "twas", "til", "till", "cause", "n", "bout", "round", "cos", "cuz", "ere"];
    after.is_some_and(|t| {
        !t.spaced
            && (t.kind == TokenKind::Number || ELIDED.iter().any(|e| t.text(raw).eq_ignore_ascii_case(e)))
    })
}

#[cfg(test)]
mod tests {
    use crate::span::Span;
    use crate::split::{Abbreviations, paragraphs, split};

    /// Each quotation as "depth content", with ~ if unclosed and the number of the one it continues.
    fn found(text: &str) -> Vec<String> {
        let blocks: Vec<Span> = paragraphs(text).collect();
        let split = split(text, &blocks, Abbreviations::embedded());
        let show = |q: &super::Quote| {
            let open = if q.closed { "" } else { "~" };
            let continued = q.continues.map(|c| format!(" <{c}")).unwrap_or_default();
            format!("{}{open} {}{continued}", q.depth, q.content.slice(text))
        };
        split.quotes.iter().map(show).collect()
    }

    #[test]
    fn apostrophes_are_no_quotation_marks() {
        assert_eq!(found("The members' pledge isn't Kyiv's, in the '90s."), [""; 0]);
        assert_eq!(found("The members’ pledge isn’t Kyiv’s, rock ’n’ roll."), [""; 0]);
        assert_eq!(found("He said 'the members' pledge stands' today."), ["0 the members' pledge stands"]);
        assert_eq!(found("He said ‘the allies’ pledge’ stands."), ["0 the allies’ pledge"]);
        assert_eq!(found("A board of 6' 2\" is long."), [""; 0]);
    }

    #[test]
    fn quotations_nest() {
        assert_eq!(found("“He told me ‘no’ twice,” she said."), ["0 He told me ‘no’ twice,", "1 no"]);
        assert_eq!(found("\"He told me 'no' twice,\" she said."), ["0 He told me 'no' twice,", "1 no"]);
        assert_eq!(found("“A “b” c” d"), ["0 A “b” c", "1 b"]);
    }

    #[test]
    fn an_unclosed_quotation_ends_with_its_paragraph() {
        let text = "“We stay, he said.\n\nThe others left. “We go,” they said.";
        assert_eq!(found(text), ["0~ We stay, he said.", "0 We go,"]);
        assert_eq!(found("“We stay, he said. “We go,” they said."), ["0~ We stay, he said.", "0 We go,"]);
    }

    #[test]
    fn a_speech_runs_over_paragraphs() {
        let text = "She said: “We stay.\n\n“We always do.\n\n“And we shall.”\n\n“No,” he said.";
        assert_eq!(found(text), ["0~ We stay.", "0~ We always do. <0", "0 And we shall. <1", "0 No,"]);
    }

    #[test]
    fn straight_marks_find_their_direction() {
        assert_eq!(found("\"Yes,\" he said. \"No.\"She left."), ["0 Yes,", "0 No."]);
        assert_eq!(found("(\"yes\"), \"no\"; the \"so-called\" pact"), ["0 yes", "0 no", "0 so-called"]);
    }
    #[test]
    fn marks_turned_the_wrong_way_or_mixed_still_pair() {
        assert_eq!(found("“Yes,“ he said. “No.”"), ["0 Yes,", "0 No."]);
        assert_eq!(found("”Yes,” he said."), ["0 Yes,"]);
        assert_eq!(found("\"The “new” road,” he said."), ["0 The “new” road,", "1 new"]);
    }
}
