//! Which paths are accepted, and what their segments are.

use super::*;

#[test]
fn only_safe_paths_are_accepted() {
    for safe in [
        "/",
        "/api",
        "/apis/",
        "/api/v1/namespaces/default/pods/web-0",
        "/apis/rbac.authorization.k8s.io/v1/clusterroles/system:node",
        "/api/v1/namespaces/caf%C3%A9",
    ] {
        assert!(ApiPath::parse(safe).is_ok(), "{safe}");
    }
    for (text, why) in [
        ("api", UnsafePath::NotAbsolute),
        ("", UnsafePath::NotAbsolute),
        ("//evil.example/api", UnsafePath::EmptySegment),
        ("/api//v1", UnsafePath::EmptySegment),
        ("/api/v1/namespaces/../secrets", UnsafePath::DotSegment),
        ("/api/v1/namespaces/%2e%2E/secrets", UnsafePath::DotSegment),
        ("/api/./v1", UnsafePath::DotSegment),
        ("/api\\v1", UnsafePath::ForbiddenCharacter),
        ("/api/%5Cv1", UnsafePath::ForbiddenCharacter),
        ("/api/a%2Fb", UnsafePath::ForbiddenCharacter),
        ("/api/v1\u{7f}", UnsafePath::ForbiddenCharacter),
        ("/api/%00", UnsafePath::ForbiddenCharacter),
        ("/api/%zz", UnsafePath::ForbiddenCharacter),
        ("/api/v1?x", UnsafePath::ForbiddenCharacter),
        ("/api/%", UnsafePath::ForbiddenCharacter),
    ] {
        assert_eq!(ApiPath::parse(text), Err(why), "{text:?}");
    }
}

#[track_caller]
fn check_parts(path: &str, expected: &str) {
    let letters: String = ApiPath::parse(path)
        .unwrap()
        .segments()
        .iter()
        .map(|segment| match segment.part {
            Part::Fixed => '.',
            Part::Group => 'g',
            Part::Version => 'v',
            Part::Namespace => 'n',
            Part::Resource => 'r',
            Part::Name => 'o',
            Part::Subresource => 's',
            Part::Query => 'q',
        })
        .collect();
    assert_eq!(letters, expected, "{path}");
}

#[test]
fn every_segment_has_its_part() {
    check_parts("/", "");
    check_parts("/version", ".");
    check_parts("/livez/etcd", "..");
    check_parts("/api", ".");
    check_parts("/api/v1", ".v");
    check_parts("/apis/batch", ".g");
    check_parts("/apis/batch/v1", ".gv");
    check_parts("/api/v1/pods", ".vr");
    check_parts("/api/v1/namespaces", ".vr");
    check_parts("/api/v1/namespaces/default", ".vro");
    check_parts("/api/v1/namespaces/default/status", ".vros");
    check_parts("/api/v1/namespaces/default/pods/web/log", ".v.nros");
    check_parts("/apis/batch/v1/namespaces/default/jobs/my-job", ".gv.nro");
    check_parts("/api/v1/namespaces/a/services/b:http/proxy/metrics", ".v.nross");
}

#[test]
fn a_path_names_its_target() {
    let target = |path: &str| ApiPath::parse(path).unwrap().target();
    assert_eq!(target("/"), Target::Root);
    assert_eq!(target("/apis/batch"), Target::Group("batch".into()));
    assert_eq!(target("/openapi/v3"), Target::NonResource);
    assert_eq!(
        target("/api/v1/namespaces/default"),
        Target::Object {
            resource: GroupVersionResource::new("", "v1", "namespaces"),
            namespace: None,
            name: "default".into()
        }
    );
    assert_eq!(
        target("/api/v1/namespaces/default/pods/web/log"),
        Target::Subresource {
            resource: GroupVersionResource::new("", "v1", "pods"),
            namespace: Some("default".into()),
            name: "web".into(),
            subresource: "log".into(),
            rest: String::new()
        }
    );
}

#[test]
fn dangerous_gets_are_guarded() {
    for (path, guard) in [
        ("/api/v1/namespaces/a/pods/b/exec", Some(Guard::Session)),
        ("/api/v1/namespaces/a/pods/b/%65xec", Some(Guard::Session)),
        ("/api/v1/namespaces/a/pods/b/attach", Some(Guard::Session)),
        ("/api/v1/namespaces/a/pods/b/portforward", Some(Guard::Session)),
        ("/api/v1/nodes/n/proxy/run", Some(Guard::NodeProxy)),
        ("/api/v1/nodes/n:10250/proxy", Some(Guard::NodeProxy)),
        ("/api/v1/namespaces/a/services/b/proxy/x", Some(Guard::Proxy)),
        ("/api/v1/namespaces/a/pods/b/log", None),
        ("/api/v1/namespaces/exec/pods", None),
    ] {
        assert_eq!(ApiPath::parse(path).unwrap().guard(), guard, "{path}");
    }
}

#[test]
fn paths_are_built_from_names() {
    let pods = GroupVersionResource::new("", "v1", "pods");
    assert_eq!(
        ApiPath::of(&pods, Some("a"), Some("b")).unwrap().as_str(),
        "/api/v1/namespaces/a/pods/b"
    );
    assert!(ApiPath::of(&pods, Some(".."), None).is_err());
    let roles = GroupVersionResource::new("rbac.authorization.k8s.io", "v1", "clusterroles");
    assert_eq!(
        ApiPath::of(&roles, None, Some("system:node%a")).unwrap().as_str(),
        "/apis/rbac.authorization.k8s.io/v1/clusterroles/system:node%25a"
    );
}
