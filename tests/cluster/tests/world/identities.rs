//! Each identity may do what it is there to show, and no more; no proxy lets anything but reading through.

use cluster::{Identity, http};
use serde_json::Value;

use crate::{get, get_json, plane, url};

#[test]
fn nobody_is_in_system_masters() {
    for (identity, user) in [
        (Identity::Operator, "operator"),
        (Identity::Viewer, "viewer"),
        (Identity::Restricted, "system:serviceaccount:team-a:restricted"),
    ] {
        let text = plane()
            .kubectl(identity)
            .run(["auth", "whoami", "--output=json"])
            .expect("kubectl answers");
        let review: Value = serde_json::from_str(&text).expect("JSON");
        let info = &review["status"]["userInfo"];
        assert_eq!(info["username"], user);
        let groups = info["groups"].as_array().expect("groups");
        assert!(groups.iter().any(|group| group == "system:authenticated"), "{groups:?}");
        assert!(groups.iter().all(|group| group != "system:masters"), "{groups:?}");
    }
}

#[test]
fn everybody_may_read_discovery() {
    for identity in Identity::ALL {
        for path in ["/version", "/api", "/apis", "/apis/apps/v1", "/openapi/v3"] {
            assert_eq!(get(identity, path).status, 200, "{identity} {path}");
        }
    }
}

#[test]
fn the_viewer_sees_workloads_and_no_secrets() {
    get_json(Identity::Viewer, "/api/v1/pods?limit=1");
    get_json(Identity::Viewer, "/apis/fleet.example.test/v1/ships?limit=1");
    for path in [
        "/api/v1/secrets",
        "/api/v1/namespaces/vault/secrets/opaque",
        "/api/v1/nodes",
    ] {
        refused(Identity::Viewer, path, "viewer");
    }
}

#[test]
fn the_restricted_one_sees_its_namespace_and_not_that_there_are_others() {
    for resource in ["pods", "services", "configmaps", "events"] {
        let list = get_json(Identity::Restricted, &format!("/api/v1/namespaces/team-a/{resource}"));
        assert!(list["items"].is_array(), "{resource}");
    }
    for path in [
        "/api/v1/namespaces",
        "/api/v1/pods",
        "/api/v1/namespaces/team/pods",
        "/api/v1/namespaces/team-a-b/pods",
        "/api/v1/namespaces/team-a/secrets",
        "/apis/apps/v1/namespaces/team-a/deployments",
    ] {
        refused(Identity::Restricted, path, "system:serviceaccount:team-a:restricted");
    }
}

fn refused(identity: Identity, path: &str, user: &str) {
    let answer = get(identity, path);
    assert_eq!(answer.status, 403, "{identity} {path}");
    let status = answer.json().expect("a Status");
    assert_eq!(
        (&status["kind"], &status["reason"]),
        (&"Status".into(), &"Forbidden".into())
    );
    let message = status["message"].as_str().unwrap_or_default();
    assert!(message.contains(&format!("User \"{user}\" cannot")), "{message}");
}

#[test]
fn the_operator_may_impersonate() {
    let answer = http::get(
        &url(Identity::Operator, "/"),
        &[("impersonate-user", "system:serviceaccount:default:default")],
    )
    .expect("an answer");
    assert_eq!(answer.status, 403);
    assert!(answer.body.contains(r#"cannot get path \"/\""#), "{}", answer.body);
}

#[test]
fn the_guard_answers_before_the_cluster_does() {
    for identity in Identity::ALL {
        for path in [
            "/api/v1/namespaces/pods/configmaps/exec",
            "/api/v1/namespaces/default/pods/hello/exec",
            "/api/v1/namespaces/default/pods/hello/portforward",
            "/api/v1/nodes/worker-a1/proxy/metrics",
        ] {
            let answer = get(identity, path);
            assert_eq!((answer.status, answer.body.as_str()), (403, "Forbidden\n"), "{path}");
            assert!(answer.content_type.starts_with("text/plain"), "{}", answer.content_type);
        }
        let written = http::post(&url(identity, "/api/v1/namespaces"), &serde_json::json!({}));
        assert!(written.is_err_and(|error| error.to_string().contains("403")));
    }
}
