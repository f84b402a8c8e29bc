//! Duplicates inside one article: equal texts, texts that differ by a picture credit,
//! truncations, and sentences lifted out of a paragraph. Copies of whole articles are another
//! room's business.
//!
//! Equal texts are found by hashing, truncations by sorting (in sorted order whatever a text is
//! the beginning of follows it), lifted sentences by hashing each sentence once.

use super::fold::{Folded, trim_stop};
use super::hash::{self, HashedMap};
use super::shape::Shape;
use super::{Block, Furniture, Reason, Role, credit, topic};
use std::collections::HashSet;

/// Shortest text in bytes, and in words, that counts as a truncation without a mark of it, or as
/// a lifted sentence: what is shorter may be said twice.
const UNMARKED: (usize, usize) = (30, 5);
/// Shortest text in bytes that counts as a truncation when it ends with an ellipsis.
const MARKED: usize = 12;
/// Longest turn of a dialogue in bytes that may be said again.
const TURN: usize = 45;
/// Longest text in bytes that counts as lifted.
const LIFTED: usize = 900;
/// Of a sentence that occurs often so many places are remembered.
const PLACES: usize = 4;

/// Marks the duplicates among the blocks that are kept.
pub(super) fn mark(blocks: &mut [Block], texts: &[Folded], shapes: &[Shape], furniture: &Furniture) {
    let captions: Vec<Option<String>> = texts
        .iter()
        .zip(blocks.iter())
        .map(|(text, block)| match block.role {
            Role::Caption => credit::strip(text, furniture).map(|caption| caption.key),
            _ => None,
        })
        .collect();
    let mut survivors = equals(blocks, texts, shapes, &captions);
    truncations(blocks, texts, &captions, shapes, furniture, &mut survivors);
    survivors.sort_unstable();
    lifted(blocks, texts, &captions, shapes, &survivors);
    flatten(blocks);
}

/// What a block is compared by: a caption without its credit, else its text.
fn key<'a>(i: usize, texts: &'a [Folded], captions: &'a [Option<String>]) -> &'a str {
    captions[i].as_deref().unwrap_or(&texts[i].key)
}

fn drop(block: &mut Block, of: usize, reason: Reason) {
    block.role = Role::Duplicate;
    block.reason = Some(reason);
    block.duplicate_of = Some(of);
}

/// Drops all but one of equal texts, credits aside; returns the survivors.
fn equals(
    blocks: &mut [Block],
    texts: &[Folded],
    shapes: &[Shape],
    captions: &[Option<String>],
) -> Vec<usize> {
    let mut members: Vec<(u64, usize)> = Vec::with_capacity(texts.len());
    for i in 0..texts.len() {
        let key = key(i, texts, captions);
        // Marks without words say nothing, however often they stand there.
        if blocks[i].role.is_kept() && !is_turn(shapes[i], key) && key.contains(char::is_alphanumeric) {
            members.push((hash::hash(key), i));
        }
    }
    members.sort_unstable();
    let mut survivors = Vec::with_capacity(members.len());
    for group in members.chunk_by(|a, b| a.0 == b.0) {
        if let [(_, alone)] = group {
            survivors.push(*alone);
            continue;
        }
        let group: Vec<usize> = group.iter().map(|&(_, i)| i).collect();
        let rank = |i: usize| {
            let role = match blocks[i].role {
                Role::Body => 0,
                Role::Caption => 1,
                _ => 2,
            };
            (captions[i].is_some(), role, !shapes[i].stop)
        };
        let best = group.iter().map(|&i| rank(i)).min().unwrap_or_default();
        let equal: Vec<usize> = group.iter().copied().filter(|&i| rank(i) == best).collect();
        let survivor =
            if equal.len() > 1 && best.1 == 0 { most_cohesive(blocks, texts, &equal) } else { equal[0] };
        survivors.push(survivor);
        for &i in group.iter().filter(|&&i| i != survivor) {
            let same = texts[i].key == texts[survivor].key;
            drop(&mut blocks[i], survivor, if same { Reason::Repeat } else { Reason::PictureCredit });
            // The bare twin of a credited caption is a caption, unless it is a paragraph elsewhere.
            if captions[i].is_some() && (!shapes[survivor].stop || i.abs_diff(survivor) == 1) {
                blocks[survivor].role = Role::Caption;
            }
        }
    }
    survivors
}

