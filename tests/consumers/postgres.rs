//! A PostgreSQL of one test: its own data, reached by a Unix socket alone, gone with the test.
//!
//! The server does not run as root; there a user without rights takes its place.

use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A running server.
pub struct Cluster {
    home: tempfile::TempDir,
    programs: PathBuf,
    /// Who runs the server, where we may not.
    user: Option<&'static str>,
}

/// The folder of the newest server, after Debian's layout, else that of the search path.
fn programs() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            Some((path.file_name()?.to_str()?.parse().ok()?, path.join("bin")))
        })
        .collect();
    versions.sort();
    let debian = versions.into_iter().rev().map(|(_, path)| path);
    let path = std::env::var_os("PATH").unwrap_or_default();
    debian
        .chain(std::env::split_paths(&path))
        .find(|folder| ["initdb", "pg_ctl"].iter().all(|name| folder.join(name).is_file()))
}

fn said(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|o| o.status.success())?;
    String::from_utf8(output.stdout).ok()
}

impl Cluster {
    /// Starts a server; none where there is none.
    pub fn start() -> Option<Self> {
        let programs = programs()?;
        said(Command::new("psql").arg("--version"))?;
        let root = said(Command::new("id").arg("-u"))?.trim() == "0";
        let user = root
            .then(|| ["postgres", "nobody"].into_iter().find(|u| said(Command::new("id").arg(u)).is_some()));
        let user = match user {
            Some(found) => Some(found?),
            None => None,
        };
        let home = tempfile::tempdir().unwrap();
        let cluster = Self { home, programs, user };
        std::fs::set_permissions(cluster.home.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
        let data = cluster.home.path().join("d");
        std::fs::create_dir(&data).unwrap();
        if let Some(user) = user {
            assert!(Command::new("chown").arg(user).arg(&data).status().unwrap().success());
        }
        let folder = data.display();
        cluster.server(
            "initdb",
            &[
                "-D",
                &folder.to_string(),
                "-A",
                "trust",
                "-U",
                "claimwright",
                "-E",
                "UTF8",
                "--locale=C",
                "-N",
            ],
        );
        let options = format!("-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off");
        let log = format!("{folder}/log");
        cluster.server("pg_ctl", &["-D", &folder.to_string(), "-w", "-l", &log, "-o", &options, "start"]);
        Some(cluster)
    }

    /// Runs a program of the server as the user who may.
    fn server(&self, name: &str, arguments: &[&str]) {
        let program = self.programs.join(name);
        let mut command = match self.user {
            Some(user) => {
                let mut command = Command::new("runuser");
                command.args(["-u", user, "--"]).arg(program);
                command
            }
            None => Command::new(program),
        };
        // The server keeps what it is given: with pipes we would wait for its end.
        let log = std::fs::File::create(self.home.path().join(name)).unwrap();
        command.args(arguments).current_dir(self.home.path().join("d"));
        let status =
            command.stdin(Stdio::null()).stdout(log.try_clone().unwrap()).stderr(log).status().unwrap();
        let told = std::fs::read_to_string(self.home.path().join(name)).unwrap_or_default();
        assert!(status.success(), "{name}: {told}");
    }

    fn client(&self, sql: &str, folder: &Path, more: &[&str]) -> Result<String, String> {
        let mut child = Command::new("psql")
            .args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-U", "claimwright", "-d", "postgres", "-h"])
            .arg(self.home.path().join("d"))
            .args(more)
            .args(["-f", "-"])
            .env("PGCLIENTENCODING", "UTF8")
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(sql.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let error = String::from_utf8(output.stderr).unwrap();
        if output.status.success() { Ok(String::from_utf8(output.stdout).unwrap()) } else { Err(error) }
    }

    /// Runs `sql` in `folder`; what it answers is CSV.
    pub fn psql(&self, sql: &str, folder: &Path) -> String {
        self.try_psql(sql, folder).unwrap_or_else(|error| panic!("{error}\n{sql}"))
    }

    /// Runs `sql` in `folder`, or says why not.
    pub fn try_psql(&self, sql: &str, folder: &Path) -> Result<String, String> {
        self.client(sql, folder, &["--csv"])
    }

    /// Runs `sql` in `folder`; what it answers are bare values, a row a line.
    pub fn psql_plain(&self, sql: &str, folder: &Path) -> String {
        self.client(sql, folder, &["-A", "-t"]).unwrap_or_else(|error| panic!("{error}\n{sql}"))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let data = self.home.path().join("d").display().to_string();
        if self.home.path().join("d/postmaster.pid").exists() {
            self.server("pg_ctl", &["-D", &data, "-w", "-m", "immediate", "stop"]);
        }
    }
}
