//! Every format that articles come in, from files as people have them to the records of a run: one text, one claim.

mod common;

use claimwright::read::{Limits, open_reader};
use common::{Records, claimwright, claimwright_with, text};
use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use proptest::prelude::*;
use serde_json::Value;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::sync::Arc;

const TITLE: &str = "Norway pledges air defence";
const FIRST: &str =
    "Norway pledged on Monday to send Ukraine two air defence batteries, the prime minister said in Oslo.";
const SECOND: &str = "The batteries will be handed over before the winter, with crews who were trained in the south of the country.";
const URL: &str = "https://news.example.org/world/pledge";

fn put(folder: &Path, name: &str, content: impl AsRef<[u8]>) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}

fn record() -> Value {
    serde_json::json!({"url": URL, "title": TITLE, "published": "24 November 2025", "text": format!("{FIRST}\n\n{SECOND}")})
}

/// A page with what stands around an article on a site.
fn page() -> String {
    format!(
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{TITLE} - Example News</title>\n\
         <link rel=canonical href='{URL}'><meta property='og:site_name' content='Example News'>\n\
         <script type='application/ld+json'>{{\"@type\": \"NewsArticle\", \"headline\": \"{TITLE}\",\n\
         \"datePublished\": \"2025-11-24T10:00:00+01:00\"}}</script></head><body>\n\
         <nav><ul><li><a href=/>Home</a><li><a href=/world>World</a></ul></nav>\n\
         <article><h1>{TITLE}</h1><p>{FIRST}<p>{SECOND}</article>\n\
         <aside><a href=/a>Read more</a></aside><footer>Copyright Example News</footer></body></html>"
    )
}

fn csv(delimiter: char) -> String {
    let d = delimiter;
    format!(
        "id{d}headline{d}pubDate{d}link{d}body\n7{d}\"{TITLE}\"{d}2025-11-24{d}{URL}{d}\"{FIRST}\n\n{SECOND}\"\n"
    )
}

/// One record of a web archive.
fn warc_record(kind: &str, media_type: &str, uri: &str, block: &[u8]) -> Vec<u8> {
    let mut record = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2025-11-25T00:00:00Z\r\n\
         Content-Type: {media_type}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    )
    .into_bytes();
    record.extend_from_slice(block);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

fn response(uri: &str, header: &str, body: &[u8]) -> Vec<u8> {
    let mut block = format!("HTTP/1.1 200 OK\r\n{header}\r\n\r\n").into_bytes();
    block.extend_from_slice(body);
    warc_record("response", "application/http; msgtype=response", uri, &block)
}

/// A table in columns: rows of text, days since 1970 and numbers.
fn parquet_table(
    schema: &str,
    codec: Compression,
    write: impl FnOnce(&mut SerializedFileWriter<&mut Vec<u8>>),
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let properties = WriterProperties::builder().set_compression(codec).build();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::new(properties)).unwrap();
    write(&mut writer);
    writer.close().unwrap();
    bytes
}

fn parquet_article() -> Vec<u8> {
    let schema = "message m { required binary id (UTF8); optional binary article_text (UTF8); optional int32 date (DATE); required int64 views; optional binary url (UTF8); }";
    parquet_table(schema, Compression::SNAPPY, |writer| {
        let mut group = writer.next_row_group().unwrap();
        let words = format!("{FIRST}\n\n{SECOND}");
        for (nth, word) in ["p1", words.as_str(), "", "", URL].into_iter().enumerate() {
            let mut column = group.next_column().unwrap().unwrap();
            match nth {
                2 => drop(column.typed::<Int32Type>().write_batch(&[20_416], Some(&[1]), None).unwrap()),
                3 => drop(column.typed::<Int64Type>().write_batch(&[99], None, None).unwrap()),
                0 => drop(
                    column
                        .typed::<ByteArrayType>()
                        .write_batch(&[ByteArray::from(word)], None, None)
                        .unwrap(),
                ),
                _ => {
                    let cell = [ByteArray::from(word)];
                    column.typed::<ByteArrayType>().write_batch(&cell, Some(&[1]), None).unwrap();
                }
            }
            column.close().unwrap();
        }
        group.close().unwrap();
    })
}

/// The records of a run over a folder.
fn run(folder: &Path, more: &[&str]) -> (i32, Records) {
    let out = tempfile::tempdir().unwrap();
    let arguments = [&["extract", text(folder), "-q", "--out", text(out.path())], more].concat();
    let said = claimwright(&arguments);
    (said.code, Records::read(out.path()))
}

/// Whether the one article of the records is the one of this file, and its claim found.
fn check(records: &Records, name: &str, has_facts: bool) {
    assert_eq!(records.rejects, Vec::<Value>::new(), "{name}");
    assert_eq!(records.documents.len(), 1, "{name}");
    let document = &records.documents[0];
    if has_facts {
        assert_eq!(document["url"], URL, "{name}");
        assert_eq!(document["site"], "news.example.org", "{name}");
        assert!(document["published"].as_str().unwrap().starts_with("2025-11-24"), "{name}: {document}");
    }
    let commits: Vec<&Value> = records.claims.iter().filter(|claim| claim["stance"] == "commit").collect();
    assert!(!commits.is_empty(), "{name}: {:?}", records.claims);
    assert_eq!(commits[0]["holders"][0]["id"], "NOR", "{name}");
    assert_eq!(document["encoding"], "UTF-8", "{name}");
}

#[test]
fn one_article_in_every_format_gives_the_same_claim() {
    let chunked = {
        let page = page();
        let (a, b) = page.split_at(300);
        format!("{:x}\r\n{a}\r\n{:x};x=y\r\n{b}\r\n0\r\n\r\n", a.len(), b.len())
    };
    let html = "Content-Type: text/html; charset=utf-8";
    let archives = [
        response(URL, html, page().as_bytes()),
        response(URL, &format!("{html}\r\nContent-Encoding: gzip"), &gzip(page().as_bytes())),
        response(URL, &format!("{html}\r\nContent-Encoding: zstd"), &zstd(page().as_bytes())),
        response(URL, &format!("{html}\r\nContent-Encoding: gzip"), page().as_bytes()),
        response(URL, &format!("{html}\r\nTransfer-Encoding: chunked"), chunked.as_bytes()),
        warc_record("resource", "text/html", URL, page().as_bytes()),
    ];
    let list = serde_json::to_string_pretty(&[record()]).unwrap();
    let lines = format!("{}\n", record());
    let mut files: Vec<(String, Vec<u8>, bool)> = vec![
        ("a.txt".into(), format!("{FIRST}\n\n{SECOND}").into_bytes(), false),
        ("a.jsonl".into(), lines.clone().into_bytes(), true),
        ("list.json".into(), list.into_bytes(), true),
        ("one.json".into(), serde_json::to_string_pretty(&record()).unwrap().into_bytes(), true),
        ("lines.json".into(), lines.into_bytes(), true),
        ("a.csv".into(), csv(',').into_bytes(), true),
        ("semicolons.csv".into(), csv(';').into_bytes(), true),
        ("a.tsv".into(), csv('\t').into_bytes(), true),
        ("a.parquet".into(), parquet_article(), true),
        ("a.html".into(), page().into_bytes(), true),
        ("page.txt".into(), page().into_bytes(), true),
    ];
    for (nth, archive) in archives.into_iter().enumerate() {
        files.push((format!("{nth}.warc"), archive, true));
    }
    let wet = warc_record("conversion", "text/plain", URL, format!("{FIRST}\n{SECOND}").as_bytes());
    files.push(("a.warc.wet".into(), wet, false));
    for (name, bytes, has_facts) in &files {
        for (packed, bytes) in [
            (name.clone(), bytes.clone()),
            (format!("{name}.gz"), gzip(bytes)),
            (format!("{name}.zst"), zstd(bytes)),
        ] {
            let folder = tempfile::tempdir().unwrap();
            put(folder.path(), &packed, bytes);
            let (code, records) = run(folder.path(), &[]);
            assert_eq!(code, 0, "{packed}");
            check(&records, &packed, *has_facts);
        }
    }
}

#[test]
fn standard_input_is_told_by_content() {
    for (name, bytes) in [
        ("text", format!("{FIRST}\n\n{SECOND}").into_bytes()),
        ("lines", record().to_string().into_bytes()),
        ("list", format!("[{}]", record()).into_bytes()),
        ("csv", csv(',').into_bytes()),
        ("tsv", csv('\t').into_bytes()),
        ("page", page().into_bytes()),
        ("archive", gzip(&response(URL, "Content-Type: text/html", page().as_bytes()))),
        ("parquet", parquet_article()),
        ("packed parquet", zstd(&parquet_article())),
    ] {
        let out = tempfile::tempdir().unwrap();
        let said = claimwright_with(&["extract", "-", "-q", "--out", text(out.path())], &bytes);
        assert_eq!(said.code, 0, "{name}: {said:?}");
        let records = Records::read(out.path());
        check(&records, name, name != "text");
        assert_eq!(records.documents[0]["path"], "-", "{name}");
    }
}

#[test]
fn fields_of_other_names_are_mapped_and_mistakes_are_told() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "a.csv", format!("Post Body,seen,date\n\"{FIRST}\",2025-11-24,1999-01-01\n"));
    let (code, records) = run(folder.path(), &["--map", "text=post_body,published=seen"]);
    assert_eq!((code, &records.documents[0]["published"]), (0, &Value::from("2025-11-24")));
    for (map, expected) in [
        (&[][..], "no field is known as the text; found Post Body, seen, date; name one by --map text=NAME"),
        (&["--map", "text=post_bdy"], "no field `postbdy`; did you mean `Post Body`?"),
    ] {
        let (code, records) = run(folder.path(), map);
        let reject = &records.rejects[0];
        assert_eq!((code, &reject["reason"], records.rejects.len()), (2, &Value::from("no_text"), 1));
        assert!(reject["detail"].as_str().unwrap().starts_with(expected), "{reject}");
    }
    let said = claimwright(&["extract", text(folder.path()), "--map", "txt=body"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("did you mean `text`?"), "{}", said.err);
}

