//! That files are whole or not there, and that a closed pipe is told from a full disk.

use super::sample::{Sample, reject};
use crate::error::Error;
use crate::write::{JsonLines, OutputFolder, RunRecord, claim, closed_pipe_is_success, document};
use std::fs;
use std::io::{self, Write};

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
        let mut output = OutputFolder::create(&folder).unwrap();
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
    OutputFolder::create(home.path()).unwrap().finish(&RunRecord::new("old", Vec::new())).unwrap();
    let mut output = OutputFolder::create(home.path()).unwrap();
    output.reject(&reject()).unwrap();
    drop(output);
    assert_eq!(names(home.path()), ["claims.jsonl", "documents.jsonl", "rejects.jsonl", "run.json"]);
    assert_eq!(fs::read_to_string(home.path().join("rejects.jsonl")).unwrap(), "");
    assert!(fs::read_to_string(home.path().join("run.json")).unwrap().contains("\"old\""));
}

#[test]
fn a_file_in_the_way_is_named_with_the_way_out() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("taken");
    fs::write(&file, "").unwrap();
    let message = OutputFolder::create(&file).err().unwrap().to_string();
    assert!(message.contains("taken: expected a folder") && message.contains("--out"), "{message}");
    let below = OutputFolder::create(&file.join("below")).err().unwrap().to_string();
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
