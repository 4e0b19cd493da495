//! From a journey to the keys of `prose/<language>/wire.json`: every key that it can ask for is named here.

use super::{
    Passage, Stream, Taken,
    ending::End,
    fields::Step,
    lookup::Lookup,
    proof::{Assumption, ProofWord, Rule, Sign},
    read::Read,
    remark::Remark,
    situation::Trust,
};
use crate::wire::{vocabulary::vocabulary, words::plain};

vocabulary! {
    /// What stands on the lens once. Placeholders: `{parties}`, `{exchange}`, `{party}` where the variant says so.
    Lens under "journey.lens" {
        /// Heading of how it ended.
        EndTitle = "end_title",
        /// `{party}`: who was the last to have the request.
        EndAt = "end_at",
        /// Heading of the hops in words.
        HopsTitle = "hops_title",
        /// Before what makes a hop believed.
        ProofTitle = "proof_title",
        /// Heading of a hop's header fields.
        FieldsTitle = "fields_title",
        /// Heading of a hop's remarks.
        NotesTitle = "notes_title",
        /// Heading of who reads along.
        ReadersTitle = "readers_title",
        /// `{parties}`: who reads the request in plain text.
        Readers = "readers",
        /// `{parties}`: to whom it will come in plain text.
        ReadersPlanned = "readers_planned",
        /// `{parties}`: to whom it did not come, as far as is known.
        ReadersBeyond = "readers_beyond",
        /// `{exchange}`: the link to an exchange.
        Exchange = "exchange",
        /// Heading of what could be looked up.
        LookupsTitle = "lookups_title",
        /// What looking up is good for.
        LookupsIntro = "lookups_intro",
        /// What observed, inferred and documented mean here.
        Legend = "legend",
    }
}

/// Every key that the lens can ask for, beyond the labels of drawings.
pub fn journey_keys() -> Vec<String> {
    plain::<Lens>()
        .chain(plain::<Taken>())
        .chain(plain::<Passage>())
        .chain(plain::<Stream>())
        .chain(plain::<End>())
        .chain(plain::<ProofWord>())
        .chain(plain::<Sign>())
        .chain(plain::<Rule>())
        .chain(plain::<Assumption>())
        .chain(plain::<Step>())
        .chain(plain::<Read>())
        .chain(plain::<Trust>())
        .chain(plain::<Remark>())
        .chain(plain::<Lookup>())
        .collect()
}
