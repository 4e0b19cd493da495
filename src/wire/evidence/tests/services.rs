//! Services and Pods of other kinds: with TLS, without Pods, over UDP, with a provider's annotations.

use super::*;
use crate::wire::variant::Variant;

fn service(name: &str, spec: &Value) -> Value {
    json!({"metadata": {"name": name, "namespace": "apps"}, "spec": spec, "status": {"loadBalancer": {}}})
}

fn port(name: &str, number: u16, protocol: &str) -> Value {
    json!({"name": name, "port": number, "protocol": protocol})
}

fn reach(spec: &Value, slices: &[Value]) -> Evidence {
    let answers = [
        (Ask::Services, list("ServiceList", &[service("web", spec)])),
        (Ask::Slices, list("EndpointSliceList", slices)),
    ];
    told(ProxyKind::ApiServer, &answers).0
}

#[test]
fn services_are_told_by_what_their_endpoints_are() {
    let http = json!({"type": "ClusterIP", "ports": [port("http", 80, "TCP")]});
    let dns = json!({"type": "ClusterIP", "ports": [port("dns", 53, "UDP"), port("dns-tcp", 53, "TCP")]});
    let tls = json!({"type": "ClusterIP", "ports": [{"port": 9443, "protocol": "TCP", "appProtocol": "https"}]});
    let external = json!({"type": "ExternalName", "externalName": "db.example.test"});
    let of_pod = || slice("apps", "web", &[endpoint("10.1.0.4", "n1", "apps")], 8080);
    let mut unready = endpoint("10.1.0.4", "n1", "apps");
    unready["conditions"]["ready"] = json!(false);
    let elsewhere = slice("apps", "web", &[endpoint("10.1.0.4", "n1", "other")], 8080);
    let by_hand = slice(
        "apps",
        "web",
        &[json!({"addresses": ["198.51.100.7"], "conditions": {}})],
        8080,
    );
    for (spec, slices, expected) in [
        (&http, vec![of_pod()], "apiserver.service"),
        (&tls, vec![of_pod()], "apiserver.service_tls"),
        (&dns, vec![of_pod()], "apiserver.not_http"),
        (&http, vec![], "apiserver.none_ready"),
        (
            &http,
            vec![slice("apps", "web", &[unready], 8080)],
            "apiserver.none_ready",
        ),
        (&http, vec![elsewhere], "apiserver.none_ready"),
        (&http, vec![by_hand], "apiserver.not_pods"),
        (&external, vec![], "apiserver.external"),
    ] {
        let evidence = reach(spec, &slices);
        assert_eq!(value(find(&evidence, expected), "service"), "apps/web");
        let is_reached = expected.starts_with("apiserver.service");
        assert_eq!(
            evidence.fits,
            is_reached.then_some(Variant::ApiServerService),
            "{expected}"
        );
        assert_eq!(
            keys(&evidence).contains(&"apiserver.no_services"),
            !is_reached,
            "{expected}"
        );
    }
    let evidence = reach(&tls, &[of_pod()]);
    assert_eq!(
        path(find(&evidence, "apiserver.service_tls")),
        "/api/v1/namespaces/apps/services/https:web:9443/proxy/"
    );
}

/// The first chunk of a list shows what it has, and not what it lacks.
#[test]
fn half_a_list_of_endpoints_says_nothing_of_the_other_half() {
    let spec = json!({"type": "ClusterIP", "ports": [port("http", 80, "TCP")]});
    let mut chunk: Value = json!({"kind": "EndpointSliceList", "metadata": {"continue": "x"}, "items": []});
    let services = list("ServiceList", &[service("web", &spec)]);
    let answers = [(Ask::Services, services.clone()), (Ask::Slices, json_of(&chunk))];
    let (evidence, asked) = told(ProxyKind::ApiServer, &answers);
    assert_eq!(
        path(find(&evidence, "apiserver.service_unclear")),
        "/api/v1/namespaces/apps/services/web:http/proxy/"
    );
    let asks_for_system = |asked: &[Asked]| asked.iter().any(|asked| asked.wanted.ask == Ask::SystemSlices);
    assert!(asks_for_system(&asked), "what is missing is asked for");
    let whole = [(Ask::Slices, list("EndpointSliceList", &[]))];
    assert!(!asks_for_system(&told(ProxyKind::ApiServer, &whole).1));
    chunk["items"] = json!([slice("apps", "web", &[endpoint("10.1.0.4", "n1", "apps")], 8080)]);
    let answers = [(Ask::Services, services), (Ask::Slices, json_of(&chunk))];
    find(&told(ProxyKind::ApiServer, &answers).0, "apiserver.service");
}

