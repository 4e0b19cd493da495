//! The lines of each program that make the call.

use super::*;

/// What each language's program has, in the order of [`Language::ALL`]; lines are compared without their indent.
struct Case {
    target: &'static str,
    operation: (&'static str, &'static str),
    has: [&'static str; 7],
}

#[track_caller]
fn check(case: &Case) {
    let (id, tag) = case.operation;
    let squeeze = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    for (language, expected) in Language::ALL.into_iter().zip(case.has) {
        let program = ask(language, &request(case.target), id, tag).call.unwrap();
        let code = squeeze(&program.code.plain());
        assert!(
            code.contains(&squeeze(expected)),
            "{} {}: {code}",
            case.target,
            language.name()
        );
        assert!(!code.contains(['‹', '›']), "{code}");
    }
}

#[test]
fn a_list_everywhere() {
    check(&Case {
        target: "/api/v1/pods",
        operation: ("listCoreV1PodForAllNamespaces", "core_v1"),
        has: [
            "client.CoreV1().Pods(\"\").List(ctx, metav1.ListOptions{})",
            "api = client.CoreV1Api(api_client)\nanswer = api.list_pod_for_all_namespaces()",
            "CoreV1Api api = new CoreV1Api(client);\nvar list = api.listPodForAllNamespaces()\n.execute();",
            "var list = await client.CoreV1.ListPodForAllNamespacesAsync();",
            "const api = kc.makeApiClient(CoreV1Api);\nconst list = await api.listPodForAllNamespaces();",
            "let request =\nCoreV1.listPodForAllNamespaces (Accept MimeJSON)",
            "let api: Api<Pod> = Api::all(client);\nlet parameters = ListParams::default();",
        ],
    });
}

#[test]
fn a_list_with_options() {
    check(&Case {
        target: "/apis/batch/v1/namespaces/shop/jobs?labelSelector=app+in+(web,db)&limit=5&continue=t",
        operation: ("listBatchV1NamespacedJob", "batch_v1"),
        has: [
            "client.BatchV1().Jobs(\"shop\").List(ctx, metav1.ListOptions{\nLabelSelector: \"app in (web,db)\",\n\
             Limit:         5,\nContinue:      \"t\",\n})",
            "api.list_namespaced_job(\nnamespace=\"shop\",\nlabel_selector=\"app in (web,db)\",\nlimit=5,\n_continue=\"t\",\n)",
            "api.listNamespacedJob(\"shop\")\n.labelSelector(\"app in (web,db)\")\n.limit(5)\n._continue(\"t\")\n.execute();",
            "client.BatchV1.ListNamespacedJobAsync(\nnamespaceParameter: \"shop\",\nlabelSelector: \"app in (web,db)\",\n\
             limit: 5,\ncontinueParameter: \"t\");",
            "api.listNamespacedJob({\nnamespace: 'shop',\nlabelSelector: 'app in (web,db)',\nlimit: 5,\n_continue: 't',\n});",
            "BatchV1.listNamespacedJob (Accept MimeJSON) (Namespace \"shop\")\n-&- LabelSelector \"app in (web,db)\"\n\
             -&- Limit 5\n-&- Continue \"t\"",
            "let api: Api<Job> = Api::namespaced(client, \"shop\");\nlet parameters = ListParams::default()\n\
             .labels(\"app in (web,db)\")\n.limit(5)\n.continue_token(\"t\");",
        ],
    });
}

#[test]
fn a_list_of_the_cluster_in_a_group_with_another_name() {
    check(&Case {
        target: "/apis/rbac.authorization.k8s.io/v1/clusterroles?limit=2",
        operation: ("listRbacAuthorizationV1ClusterRole", "rbacAuthorization_v1"),
        has: [
            "client.RbacV1().ClusterRoles().List(ctx, metav1.ListOptions{\nLimit: 2,\n})",
            "client.RbacAuthorizationV1Api(api_client)\nanswer = api.list_cluster_role(limit=2)",
            "new RbacAuthorizationV1Api(client);\nvar list = api.listClusterRole()\n.limit(2)",
            "client.RbacAuthorizationV1.ListClusterRoleAsync(limit: 2);",
            "kc.makeApiClient(RbacAuthorizationV1Api);\nconst list = await api.listClusterRole({ limit: 2 });",
            "RbacAuthorizationV1.listClusterRole (Accept MimeJSON)\n-&- Limit 2",
            "use k8s_openapi::api::rbac::v1::ClusterRole;",
        ],
    });
}

#[test]
fn an_object() {
    check(&Case {
        target: "/api/v1/namespaces/shop/pods/web-0",
        operation: ("readCoreV1NamespacedPod", "core_v1"),
        has: [
            "client.CoreV1().Pods(\"shop\").Get(ctx, \"web-0\", metav1.GetOptions{})",
            "api.read_namespaced_pod(\nname=\"web-0\",\nnamespace=\"shop\",\n)",
            "api.readNamespacedPod(\"web-0\", \"shop\")\n.execute();",
            "client.CoreV1.ReadNamespacedPodAsync(\nname: \"web-0\",\nnamespaceParameter: \"shop\");",
            "api.readNamespacedPod({\nname: 'web-0',\nnamespace: 'shop',\n});\nprocess.stdout.write(dumpYaml(answer));",
            "CoreV1.readNamespacedPod (Accept MimeJSON) (Name \"web-0\") (Namespace \"shop\")",
            "let answer = api.get(\"web-0\").await?;",
        ],
    });
}

#[test]
fn an_object_of_the_cluster() {
    check(&Case {
        target: "/api/v1/namespaces/shop",
        operation: ("readCoreV1Namespace", "core_v1"),
        has: [
            "client.CoreV1().Namespaces().Get(ctx, \"shop\", metav1.GetOptions{})",
            "api.read_namespace(name=\"shop\")",
            "api.readNamespace(\"shop\")",
            "client.CoreV1.ReadNamespaceAsync(name: \"shop\");",
            "api.readNamespace({ name: 'shop' });",
            "CoreV1.readNamespace (Accept MimeJSON) (Name \"shop\")",
            "let api: Api<Namespace> = Api::all(client);\nlet answer = api.get(\"shop\").await?;",
        ],
    });
}

#[test]
fn a_scale() {
    check(&Case {
        target: "/apis/apps/v1/namespaces/shop/deployments/web/scale",
        operation: ("readAppsV1NamespacedDeploymentScale", "apps_v1"),
        has: [
            "client.AppsV1().Deployments(\"shop\").GetScale(ctx, \"web\", metav1.GetOptions{})",
            "api.read_namespaced_deployment_scale(",
            "api.readNamespacedDeploymentScale(\"web\", \"shop\")",
            "client.AppsV1.ReadNamespacedDeploymentScaleAsync(",
            "api.readNamespacedDeploymentScale({",
            "AppsV1.readNamespacedDeploymentScale (Accept MimeJSON) (Name \"web\") (Namespace \"shop\")",
            "let answer = api.get_scale(\"web\").await?;",
        ],
    });
}

#[test]
fn a_status() {
    check(&Case {
        target: "/apis/apps/v1/namespaces/shop/deployments/web/status",
        operation: ("readAppsV1NamespacedDeploymentStatus", "apps_v1"),
        has: [
            "answer := &appsv1.Deployment{}\nerr = client.AppsV1().RESTClient().Get().\nNamespace(\"shop\").\n\
             Resource(\"deployments\").\nName(\"web\").\nSubResource(\"status\").\nDo(ctx).\nInto(answer)",
            "api.read_namespaced_deployment_status(",
            "api.readNamespacedDeploymentStatus(\"web\", \"shop\")",
            "client.AppsV1.ReadNamespacedDeploymentStatusAsync(",
            "api.readNamespacedDeploymentStatus({",
            "AppsV1.readNamespacedDeploymentStatus (Accept MimeJSON)",
            "let answer = api.get_status(\"web\").await?;",
        ],
    });
}

#[test]
fn a_log() {
    check(&Case {
        target: "/api/v1/namespaces/shop/pods/web-0/log?container=main&tailLines=3&timestamps=1",
        operation: ("readCoreV1NamespacedPodLog", "core_v1"),
        has: [
            "client.CoreV1().Pods(\"shop\").GetLogs(\"web-0\", &corev1.PodLogOptions{\nContainer:  \"main\",\n\
             TailLines:  ptr.To[int64](3),\nTimestamps: true,\n}).Stream(ctx)",
            "print(api.read_namespaced_pod_log(\nname=\"web-0\",\nnamespace=\"shop\",\ncontainer=\"main\",\ntail_lines=3,\n\
             timestamps=True,\n), end=\"\")",
            "api.readNamespacedPodLog(\"web-0\", \"shop\")\n.container(\"main\")\n.tailLines(3)\n.timestamps(true)\n.buildCall(null)",
            "client.CoreV1.ReadNamespacedPodLogAsync(",
            "process.stdout.write(await api.readNamespacedPodLog({",
            "CoreV1.readNamespacedPodLog (Accept MimePlainText)",
            "let parameters = LogParams {\ncontainer: Some(\"main\".to_owned()),\ntail_lines: Some(3),\ntimestamps: true,\n\
             ..LogParams::default()\n};",
        ],
    });
}

#[test]
fn a_watch() {
    check(&Case {
        target: "/api/v1/namespaces/shop/pods?watch=1&resourceVersion=7&allowWatchBookmarks=true",
        operation: ("listCoreV1NamespacedPod", "core_v1"),
        has: [
            "client.CoreV1().Pods(\"shop\").Watch(ctx, metav1.ListOptions{\nResourceVersion:     \"7\",\nAllowWatchBookmarks: true,\n})",
            "for event in watch.Watch().stream(\napi.list_namespaced_pod,\nnamespace=\"shop\",\nresource_version=\"7\",\n\
             allow_watch_bookmarks=True,\n):",
            "Call call = api.listNamespacedPod(\"shop\")\n.resourceVersion(\"7\")\n.watch(true)\n.buildCall(null);",
            "await foreach (var (type, item) in client.CoreV1.WatchListNamespacedPodAsync(",
            "await new Watch(kc).watch(\n'/api/v1/namespaces/shop/pods',\n{\nresourceVersion: '7',\nallowWatchBookmarks: true,\n},",
            "dispatchWatch manager config request Streaming.stdout",
            "let parameters = WatchParams::default();\nlet mut events = std::pin::pin!(api.watch(&parameters, \"7\").await?);",
        ],
    });
}

#[test]
fn a_list_of_a_custom_resource() {
    check(&Case {
        target: "/apis/stable.example.com/v1/crontabs?limit=5",
        operation: ("listStableExampleComV1CronTabForAllNamespaces", "stableExampleCom_v1"),
        has: [
            "resource := schema.GroupVersionResource{Group: \"stable.example.com\", Version: \"v1\", Resource: \"crontabs\"}\n\
             list, err := client.Resource(resource).List(ctx, metav1.ListOptions{",
            "client.CustomObjectsApi(api_client)\nanswer = api.list_cluster_custom_object(\ngroup=\"stable.example.com\",\n\
             version=\"v1\",\nplural=\"crontabs\",\nlimit=5,\n)",
            "var api = new DynamicKubernetesApi(\"stable.example.com\", \"v1\", \"crontabs\", client);\n\
             var options = new ListOptions();\noptions.setLimit(5);\nvar list = api.list(options)",
            "client.CustomObjects.ListClusterCustomObjectAsync<JsonElement>(",
            "const api = kc.makeApiClient(CustomObjectsApi);\nconst list = await api.listClusterCustomObject({",
            "CustomObjects.listClusterCustomObject",
            "let kind = GroupVersionKind::gvk(\"stable.example.com\", \"v1\", \"CronTab\");\n\
             let resource = ApiResource::from_gvk_with_plural(&kind, \"crontabs\");\n\
             let api: Api<DynamicObject> = Api::all_with(client, &resource);",
        ],
    });
}

#[test]
fn a_custom_object() {
    check(&Case {
        target: "/apis/stable.example.com/v1/namespaces/shop/crontabs/nightly",
        operation: ("", ""),
        has: [
            "client.Resource(resource).Namespace(\"shop\").Get(ctx, \"nightly\", metav1.GetOptions{})",
            "api.get_namespaced_custom_object(",
            "api.get(\"shop\", \"nightly\").throwsApiException().getObject();",
            "client.CustomObjects.GetNamespacedCustomObjectAsync(",
            "api.getNamespacedCustomObject({",
            "CustomObjects.getNamespacedCustomObject\n(Group \"stable.example.com\")\n(Version \"v1\")\n(Namespace \"shop\")\n\
             (Plural \"crontabs\")\n(Name \"nightly\")",
            "Api::namespaced_with(client, \"shop\", &resource);\nlet answer = api.get(\"nightly\").await?;",
        ],
    });
}

#[test]
fn a_scale_of_a_custom_object() {
    check(&Case {
        target: "/apis/stable.example.com/v1/namespaces/shop/crontabs/nightly/scale",
        operation: ("", ""),
        has: [
            "Get(ctx, \"nightly\", metav1.GetOptions{}, \"scale\")",
            "api.get_namespaced_custom_object_scale(",
            "new CustomObjectsApi(client)\n.getNamespacedCustomObjectScale(\"stable.example.com\", \"v1\", \"shop\", \"crontabs\", \"nightly\")",
            "client.CustomObjects.GetNamespacedCustomObjectScaleAsync(",
            "api.getNamespacedCustomObjectScale({",
            "CustomObjects.getNamespacedCustomObjectScale\n(Accept MimeJSON)",
            "let answer = api.get_scale(\"nightly\").await?;",
        ],
    });
}

#[test]
fn the_version() {
    check(&Case {
        target: "/version",
        operation: ("getCodeVersion", "version"),
        has: [
            "answer, err := client.ServerVersion()",
            "answer = client.VersionApi(api_client).get_code()",
            "var answer = new VersionApi(client).getCode().execute();",
            "var answer = await client.Version.GetCodeAsync();",
            "const answer = await kc.makeApiClient(VersionApi).getCode();",
            "Version.getCode\n",
            "let answer = client.apiserver_version().await?;",
        ],
    });
}

#[test]
fn the_resources_of_a_version() {
    check(&Case {
        target: "/apis/batch/v1",
        operation: ("getBatchV1APIResources", "batch_v1"),
        has: [
            "client.ServerResourcesForGroupVersion(\"batch/v1\")",
            "client.BatchV1Api(api_client).get_api_resources()",
            "new BatchV1Api(client).getAPIResources().execute();",
            "client.BatchV1.GetAPIResourcesAsync();",
            "kc.makeApiClient(BatchV1Api).getAPIResources();",
            "BatchV1.getAPIResources (Accept MimeJSON)",
            "client.list_api_group_resources(\"batch/v1\").await?;",
        ],
    });
}

#[test]
fn each_raw_program_has_the_path_and_query_byte_for_byte() {
    let request = request("/api/v1/namespaces/a/services/b:80/proxy/x?q=a+b&r=%7B%22");
    for language in Language::ALL {
        let client = ask(language, &request, "", "");
        let code = client.raw.code.plain();
        assert!(code.contains("api/v1/namespaces/a/services/b:80/proxy/x"), "{code}");
        assert!(code.contains("?q=a+b&r=%7B%22"), "{code}");
        assert_eq!(client.raw.form, Form::Raw);
        assert_eq!(client.call, Err(Reason::Guarded(Guard::Proxy)));
    }
}
