//! The page that ships sends nothing but GET, to no origin but its own, and runs no script but its own.

use browser::{Look, Relay, Setting, setting};
use cluster::Identity;

/// One page of each kind.
const WALK: [&str; 10] = [
    "#",
    "#/api/v1/pods",
    "#/api/v1/secrets",
    "#/apis/batch/v1/namespaces/default/jobs/my-job",
    "#/apis/batch/v1/namespaces/default/jobs/my-job?view.lens=raw",
    "#/apis/batch/v1/namespaces/default/jobs/my-job?view.lens=request",
    "#/apis",
    "#/~/proxies",
    "#/~/requests",
    "#/~/doctor",
];

#[tokio::test]
async fn every_request_is_a_get_to_the_own_origin_as_relay_browser_and_page_agree() {
    let setting = Setting::shared().unwrap();
    let relay = Relay::start(&setting.origin(Identity::Operator), |_| None).unwrap();
    let console = Look::at(relay.page()).recording().open("#").await.unwrap();
    for hash in WALK {
        console.go(hash).await.unwrap();
    }
    let passed = relay.passed();
    assert!(passed.len() > 20, "{}", passed.len());
    let others: Vec<_> = passed.iter().filter(|passed| passed.method != "GET").collect();
    assert!(others.is_empty(), "{others:?}");
    let sent = console.requests().await.unwrap();
    let foreign: Vec<_> = sent
        .iter()
        .filter(|sent| {
            sent.method != "GET" || !(sent.url.starts_with(relay.origin()) || sent.url.starts_with("about:"))
        })
        .collect();
    assert!(sent.len() > 20 && foreign.is_empty(), "{foreign:?}");
    let origins = console
        .texts("return [...new Set(performance.getEntries().filter(entry => /^[a-z]+:/.test(entry.name)).map(entry => new URL(entry.name).origin))];")
        .await
        .unwrap();
    assert_eq!(origins, [relay.origin()]);
    console.close().await.unwrap();
}

#[tokio::test]
async fn the_content_security_policy_lets_only_the_page_itself_in() {
    let setting = Setting::shared().unwrap();
    let page = setting.page(Identity::Operator);
    let console = Look::at(page.clone()).open("#").await.unwrap();
    let policy = console
        .text("return $('meta[http-equiv=\"Content-Security-Policy\"]').content;")
        .await
        .unwrap();
    let directive = |name: &str| {
        policy
            .split(';')
            .map(str::trim)
            .find_map(|each| each.strip_prefix(name))
            .unwrap_or_else(|| panic!("{name}: {policy}"))
    };
    assert_eq!(directive("default-src").trim(), "'none'");
    assert_eq!(directive("connect-src").trim(), "'self'");
    assert_eq!(directive("style-src").trim(), "'self'");
    assert_eq!(directive("base-uri").trim(), "'none'");
    assert_eq!(directive("form-action").trim(), "'none'");
    for source in directive("script-src").split_whitespace() {
        let is_strict = ["'self'", "'wasm-unsafe-eval'"].contains(&source) || source.starts_with("'sha256-");
        assert!(is_strict, "{source} in {policy}");
    }
    // It stands before everything that it is to hold back.
    let source = cluster::http::get(&page, &[]).unwrap().body;
    let at = |what: &str| source.find(what).unwrap_or(usize::MAX);
    assert!(
        at("Content-Security-Policy") < at("<script").min(at("<link")).min(at("<style")),
        "{source}"
    );
    console.close().await.unwrap();
}

#[tokio::test]
async fn scripts_styles_and_requests_from_elsewhere_are_blocked() {
    let setting = Setting::shared().unwrap();
    let console = Look::at(setting.page(Identity::Operator)).open("#").await.unwrap();
    console
        .run("
            window.blocked = [];
            document.addEventListener('securitypolicyviolation', event => window.blocked.push(event.effectiveDirective));
            const script = document.createElement('script');
            script.textContent = 'window.injected = true';
            document.body.append(script);
            const holder = document.createElement('div');
            holder.innerHTML = '<img src=x onerror=\"window.injected = true\"><style>body { color: red }</style>';
            document.body.append(holder);
            fetch('http://127.0.0.1:9/elsewhere').catch(() => {});
            const frame = document.createElement('iframe');
            frame.src = location.href;
            document.body.append(frame);")
        .await
        .unwrap();
    let wanted = "
        const wanted = ['script-src-elem', 'script-src-attr', 'style-src-elem', 'connect-src', 'frame-src'];
        return wanted.every(directive => window.blocked.includes(directive));";
    console.wait("five violations", wanted).await.unwrap();
    assert_eq!(
        console.run("return window.injected === undefined;").await.unwrap(),
        true
    );
    console.close().await.unwrap();
}

#[tokio::test]
async fn the_index_is_never_taken_from_the_cache_and_its_files_have_names_of_their_own() {
    let setting = Setting::shared().unwrap();
    let console = Look::at(setting.page(Identity::Operator)).open("#").await.unwrap();
    let script = "
        const done = arguments[arguments.length - 1];
        fetch(location.pathname, { cache: 'no-store' }).then(answer => done(answer.headers.has('last-modified')));";
    let dated = console.driver().execute_async(script, Vec::new()).await.unwrap();
    assert_eq!(dated.json(), false, "index.html has a Last-Modified header");
    let files = std::fs::read_dir(setting::dist().unwrap()).unwrap().flatten();
    for file in files.filter(|file| file.path().is_file()) {
        let name = file.file_name().to_string_lossy().into_owned();
        let is_hashed = name
            .split(['-', '_', '.'])
            .any(|part| part.len() >= 12 && part.chars().all(|c| c.is_ascii_hexdigit()));
        assert!(is_hashed || name == "index.html", "{name}");
    }
    console.close().await.unwrap();
}

#[tokio::test]
async fn every_file_that_the_index_names_is_there() {
    let setting = Setting::shared().unwrap();
    let page = setting.page(Identity::Operator);
    let index = cluster::http::get(&page, &[]).unwrap().body;
    let names: Vec<&str> = index
        .split(['"', '\''])
        .filter_map(|part| part.strip_prefix("./"))
        .collect();
    assert!(names.len() > 5, "{names:?}");
    let missing: Vec<_> = names
        .into_iter()
        .filter(|name| !setting::dist().unwrap().join(name).is_file())
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[tokio::test]
async fn what_comes_from_the_cluster_is_text_and_never_markup() {
    let setting = Setting::shared().unwrap();
    let console = Look::at(setting.page(Identity::Operator))
        .open("#/api/v1/configmaps")
        .await
        .unwrap();
    let links = "
        return all('a[href]').map(link => link.getAttribute('href')).filter(href => !href.startsWith('#') && !/^https?:/.test(href));";
    for hash in WALK {
        console.go(hash).await.unwrap();
        let foreign = console.texts(links).await.unwrap();
        assert!(foreign.is_empty(), "{hash}: {foreign:?}");
        let outward = console
            .texts("return all('a[href^=http]').filter(link => link.rel !== 'noopener noreferrer').map(link => link.href);")
            .await
            .unwrap();
        assert!(outward.is_empty(), "{hash}: {outward:?}");
    }
    console.close().await.unwrap();
}
