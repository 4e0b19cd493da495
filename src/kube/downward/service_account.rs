//! What a container finds where the ServiceAccount's token is mounted, and why it finds nothing.
//!
//! Source: kubernetes `plugin/pkg/admission/serviceaccount/admission.go` and `pkg/volume/projected/projected.go`.

use super::{
    asked::DEFAULT_MODE,
    field::{Source, Way},
    pod::{Allocatable, KeyToPath, KeysProjection, Pod, ProjectedVolume, Projection, Role, TokenProjection, Volume},
    value::Value,
};

/// Where client libraries look for the token.
pub const MOUNT_PATH: &str = "/var/run/secrets/kubernetes.io/serviceaccount";

/// How the names of volumes begin that the API server adds to pods for this.
const VOLUME_PREFIX: &str = "kube-api-access-";
const MIRROR_ANNOTATION: &str = "kubernetes.io/config.mirror";

/// The `expirationSeconds` of the volume that the API server adds.
///
/// By default it issues a token that lives for a year when it sees exactly this, so that old clients, which read the
/// file only once, go on working; it counts and logs whoever uses one that is older.
///
/// Source: kubernetes `pkg/serviceaccount/claims.go`, `WarnOnlyBoundTokenExpirationSeconds`, and
/// `pkg/registry/core/serviceaccount/storage/token.go`.
pub const EXTENDED_EXPIRATION: u64 = 3607;

/// The lifetime of a token for which the pod does not say one, in seconds.
///
/// Source: api `core/v1/types.go`, `ServiceAccountTokenProjection`.
pub const DEFAULT_EXPIRATION: u64 = 3600;

/// What one container finds at [`MOUNT_PATH`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountMount {
    /// The container's name.
    pub container: String,
    /// What is there.
    pub finds: Finds,
}

/// What is at [`MOUNT_PATH`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finds {
    /// A projected volume.
    Volume {
        /// Its name.
        name: String,
        /// Whether it looks like the one that the API server adds.
        is_added: bool,
        /// What it holds.
        files: Vec<AccountFile>,
    },
    /// Another kind of volume, such as a Secret, which keeps the API server from adding its own.
    Other(String),
    /// Nothing.
    Nothing(Absence),
}

/// A file of the volume.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountFile {
    /// Its path in the volume; `None` for each key of a whole `ConfigMap` or `Secret`.
    pub path: Option<String>,
    /// Its permission bits.
    pub mode: u32,
    /// What is in it.
    pub content: Content,
}

/// What is in a file of the volume.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A token, bound to the pod and of no use after it. The kubelet asks for the next one when four fifths of the time
    /// have passed, or a day.
    ///
    /// Source: kubernetes `pkg/kubelet/token/token_manager.go`.
    Token {
        /// For whom it is; `None` is the API server itself.
        audience: Option<String>,
        /// How long it shall live, in seconds. See [`EXTENDED_EXPIRATION`].
        expiration_seconds: u64,
    },
    /// A key of a `ConfigMap`, or each. `kube-root-ca.crt` is in every namespace and verifies the API server.
    ConfigMap {
        /// Its name.
        name: String,
        /// The key.
        key: Option<String>,
    },
    /// A key of a `Secret`, or each.
    Secret {
        /// Its name.
        name: String,
        /// The key.
        key: Option<String>,
    },
    /// Something from the Downward API.
    Downward {
        /// What.
        source: Source,
        /// What it says.
        value: Value,
    },
    /// Another source of projected volumes.
    Other,
}

/// Why there is nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Absence {
    /// The pod says `automountServiceAccountToken: false`.
    ByPod,
    /// The ServiceAccount says so, and the pod nothing else.
    ByServiceAccount,
    /// The pod is the mirror of one that the kubelet runs by itself, and has no ServiceAccount.
    Mirror,
    /// Ephemeral containers get no volumes but those that they name.
    Ephemeral,
    /// Nothing that was read says why: the ServiceAccount was not read or has changed since, or the cluster adds no
    /// such volumes.
    Unsaid,
}

