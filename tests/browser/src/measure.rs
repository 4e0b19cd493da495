//! What the benches share: figures that are measured several times in turn, and what kubectl and curl take.

pub mod chart;
pub mod memory;
pub mod profile;
pub mod report;
pub mod rest;
pub mod scrolling;
pub mod storm;

use std::{
    process::{Command, Stdio},
    time::Instant,
};

use serde_json::Value;

use crate::{Error, setting::Setting};

/// The media type of a server-side Table.
pub const TABLE: &str = "application/json;as=Table;g=meta.k8s.io;v=v1";
/// The list that is measured.
pub const PODS: &str = "/api/v1/pods";

/// Figures, each measured several times.
#[derive(Debug, Default)]
pub struct Figures {
    rows: Vec<Figure>,
}

/// One figure.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What it is.
    pub name: String,
    /// In what it is counted.
    pub unit: &'static str,
    /// All that was measured.
    pub values: Vec<f64>,
}

impl Figures {
    /// Adds a value to the figure of a name.
    pub fn note(&mut self, name: &str, unit: &'static str, value: f64) {
        match self.rows.iter_mut().find(|figure| figure.name == name) {
            Some(figure) => figure.values.push(value),
            None => self.rows.push(Figure {
                name: name.to_owned(),
                unit,
                values: vec![value],
            }),
        }
    }

    /// All figures, in the order in which they were first noted.
    pub fn all(&self) -> &[Figure] {
        &self.rows
    }

    /// Prints them, a line each: the median, the least and the most.
    pub fn print(&self) {
        for figure in &self.rows {
            let (least, median, most) = figure.spread();
            println!(
                "{:<58}{median:>10.0} {:<3} ({least:.0} to {most:.0})",
                figure.name, figure.unit
            );
        }
    }
}

impl Figure {
    /// The least, the median and the most of the values.
    pub fn spread(&self) -> (f64, f64, f64) {
        let mut values = self.values.clone();
        values.sort_by(f64::total_cmp);
        let at = |index: usize| values.get(index).copied().unwrap_or(f64::NAN);
        (at(0), at(values.len() / 2), at(values.len().saturating_sub(1)))
    }
}

/// How long kubectl takes to print a list, in milliseconds: the whole process.
pub fn kubectl(setting: &Setting, arguments: &str) -> Result<f64, Error> {
    let started = Instant::now();
    setting.kubectl(arguments)?;
    Ok(milliseconds(started))
}

/// How long curl takes for the list of pods, in milliseconds: the whole process.
pub fn curl(origin: &str, query: &str, accept: &str) -> Result<f64, Error> {
    let url = format!("{origin}{PODS}?pretty=false&{query}");
    let started = Instant::now();
    let status = Command::new("curl")
        .args(["--silent", "--fail", "--output", "/dev/null", "--header"])
        .args([&format!("Accept: {accept}"), &url])
        .stdin(Stdio::null())
        .status();
    match status {
        Ok(status) if status.success() => Ok(milliseconds(started)),
        _ => Err(Error::Missing("curl".to_owned())),
    }
}

/// A number that a script returned; not a number if it is none.
pub fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}

fn milliseconds(started: Instant) -> f64 {
    started.elapsed().as_secs_f64() * 1_000.0
}
