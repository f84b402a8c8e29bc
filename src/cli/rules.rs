//! `claimwright rules check` and `rules test`: mistakes in the user's data, and whether rules do as they say.
//!
//! Exit codes: 0 clean, 1 mistakes or failing examples, 2 a folder that cannot be read (an [`Error`]).

use crate::check::{FoundClaim, Judgement, Verdict, judge};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::{Error, Result};
use crate::rules::files::{Files, severity_name};
use crate::rules::knowledge::{Knowledge, check as check_files, summary};
use serde::Serialize;
use std::io::Write;
use std::path::PathBuf;

/// Where the user's own knowledge lies.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct KnowledgeArgs {
    /// Folder (or file) of lexicon files that add to ours; may be given more than once
    #[arg(long, value_name = "DIR")]
    pub lexicon: Vec<PathBuf>,
    /// Folder (or file) of rules that add to ours, or replace those of the same name
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
}

/// Arguments of `rules check`.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(
    after_help = "Examples:\n  claimwright rules check --lexicon mine/lexicon --rules mine/rules --strict"
)]
pub struct CheckArgs {
    #[command(flatten)]
    #[expect(missing_docs, reason = "the fields are documented")]
    pub knowledge: KnowledgeArgs,
    /// Write one JSON object a mistake
    #[arg(long)]
    pub json: bool,
    /// Let warnings count as mistakes
    #[arg(long)]
    pub strict: bool,
}

/// Arguments of `rules test`.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(after_help = "Examples:\n  claimwright rules test --rules mine/rules")]
pub struct TestArgs {
    #[command(flatten)]
    #[expect(missing_docs, reason = "the fields are documented")]
    pub knowledge: KnowledgeArgs,
    /// Write one JSON object an example
    #[arg(long)]
    pub json: bool,
}

impl KnowledgeArgs {
    /// Reads the files, ours and the user's.
    ///
    /// # Errors
    /// A folder or file that cannot be read.
    pub fn files(&self) -> Result<Files> {
        Files::read(&self.lexicon, &self.rules)
    }
}

/// `rules check`: writes all mistakes to `out` and returns the exit code.
///
/// # Errors
/// A folder that cannot be read, or `out` that cannot be written.
pub fn check(args: &CheckArgs, out: &mut dyn Write) -> Result<u8> {
    report_mistakes(&args.knowledge.files()?, args.json, args.strict, out)
}

/// Writes all mistakes in `files` to `out` and returns the exit code.
///
/// # Errors
/// `out` cannot be written.
pub fn report_mistakes(files: &Files, json: bool, strict: bool, out: &mut dyn Write) -> Result<u8> {
    let diagnostics = check_files(files);
    let mut text = String::new();
    for diagnostic in &diagnostics {
        if json {
            text.push_str(&json_line(&MistakeLine::new(files, diagnostic)));
        } else {
            text.push_str(&files.render(diagnostic));
            text.push_str("\n\n");
        }
    }
    if !json {
        text.push_str(&format!("{} in {} files\n", summary(&diagnostics), files.iter().count()));
    }
    write(out, &text)?;
    let bad = diagnostics.iter().any(|d| strict || d.severity == Severity::Error);
    Ok(u8::from(bad))
}

/// `rules test`: judges the examples of all rules and returns the exit code; `find` finds the claims of
/// a text. Where the data has mistakes these are written instead.
///
/// # Errors
/// A folder that cannot be read, or `out` that cannot be written.
pub fn test(
    args: &TestArgs,
    find: impl Fn(&Knowledge, &str) -> Vec<FoundClaim>,
    out: &mut dyn Write,
) -> Result<u8> {
    let files = args.knowledge.files()?;
    let knowledge = match Knowledge::compile(files.clone()) {
        Ok(knowledge) => knowledge,
        Err(mistakes) => {
            for diagnostic in mistakes.diagnostics.iter().filter(|_| args.json) {
                write(out, &json_line(&MistakeLine::new(&files, diagnostic)))?;
            }
            if !args.json {
                write(out, &format!("{mistakes}\n"))?;
            }
            return Ok(1);
        }
    };
    let judgements = judge(&knowledge.rules, |text| find(&knowledge, text));
    report_judgements(&files, &judgements, args.json, out)
}

/// Writes how examples came out to `out` and returns the exit code.
///
/// # Errors
/// `out` cannot be written.
pub fn report_judgements(
    files: &Files,
    judgements: &[Judgement],
    json: bool,
    out: &mut dyn Write,
) -> Result<u8> {
    let mut text = String::new();
    for judgement in judgements {
        if json {
            text.push_str(&json_line(&ExampleLine::new(files, judgement)));
        } else if let Some(diagnostic) = judgement.diagnostic() {
            text.push_str(&files.render(&diagnostic));
            for line in judgement.details() {
                text.push_str(&format!("\n  {line}"));
            }
            text.push_str("\n\n");
        }
    }
    if !json {
        let count = |v: Verdict| judgements.iter().filter(|j| j.verdict == v).count();
        let counts = Verdict::ALL.map(|v| format!("{} {}", count(v), v.name())).join(", ");
        text.push_str(&format!("{} examples: {counts}\n", judgements.len()));
    }
    write(out, &text)?;
    Ok(u8::from(judgements.iter().any(|j| !j.verdict.is_good())))
}

fn write(out: &mut dyn Write, text: &str) -> Result<()> {
    out.write_all(text.as_bytes()).map_err(Error::io("-"))
}

fn json_line(value: &impl Serialize) -> String {
    // Strings and numbers under string keys cannot fail.
    serde_json::to_string(value).map(|line| line + "\n").unwrap_or_default()
}

/// A mistake as `--json` writes it.
#[derive(Serialize)]
struct MistakeLine<'d> {
    severity: &'static str,
    code: &'d str,
    file: &'d str,
    line: usize,
    column: usize,
    message: &'d str,
    label: &'d str,
    help: Option<&'d str>,
}

impl<'d> MistakeLine<'d> {
    fn new(files: &Files, d: &'d Diagnostic) -> Self {
        let (line, column) = d.line_column(files.text(&d.file).unwrap_or(""));
        let (severity, help) = (severity_name(d.severity), d.help.as_deref());
        Self {
            severity,
            code: d.code,
            file: &d.file,
            line,
            column,
            message: &d.message,
            label: &d.label,
            help,
        }
    }
}

/// An example as `--json` writes it.
#[derive(Serialize)]
struct ExampleLine<'j> {
    rule: &'j str,
    kind: &'static str,
    verdict: Verdict,
    file: &'j str,
    line: usize,
    column: usize,
    text: &'j str,
    found: &'j [FoundClaim],
    differences: &'j [crate::check::examples::Difference],
}

impl<'j> ExampleLine<'j> {
    fn new(files: &Files, j: &'j Judgement) -> Self {
        let source = files.text(&j.rule.file).unwrap_or("");
        let (line, column) = crate::diagnostic::line_column(source, j.example.span.start);
        Self {
            rule: &j.rule.name,
            kind: if j.accepted { "accepts" } else { "refuses" },
            verdict: j.verdict,
            file: &j.rule.file,
            line,
            column,
            text: &j.example.text,
            found: &j.found,
            differences: &j.differences,
        }
    }
}