/// Of equal paragraphs the one that the text around it goes on from; a pull quote stands among
/// paragraphs about something else. Ties go to the first; only the first few are looked at.
fn most_cohesive(blocks: &[Block], texts: &[Folded], equal: &[usize]) -> usize {
    const AROUND: usize = 2;
    let words: HashSet<&str> = topic::stems(&texts[equal[0]].key).collect();
    let mut best = (equal[0], 0);
    for &i in equal.iter().take(8) {
        let near = (i.saturating_sub(AROUND)..(i + AROUND + 1).min(blocks.len()))
            .filter(|&j| j != i && blocks[j].role.is_kept() && texts[j].key != texts[i].key);
        let shared: HashSet<&str> =
            near.flat_map(|j| topic::stems(&texts[j].key)).filter(|stem| words.contains(stem)).collect();
        if shared.len() > best.1 {
            best = (i, shared.len());
        }
    }
    best.0
}

/// Drops blocks that are the beginning of a longer one, and longer ones that add only a credit.
fn truncations(
    blocks: &mut [Block],
    texts: &[Folded],
    captions: &[Option<String>],
    shapes: &[Shape],
    furniture: &Furniture,
    survivors: &mut Vec<usize>,
) {
    let key = |i: usize| key(i, texts, captions);
    // The first bytes tell nearly all apart.
    let head = |i: usize| {
        let mut head = [0; 8];
        head.iter_mut().zip(key(i).bytes()).for_each(|(to, from)| *to = from);
        u64::from_be_bytes(head)
    };
    let mut sorted: Vec<(u64, usize)> = survivors.iter().map(|&i| (head(i), i)).collect();
    sorted.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| key(a.1).cmp(key(b.1))).then(a.1.cmp(&b.1)));
    *survivors = sorted.into_iter().map(|(_, i)| i).collect();
    // Survivors after the current one in sorted order that are still kept, nearest last.
    let mut after: Vec<usize> = Vec::with_capacity(survivors.len());
    for &short in survivors.iter().rev() {
        let beginning = key(short);
        let mut keep = true;
        while let Some(&long) = after.last() {
            let Some(rest) = key(long).strip_prefix(beginning) else { break };
            if beginning.len() >= MARKED && furniture.credits.is_credit(rest) {
                drop(&mut blocks[long], short, Reason::PictureCredit);
                after.pop();
                continue;
            }
            // What ends with a colon or semicolon goes on in another block.
            if shapes[short].open || is_turn(shapes[short], beginning) {
                break;
            }
            if let Some(reason) =
                shortened(captions[short].as_deref().unwrap_or(&texts[short].plain), beginning, rest)
            {
                drop(&mut blocks[short], long, reason);
                keep = false;
            }
            break;
        }
        if keep {
            after.push(short);
        }
    }
    *survivors = after;
}

/// Whether a text is a short turn of a dialogue, a remark on what is heard, or the beginning of a list: those are said again, not copied.
fn is_turn(shape: Shape, key: &str) -> bool {
    key.len() <= TURN && (shape.speech || key.starts_with('('))
}

/// Whether `key`, as `plain` writes it, is a shortened form of itself followed by `rest`.
fn shortened(plain: &str, key: &str, rest: &str) -> Option<Reason> {
    if plain.ends_with("...") {
        return (key.len() >= MARKED).then_some(Reason::Truncation);
    }
    if key.len() < UNMARKED.0
        || key.split(' ').nth(UNMARKED.1 - 1).is_none()
        || rest.starts_with(char::is_alphanumeric)
    {
        return None;
    }
    let sentence = plain.trim_end_matches(['"', '\'', ')']).ends_with(['.', '!', '?']);
    let rest_begins = rest.trim_start_matches(['"', '\'', ')']).chars().next().unwrap_or('.');
    match (sentence, key.ends_with('?') || matches!(rest_begins, '.' | '!' | '?')) {
        (true, true) => Some(Reason::PullQuote),
        (true, false) => None,
        (false, _) => Some(Reason::Truncation),
    }
}

