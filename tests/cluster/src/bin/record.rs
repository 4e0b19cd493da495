//! `cargo run -p cluster --features record --bin record -- FOLDER`: makes the recorded cluster anew.

use std::{env, path::PathBuf, process::ExitCode};

fn main() -> ExitCode {
    let mut words = env::args_os().skip(1);
    let (Some(folder), None) = (words.next().map(PathBuf::from), words.next()) else {
        eprintln!("usage: record FOLDER");
        return ExitCode::from(2);
    };
    match cluster::record::record(&folder, &|line| println!("record: {line}")) {
        Ok(summary) => {
            println!("record: {summary}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("record: {error}");
            ExitCode::FAILURE
        }
    }
}