#[test]
fn a_broken_row_record_or_value_does_not_end_its_file() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "a.csv", format!("id,text\n1,\"{FIRST}\"\n2,too,many,cells\n\n3,\"{SECOND}\"\n4,\n"));
    put(
        folder.path(),
        "b.json",
        format!(
            "[{{\"id\": \"j1\", \"text\": \"{FIRST}\"}},\n {{\"id\": oops}}, 5,\n {{\"id\": \"j2\", \"text\": \"{SECOND}\"}}]"
        ),
    );
    let mut archive = response(
        "https://example.org/1",
        "Content-Type: text/html",
        page().replace(URL, "https://example.org/1").as_bytes(),
    );
    archive.extend_from_slice(b"lost bytes\r\nand more of them\r\n");
    archive.extend(response(
        "https://example.org/bad",
        "Content-Type: text/html\r\nContent-Encoding: gzip",
        &gzip(page().as_bytes())[..200],
    ));
    archive.extend(response("https://example.org/picture", "Content-Type: image/png", b"\x89PNG"));
    archive.extend(warc_record(
        "request",
        "application/http; msgtype=request",
        "https://example.org/2",
        b"GET / HTTP/1.1\r\n\r\n",
    ));
    archive.extend(response(
        "https://example.org/2",
        "Content-Type: text/html",
        page().replace(URL, "https://example.org/2").as_bytes(),
    ));
    let cut = archive.len() - 300;
    put(folder.path(), "c.warc", &archive);
    put(folder.path(), "d.warc.gz", [gzip(&archive[..500]), gzip(&archive[500..cut])].concat());
    let (code, records) = run(folder.path(), &["--duplicates", "off"]);
    assert_eq!(code, 2);
    let of = |name: &str, list: &[Value], key: &str| -> Vec<String> {
        let own = list.iter().filter(|record| record["path"].as_str().unwrap().ends_with(name));
        own.map(|record| record[key].as_str().map_or_else(|| record[key].to_string(), ToOwned::to_owned))
            .collect()
    };
    assert_eq!(of("a.csv", &records.documents, "id"), ["1", "3"]);
    assert_eq!(of("a.csv", &records.rejects, "reason"), ["csv", "empty"]);
    assert_eq!(of("a.csv", &records.rejects, "line"), ["3", "6"]);
    assert_eq!(of("b.json", &records.documents, "id"), ["j1", "j2"]);
    assert_eq!(of("b.json", &records.rejects, "reason"), ["json", "field_type"]);
    assert_eq!(of("b.json", &records.rejects, "line"), ["2", "2"]);
    assert_eq!(of("c.warc", &records.documents, "url"), ["https://example.org/1", "https://example.org/2"]);
    assert_eq!(of("c.warc", &records.rejects, "reason"), ["warc", "compression"]);
    assert_eq!(of("d.warc.gz", &records.documents, "url"), ["https://example.org/1"]);
    assert_eq!(of("d.warc.gz", &records.rejects, "reason"), ["warc", "compression", "warc"]);
}

