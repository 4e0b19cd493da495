//! From facts to the keys of the prose files: every key that the code can ask for is named here.
//!
//! Labels and what a journey says stand in `prose/<language>/wire.json`, the page on the five proxies in
//! `prose/<language>/proxies.json`.

use super::{
    guide::{Example, Look, Other, Question, Vantage, notes::Correction, notes::Trouble},
    hop::{Act, Actor, Certificate, Check, Credential, Exposure, Form, Identity, Scheme},
    journey,
    proxy::{
        ProxyKind,
        column::{Balancing, Callers, ClientTls, Column, Handling, Knows, Layer, OnwardTls, Place, Reach, SetUpBy},
    },
    variant::Variant,
    vocabulary::{Vocabulary, vocabulary},
};

vocabulary! {
    /// The paragraphs that each proxy has, under `proxies.<proxy>.<section>`; the key here is the heading's.
    Section under "proxies.section" {
        /// What it is.
        What = "what",
        /// Who connects to whom.
        Connects = "connects",
        /// Where TLS ends.
        Tls = "tls",
        /// Which credential goes where.
        Credential = "credential",
        /// What it balances.
        Balances = "balances",
        /// How to notice that it is on the way.
        Notice = "notice",
    }
}

vocabulary! {
    /// What stands on the page once. Placeholders: `{proxy}` where the variant says so.
    Page under "proxies.page" {
        /// The opening paragraph.
        Intro = "intro",
        /// That several can be on one way.
        Several = "several",
        /// Which of them concern whom.
        Whose = "whose",
        /// That all of it is documented and not observed.
        Documented = "documented",
        /// Label of the choice between the ways through `{proxy}`.
        Ways = "ways",
        /// Heading of the key to the drawings.
        LegendTitle = "legend_title",
        /// A hop without TLS.
        LegendPlain = "legend_plain",
        /// A hop inside TLS.
        LegendEncrypted = "legend_encrypted",
        /// A hop that is encrypted if its ends do so.
        LegendEndsDecide = "legend_ends_decide",
        /// The bar under a drawing: from where TLS starts to where it ends.
        LegendSession = "legend_session",
        /// Heading of the comparison.
        TableTitle = "table_title",
        /// The comparison's caption.
        TableCaption = "table_caption",
        /// Heading of the column of the proxies' names.
        TableProxy = "table_proxy",
        /// Heading of the questions.
        FindTitle = "find_title",
        /// What to do with them.
        FindIntro = "find_intro",
        /// The answer yes.
        FindYes = "find_yes",
        /// The answer no.
        FindNo = "find_no",
        /// Before the list of proxies that were found.
        FindResult = "find_result",
        /// When every answer is no.
        FindNothing = "find_nothing",
        /// Heading of the examples.
        ExamplesTitle = "examples_title",
        /// Heading of the column of commands.
        ExamplesCommand = "examples_command",
        /// Heading of the column of places.
        ExamplesVantage = "examples_vantage",
        /// Heading of the column of proxies that are passed for certain.
        ExamplesPasses = "examples_passes",
        /// Heading of the column of those that may be.
        ExamplesMayPass = "examples_may_pass",
        /// Heading of the column of remarks.
        ExamplesNote = "examples_note",
        /// No proxy of the five.
        None = "none",
        /// Heading of what goes wrong.
        TroubleTitle = "trouble_title",
        /// Heading of the column of signs.
        TroubleSign = "trouble_sign",
        /// Heading of the column of causes.
        TroubleCause = "trouble_cause",
        /// Heading of the corrections.
        CorrectionTitle = "correction_title",
        /// Before what the documentation says.
        CorrectionSays = "correction_says",
        /// Before what happens.
        CorrectionHappens = "correction_happens",
        /// Heading of the requests to open.
        LookTitle = "look_title",
        /// That an answer "not found" tells something too.
        LookIntro = "look_intro",
        /// Heading of what is none of the five.
        OthersTitle = "others_title",
        /// Why they are named.
        OthersIntro = "others_intro",
    }
}

vocabulary! {
    /// What the text alternative of a drawing adds to the labels.
    Telling under "wire.telling" {
        /// `{way}`, `{count}`: what the drawing shows.
        Drawing = "drawing",
        /// `{n}`, `{count}`, `{from}`, `{to}`: which hop is told.
        Hop = "hop",
        /// `{scheme}`, `{exposure}`: what is spoken, and who can read along.
        Speaks = "speaks",
        /// `{actor}`, `{act}`: what a party does.
        Does = "does",
        /// There is no TLS on the hop.
        NoTls = "no_tls",
        /// The session of the hop before goes on.
        SameTls = "same_tls",
        /// What stands before holds only if both ends speak TLS.
        IfSpoken = "if_spoken",
        /// Heading of the text alternative.
        InWords = "in_words",
        /// The documents that a drawing rests on: `{sources}`.
        Sources = "sources",
    }
}

vocabulary! {
    /// Words for what happens to a credential without an identity being added.
    CredentialWord under "wire.credential" {
        /// Nothing says who asks.
        None = "none",
        /// It goes on as it came.
        Untouched = "untouched",
        /// It was taken out.
        Stripped = "stripped",
        /// Headers go on, a client certificate does not.
        HeadersOnly = "headers_only",
        /// It is the application's matter.
        Applications = "applications",
    }
}

