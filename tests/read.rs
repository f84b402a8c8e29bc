//! Reading, from outside: every format, compression and limit, and no bytes that make it panic.

use claimwright::read::{Format, Item, Limits, Reason, Reject, discover, open, open_reader};
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use std::io::{Cursor, Read, Write};

const SMALL: Limits = Limits {
    max_article_bytes: 1000,
    max_line_bytes: 2000,
    max_expansion: 200,
    max_page_bytes: 4000,
    max_page_elements: 100,
};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn read(bytes: &[u8], path: &str, format: Option<Format>, limits: &Limits) -> Vec<Item> {
    open_reader(Cursor::new(bytes.to_vec()), path, format, limits).collect()
}

fn lines(bytes: &[u8]) -> Vec<Item> {
    read(bytes, "a.jsonl", Some(Format::JsonLines), &SMALL)
}

/// In short: an article's id and text, or a reject's line, offset and reason.
fn short(items: &[Item]) -> Vec<String> {
    let place =
        |r: &Reject| format!("{:?} {:?} {}", r.line.unwrap_or(0), r.offset.unwrap_or(0), r.reason.as_str());
    items
        .iter()
        .map(|item| match item {
            Item::Article(article) => format!("{}: {}", article.id, article.text),
            Item::Reject(reject) => place(reject),
        })
        .collect()
}

#[test]
fn a_bad_line_is_a_reject_and_the_next_goes_on() {
    let input = "{\"id\": \"a\", \"text\": \"One.\"}\r\n\n  \n{\"text\": 5}\nnull\n{\"text\": \"\\u00a0\"}\n{\"id\": 7, \"body\": \"Two.\"}\n{\"title\": \"t\"}\n{\"text\": \"x\n{\"id\": \"z\", \"text\": \"Last.\"}";
    assert_eq!(
        short(&lines(input.as_bytes())),
        [
            "a: One.",
            "4 33 field_type",
            "5 45 field_type",
            "6 50 empty",
            "7: Two.",
            "8 95 no_text",
            "9 110 json",
            "z: Last.",
        ]
    );
    let offset = input.find("{\"text\": \"x").unwrap();
    assert_eq!(offset, 110);
}

#[test]
fn fields_are_understood() {
    let line =
        r#"{"headline": " Two pledges ", "link": "https://www.example.org/a", "publishedAt": 1763980200,
        "text": "Body.", "author": {"name": "x"}}"#
            .replace('\n', " ");
    let items = lines(line.as_bytes());
    let Item::Article(article) = &items[0] else { panic!("{items:?}") };
    assert_eq!(article.title.as_deref(), Some("Two pledges"));
    assert_eq!(article.url.as_deref(), Some("https://www.example.org/a"));
    assert_eq!(article.site.as_deref(), Some("example.org"));
    assert_eq!(article.published.as_deref(), Some("2025-11-24T10:30:00Z"));
    assert_eq!((article.line, article.encoding), (Some(1), "UTF-8"));
    assert!(article.id.starts_with("d-") && article.id.len() == 34, "{}", article.id);
    assert!(article.warnings.is_empty(), "{:?}", article.warnings);

    let doubtful = lines(br#"{"id": true, "title": ["x"], "date": "03/04/2025", "source": "The Paper", "text": "a \ud800 long enough text"}"#);
    let Item::Article(article) = &doubtful[0] else { panic!("{doubtful:?}") };
    let kinds: Vec<_> = article.warnings.iter().map(|warning| warning.kind()).collect();
    assert_eq!(
        kinds,
        ["lone_surrogates", "replacement_characters", "field_type", "ambiguous_date", "field_type"]
    );
    assert_eq!(article.site.as_deref(), Some("The Paper"));
    assert_eq!(article.published, None);
}

#[test]
fn the_id_of_a_record_without_one_is_of_its_content() {
    let id = |bytes: &[u8]| short(&lines(bytes)).pop().unwrap();
    let first = id(b"{\"text\": \"Same.\"}");
    assert_eq!(first, id(b"\n{\"text\": 1}\n{\"body\": \"Same.\", \"id\": \" \"}"));
    assert_ne!(first, id(b"{\"text\": \"Same.\", \"url\": \"https://example.org\"}"));
}

