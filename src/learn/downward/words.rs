//! From what the lens shows to the keys of `prose/<language>/downward.json`: every key that it can ask for is named here.

use super::{
    account::{Held, HeldNote, Mounted},
    given::{Missing, Note},
    lens::{Heading, Intro},
    lookup::{Looked, Lookup},
    offered::{OfferNote, Section},
    service::Linked,
    taught::{Part, Rule},
};
use crate::{
    learn::identity::line::Ground,
    wire::{
        prose::Prose,
        vocabulary::{Vocabulary, vocabulary},
        words::plain,
    },
};

vocabulary! {
    /// What stands on the lens once. Placeholders: `{count}`, `{number}` where the variant says so.
    Page under "downward.page" {
        /// What the lens shows.
        Intro = "intro",
        /// Heading of the variables.
        EnvTitle = "env_title",
        /// Heading of the files.
        FilesTitle = "files_title",
        /// Heading of the ServiceAccount's volume.
        AccountTitle = "account_title",
        /// Heading of the variables of Services.
        ServiceTitle = "service_title",
        /// Label before the variables that say the same.
        LinksTitle = "links_title",
        /// Heading of what could be asked for.
        OffersTitle = "offers_title",
        /// What to do with it.
        OffersIntro = "offers_intro",
        /// Heading of the rules.
        RulesTitle = "rules_title",
        /// Heading of what could be looked up.
        LookupsTitle = "lookups_title",
        /// What looking up is good for.
        LookupsIntro = "lookups_intro",
        /// Label of the choice of a container.
        ChooseContainer = "choose_container",
        /// Label of the choice of a unit.
        ChooseUnit = "choose_unit",
        /// Column of names.
        Name = "name",
        /// Column of paths.
        Path = "path",
        /// Column of what is asked for.
        Source = "source",
        /// Column of values.
        Value = "value",
        /// Column of permission bits.
        Mode = "mode",
        /// Column of what a variable would get.
        AsEnv = "as_env",
        /// Column of what a file would get.
        AsFile = "as_file",
        /// Label of an empty value.
        Empty = "empty",
        /// Label of the lines that ask by a variable.
        EnvYaml = "env_yaml",
        /// Label of the lines that ask by a file.
        FileYaml = "file_yaml",
        /// Before the names of those that ask already.
        AskedBy = "asked_by",
        /// Link to an exchange: `{number}`.
        OpenExchange = "open_exchange",
        /// That the answer is no Pod.
        NoPod = "no_pod",
    }
}

vocabulary! {
    /// What a statement rests on.
    Grounded under "downward.ground" {
        /// `{exchanges}`.
        Observed = "observed",
        /// `{exchanges}`.
        Inferred = "inferred",
        /// `{source}`.
        Documented = "documented",
        /// By the console itself.
        Given = "given",
    }
}

/// The sentence that says what a statement rests on.
pub fn ground(ground: &Ground, prose: &Prose) -> String {
    let word = match ground {
        Ground::Observed(_) => Grounded::Observed,
        Ground::Inferred(_) => Grounded::Inferred,
        Ground::Documented(_) => Grounded::Documented,
        Ground::Given => Grounded::Given,
    };
    let values = ground.values();
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    prose.fill(word.key(), &values)
}

/// Every key that the lens can ask for.
pub fn downward_keys() -> Vec<String> {
    plain::<Page>()
        .chain(plain::<Intro>())
        .chain(plain::<Heading>())
        .chain(plain::<Missing>())
        .chain(plain::<Note>())
        .chain(plain::<Section>())
        .chain(plain::<OfferNote>())
        .chain(plain::<Mounted>())
        .chain(plain::<Held>())
        .chain(plain::<HeldNote>())
        .chain(plain::<Linked>())
        .chain(plain::<Part>())
        .chain(plain::<Rule>())
        .chain(plain::<Lookup>())
        .chain(plain::<Looked>())
        .chain(plain::<Grounded>())
        .collect()
}
