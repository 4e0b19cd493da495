//! One chromedriver for a whole test binary: started on a free port when first needed, gone with the process.

use std::{
    env, fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{Ipv4Addr, TcpStream},
    path::{Path, PathBuf},
    process::ChildStdout,
    sync::OnceLock,
    time::Duration,
};

use cluster::process::Process;

use crate::Error;

static DRIVER: OnceLock<Result<Chromedriver, String>> = OnceLock::new();

/// A running chromedriver.
#[derive(Debug)]
struct Chromedriver {
    port: u16,
    // The process is killed by its own watchdog when this one ends: statics are never dropped.
    _process: Process,
    // A closed pipe would kill it at its next word.
    _output: BufReader<ChildStdout>,
}

/// The address of the running chromedriver; starts it if need be.
pub fn address() -> Result<String, Error> {
    match DRIVER.get_or_init(|| start().map_err(|error| error.to_string())) {
        Ok(driver) => Ok(format!("http://127.0.0.1:{}", driver.port)),
        Err(error) => Err(Error::Missing(format!("no chromedriver: {error}"))),
    }
}

/// Ends a session without waiting for more than that chromedriver has been told: what a failing test can still do.
pub(crate) fn end(session: &str) {
    let Some(Ok(driver)) = DRIVER.get() else { return };
    // A chromedriver that is gone has no sessions.
    if let Ok(mut stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, driver.port)) {
        let port = driver.port;
        let _ = write!(
            stream,
            "DELETE /session/{session} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
        );
        let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
        let _ = stream.read(&mut [0]);
    }
}

/// A folder below the target folder for what a failing test leaves behind.
pub fn leavings() -> PathBuf {
    // target/debug/deps/console-0123456789abcdef
    let target = env::current_exe()
        .ok()
        .and_then(|test| test.ancestors().nth(3).map(Path::to_path_buf));
    let folder = target.unwrap_or_else(env::temp_dir).join("browser");
    // Whoever writes into it says what is wrong with it.
    let _ = fs::create_dir_all(&folder);
    folder
}

fn start() -> Result<Chromedriver, Error> {
    let program = env::var_os("CHROMEDRIVER").map_or_else(|| "/usr/bin/chromedriver".into(), PathBuf::from);
    let log = leavings().join("chromedriver.log");
    let (mut process, output) = Process::start_with_output("chromedriver", &program, ["--port=0"], &log)?;
    let mut output = BufReader::new(output.ok_or_else(|| Error::Missing("chromedriver has no output".into()))?);
    let mut said = String::new();
    loop {
        let mut line = String::new();
        let length = output.read_line(&mut line).map_err(Error::io("chromedriver"))?;
        if let Some(port) = port_of(&line) {
            return Ok(Chromedriver {
                port,
                _process: process,
                _output: output,
            });
        }
        if length == 0 {
            process.check()?;
            return Err(Error::Missing(format!(
                "chromedriver does not say where it listens: {said}"
            )));
        }
        said.push_str(&line);
    }
}

/// The port in the line by which chromedriver says that it is ready.
fn port_of(line: &str) -> Option<u16> {
    let (_, port) = line.split_once("started successfully on port ")?;
    port.trim().trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_is_read_from_the_line_that_names_it() {
        assert_eq!(
            port_of("ChromeDriver was started successfully on port 41233.\n"),
            Some(41233)
        );
        assert_eq!(port_of("Only local connections are allowed.\n"), None);
    }
}
