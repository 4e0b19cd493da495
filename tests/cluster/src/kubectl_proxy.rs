//! A real `kubectl proxy` on a port of its own.

use std::{
    ffi::OsString,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::ChildStdout,
    thread,
    time::{Duration, Instant},
};

use crate::{Binaries, Error, process::Process};

/// GET and HEAD only.
const REJECT_METHODS: &str = "^[^GH]";

/// No exec, attach and port-forward (a WebSocket is a GET), no node proxy (which is the kubelet's whole API).
const REJECT_PATHS: &str = "^/api/.*/pods/.*/(exec|attach|portforward),^/api/v1/nodes/.*/proxy";

/// How a proxy serves.
#[derive(Debug, Clone, Default)]
pub struct ProxyOptions {
    /// A folder of static files.
    pub www: Option<PathBuf>,
    /// Where the files stand; kubectl's default is `/static/`.
    pub www_prefix: Option<String>,
    /// Where the API stands; kubectl's default is `/`.
    pub api_prefix: Option<String>,
    /// Any further flags.
    pub extra: Vec<String>,
}

impl ProxyOptions {
    /// The way in which README and doctor teach to start a proxy: it cannot change anything.
    pub fn guarded(www: Option<PathBuf>) -> Self {
        Self {
            www,
            extra: vec![
                format!("--reject-methods={REJECT_METHODS}"),
                format!("--reject-paths={REJECT_PATHS}"),
            ],
            ..Self::default()
        }
    }

    /// Files at `www_prefix`, the API at `api_prefix`.
    #[must_use]
    pub fn at(mut self, www_prefix: &str, api_prefix: &str) -> Self {
        self.www_prefix = Some(www_prefix.into());
        self.api_prefix = Some(api_prefix.into());
        self
    }

    fn arguments(&self, kubeconfig: &Path, port: u16) -> Vec<OsString> {
        let mut arguments: Vec<OsString> = vec!["proxy".into(), format!("--port={port}").into()];
        let mut flag = |name: &str, value: &std::ffi::OsStr| {
            let mut argument = OsString::from(name);
            argument.push(value);
            arguments.push(argument);
        };
        flag("--kubeconfig=", kubeconfig.as_os_str());
        if let Some(www) = &self.www {
            flag("--www=", www.as_os_str());
        }
        if let Some(prefix) = &self.www_prefix {
            flag("--www-prefix=", prefix.as_ref());
        }
        if let Some(prefix) = &self.api_prefix {
            flag("--api-prefix=", prefix.as_ref());
        }
        arguments.extend(self.extra.iter().map(OsString::from));
        arguments
    }
}

/// A running proxy; it stops when dropped.
#[derive(Debug)]
pub struct KubectlProxy {
    program: PathBuf,
    kubeconfig: PathBuf,
    options: ProxyOptions,
    log: PathBuf,
    port: u16,
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    process: Process,
    // A closed pipe would kill kubectl at its next word.
    _output: BufReader<ChildStdout>,
}

impl KubectlProxy {
    /// Starts a proxy for whom `kubeconfig` names, on a port that kubectl chooses; returns when it serves.
    pub fn start(binaries: &Binaries, kubeconfig: &Path, options: &ProxyOptions) -> Result<Self, Error> {
        let mut proxy = Self {
            program: binaries.kubectl.clone(),
            kubeconfig: kubeconfig.into(),
            options: options.clone(),
            log: kubeconfig.with_extension("proxy.log"),
            port: 0,
            running: None,
        };
        proxy.run()?;
        Ok(proxy)
    }

    /// Its port on 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Its address, without a trailing slash.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Its process id while it runs.
    pub fn id(&self) -> Option<u32> {
        self.running.as_ref().map(|running| running.process.id())
    }

    /// Kills the proxy; its port stays reserved for [`Self::restart`] as far as one can tell.
    pub fn kill(&mut self) {
        self.running = None;
    }

    /// Starts the proxy again on the same port.
    pub fn restart(&mut self) -> Result<(), Error> {
        self.kill();
        let deadline = Instant::now() + Duration::from_secs(10);
        loop {
            match self.run() {
                // An outgoing connection may sit on the port for a moment.
                Err(_) if Instant::now() < deadline => thread::sleep(Duration::from_millis(100)),
                result => return result,
            }
        }
    }

    fn run(&mut self) -> Result<(), Error> {
        let arguments = self.options.arguments(&self.kubeconfig, self.port);
        let (mut process, output) = Process::start_with_output("kubectl proxy", &self.program, arguments, &self.log)?;
        let mut output = BufReader::new(output.ok_or_else(|| Error::ProxyLine(String::new()))?);
        let mut line = String::new();
        output.read_line(&mut line).map_err(Error::file("kubectl proxy"))?;
        let Some(port) = port_of(&line) else {
            process.check()?;
            return Err(Error::ProxyLine(line));
        };
        self.port = port;
        self.running = Some(Running {
            process,
            _output: output,
        });
        Ok(())
    }
}

/// The port that the first line of `kubectl proxy` names.
pub fn port_of(line: &str) -> Option<u16> {
    let address = line.trim_end().strip_prefix("Starting to serve on ")?;
    let (_, port) = address.rsplit_once(':')?;
    port.parse().ok().filter(|port| *port != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_is_read_from_the_first_line() {
        assert_eq!(port_of("Starting to serve on 127.0.0.1:45587\n"), Some(45587));
        assert_eq!(port_of("Starting to serve on 127.0.0.1:8001"), Some(8001));
        assert_eq!(port_of("Starting to serve on [::]:8001\n"), Some(8001));
    }

    #[test]
    fn other_lines_name_no_port() {
        for line in [
            "",
            "\n",
            "error: listen tcp 127.0.0.1:18080: bind: address already in use\n",
            "Starting to serve on 127.0.0.1\n",
            "Starting to serve on 127.0.0.1:0\n",
            "Starting to serve on 127.0.0.1:99999\n",
            "W0101 Starting to serve on 127.0.0.1:8001\n",
        ] {
            assert_eq!(port_of(line), None, "{line:?}");
        }
    }

    #[test]
    fn the_guard_stands_on_the_command_line() {
        let arguments = ProxyOptions::guarded(Some("dist".into()))
            .at("/console/", "/")
            .arguments(Path::new("config"), 0);
        let arguments: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
        assert_eq!(
            arguments.join(" "),
            "proxy --port=0 --kubeconfig=config --www=dist --www-prefix=/console/ --api-prefix=/ \
             --reject-methods=^[^GH] \
             --reject-paths=^/api/.*/pods/.*/(exec|attach|portforward),^/api/v1/nodes/.*/proxy"
        );
    }
}
