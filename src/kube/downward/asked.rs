//! What a pod asks the Downward API for: variables and files of each container, with the values they get.

use super::{
    field::{Field, ResourceField, Source, Way},
    pod::{Allocatable, Container, DownwardFile, Pod, Reference, Role, Volume, VolumeMount},
    value::Value,
};

/// The mode of files where the pod does not say one.
///
/// Source: api `core/v1/types.go`, `DownwardAPIVolumeSourceDefaultMode` and `ProjectedVolumeSourceDefaultMode`.
pub(super) const DEFAULT_MODE: u32 = 0o644;

/// What one container gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The container's name.
    pub container: String,
    /// What it is to the pod.
    pub role: Role,
    /// Its variables, in the order in which they are declared.
    pub env: Vec<AskedEnv>,
    /// The files that it can see, mount by mount.
    pub files: Vec<AskedFile>,
}

/// A variable from the Downward API. It keeps the value with which the container started.
///
/// Source: kubernetes.io "Expose Pod Information to Containers Through Environment Variables".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedEnv {
    /// Its name.
    pub name: String,
    /// What it asks for.
    pub source: Source,
    /// What a container that starts now gets.
    pub value: Value,
    /// Whether a later variable of the same name takes its place.
    pub is_overridden: bool,
}

/// A file from the Downward API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedFile {
    /// The volume that it is in.
    pub volume: String,
    /// Its path in the volume.
    pub path_in_volume: String,
    /// Its path in the container; `None` where a `subPathExpr` has to be expanded first.
    pub path: Option<String>,
    /// Its permission bits.
    pub mode: u32,
    /// What it asks for.
    pub source: Source,
    /// What a container that starts now gets.
    pub value: Value,
    /// Whether it follows changes.
    pub freshness: Freshness,
}

/// Whether a file follows changes of the pod.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Freshness {
    /// The kubelet writes it anew when it next looks at the pod, about once a minute.
    ///
    /// Source: kubernetes.io "Expose Pod Information to Containers Through Files"; kubelet option `syncFrequency`.
    Followed,
    /// It stays as it was when the container started, since it is mounted by `subPath`.
    ///
    /// Source: kubernetes.io "Volumes", section "downwardAPI".
    AtStart,
}

impl Pod {
    /// What each container gets, in the order of [`Pod::containers`].
    pub fn asked(&self, allocatable: Option<&Allocatable>) -> Vec<Asked> {
        self.all_containers()
            .map(|(container, role)| Asked {
                container: container.name.clone(),
                role,
                env: self.env(container, allocatable),
                files: self.files(container, allocatable),
            })
            .collect()
    }

    /// Volumes with files from the Downward API that no container mounts.
    pub fn unmounted(&self) -> Vec<&str> {
        let is_mounted = |name: &str| {
            let mut mounts = self
                .all_containers()
                .flat_map(|(container, _)| &container.volume_mounts);
            mounts.any(|mount| mount.name == name)
        };
        let volumes = self
            .spec
            .volumes
            .iter()
            .filter(|volume| !declared_files(volume).is_empty());
        volumes
            .map(|volume| volume.name.as_str())
            .filter(|name| !is_mounted(name))
            .collect()
    }

    /// The permission bits of a file after `fsGroup` has been given to its volume.
    ///
    /// Source: kubernetes `pkg/volume/volume_linux.go`, `changeFilePermission`.
    pub(super) fn mode(&self, declared: u32) -> u32 {
        match self.spec.security_context.fs_group {
            Some(_) => declared | 0o440,
            None => declared,
        }
    }

    fn env(&self, container: &Container, allocatable: Option<&Allocatable>) -> Vec<AskedEnv> {
        let declared = container.env.iter().enumerate();
        declared
            .filter_map(|(index, variable)| {
                let source = Source::of(&variable.value_from)?;
                let mut later = container.env.iter().skip(index + 1);
                Some(AskedEnv {
                    name: variable.name.clone(),
                    value: self.value(Way::Env, &container.name, &source, allocatable),
                    is_overridden: later.any(|other| other.name == variable.name),
                    source,
                })
            })
            .collect()
    }

    fn files(&self, container: &Container, allocatable: Option<&Allocatable>) -> Vec<AskedFile> {
        let mut files = Vec::new();
        for mount in &container.volume_mounts {
            let volumes = self.spec.volumes.iter().filter(|volume| volume.name == mount.name);
            for (volume, Declared { file, mode }) in
                volumes.flat_map(|volume| declared_files(volume).into_iter().map(move |file| (volume, file)))
            {
                let (Some(source), Some(place)) = (Source::of(&file.reference), Place::of(mount, &file.path)) else {
                    continue;
                };
                files.push(AskedFile {
                    volume: volume.name.clone(),
                    path_in_volume: file.path.clone(),
                    path: place.path,
                    mode: self.mode(mode),
                    value: self.value(Way::File, &container.name, &source, allocatable),
                    source,
                    freshness: place.freshness,
                });
            }
        }
        files
    }
}

impl Source {
    /// What a variable or a file refers to; `None` if it is not the Downward API.
    pub(super) fn of(reference: &Reference) -> Option<Self> {
        if let Some(field) = &reference.field_ref {
            let path = &field.field_path;
            return Some(Field::parse(path).map_or_else(|| Self::Unknown(path.clone()), Self::Field));
        }
        let reference = reference.resource_field_ref.as_ref()?;
        let filled = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let Some(field) = ResourceField::parse(&reference.resource) else {
            return Some(Self::Unknown(reference.resource.clone()));
        };
        Some(Self::Resource {
            container: filled(&reference.container_name),
            field,
            // The API server writes a divisor that was left out as zero.
            divisor: filled(&reference.divisor).filter(|text| text != "0"),
        })
    }
}

struct Declared<'a> {
    file: &'a DownwardFile,
    mode: u32,
}

/// The files that a volume declares, of either kind of volume.
fn declared_files(volume: &Volume) -> Vec<Declared<'_>> {
    let own = volume.downward.iter().map(|own| (own, own.default_mode));
    let projected = volume.projected.iter().flat_map(|projected| {
        let sources = projected.sources.iter().filter_map(|source| source.downward.as_ref());
        sources.map(|source| (source, projected.default_mode))
    });
    own.chain(projected)
        .flat_map(|(source, default_mode)| {
            source.items.iter().map(move |file| Declared {
                mode: file.mode.or(default_mode).unwrap_or(DEFAULT_MODE),
                file,
            })
        })
        .collect()
}

/// Where a file of a volume is seen.
struct Place {
    path: Option<String>,
    freshness: Freshness,
}

impl Place {
    /// `None` if the mount shows another part of the volume.
    fn of(mount: &VolumeMount, path: &str) -> Option<Self> {
        let root = mount.mount_path.trim_end_matches('/');
        if mount.sub_path_expr.contains('$') {
            return Some(Self {
                path: None,
                freshness: Freshness::AtStart,
            });
        }
        let sub_path = [&mount.sub_path, &mount.sub_path_expr]
            .into_iter()
            .find(|text| !text.is_empty());
        let Some(sub_path) = sub_path else {
            return Some(Self {
                path: Some(format!("{root}/{path}")),
                freshness: Freshness::Followed,
            });
        };
        let below = path.strip_prefix(sub_path.trim_end_matches('/'))?;
        (below.is_empty() || below.starts_with('/')).then(|| Self {
            path: Some(format!("{root}{below}")),
            freshness: Freshness::AtStart,
        })
    }
}

#[cfg(test)]
mod tests;
