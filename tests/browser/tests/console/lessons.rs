//! Lessons: each step taken to its end, wherever it is opened, on a desk and on a phone, by keyboard.

use browser::{Console, Shown};
use serde_json::json;
use thirtyfour::Key;

browser::on_both_clusters! {
    every_step_of_every_lesson_can_be_taken_to_its_end
    a_step_that_is_opened_by_its_address_asks_the_cluster_of_the_page
    a_step_explains_its_terms_before_it_is_sent_and_in_the_answer
    what_there_is_to_notice_is_brought_into_sight_on_a_desk_and_on_a_phone
    a_step_goes_on_where_it_was_left_and_the_focus_stays_in_it
}

async fn every_step_of_every_lesson_can_be_taken_to_its_end(shown: Shown) {
    let console = shown.open("#/~/learn").await.unwrap();
    let steps = "return all('.lessons a').map(link => link.getAttribute('href'));";
    console
        .wait("the lessons", "return all('.lessons a').length > 30;")
        .await
        .unwrap();
    let steps = console.texts(steps).await.unwrap();
    let mut stuck = Vec::new();
    for step in &steps {
        if let Err(error) = take(&console, step).await {
            stuck.push(format!("{step}: {error}"));
        }
    }
    assert!(
        stuck.is_empty(),
        "{} of {}:\n{}",
        stuck.len(),
        steps.len(),
        stuck.join("\n")
    );
    console.go("#/~/learn").await.unwrap();
    let passed = format!("{0} of {0} steps passed", steps.len());
    console.wait_for("main", &passed).await.unwrap();
    console.click("main summary", "Clear my progress").await.unwrap();
    console.click("main button", "Forget all passed steps").await.unwrap();
    let passed = format!("0 of {} steps passed", steps.len());
    console.wait_for("main", &passed).await.unwrap();
    console.close().await.unwrap();
}

async fn a_step_that_is_opened_by_its_address_asks_the_cluster_of_the_page(shown: Shown) {
    let console = shown.open("#/~/learn/discovery/versions").await.unwrap();
    console
        .wait("the question before", "return !!$('.step-request button');")
        .await
        .unwrap();
    let is_live = console.text("return $('.step-source').dataset.live;").await.unwrap();
    assert_eq!(is_live, (shown == Shown::Live).to_string());
    assert_eq!(
        console.words("main .notice").await.unwrap(),
        "",
        "nothing is missing in either cluster"
    );
    console.close().await.unwrap();
}

