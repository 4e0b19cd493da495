//! The wide form: stops side by side, what is spoken above each line, and a bar under them for each TLS session.

use super::{Anchor, Bar, Block, Connector, Form, Plan, Point, Rect, Role, Stop, count};
use crate::wire::{
    caption::{Caption, Captions},
    way::Way,
};

/// Under this, stops go one under the other: their words would break too often.
const STOP_MIN: i32 = 128;
const HOP_MIN: i32 = 136;
/// Beyond this, a drawing does not grow: the eye would lose the line.
const STOP_MAX: i32 = 196;
const HOP_MAX: i32 = 300;
const PADDING: i32 = 12;
const GAP: i32 = 7;
/// Between what stands beside the hops and the bars, and between a bar and its words.
const BAR_GAP: i32 = 18;
/// Two bars that meet at a stop keep apart by twice this.
const BAR_INSET: i32 = 8;

/// Widths of a stop and of a hop, if the width is enough for the wide form.
fn columns(stops: i32, hops: i32, width: i32) -> Option<(i32, i32)> {
    let unit = (width - 2).checked_div(10 * stops + 12 * hops)?;
    let stop = (10 * unit).clamp(STOP_MIN, STOP_MAX);
    let hop = (width - 2 - stop * stops).checked_div(hops)?.min(HOP_MAX);
    (hop >= HOP_MIN).then_some((stop, hop))
}

/// The measures that all parts of one drawing share.
struct Grid {
    stop_width: i32,
    hop_width: i32,
    box_height: i32,
    /// The height of the hops' lines, through the middle of the boxes.
    line: i32,
}

impl Grid {
    fn new(captions: &Captions, width: i32) -> Option<Self> {
        let stops = count(captions.stops.len());
        let (stop_width, hop_width) = columns(stops, count(captions.hops.len()), width)?;
        let mut grid = Self {
            stop_width,
            hop_width,
            box_height: 0,
            line: 0,
        };
        let bottoms = captions.stops.iter().map(|caption| grid.stop(caption, 0).rect.bottom());
        grid.box_height = bottoms.max()? - grid.top();
        let headroom = captions.hops.iter().map(|caption| grid.hop_title(caption, 0).y + GAP);
        grid.line = 1 + headroom.max()?.max(grid.box_height / 2);
        Some(grid)
    }

    fn top(&self) -> i32 {
        self.line - self.box_height / 2
    }

    /// A box as high as all are, or as its own words need.
    fn stop(&self, caption: &Caption, x: i32) -> Stop {
        let inner = self.stop_width - 2 * PADDING;
        let mut block = Block::new(Anchor::Start, x + PADDING, self.top() + PADDING, inner);
        block.add_all(&caption.title, &caption.notes, (Role::Title, Role::Note));
        let rect = Rect {
            x,
            y: self.top(),
            width: self.stop_width,
            height: self.box_height.max(block.y + PADDING - self.top()),
        };
        Stop {
            rect,
            texts: block.texts,
        }
    }

    fn hop_title(&self, caption: &Caption, middle: i32) -> Block {
        let mut block = Block::new(Anchor::Middle, middle, 0, self.hop_width - 2 * GAP);
        block.add(&caption.title, Role::Title);
        block
    }

    /// A hop's line, its heading standing on it and its notes hanging under it, and how far down they hang.
    fn connector(&self, caption: &Caption, x: i32) -> (Connector, i32) {
        let middle = x + self.hop_width / 2;
        let mut title = self.hop_title(caption, middle);
        let lift = self.line - GAP - title.y;
        for text in &mut title.texts {
            text.at.y += lift;
        }
        let mut notes = Block::new(Anchor::Middle, middle, self.line + GAP, self.hop_width - 2 * GAP);
        for note in &caption.notes {
            notes.add(note, Role::Note);
        }
        title.texts.append(&mut notes.texts);
        let connector = Connector {
            from: Point { x, y: self.line },
            to: Point {
                x: x + self.hop_width,
                y: self.line,
            },
            texts: title.texts,
        };
        (connector, notes.y)
    }
}

/// The bar of a session under two boxes, and how far down its words reach.
fn bar(first: &Stop, last: &Stop, caption: &Caption, y: i32) -> (Bar, i32) {
    let (left, right) = (first.rect.middle().x + BAR_INSET, last.rect.middle().x - BAR_INSET);
    let mut block = Block::new(Anchor::Middle, i32::midpoint(left, right), y + GAP, right - left);
    block.add_all(&caption.title, &caption.notes, (Role::SpanTitle, Role::SpanNote));
    let points = [
        (left, first.rect.bottom()),
        (left, y),
        (right, y),
        (right, last.rect.bottom()),
    ];
    let bar = Bar {
        points: points.map(|(x, y)| Point { x, y }),
        texts: block.texts,
    };
    (bar, block.y)
}

pub(super) fn lay_out(way: &Way, captions: &Captions, width: i32) -> Option<Plan> {
    let grid = Grid::new(captions, width)?;
    let step = grid.stop_width + grid.hop_width;
    let lefts = (0..count(captions.stops.len())).map(|at| 1 + at * step);
    let stops: Vec<Stop> = captions
        .stops
        .iter()
        .zip(lefts)
        .map(|(caption, x)| grid.stop(caption, x))
        .collect();

    let mut floor = grid.top() + grid.box_height;
    let mut connectors = Vec::new();
    for (caption, stop) in captions.hops.iter().zip(&stops) {
        let (connector, bottom) = grid.connector(caption, stop.rect.right());
        connectors.push(connector);
        floor = floor.max(bottom);
    }

    let mut height = floor;
    let mut bars = Vec::new();
    for (span, caption) in way.spans().iter().zip(&captions.spans) {
        let (bar, bottom) = bar(stops.get(span.first)?, stops.get(span.last)?, caption, floor + BAR_GAP);
        bars.push(bar);
        height = height.max(bottom);
    }
    Some(Plan {
        form: Form::Wide,
        width: stops.last()?.rect.right() + 1,
        height: height + 1,
        stops,
        connectors,
        bars,
    })
}
