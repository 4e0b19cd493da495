//! From the Code lens to the keys of `prose/<language>/clients.json`: every key that it can ask for is named here.

use super::{
    history::History,
    library::{LibraryRemark, Standing, Verified},
    listing,
    schema::SchemaWord,
};
use crate::wire::vocabulary::{Vocabulary, vocabulary};

vocabulary! {
    /// What stands on the lens once.
    CodeLens under "code.lens" {
        /// What the lens shows.
        Intro = "intro",
        /// That the programs run as whom the kubeconfig names, and carry no credential.
        Credential = "credential",
        /// Label of the choice between languages.
        Languages = "languages",
        /// Heading of what is known of the library.
        LibraryTitle = "library_title",
        /// Label of the link to the library's sources.
        Home = "home",
        /// Heading of the lines that bring in the library.
        InstallTitle = "install_title",
        /// Heading of the ways to connect.
        ConnectionTitle = "connection_title",
        /// What to do with them.
        ConnectionIntro = "connection_intro",
        /// Heading of why a call is not a typed one.
        ReasonTitle = "reason_title",
        /// Heading of what a program leaves out.
        LackTitle = "lack_title",
        /// Heading of what a program prints otherwise than the answer says it.
        NoticeTitle = "notice_title",
        /// Heading of how methods are named.
        NamesTitle = "names_title",
        /// How methods are named, in generated libraries and in the others.
        Names = "names",
        /// Heading of what older texts say.
        HistoryTitle = "history_title",
        /// Why they are quoted.
        HistoryIntro = "history_intro",
        /// Heading of the column of what they say.
        HistorySays = "history_says",
        /// Heading of the column of what is right now.
        HistoryNow = "history_now",
        /// Before the document that a statement rests on.
        Source = "source",
    }
}

/// Every key that the lens can ask for.
pub fn code_keys() -> Vec<String> {
    fn of<T: Vocabulary>() -> impl Iterator<Item = &'static str> {
        T::ALL.iter().map(|word| word.key())
    }
    let fixed = of::<CodeLens>()
        .chain(of::<SchemaWord>())
        .chain(of::<Standing>())
        .chain(of::<Verified>())
        .chain(of::<LibraryRemark>())
        .chain(listing::keys())
        .map(str::to_owned);
    let history = History::ALL
        .iter()
        .flat_map(|entry| [entry.says_key(), entry.now_key()]);
    fixed.chain(history).collect()
}
