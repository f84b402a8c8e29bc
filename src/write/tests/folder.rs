//! That files are whole or not there, and that a closed pipe is told from a full disk.

use super::sample::{Sample, reject};
use crate::error::Error;
use crate::write::{
    Dialect, JsonLines, OutputFolder, OutputFormat, RunRecord, claim, closed_pipe_is_success, document,
    tables,
};
use std::fs;
use std::io::{self, Write};

const JSONL: [OutputFormat; 1] = [OutputFormat::Jsonl];

fn names(folder: &std::path::Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_finished_folder_holds_four_whole_files_and_the_same_bytes_again() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("new/output");
    let sample = Sample::new();
    let mut first = Vec::new();
    for round in 0..2 {
        let mut output = OutputFolder::create(&folder, &JSONL).unwrap();
        output.document(&document(&sample.found())).unwrap();
        output.claim(&claim(&sample.found(), &sample.claim(), "pledge", "k")).unwrap();
        output.claim(&claim(&sample.found(), &sample.claim(), "vow", "k")).unwrap();
        output.reject(&reject()).unwrap();
        output.finish(&RunRecord::new("k", Vec::new())).unwrap();
        assert_eq!(names(&folder), ["claims.jsonl", "documents.jsonl", "rejects.jsonl", "run.json"]);
        let bytes: Vec<String> =
            names(&folder).iter().map(|n| fs::read_to_string(folder.join(n)).unwrap()).collect();
        assert_eq!(bytes[0].lines().count(), 2);
        assert!(bytes.iter().all(|b| b.ends_with('\n')));
        if round == 0 {
            first = bytes;
        } else {
            assert_eq!(first, bytes);
        }
    }
}

#[test]
fn a_run_that_stops_half_way_leaves_the_earlier_run_alone() {
    let home = tempfile::tempdir().unwrap();
    OutputFolder::create(home.path(), &JSONL).unwrap().finish(&RunRecord::new("old", Vec::new())).unwrap();
    let mut output = OutputFolder::create(home.path(), &JSONL).unwrap();
    output.reject(&reject()).unwrap();
    drop(output);
    assert_eq!(names(home.path()), ["claims.jsonl", "documents.jsonl", "rejects.jsonl", "run.json"]);
    assert_eq!(fs::read_to_string(home.path().join("rejects.jsonl")).unwrap(), "");
    assert!(fs::read_to_string(home.path().join("run.json")).unwrap().contains("\"old\""));
}

#[test]
fn tables_stand_beside_lines_and_go_when_they_are_no_longer_written() {
    let home = tempfile::tempdir().unwrap();
    let sample = Sample::new();
    let write = |formats: &[OutputFormat]| {
        let mut output = OutputFolder::create(home.path(), formats).unwrap();
        output.document(&document(&sample.found())).unwrap();
        output.claim(&claim(&sample.found(), &sample.claim(), "pledge", "k")).unwrap();
        output.link(&std::collections::BTreeMap::new()).unwrap();
        output.finish(&RunRecord::new("k", Vec::new())).unwrap();
    };
    fs::write(home.path().join("mine.csv"), "kept").unwrap();
    write(&[OutputFormat::Jsonl, OutputFormat::Csv(Dialect::Exact), OutputFormat::Parquet]);
    assert_eq!(names(home.path()).len(), 4 + 1 + 2 * tables().len());
    for table in tables() {
        let csv = fs::read_to_string(home.path().join(format!("{}.csv", table.name))).unwrap();
        let mut reader = ::csv::Reader::from_reader(csv.as_bytes());
        let columns: Vec<&str> = table.schema.fields.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), columns);
        let rows: Vec<::csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert!(!rows.is_empty(), "{}", table.name);
        for (index, column) in table.schema.fields.iter().enumerate().filter(|(_, c)| c.is_required()) {
            assert!(rows.iter().all(|r| !r[index].is_empty()), "{}.{}", table.name, column.name);
        }
    }
    write(&[OutputFormat::Csv(Dialect::Exact)]);
    assert!(!home.path().join("claims.jsonl").exists() && !home.path().join("claims.parquet").exists());
    write(&JSONL);
    assert_eq!(
        names(home.path()),
        ["claims.jsonl", "documents.jsonl", "mine.csv", "rejects.jsonl", "run.json"]
    );
}

#[test]
fn a_file_in_the_way_is_named_with_the_way_out() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("taken");
    fs::write(&file, "").unwrap();
    let message = OutputFolder::create(&file, &JSONL).err().unwrap().to_string();
    assert!(message.contains("taken: expected a folder") && message.contains("--out"), "{message}");
    let below = OutputFolder::create(&file.join("below"), &JSONL).err().unwrap().to_string();
    assert!(below.contains("below: "), "{below}");
}

/// Takes so many bytes, then fails.
struct Failing(usize, io::ErrorKind);

impl Write for Failing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(self.1.into());
        }
        let taken = bytes.len().min(self.0);
        self.0 -= taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn write_much(to: Failing) -> Result<(), Error> {
    let mut lines = JsonLines::new(to, "-");
    for _ in 0..10_000 {
        lines.write(&reject())?;
    }
    lines.flush()
}

#[test]
fn a_closed_pipe_is_success_and_a_full_disk_is_not() {
    let closed = write_much(Failing(1000, io::ErrorKind::BrokenPipe));
    assert!(closed.as_ref().is_err_and(Error::is_closed_pipe));
    assert!(closed_pipe_is_success(closed).is_ok());
    let full = closed_pipe_is_success(write_much(Failing(1000, io::ErrorKind::StorageFull)));
    assert!(full.unwrap_err().to_string().starts_with("-: "));
}
