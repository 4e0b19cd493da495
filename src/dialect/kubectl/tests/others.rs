//! Discovery, other paths, identity, what is not offered, colours.

use super::*;

#[test]
fn discovery_and_the_rest() {
    check(
        "/apis/batch/v1",
        View::Json,
        "kubectl api-resources --api-group=batch",
        &[],
    );
    check("/api/v1", View::Json, "kubectl api-resources --api-group=", &[]);
    check(
        "/apis/autoscaling/v1",
        View::Json,
        "kubectl api-resources --api-group=autoscaling",
        &[Note::OnlyPreferredVersions],
    );
    check(
        "/apis/batch",
        View::Json,
        "kubectl api-versions",
        &[Note::ShowsAllGroups],
    );
    check("/apis", View::Json, "kubectl api-versions", &[Note::ShowsAllGroups]);
    check(
        "/version",
        View::Json,
        "kubectl version -o json",
        &[Note::ShowsClientToo],
    );
    check("/version", View::Text, "kubectl version", &[Note::ShowsClientToo]);
    check("/", View::Json, "kubectl get --raw /", &[]);
    check("/livez?verbose", View::Text, "kubectl get --raw '/livez?verbose'", &[]);
}

#[test]
fn identity_is_said_and_representation_is_not() {
    let mut request =
        request("/api/v1/pods?limit=5").accept("application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1");
    request.head.impersonate_user = Some("system:serviceaccount:a:b".into());
    request.head.impersonate_groups = vec!["x y".into()];
    let raw = raw(&request);
    assert_eq!(
        raw.snippet.plain(),
        "kubectl get --raw '/api/v1/pods?limit=5' --as=system:serviceaccount:a:b '--as-group=x y'"
    );
    assert_eq!(raw.notes, [Note::AcceptNotExpressible]);
    let found = idiomatic(&request, &discovery(), View::Table);
    assert!(found.notes.contains(&Note::AcceptNotExpressible));
    request.head.impersonate_user = None;
    assert!(
        idiomatic(&request, &discovery(), View::Table)
            .notes
            .contains(&Note::GroupsNeedUser)
    );
}

#[test]
fn nothing_that_would_end_a_paste_is_offered() {
    check(
        "/api/v1/pods?labelSelector=a%03%0Aid",
        View::Table,
        "",
        &[Note::NoIdiomaticForm],
    );
    let mut request = request("/api");
    request.head.impersonate_user = Some("a\nb".into());
    assert!(raw(&request).snippet.plain().ends_with("'--as=a\u{fffd}b'"));
}

#[test]
fn parts_have_the_colours_of_the_address() {
    let coloured = |path: &str, view: View| -> Vec<(String, Part)> {
        let snippet = idiomatic(&request(path), &discovery(), view).snippet.unwrap();
        snippet.lines[0]
            .iter()
            .filter_map(|span| Some((span.text.clone(), span.part?)))
            .collect()
    };
    let own = |pieces: &[(&str, Part)]| {
        pieces
            .iter()
            .map(|(text, part)| ((*text).to_owned(), *part))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        coloured(
            "/apis/autoscaling/v1/namespaces/a/horizontalpodautoscalers/web/status",
            View::Yaml
        ),
        own(&[
            ("horizontalpodautoscalers", Part::Resource),
            ("v1", Part::Version),
            ("autoscaling", Part::Group),
            ("web", Part::Name),
            ("a", Part::Namespace),
            ("status", Part::Subresource)
        ])
    );
    assert_eq!(
        coloured("/api/v1/namespaces/a/pods/web/log?tailLines=5", View::Text),
        own(&[
            ("logs", Part::Subresource),
            ("web", Part::Name),
            ("a", Part::Namespace),
            ("5", Part::Query)
        ])
    );
}