async fn a_step_explains_its_terms_before_it_is_sent_and_in_the_answer(shown: Shown) {
    let console = shown.open("#/~/learn/objects/metadata").await.unwrap();
    console
        .wait("its terms", "return all('.step-terms li').length > 1;")
        .await
        .unwrap();
    console
        .click(".step-terms .concept-mark", "Explain Owner reference (ownerReferences)")
        .await
        .unwrap();
    console.wait_for("#concept-card", "garbage collector").await.unwrap();
    console.press(Key::Escape).await.unwrap();
    console.run("$('.step-request button').click();").await.unwrap();
    console
        .wait(
            "a mark",
            "return all('.step-answer .concept-mark').some(mark => mark.getAttribute('aria-label').endsWith('uid'));",
        )
        .await
        .unwrap();
    console
        .click(".step-answer .concept-mark", "Explain uid")
        .await
        .unwrap();
    let value = "const lines = all('.step-answer .line').map(words).filter(line => line.includes('\"uid\":'));
        return lines.some(line => words($('#concept-card')).includes(line.match(/\"uid\": \"([0-9a-f-]+)\"/)[1]));";
    console.wait("the uid of the answer in the card", value).await.unwrap();
    console.go("#/~/learn").await.unwrap();
    console
        .wait(
            "no card over the next page",
            "return !$('#concept-card').matches(':popover-open');",
        )
        .await
        .unwrap();
    console.close().await.unwrap();
}

async fn what_there_is_to_notice_is_brought_into_sight_on_a_desk_and_on_a_phone(shown: Shown) {
    // Headers above the screen, text that is no JSON, a line longer than the answer is wide, events of a watch.
    let steps = ["answer/health", "asking/yaml", "identity/pods", "watch/events"];
    let in_sight = "const [mark, answer] = [$('#step-mark-MARK'), $('.step-answer')].map(element => element.getBoundingClientRect());
        const is_within = mark.top >= answer.top - 1 && mark.bottom <= answer.bottom + 1 && mark.left >= answer.left && mark.right <= answer.right;
        return is_within && mark.top >= 0 && mark.bottom <= innerHeight && $('#step-mark-MARK').dataset.shown === 'true';";
    for size in [(1440, 900), (390, 844)] {
        let console = shown.open_sized(size, "#/~/learn").await.unwrap();
        for step in steps {
            console.go(&format!("#/~/learn/{step}")).await.unwrap();
            console
                .wait("the question before", "return !!$('.step-request button');")
                .await
                .unwrap();
            console.run("$('.step-request button').click();").await.unwrap();
            console
                .wait("what to notice", "return all('.marks li button').length > 0;")
                .await
                .unwrap();
            let marks = console.run("return all('.marks li').length;").await.unwrap();
            for mark in (0..marks.as_u64().unwrap()).rev() {
                let click =
                    "$('.marks').scrollIntoView({ block: 'center' }); all('.marks li button')[arguments[0]].click();";
                console.run_with(click, vec![json!(mark)]).await.unwrap();
                let what = format!("mark {mark} of {step} at {size:?}");
                console
                    .wait(&what, &in_sight.replace("MARK", &mark.to_string()))
                    .await
                    .unwrap();
            }
        }
        console.close().await.unwrap();
    }
}

async fn a_step_goes_on_where_it_was_left_and_the_focus_stays_in_it(shown: Shown) {
    let console = shown.open("#/~/learn/answer/version").await.unwrap();
    console
        .wait("the question before", "return !!$('.step-request button');")
        .await
        .unwrap();
    let is_live = console.text("return $('.step-source').dataset.live;").await.unwrap();
    assert_eq!(
        is_live,
        (shown == Shown::Live).to_string(),
        "who answers is told rightly from the first"
    );
    console.run("$('.question input').click();").await.unwrap();
    console.run("$('.step-request button').focus();").await.unwrap();
    console.press(Key::Enter).await.unwrap();
    console
        .wait(
            "the focus on what came",
            "return document.activeElement === $('.outcome');",
        )
        .await
        .unwrap();
    // Arrow keys choose on the way: nothing is judged before the button is pressed.
    console.run("$('input[name=check]').focus();").await.unwrap();
    for _ in 0..3 {
        console.press(Key::Down).await.unwrap();
    }
    assert_eq!(console.run("return !$('.feedback');").await.unwrap(), json!(true));
    console.go("#/~/learn/answer/api").await.unwrap();
    console.wait_for("#title", "Ask where the server").await.unwrap();
    console.go("#/~/learn/answer/version?view.presented=1").await.unwrap();
    let again = "return all('.question').length === 2 && !!$('.step-answer .badge')
        && all('.question')[0].querySelector('input').checked && all('input[name=check]').some(input => input.checked);";
    console.wait("the step as it was left", again).await.unwrap();
    console.close().await.unwrap();
}

/// Takes a step: guesses, sends, reads, and answers until the answer is right.
async fn take(console: &Console, step: &str) -> Result<(), browser::Error> {
    console.go(step).await?;
    console
        .wait("the question before", "return !!$('.step-request button');")
        .await?;
    console.run("$('.question input').click();").await?;
    console.run("$('.step-request button').click();").await?;
    // A cluster may lack the point of a step, or show nothing for a while: the recording has it.
    let came =
        "return all('.question').length === 2 || all('.step-told > .button, .step-told button.button').length > 0;";
    console.wait("an answer", came).await?;
    if console.run("return all('.question').length === 1;").await? == json!(true) {
        console.run("all('.step-told button.button').pop().click();").await?;
        console
            .wait("the question before", "return !!$('.step-request button.primary');")
            .await?;
        console.run("$('.step-request button.primary').click();").await?;
        console
            .wait("an answer", "return all('.question').length === 2;")
            .await?;
    }
    console
        .wait("numbers in the answer", "return all('.step-answer .badge').length > 0;")
        .await?;
    let choices = console.run("return all('input[name=check]').length;").await?;
    for choice in 0..choices.as_u64().unwrap_or_default() {
        console
            .run_with("all('input[name=check]')[arguments[0]].click();", vec![json!(choice)])
            .await?;
        console
            .wait("no word before it is judged", "return !$('.feedback');")
            .await?;
        console.run("$('.step-after button.primary').click();").await?;
        console.wait("feedback", "return !!$('.feedback');").await?;
        if console.run("return $('.feedback').dataset.right === 'true';").await? == json!(true) {
            return Ok(());
        }
    }
    console.wait("the right choice", "return false;").await
}