impl Pod {
    /// What each container finds at [`MOUNT_PATH`], in the order of [`Pod::containers`].
    ///
    /// `automount` is `automountServiceAccountToken` of the pod's ServiceAccount, if that was read and says something.
    pub fn account_mounts(&self, automount: Option<bool>, allocatable: Option<&Allocatable>) -> Vec<AccountMount> {
        self.all_containers()
            .map(|(container, role)| {
                let mut mounts = container.volume_mounts.iter();
                let mount = mounts.find(|mount| mount.mount_path.trim_end_matches('/') == MOUNT_PATH);
                let volume = mount.and_then(|mount| self.spec.volumes.iter().find(|volume| volume.name == mount.name));
                AccountMount {
                    container: container.name.clone(),
                    finds: match volume {
                        Some(volume) => self.finds(volume, &container.name, allocatable),
                        None => Finds::Nothing(self.absence(role, automount)),
                    },
                }
            })
            .collect()
    }

    fn finds(&self, volume: &Volume, container: &str, allocatable: Option<&Allocatable>) -> Finds {
        let name = volume.name.clone();
        let Some(projected) = &volume.projected else {
            return Finds::Other(name);
        };
        let has_token = projected
            .sources
            .iter()
            .any(|source| source.service_account_token.is_some());
        Finds::Volume {
            is_added: has_token && name.starts_with(VOLUME_PREFIX),
            name,
            files: self.account_files(projected, container, allocatable),
        }
    }

    fn absence(&self, role: Role, automount: Option<bool>) -> Absence {
        if self.metadata.annotations.contains_key(MIRROR_ANNOTATION) {
            return Absence::Mirror;
        }
        match (self.spec.automount_service_account_token, automount) {
            _ if role == Role::Ephemeral => Absence::Ephemeral,
            (Some(false), _) => Absence::ByPod,
            (None, Some(false)) => Absence::ByServiceAccount,
            _ => Absence::Unsaid,
        }
    }

    fn account_files(
        &self,
        volume: &ProjectedVolume,
        container: &str,
        allocatable: Option<&Allocatable>,
    ) -> Vec<AccountFile> {
        let default_mode = volume.default_mode.unwrap_or(DEFAULT_MODE);
        let mut files = Vec::new();
        for source in &volume.sources {
            match source {
                Projection {
                    service_account_token: Some(token),
                    ..
                } => files.push(self.token(token, default_mode)),
                Projection {
                    config_map: Some(keys), ..
                } => files.extend(self.keys(keys, default_mode, |name, key| Content::ConfigMap { name, key })),
                Projection { secret: Some(keys), .. } => {
                    files.extend(self.keys(keys, default_mode, |name, key| Content::Secret { name, key }));
                }
                Projection {
                    downward: Some(downward),
                    ..
                } => files.extend(downward.items.iter().filter_map(|file| {
                    let source = Source::of(&file.reference)?;
                    Some(AccountFile {
                        path: Some(file.path.clone()),
                        mode: self.mode(file.mode.unwrap_or(default_mode)),
                        content: Content::Downward {
                            value: self.value(Way::File, container, &source, allocatable),
                            source,
                        },
                    })
                })),
                _ => files.push(AccountFile {
                    path: None,
                    mode: self.mode(default_mode),
                    content: Content::Other,
                }),
            }
        }
        files
    }

    /// A token belongs to the one user of the pod alone where there is one, or to the file system's group.
    fn token(&self, token: &TokenProjection, default_mode: u32) -> AccountFile {
        let is_private = self.spec.security_context.fs_group.is_some() || self.common_user().is_some();
        AccountFile {
            path: Some(token.path.clone()),
            mode: self.mode(if is_private { 0o600 } else { default_mode }),
            content: Content::Token {
                audience: Some(token.audience.clone()).filter(|audience| !audience.is_empty()),
                expiration_seconds: token.expiration_seconds.unwrap_or(DEFAULT_EXPIRATION),
            },
        }
    }

    fn keys(
        &self,
        source: &KeysProjection,
        default_mode: u32,
        content: impl Fn(String, Option<String>) -> Content,
    ) -> Vec<AccountFile> {
        let file = |item: Option<&KeyToPath>| AccountFile {
            path: item.map(|item| item.path.clone()),
            mode: self.mode(item.and_then(|item| item.mode).unwrap_or(default_mode)),
            content: content(source.name.clone(), item.map(|item| item.key.clone())),
        };
        if source.items.is_empty() {
            return vec![file(None)];
        }
        source.items.iter().map(Some).map(file).collect()
    }
}

#[cfg(test)]
mod tests;