#[test]
fn long_lines_are_skipped_and_long_texts_rejected() {
    let long = "x".repeat(3000);
    let input = format!(
        "{{\"text\": \"{long}\"}}\n{{\"text\": \"{}\"}}\n{{\"id\": 1, \"text\": \"ok\"}}\n{long}",
        &long[..1500]
    );
    assert_eq!(
        short(&lines(input.as_bytes())),
        ["1 0 too_large", "2 3013 too_large", "1: ok", &format!("4 {} too_large", input.len() - 3000)]
    );
    let exact = "y".repeat(2000);
    assert_eq!(
        short(&lines(format!("{exact}\n{{\"id\": 1, \"text\": \"ok\"}}").as_bytes())),
        ["1 0 json", "1: ok"]
    );
    for (size, reason) in [(1000, None), (1001, Some(Reason::TooLarge))] {
        let items = read("z".repeat(size).as_bytes(), "z.txt", Some(Format::Text), &SMALL);
        let found = match &items[..] {
            [Item::Reject(reject)] => Some(reject.reason),
            [Item::Article(_)] => None,
            other => panic!("{other:?}"),
        };
        assert_eq!(found, reason);
    }
}

#[test]
fn compression_is_told_by_content() {
    let plain = b"{\"id\": 1, \"text\": \"One.\"}\n{\"id\": 2, \"text\": \"Two.\"}\n";
    let twice = [gzip(&plain[..26]), gzip(&plain[26..])].concat();
    assert_eq!(short(&lines(&twice)), ["1: One.", "2: Two."]);
    assert_eq!(short(&read(&gzip(b"Text."), "n.txt", Some(Format::Text), &SMALL)), ["n: Text."]);
    let nested = read(&gzip(&gzip(b"Text.")), "n.txt", Some(Format::Text), &SMALL);
    assert_eq!(short(&nested), ["0 0 binary"]);
    for start in ["%PDF-1.7\n\n", "{\\rtf1\n\n"] {
        assert_eq!(short(&lines(format!("{start}and more\n").as_bytes())), ["0 0 binary"], "{start}");
    }
}

#[test]
fn damaged_compression_keeps_what_came_before() {
    let mut many = String::new();
    for number in 0..5000 {
        many += &format!("{{\"id\": {number}, \"text\": \"Number {}.\"}}\n", number * 7919 % 1000);
    }
    let mut whole = gzip(many.as_bytes());
    whole.truncate(whole.len() / 2);
    let items = lines(&whole);
    assert!(items.len() > 100);
    let (last, before) = items.split_last().unwrap();
    assert!(before.iter().all(|item| matches!(item, Item::Article(_))));
    let Item::Reject(reject) = last else { panic!("{last:?}") };
    assert_eq!(reject.reason, Reason::Compression);
    assert_eq!(reject.line, Some(before.len() as u64 + 1));
    let items = read(&whole, "a.txt", Some(Format::Text), &Limits::default());
    assert!(
        matches!(&items[..], [Item::Reject(reject)] if reject.reason == Reason::Compression),
        "{items:?}"
    );
}

#[test]
fn bombs_are_not_unpacked_to_the_end() {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    std::io::copy(&mut std::io::repeat(b' ').take(96 << 20), &mut encoder).unwrap();
    let bomb = encoder.finish().unwrap();
    let items = lines(&bomb);
    assert!(matches!(&items[..], [Item::Reject(reject)] if reject.reason == Reason::TooLarge), "{items:?}");
    let items = read(&bomb, "bomb.txt", Some(Format::Text), &SMALL);
    assert!(matches!(&items[..], [Item::Reject(reject)] if reject.reason == Reason::TooLarge), "{items:?}");
}

#[test]
fn wide_json_lines_are_read_as_a_stream() {
    let text = "\u{feff}{\"id\": 1, \"text\": \"Мир 🕊\"}\n{\"id\": 2, \"text\": \"Two.\"}\n";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let items = lines(&utf16);
    assert_eq!(short(&items), ["1: Мир 🕊", "2: Two."]);
    assert!(
        items.iter().all(|item| matches!(item, Item::Article(article) if article.encoding == "UTF-16BE"))
    );
    assert_eq!(short(&read(&utf16, "-", None, &SMALL)), ["1: Мир 🕊", "2: Two."]);
}

#[test]
fn input_without_a_name_is_told_by_its_content() {
    assert_eq!(short(&read(b" \n{ \"id\": 1, \"text\": \"One.\"}", "-", None, &SMALL)), ["1: One."]);
    let items = read(b"{braces} and text", "-", None, &SMALL);
    assert!(short(&items)[0].starts_with("d-"));
    assert_eq!(short(&read(b"", "-", None, &SMALL)), ["0 0 empty"]);
}

