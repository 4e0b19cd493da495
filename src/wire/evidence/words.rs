//! From findings to the keys of `prose/<language>/evidence.json`: every key that they can ask for is named here.

use super::{api_server, ask::Ask, balancer, cloud, kube_proxy, kubectl, rule::Rule, verdict::VerdictWord};
use crate::wire::{
    vocabulary::{Vocabulary, vocabulary},
    words::plain,
};

vocabulary! {
    /// What stands on the page once, or once for each proxy. Placeholders where the variant says so.
    Page under "evidence.page" {
        /// Heading.
        Title = "title",
        /// What looking does.
        Intro = "intro",
        /// The same where a recording answers.
        IntroRecorded = "intro_recorded",
        /// The button that looks.
        Look = "look",
        /// The button that looks again.
        Again = "again",
        /// `{count}`: answers that are still to come.
        Waiting = "waiting",
        /// What the words before each finding mean.
        Legend = "legend",
        /// `{exchange}`: the link to an exchange.
        Exchange = "exchange",
        /// `{rule}`, `{source}`: why something follows.
        Because = "because",
        /// `{source}`: the document that says so.
        Source = "source",
        /// Before an answer's own words.
        Said = "said",
        /// Before what to type.
        Commands = "commands",
        /// Heading of the list of what was asked.
        Asked = "asked",
        /// `{way}`: which way fits.
        Fits = "fits",
        /// `{way}`: nothing decides between the ways.
        FitsNone = "fits_none",
        /// Label of the choice by which the comparison is sorted.
        SortBy = "sort_by",
        /// The order in which the documentation counts them.
        SortNumber = "sort_number",
    }
}

/// Every key that the findings and what stands around them can ask for.
pub fn evidence_keys() -> Vec<String> {
    let asks = Ask::ALL.iter().flat_map(|ask| [ask.ask_key(), ask.unseen_key()]);
    plain::<Page>()
        .chain(plain::<VerdictWord>())
        .chain(asks)
        .chain(plain::<kubectl::Fact>())
        .chain(plain::<api_server::Fact>())
        .chain(plain::<kube_proxy::Fact>())
        .chain(plain::<balancer::Fact>())
        .chain(plain::<cloud::Fact>())
        .chain(plain::<Rule>())
        .collect()
}
