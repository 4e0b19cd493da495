//! From the ways in to the keys of `prose/<language>/ways.json`: every key that they can ask for is named here.

use super::{
    Access,
    glance::{Checker, Column, Whose},
    history::History,
    look::Look,
    names::{
        NameWord, Origin,
        lookup::{Lookup, Outcome},
    },
    section::{Concern, Mounted, Point, Section},
    step::{Effect, Place, Step},
    trouble::Trouble,
};
use crate::wire::{
    vocabulary::{Vocabulary, vocabulary},
    words::plain,
};

vocabulary! {
    /// What stands on the page once. Placeholders: `{exchange}`, `{source}`, `{way}` where the variant says so.
    Page under "ways.page" {
        /// The page's heading.
        Title = "title",
        /// The opening paragraph.
        Intro = "intro",
        /// That the page runs nothing.
        NothingRuns = "nothing_runs",
        /// Heading of the names in the commands.
        NamesTitle = "names_title",
        /// Where they come from.
        NamesIntro = "names_intro",
        /// Heading of where TLS ends.
        TlsTitle = "tls_title",
        /// Heading of who asks.
        IdentityTitle = "identity_title",
        /// Heading of what a way is good for.
        GoodForTitle = "good_for_title",
        /// Heading of the steps.
        StepsTitle = "steps_title",
        /// Before what a command prints.
        Prints = "prints",
        /// Behind it, if an exchange shows it: `{exchange}`.
        PrintsSeen = "prints_seen",
        /// Behind it, if it is documented: `{source}`.
        PrintsDocumented = "prints_documented",
        /// Behind a statement: `{source}`.
        Source = "source",
        /// Heading of what goes wrong.
        TroubleTitle = "trouble_title",
        /// Heading of the column of signs.
        TroubleSign = "trouble_sign",
        /// Heading of the column of causes.
        TroubleCause = "trouble_cause",
        /// Heading of the column of remedies.
        TroubleRemedy = "trouble_remedy",
        /// Label of the link to the programs in seven languages.
        Programs = "programs",
        /// Heading of the three concerns.
        ConcernsTitle = "concerns_title",
        /// Heading of the files that a Pod finds.
        MountedTitle = "mounted_title",
        /// Heading of the requests to open.
        LooksTitle = "looks_title",
        /// What they are.
        LooksIntro = "looks_intro",
        /// Heading of the comparison.
        TableTitle = "table_title",
        /// Its caption.
        TableCaption = "table_caption",
        /// Heading of the column of the ways' names.
        TableWay = "table_way",
        /// Why older documents are mentioned at all.
        HistoryIntro = "history_intro",
        /// Before what they say.
        HistorySays = "history_says",
        /// Before what holds.
        HistoryNow = "history_now",
        /// Before the command of then.
        HistoryOld = "history_old",
        /// Before the command of now.
        HistoryToday = "history_today",
    }
}

impl Access {
    /// The key of its name.
    pub fn name_key(self) -> String {
        format!("{}.name", self.key())
    }

    /// The key of what it is, in a few sentences.
    pub fn summary_key(self) -> String {
        format!("{}.summary", self.key())
    }

    /// The key of where TLS ends on it.
    pub fn tls_key(self) -> String {
        format!("{}.tls", self.key())
    }

    /// The key of who asks. Of [`Access::Token`] it has the placeholder `{user}`: [`super::names::Names::user`].
    pub fn identity_key(self) -> String {
        format!("{}.identity", self.key())
    }

    /// The key of what it is good for, a phrase.
    pub fn good_for_key(self) -> String {
        format!("{}.good_for", self.key())
    }
}

impl Trouble {
    /// The key of what one sees.
    pub fn sign_key(self) -> String {
        format!("{}.sign", self.key())
    }

    /// The key of what it means.
    pub fn cause_key(self) -> String {
        format!("{}.cause", self.key())
    }

    /// The key of what to do.
    pub fn remedy_key(self) -> String {
        format!("{}.remedy", self.key())
    }
}

impl History {
    /// The key of what older documents say.
    pub fn says_key(self) -> String {
        format!("{}.says", self.key())
    }

    /// The key of what holds today.
    pub fn now_key(self) -> String {
        format!("{}.now", self.key())
    }
}

impl Concern {
    /// The key of the question.
    pub fn ask_key(self) -> String {
        format!("{}.ask", self.key())
    }

    /// The key of its answer.
    pub fn answer_key(self) -> String {
        format!("{}.answer", self.key())
    }
}

fn under<T: Vocabulary, const N: usize>(keys: [fn(T) -> String; N]) -> impl Iterator<Item = String> {
    T::ALL.iter().flat_map(move |item| keys.map(|key| key(*item)))
}

/// Every key that the page can ask for, beyond the labels of drawings.
pub fn access_keys() -> Vec<String> {
    let accesses = under([
        Access::name_key,
        Access::summary_key,
        Access::tls_key,
        Access::identity_key,
        Access::good_for_key,
    ]);
    let names = plain::<NameWord>()
        .chain(plain::<Origin>())
        .chain(plain::<Lookup>())
        .chain(plain::<Outcome>());
    let glance = plain::<Column>()
        .chain(plain::<Place>())
        .chain(plain::<Whose>())
        .chain(plain::<Checker>())
        .chain(plain::<Effect>());
    plain::<Page>()
        .chain(plain::<Section>())
        .chain(names)
        .chain(accesses)
        .chain(glance)
        .chain(plain::<Point>())
        .chain(under([Concern::ask_key, Concern::answer_key]))
        .chain(plain::<Mounted>())
        .chain(plain::<Step>())
        .chain(plain::<Look>())
        .chain(under([Trouble::sign_key, Trouble::cause_key, Trouble::remedy_key]))
        .chain(under([History::says_key, History::now_key]))
        .collect()
}
