//! Programs that are run for what they print.

use std::{
    io::Read,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use crate::error::Error;

/// Longer than any program here takes, also on a machine that does ten other things.
const LIMIT: Duration = Duration::from_mins(3);

const POLL: Duration = Duration::from_millis(5);

/// What came of a program.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Its exit code; none if it was ended.
    pub code: Option<i32>,
    /// What it printed.
    pub stdout: Vec<u8>,
    /// What it complained of.
    pub stderr: Vec<u8>,
}

impl Outcome {
    /// Both outputs, for a person to read.
    pub fn shown(&self) -> String {
        let text = |bytes: &[u8]| -> String {
            let text = String::from_utf8_lossy(bytes).into_owned();
            match text.char_indices().nth(2000) {
                Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
                None => text,
            }
        };
        let code = self
            .code
            .map_or_else(|| "none: it was ended".to_owned(), |code| code.to_string());
        format!(
            "exit code: {code}\nstdout: {}\nstderr: {}",
            text(&self.stdout),
            text(&self.stderr)
        )
    }
}

/// Runs a program to its end, or until it has printed enough.
pub fn run(command: &mut Command, is_enough: impl Fn(&[u8]) -> bool) -> Result<Outcome, Error> {
    let mut child = start(command)?;
    let stdout = drain(child.stdout.take());
    let stderr = drain(child.stderr.take());
    let start = Instant::now();
    let mut code = None;
    loop {
        if let Ok(Some(status)) = child.try_wait() {
            code = status.code();
            break;
        }
        let has_enough = is_enough(&stdout.0.lock().unwrap_or_else(PoisonError::into_inner));
        if has_enough || start.elapsed() > LIMIT {
            // It may have ended meanwhile, which is what is wanted.
            let _ = child.kill();
            let _ = child.wait();
            break;
        }
        thread::sleep(POLL);
    }
    let taken = |(bytes, reader): (Arc<Mutex<Vec<u8>>>, thread::JoinHandle<()>)| {
        let _ = reader.join();
        std::mem::take(&mut *bytes.lock().unwrap_or_else(PoisonError::into_inner))
    };
    Ok(Outcome {
        code,
        stdout: taken(stdout),
        stderr: taken(stderr),
    })
}

/// Runs an installer or a compiler, which may take minutes; what it says is kept for the case that it fails.
pub fn must(command: &mut Command) -> Result<String, Error> {
    let name = spelled(command);
    let output = command.stdin(Stdio::null()).output().map_err(|source| Error::Start {
        program: name.clone(),
        source,
    })?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() {
        Ok(text(&output.stdout))
    } else {
        Err(Error::Failed {
            program: name,
            output: text(&output.stdout) + &text(&output.stderr),
        })
    }
}

fn start(command: &mut Command) -> Result<Child, Error> {
    let name = spelled(command);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|source| Error::Start { program: name, source })
}

/// Reads a pipe while the program runs: a full one would stop it.
fn drain(pipe: Option<impl Read + Send + 'static>) -> (Arc<Mutex<Vec<u8>>>, thread::JoinHandle<()>) {
    let bytes = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&bytes);
    let reader = thread::spawn(move || {
        let Some(mut pipe) = pipe else { return };
        let mut chunk = vec![0; 65_536];
        while let Ok(length) = pipe.read(&mut chunk) {
            let Some(read) = chunk.get(..length).filter(|read| !read.is_empty()) else {
                break;
            };
            kept.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .extend_from_slice(read);
        }
    });
    (bytes, reader)
}

/// The program's name and its first arguments, for messages.
fn spelled(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    let name = program.rsplit('/').next().unwrap_or(&program).to_owned();
    command
        .get_args()
        .take(3)
        .fold(name, |line, argument| line + " " + &argument.to_string_lossy())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a test says what it expects by panicking
mod tests {
    use super::*;

    fn sh(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn both_outputs_and_the_code_are_kept() {
        let outcome = run(&mut sh("echo out; echo err >&2; exit 3"), |_| false).unwrap();
        assert_eq!(
            (outcome.code, outcome.stdout.as_slice(), outcome.stderr.as_slice()),
            (Some(3), &b"out\n"[..], &b"err\n"[..])
        );
    }

    #[test]
    fn a_program_without_an_end_is_ended_when_it_has_printed_enough() {
        let start = Instant::now();
        let outcome = run(&mut sh("echo out; exec sleep 100"), |out| !out.is_empty()).unwrap();
        assert_eq!((outcome.code, outcome.stdout.as_slice()), (None, &b"out\n"[..]));
        assert!(start.elapsed() < LIMIT);
    }

    #[test]
    fn a_compiler_that_fails_is_quoted() {
        let error = must(&mut sh("echo why; exit 1")).unwrap_err().to_string();
        assert!(error.contains("sh -c") && error.contains("why"), "{error}");
    }
}
