//! What this very cluster shows of one of the five proxies: a few GETs, and what their answers tell.

use std::sync::Arc;

use leptos::prelude::*;

use super::{command::copy_words, rich_text::rich};
use crate::{
    dialect::shell,
    kube::request::ApiRequest,
    route::Page as Pages,
    store::{owned::Owned, session::Session, ways},
    ui::copy_button::CopyButton,
    wire::{
        evidence::{self, Asked, Command, Evidence, Finding, words::Page},
        prose::Prose,
        proxy::ProxyKind,
        vocabulary::Vocabulary as _,
    },
};

/// What was found; asking begins with the page.
#[component]
pub fn ProxyEvidence(
    /// Of which proxy.
    kind: ProxyKind,
    /// The words.
    prose: Arc<Prose>,
) -> impl IntoView {
    let session = Session::expect();
    let page = Owned::here();
    let asked = RwSignal::new(Vec::<Asked>::new());
    let is_looking = RwSignal::new(false);
    // A request in somebody else's name stands out in an audit log: it is made when the reader asks for it.
    let look = move |may_impersonate: bool| {
        asked.set(Vec::new());
        is_looking.set(true);
        page.spawn(async move {
            look_for(kind, session, asked, may_impersonate).await;
            is_looking.try_set(false);
        });
    };
    look(session.is_recorded());
    let found = {
        let prose = Arc::clone(&prose);
        move || {
            let evidence = asked.with(|asked| evidence::evidence(kind, &ways::standpoint(session), asked));
            view_evidence(&evidence, session.is_recorded(), &prose)
        }
    };
    let say = |page: Page| prose.get(page.key()).to_owned();
    let (first, again) = (say(Page::Look), say(Page::Again));
    let is_more = move || {
        let wanted = asked.with(|asked| evidence::wanted(kind, &ways::standpoint(session), asked));
        wanted.iter().any(|wanted| wanted.ask.is_impersonating())
    };
    let waiting = {
        let prose = Arc::clone(&prose);
        move || {
            is_looking.get().then(|| {
                let count = asked.with(|asked| evidence::wanted(kind, &ways::standpoint(session), asked).len());
                view! { <span class="dim" role="status">{prose.fill(Page::Waiting.key(), &[("count", &count.to_string())])}</span> }
            })
        }
    };
    let intro = if session.is_recorded() {
        Page::IntroRecorded
    } else {
        Page::Intro
    };
    view! {
        <div class="evidence">
            <h3>{say(Page::Title)}</h3>
            <p class="dim">{rich(prose.get(intro.key()))}</p>
            {found}
            <p class="bar">
                <button type="button" class="button small" disabled=is_looking on:click=move |_| look(true)>
                    {move || if is_more() { first.clone() } else { again.clone() }}
                </button>
                {waiting}
            </p>
        </div>
    }
}

/// Asks for what is still wanted until nothing is.
async fn look_for(kind: ProxyKind, session: Session, asked: RwSignal<Vec<Asked>>, may_impersonate: bool) {
    loop {
        let Some(so_far) = asked.try_get_untracked() else {
            return;
        };
        let mut wanted = evidence::wanted(kind, &ways::standpoint(session), &so_far);
        wanted.retain(|wanted| may_impersonate || !wanted.ask.is_impersonating());
        if wanted.is_empty() {
            return;
        }
        for wanted in wanted {
            let exchange = session.send_at_most(wanted.request.clone(), Some(MOST)).await;
            let came = Asked {
                wanted,
                exchange: exchange.number,
                answer: exchange.received.answer.clone(),
                failure: exchange.received.failure.clone(),
            };
            asked.try_update(|asked| asked.push(came));
        }
    }
}

/// How much of an answer is read, in bytes: what is asked for is small.
const MOST: usize = 2_000_000;

fn view_evidence(evidence: &Evidence, is_recorded: bool, prose: &Prose) -> AnyView {
    let findings = evidence
        .findings
        .iter()
        .map(|finding| view_finding(finding, is_recorded, prose))
        .collect_view();
    let fits = evidence.fits.map(|variant| {
        let way = prose.get(&variant.name_key()).to_owned();
        view! { <p class="evidence-fits">{rich(&prose.fill(Page::Fits.key(), &[("way", &way)]))}</p> }
    });
    view! { <ul class="findings-of-proxy">{findings}</ul>{fits} }.into_any()
}

fn view_finding(finding: &Finding, is_recorded: bool, prose: &Prose) -> impl IntoView + use<> {
    let values: Vec<(&str, &str)> = finding
        .values
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let word = finding.verdict.word(is_recorded);
    let exchanges = finding
        .verdict
        .exchanges()
        .iter()
        .map(|number| {
            let words = prose.fill(Page::Exchange.key(), &[("exchange", &number.to_string())]);
            view! { " " <a href=Pages::Requests.part(&number.to_string()).address()>{words}</a> }
        })
        .collect_view();
    let because = match &finding.verdict {
        evidence::verdict::Verdict::Inferred { rule, .. } => Some(prose.fill(
            Page::Because.key(),
            &[("rule", prose.get(rule.key())), ("source", rule.source().0)],
        )),
        evidence::verdict::Verdict::Documented(source) => Some(prose.fill(Page::Source.key(), &[("source", source.0)])),
        _ => None,
    };
    let said = finding.said.clone().map(|said| {
        view! { <p class="said">{prose.get(Page::Said.key()).to_owned()} " " <code>{said}</code></p> }
    });
    let commands = finding.commands.iter().map(view_command).collect_view();
    let kind = word.key().rsplit('.').next().unwrap_or_default();
    view! {
        <li data-verdict=kind>
            <p>
                <span class="verdict">{prose.get(word.key()).to_owned()}</span>
                {rich(&prose.fill(&finding.key, &values))}
            </p>
            <p class="dim">{because.map(|because| rich(&because))}{exchanges}</p>
            {said}
            {commands}
        </li>
    }
}

fn view_command(command: &Command) -> AnyView {
    let line = match command {
        Command::Get(path) => {
            let request = ApiRequest::get(path.clone());
            format!("kubectl get --raw {}", shell::quote(&request.spelt_path()))
        }
        Command::Line(line) => line.clone(),
    };
    let copied = line.clone();
    view! {
        <p class="typed"><code>{line}</code> <CopyButton text=move |()| copied.clone() words=copy_words() /></p>
    }
    .into_any()
}
