//! The command line: one file a command. Commands write to what they are given and return an exit code.

pub mod rules;
