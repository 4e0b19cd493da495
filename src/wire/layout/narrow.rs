//! The narrow form: stops one under the other, words right of the line, and bars for the TLS sessions at the side.

use super::{Anchor, Bar, Block, Connector, Form, Plan, Point, Rect, Role, Stop};
use crate::wire::{caption::Captions, way::Way};

/// Beyond this, the drawing does not grow.
const MAX: i32 = 460;
const PADDING: i32 = 12;
/// Where the bars run, and what they need beside the stops.
const BAR: i32 = 8;
const GUTTER: i32 = 26;
/// Where a hop's line runs, and its words start, from the left edge of the stops.
const LINE: i32 = 20;
const WORDS: i32 = 36;
const GAP: i32 = 10;
/// Two bars that meet at a stop keep apart by twice this.
const BAR_INSET: i32 = 6;

pub(super) fn lay_out(way: &Way, captions: &Captions, width: i32) -> Plan {
    let spans = way.spans();
    let width = width.min(MAX);
    let left = if spans.is_empty() { 1 } else { GUTTER };
    let mut plan = Plan {
        form: Form::Narrow,
        width,
        height: 0,
        stops: Vec::new(),
        connectors: Vec::new(),
        bars: Vec::new(),
    };
    let mut y = 1;
    for (at, caption) in captions.stops.iter().enumerate() {
        let mut block = Block::new(
            Anchor::Start,
            left + PADDING,
            y + PADDING,
            width - 1 - left - 2 * PADDING,
        );
        block.add_all(&caption.title, &caption.notes, (Role::Title, Role::Note));
        let rect = Rect {
            x: left,
            y,
            width: width - 1 - left,
            height: block.y + PADDING - y,
        };
        plan.stops.push(Stop {
            rect,
            texts: block.texts,
        });
        y = rect.bottom();
        if let Some(caption) = captions.hops.get(at) {
            let mut block = Block::new(Anchor::Start, left + WORDS, y + GAP, width - 1 - left - WORDS);
            block.add_all(&caption.title, &caption.notes, (Role::Title, Role::Note));
            let starting = spans.iter().zip(&captions.spans).filter(|(span, _)| span.first == at);
            for (_, caption) in starting {
                block.y += GAP / 2;
                block.add_all(&caption.title, &caption.notes, (Role::SpanTitle, Role::SpanNote));
            }
            let to = block.y + GAP;
            plan.connectors.push(Connector {
                from: Point { x: left + LINE, y },
                to: Point { x: left + LINE, y: to },
                texts: block.texts,
            });
            y = to;
        }
    }
    plan.height = y + 1;
    for span in &spans {
        let (Some(first), Some(last)) = (plan.stops.get(span.first), plan.stops.get(span.last)) else {
            continue;
        };
        let (top, bottom) = (first.rect.middle().y + BAR_INSET, last.rect.middle().y - BAR_INSET);
        plan.bars.push(Bar {
            points: [
                Point { x: left, y: top },
                Point { x: BAR, y: top },
                Point { x: BAR, y: bottom },
                Point { x: left, y: bottom },
            ],
            texts: Vec::new(),
        });
    }
    plan
}
