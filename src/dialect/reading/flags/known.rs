//! Which options kubectl's commands have.
//!
//! Source: cli-runtime `pkg/genericclioptions/config_flags.go` and `*_flags.go`; kubectl
//! `pkg/cmd/{get,describe,logs,explain,apiresources,version,events}`.

/// One option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// The name behind `--`.
    pub(super) name: &'static str,
    /// The letter behind `-`.
    pub(super) letter: Option<char>,
    /// Whether the next word is its value, unless one stands behind `=`.
    pub(super) takes_value: bool,
}

/// The options of a command, its own and those that every command has.
pub(super) fn options(command: &str) -> impl Iterator<Item = Known> {
    let own = OWN.iter().find(|(name, _)| *name == command);
    let own = own.map_or("", |(_, options)| options);
    own.split_whitespace().chain(GLOBAL.split_whitespace()).map(parse)
}

/// Options that every command has: the name, its letter behind `/`, and `=` where it takes a value.
const GLOBAL: &str = "namespace/n= as= as-group= as-uid= as-user-extra= cache-dir= certificate-authority= \
    client-certificate= client-key= cluster= context= disable-compression help/h insecure-skip-tls-verify kubeconfig= \
    kuberc= log-flush-frequency= match-server-version password= profile= profile-output= request-timeout= server/s= \
    tls-server-name= token= user= username= v/v= vmodule= warnings-as-errors";

/// The options of single commands, spelt as [`GLOBAL`].
const OWN: &[(&str, &str)] = &[
    (
        "get",
        "all-namespaces/A allow-missing-template-keys chunk-size= field-selector= filename/f= ignore-not-found \
         kustomize/k= label-columns/L= no-headers output/o= output-watch-events raw= recursive/R selector/l= \
         server-print show-kind show-labels show-managed-fields sort-by= subresource= template= watch/w watch-only",
    ),
    (
        "describe",
        "all-namespaces/A chunk-size= filename/f= kustomize/k= recursive/R selector/l= show-events",
    ),
    (
        "logs",
        "all-containers all-pods container/c= follow/f ignore-errors insecure-skip-tls-verify-backend limit-bytes= \
         max-log-requests= pod-running-timeout= prefix previous/p selector/l= since= since-time= tail= timestamps",
    ),
    ("explain", "api-version= output/o= recursive/R"),
    ("events", "all-namespaces/A for= no-headers output/o= types= watch/w"),
    (
        "api-resources",
        "api-group= cached categories= namespaced no-headers output/o= sort-by= verbs=",
    ),
    ("version", "client output/o="),
];

fn parse(text: &'static str) -> Known {
    let bare = text.trim_end_matches('=');
    let (name, letter) = bare.split_once('/').unwrap_or((bare, ""));
    Known {
        name,
        letter: letter.chars().next(),
        takes_value: bare.len() < text.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_spelt_as_meant() {
        let find = |command: &str, name: &str| options(command).find(|known| known.name == name);
        let selector = find("get", "selector").unwrap();
        assert_eq!((selector.letter, selector.takes_value), (Some('l'), true));
        let follow = find("logs", "follow").unwrap();
        assert_eq!((follow.letter, follow.takes_value), (Some('f'), false));
        assert!(find("logs", "output").is_none());
        assert!(find("anything", "namespace").is_some());
    }

    #[test]
    fn no_option_is_listed_twice() {
        for (command, _) in OWN {
            let all: Vec<Known> = options(command).collect();
            for (at, known) in all.iter().enumerate() {
                let rest = &all[at + 1..];
                assert!(
                    !rest.iter().any(|other| other.name == known.name),
                    "{command} {known:?}"
                );
                let same_letter = |other: &Known| known.letter.is_some() && other.letter == known.letter;
                assert!(!rest.iter().any(same_letter), "{command} {known:?}");
            }
        }
    }
}