#[test]
fn pods_that_want_tls_are_asked_for_it() {
    let pod = |name: &str, number: u16, protocol: &str| {
        json!({"metadata": {"name": name, "namespace": "apps"}, "status": {"podIP": "2001:db8::5"},
            "spec": {"containers": [{"ports": [{"containerPort": number, "protocol": protocol}]}]}})
    };
    let pods = |items: &[Value]| told(ProxyKind::ApiServer, &[(Ask::Pods, list("PodList", items))]).0;
    let evidence = pods(&[pod("a", 8443, "TCP"), pod("b", 53, "UDP")]);
    let finding = find(&evidence, "apiserver.pod_tls");
    assert_eq!(path(finding), "/api/v1/namespaces/apps/pods/https:a:8443/proxy/");
    assert_eq!(value(finding, "address"), "[2001:db8::5]:8443");
    assert_eq!(evidence.fits, Some(Variant::ApiServerPodHttps));
    let evidence = pods(&[pod("b", 53, "UDP"), pod("c", 53, "TCP")]);
    assert_eq!(value(find(&evidence, "apiserver.no_pods"), "count"), "2");
}

/// Source: kubectl `pkg/cmd/clusterinfo/clusterinfo.go`.
#[test]
fn cluster_info_prints_what_kubectl_builds() {
    let printed = |labels: Value, spec: Value, ingress: Value| {
        let item = json!({"metadata": {"name": "web", "namespace": "kube-system", "labels": labels}, "spec": spec,
            "status": {"loadBalancer": {"ingress": ingress}}});
        told(
            ProxyKind::ApiServer,
            &[(Ask::ClusterServices, list("ServiceList", &[item]))],
        )
        .0
    };
    for (labels, spec, name, path) in [
        (
            json!({}),
            json!({"ports": [port("https", 8443, "TCP")]}),
            "web",
            "/api/v1/namespaces/kube-system/services/https:web:https/proxy",
        ),
        (
            json!({"kubernetes.io/name": "Metrics"}),
            json!({"ports": [port("", 443, "TCP")]}),
            "Metrics",
            "/api/v1/namespaces/kube-system/services/https:web:/proxy",
        ),
        (
            json!({}),
            json!({"ports": [port("", 80, "TCP")]}),
            "web",
            "/api/v1/namespaces/kube-system/services/web/proxy",
        ),
    ] {
        let evidence = printed(labels, spec, json!([]));
        let finding = find(&evidence, "apiserver.printed");
        assert_eq!([value(finding, "name"), value(finding, "path")], [name, path]);
    }
    let spec = json!({"ports": [port("http", 80, "TCP"), port("https", 443, "TCP")]});
    let evidence = printed(json!({}), spec, json!([{"hostname": "lb.example.test"}]));
    assert_eq!(
        value(find(&evidence, "apiserver.printed_directly"), "address"),
        "http://lb.example.test:80 http://lb.example.test:443"
    );
    let none = told(
        ProxyKind::ApiServer,
        &[(Ask::ClusterServices, list("ServiceList", &[]))],
    )
    .0;
    find(&none, "apiserver.prints_none");
}

fn spread(slices: &[Value], service: &Value) -> Evidence {
    let answers = [
        (Ask::Slices, list("EndpointSliceList", slices)),
        (Ask::Spread, json_of(service)),
    ];
    told(ProxyKind::KubeProxy, &answers).0
}

#[test]
fn the_service_with_the_most_to_tell_is_chosen() {
    let mut headless = slice(
        "apps",
        "db",
        &[endpoint("10.1.0.1", "n1", "apps"), endpoint("10.1.0.2", "n2", "apps")],
        5432,
    );
    headless["metadata"]["labels"]["service.kubernetes.io/headless"] = json!("");
    let api = slice(
        "default",
        "kubernetes",
        &[json!({"addresses": ["10.0.0.4"]}), json!({"addresses": ["10.0.0.5"]})],
        6443,
    );
    let one = slice("apps", "one", &[endpoint("10.1.0.3", "n1", "apps")], 80);
    let addresses: Vec<Value> = (1..8).map(|n| endpoint(&format!("10.2.0.{n}"), "n1", "apps")).collect();
    let many = slice("apps", "web", &addresses, 8080);
    let six = slice("apps", "web", &[endpoint("2001:db8::1", "n1", "apps")], 8080);
    let web = json!({"kind": "Service", "metadata": {"name": "web", "namespace": "apps"}, "spec": {
        "clusterIP": "10.96.0.9", "ports": [port("http", 80, "TCP")], "sessionAffinity": "None",
        "internalTrafficPolicy": "Local", "externalTrafficPolicy": "Local"}});
    let evidence = spread(&[headless.clone(), api.clone(), one.clone(), many, six], &web);
    let finding = find(&evidence, "kubeproxy.spread");
    let told = ["service", "ip", "ports", "count", "nodes"].map(|name| value(finding, name));
    assert_eq!(told, ["apps/web", "10.96.0.9", "80/TCP", "7", "1"]);
    assert!(value(finding, "addresses").ends_with("10.2.0.5:8080, …"), "{finding:?}");
    for key in ["no_affinity", "internal_local", "external_local"] {
        find(&evidence, &format!("kubeproxy.{key}"));
    }
    let unread = status(
        403,
        "Forbidden",
        "services \"one\" is forbidden: User \"x\" cannot get resource",
    );
    let answers = [
        (
            Ask::Slices,
            list("EndpointSliceList", &[headless.clone(), api.clone(), one]),
        ),
        (Ask::Spread, unread),
    ];
    let (evidence, asked) = told_of_kube_proxy(&answers);
    assert_eq!(value(find(&evidence, "kubeproxy.spread_slices"), "service"), "apps/one");
    let sent = asked.iter().find(|asked| asked.wanted.ask == Ask::Spread).unwrap();
    assert_eq!(
        sent.wanted.request.path.as_str(),
        "/api/v1/namespaces/apps/services/one"
    );
    let (evidence, _) = told_of_kube_proxy(&[(Ask::Slices, list("EndpointSliceList", &[headless, api]))]);
    find(&evidence, "kubeproxy.no_spread");
    assert_eq!(evidence.fits, None);
}

