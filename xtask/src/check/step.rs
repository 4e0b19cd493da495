//! The steps of `cargo xtask test`: their names, their order, and what they need.

use crate::error::{Error, Result};

/// One kind of check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Rules on the text of the repository.
    Tidy,
    /// rustfmt.
    Format,
    /// clippy for the machine.
    Clippy,
    /// clippy for wasm.
    ClippyWasm,
    /// rustdoc.
    Doc,
    /// Everything that runs without a browser.
    Native,
    /// The programs that the console writes, against a real API server.
    Clients,
    /// What needs a browser, but no page.
    Wasm,
    /// The page that ships.
    Build,
    /// Its size.
    Size,
    /// The page that ships, in a browser, beside a real API server.
    Browser,
}

impl Step {
    /// All steps, the quick ones first.
    pub const ALL: [Self; 11] = [
        Self::Tidy,
        Self::Format,
        Self::Clippy,
        Self::ClippyWasm,
        Self::Doc,
        Self::Native,
        Self::Clients,
        Self::Wasm,
        Self::Build,
        Self::Size,
        Self::Browser,
    ];

    /// The steps with these names in their order of running; all, if no name is given.
    pub fn chosen(names: &[String]) -> Result<Vec<Self>> {
        if let Some(unknown) = names
            .iter()
            .find(|name| Self::ALL.iter().all(|step| step.name() != **name))
        {
            return Err(Error::Usage(format!(
                "there is no step “{unknown}”; `cargo xtask test --list` names them"
            )));
        }
        let is_chosen = |step: &Self| names.is_empty() || names.iter().any(|name| name == step.name());
        Ok(Self::ALL.into_iter().filter(is_chosen).collect())
    }

    /// Its name on the command line and in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tidy => "tidy",
            Self::Format => "format",
            Self::Clippy => "clippy",
            Self::ClippyWasm => "clippy-wasm",
            Self::Doc => "doc",
            Self::Native => "native",
            Self::Clients => "clients",
            Self::Wasm => "wasm",
            Self::Build => "build",
            Self::Size => "size",
            Self::Browser => "browser",
        }
    }

    /// What it checks, in a few words.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Tidy => "rules on the text of the repository",
            Self::Format => "every file as rustfmt writes it",
            Self::Clippy => "lints for the machine",
            Self::ClippyWasm => "lints for wasm",
            Self::Doc => "documentation without dead links",
            Self::Native => "native tests, those of the control plane included",
            Self::Clients => "client programs, compiled and run against a real API server",
            Self::Wasm => "wasm tests in headless Chromium",
            Self::Build => "the page that ships",
            Self::Size => "the budget for its wasm",
            Self::Browser => "the page that ships, in Chromium, beside a real API server",
        }
    }

    /// Whether it looks at the control plane.
    pub fn needs_plane(self) -> bool {
        matches!(self, Self::Native | Self::Clients | Self::Browser)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_chosen_by_name_and_run_in_their_order() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(Step::chosen(&[]).unwrap(), Step::ALL);
        assert_eq!(
            Step::chosen(&names(&["size", "tidy"])).unwrap(),
            [Step::Tidy, Step::Size]
        );
        assert!(Step::chosen(&names(&["tidy", "speed"])).is_err());
    }
}