#[test]
fn files_from_discovery_to_articles() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.b.txt.gz"), gzip("A “text”.\r\n".as_bytes())).unwrap();
    std::fs::write(folder.path().join("c.jsonl"), "{\"id\": \"c1\", \"text\": \"C.\"}\n").unwrap();
    let inputs = discover(&[folder.path().to_str().unwrap().to_owned()]);
    let mut items = Vec::new();
    for input in &inputs.files {
        let mut opened = open(input, &Limits::default());
        items.extend(opened.by_ref());
        assert_eq!(opened.bytes_read(), input.size);
    }
    assert_eq!(short(&items), ["a.b: A “text”.\r\n", "c1: C."]);
    std::fs::remove_file(folder.path().join("c.jsonl")).unwrap();
    let gone: Vec<Item> = open(&inputs.files[1], &Limits::default()).collect();
    assert!(matches!(&gone[..], [Item::Reject(reject)] if reject.reason == Reason::Io), "{gone:?}");
}

/// Every promise that holds for any bytes.
fn holds(bytes: &[u8], format: Option<Format>) {
    let items = read(bytes, "any", format, &SMALL);
    for item in &items {
        match item {
            Item::Article(article) => {
                assert!(!article.id.is_empty() && !article.text.trim().is_empty());
                assert!(article.text.len() <= SMALL.max_article_bytes);
            }
            Item::Reject(reject) => assert!(!reject.detail.is_empty()),
        }
    }
    if matches!(format, Some(Format::Text | Format::Html)) {
        assert_eq!(items.len(), 1);
    }
    assert_eq!(items, read(bytes, "any", format, &SMALL));
}

fn holds_in_all(bytes: &[u8]) {
    holds(bytes, None);
    for format in Format::ALL {
        holds(bytes, Some(format));
    }
}

fn piece() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..40),
        prop_oneof![
            Just("{\"text\": \""),
            Just("\"}\n"),
            Just("\\ud83d"),
            Just("\\"),
            Just("\n"),
            Just("{\"published\": \"24/11/2025 10:30\", \"body\": \"b\"}\n"),
            Just("\u{feff}"),
            Just("Мир"),
            Just("[[["),
            Just("[{\"text\": \"a\"},"),
            Just("id,text\n"),
            Just("\"a\",\"b\n"),
            Just("WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 60\r\n\r\n"),
            Just("HTTP/1.1 200 OK\nContent-Type: text/html\nTransfer-Encoding: chunked\n\n5\n"),
            Just("<html><body><div class=\"a\"><p>"),
            Just("</div><a href='x"),
            Just("<table><tr><td></p><!-- "),
            Just("<script type=application/ld+json>{\"@type\": \"Article\"}</script>"),
        ]
        .prop_map(|text| text.as_bytes().to_vec()),
        prop_oneof![
            Just(b"\xff\xfe".to_vec()),
            Just(b"\x1f\x8b\x08".to_vec()),
            Just(b"\x28\xb5\x2f\xfd".to_vec()),
            Just(b"PAR1".to_vec()),
            Just(b"\0\0".to_vec())
        ],
        "[ -~]{0,30}".prop_map(String::into_bytes),
    ]
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        holds_in_all(&bytes);
        holds_in_all(&gzip(&bytes));
    }

    #[test]
    fn no_pieces_panic(pieces in proptest::collection::vec(piece(), 0..30), cut in 0_usize..200) {
        let bytes = pieces.concat();
        holds_in_all(&bytes);
        let mut packed = gzip(&bytes);
        packed.truncate(packed.len().saturating_sub(cut));
        holds_in_all(&packed);
    }

    #[test]
    fn no_date_panics(date in "\\PC{0,40}", like in "[0-9TZtapmz:/., +-]{0,30}") {
        claimwright::read::date::published(&date);
        claimwright::read::date::published(&like);
    }

    #[test]
    fn utf8_text_comes_out_as_it_went_in(text in "[a-zA-Zа-яА-Я0-9.,\r\n “”]{1,200}") {
        let items = read(text.as_bytes(), "t.txt", Some(Format::Text), &SMALL);
        match &items[..] {
            [Item::Article(article)] => prop_assert_eq!(&article.text, &text),
            [Item::Reject(reject)] => prop_assert!(
                reject.reason == Reason::Language || text.trim().is_empty() && reject.reason == Reason::Empty
            ),
            _ => prop_assert!(false),
        }
    }
}
