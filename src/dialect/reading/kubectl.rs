//! `kubectl` commands: which of them read, and what the simple ones ask.

use super::{
    Context, NotUnderstood, Understood, Usage, events, explain,
    flags::{Flags, known},
    get, logs, url,
};
use crate::{
    dialect::{Note, View, distance, shell::Word},
    kube::path::ApiPath,
};

/// Commands that are understood.
pub(super) const READING: &[&str] = &[
    "get",
    "describe",
    "logs",
    "explain",
    "events",
    "api-resources",
    "api-versions",
    "version",
    "cluster-info",
];

/// Commands that change something, open a session, or post to ask.
const WRITING: &[&str] = &[
    "annotate",
    "apply",
    "attach",
    "auth",
    "autoscale",
    "certificate",
    "cordon",
    "cp",
    "create",
    "debug",
    "delete",
    "diff",
    "drain",
    "edit",
    "exec",
    "expose",
    "label",
    "patch",
    "port-forward",
    "replace",
    "rollout",
    "run",
    "scale",
    "set",
    "taint",
    "uncordon",
];

/// Commands that ask the cluster nothing by themselves.
const SILENT: &[&str] = &[
    "alpha",
    "completion",
    "config",
    "help",
    "kuberc",
    "kustomize",
    "options",
    "plugin",
    "proxy",
];

/// Commands that read, each by several requests.
const UNSUPPORTED: &[&str] = &["top", "wait"];

/// Reads what stands behind `kubectl`.
pub(super) fn read(words: &[Word], context: &Context<'_>) -> Result<Understood, NotUnderstood> {
    // `minikube kubectl -- get pods`
    let words = words.strip_prefix(&[Word::from("--")][..]).unwrap_or(words);
    let at = place_of_command(words)?;
    let command = words.get(at).map(known).transpose()?.unwrap_or_default();
    if !READING.contains(&command) {
        return Err(refused(command, words.get(at + 1).map(|word| word.text.as_str())));
    }
    let mut others = words.to_vec();
    others.remove(at);
    let flags = Flags::parse(command, &others)?;
    if flags.is_on("help") {
        return Err(NotUnderstood::NoRequest(format!("{command} --help")));
    }
    let mut understood = match command {
        "get" if flags.has("raw") => raw(&flags),
        "get" => get::read(&flags, context),
        "describe" => get::describe(&flags, context),
        "logs" => logs::read(&flags, context),
        "explain" => explain::read(&flags, context),
        "events" => events::read(&flags, context),
        "api-resources" => resources(&flags, context),
        "api-versions" => simple("/apis", Note::ReadsCoreToo),
        "version" => version(&flags),
        _ => cluster_info(&flags),
    }?;
    understood.request.head = flags.head()?;
    for note in flags.notes() {
        understood.note(note);
    }
    Ok(understood)
}

/// Whether a word is a command of kubectl's, read or refused.
pub(super) fn is_command(word: &str) -> bool {
    [READING, WRITING, SILENT, UNSUPPORTED]
        .iter()
        .any(|commands| commands.contains(&word))
}

/// Where the command's name stands: global options may stand in front of it.
fn place_of_command(words: &[Word]) -> Result<usize, NotUnderstood> {
    for (at, word) in words.iter().enumerate() {
        if word.text.starts_with('-') {
            continue;
        }
        let (before, _) = words.split_at(at);
        // If the last option took this word as its value, there is no word left over.
        let with_word = words.get(..=at).unwrap_or_default();
        let is_value = Flags::parse("get", with_word).is_ok_and(|flags| flags.words.is_empty());
        if !is_value {
            Flags::parse("get", before)?;
            return Ok(at);
        }
    }
    Err(NotUnderstood::NoRequest(String::new()))
}

fn refused(command: &str, behind: Option<&str>) -> NotUnderstood {
    let full = || match behind {
        Some(behind) if !behind.starts_with('-') => format!("{command} {behind}"),
        _ => command.to_owned(),
    };
    match (command, behind) {
        ("rollout", Some("status" | "history")) => NotUnderstood::Unsupported(full()),
        ("auth", Some("can-i" | "whoami")) => NotUnderstood::AsksByPost(full()),
        ("diff", _) => NotUnderstood::ChangesNothing(command.to_owned()),
        ("auth" | "certificate" | "rollout" | "set", _) => NotUnderstood::Writes(full()),
        _ if WRITING.contains(&command) => NotUnderstood::Writes(command.to_owned()),
        _ if SILENT.contains(&command) => NotUnderstood::NoRequest(command.to_owned()),
        _ if UNSUPPORTED.contains(&command) => NotUnderstood::Unsupported(command.to_owned()),
        _ => NotUnderstood::UnknownCommand {
            word: command.to_owned(),
            close: distance::closest(command, READING.iter().copied()),
        },
    }
}

/// `kubectl get --raw PATH`
fn raw(flags: &Flags) -> Result<Understood, NotUnderstood> {
    let is_alone = flags.words.is_empty()
        && !["watch", "watch-only", "selector", "output"]
            .into_iter()
            .any(|name| flags.has(name));
    if !is_alone {
        return Err(NotUnderstood::Usage(Usage::RawAndOthers));
    }
    let text = flags.value("raw")?.unwrap_or_default();
    let (path, query) = if url::after_scheme(text).is_some() {
        url::target_of(&Word::from(text))?
    } else {
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        (path.to_owned(), query.to_owned())
    };
    let mut understood = Understood::of(&path, &query)?;
    understood.drop_own_parameters();
    Ok(understood)
}

/// `kubectl api-resources [--api-group=GROUP]`
fn resources(flags: &Flags, context: &Context<'_>) -> Result<Understood, NotUnderstood> {
    if !flags.has("api-group") {
        return simple("/apis", Note::ReadsCoreToo);
    }
    let group = flags.value("api-group")?.unwrap_or_default();
    let found = context.discovery.group(group).and_then(|group| group.preferred());
    let version = found.ok_or_else(|| NotUnderstood::UnknownWord {
        word: group.to_owned(),
        close: distance::closest(group, context.discovery.groups.iter().map(|group| group.name.as_str())),
    })?;
    Understood::get(ApiPath::parse(&version.group_version.path())?)
}

/// `kubectl version`
fn version(flags: &Flags) -> Result<Understood, NotUnderstood> {
    if flags.is_on("client") {
        return Err(NotUnderstood::NoRequest("version --client".to_owned()));
    }
    let mut understood = simple("/version", Note::ShowsClientToo)?;
    understood.view = match flags.value("output")? {
        Some("json") => Some(View::Json),
        Some("yaml") => Some(View::Yaml),
        _ => None,
    };
    Ok(understood)
}

/// `kubectl cluster-info`, which looks for Services with a label.
///
/// Source: kubectl `pkg/cmd/clusterinfo/clusterinfo.go`.
fn cluster_info(flags: &Flags) -> Result<Understood, NotUnderstood> {
    if let Some(word) = flags.word(0)? {
        return Err(NotUnderstood::Unsupported(format!("cluster-info {word}")));
    }
    let namespace = flags.value("namespace")?.unwrap_or("kube-system");
    let base = ApiPath::parse("/api/v1/namespaces")?;
    let mut understood = Understood::named(&base, &[namespace, "services"])?;
    understood.request = understood
        .request
        .with("labelSelector", "kubernetes.io/cluster-service=true");
    Ok(understood)
}

fn simple(path: &str, note: Note) -> Result<Understood, NotUnderstood> {
    let mut understood = Understood::get(ApiPath::parse(path)?)?;
    understood.note(note);
    Ok(understood)
}
