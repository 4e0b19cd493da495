//! From what the lens shows to the keys of `prose/<language>/identity.json`: every key that it can ask for is named here.

use super::{
    commands::Ask,
    compare::{About, Who},
    difference::Differs,
    explain::Because,
    lessons::Taught,
    line::Ground,
    persona::Unsayable,
    rights::Right,
    roles::ListWord,
    small::Change,
    verdict,
    you::You,
};
use crate::wire::{
    prose::Prose,
    vocabulary::{Vocabulary, vocabulary},
    words::plain,
};

vocabulary! {
    /// What stands on the lens once. Placeholders: `{path}`, `{number}` where the variant says so.
    Page under "identity.page" {
        /// What the lens shows.
        Intro = "intro",
        /// What asking as somebody takes.
        Headers = "headers",
        /// Heading of what the answers have in common, or what separates them.
        DifferenceTitle = "difference_title",
        /// Heading of the columns.
        ColumnsTitle = "columns_title",
        /// Caption of the columns as a table: `{path}`.
        ColumnsCaption = "columns_caption",
        /// Heading of a column's answer.
        AnswerTitle = "answer_title",
        /// Heading of who that is.
        AboutTitle = "about_title",
        /// Heading of the reasons.
        WhyTitle = "why_title",
        /// Label of a rule's lines: `{number}`.
        Rule = "rule",
        /// Heading of the rights that are missing.
        RightsTitle = "rights_title",
        /// What to do with them.
        RightsIntro = "rights_intro",
        /// Heading of the commands.
        CommandsTitle = "commands_title",
        /// Why the console does not ask itself.
        CommandsIntro = "commands_intro",
        /// Heading of how the request was made small.
        ChangesTitle = "changes_title",
        /// Before the request as it was sent: `{path}`.
        SentAs = "sent_as",
        /// Heading of the lists that were read.
        ListsTitle = "lists_title",
        /// What reading them takes.
        ListsIntro = "lists_intro",
        /// Label of the button that reads on in other namespaces.
        Elsewhere = "elsewhere",
        /// Heading of the choice of identities.
        ChooseTitle = "choose_title",
        /// Label of the choice of a ServiceAccount.
        ChooseAccount = "choose_account",
        /// Label of the field for a user.
        TypeUser = "type_user",
        /// Label of the field for groups.
        TypeGroups = "type_groups",
        /// Label of the button that adds such a column.
        AskAs = "ask_as",
        /// Label of the button that takes a column away.
        Remove = "remove",
        /// Link to the request in this one's name.
        OpenAs = "open_as",
        /// Link to an exchange: `{number}`.
        OpenExchange = "open_exchange",
        /// Heading of the lessons.
        LessonsTitle = "lessons_title",
        /// Before the requests of a lesson.
        LessonLook = "lesson_look",
        /// That the rest follows by rules.
        RecordedNote = "recorded_note",
    }
}

vocabulary! {
    /// What a statement rests on.
    Grounded under "identity.ground" {
        /// `{exchanges}`.
        Observed = "observed",
        /// `{exchanges}`.
        Inferred = "inferred",
        /// There is no exchange to rest on yet.
        Nothing = "nothing",
        /// `{source}`.
        Documented = "documented",
        /// By the address or the console itself.
        Given = "given",
    }
}

/// The sentence that says what a statement rests on.
pub fn ground(ground: &Ground, prose: &Prose) -> String {
    let word = match ground {
        Ground::Observed(_) => Grounded::Observed,
        Ground::Inferred(exchanges) if exchanges.is_empty() => Grounded::Nothing,
        Ground::Inferred(_) => Grounded::Inferred,
        Ground::Documented(_) => Grounded::Documented,
        Ground::Given => Grounded::Given,
    };
    let values = ground.values();
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    prose.fill(word.key(), &values)
}

/// Every key that the lens can ask for.
pub fn identity_keys() -> Vec<String> {
    plain::<Page>()
        .chain(plain::<Who>())
        .chain(plain::<About>())
        .chain(plain::<Unsayable>())
        .chain(plain::<Change>())
        .chain(verdict::keys().map(str::to_owned))
        .chain(plain::<Differs>())
        .chain(plain::<Because>())
        .chain(plain::<You>())
        .chain(plain::<Right>())
        .chain(plain::<Ask>())
        .chain(plain::<ListWord>())
        .chain(plain::<Taught>())
        .chain(plain::<Grounded>())
        .collect()
}
