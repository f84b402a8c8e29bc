//! Settings: what flags are where nobody gives them, from `claimwright.toml` and variables of the environment.
//!
//! A flag of the command line goes before `CLAIMWRIGHT_FLAG`, that before the file, that before our default. It knows no
//! command and no flag by name: what the command line declares can be set.

use crate::diagnostic::table::{Free, Placed, Source, Table};
use crate::diagnostic::{Severity, nearest};
use crate::error::{Error, Result};
use clap::builder::BoolishValueParser;
use clap::{Arg, ArgAction, Command, ValueHint};
use std::any::TypeId;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The name of the file, looked for in the working directory and those above it.
const FILE: &str = "claimwright.toml";

/// The flag that names another file, or none.
const FLAG: &str = "--settings";

/// A value of the file.
#[derive(Clone)]
struct Setting {
    values: Vec<String>,
}

/// Settings of one command, or of all that have the flag, by the flag's name.
type Flags = BTreeMap<String, Setting>;

/// The command with its defaults set, and the file that they are from.
#[derive(Debug)]
pub struct Applied {
    /// The command.
    pub command: Command,
    /// The file, where there is one.
    pub file: Option<PathBuf>,
}

/// Sets the defaults of all flags of `command`; `given` is the command line, for `--settings`.
///
/// # Errors
/// A file that cannot be read; and one with mistakes, all of which are told.
pub fn apply(command: Command, given: &[OsString]) -> Result<Applied> {
    let command = with_environment(command);
    let Some(file) = file(given) else { return Ok(Applied { command, file: None }) };
    let text = std::fs::read_to_string(&file).map_err(Error::io(&file))?;
    let name = file.display().to_string();
    let mut source = Source::new(&name, &text);
    let top = source.parse();
    let leaves = leaves(&command);
    let (all, of_commands) = read(top, &mut source, &leaves);
    let folder = file.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let command = set(command, "", &all, &of_commands, folder);
    let mistakes: Vec<String> = source
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .map(|d| d.render(&text))
        .collect();
    if mistakes.is_empty() {
        return Ok(Applied { command, file: Some(file) });
    }
    Err(Error::Usage(format!("mistakes in the settings\n{}", mistakes.join("\n\n"))))
}

/// The file that is named on the command line or in the environment, else the nearest.
fn file(given: &[OsString]) -> Option<PathBuf> {
    let mut named = std::env::var_os("CLAIMWRIGHT_SETTINGS").filter(|name| !name.is_empty());
    let mut rest = given.iter();
    while let Some(argument) = rest.next() {
        if argument == "--" {
            break;
        }
        if argument == FLAG {
            named = rest.next().cloned();
        } else if let Some(name) = argument.to_str().and_then(|a| a.strip_prefix(FLAG)?.strip_prefix('=')) {
            named = Some(name.into());
        }
    }
    match named {
        Some(name) if name == "none" => None,
        Some(name) => Some(name.into()),
        None => {
            let here = std::env::current_dir().ok()?;
            let found = here.ancestors().map(|folder| folder.join(FILE)).find(|file| file.is_file())?;
            Some(if found.parent() == Some(&here) { FILE.into() } else { found })
        }
    }
}

/// The commands that do something, by their names with `-` between.
fn leaves(command: &Command) -> BTreeMap<String, Vec<Arg>> {
    let mut leaves = BTreeMap::new();
    let mut open: Vec<(String, &Command)> = vec![(String::new(), command)];
    while let Some((name, command)) = open.pop() {
        let below: Vec<_> = command.get_subcommands().map(|c| (joined(&name, c.get_name()), c)).collect();
        if below.is_empty() {
            leaves.insert(name, command.get_arguments().filter(|a| key(a).is_some()).cloned().collect());
        }
        open.extend(below);
    }
    leaves
}

fn joined(name: &str, below: &str) -> String {
    if name.is_empty() { below.to_owned() } else { format!("{name}-{below}") }
}

/// The name that an argument has in the file; none if it cannot be set.
fn key(argument: &Arg) -> Option<String> {
    if matches!(
        argument.get_action(),
        ArgAction::Help | ArgAction::HelpShort | ArgAction::HelpLong | ArgAction::Version
    ) || argument.get_id() == "settings"
    {
        return None;
    }
    let is_paths = argument.is_positional() && argument.get_id() == "paths";
    argument.get_long().map(ToOwned::to_owned).or_else(|| is_paths.then(|| "paths".to_owned()))
}

