//! Which representation of an answer a request asks for.

use crate::sort;

/// A media range of an `Accept` header, as far as it changes the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Plain JSON, also by `*/*`.
    Json,
    /// A `meta.k8s.io/v1` Table.
    Table,
    /// `PartialObjectMetadata` of `meta.k8s.io/v1`.
    Metadata,
    /// `PartialObjectMetadataList` of `meta.k8s.io/v1`.
    MetadataList,
    /// Anything else, its parameters sorted.
    Other(String),
}

impl Form {
    /// What an `Accept` header asks for, in its order.
    ///
    /// Source: apiserver `pkg/endpoints/handlers/negotiation/negotiate.go`.
    pub(super) fn asked_for(accept: &str) -> Vec<Self> {
        accept.split(',').map(Self::of_range).collect()
    }

    fn of_range(range: &str) -> Self {
        let mut pieces = range.split(';').map(str::trim);
        let kind = pieces.next().unwrap_or_default().to_ascii_lowercase();
        let mut parameters: Vec<&str> = pieces
            .filter(|piece| !piece.is_empty() && !piece.starts_with("q="))
            .collect();
        sort::by(&mut parameters, Ord::cmp);
        match (kind.as_str(), parameters.as_slice()) {
            ("" | "*/*" | "application/*" | "application/json", []) => Self::Json,
            ("application/json", ["as=Table", "g=meta.k8s.io", "v=v1"]) => Self::Table,
            ("application/json", ["as=PartialObjectMetadata", "g=meta.k8s.io", "v=v1"]) => Self::Metadata,
            ("application/json", ["as=PartialObjectMetadataList", "g=meta.k8s.io", "v=v1"]) => Self::MetadataList,
            _ => Self::Other([&[kind.as_str()], parameters.as_slice()].concat().join(";")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kube::request::{ACCEPT_DISCOVERY, ACCEPT_JSON, ACCEPT_TABLE, ACCEPT_YAML};

    #[test]
    fn accept_headers_are_read_by_what_they_ask_for() {
        let aggregated = |version: &str| {
            Form::Other(format!(
                "application/json;as=APIGroupDiscoveryList;g=apidiscovery.k8s.io;v={version}"
            ))
        };
        for (accept, forms) in [
            (ACCEPT_JSON, vec![Form::Json]),
            ("application/json, */*", vec![Form::Json, Form::Json]),
            ("", vec![Form::Json]),
            (ACCEPT_TABLE, vec![Form::Table, Form::Json]),
            (
                "application/json; v=v1 ;g=meta.k8s.io;as=PartialObjectMetadataList",
                vec![Form::MetadataList],
            ),
            (ACCEPT_YAML, vec![Form::Other("application/yaml".into())]),
            (
                ACCEPT_DISCOVERY,
                vec![aggregated("v2"), aggregated("v2beta1"), Form::Json],
            ),
        ] {
            assert_eq!(Form::asked_for(accept), forms, "{accept:?}");
        }
    }
}
