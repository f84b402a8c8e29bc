//! A Python with what a test needs, or a line that says that there is none.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Says that a test is skipped, which in continuous integration is a failure.
pub fn skip(what: &str) {
    assert!(std::env::var_os("CLAIMWRIGHT_CI").is_none(), "{what} is missing, and CLAIMWRIGHT_CI is set");
    println!("skipped: {what} is missing");
}

/// A Python in which `modules` can be imported: that of `CLAIMWRIGHT_PYTHON`, of `target/consumers`, or `python3`.
pub fn python(modules: &str) -> Option<PathBuf> {
    let given = std::env::var_os("CLAIMWRIGHT_PYTHON").map(PathBuf::from);
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/consumers/bin/python");
    let found = [given, Some(own), Some("python3".into())].into_iter().flatten().find(|python| {
        let import = Command::new(python).args(["-c", &format!("import {modules}")]).output();
        import.is_ok_and(|output| output.status.success())
    });
    if found.is_none() {
        skip(&format!("Python's {modules}"));
    }
    found
}
