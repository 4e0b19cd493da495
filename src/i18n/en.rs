//! English.

use super::{
    Advice, COMMA_POINT, Discovery, Doctor, Failures, Lenses, List, Map, Messages, Object, Parts, Raw, RequestLens,
    Requests, Shell, Start,
};

pub(super) static MESSAGES: Messages = Messages {
    separators: COMMA_POINT,
    shell: Shell {
        skip: "Skip to content",
        home: "Deckprism, start page",
        address: "Request",
        edit_address: "Type a request",
        address_hint: "A path, a URL, or a curl or kubectl command",
        send: "Go",
        cancel: "Cancel",
        suggestions: "Suggestions",
        map: "Map of the API",
        open_map: "Open the map",
        close: "Close",
        learn: "Learn",
        lessons: "Lessons",
        ways: "Ways in",
        concepts: "Concepts",
        look_up: "Look it up",
        explain: |term| format!("Explain {term}"),
        proxies: "Five proxies",
        requests: "Requests",
        doctor: "Connection",
        language: "Language",
        theme: "Theme",
        theme_auto: "Same as the system",
        theme_light: "Light",
        theme_dark: "Dark",
        read_only: "read-only",
        looking: "Looking for the API …",
        recorded: "Recorded cluster",
        no_connection: "Not connected",
        tally: |count| format!("{count} GET · 0 others · 1 origin"),
        last: |status, time, bytes| format!("last: {status} in {time}, {bytes}"),
        copy: "Copy",
        copied: "Copied",
        copy_failed: "The browser did not allow copying",
        download: "Download",
        reload: "Reload",
        waiting: "Waiting for the answer …",
        still_waiting: "Still waiting for the first byte",
        not_found: "No such page",
        not_found_text: "What stands after # is neither an API path nor a page of this console.",
        unsafe_path: "This is not a path that the console sends: a path starts with one /, and has no empty or dot segments, backslashes, control characters or encoded slashes.",
        banner: |date, version| {
            format!("Recorded on {date} from a real Kubernetes {version} cluster. Nothing here is live.")
        },
        banner_why: "Why am I seeing this?",
        footer: "Requests made by this page",
    },
    shortcuts: super::shortcuts::EN,
    start: Start {
        title: "See into a Kubernetes API",
        lead: "Every view of the cluster here begins with one GET request. The address bar shows it, part by part; each part has one colour everywhere.",
        look: "Look around",
        look_pods: "Pods in all namespaces",
        look_nodes: "Nodes",
        look_namespaces: "Namespaces",
        look_groups: "API groups",
        look_version: "Version of the API server",
        learn: "Learn",
        learn_lessons: "Nine short lessons, from the first answer to a watch",
        learn_proxies: "The five kinds of proxies, and who terminates TLS where",
        learn_address: "A request by its parts: the Jobs of the group batch",
        learn_requests: "Every request that this page has made",
        own: "Your own cluster",
        own_text: "Start kubectl proxy so that it serves these files and lets only reads through, then open the address below.",
        safe: "Safe by construction",
        safe_text: "The console sends no verb but GET, to no origin but its own, and stores nothing from a cluster. Values of Secrets stay masked until you reveal them one by one.",
    },
    map: Map {
        filter: |count| format!("Filter {count} resources"),
        core: "Core",
        preferred: "preferred",
        stale: "stale",
        stale_unknown: "the API server behind it does not answer",
        nothing: "No resource matches.",
        waiting: "Reading discovery …",
        namespaced: "in namespaces",
        cluster_scoped: "of the cluster",
        subresources: "Subresources",
        subresources_of: |resource| format!("Subresources of {resource}"),
        legacy: "Read with the legacy protocol.",
    },
    parts: Parts {
        fixed: ("Fixed word", "The URI grammar of the API fixes this word."),
        group: (
            "API group",
            "Resources that belong together and are versioned together.",
        ),
        version: (
            "Version",
            "A form in which the group is served. The first in this list is preferred.",
        ),
        namespace: (
            "Namespace",
            "A part of the cluster; within it, a name is unique for its resource.",
        ),
        resource: ("Resource", "A collection of objects of one kind, by its plural name."),
        name: ("Object name", "One object of the resource."),
        subresource: (
            "Subresource",
            "A part or an action of the object, with a path of its own.",
        ),
        query: ("Query", "Parameters that select, cut or shape the answer."),
        siblings_none: "Nothing else is known in this place.",
        all_namespaces: "All namespaces",
        more: |count| format!("{count} more"),
        filter: |count| format!("Filter {count} entries"),
    },
    lenses: Lenses {
        label: "Lenses",
        table: "Table",
        rendered: "Rendered",
        yaml: "YAML",
        json: "JSON",
        text: "Text",
        raw: "Raw",
        request: "Request",
        wire: "Wire",
        code: "Client code",
        identity: "Identities",
        downward: "Downward API",
    },
    list: List {
        rows: |number, count| {
            if number == 1 {
                "1 row".into()
            } else {
                format!("{count} rows")
            }
        },
        in_namespaces: |number, count| {
            if number == 1 {
                "in 1 namespace".into()
            } else {
                format!("in {count} namespaces")
            }
        },
        summary: |time, bytes, number, count| {
            if number == 1 {
                format!("{time}, {bytes}, 1 request")
            } else {
                format!("{time}, {bytes}, {count} requests")
            }
        },
        namespace: "Namespace",
        all_namespaces: "All namespaces",
        namespace_hint: "Name of a namespace",
        label_selector: "Label selector",
        field_selector: "Field selector",
        label_hint: "app=web,tier in (a,b)",
        field_hint: "status.phase!=Running",
        apply: "Apply",
        remove: |what| format!("Remove {what}"),
        bad_selector: |place| format!("From character {place} on, this is not a selector."),
        empty: "There are no objects here.",
        empty_selected: "No object matches the selectors.",
        loading: "Loading rows …",
        stop: "Stop",
        stopped: "Stopped. The list is incomplete.",
        next_chunk: "Next chunk",
        remaining: |count| format!("about {count} more"),
        first_chunk: "Back to the first chunk",
        chunk: "This is one chunk of the list, as the limit in the address asks.",
        refused: |number, names| {
            if number == 1 {
                format!("1 namespace was refused: {names}")
            } else {
                format!("{number} namespaces were refused: {names}")
            }
        },
        namespace_column: "Namespace",
        table_of: |what| format!("List of {what}"),
        kept: "These rows are from the last answer that came.",
        not_listable: "This resource cannot be listed: its verbs do not include list.",
    },
    rows: super::rows::EN,
    log: super::log::EN,
    object: Object {
        folded: |lines| {
            if lines == 1 {
                "1 line folded".into()
            } else {
                format!("{lines} lines folded")
            }
        },
        fold: "Fold",
        unfold: "Unfold",
        reveal: "Reveal",
        hide: "Hide",
        reveal_as_text: "Revealed for 30 seconds",
        reveal_recorded: "The recording keeps no values of Secrets.",
        reveal_failed: "The value could not be read.",
        masked: |values| {
            if values == 1 {
                "1 secret value masked.".into()
            } else {
                format!("{values} secret values masked.")
            }
        },
        document: "Document",
        related: "Related",
        subresources: "Subresources",
    },
    discovery: Discovery {
        core: "Core group",
        groups: "API groups",
        group: "Group",
        versions: "Versions",
        resource: "Resource",
        kind: "Kind",
        scope: "Scope",
        verbs: "Verbs",
        short_names: "Short names",
        categories: "Categories",
        subresources: "Subresources",
        aggregated: |requests| format!("Aggregated discovery: the whole map from {requests} requests."),
        legacy: |requests| format!("Legacy discovery: one request for each group version, {requests} in all."),
        compare_aggregated: "Read it with the aggregated protocol",
        compare_legacy: "Read it with the legacy protocol",
        same_as: "This page is made from discovery. Raw shows the answer to the request in the address.",
        none: "none",
    },
    raw: Raw {
        request: "Request",
        answer: "Answer",
        headers: "Headers",
        body: "Body",
        bytes: "Bytes",
        first_byte: "First byte",
        in_all: "Total",
        unknown: "unknown",
        no_answer: "No answer came.",
        empty_body: "The body is empty.",
        masked: |values, bytes| {
            if values == 1 {
                format!("1 value masked, {bytes} received.")
            } else {
                format!("{values} values masked, {bytes} received.")
            }
        },
        show_all: |bytes| format!("Show all {bytes}"),
        binary: "The body is not text; it is shown with replacement characters.",
        too_large: |bytes| format!("More than {bytes} would come. Reading was stopped there."),
        load_all: "Load all of it",
        derived: "The recording derived this answer; the headers are those of the nearest recorded answer, so other answers show the same Audit-Id and Date. A live API server sets them for each request.",
        own_request: "The request in the address",
        page_requests: "What this page really sent",
        warnings: "Warnings of the API server",
    },
    request: RequestLens {
        curl: "curl through the proxy",
        curl_text: "Sends no credential; kubectl proxy adds yours.",
        kubectl: "kubectl",
        kubectl_text: "What a person would type.",
        raw: "kubectl get --raw",
        raw_text: "The same path through kubectl's own connection; the body comes byte for byte.",
        recorded_origin: "The recorded cluster has no proxy: the commands are for one at the usual address.",
        secrets: "These commands print secret values in clear text.",
    },
    notes: super::notes::EN,
    requests: Requests {
        title: "Requests",
        lead: "Every GET that this page has made since it was opened. Nothing else was sent.",
        number: "No.",
        method: "Method",
        path: "Path and query",
        status: "Status",
        bytes: "Bytes",
        first_byte: "First byte",
        duration: "Total",
        accept: "Accept",
        none: "No request yet.",
        open: "Open",
        failed: "no answer",
        dropped: "The body is no longer kept; the newest 50 answers are.",
    },
    doctor: Doctor {
        title: "Connection",
        lead: "What this page found when it looked for a Kubernetes API on its own origin.",
        tried: "Tried",
        found_api: |version| format!("An API server answers. Version: {version}."),
        version_hidden: "not readable with your rights",
        proxy_yes: "kubectl proxy is in between: it refused a path as only its filter does.",
        proxy_no: "What is in between passed on a path that kubectl proxy refuses by default: another proxy, or kubectl proxy with its filter relaxed.",
        not_here: "There is no API here.",
        guarded: "Start a guarded proxy",
        guarded_text: "This command lets only reads through, and none of the paths by which a GET can run commands. kubectl proxy alone does not: by default it passes every verb.",
        try_again: "Look again",
        use_prefix: "Use this prefix",
        use_recording: "Use the recorded cluster",
        use_live: "Look for a live cluster",
        recording_chosen: "The recorded cluster was asked for in the address (?cluster=recorded).",
        recording_missing: "The recorded cluster could not be opened.",
        prefix: "API prefix",
        prefix_hint: "If your proxy runs with --api-prefix, give it here, such as /k8s.",
        origin: "This page's origin",
    },
    failures: Failures {
        unreachable: Advice {
            title: "No answer",
            meaning: "Nothing answers on this page's own origin any more. The proxy was stopped, or the connection broke before the first byte.",
            next: "Start kubectl proxy again at the same address, then retry.",
        },
        no_first_byte: Advice {
            title: "No answer within 35 seconds",
            meaning: "The proxy took the request and the cluster behind it stays silent.",
            next: "Check VPN and network. kubectl get --raw /version in a terminal tells whether kubectl gets through.",
        },
        idle: Advice {
            title: "The answer stopped coming",
            meaning: "For 30 seconds no byte came although the answer is not complete.",
            next: "Retry. If it happens again, something between you and the cluster cuts long answers.",
        },
        broken_off: Advice {
            title: "The answer broke off",
            meaning: "The connection was closed in the middle of the body. What came so far is in the raw lens.",
            next: "Retry.",
        },
        too_large: Advice {
            title: "A large answer",
            meaning: "Reading was stopped before the end, so as not to fill the page's memory unasked.",
            next: "Load all of it, or ask for less with limit.",
        },
        redirected: Advice {
            title: "Redirected elsewhere",
            meaning: "The answer points to another address. The console does not follow it: it talks to its own origin only.",
            next: "Check the API prefix and which server answers here.",
        },
        filtered: Advice {
            title: "Refused by kubectl proxy",
            meaning: "kubectl proxy's own filter refused this path. The request never reached the API server.",
            next: "The flags --accept-paths, --reject-paths and --reject-methods of the running proxy decide on this.",
        },
        filtered_host: Advice {
            title: "Refused by kubectl proxy: wrong host name",
            meaning: "kubectl proxy accepts only the host names localhost and 127.0.0.1 unless told otherwise, and this page was opened under another one.",
            next: "Open the page under http://localhost or http://127.0.0.1 with the same port.",
        },
        proxy_refused: Advice {
            title: "kubectl proxy cannot reach the API server",
            meaning: "Nothing listens at the address in the kubeconfig.",
            next: "Check that the cluster runs, and cluster.server of the current context.",
        },
        proxy_unknown_host: Advice {
            title: "kubectl proxy does not know the API server's host",
            meaning: "The host name in the kubeconfig cannot be resolved.",
            next: "Check VPN, DNS, and cluster.server of the current context.",
        },
        proxy_certificate: Advice {
            title: "kubectl proxy does not accept the certificate",
            meaning: "The certificate that the server shows is not signed by the CA in the kubeconfig, has expired, or is for another name.",
            next: "Get a current kubeconfig for this cluster. Do not switch verification off.",
        },
        proxy_timed_out: Advice {
            title: "The API server does not answer kubectl proxy",
            meaning: "Packets to the API server vanish, or the TLS handshake hangs.",
            next: "Check VPN, firewall and network.",
        },
        proxy_credentials: Advice {
            title: "kubectl proxy got no credential",
            meaning: "The program that the kubeconfig names for fetching credentials failed. Its own words are in the terminal where the proxy runs.",
            next: "Log in again with that program, then retry; the proxy need not be restarted.",
        },
        proxy_other: Advice {
            title: "kubectl proxy could not pass the request on",
            meaning: "It answered with the error below instead of an answer of the API server.",
            next: "Look at the terminal where the proxy runs.",
        },
        bad_request: Advice {
            title: "400: the request is not understood",
            meaning: "A parameter or selector has a form that the API server does not accept.",
            next: "Correct what the message names.",
        },
        unauthorized: Advice {
            title: "401: not authenticated",
            meaning: "The API server did not accept the credential that the proxy adds: it has expired or belongs to another cluster. Or none was added, and anonymous requests are switched off.",
            next: "Log in again; a client certificate or token in the kubeconfig has to be renewed.",
        },
        forbidden: Advice {
            title: "403: not allowed",
            meaning: "The API server takes you for the user in the message below, and no rule allows this user to do this.",
            next: "Ask whoever administers the cluster for a role that allows it, or look where you may.",
        },
        forbidden_impersonation: Advice {
            title: "403: you may not impersonate",
            meaning: "The request asks to act as somebody else, and no rule allows you to.",
            next: "Leave the Impersonate headers out, or ask for the verb impersonate on that user.",
        },
        not_found: Advice {
            title: "404: not found",
            meaning: "The API server serves this kind of object, and there is none with this name.",
            next: "Go one level up in the address bar to see what there is.",
        },
        not_acceptable: Advice {
            title: "406: not in this representation",
            meaning: "The API server cannot answer in any form that the Accept header names.",
            next: "Ask for application/json.",
        },
        gone: Advice {
            title: "410: no longer available",
            meaning: "The resourceVersion or continue token is older than what the API server keeps.",
            next: "Begin the list anew.",
        },
        invalid: Advice {
            title: "422: the parameters contradict each other",
            meaning: "Each parameter is readable, and together they make no sense to the API server.",
            next: "Correct what the message names.",
        },
        too_many: Advice {
            title: "429: too many requests",
            meaning: "The API server's flow control has no seat free for this request.",
            next: "Wait a little, then retry.",
        },
        internal: Advice {
            title: "500: error inside the API server",
            meaning: "The API server accepted the request and failed to answer it.",
            next: "Retry; if the error persists, the API server's log tells more. Audit-Id in the raw lens helps to find the entry.",
        },
        unavailable: Advice {
            title: "503: not available",
            meaning: "What should answer behind the API server does not.",
            next: "Retry later. For an aggregated API look at its APIService.",
        },
        timeout: Advice {
            title: "The API server gave up waiting",
            meaning: "The request took longer than the API server allows.",
            next: "Ask for less, with limit or a selector.",
        },
        other_status: Advice {
            title: "The API server said no",
            meaning: "The status and message below are all that it said.",
            next: "The raw lens shows the whole answer.",
        },
        path_not_served: Advice {
            title: "404: this path is not served",
            meaning: "The API server knows no such group, version or resource. It says so in plain text: a Status would mean that the object is missing.",
            next: "The map shows what this cluster serves.",
        },
        file_not_found: Advice {
            title: "404: no API at this prefix",
            meaning: "The server of this page's files answered, not an API server.",
            next: "See Connection: the API prefix may be another one.",
        },
        backend_unavailable: Advice {
            title: "503: the aggregated API does not answer",
            meaning: "The API server passes this group on to another server, which cannot be reached.",
            next: "The conditions of its APIService say why.",
        },
        other_text: Advice {
            title: "Refused in plain text",
            meaning: "The answer is no Status of the API server.",
            next: "The raw lens shows the whole answer.",
        },
        not_json: Advice {
            title: "Not an answer of the API",
            meaning: "Something else answered where JSON was due: a login page, a load balancer or another web server.",
            next: "Check what runs at this address.",
        },
        unreadable: Advice {
            title: "The answer could not be read",
            meaning: "It is not what this request should bring.",
            next: "The raw lens shows the bytes as they came.",
        },
        not_recorded: Advice {
            title: "Not in the recording",
            meaning: "The recorded cluster has no answer to this request. A live cluster may have one.",
            next: "Connect a live cluster, or go one level up.",
        },
        never_sent_session: Advice {
            title: "Never sent",
            meaning: "exec, attach and portforward open a session in a Pod, even with a GET.",
            next: "Use kubectl in a terminal for this.",
        },
        never_sent_node_proxy: Advice {
            title: "Never sent",
            meaning: "Behind nodes/proxy lies the kubelet's own API, which runs commands in containers, even with a GET.",
            next: "Use kubectl in a terminal, if you know what you are doing.",
        },
        asks_first: Advice {
            title: "Sent only when you say so",
            meaning: "This path reaches a program in the cluster through the API server. What a GET does there, only that program knows. Its answer is shown as text.",
            next: "Send it if you know the program.",
        },
        withheld: Advice {
            title: "Withheld",
            meaning: "A Secret came in a form in which its values cannot be masked.",
            next: "Ask for application/json.",
        },
        retry: "Retry",
        retry_after: |seconds| format!("The API server asks you to wait {seconds} s."),
        send_anyway: "Send it",
        who_api_server: "Said by the API server",
        who_proxy: "Said by the proxy",
        who_console: "Said by this console",
        can_i: "Check it in a terminal",
        said: "Its words",
        request: "Request",
        kept: "Below is what was here before.",
        start_again: "Begin the list anew",
    },
};
