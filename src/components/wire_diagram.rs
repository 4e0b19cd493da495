//! A way, drawn: parties, what they speak, and each TLS session from where it is opened to where it ends.

use std::sync::Arc;

use leptos::{html, prelude::*};

use crate::{
    browser::window,
    wire::{
        caption::{Caption, captions, tell},
        hop::{Actor, Exposure},
        journey::Passage,
        layout::{Anchor, Plan, Point, Role, Text, lay_out},
        prose::Prose,
        vocabulary::Vocabulary,
        way::Way,
        words::Telling,
    },
};

/// The drawing of a way, with the same in words.
#[component]
pub fn WireDiagram(
    /// The way.
    #[prop(into)]
    way: Signal<Way>,
    /// Its name.
    #[prop(into)]
    name: Signal<String>,
    /// The words.
    prose: Arc<Prose>,
    /// The party that the drawing is about.
    own: Actor,
    /// How far a request came over each hop, if one was sent.
    #[prop(optional)]
    passages: Vec<Passage>,
    /// What begins the ids in the drawing.
    id: String,
) -> impl IntoView {
    let canvas = NodeRef::<html::Div>::new();
    let measured = RwSignal::new(0);
    let measure = move || {
        if let Some(canvas) = canvas.get_untracked() {
            measured.set(canvas.client_width());
        }
    };
    Effect::new(move || {
        canvas.track();
        measure();
    });
    window::on_resize(measure);
    let width = Memo::new(move |_| measured.get());

    let words_id = format!("{id}-words");
    let drawing = {
        let (prose, words_id) = (Arc::clone(&prose), words_id.clone());
        move || {
            (width.get() > 0).then(|| {
                let way = way.get();
                let label = prose.fill(
                    Telling::Drawing.key(),
                    &[("way", &name.get()), ("count", &way.hops.len().to_string())],
                );
                let plan = lay_out(&way, &captions(&way, &prose), width.get());
                draw(&way, &plan, own, &passages, label, words_id.clone())
            })
        }
    };
    let summary = prose.get(Telling::InWords.key()).to_owned();
    let told = {
        let prose = Arc::clone(&prose);
        move || tell(&way.get(), &prose).into_iter().map(told_hop).collect_view()
    };
    let sources = move || {
        let titles: Vec<&str> = way.with(|way| way.sources().into_iter().map(|source| source.0).collect());
        prose.fill(Telling::Sources.key(), &[("sources", &titles.join(" · "))])
    };
    view! {
        <div class="wire">
            <div class="wire-canvas" node_ref=canvas>{drawing}</div>
            <details class="wire-told">
                <summary>{summary}</summary>
                <ol id=words_id>{told}</ol>
                <p class="dim">{sources}</p>
            </details>
        </div>
    }
}

fn told_hop(hop: Caption) -> impl IntoView {
    let notes = hop
        .notes
        .into_iter()
        .map(|note| view! { <li>{note}</li> })
        .collect_view();
    view! { <li><b>{hop.title}</b><ul>{notes}</ul></li> }
}

fn draw(
    way: &Way,
    plan: &Plan,
    own: Actor,
    passages: &[Passage],
    label: String,
    words_id: String,
) -> impl IntoView + use<> {
    let bars = plan
        .bars
        .iter()
        .zip(way.spans())
        .map(|(bar, span)| {
            let [.., end] = bar.points;
            view! {
                <g class="wire-bar" data-if-spoken=span.if_spoken.to_string()>
                    <polyline points=spell(&bar.points) />
                    <polygon points=spell(&diamond(end)) />
                    {texts(&bar.texts)}
                </g>
            }
        })
        .collect_view();
    let hops = plan
        .connectors
        .iter()
        .zip(way.hops.iter())
        .enumerate()
        .map(|(at, (line, hop))| {
            let passage = passages
                .get(at)
                .map(|passage| passage.key().rsplit('.').next().unwrap_or_default());
            let exposure = match hop.exposure() {
                Exposure::PlainText => "plain",
                Exposure::Encrypted => "encrypted",
                Exposure::EndsDecide => "ends-decide",
            };
            let points = spell(&[line.from, line.neck()]);
            view! {
                <g class="wire-hop" data-exposure=exposure data-passage=passage>
                    <polyline class="wire-line" points=points.clone() />
                    <polyline class="wire-core" points=points />
                    <polygon points=spell(&line.head()) />
                    {texts(&line.texts)}
                </g>
            }
        })
        .collect_view();
    let stops = plan
        .stops
        .iter()
        .zip(way.stops())
        .map(|(stop, actor)| {
            let rect = stop.rect;
            view! {
                <g class="wire-stop" data-own=(actor == own).to_string()>
                    <rect x=rect.x y=rect.y width=rect.width height=rect.height rx="9" />
                    {texts(&stop.texts)}
                </g>
            }
        })
        .collect_view();
    view! {
        <svg
            role="img"
            aria-label=label
            aria-describedby=words_id
            width=plan.width
            height=plan.height
            viewBox=format!("0 0 {} {}", plan.width, plan.height)
        >
            // The marks where TLS ends lie on the boxes.
            {hops}{stops}{bars}
        </svg>
    }
}

fn texts(texts: &[Text]) -> impl IntoView + use<> {
    texts
        .iter()
        .map(|text| {
            let role = match text.role {
                Role::Title => "title",
                Role::Note => "note",
                Role::SpanTitle => "span-title",
                Role::SpanNote => "span-note",
            };
            let anchor = match text.anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
            };
            view! { <text x=text.at.x y=text.at.y text-anchor=anchor data-role=role>{text.words.clone()}</text> }
        })
        .collect_view()
}

/// Where TLS ends: a mark that no line has.
fn diamond(Point { x, y }: Point) -> [Point; 4] {
    const HALF: i32 = 6;
    [(x, y - HALF), (x + HALF, y), (x, y + HALF), (x - HALF, y)].map(|(x, y)| Point { x, y })
}

fn spell(points: &[Point]) -> String {
    let points: Vec<String> = points.iter().map(|point| format!("{},{}", point.x, point.y)).collect();
    points.join(" ")
}
