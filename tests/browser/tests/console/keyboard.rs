//! Everything by keyboard, and where one is: title and focus.

use browser::{Console, Shown};
use thirtyfour::Key;

const PODS: &str = "#/api/v1/namespaces/default/pods";

browser::on_both_clusters! {
    slash_opens_the_address_field_and_what_is_typed_there_leads_to_its_request
    what_is_typed_into_the_address_field_replaces_the_old_address
    what_has_the_focus_is_never_hidden_behind_header_or_footer
    the_address_field_understands_curl_kubectl_and_urls
    a_command_that_would_change_something_is_refused_in_words
    what_is_left_out_of_a_command_is_said
    the_tab_key_reaches_skip_link_address_map_lenses_and_rows
    the_skip_link_leads_to_the_heading
    title_and_focus_follow_the_page
    a_segment_opens_its_siblings_by_enter_and_closes_by_escape
    on_a_narrow_screen_the_map_opens_as_a_dialog_and_closes_when_a_link_is_followed
    a_question_mark_tells_the_shortcuts_unless_it_is_typed_somewhere
}

async fn slash_opens_the_address_field_and_what_is_typed_there_leads_to_its_request(shown: Shown) {
    let console = at(shown, "#").await;
    console.press("/").await.unwrap();
    console.wait("the field", FIELD_HAS_FOCUS).await.unwrap();
    console.press("po -n team-a").await.unwrap();
    console.press(Key::Enter).await.unwrap();
    console
        .wait(
            "the pods of team-a",
            "return location.hash === '#/api/v1/namespaces/team-a/pods';",
        )
        .await
        .unwrap();
    console.settled().await.unwrap();
    console
        .wait("rows", "return all('div.rows tbody td.name a').length > 0;")
        .await
        .unwrap();
    console.close().await.unwrap();
}

async fn what_is_typed_into_the_address_field_replaces_the_old_address(shown: Shown) {
    let console = at(shown, PODS).await;
    type_address(&console, "/api/v1/nodes").await;
    console
        .wait("the nodes", "return location.hash === '#/api/v1/nodes';")
        .await
        .unwrap();
    console.close().await.unwrap();
}

async fn what_has_the_focus_is_never_hidden_behind_header_or_footer(shown: Shown) {
    let console = at(shown, "#/~/proxies").await;
    let script = "
        const focused = document.activeElement;
        const place = focused.getBoundingClientRect();
        const covered = [place.top + 2, place.bottom - 2].every(height => {
            const found = document.elementFromPoint(place.left + Math.min(8, place.width / 2), height);
            const cover = found && found.closest('.top, .foot');
            return !found || (!!cover && !cover.contains(focused));
        });
        return focused === document.body || !covered ? '' : `${focused.outerHTML.slice(0, 200)} at ${place.top} to ${place.bottom}`;";
    console.run("$('h1#title').focus();").await.unwrap();
    for _ in 0..40 {
        console.press(Key::Tab).await.unwrap();
        assert_eq!(console.text(script).await.unwrap(), "", "hidden focus");
    }
    for _ in 0..40 {
        console.press_with(Key::Shift, Key::Tab).await.unwrap();
        assert_eq!(console.text(script).await.unwrap(), "", "hidden focus");
    }
    console.close().await.unwrap();
}

async fn the_address_field_understands_curl_kubectl_and_urls(shown: Shown) {
    let console = at(shown, "#").await;
    for (typed, hash) in [
        ("/api/v1/nodes", "#/api/v1/nodes"),
        (
            "curl http://127.0.0.1:8001/apis/batch/v1/namespaces/default/jobs/my-job",
            "#/apis/batch/v1/namespaces/default/jobs/my-job",
        ),
        ("kubectl get deploy -A", "#/apis/apps/v1/deployments"),
        (
            "kubectl get pods -l app=hello",
            "#/api/v1/namespaces/default/pods?labelSelector=app%3Dhello",
        ),
        (
            "kubectl get pods -o custom-columns=NAME:.metadata.name,IP:.status.podIP",
            "#/api/v1/namespaces/default/pods?view.columns=Name,IP:.status.podIP",
        ),
    ] {
        type_address(&console, typed).await;
        let script = format!("return location.hash === '{hash}';");
        console.wait(&format!("{hash} for {typed}"), &script).await.unwrap();
    }
    console.close().await.unwrap();
}

