//! The figures as a file that anyone can read.

use std::{
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    thread,
};

use crate::{
    error::Error,
    measure::{Figures, chart},
};

/// What is written down, as it grows.
#[derive(Debug)]
pub struct Report {
    markdown: String,
    drawn: Vec<(String, Figures)>,
}

impl Report {
    /// Begins with what the figures are of, and on what kind of machine they were measured.
    pub fn begin(runs: usize) -> Self {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let markdown = format!(
            "# Long lists, measured\n\n\
             `cargo xtask bench lists` wrote this: medians of up to {runs} runs in milliseconds, on {cores} cores of a Linux machine that \
             runs the control plane, kubectl proxy and headless Chromium together, without a graphics processor.\n\n\
             Cold is a page load with an empty profile, from the navigation on; warm a change of the address in the running console. \
             Beside the pods that are counted here stand some sixty of the test world. \
             [ARCHITECTURE.md](../ARCHITECTURE.md#where-the-time-of-a-cold-list-goes) says where the time goes.\n\n"
        );
        Self {
            markdown,
            drawn: Vec::new(),
        }
    }

    /// Prints figures and writes them down.
    pub fn add(&mut self, title: &str, figures: &Figures) {
        println!("\n{title}");
        figures.print();
        // Writing to a String cannot fail.
        let _ = writeln!(
            self.markdown,
            "### {title}\n\n| | median | least | most |\n| --- | ---: | ---: | ---: |"
        );
        for figure in figures.all() {
            let (least, median, most) = figure.spread();
            let _ = writeln!(
                self.markdown,
                "| {} | {median:.0} {} | {least:.0} | {most:.0} |",
                figure.name, figure.unit
            );
        }
        self.markdown.push('\n');
    }

    /// The same, and they are drawn as well.
    pub fn add_drawn(&mut self, title: &str, heading: &str, figures: Figures) {
        self.add(title, &figures);
        self.drawn.push((heading.to_owned(), figures));
    }

    /// Writes it to the file that `$DECKPRISM_REPORT` names, if it names one, and the drawing beside it.
    pub fn write(&self) -> Result<(), Error> {
        if let Some(path) = env::var_os("DECKPRISM_REPORT").map(PathBuf::from) {
            let write = |path: &Path, text: &str| fs::write(path, text).map_err(Error::io(path.display().to_string()));
            write(&path, &format!("{}\n", self.markdown.trim_end()))?;
            write(&path.with_extension("svg"), &chart::draw(&self.drawn))?;
        }
        Ok(())
    }
}