fn told_of_kube_proxy(answers: &[(Ask, Answer)]) -> (Evidence, Vec<Asked>) {
    told(ProxyKind::KubeProxy, answers)
}

#[test]
fn what_a_providers_annotations_ask_for_is_told() {
    let ssl = "service.beta.kubernetes.io/aws-load-balancer-ssl-cert";
    let backend = "service.beta.kubernetes.io/aws-load-balancer-backend-protocol";
    let spec = |node_port: u16| {
        json!({"type": "LoadBalancer", "loadBalancerClass": "example.test/lb",
        "ports": [{"port": 443, "protocol": "TCP", "nodePort": node_port}]})
    };
    let plain = json!({"example.test/load-balancer-note": "x"});
    for (annotations, node_port, fits) in [
        (plain.clone(), 30443, Variant::CloudTcp),
        (plain, 0, Variant::CloudDirect),
        (json!({ssl: "arn"}), 30443, Variant::CloudTls),
        (json!({ssl: "arn", backend: "ssl"}), 30443, Variant::CloudTlsAgain),
    ] {
        let item = json!({"metadata": {"name": "web", "namespace": "apps", "annotations": annotations},
            "spec": spec(node_port), "status": {"loadBalancer": {"ingress": [{"hostname": "lb.example.test"}]}}});
        let (evidence, _) = told(ProxyKind::Cloud, &[(Ask::CloudServices, list("ServiceList", &[item]))]);
        assert_eq!(evidence.fits, Some(fits));
        assert_eq!(value(find(&evidence, "cloud.class"), "class"), "example.test/lb");
        let has_listener = matches!(fits, Variant::CloudTls | Variant::CloudTlsAgain);
        assert_eq!(keys(&evidence).contains(&"cloud.listener"), has_listener, "{fits:?}");
    }
}

#[test]
fn what_was_noted_of_a_pending_service_is_told() {
    let spec = json!({"type": "LoadBalancer", "ports": [{"port": 80, "protocol": "TCP", "nodePort": 30080}]});
    let events = list(
        "EventList",
        &[
            json!({"reason": "EnsuringLoadBalancer", "message": "Ensuring load balancer"}),
            json!({"reason": "SyncLoadBalancerFailed", "message": "quota exceeded"}),
        ],
    );
    let answers = [
        (Ask::CloudServices, list("ServiceList", &[service("web", &spec)])),
        (Ask::CloudEvents, events),
    ];
    let (evidence, asked) = told(ProxyKind::Cloud, &answers);
    let finding = find(&evidence, "cloud.event");
    assert_eq!(value(finding, "reason"), "SyncLoadBalancerFailed");
    assert_eq!(finding.said.as_deref(), Some("quota exceeded"));
    assert_eq!(
        asked[1].wanted.request.query.get("fieldSelector").unwrap(),
        "involvedObject.kind=Service,involvedObject.name=web"
    );
}

#[test]
fn services_that_are_not_named_are_counted() {
    let item = |n: u32| {
        json!({"metadata": {"name": format!("web-{n}"), "namespace": "apps"},
        "spec": {"type": "LoadBalancer", "ports": [{"port": 80, "nodePort": 30080}]},
        "status": {"loadBalancer": {"ingress": [{"ip": "203.0.113.9"}]}}})
    };
    let items: Vec<Value> = (0..20).map(item).collect();
    let chunk = json!({"kind": "ServiceList", "metadata": {"continue": "x", "remainingItemCount": 3}, "items": items});
    let (evidence, _) = told(ProxyKind::Cloud, &[(Ask::CloudServices, json_of(&chunk))]);
    assert_eq!(value(find(&evidence, "cloud.more"), "count"), "19");
}