impl Credential {
    /// The keys of the words for it, to be read one after the other.
    pub fn keys(self) -> Vec<&'static str> {
        match self {
            Self::None => vec![CredentialWord::None.key()],
            Self::Untouched => vec![CredentialWord::Untouched.key()],
            Self::Stripped => vec![CredentialWord::Stripped.key()],
            Self::HeadersOnly => vec![CredentialWord::HeadersOnly.key()],
            Self::Applications => vec![CredentialWord::Applications.key()],
            Self::Added(identity) => vec![identity.key(), identity.form().key()],
            Self::Replaced(identity) => {
                vec![CredentialWord::Stripped.key(), identity.key(), identity.form().key()]
            }
        }
    }
}

impl Actor {
    /// The key of "TLS ends at …" for this party, a phrase of its own: cases and articles differ by language.
    pub fn ends_tls_key(self) -> String {
        format!("{}.ends_tls", self.key())
    }
}

impl Variant {
    /// The key of the name of this way.
    pub fn name_key(self) -> String {
        format!("{}.name", self.key())
    }

    /// The key of the sentence under its drawing.
    pub fn note_key(self) -> String {
        format!("{}.note", self.key())
    }
}

impl ProxyKind {
    /// The key of its name.
    pub fn name_key(self) -> String {
        format!("{}.name", self.key())
    }

    /// The key of its summary in one line.
    pub fn summary_key(self) -> String {
        format!("{}.summary", self.key())
    }

    /// The key of one of its paragraphs.
    pub fn section_key(self, section: Section) -> String {
        section.key().replacen("proxies.section", self.key(), 1)
    }
}

impl Question {
    /// The key of the question itself.
    pub fn ask_key(self) -> String {
        format!("{}.ask", self.key())
    }

    /// The key of how to tell.
    pub fn tell_key(self) -> String {
        format!("{}.tell", self.key())
    }
}

impl Trouble {
    /// The key of what is seen.
    pub fn sign_key(self) -> String {
        format!("{}.sign", self.key())
    }

    /// The key of what it means, and what to do.
    pub fn cause_key(self) -> String {
        format!("{}.cause", self.key())
    }
}

impl Correction {
    /// The key of what the documentation says.
    pub fn says_key(self) -> String {
        format!("{}.says", self.key())
    }

    /// The key of what happens.
    pub fn happens_key(self) -> String {
        format!("{}.happens", self.key())
    }
}

impl Other {
    /// The key of its name.
    pub fn name_key(self) -> String {
        format!("{}.name", self.key())
    }

    /// The key of what it does.
    pub fn line_key(self) -> String {
        format!("{}.line", self.key())
    }
}

/// The key of every item, as it is.
pub fn plain<T: Vocabulary>() -> impl Iterator<Item = String> {
    T::ALL.iter().map(|item| item.key().to_owned())
}

fn under<T: Vocabulary, const N: usize>(keys: [fn(T) -> String; N]) -> impl Iterator<Item = String> {
    T::ALL.iter().flat_map(move |item| keys.map(|key| key(*item)))
}

/// The keys of labels: words of the drawings, of the proxies page and the Wire lens alike.
pub fn label_keys() -> Vec<String> {
    plain::<Actor>()
        .chain(under([Actor::ends_tls_key]))
        .chain(plain::<Scheme>())
        .chain(plain::<Exposure>())
        .chain(plain::<Certificate>())
        .chain(plain::<Check>())
        .chain(plain::<Identity>())
        .chain(plain::<Form>())
        .chain(plain::<CredentialWord>())
        .chain(plain::<Act>())
        .chain(plain::<Telling>())
        .collect()
}

/// The keys that only the page on the five proxies asks for.
pub fn proxies_keys() -> Vec<String> {
    let ways = under([Variant::name_key, Variant::note_key]);
    let columns = plain::<Column>()
        .chain(plain::<Place>())
        .chain(plain::<Layer>())
        .chain(plain::<Callers>())
        .chain(plain::<ClientTls>())
        .chain(plain::<OnwardTls>())
        .chain(plain::<Handling>())
        .chain(plain::<Knows>())
        .chain(plain::<Balancing>())
        .chain(plain::<Reach>())
        .chain(plain::<SetUpBy>());
    let guide = under([Question::ask_key, Question::tell_key])
        .chain(plain::<Vantage>())
        .chain(plain::<Example>())
        .chain(plain::<Look>())
        .chain(under([Trouble::sign_key, Trouble::cause_key]))
        .chain(under([Correction::says_key, Correction::happens_key]))
        .chain(under([Other::name_key, Other::line_key]));
    let sections = ProxyKind::ALL
        .iter()
        .flat_map(|kind| Section::ALL.iter().map(|section| kind.section_key(*section)));
    let page = plain::<Page>()
        .chain(plain::<Section>())
        .chain(under([ProxyKind::name_key, ProxyKind::summary_key]))
        .chain(sections);
    ways.chain(columns).chain(guide).chain(page).collect()
}

/// Every key that the code can ask for, of all prose files.
pub fn all_keys() -> Vec<String> {
    [label_keys(), proxies_keys(), journey::words::journey_keys()].concat()
}
