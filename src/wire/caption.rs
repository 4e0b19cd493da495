//! Words on a way: the short labels of its drawing, and the same told hop by hop.

use super::{
    hop::{Exposure, Hop},
    prose::Prose,
    vocabulary::Vocabulary,
    way::{Span, Way},
    words::Telling,
};

/// What stands at a stop, on a hop or along a TLS session: a heading and lines under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caption {
    /// The heading.
    pub title: String,
    /// What stands under it.
    pub notes: Vec<String>,
}

/// All captions of a drawing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Captions {
    /// Of the stops, one more than hops.
    pub stops: Vec<Caption>,
    /// Of the hops.
    pub hops: Vec<Caption>,
    /// Of the TLS sessions, as [`Way::spans`] gives them.
    pub spans: Vec<Caption>,
}

/// The captions of a way, in the prose's language.
pub fn captions(way: &Way, prose: &Prose) -> Captions {
    let word = |key: &str| prose.get(key).to_owned();
    let acts = std::iter::once([].as_slice()).chain(way.hops.iter().map(|hop| hop.acts.as_ref()));
    Captions {
        stops: way
            .stops()
            .zip(acts)
            .map(|(stop, acts)| Caption {
                title: word(stop.key()),
                notes: acts.iter().map(|act| word(act.key())).collect(),
            })
            .collect(),
        hops: way
            .hops
            .iter()
            .map(|hop| Caption {
                title: word(hop.scheme.key()),
                notes: hop_keys(hop).into_iter().map(word).collect(),
            })
            .collect(),
        spans: way.spans().iter().map(|span| span_caption(span, prose)).collect(),
    }
}

/// HTTPS need not be said to be encrypted; what is not encrypted for certain is said.
fn hop_keys(hop: &Hop) -> Vec<&'static str> {
    let exposure = Some(hop.exposure()).filter(|exposure| *exposure != Exposure::Encrypted);
    exposure
        .map(Vocabulary::key)
        .into_iter()
        .chain(hop.credential.keys())
        .collect()
}

fn span_caption(span: &Span, prose: &Prose) -> Caption {
    let condition = span.if_spoken.then(|| Telling::IfSpoken.key());
    let details = [span.session.shown.key(), span.session.check.key()];
    Caption {
        title: prose.get(&span.session.ended_by.ends_tls_key()).to_owned(),
        notes: condition
            .into_iter()
            .chain(details)
            .map(|key| prose.get(key).to_owned())
            .collect(),
    }
}

/// The text alternative of a drawing: one entry a hop, with what the drawing says in labels, lines and bars.
pub fn tell(way: &Way, prose: &Prose) -> Vec<Caption> {
    let spans = way.spans();
    let count = way.hops.len().to_string();
    way.hops
        .iter()
        .enumerate()
        .map(|(at, hop)| Caption {
            title: prose.fill(
                Telling::Hop.key(),
                &[
                    ("n", &(at + 1).to_string()),
                    ("count", &count),
                    ("from", prose.get(hop.from.key())),
                    ("to", prose.get(hop.to.key())),
                ],
            ),
            notes: tell_hop(
                hop,
                spans.iter().find(|span| span.first <= at && at < span.last),
                at,
                prose,
            ),
        })
        .collect()
}

fn tell_hop(hop: &Hop, span: Option<&Span>, at: usize, prose: &Prose) -> Vec<String> {
    let mut lines = vec![prose.fill(
        Telling::Speaks.key(),
        &[
            ("scheme", prose.get(hop.scheme.key())),
            ("exposure", prose.get(hop.exposure().key())),
        ],
    )];
    match span {
        // Where the two ends decide, nobody else can say that there is none.
        None if hop.exposure() == Exposure::EndsDecide => {}
        None => lines.push(prose.get(Telling::NoTls.key()).to_owned()),
        Some(span) if span.first == at => {
            let caption = span_caption(span, prose);
            lines.push(caption.title);
            lines.extend(caption.notes);
        }
        Some(_) => lines.push(prose.get(Telling::SameTls.key()).to_owned()),
    }
    lines.extend(hop.credential.keys().into_iter().map(|key| prose.get(key).to_owned()));
    lines.extend(hop.acts.iter().map(|act| {
        prose.fill(
            Telling::Does.key(),
            &[("actor", prose.get(hop.to.key())), ("act", prose.get(act.key()))],
        )
    }));
    lines
}
