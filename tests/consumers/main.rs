//! That those for whom the output is made can open it: DuckDB, Polars, pandas and PostgreSQL, themselves.
//!
//! Python is that of `CLAIMWRIGHT_PYTHON`, else of `target/consumers` (a virtual environment with
//! `requirements.txt`, as `.ci/run` makes it), else `python3`. What is not installed is skipped with a line that
//! says so; with `CLAIMWRIGHT_CI=1` it is a failure. `BLESS=1 cargo test --test consumers` writes the results in
//! `docs/analytics.md` and the README anew.

mod book;
#[path = "../common/mod.rs"]
mod common;
mod postgres;
mod python;

use book::{Block, Book, Shown};
use common::{claimwright, root, text};
use postgres::Cluster;
use python::{python, skip};
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// Where the questions stand.
const BOOK: &str = "docs/analytics.md";

/// A folder with the output of a run over the corpus in `output/`.
fn home() -> &'static Path {
    static HOME: OnceLock<tempfile::TempDir> = OnceLock::new();
    HOME.get_or_init(|| {
        let home = tempfile::tempdir().unwrap();
        let output = home.path().join("output");
        let said = claimwright(&[
            "extract",
            "corpus",
            "--quiet",
            "--format",
            "jsonl,csv,parquet",
            "--out",
            text(&output),
        ]);
        assert_eq!(said.code, 0, "{said:?}");
        home
    })
    .path()
}

/// A folder with the output of articles that are hard to write: quotes, commas, tabs, line ends of all kinds, marks of
/// `COPY` and of spreadsheets, empty fields, characters of every length.
fn hard() -> &'static Path {
    static HARD: OnceLock<tempfile::TempDir> = OnceLock::new();
    HARD.get_or_init(|| {
        let home = tempfile::tempdir().unwrap();
        let claim = "Norway promised Moldova \"two\" Patriot batteries, if Russia breaks the ceasefire.";
        let texts = [
            format!("{claim}\r\n\r\n=1+1, \"\"\"\t\\N \\\\ \\t NULL null NaN true\n\n{claim}"),
            format!("\u{feff}«{claim}»\u{a0}— said 🙂 the minister’s e\u{301}cole, 上海.\n\n,\n\n\"\n\n{claim} \u{2028}{claim}"),
            format!("a\rb\rc\n\n{claim}\n\\N\n{claim} \u{7f}\u{85}\u{200b}\u{1f1f3}\u{1f1f4}\u{e000}\n\\.\n{claim}"),
        ];
        let titles = [json!(""), json!("'\"a, b\"\n;--"), Value::Null];
        let lines: String = texts
            .iter()
            .zip(titles)
            .enumerate()
            .map(|(i, (text, title))| {
                format!("{}\n", json!({"id": format!("h,\"{i}\""), "title": title, "text": text, "published": "2025-02"}))
            })
            .collect();
        let input = home.path().join("hard.jsonl");
        std::fs::write(&input, lines).unwrap();
        let output = home.path().join("output");
        let (from, to) = (text(&input), text(&output));
        let said = claimwright(&["extract", from, "-q", "--duplicates", "off", "--format", "jsonl,csv,parquet", "--out", to]);
        assert_eq!(said.code, 0, "{said:?}");
        home
    })
    .path()
}

