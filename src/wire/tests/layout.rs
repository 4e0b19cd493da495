//! Drawings: nothing overlaps, nothing sticks out, whatever the words and the width.

use crate::wire::{
    caption::{Caption, Captions},
    layout::{Form, Plan, Rect, lay_out},
    variant::Variant,
    vocabulary::Vocabulary,
    way::Way,
};

/// Words of very different length, in letters that are narrow, wide and unbreakable.
const WORDS: [&str; 5] = [
    "TLS",
    "checked only with --kubelet-certificate-authority",
    "由客户端自行决定是否信任该证书，集群的证书颁发机构并未签发它",
    "発信者の認証情報は取り除かれ、APIサーバー自身のクライアント証明書に置き換えられます",
    "a credencial do chamador é removida",
];

fn captions(way: &Way, seed: usize) -> Captions {
    let word = |at: usize| WORDS[(at + seed) % WORDS.len()].to_owned();
    let caption = |at: usize| Caption {
        title: word(at),
        notes: (0..(at + seed) % 4).map(|note| word(at + note + 1)).collect(),
    };
    Captions {
        stops: (0..=way.hops.len()).map(caption).collect(),
        hops: (0..way.hops.len()).map(|at| caption(at + 2)).collect(),
        spans: (0..way.spans().len()).map(|at| caption(at + 3)).collect(),
    }
}

/// Asserts that boxes and words keep apart, and that all of them lie in the drawing.
#[track_caller]
fn check(plan: &Plan, available: i32, what: &str) {
    let whole = Rect {
        x: 0,
        y: 0,
        width: plan.width,
        height: plan.height,
    };
    assert!(plan.width <= available, "{what}: {} of {available}", plan.width);
    let boxes: Vec<Rect> = plan.stops.iter().map(|stop| stop.rect).collect();
    let inside = plan.stops.iter().map(|stop| (Some(stop.rect), &stop.texts));
    let beside = plan.connectors.iter().map(|connector| (None, &connector.texts));
    let under = plan.bars.iter().map(|bar| (None, &bar.texts));
    let mut spaces: Vec<Rect> = Vec::new();
    for (holder, texts) in inside.chain(beside).chain(under) {
        for text in texts {
            let space = text.space();
            assert!(whole.contains(space), "{what}: {text:?} sticks out");
            for stop in &boxes {
                match holder {
                    Some(own) if own == *stop => {
                        assert!(own.contains(space), "{what}: {text:?} leaves its box");
                    }
                    _ => assert!(!stop.overlaps(space), "{what}: {text:?} on another box"),
                }
            }
            assert!(
                !spaces.iter().any(|other| other.overlaps(space)),
                "{what}: {text:?} on other words"
            );
            spaces.push(space);
        }
    }
    for (at, stop) in boxes.iter().enumerate() {
        assert!(whole.contains(*stop), "{what}: a box sticks out");
        assert!(
            !boxes[..at].iter().any(|other| other.overlaps(*stop)),
            "{what}: boxes overlap"
        );
    }
    for connector in &plan.connectors {
        let line = Rect {
            x: connector.from.x,
            y: connector.from.y,
            width: (connector.to.x - connector.from.x).max(1),
            height: (connector.to.y - connector.from.y).max(1),
        };
        assert!(whole.contains(line), "{what}: a line sticks out");
        assert!(
            !boxes.iter().any(|stop| stop.overlaps(line)),
            "{what}: a line crosses a box"
        );
        assert!(
            !spaces.iter().any(|words| words.overlaps(line)),
            "{what}: a line crosses words"
        );
    }
    for bar in &plan.bars {
        assert!(
            bar.points
                .iter()
                .all(|point| { (0..=plan.width).contains(&point.x) && (0..=plan.height).contains(&point.y) })
        );
        let [_, from, to, _] = bar.points;
        let along = Rect {
            x: from.x,
            y: from.y,
            width: (to.x - from.x).max(1),
            height: (to.y - from.y).max(1),
        };
        assert!(
            !boxes.iter().any(|stop| stop.overlaps(along)),
            "{what}: a bar crosses a box"
        );
        assert!(
            !spaces.iter().any(|words| words.overlaps(along)),
            "{what}: a bar crosses words"
        );
    }
}

#[test]
fn nothing_overlaps_and_nothing_sticks_out() {
    for variant in Variant::ALL {
        let way = variant.way();
        for seed in 0..WORDS.len() {
            let captions = captions(&way, seed);
            for width in [240, 288, 320, 358, 480, 640, 720, 900, 1024, 1140, 1600, 2400] {
                let plan = lay_out(&way, &captions, width);
                check(&plan, width, &format!("{variant:?}, words {seed}, {width} px"));
                assert_eq!(plan.stops.len(), way.hops.len() + 1);
                assert_eq!(plan.connectors.len(), way.hops.len());
                assert_eq!(plan.bars.len(), way.spans().len());
            }
        }
    }
}

#[test]
fn the_form_follows_the_width() {
    for (variant, width, form) in [
        (Variant::KubeProxyControl, 358, Form::Narrow),
        (Variant::KubeProxyControl, 500, Form::Wide),
        (Variant::KubectlLocal, 640, Form::Narrow),
        (Variant::KubectlLocal, 720, Form::Wide),
        (Variant::CloudTcp, 900, Form::Narrow),
        (Variant::CloudTcp, 960, Form::Wide),
    ] {
        let way = variant.way();
        assert_eq!(
            lay_out(&way, &captions(&way, 0), width).form,
            form,
            "{variant:?} {width}"
        );
    }
}

/// The bar is what shows where TLS ends: it reaches from the box that opens the session to the one that ends it.
#[test]
fn bars_reach_from_opener_to_end() {
    let way = Variant::KubectlBalanced.way();
    for width in [320, 1140] {
        let plan = lay_out(&way, &captions(&way, 1), width);
        let [bar] = &plan.bars[..] else {
            unreachable!("one session")
        };
        let [off, _, _, onto] = bar.points;
        let (opener, end) = (plan.stops[1].rect, plan.stops[3].rect);
        match plan.form {
            Form::Wide => {
                assert_eq!((off.y, onto.y), (opener.bottom(), end.bottom()));
                assert!((opener.x..opener.right()).contains(&off.x) && (end.x..end.right()).contains(&onto.x));
            }
            Form::Narrow => {
                assert_eq!((off.x, onto.x), (opener.x, end.x));
                assert!((opener.y..opener.bottom()).contains(&off.y) && (end.y..end.bottom()).contains(&onto.y));
            }
        }
    }
}