/// Reads settings for all commands and those for one, and reports what no command has.
fn read(
    top: Table,
    source: &mut Source,
    leaves: &BTreeMap<String, Vec<Arg>>,
) -> (Flags, BTreeMap<String, Flags>) {
    let every: Vec<&Arg> = leaves.values().flatten().collect();
    let (mut all, mut of_commands) = (Flags::new(), BTreeMap::new());
    for (name, value) in top.free(source) {
        match value {
            Free::Values(values) => take(&mut all, source, &name, values, &every),
            Free::Table(table) => match leaves.get(&name.value) {
                Some(arguments) => {
                    let arguments: Vec<&Arg> = arguments.iter().collect();
                    let mut flags = Flags::new();
                    for (key, value) in table.free(source) {
                        match value {
                            Free::Values(values) => take(&mut flags, source, &key, values, &arguments),
                            Free::Table(_) => unknown(source, &key, "a flag", Vec::new()),
                        }
                    }
                    of_commands.insert(name.value, flags);
                }
                None => unknown(source, &name, "a command", leaves.keys().cloned().collect()),
            },
        }
    }
    (all, of_commands)
}

fn take(
    flags: &mut Flags,
    source: &mut Source,
    name: &Placed<String>,
    values: Vec<Placed<String>>,
    known: &[&Arg],
) {
    let Some(argument) = known.iter().find(|argument| key(argument).as_deref() == Some(&name.value)) else {
        let mut names: Vec<String> = known.iter().filter_map(|argument| key(argument)).collect();
        names.sort();
        names.dedup();
        return unknown(source, name, "a flag", names);
    };
    let mut possible: Vec<String> =
        argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if is_switch(argument) {
        possible = vec!["true".into(), "false".into()];
    }
    for value in values.iter().filter(|value| !possible.is_empty() && !possible.contains(&value.value)) {
        let help = match nearest(&value.value, possible.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are: {}", possible.join(", ")),
        };
        let message = format!("`{}` cannot be `{}`", name.value, value.value);
        source.error("unknown-value", value.span.clone(), message, "", Some(help));
    }
    let values = values.into_iter().map(|value| value.value).collect();
    flags.insert(name.value.clone(), Setting { values });
}

fn unknown(source: &mut Source, name: &Placed<String>, what: &str, known: Vec<String>) {
    let help = match nearest(&name.value, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are: {}", known.join(", ")),
    };
    let message = format!("`{}` is not the name of {what}", name.value);
    source.error("unknown-key", name.span.clone(), message, "not known", Some(help));
}

fn is_switch(argument: &Arg) -> bool {
    matches!(argument.get_action(), ArgAction::SetTrue)
}

/// Lets every flag be set by its variable.
fn with_environment(command: Command) -> Command {
    command
        .mut_args(|argument| match key(&argument) {
            Some(key) if argument.get_long().is_some() => {
                let variable = format!("CLAIMWRIGHT_{}", key.to_uppercase().replace('-', "_"));
                let argument = argument.env(variable).hide_env(true);
                if is_switch(&argument) { argument.value_parser(BoolishValueParser::new()) } else { argument }
            }
            _ => argument,
        })
        .mut_subcommands(with_environment)
}

/// Sets the defaults of a command and those below it.
fn set(
    command: Command,
    name: &str,
    all: &Flags,
    of_commands: &BTreeMap<String, Flags>,
    folder: &Path,
) -> Command {
    let own = of_commands.get(name);
    let command = command.mut_args(|argument| {
        let Some(key) = key(&argument) else { return argument };
        let Some(setting) = own.and_then(|own| own.get(&key)).or_else(|| all.get(&key)) else {
            return argument;
        };
        let is_path = argument.get_value_parser().type_id() == TypeId::of::<PathBuf>()
            || argument.get_value_hint() == ValueHint::AnyPath;
        let values: Vec<String> = setting
            .values
            .iter()
            .map(|value| if is_path { within(folder, value) } else { value.clone() })
            .collect();
        argument.required(false).default_values(values)
    });
    command.mut_subcommands(|below| {
        let name = joined(name, below.get_name());
        set(below, &name, all, of_commands, folder)
    })
}

/// A path of the file, which counts from the file's folder.
fn within(folder: &Path, path: &str) -> String {
    if path == "-" || folder == Path::new(".") {
        return path.to_owned();
    }
    folder.join(path).display().to_string()
}
