//! Where the steps of `cargo xtask test` run: the tools, and the control plane that they share.

use std::env;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::libtest::{self, Counts};
use super::step::Step;
use super::tidy;
use crate::args::Profile;
use crate::cache::Cache;
use crate::error::{Error, Result};
use crate::plane::StartingPlane;
use crate::process;
use crate::repo::Repo;
use crate::setup::{Setup, TARGET};
use crate::trunk::{self, PART_BUDGET, WASM_BUDGET, WasmSize};

/// What only exists in a browser is tested by this one test binary; all others are native. It is linked and not split
/// afterwards, and so built without the feature that splits.
const WASM_TESTS: [&str; 3] = ["--no-default-features", "--test", "web"];
const WASM_TARGET: [&str; 4] = ["--package", "deckprism", "--target", TARGET];

/// Tools and control plane, with what earlier steps left.
pub struct Workbench<'a> {
    repo: &'a Repo,
    cache: &'a Cache,
    setup: &'a Setup,
    plane: StartingPlane,
    build_failed: bool,
}

impl<'a> Workbench<'a> {
    /// Prepares for some steps. If one of them needs the control plane, it is built and started from here on, beside
    /// the steps that do not.
    pub fn new(repo: &'a Repo, cache: &'a Cache, setup: &'a Setup, steps: &[Step]) -> Self {
        let mut plane = StartingPlane::new(repo);
        if steps.iter().any(|step| step.needs_plane()) {
            plane.start();
        }
        Self {
            repo,
            cache,
            setup,
            plane,
            build_failed: false,
        }
    }

    /// Runs one step to its end. An error counts as one failed check.
    pub fn run(&mut self, step: Step) -> Result<Counts> {
        match step {
            Step::Tidy => self.tidy(),
            Step::Format => {
                let mut cargo = self.cargo();
                cargo.args(["fmt", "--all", "--check"]);
                if !io::stdout().is_terminal() {
                    // rustfmt colours its differences wherever they go.
                    cargo.args(["--", "--color", "never"]);
                }
                one(process::run(&mut cargo))
            }
            Step::Clippy => {
                let mut cargo = self.cargo();
                cargo.args([
                    "clippy",
                    "--workspace",
                    "--all-targets",
                    "--all-features",
                    "--",
                    "--deny",
                    "warnings",
                ]);
                one(process::run(&mut cargo))
            }
            Step::ClippyWasm => {
                let toolchain = self.setup.wasm_toolchain()?;
                let mut clippy = self.wasm(toolchain.clippy(&[]));
                clippy.args(WASM_TARGET).args(["--lib", "--bins", "--test", "web"]);
                one(process::run(clippy.args(["--", "--deny", "warnings"])))
            }
            Step::Doc => {
                let mut cargo = self.cargo();
                cargo
                    .args(["doc", "--workspace", "--no-deps"])
                    .env("RUSTDOCFLAGS", "--deny warnings");
                one(process::run(&mut cargo))
            }
            Step::Native => {
                let mut cargo = self.cargo();
                cargo.args([
                    "test",
                    "--workspace",
                    "--exclude",
                    "browser",
                    "--all-features",
                    "--no-fail-fast",
                ]);
                self.plane.hand_to(&mut cargo)?;
                libtest::run(&mut cargo)
            }
            Step::Clients => {
                let mut cargo = self.cargo();
                cargo.args(["run", "--quiet", "--package", "clients"]);
                self.plane.hand_to(&mut cargo)?;
                libtest::run(&mut cargo)
            }
            Step::Wasm => self.wasm_tests(),
            Step::Build => {
                let built = trunk::build(self.repo, self.setup, Profile::Release);
                self.build_failed = built.is_err();
                one(built.map(drop))
            }
            Step::Size => self.size(),
            Step::Browser => self.browser(),
        }
    }

    fn tidy(&self) -> Result<Counts> {
        match tidy::check(self.repo)? {
            0 => Ok(Counts { passed: 1, failed: 0 }),
            faults => Ok(Counts {
                passed: 0,
                failed: u32::try_from(faults).unwrap_or(u32::MAX),
            }),
        }
    }

    fn wasm_tests(&self) -> Result<Counts> {
        let toolchain = self.setup.wasm_toolchain()?;
        let browser = self.setup.browser()?;
        let runner = self.setup.wasm_bindgen()?.join("wasm-bindgen-test-runner");
        let mut cargo = self.wasm(toolchain.cargo(&[]));
        cargo.arg("test").args(WASM_TARGET).args(WASM_TESTS);
        cargo
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
            .env("CHROMEDRIVER", browser.driver);
        // A busy machine takes longer than the 20 s and 5 s that the runner waits by itself.
        cargo
            .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
            .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "30");
        libtest::run(&mut cargo)
    }

    fn size(&self) -> Result<Counts> {
        let size = WasmSize::of(&self.dist()?)?;
        println!("{size}");
        let fits = size.main <= WASM_BUDGET && size.parts.iter().all(|(_, bytes)| *bytes <= PART_BUDGET);
        one(if fits {
            Ok(())
        } else {
            Err(Error::Page("its wasm is over the budget".into()))
        })
    }

    fn browser(&mut self) -> Result<Counts> {
        let dist = self.dist()?;
        let mut cargo = self.cargo();
        cargo.args(["test", "--package", "browser", "--no-fail-fast"]);
        cargo
            .env("DECKPRISM_DIST", dist)
            .env("DECKPRISM_AXE", self.setup.axe()?);
        cargo.env("CHROMEDRIVER", self.setup.browser()?.driver);
        self.plane.hand_to(&mut cargo)?;
        libtest::run(&mut cargo)
    }

    /// The folder of the page: as an earlier step or an earlier run has built it.
    fn dist(&self) -> Result<PathBuf> {
        if self.build_failed {
            return Err(Error::Page("there is none, since the step “build” failed".into()));
        }
        let dist = self.repo.dist();
        if dist.join("index.html").is_file() {
            Ok(dist)
        } else {
            trunk::build(self.repo, self.setup, Profile::Release)
        }
    }

    /// Cargo for the machine itself.
    fn cargo(&self) -> Command {
        let mut cargo = Command::new("cargo");
        cargo.env("CARGO_TARGET_DIR", self.cache.target("host"));
        for_logs(&mut cargo, self.repo.root());
        cargo
    }

    fn wasm(&self, mut cargo: Command) -> Command {
        for_logs(&mut cargo, self.repo.root());
        cargo
    }
}

/// Makes Cargo print what is readable in a log.
fn for_logs(cargo: &mut Command, root: &Path) {
    cargo.current_dir(root).env("CARGO_TERM_PROGRESS_WHEN", "never");
    if env::var_os("CI").is_some() {
        // Nothing is built twice there, so that incremental compilation only costs time and space.
        cargo.env("CARGO_INCREMENTAL", "0");
    }
}

/// The counts of a step that is one check.
fn one(result: Result<()>) -> Result<Counts> {
    result.map(|()| Counts { passed: 1, failed: 0 })
}