#[test]
fn encodings_are_declared_detected_and_recorded() {
    let folder = tempfile::tempdir().unwrap();
    let latin = |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<u8>>();
    let accented = format!("{FIRST} The café in Tromsø was full, naïve as it may be. {SECOND}");
    let page = |head: &str| {
        format!("<html><head>{head}</head><body><article><p>{accented}</p></article></body></html>")
    };
    put(folder.path(), "meta.html", latin(&page("<meta charset=iso-8859-15>")));
    put(folder.path(), "lying.html", page("<meta charset=iso-8859-1>"));
    put(
        folder.path(),
        "header.warc",
        response(URL, "Content-Type: text/html; charset=ISO-8859-1", &latin(&page(""))),
    );
    put(folder.path(), "table.csv", latin(&format!("id,title,text\ntable,Café,\"{accented}\"\n")));
    let wide: Vec<u8> =
        format!("\u{feff}id,text\nwide,\"{accented}\"\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
    put(folder.path(), "wide.csv", wide);
    let (code, records) = run(folder.path(), &["--duplicates", "off"]);
    assert_eq!((code, records.documents.len()), (0, 5), "{:?}", records.rejects);
    for document in &records.documents {
        let name = document["path"].as_str().unwrap().rsplit('/').next().unwrap();
        let expected = match name {
            "meta.html" => "ISO-8859-15",
            "lying.html" => "UTF-8",
            "wide.csv" => "UTF-16LE",
            _ => "windows-1252",
        };
        assert_eq!(document["encoding"], expected, "{name}");
        let words: String =
            document["blocks"].as_array().unwrap().iter().map(|b| b["text"].as_str().unwrap()).collect();
        assert!(words.contains("café in Tromsø was full, naïve"), "{name}: {words}");
    }
    let table = records.documents.iter().find(|d| d["id"] == "table").unwrap();
    assert_eq!(table["title"], "Café");
}

#[test]
fn other_languages_are_set_aside_unless_wanted() {
    let folder = tempfile::tempdir().unwrap();
    put(
        folder.path(),
        "de.txt",
        "Norwegen hat der Ukraine am Montag zwei Batterien für die Luftabwehr zugesagt, wie die Ministerin in Oslo sagte. Sie werden noch vor dem Winter übergeben, und die Mannschaften sind im Süden des Landes ausgebildet worden.",
    );
    put(
        folder.path(),
        "ru.jsonl",
        "{\"id\": \"ru\", \"text\": \"Норвегия в понедельник пообещала передать Украине две батареи ПВО, сообщила министр в Осло.\"}\n",
    );
    put(folder.path(), "en.txt", FIRST);
    let (code, records) = run(folder.path(), &[]);
    assert_eq!((code, records.documents.len()), (2, 1));
    for (reject, language) in records.rejects.iter().zip(["German", "Russian"]) {
        assert_eq!(reject["reason"], "language");
        assert!(reject["detail"].as_str().unwrap().contains(language), "{reject}");
    }
    let (code, records) = run(folder.path(), &["--any-language"]);
    assert_eq!((code, records.documents.len()), (0, 3));
}

#[test]
fn bombs_and_giants_are_rejected_and_the_rest_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let blanks = vec![b' '; 96 << 20];
    put(folder.path(), "gzip.txt.gz", gzip(&blanks));
    put(folder.path(), "zstd.jsonl.zst", zstd(&blanks));
    put(
        folder.path(),
        "page.warc",
        response(URL, "Content-Type: text/html\r\nContent-Encoding: gzip", &gzip(&blanks)),
    );
    put(folder.path(), "page.html", vec![b'x'; (20 << 20) + 1]);
    put(folder.path(), "elements.html", format!("<html>{}", "<p>".repeat(300_001)));
    put(folder.path(), "quote.csv", b"id,text\n1,\"never closed");
    put(folder.path(), "column.parquet", {
        let schema = "message m { required binary text (UTF8); }";
        parquet_table(schema, Compression::ZSTD(ZstdLevel::default()), |writer| {
            let mut group = writer.next_row_group().unwrap();
            let mut column = group.next_column().unwrap().unwrap();
            let cells = vec![ByteArray::from(blanks[..1 << 20].to_vec()); 96];
            column.typed::<ByteArrayType>().write_batch(&cells, None, None).unwrap();
            column.close().unwrap();
            group.close().unwrap();
        })
    });
    put(folder.path(), "z.txt", FIRST);
    let (code, records) = run(folder.path(), &[]);
    assert_eq!(code, 2);
    let large: Vec<&str> = records
        .rejects
        .iter()
        .filter(|reject| reject["reason"] == "too_large")
        .map(|reject| reject["path"].as_str().unwrap().rsplit('/').next().unwrap())
        .collect();
    assert!(
        ["elements.html", "gzip.txt.gz", "page.html", "page.warc", "zstd.jsonl.zst"]
            .iter()
            .all(|name| large.contains(name)),
        "{:?}",
        records.rejects
    );
    assert!(large.contains(&"column.parquet"), "{:?}", records.rejects.iter().take(3).collect::<Vec<_>>());
    assert!(records.documents.iter().any(|document| document["id"] == "z"));
}

