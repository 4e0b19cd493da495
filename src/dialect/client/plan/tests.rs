//! What requests ask for, and what the generated libraries call it.

use super::*;
use crate::{
    dialect::testing::discovery,
    kube::{
        discovery::Discovery,
        gvk::GroupVersionKind,
        operation::{Parameter, ParameterPlace},
        query::Query,
    },
};

fn request(target: &str) -> ApiRequest {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut request = ApiRequest::of(path).unwrap();
    request.query = Query::parse(query);
    request
}

fn operation(id: &str, tag: &str) -> Operation {
    Operation {
        id: id.to_owned(),
        tag: tag.to_owned(),
        ..Operation::default()
    }
}

fn aim(target: &str, discovery: &Discovery, operation: Option<&Operation>) -> Aim {
    let request = request(target);
    let knowledge = Knowledge {
        discovery,
        operation,
        proxy: "",
    };
    Plan::new(Language::Python, &request, &knowledge).aim
}

#[track_caller]
fn method_of(language: Language, target: &str, id: &str, tag: &str) -> Result<MethodName, Reason> {
    let (discovery, request, operation) = (discovery(), request(target), operation(id, tag));
    let knowledge = Knowledge {
        discovery: &discovery,
        operation: Some(&operation),
        proxy: "",
    };
    Plan::new(language, &request, &knowledge).method
}

#[test]
fn names_are_split_as_the_generators_split_them() {
    for (name, expected) in [
        ("listPodForAllNamespaces", "list_pod_for_all_namespaces"),
        ("listAPIService", "list_api_service"),
        ("readServiceCIDRStatus", "read_service_cidr_status"),
        ("listCSIDriver", "list_csi_driver"),
        ("getAPIResources", "get_api_resources"),
        ("insecureSkipTLSVerifyBackend", "insecure_skip_tls_verify_backend"),
        ("limit", "limit"),
    ] {
        assert_eq!(snake(name), expected);
    }
}

#[test]
fn a_method_is_the_operation_without_its_tag() {
    for (target, id, tag, class, name) in [
        (
            "/api/v1/pods",
            "listCoreV1PodForAllNamespaces",
            "core_v1",
            "CoreV1",
            "listPodForAllNamespaces",
        ),
        (
            "/apis/rbac.authorization.k8s.io/v1/clusterroles",
            "listRbacAuthorizationV1ClusterRole",
            "rbacAuthorization_v1",
            "RbacAuthorizationV1",
            "listClusterRole",
        ),
        ("/version", "getCodeVersion", "version", "Version", "getCode"),
        ("/apis", "getAPIVersions", "apis", "Apis", "getAPIVersions"),
        ("/apis/batch", "getBatchAPIGroup", "batch", "Batch", "getAPIGroup"),
    ] {
        let method = method_of(Language::Java, target, id, tag).unwrap();
        assert_eq!((method.class.concat().as_str(), method.name.as_str()), (class, name));
    }
}

#[test]
fn what_a_library_lacks_has_no_method() {
    let job = "/apis/batch/v1/namespaces/a/jobs/b";
    let crontabs = "/apis/stable.example.com/v1/crontabs";
    let rule = "/apis/resource.k8s.io/v1alpha3/devicetaintrules";
    let resize = "/api/v1/namespaces/a/pods/b/resize";
    for (language, target, id, tag, expected) in [
        (
            Language::Java,
            crontabs,
            "listStableExampleComV1CronTab",
            "stableExampleCom_v1",
            Reason::CustomResource,
        ),
        (
            Language::Haskell,
            rule,
            "listResourceV1alpha3DeviceTaintRule",
            "resource_v1alpha3",
            Reason::OtherRelease,
        ),
        (
            Language::Haskell,
            resize,
            "readCoreV1NamespacedPodResize",
            "core_v1",
            Reason::OtherRelease,
        ),
        (Language::Java, job, "", "", Reason::UnknownOperation),
        (
            Language::Java,
            job,
            "read'BatchV1();evil",
            "batch_v1",
            Reason::UnknownOperation,
        ),
        (
            Language::Java,
            job,
            "readBatchV1NamespacedJob",
            "batch v1",
            Reason::UnknownOperation,
        ),
        (Language::Java, "/livez", "", "", Reason::NotAResource),
        (
            Language::Java,
            "/apis/stable.example.com/v1",
            "",
            "",
            Reason::CustomResource,
        ),
        (
            Language::Java,
            "/apis/batch/v1/jobs/b",
            "x",
            "batch_v1",
            Reason::UnknownOperation,
        ),
        (
            Language::Java,
            "/api/v1/namespaces/a/nodes",
            "x",
            "core_v1",
            Reason::UnknownOperation,
        ),
    ] {
        assert_eq!(method_of(language, target, id, tag), Err(expected), "{target}");
    }
    assert!(
        method_of(
            Language::Java,
            rule,
            "listResourceV1alpha3DeviceTaintRule",
            "resource_v1alpha3"
        )
        .is_ok()
    );
    assert!(method_of(Language::Java, resize, "readCoreV1NamespacedPodResize", "core_v1").is_ok());
}

