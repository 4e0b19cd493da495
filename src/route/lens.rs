//! The ways of looking at an answer, and their names in addresses.

/// A way to look at an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lens {
    /// A list's rows.
    Table,
    /// An answer made readable: discovery.
    Rendered,
    /// YAML.
    Yaml,
    /// JSON, indented.
    Json,
    /// Plain text: logs, health, metrics.
    Text,
    /// Status line, headers and body as they came.
    Raw,
    /// The same request as commands.
    Request,
    /// The way that the request took.
    Wire,
    /// The same request in programs.
    Code,
    /// The same request in the name of others.
    Identity,
    /// What the Downward API gives a Pod's containers.
    Downward,
}

impl Lens {
    /// All lenses.
    pub const ALL: [Self; 11] = [
        Self::Table,
        Self::Rendered,
        Self::Yaml,
        Self::Json,
        Self::Text,
        Self::Downward,
        Self::Raw,
        Self::Request,
        Self::Code,
        Self::Wire,
        Self::Identity,
    ];

    /// Its name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Rendered => "rendered",
            Self::Yaml => "yaml",
            Self::Json => "json",
            Self::Text => "text",
            Self::Raw => "raw",
            Self::Request => "request",
            Self::Wire => "wire",
            Self::Code => "code",
            Self::Identity => "identity",
            Self::Downward => "downward",
        }
    }

    /// The lens of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lens| lens.name() == name)
    }
}
