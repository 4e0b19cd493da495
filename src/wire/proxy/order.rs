//! In which order the five proxies stand in the comparison: as the documentation counts them, or by a column.

use super::{
    ProxyKind,
    column::{Balancing, ClientTls, Column, Knows, OnwardTls},
};
use crate::{sort, wire::vocabulary::Vocabulary};

/// The columns that the proxies can be ordered by: those with a more and a less.
pub const SORTABLE: &[Column] = &[Column::ClientTls, Column::OnwardTls, Column::Knows, Column::Balancing];

/// The proxies in the order of a column, what is alike as the documentation counts it; in that order altogether where
/// there is no column, or one without an order.
///
/// First stands who terminates TLS, opens it, or sees the credential for certain, then who may, then who never does. Of
/// balancing, the finest comes first: each request by itself, then each connection, then whatever a provider does.
pub fn sorted(by: Option<Column>, is_reversed: bool) -> Vec<ProxyKind> {
    let mut kinds = ProxyKind::ALL.to_vec();
    let Some(column) = by.filter(|column| SORTABLE.contains(column)) else {
        return kinds;
    };
    sort::by(&mut kinds, |one, other| {
        let (one, other) = (rank(column, *one), rank(column, *other));
        if is_reversed { other.cmp(&one) } else { one.cmp(&other) }
    });
    kinds
}

/// The place of a proxy in a column that has an order, from 0; alike proxies share it.
pub fn rank(column: Column, kind: ProxyKind) -> u8 {
    let facts = kind.facts();
    match column {
        Column::ClientTls => match facts.client_tls {
            ClientTls::Always => 0,
            ClientTls::IfConfigured => 1,
            ClientTls::NoTls => 2,
            ClientTls::Never => 3,
        },
        Column::OnwardTls => match facts.onward_tls {
            OnwardTls::Always => 0,
            OnwardTls::IfAsked => 1,
            OnwardTls::IfConfigured => 2,
            OnwardTls::NoConnection => 3,
        },
        Column::Knows => match facts.knows {
            Knows::Yes => 0,
            Knows::IfTerminating => 1,
            Knows::No => 2,
        },
        Column::Balancing => match facts.balancing {
            Balancing::EndpointPerRequest => 0,
            Balancing::BackendPerConnection | Balancing::ServerPerConnection => 1,
            Balancing::ProviderRules => 2,
            Balancing::Nothing => 3,
        },
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ProxyKind::{ApiServer, Balancer, Cloud, KubeProxy, Kubectl};

    #[test]
    fn columns_put_the_proxies_in_order() {
        for (column, expected) in [
            (Column::ClientTls, [ApiServer, Balancer, Cloud, Kubectl, KubeProxy]),
            (Column::OnwardTls, [Kubectl, ApiServer, Balancer, Cloud, KubeProxy]),
            (Column::Knows, [Kubectl, ApiServer, Balancer, Cloud, KubeProxy]),
            (Column::Balancing, [ApiServer, KubeProxy, Balancer, Cloud, Kubectl]),
        ] {
            assert_eq!(sorted(Some(column), false), expected, "{column:?}");
        }
        assert_eq!(
            sorted(Some(Column::Knows), true),
            [KubeProxy, Balancer, Cloud, Kubectl, ApiServer],
            "what is alike keeps its order"
        );
    }

    #[test]
    fn other_columns_leave_the_order_of_the_documentation() {
        for column in Column::ALL.iter().filter(|column| !SORTABLE.contains(column)) {
            assert_eq!(sorted(Some(*column), true), ProxyKind::ALL, "{column:?}");
        }
        assert_eq!(sorted(None, false), ProxyKind::ALL);
    }
}