#[test]
fn a_path_says_what_is_asked() {
    let discovery = discovery();
    let action = |target: &str| match aim(target, &discovery, None) {
        Aim::Objects(_, action) => action,
        other => panic!("{other:?}"),
    };
    assert_eq!(action("/api/v1/pods"), Action::List);
    assert_eq!(action("/api/v1/pods?watch=false"), Action::List);
    assert_eq!(action("/api/v1/pods?watch"), Action::Watch);
    assert_eq!(action("/api/v1/namespaces/a?watch=1"), Action::Read("a".into()));
    assert_eq!(
        action("/api/v1/namespaces/a/pods/b/log?follow=true"),
        Action::Log {
            name: "b".into(),
            is_followed: true
        }
    );
    assert_eq!(
        action("/apis/apps/v1/namespaces/a/deployments/b/scale"),
        Action::Part {
            name: "b".into(),
            subresource: "scale".into()
        }
    );
    assert_eq!(aim("/version/", &discovery, None), Aim::Catalogue(Catalogue::Version));
    assert_eq!(aim("/livez/etcd", &discovery, None), Aim::Other);
    assert_eq!(
        aim("/api/v1/namespaces/a/services/b/proxy/x", &discovery, None),
        Aim::Other
    );
}

#[test]
fn without_discovery_openapi_says_what_a_resource_is() {
    let mut known = operation("listBatchV1JobForAllNamespaces", "batch_v1");
    known.kind = Some(GroupVersionKind {
        group: "batch".into(),
        version: "v1".into(),
        kind: "Job".into(),
    });
    let objects = |operation: Option<&Operation>| match aim("/apis/batch/v1/jobs", &Discovery::default(), operation) {
        Aim::Objects(objects, _) => (objects.kind.map(|kind| kind.kind), objects.is_namespaced),
        other => panic!("{other:?}"),
    };
    assert_eq!(objects(Some(&known)), (Some("Job".into()), true));
    assert_eq!(objects(None), (None, false));
}

#[test]
fn options_are_those_that_the_call_knows() {
    let discovery = discovery();
    let target = "/api/v1/pods?watch=0&limit=5&limit=7&timeoutSeconds=x&labelSelector=a%3Db&continue=&pretty=true\
                  &includeObject=None&sendInitialEvents=1&shardSelector=s&dryRun=All";
    let request = request(target);
    let mut operation = operation("listCoreV1PodForAllNamespaces", "core_v1");
    operation.parameters = ["limit", "labelSelector", "sendInitialEvents", "shardSelector", "pretty"]
        .map(|name| Parameter {
            name: name.into(),
            place: ParameterPlace::Query,
        })
        .into();
    let knowledge = Knowledge {
        discovery: &discovery,
        operation: Some(&operation),
        proxy: "",
    };
    let of = |language: Language| {
        let plan = Plan::new(language, &request, &knowledge);
        let (said, left_out) = plan.described_options(|_| true);
        let said: Vec<String> = said
            .iter()
            .map(|setting| format!("{}={:?}", setting.name, setting.value))
            .collect();
        let left_out: Vec<String> = left_out
            .into_iter()
            .map(|shortfall| match shortfall {
                Shortfall::Parameter(name) => name,
                other => format!("{other:?}"),
            })
            .collect();
        (said.join(" "), left_out.join(" "))
    };
    assert_eq!(
        of(Language::Python),
        (
            r#"limit=Integer(5) labelSelector=Text("a=b") sendInitialEvents=Flag(true) shardSelector=Text("s")"#.into(),
            "dryRun timeoutSeconds".into()
        )
    );
    assert_eq!(
        of(Language::Haskell),
        (
            r#"limit=Integer(5) labelSelector=Text("a=b") sendInitialEvents=Flag(true)"#.into(),
            "shardSelector dryRun timeoutSeconds".into()
        )
    );
}

#[test]
fn representations_are_told_by_the_first_of_an_accept() {
    for (accept, expected) in [
        (None, Representation::Whole),
        (Some("application/json, */*"), Representation::Whole),
        (Some("application/yaml"), Representation::Other),
        (
            Some("application/json;as=Table;g=meta.k8s.io;v=v1,application/json"),
            Representation::Other,
        ),
        (
            Some("application/json;g=meta.k8s.io;v=v1;as=PartialObjectMetadataList"),
            Representation::Metadata,
        ),
    ] {
        let mut request = request("/api/v1/pods");
        request.head.accept = accept.map(str::to_owned);
        assert_eq!(Representation::of(&request), expected);
    }
}
