//! The real kubectl, run once for one answer.

use std::{
    ffi::OsStr,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::{Value, json};

use crate::Error;

/// A kubectl with the kubeconfig that it uses.
#[derive(Debug, Clone)]
pub struct Kubectl {
    program: PathBuf,
    kubeconfig: PathBuf,
    cache: PathBuf,
}

impl Kubectl {
    /// kubectl for this kubeconfig. Its discovery cache lies beside the kubeconfig: it is as short-lived as the cluster.
    pub fn new(program: &Path, kubeconfig: &Path) -> Self {
        Self {
            program: program.into(),
            kubeconfig: kubeconfig.into(),
            cache: kubeconfig.with_extension("cache"),
        }
    }

    /// A command that the caller may complete and run in another way than [`Self::run`] does.
    pub fn command<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Command {
        let mut command = Command::new(&self.program);
        command
            .arg("--kubeconfig")
            .arg(&self.kubeconfig)
            .arg("--cache-dir")
            .arg(&self.cache)
            .args(arguments)
            .env_remove("KUBECONFIG")
            .stdin(Stdio::null());
        command
    }

    /// Runs kubectl to its end and returns what it printed.
    pub fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Result<String, Error> {
        let mut command = self.command(arguments);
        let output = command.output().map_err(start_error)?;
        printed(&command, &output)
    }

    /// `kubectl create`: makes objects, each a whole document of the API.
    pub fn create(&self, objects: &[Value]) -> Result<String, Error> {
        let list = json!({ "apiVersion": "v1", "kind": "List", "items": objects });
        let mut command = self.command(["create", "--validate=false", "--filename=-"]);
        let mut running = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(start_error)?;
        // It is dropped at the end of the statement, which ends kubectl's input.
        let written = running
            .stdin
            .take()
            .map(|mut input| input.write_all(list.to_string().as_bytes()));
        let output = running.wait_with_output().map_err(start_error)?;
        // Why kubectl stopped reading, it says itself.
        let printed = printed(&command, &output)?;
        written.transpose().map_err(Error::file("kubectl"))?;
        Ok(printed)
    }

    /// `kubectl get --raw`: one GET, the body as it came.
    pub fn get_raw(&self, path: &str) -> Result<String, Error> {
        self.run(["get", "--raw", path])
    }

    /// [`Self::get_raw`] read as JSON.
    pub fn get_json(&self, path: &str) -> Result<Value, Error> {
        serde_json::from_str(&self.get_raw(path)?).map_err(|source| Error::Json {
            what: path.into(),
            source,
        })
    }
}

fn start_error(source: std::io::Error) -> Error {
    Error::Start {
        program: "kubectl".into(),
        source,
    }
}

fn printed(command: &Command, output: &Output) -> Result<String, Error> {
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(failure(command, output))
}

fn failure(command: &Command, output: &Output) -> Error {
    // The first four arguments are the connection flags.
    let arguments: Vec<_> = command.get_args().skip(4).map(OsStr::to_string_lossy).collect();
    let mut text = String::from_utf8_lossy(&output.stderr).into_owned();
    if text.trim().is_empty() {
        text = output.status.to_string();
    }
    Error::Kubectl {
        arguments: arguments.join(" "),
        output: text,
    }
}