#[test]
fn hostile_pages_end_and_keep_their_words() {
    let folder = tempfile::tempdir().unwrap();
    let words = format!("<p>{FIRST}</p><p>{SECOND}</p>");
    let pages = [
        ("divs", "<div>".repeat(100_000) + &words + &"</div>".repeat(100_000)),
        ("unclosed", "<div><span>".repeat(100_000) + &words),
        (
            "formatting",
            (0..50_000).map(|n| format!("<b a={n}>")).collect::<String>() + &"<p>and".repeat(50_000) + &words,
        ),
        ("tables", "<table><tr><td>".repeat(50_000) + &words),
        ("lists", "<ul><li>".repeat(100_000) + &words),
        ("attributes", format!("<div {}>{words}", "a=1 b=2 ".repeat(100_000))),
        ("entities", format!("<div>{}</div>{words}", "&amp; ".repeat(300_000))),
        ("signs", format!("{}{words}", "< ".repeat(500_000))),
        ("quotes", format!("<p>{FIRST}<p>{SECOND}<a title=\"{}", "<a title=\"".repeat(200_000))),
        ("comments", format!("{words}{}", "<!--".repeat(200_000))),
        ("regions", "<svg>".repeat(100_000) + &words),
    ];
    for (name, body) in &pages {
        put(folder.path(), &format!("{name}.html"), format!("<!doctype html><title>T</title><body>{body}"));
    }
    let (_, records) = run(folder.path(), &["--duplicates", "off"]);
    assert_eq!(records.accounted(), pages.len());
    for (name, _) in &pages {
        let document = records.documents.iter().find(|document| document["id"] == *name);
        let words = document.map(|d| d["blocks"].to_string()).unwrap_or_default();
        assert!(words.contains("Norway pledged on Monday"), "{name}: {:?}", records.rejects);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_damage_to_a_table_or_archive_panics(
        hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let archive = [response(URL, "Content-Type: text/html", page().as_bytes()), response(URL, "Content-Type: text/html\r\nContent-Encoding: br", page().as_bytes())].concat();
        for mut bytes in [parquet_article(), zstd(&archive), gzip(&archive), archive.clone()] {
            for (at, byte) in &hits {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            if is_cut {
                bytes.truncate(cut.index(bytes.len()));
            }
            let items = open_reader(Cursor::new(bytes), "any", None, &Limits::default());
            prop_assert!(items.count() < 50);
        }
    }
}
