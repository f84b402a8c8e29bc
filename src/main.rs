//! The `claimwright` command.

fn main() -> std::process::ExitCode {
    claimwright::cli::main()
}
