//! What a person has to know beside a translation: nothing of it is prose, the interface words it.

use crate::kube::{gvk::GroupVersionResource, path::Guard};

/// Where a translation is not the same in all respects, or had to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// kubectl has no command for this request but `kubectl get --raw`.
    NoIdiomaticForm,
    /// The cluster's discovery names no such resource, so kubectl would not know it either.
    NotInDiscovery,
    /// kubectl continues lists by itself and takes no `continue` token.
    ContinueNotExpressible,
    /// `limit` turns into `--chunk-size`: how much one request brings, not how much is shown.
    LimitIsChunkSize,
    /// The request asks for a piece of a list; the command fetches the list to its end.
    WholeListIsFetched,
    /// The command has no way to say this query parameter.
    ParameterNotExpressible(String),
    /// The command cannot ask for the representation that the request's `Accept` names.
    AcceptNotExpressible,
    /// kubectl leaves `metadata.managedFields` out of YAML and JSON unless told otherwise.
    ManagedFieldsHidden,
    /// kubectl prints a list as `v1 List`, whatever the server's own kind of list is.
    ListKindIsGeneric,
    /// kubectl lists first and watches from there; the request is the watch alone.
    WatchListsFirst,
    /// The command shows the versions of every group.
    ShowsAllGroups,
    /// The command shows each resource in its preferred version only, which this one is not.
    OnlyPreferredVersions,
    /// The command shows the version of kubectl, too.
    ShowsClientToo,
    /// kubectl asks for the pod's default container by name; the request names none, which is an error for the
    /// API server if there are several.
    DefaultContainer,
    /// Groups are impersonated only together with a user.
    GroupsNeedUser,
    /// The console itself would not send this, or only after a click on the page.
    Guarded(Guard),

    /// Several things were named; only this one was taken.
    OnlyFirst(String),
    /// Several commands were given, or one with a pipe; only the first request was taken.
    OnlyFirstCommand,
    /// No namespace was named, so it is this one, as for kubectl.
    DefaultNamespace(String),
    /// This word was taken for a namespace; a name is written as `TYPE/NAME`.
    WordIsNamespace(String),
    /// `--show-managed-fields`: the YAML and JSON are to be shown with them.
    ManagedFieldsShown,
    /// `kubectl describe` reads the object and, in requests of their own, its events and more.
    DescribeReadsMore,
    /// kubectl reads logs of a pod; one of the pods that this finds has to be chosen.
    LogsNeedAPod,
    /// `kubectl explain` reads this resource's schema, at this field.
    Explains {
        /// The resource.
        resource: GroupVersionResource,
        /// The names of the fields, from the outside in.
        fields: Vec<String>,
    },
    /// kubectl reads `/api` as well as `/apis`.
    ReadsCoreToo,
    /// A credential stood there; it was left out, the proxy adds its own.
    CredentialLeftOut,
    /// This header was left out: an address carries only `Accept` and `Impersonate-*`.
    HeaderLeftOut(String),
    /// This option was left out: it picks another cluster or user, or shapes only the output.
    OptionLeftOut(String),
    /// This option was left out: it takes a request for each of several logs.
    OnlyOneLog(String),
    /// This query parameter was left out: in an address it would mean something else.
    ParameterLeftOut(String),
    /// The method was `HEAD`; the console sends `GET`.
    HeadIsGet,
}