async fn a_command_that_would_change_something_is_refused_in_words(shown: Shown) {
    let console = at(shown, "#").await;
    type_address(&console, "kubectl delete pod x").await;
    console
        .wait_for(
            ".address [role=alert]",
            "kubectl delete would change the cluster or open a session.",
        )
        .await
        .unwrap();
    assert_eq!(console.text("return location.hash;").await.unwrap(), "");
    console.press(Key::Escape).await.unwrap();
    console
        .wait("the field to be closed", "return !$('.address input');")
        .await
        .unwrap();
    console.close().await.unwrap();
}

async fn what_is_left_out_of_a_command_is_said(shown: Shown) {
    let console = at(shown, "#").await;
    type_address(&console, "kubectl get pods,services --show-labels").await;
    console
        .wait("the pods", &format!("return location.hash === '{PODS}';"))
        .await
        .unwrap();
    for said in [
        "Only pods was taken",
        "No namespace was named, so it is default",
        "--show-labels was left out",
    ] {
        console.wait_for(".address-told", said).await.unwrap();
    }
    console.go("#/api/v1/nodes").await.unwrap();
    console
        .wait("nothing to say of another page", "return !$('.address-told');")
        .await
        .unwrap();
    console.close().await.unwrap();
}

async fn the_tab_key_reaches_skip_link_address_map_lenses_and_rows(shown: Shown) {
    let console = at(shown, PODS).await;
    console
        .wait("rows", "return all('div.rows tbody td.name a').length > 0;")
        .await
        .unwrap();
    let places = [
        "a.skip",
        ".address .segment",
        "#map-filter",
        "nav.map li > a[title]",
        "main .tabs a",
        "div.rows table",
    ];
    let mut reached = 0;
    // Discovery has some hundred links; nothing may hold the focus for ever.
    for _ in 0..600 {
        console.press(Key::Tab).await.unwrap();
        let script = "return document.activeElement.matches(arguments[0]);";
        if console.run_with(script, vec![places[reached].into()]).await.unwrap() == true {
            reached += 1;
        }
        if reached == places.len() {
            break;
        }
    }
    assert_eq!(
        places.get(reached),
        None,
        "reached by Tab in this order: {:?}",
        &places[..reached]
    );
    console.close().await.unwrap();
}

async fn the_skip_link_leads_to_the_heading(shown: Shown) {
    let console = at(shown, PODS).await;
    console.press(Key::Tab).await.unwrap();
    console.press(Key::Enter).await.unwrap();
    console
        .wait("the focus on the heading", HEADING_HAS_FOCUS)
        .await
        .unwrap();
    assert_eq!(console.text("return location.hash;").await.unwrap(), PODS);
    console.close().await.unwrap();
}

async fn title_and_focus_follow_the_page(shown: Shown) {
    let console = at(shown, "#").await;
    assert_eq!(console.text("return document.title;").await.unwrap(), "Deckprism");
    console.click("main a", "Nodes").await.unwrap();
    console
        .wait("the focus on the heading", HEADING_HAS_FOCUS)
        .await
        .unwrap();
    console
        .wait("the title", "return document.title === '/api/v1/nodes · Deckprism';")
        .await
        .unwrap();
    console.settled().await.unwrap();
    console
        .wait("rows", "return all('div.rows tbody td.name a').length > 0;")
        .await
        .unwrap();
    let node = console.words("div.rows tbody td.name a").await.unwrap();
    console.click("div.rows tbody td.name a", &node).await.unwrap();
    console
        .wait(
            "the title of the node",
            &format!("return document.title === '/api/v1/nodes/{node} · Deckprism';"),
        )
        .await
        .unwrap();
    console
        .wait("the focus on the heading", HEADING_HAS_FOCUS)
        .await
        .unwrap();
    console.driver().back().await.unwrap();
    console
        .wait(
            "the nodes again",
            "return document.title === '/api/v1/nodes · Deckprism' && words($('h1')) === 'nodes';",
        )
        .await
        .unwrap();
    console.close().await.unwrap();
}

