//! What the dialects have to say, in the reader's words.

use crate::{
    dialect::{Note, reading::NotUnderstood},
    i18n::Messages,
};

/// What has to be known beside a command; nothing for what the page shows by itself.
pub fn note(text: &'static Messages, note: &Note) -> Option<String> {
    let words = &text.notes;
    let fixed = match note {
        Note::NoIdiomaticForm => words.no_idiomatic_form,
        Note::NotInDiscovery => words.not_in_discovery,
        Note::ContinueNotExpressible => words.continue_not_expressible,
        Note::LimitIsChunkSize => words.limit_is_chunk_size,
        Note::WholeListIsFetched => words.whole_list_is_fetched,
        Note::ParameterNotExpressible(name) => {
            return Some((words.parameter_not_expressible)(name));
        }
        Note::AcceptNotExpressible => words.accept_not_expressible,
        Note::ManagedFieldsHidden => words.managed_fields_hidden,
        Note::ListKindIsGeneric => words.list_kind_is_generic,
        Note::WatchListsFirst => words.watch_lists_first,
        Note::ShowsAllGroups => words.shows_all_groups,
        Note::OnlyPreferredVersions => words.only_preferred_versions,
        Note::ShowsClientToo => words.shows_client_too,
        Note::GroupsNeedUser => words.groups_need_user,
        Note::Guarded(_) => words.guarded,
        Note::OnlyFirst(name) => return Some((words.only_first)(name)),
        Note::OnlyFirstCommand => words.only_first_command,
        Note::DefaultNamespace(namespace) => return Some((words.default_namespace)(namespace)),
        Note::WordIsNamespace(word) => return Some((words.word_is_namespace)(word)),
        Note::DescribeReadsMore => words.describe_reads_more,
        Note::LogsNeedAPod => words.logs_need_a_pod,
        Note::ReadsCoreToo => words.reads_core_too,
        Note::CredentialLeftOut => words.credential_left_out,
        Note::HeaderLeftOut(name) => return Some((words.header_left_out)(name)),
        Note::OptionLeftOut(name) => return Some((words.option_left_out)(name)),
        Note::ParameterLeftOut(name) => return Some((words.parameter_left_out)(name)),
        Note::HeadIsGet => words.head_is_get,
        _ => return None,
    };
    Some(fixed.to_owned())
}

/// Why a text was not understood, and what may have been meant.
pub fn refusal(text: &'static Messages, refusal: &NotUnderstood) -> (String, Vec<String>) {
    let words = &text.notes;
    let fixed = match refusal {
        NotUnderstood::Empty => words.empty,
        NotUnderstood::Unsafe(_) => words.unsafe_path,
        NotUnderstood::Guarded { .. } => words.guarded,
        NotUnderstood::NotGet(method) => return ((words.not_get)(method), Vec::new()),
        NotUnderstood::Writes(command) => return ((words.writes)(command), Vec::new()),
        NotUnderstood::NoRequest(command) => return ((words.no_request)(command), Vec::new()),
        NotUnderstood::UnknownWord { word, close } | NotUnderstood::UnknownCommand { word, close } => {
            return ((words.unknown_word)(word), close.clone());
        }
        _ => words.not_understood,
    };
    (fixed.to_owned(), Vec::new())
}
