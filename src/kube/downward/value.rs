//! The value of one field, as the kubelet computes it.
//!
//! Source: kubernetes `pkg/kubelet/kubelet_pods.go`, `pkg/kubelet/kubelet_resources.go`,
//! `pkg/volume/downwardapi/downwardapi.go` and `pkg/api/v1/resource/helpers.go`.

use super::{
    field::{Bound, Field, ResourceField, Source, Way},
    format::format_map,
    pod::{Address, Allocatable, Container, Pod, Role},
    quantity::Quantity,
};

/// What a variable or a file holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// This text, without a newline at the end.
    Text(String),
    /// Nothing yet: the pod has no node or no address so far, and the kubelet fills it in before the container starts.
    NotYet,
    /// What the node has for pods, which was not read.
    OfNode,
    /// Nothing: there is no container of that name, so the container does not start, or the volume is not mounted.
    NoContainer(String),
    /// Something that this console does not know.
    Unknown,
}

impl Pod {
    /// What a variable of a container, or a file, gets when it asks for something. `container` is the one that asks, or
    /// that the file is seen from.
    ///
    /// Labels and annotations that do not exist are empty.
    pub fn value(&self, way: Way, container: &str, source: &Source, allocatable: Option<&Allocatable>) -> Value {
        match source {
            Source::Field(field) => self.field(field),
            Source::Resource {
                container: named,
                field,
                divisor,
            } => match self.quantity(way, container, named.as_deref(), field, allocatable) {
                Ok(quantity) => divided(quantity, field, divisor.as_deref()),
                Err(value) => value,
            },
            Source::Unknown(_) => Value::Unknown,
        }
    }

    fn field(&self, field: &Field) -> Value {
        let Self {
            metadata, spec, status, ..
        } = self;
        let or_empty = |text: Option<&String>| Value::Text(text.cloned().unwrap_or_default());
        match field {
            Field::Name => Value::Text(metadata.name.clone()),
            Field::Namespace => Value::Text(metadata.namespace.clone()),
            Field::Uid => Value::Text(metadata.uid.clone()),
            Field::Labels => Value::Text(format_map(&metadata.labels)),
            Field::Label(key) => or_empty(metadata.labels.get(key)),
            Field::Annotations => Value::Text(format_map(&metadata.annotations)),
            Field::Annotation(key) => or_empty(metadata.annotations.get(key)),
            Field::ServiceAccountName => Value::Text(spec.service_account_name.clone()),
            Field::NodeName => filled(&spec.node_name),
            Field::HostIp => filled(&status.host_ip),
            Field::HostIps => addresses(&status.host_ips, &status.host_ip),
            Field::PodIp => filled(&status.pod_ip),
            Field::PodIps => addresses(&status.pod_ips, &status.pod_ip),
        }
    }

    /// What is divided. A limit that is missing or zero is what the node has for pods, except for huge pages, which are
    /// never overcommitted; a request that is missing is zero.
    ///
    /// A variable takes the pod's own limit first, and finds an init container without its limits when it names one.
    fn quantity(
        &self,
        way: Way,
        own: &str,
        named: Option<&str>,
        field: &ResourceField,
        allocatable: Option<&Allocatable>,
    ) -> Result<Quantity, Value> {
        let (container, role) = self.referred(own, named)?;
        let figures = match field.bound {
            Bound::Requests => &container.resources.requests,
            Bound::Limits => &container.resources.limits,
        };
        let said = figures
            .get(&field.resource)
            .copied()
            .filter(|quantity| !quantity.is_zero());
        let has_default = field.bound == Bound::Limits && !field.resource.starts_with("hugepages-");
        let is_bare = way == Way::Env && named.is_some() && role == Role::Init;
        if said.is_some() || !has_default || is_bare {
            return Ok(said.unwrap_or_default());
        }
        let of_pod = self.spec.resources.limits.get(&field.resource).copied();
        let of_pod =
            of_pod.filter(|quantity| way == Way::Env && !quantity.is_zero() && field.resource != "ephemeral-storage");
        match (of_pod, allocatable) {
            (Some(of_pod), _) => Ok(of_pod),
            (None, Some(Allocatable(resources))) => Ok(resources.get(&field.resource).copied().unwrap_or_default()),
            (None, None) => Err(Value::OfNode),
        }
    }

    /// The container whose resources are meant. Ephemeral containers cannot be named.
    fn referred(&self, own: &str, named: Option<&str>) -> Result<(&Container, Role), Value> {
        let name = named.unwrap_or(own);
        self.all_containers()
            .filter(|(_, role)| named.is_none() || *role != Role::Ephemeral)
            .find(|(container, _)| container.name == name)
            .ok_or_else(|| Value::NoContainer(name.to_owned()))
    }
}

/// How often a divisor fits, rounded up, in the floating point of the original.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "the kubelet divides like this"
)]
fn divided(quantity: Quantity, field: &ResourceField, divisor: Option<&str>) -> Value {
    let one = || Quantity::parse("1");
    let said = divisor.map_or_else(one, Quantity::parse);
    let Some(divisor) = said.and_then(|said| if said.is_zero() { one() } else { Some(said) }) else {
        return Value::Unknown;
    };
    let (above, below) = if field.resource == "cpu" {
        (quantity.milli_value(), divisor.milli_value())
    } else {
        (quantity.value(), divisor.value())
    };
    Value::Text(((above as f64 / below as f64).ceil() as i64).to_string())
}

fn filled(text: &str) -> Value {
    if text.is_empty() {
        Value::NotYet
    } else {
        Value::Text(text.to_owned())
    }
}

/// All addresses with commas in between; older servers know only one.
fn addresses(all: &[Address], first: &str) -> Value {
    let all: Vec<&str> = all.iter().map(|address| address.ip.as_str()).collect();
    filled(&if all.is_empty() {
        first.to_owned()
    } else {
        all.join(",")
    })
}

#[cfg(test)]
mod tests;
