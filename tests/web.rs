//! Widgets in a real browser: what only a browser can show of them.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)] // a test that cannot go on has failed

use deckprism::{
    browser::{clock, storage, timer},
    components::list::grid::Grid,
    kube::{gvk::GroupVersionResource, request::ApiRequest, table},
    route::{ApiRoute, list_view::ListView},
    store::{
        arranged::Arranged,
        discovery::DiscoveryStore,
        listed::{Listed, Of},
        session::Session,
        settings::Settings,
    },
    sync::rows::{Rows, RowsSink},
    text::document::Document,
    ui::{
        code_view::{CodeView, CodeWords},
        menu::Menu,
    },
};
use leptos::{mount::mount_to, prelude::*, task::tick};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

/// A fresh part of the page for one test.
fn stage() -> HtmlElement {
    let document = web_sys::window().unwrap().document().unwrap();
    let stage = document.create_element("section").unwrap();
    document.body().unwrap().append_child(&stage).unwrap();
    stage.unchecked_into()
}

fn all(stage: &HtmlElement, selector: &str) -> Vec<Element> {
    let found = stage.query_selector_all(selector).unwrap();
    (0..found.length())
        .map(|index| found.item(index).unwrap().unchecked_into())
        .collect()
}

const WORDS: CodeWords = CodeWords {
    label: "Document",
    fold: "Fold",
    unfold: "Unfold",
    folded: |lines| format!("{lines} hidden"),
};

#[wasm_bindgen_test]
async fn a_folded_part_opens_when_clicked() {
    let stage = stage();
    let document = std::sync::Arc::new(Document::yaml(&serde_json::json!({"a": {"b": 1, "c": 2}, "d": 3})));
    let _mounted = mount_to(stage.clone(), move || {
        view! { <CodeView document=document folded=vec!["/a".to_owned()] words=WORDS /> }
    });
    tick().await;
    assert_eq!(all(&stage, ".line").len(), 2);
    assert!(stage.text_content().unwrap().contains("2 hidden"));
    all(&stage, ".fold").remove(0).unchecked_into::<HtmlElement>().click();
    tick().await;
    assert_eq!(all(&stage, ".line").len(), 4);
    assert_eq!(all(&stage, ".fold")[0].get_attribute("aria-expanded").unwrap(), "true");
}

#[wasm_bindgen_test]
async fn a_long_list_has_few_rows_in_the_page() {
    let stage = stage();
    let cells: Vec<_> = (0..5_000)
        .map(|row| format!(r#"{{"cells":["pod-{row}","1/1"]}}"#))
        .collect();
    let body = format!(
        r#"{{"kind":"Table","columnDefinitions":[{{"name":"Name","type":"string","format":"name"}},{{"name":"Ready","type":"string"}}],"rows":[{}]}}"#,
        cells.join(",")
    );
    let mut rows = Rows::default();
    table::read(body.as_bytes(), &mut RowsSink::list(&mut rows, Some("team-a"), 0)).unwrap();
    let _mounted = mount_to(stage.clone(), move || {
        provide_context(Settings::open());
        provide_context(Session::new());
        provide_context(DiscoveryStore::new());
        let pods = GroupVersionResource::new("", "v1", "pods");
        let route = ApiRoute::of(ApiRequest::of("/api/v1/pods").unwrap());
        let of = Of {
            request: route.request.clone(),
            resource: pods.clone(),
            derived: Vec::new(),
        };
        let listed = Listed::open(of);
        listed.stop();
        listed.rows.set(rows.clone());
        let view = Signal::stored(ListView::default());
        let arranged = Arranged::of(listed, view, Signal::stored(true));
        view! { <Grid arranged=arranged route=Signal::stored(route) resource=pods /> }
    });
    tick().await;
    let drawn = all(&stage, "tbody tr[aria-rowindex]").len();
    assert!((10..200).contains(&drawn), "{drawn} rows are drawn");
    assert_eq!(all(&stage, "table")[0].get_attribute("aria-rowcount").unwrap(), "5001");
    let link = all(&stage, "tbody a")[0].get_attribute("href").unwrap();
    assert_eq!(link, "#/api/v1/namespaces/team-a/pods/pod-0");
}

#[wasm_bindgen_test]
async fn a_menu_builds_its_panel_when_it_opens() {
    let stage = stage();
    let _mounted = mount_to(stage.clone(), move || {
        view! { <Menu id="menu-under-test".to_owned() class="pill" button="Open".into_any() panel=|| view! { <p>"inside"</p> } /> }
    });
    tick().await;
    assert!(!stage.text_content().unwrap().contains("inside"));
    all(&stage, "button").remove(0).unchecked_into::<HtmlElement>().click();
    timer::sleep(50).await;
    assert!(stage.text_content().unwrap().contains("inside"));
    assert_eq!(all(&stage, "button")[0].get_attribute("aria-expanded").unwrap(), "true");
}

#[wasm_bindgen_test]
async fn sleeping_takes_its_time() {
    let before = clock::monotonic_ms();
    timer::sleep(20).await;
    assert!(clock::monotonic_ms() - before >= 19.0);
}

#[wasm_bindgen_test]
fn settings_are_kept_under_our_own_name() {
    assert!(storage::set("test", "kept"));
    assert_eq!(storage::get("test").as_deref(), Some("kept"));
    let kept = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    assert_eq!(kept.get_item("deckprism.test").unwrap().as_deref(), Some("kept"));
}