/// Whether a first sentence, or a whole block, may stand in another block at all; in most articles none does.
fn anything_recurs(
    blocks: &[Block],
    texts: &[Folded],
    captions: &[Option<String>],
    survivors: &[usize],
) -> bool {
    let mut places: Vec<(u64, usize)> = Vec::with_capacity(texts.len() * 4);
    for &i in survivors {
        let text = texts[i].key.as_str();
        if blocks[i].role == Role::Body {
            places.extend(split(text).map(|sentence| (hash(sentence), i)));
            let quotes = text.split('"').skip(1).step_by(2).map(bare);
            places.extend(quotes.filter(|quote| quote.len() >= UNMARKED.0).map(|quote| (hash(quote), i)));
        }
        let key = bare(key(i, texts, captions));
        if (UNMARKED.0..=LIFTED).contains(&key.len()) {
            places.push((hash(key), i));
            places.extend(split(key).next().map(|sentence| (hash(sentence), i)));
        }
    }
    places.sort_unstable();
    places.windows(2).any(|pair| pair[0].0 == pair[1].0 && pair[0].1 != pair[1].1)
}

/// Drops short blocks whose every sentence stands, in this order, in a longer body block.
fn lifted(
    blocks: &mut [Block],
    texts: &[Folded],
    captions: &[Option<String>],
    shapes: &[Shape],
    survivors: &[usize],
) {
    if !anything_recurs(blocks, texts, captions, survivors) {
        return;
    }
    let mut sentences: Vec<u64> = Vec::new();
    // Where each block's sentences begin in `sentences`; every block ends with a 0.
    let mut places: Places = Places::default();
    for &i in survivors.iter().filter(|&&i| blocks[i].role == Role::Body) {
        for sentence in split(&texts[i].key) {
            remember(&mut places, sentence, (i, sentences.len()));
            sentences.push(hash(sentence));
        }
        sentences.push(0);
        for quote in texts[i].key.split('"').skip(1).step_by(2).map(bare).filter(|q| q.len() >= UNMARKED.0) {
            remember(&mut places, quote, (i, usize::MAX));
        }
    }
    for &i in survivors {
        if is_turn(shapes[i], &texts[i].key) {
            continue;
        }
        let key = bare(key(i, texts, captions));
        if key.len() < UNMARKED.0 || key.len() > LIFTED || key.split(' ').nth(UNMARKED.1 - 1).is_none() {
            continue;
        }
        let wanted: Vec<u64> = split(key).map(hash).collect();
        let whole = places.get(&hash(key)).into_iter().flatten().map(|&(block, _)| block);
        let parts = wanted.first().and_then(|first| places.get(first)).into_iter().flatten().filter_map(
            |&(block, at)| (at != usize::MAX && sentences[at..].starts_with(&wanted)).then_some(block),
        );
        let found =
            whole.chain(parts).find(|&block| block != i && texts[block].key.len() > texts[i].key.len());
        if let Some(block) = found {
            drop(&mut blocks[i], block, Reason::PullQuote);
        }
    }
}

/// Blocks, and places in the list of sentences, by the hash of a sentence.
type Places = HashedMap<Vec<(usize, usize)>>;

fn remember(places: &mut Places, text: &str, place: (usize, usize)) {
    let known = places.entry(hash(text)).or_default();
    if known.len() < PLACES {
        known.push(place);
    }
}

/// Hash of a sentence; never 0, which marks the end of a block.
fn hash(text: &str) -> u64 {
    hash::hash(text).max(1)
}

/// Rough sentences of a folded text. Where an abbreviation splits one, it does so in every copy.
fn split(key: &str) -> impl Iterator<Item = &str> {
    let mut rest = key;
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let (sentence, after) = rest.split_at(sentence_end(rest.as_bytes()));
            let sentence = bare(sentence);
            rest = after.trim_start();
            if !sentence.is_empty() {
                return Some(sentence);
            }
        }
        None
    })
}

/// The first space that a stop, and perhaps closing marks, stand before; or the end.
fn sentence_end(text: &[u8]) -> usize {
    let mut stopped = false;
    for (at, byte) in text.iter().enumerate() {
        stopped = match byte {
            b'.' | b'!' | b'?' => true,
            b'"' | b'\'' | b')' => stopped,
            b' ' if stopped => return at,
            _ => false,
        };
    }
    text.len()
}

fn bare(text: &str) -> &str {
    trim_stop(text.trim_matches(['"', '\'', ' ', '(', ')'])).trim_matches(['"', '\''])
}

/// Lets every duplicate name a block that is kept, where it named another duplicate.
fn flatten(blocks: &mut [Block]) {
    for i in 0..blocks.len() {
        let mut chain = Vec::new();
        let mut at = i;
        while let Some(next) = blocks[at].duplicate_of {
            chain.push(at);
            at = next;
        }
        for link in chain {
            blocks[link].duplicate_of = Some(at);
        }
    }
}
