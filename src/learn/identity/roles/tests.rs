//! Lists of roles and bindings in exchanges, and what is left to read.

use serde_json::json;

use super::*;
use crate::{
    kube::{failure::Failure, query::Query},
    learn::identity::{
        line::Link,
        testing::{Exchanges, request, roles},
    },
};

const GROUP_PATH: &str = "/apis/rbac.authorization.k8s.io/v1";

fn states(roles: &Roles) -> Vec<String> {
    let lines = roles.lines();
    let told = lines.iter().map(|line| {
        let word = line.key.trim_start_matches("identity.list.");
        let list = line.value("list").unwrap_or_default().trim_start_matches(GROUP_PATH);
        format!("{list} {word} {:?}", line.ground.exchanges())
    });
    told.collect()
}

fn spelt(requests: &[ApiRequest]) -> Vec<String> {
    let spelt = requests.iter().map(ApiRequest::spelt_path);
    spelt
        .map(|text| text.trim_start_matches(GROUP_PATH).to_owned())
        .collect()
}

#[test]
fn four_lists_decide_in_a_namespace_and_two_outside() {
    let none = Roles::read(Some("shop"), &[]);
    assert_eq!(
        spelt(&none.wanted()),
        [
            "/clusterrolebindings?limit=500",
            "/clusterroles?limit=500",
            "/namespaces/shop/rolebindings?limit=500",
            "/namespaces/shop/roles?limit=500",
        ]
    );
    assert_eq!(spelt(&none.more()), ["/rolebindings?limit=500", "/roles?limit=500"]);
    assert_eq!(
        states(&Roles::read(None, &[])),
        ["/clusterrolebindings not_asked []", "/clusterroles not_asked []"]
    );
    let exchanges = roles();
    let all = Roles::read(Some("shop"), &exchanges.replies());
    assert_eq!(
        states(&all),
        [
            "/clusterrolebindings whole [1]",
            "/clusterroles whole [2]",
            "/namespaces/shop/rolebindings whole [3]",
            "/namespaces/shop/roles whole [4]",
        ]
    );
    assert!(all.wanted().is_empty());
    assert_eq!(all.ground().exchanges(), [1, 2, 3, 4]);
}

#[test]
fn a_list_in_chunks_is_read_to_its_end() {
    let chunk = |next: &str, name: &str| json!({ "kind": "ClusterRoleList", "metadata": { "continue": next }, "items": [{ "metadata": { "name": name } }] });
    let first = || request(&format!("{GROUP_PATH}/clusterroles?limit=500"));
    let mut exchanges = Exchanges::default();
    exchanges.add(first(), 200, &chunk("a", "old"));
    exchanges.add(first(), 200, &chunk("b c", "one"));
    let partly = Roles::read(None, &exchanges.replies());
    assert_eq!(
        spelt(&partly.wanted()),
        [
            "/clusterrolebindings?limit=500",
            "/clusterroles?limit=500&continue=b%20c"
        ]
    );
    exchanges.add(first().with("continue", "b c"), 200, &chunk("", "two"));
    let whole = Roles::read(None, &exchanges.replies());
    assert_eq!(states(&whole)[1], "/clusterroles whole [2, 3]");
    let reference = |name: &str| RoleRef {
        kind: RoleKind::ClusterRole,
        name: name.into(),
    };
    let binding = BindingName {
        namespace: None,
        name: "unread".into(),
    };
    assert_eq!(whole.ground_of(&binding, &reference("one")).exchanges(), [2]);
    assert_eq!(whole.ground_of(&binding, &reference("two")).exchanges(), [3]);
    assert!(whole.ground_of(&binding, &reference("old")).exchanges().is_empty());
}

#[test]
fn what_cannot_be_read_is_not_asked_for_again() {
    let mut exchanges = Exchanges::default();
    exchanges.refuse(
        request(&format!("{GROUP_PATH}/clusterroles?limit=500")),
        r#"clusterroles.rbac.authorization.k8s.io is forbidden: User "v" cannot list resource "clusterroles" in API group "rbac.authorization.k8s.io" at the cluster scope"#,
    );
    exchanges.fail(
        request(&format!("{GROUP_PATH}/clusterrolebindings?limit=500")),
        Failure::NotRecorded("/x".into()),
    );
    exchanges.add(
        request(&format!("{GROUP_PATH}/namespaces/shop/roles?limit=500")),
        200,
        &json!({ "kind": "Table" }),
    );
    let roles = Roles::read(Some("shop"), &exchanges.replies());
    assert_eq!(
        states(&roles),
        [
            "/clusterrolebindings not_recorded [2]",
            "/clusterroles refused [1]",
            "/namespaces/shop/rolebindings not_asked []",
            "/namespaces/shop/roles failed [3]",
        ]
    );
    assert_eq!(spelt(&roles.wanted()), ["/namespaces/shop/rolebindings?limit=500"]);
}

#[test]
fn lists_of_all_namespaces_stand_for_those_of_one() {
    let mut exchanges = roles();
    exchanges.list("rolebindings", "RoleBindingList", &json!([]));
    let other = Roles::read(Some("other"), &exchanges.replies());
    assert_eq!(spelt(&other.wanted()), ["/namespaces/other/roles?limit=500"]);
    assert_eq!(spelt(&other.more()), ["/roles?limit=500"]);
}

#[test]
fn narrowed_lists_and_those_of_others_do_not_count() {
    let mut narrowed = request(&format!("{GROUP_PATH}/clusterroles?labelSelector=a%3Db"));
    let body = json!({ "kind": "ClusterRoleList", "items": [] });
    let mut exchanges = Exchanges::default();
    exchanges.add(narrowed.clone(), 200, &body);
    narrowed.query = Query::default();
    narrowed.head.impersonate_user = Some("jane".into());
    exchanges.add(narrowed, 200, &body);
    let roles = Roles::read(None, &exchanges.replies());
    assert_eq!(states(&roles)[1], "/clusterroles not_asked []");
}

#[test]
fn roles_and_bindings_have_links() {
    let of = |namespace: Option<&str>, kind: RoleKind| {
        let binding = BindingName {
            namespace: namespace.map(str::to_owned),
            name: "b".into(),
        };
        let role = RoleRef {
            kind,
            name: "system:r".into(),
        };
        let told = |link: Link| {
            format!(
                "{} {}",
                link.text,
                link.request.path.as_str().trim_start_matches(GROUP_PATH)
            )
        };
        (binding_link(&binding).map(told), role_link(&binding, &role).map(told))
    };
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        of(None, RoleKind::ClusterRole),
        (
            text("ClusterRoleBinding b /clusterrolebindings/b"),
            text("ClusterRole system:r /clusterroles/system:r")
        )
    );
    assert_eq!(
        of(Some("n"), RoleKind::Role),
        (
            text("RoleBinding n/b /namespaces/n/rolebindings/b"),
            text("Role n/system:r /namespaces/n/roles/system:r")
        )
    );
    assert_eq!(of(None, RoleKind::Role).1, None);
}