async fn a_segment_opens_its_siblings_by_enter_and_closes_by_escape(shown: Shown) {
    let console = at(shown, PODS).await;
    console
        .element(".address button.segment", "Namespace: default")
        .await
        .unwrap()
        .focus()
        .await
        .unwrap();
    console.press(Key::Enter).await.unwrap();
    let script = "
        const menu = all('.address [popover]').find(menu => menu.matches(':popover-open'));
        return !!menu && ['default', 'kube-system', 'team-a'].every(wanted => [...menu.querySelectorAll('li a')].some(link => words(link) === wanted));";
    console.wait("the namespaces", script).await.unwrap();
    console.press(Key::Escape).await.unwrap();
    console
        .wait("no menu", "return !$('[popover]:popover-open');")
        .await
        .unwrap();
    console
        .wait(
            "the focus where it was",
            "return name(document.activeElement) === 'Namespace: default';",
        )
        .await
        .unwrap();
    console
        .element(".address button.segment", "Resource: pods")
        .await
        .unwrap()
        .focus()
        .await
        .unwrap();
    console.press(Key::Enter).await.unwrap();
    console
        .click("[popover]:popover-open li a .mono", "services")
        .await
        .unwrap();
    console
        .wait(
            "the services",
            "return location.hash === '#/api/v1/namespaces/default/services';",
        )
        .await
        .unwrap();
    console
        .wait("no menu", "return !$('[popover]:popover-open');")
        .await
        .unwrap();
    console.close().await.unwrap();
}

async fn on_a_narrow_screen_the_map_opens_as_a_dialog_and_closes_when_a_link_is_followed(shown: Shown) {
    let console = shown.open_sized((390, 844), "#").await.unwrap();
    console.click("button", "Open the map").await.unwrap();
    console
        .wait(
            "the map",
            "return $('dialog.map-dialog').open && all('dialog.map-dialog li > a[title]').length > 10;",
        )
        .await
        .unwrap();
    console
        .click("dialog.map-dialog li > a[title] span", "nodes")
        .await
        .unwrap();
    console
        .wait(
            "the nodes",
            "return location.hash === '#/api/v1/nodes' && !$('dialog.map-dialog').open;",
        )
        .await
        .unwrap();
    assert_eq!(
        console
            .run("return document.documentElement.scrollWidth <= innerWidth;")
            .await
            .unwrap(),
        true,
        "no scrolling sideways"
    );
    console.close().await.unwrap();
}

async fn a_question_mark_tells_the_shortcuts_unless_it_is_typed_somewhere(shown: Shown) {
    let console = at(shown, PODS).await;
    let focused =
        "const table = $('div.rows table'); if (table) table.focus(); return document.activeElement === table;";
    console.wait("the table", focused).await.unwrap();
    console.press("?").await.unwrap();
    console
        .wait(
            "the shortcuts",
            "return $('dialog.shortcuts').open && all('dialog.shortcuts kbd').filter(seen).length > 10;",
        )
        .await
        .unwrap();
    console.press(Key::Escape).await.unwrap();
    console
        .wait(
            "the table again",
            "return !$('dialog.shortcuts').open && document.activeElement.matches('div.rows table');",
        )
        .await
        .unwrap();
    console.press("/").await.unwrap();
    console.wait("the field", FIELD_HAS_FOCUS).await.unwrap();
    console.press("/api/v1/pods?limit=3").await.unwrap();
    let typed = "return $('.address input').value === '/api/v1/pods?limit=3' && !$('dialog.shortcuts').open;";
    console.wait("what was typed", typed).await.unwrap();
    console.press(Key::Escape).await.unwrap();
    console.click(".foot button", "Keyboard shortcuts ?").await.unwrap();
    console
        .wait("the shortcuts", "return $('dialog.shortcuts').open;")
        .await
        .unwrap();
    console.press("/").await.unwrap();
    console.wait("the field", FIELD_HAS_FOCUS).await.unwrap();
    assert_eq!(console.run("return $('dialog.shortcuts').open;").await.unwrap(), false);
    console.close().await.unwrap();
}

const HEADING_HAS_FOCUS: &str = "return document.activeElement === $('h1#title');";
const FIELD_HAS_FOCUS: &str = "return document.activeElement.matches('.address input');";

async fn type_address(console: &Console, typed: &str) {
    console.wait("no field", "return !$('.address input');").await.unwrap();
    console.press("/").await.unwrap();
    console.wait("the field", FIELD_HAS_FOCUS).await.unwrap();
    console.press(typed).await.unwrap();
    console.press(Key::Enter).await.unwrap();
}

async fn at(shown: Shown, hash: &str) -> Console {
    shown.open(hash).await.unwrap()
}
