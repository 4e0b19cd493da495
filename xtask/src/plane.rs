//! The local control plane, started for a command and stopped with it.

use std::process::Command;
use std::thread::{self, JoinHandle};

use cluster::plane::VARIABLE;
use cluster::{ControlPlane, Plane, ProxyOptions, world};

use crate::error::{Error, Result};
use crate::repo::Repo;

/// In so many namespaces the pods of a measurement are spread.
const NAMESPACES: usize = 10;

/// Starts the control plane with its world; its proxies serve the page as well.
pub fn start(repo: &Repo) -> Result<ControlPlane> {
    start_with(repo, 0)
}

fn start_with(repo: &Repo, pods: usize) -> Result<ControlPlane> {
    let progress = |line: &str| println!("control plane: {line}");
    let options = ProxyOptions::guarded(Some(repo.dist()));
    let started = ControlPlane::start_with_world(&options, progress).and_then(|plane| {
        if pods > 0 {
            world::scale(plane.plane(), pods, NAMESPACES, &progress)?;
        }
        Ok(plane)
    });
    started.map_err(|error| Error::Plane(error.to_string()))
}

/// A control plane that comes up in the background, unless the environment already names one.
pub struct StartingPlane {
    repo: Repo,
    pods: usize,
    starting: Option<JoinHandle<Result<ControlPlane>>>,
    /// What came of it; kept, since a plane that did not come up once is not waited for again.
    outcome: Option<Result<ControlPlane, String>>,
}

impl StartingPlane {
    /// Starts nothing yet.
    pub fn new(repo: &Repo) -> Self {
        Self {
            repo: repo.clone(),
            pods: 0,
            starting: None,
            outcome: None,
        }
    }

    /// Asks for so many pods beside those of the world.
    pub fn with_pods(mut self, pods: usize) -> Self {
        self.pods = pods;
        self
    }

    /// Begins, if nobody has begun.
    pub fn start(&mut self) {
        let is_named = matches!(Plane::from_environment(), Ok(Some(_)));
        if !is_named && self.starting.is_none() && self.outcome.is_none() {
            let (repo, pods) = (self.repo.clone(), self.pods);
            self.starting = Some(thread::spawn(move || start_with(&repo, pods)));
        }
    }

    /// Waits for the plane and tells a command where it is.
    pub fn hand_to(&mut self, command: &mut Command) -> Result<()> {
        if matches!(Plane::from_environment(), Ok(Some(_))) {
            // Children inherit the variable.
            return Ok(());
        }
        self.start();
        if let Some(starting) = self.starting.take() {
            let outcome = starting
                .join()
                .unwrap_or_else(|_| Err(Error::Plane("its starter panicked".into())));
            self.outcome = Some(outcome.map_err(|error| error.to_string()));
        }
        match &self.outcome {
            Some(Ok(plane)) => {
                let (_, description) = plane.environment().map_err(|error| Error::Plane(error.to_string()))?;
                command.env(VARIABLE, description);
                Ok(())
            }
            Some(Err(message)) => Err(Error::Plane(message.clone())),
            None => Err(Error::Plane("it was not started".into())),
        }
    }
}

impl Drop for StartingPlane {
    fn drop(&mut self) {
        // A plane that nobody waited for still has to come up before it can go down in order.
        if let Some(starting) = self.starting.take() {
            drop(starting.join());
        }
    }
}
