//! What is built, from which pinned sources, and the hash that tells one such set of programs from another.

use std::env::consts::ARCH;

use sha2::{Digest, Sha256};

/// The Go module with the pins.
pub(super) const MODULE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/control-plane");

/// Names of the programs that `$KUBEBUILDER_ASSETS` holds by convention.
pub(super) const ASSETS: [&str; 3] = ["etcd", "kube-apiserver", "kubectl"];

/// What the version of a usable API server contains.
pub(super) const MINOR: &str = "v1.36.";

/// Release builds stamp their version in; so do these, or `/version` would answer `v0.0.0-master+$Format`.
pub(super) const LDFLAGS: &str = "-s -w \
    -X k8s.io/component-base/version.gitVersion=v1.36.3 \
    -X k8s.io/component-base/version.gitMajor=1 \
    -X k8s.io/component-base/version.gitMinor=36 \
    -X k8s.io/component-base/version.gitTreeState=clean \
    -X k8s.io/component-base/version.gitCommit=unknown \
    -X k8s.io/component-base/version.buildDate=2026-07-22T18:07:38Z";

/// One program and the package that it is built from.
pub(super) struct Program {
    /// The file's name.
    pub(super) name: &'static str,
    /// The Go package.
    pub(super) package: &'static str,
    /// How long the build takes on two cores, for the one who waits.
    pub(super) takes: &'static str,
}

/// In the order in which they are built: what the next one shares with the ones before is compiled already.
pub(super) const PROGRAMS: [Program; 7] = [
    Program {
        name: "etcd",
        package: "go.etcd.io/etcd/server/v3",
        takes: "about 1.5 minutes",
    },
    Program {
        name: "kubectl",
        package: "k8s.io/kubernetes/cmd/kubectl",
        takes: "about a minute",
    },
    Program {
        name: "kube-apiserver",
        package: "k8s.io/kubernetes/cmd/kube-apiserver",
        takes: "2 to 4 minutes",
    },
    Program {
        name: "kube-controller-manager",
        package: "k8s.io/kubernetes/cmd/kube-controller-manager",
        takes: "about a minute",
    },
    Program {
        name: "kube-scheduler",
        package: "k8s.io/kubernetes/cmd/kube-scheduler",
        takes: "half a minute",
    },
    Program {
        name: "kwok",
        package: "sigs.k8s.io/kwok/cmd/kwok",
        takes: "half a minute",
    },
    Program {
        name: "sample-apiserver",
        package: "k8s.io/sample-apiserver",
        takes: "some seconds",
    },
];

/// Sixteen hex digits over everything that decides what the programs are.
pub(super) fn hash() -> String {
    let mut hash = Sha256::new();
    hash.update(include_str!("../../control-plane/go.mod"));
    hash.update(include_str!("../../control-plane/go.sum"));
    hash.update(LDFLAGS);
    hash.update(ARCH);
    for program in &PROGRAMS {
        hash.update(program.name);
        hash.update(program.package);
    }
    let mut digits = format!("{:x}", hash.finalize());
    digits.truncate(16);
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_that_is_stamped_in_is_the_one_that_is_pinned() {
        let module = include_str!("../../control-plane/go.mod");
        let pinned = module
            .lines()
            .find_map(|line| line.trim().strip_prefix("k8s.io/kubernetes ")?.split(' ').next())
            .expect("go.mod requires k8s.io/kubernetes");
        assert!(LDFLAGS.contains(&format!("gitVersion={pinned} ")), "{pinned}");
    }

    #[test]
    fn every_program_is_a_tool_of_the_module() {
        let module = include_str!("../../control-plane/go.mod");
        for program in &PROGRAMS {
            assert!(
                module.lines().any(|line| line.trim() == program.package),
                "{}",
                program.package
            );
        }
    }

    #[test]
    fn the_hash_names_a_folder() {
        assert_eq!(hash().len(), 16);
        assert!(hash().bytes().all(|digit| digit.is_ascii_hexdigit()));
    }
}
