//! What the dialects have to say, in the reader's words.

use crate::{
    dialect::{
        Note,
        reading::{NotUnderstood, Usage},
    },
    i18n::{Messages, Notes},
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
        Note::OnlyOneLog(name) => return Some((words.one_log)(name)),
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
    let said = match refusal {
        NotUnderstood::UnknownWord { word, close } => return ((words.unknown_word)(word), close.clone()),
        NotUnderstood::UnknownCommand { word, close } => return ((words.unknown_command)(word), close.clone()),
        NotUnderstood::Empty => words.empty.to_owned(),
        NotUnderstood::Unsafe(_) => words.unsafe_path.to_owned(),
        NotUnderstood::Guarded { .. } => words.guarded.to_owned(),
        NotUnderstood::NotGet(method) => (words.not_get)(method),
        NotUnderstood::Writes(command) => (words.writes)(command),
        NotUnderstood::AsksByPost(command) => (words.asks_by_post)(command),
        NotUnderstood::ChangesNothing(command) => (words.changes_nothing)(command),
        NotUnderstood::NoRequest(command) if command.is_empty() => words.no_command.to_owned(),
        NotUnderstood::NoRequest(command) => (words.no_request)(command),
        NotUnderstood::Unsupported(command) => (words.unsupported)(command),
        NotUnderstood::UnknownOption(option) => (words.unknown_option)(option),
        NotUnderstood::MissingValue(option) => (words.missing_value)(option),
        NotUnderstood::BadValue { option, value } => (words.bad_value)(option, value),
        NotUnderstood::CannotBeSent(what) => (words.cannot_be_sent)(what),
        NotUnderstood::NeedsFile(option) => (words.needs_file)(option),
        NotUnderstood::Variable(variable) => (words.variable)(variable),
        NotUnderstood::Unclosed(_) => words.unclosed.to_owned(),
        NotUnderstood::NoUrl => words.no_url.to_owned(),
        NotUnderstood::TooManyWords(word) => (words.too_many_words)(word),
        NotUnderstood::Usage(usage) => misused(words, *usage).to_owned(),
    };
    (said, Vec::new())
}

/// What kubectl would refuse, too.
fn misused(words: &Notes, usage: Usage) -> &'static str {
    match usage {
        Usage::NoResource => words.no_resource,
        Usage::NoPod => words.no_pod,
        Usage::MixedForms => words.mixed_forms,
        Usage::BadTypeName => words.bad_type_name,
        Usage::NameAndSelector => words.name_and_selector,
        Usage::NameAcrossNamespaces => words.name_across_namespaces,
        Usage::SubresourceOfList => words.subresource_of_list,
        Usage::RawAndOthers => words.raw_and_others,
        Usage::TwoSinces => words.two_sinces,
        Usage::TwoContainers => words.two_containers,
        Usage::SeveralToExplain => words.several_to_explain,
    }
}