/// Asks `run.py` about the output of `home`, and gives its lines.
fn ask(python: &Path, home: &Path, question: &Value) -> Vec<Value> {
    let mut child = Command::new(python)
        .arg(root().join("tests/consumers/run.py"))
        .current_dir(home)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(question.to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{question}:\n{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stdout).unwrap();
    said.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Runs all blocks of a consumer and holds each table that comes to the result shown in the book.
fn hold(consumer: &str, run: impl FnOnce(&[&Block]) -> Vec<Option<Shown>>) {
    let book = Book::read(BOOK);
    let blocks = book.blocks_of(consumer);
    assert!(blocks.len() >= 4, "{consumer} has {} blocks", blocks.len());
    let mut held = 0;
    for (block, found) in blocks.iter().zip(run(&blocks)) {
        let Some(found) = found else { continue };
        let shown = &book.results[block.result.expect("a result stands behind a block that gives one")];
        assert_eq!(&found, shown, "{consumer}, line {} of docs/analytics.md", block.line);
        held += 1;
    }
    assert!(held >= 3, "{consumer} answered {held} questions");
}

fn in_python(python: &Path, consumer: &str, blocks: &[&Block]) -> Vec<Option<Shown>> {
    let code: Vec<&str> = blocks.iter().map(|b| b.code.as_str()).collect();
    let answers = ask(python, home(), &json!({"consumer": consumer, "blocks": code}));
    assert_eq!(answers.len(), blocks.len());
    answers.into_iter().map(|answer| serde_json::from_value(answer).unwrap()).collect()
}

#[test]
fn duckdb_answers_as_book_and_readme_show() {
    let Some(python) = python("duckdb") else { return };
    if std::env::var_os("BLESS").is_some() {
        for file in [BOOK, "README.md"] {
            let book = Book::read(file);
            let blocks = book.blocks_of("duckdb");
            let answers = in_python(&python, "duckdb", &blocks);
            book.write(blocks.iter().zip(answers).filter_map(|(b, a)| Some((b.result?, a?))).collect());
        }
    }
    let readme = Book::read("README.md");
    let blocks = readme.blocks_of("duckdb");
    let answers = in_python(&python, "duckdb", &blocks);
    let answers: Vec<_> = answers.into_iter().flatten().collect();
    assert_eq!(answers, readme.results, "the README: BLESS=1 writes it anew");
    assert_eq!(answers.len(), 1);
    hold("duckdb", |blocks| in_python(&python, "duckdb", blocks));
}

#[test]
fn polars_answers_as_the_book_shows() {
    let Some(python) = python("polars") else { return };
    hold("polars", |blocks| in_python(&python, "polars", blocks));
}

#[test]
fn pandas_answers_as_the_book_shows() {
    let Some(python) = python("pandas, pyarrow") else { return };
    hold("pandas", |blocks| in_python(&python, "pandas", blocks));
}

#[test]
fn duckdb_polars_and_pandas_see_the_same_values_in_csv_and_parquet() {
    let Some(python) = python("duckdb, pandas, polars, pyarrow") else { return };
    for (home, least) in [(home(), 11), (hard(), 2)] {
        let said = ask(&python, home, &json!({"consumer": "same"}));
        let (rows, differences): (Vec<Value>, Vec<Value>) = said.into_iter().partition(Value::is_number);
        assert!(differences.is_empty(), "{differences:#?}");
        assert_eq!(rows.len(), 7);
        assert!(rows.iter().all(|n| n.as_u64() >= Some(least)), "{rows:?}");
    }
}

/// A cluster with the tables made and filled as the book shows.
fn filled() -> Option<Cluster> {
    let Some(cluster) = Cluster::start() else {
        skip("PostgreSQL (initdb, pg_ctl, psql)");
        return None;
    };
    cluster.psql(&claimwright(&["schema", "postgres"]).out, home());
    Some(cluster)
}

#[test]
fn postgresql_answers_as_the_book_shows() {
    let Some(cluster) = filled() else { return };
    hold("postgres", |blocks| {
        let run = |block: &&Block| Shown::from_csv(&cluster.psql(&block.code, home()));
        blocks.iter().map(run).collect()
    });
}

#[test]
fn csv_through_postgresql_equals_parquet_in_duckdb() {
    let Some(python) = python("duckdb") else { return };
    for (home, least) in [(home(), 1000), (hard(), 30)] {
        let Some(cluster) = filled() else { return };
        let load = Book::read(BOOK);
        for block in &load.blocks_of("postgres")[..1] {
            cluster.psql(&block.code, home);
        }
        let compared = compare(&cluster, &python, home);
        assert!(compared > least, "{compared} rows compared");
    }
}

/// Holds every row that PostgreSQL has to that which DuckDB reads from Parquet; returns how many there are.
fn compare(cluster: &Cluster, python: &Path, home: &Path) -> usize {
    let package: Value = serde_json::from_str(&claimwright(&["schema", "tables"]).out).unwrap();
    let mut compared = 0;
    for table in package["resources"].as_array().unwrap() {
        let name = table["name"].as_str().unwrap();
        let key = &table["schema"]["primaryKey"];
        let columns: Vec<&str> = key.as_array().unwrap().iter().map(|k| k.as_str().unwrap()).collect();
        let query = format!("SELECT row_to_json(t) FROM {name} t ORDER BY {}", columns.join(", "));
        let said = cluster.psql_plain(&query, home);
        let theirs: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let ours = ask(python, home, &json!({"consumer": "rows", "table": name, "key": key}));
        assert_eq!(theirs.len(), ours.len(), "rows of {name}");
        for (theirs, ours) in theirs.iter().zip(&ours) {
            assert_eq!(theirs, ours, "{name}");
            compared += 1;
        }
    }
    compared
}

#[test]
fn postgresql_refuses_a_row_that_points_nowhere() {
    let Some(cluster) = filled() else { return };
    let said = cluster.try_psql("INSERT INTO claim_roles VALUES ('c-0', 'holder', 0, 'NOR');", home());
    assert!(said.is_err_and(|error| error.contains("foreign key")));
}
