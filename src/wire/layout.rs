//! Where each part of a way's drawing stands: pure, in whole pixels, so that the component only draws.
//!
//! A drawing is wide (stops side by side, TLS sessions as bars under them) or narrow (stops one under the other,
//! bars at the side). The caller gives the width that there is; the height follows from the words.

use super::{caption::Captions, way::Way};

mod measure;
mod narrow;
mod wide;

pub use measure::{measure, wrap};

/// Height of a line of a heading, whose letters are [`TITLE_SIZE`] high.
pub const TITLE_LINE: i32 = 18;
/// Font size of a heading.
pub const TITLE_SIZE: i32 = 13;
/// Height of a line of notes, whose letters are [`NOTE_SIZE`] high.
pub const NOTE_LINE: i32 = 16;
/// Font size of notes.
pub const NOTE_SIZE: i32 = 12;

/// A point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rect {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
}

impl Rect {
    /// The edge below its last row.
    pub fn bottom(self) -> i32 {
        self.y + self.height
    }

    /// The edge right of its last column.
    pub fn right(self) -> i32 {
        self.x + self.width
    }

    /// Its middle.
    pub fn middle(self) -> Point {
        Point {
            x: self.x + self.width / 2,
            y: self.y + self.height / 2,
        }
    }

    /// Whether the two share a pixel.
    pub fn overlaps(self, other: Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether the other lies in this one.
    pub fn contains(self, other: Self) -> bool {
        self.x <= other.x && self.y <= other.y && self.right() >= other.right() && self.bottom() >= other.bottom()
    }
}

/// Whether the stops stand side by side or one under the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Side by side.
    Wide,
    /// One under the other.
    Narrow,
}

/// Where a text is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// At its left end.
    Start,
    /// In its middle.
    Middle,
}

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A heading.
    Title,
    /// A line under a heading.
    Note,
    /// The heading of a TLS session.
    SpanTitle,
    /// A line under the heading of a TLS session.
    SpanNote,
}

impl Role {
    fn is_title(self) -> bool {
        matches!(self, Self::Title | Self::SpanTitle)
    }

    /// Height of a line.
    pub fn line(self) -> i32 {
        if self.is_title() { TITLE_LINE } else { NOTE_LINE }
    }

    /// Font size.
    pub fn size(self) -> i32 {
        if self.is_title() { TITLE_SIZE } else { NOTE_SIZE }
    }
}

/// One line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The words.
    pub words: String,
    /// Where they are held, on their baseline.
    pub at: Point,
    /// How they are held there.
    pub anchor: Anchor,
    /// What they are.
    pub role: Role,
}

impl Text {
    /// The space that the line is counted with: generous, because the reader's font is not known.
    pub fn space(&self) -> Rect {
        let width = measure(&self.words, self.role);
        let x = match self.anchor {
            Anchor::Start => self.at.x,
            Anchor::Middle => self.at.x - width / 2,
        };
        Rect {
            x,
            y: self.at.y - baseline(self.role),
            width,
            height: self.role.line(),
        }
    }
}

/// How far the baseline lies under the upper edge of a line.
fn baseline(role: Role) -> i32 {
    i32::midpoint(role.line(), role.size()) - 2
}

/// A party on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Its box.
    pub rect: Rect,
    /// What stands in it.
    pub texts: Vec<Text>,
}

/// The line of a hop, from box to box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connector {
    /// Where it starts.
    pub from: Point,
    /// Where its arrow points.
    pub to: Point,
    /// What stands at it.
    pub texts: Vec<Text>,
}

impl Connector {
    const HEAD: i32 = 9;

    /// Where the line ends and the arrow's head begins.
    pub fn neck(&self) -> Point {
        let Point { x, y } = self.to;
        if self.from.y == y {
            Point { x: x - Self::HEAD, y }
        } else {
            Point { x, y: y - Self::HEAD }
        }
    }

    /// The corners of the arrow's head.
    pub fn head(&self) -> [Point; 3] {
        const HALF: i32 = 6;
        let Point { x, y } = self.neck();
        let corners = if self.from.y == self.to.y {
            [(x, y - HALF), (x, y + HALF)]
        } else {
            [(x - HALF, y), (x + HALF, y)]
        };
        let [left, right] = corners.map(|(x, y)| Point { x, y });
        [self.to, left, right]
    }
}

/// The bar of a TLS session, from the box that opens it to the box that ends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Off the first box, along, and back onto the last: TLS ends at the last point.
    pub points: [Point; 4],
    /// What stands at it.
    pub texts: Vec<Text>,
}

/// A whole drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Its form.
    pub form: Form,
    /// Its width: at most what there was.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// The parties.
    pub stops: Vec<Stop>,
    /// The hops.
    pub connectors: Vec<Connector>,
    /// The TLS sessions, as [`Way::spans`] gives them.
    pub bars: Vec<Bar>,
}

/// Lays a way out in so many pixels of width.
pub fn lay_out(way: &Way, captions: &Captions, width: i32) -> Plan {
    wide::lay_out(way, captions, width).unwrap_or_else(|| narrow::lay_out(way, captions, width))
}

/// Lines of text one under the other, from an upper edge down.
struct Block {
    texts: Vec<Text>,
    anchor: Anchor,
    x: i32,
    y: i32,
    width: i32,
}

impl Block {
    fn new(anchor: Anchor, x: i32, y: i32, width: i32) -> Self {
        Self {
            texts: Vec::new(),
            anchor,
            x,
            y,
            width,
        }
    }

    fn add(&mut self, words: &str, role: Role) {
        for words in wrap(words, role, self.width) {
            self.texts.push(Text {
                words,
                at: Point {
                    x: self.x,
                    y: self.y + baseline(role),
                },
                anchor: self.anchor,
                role,
            });
            self.y += role.line();
        }
    }

    fn add_all(&mut self, title: &str, notes: &[String], roles: (Role, Role)) {
        self.add(title, roles.0);
        for note in notes {
            self.add(note, roles.1);
        }
    }
}

/// A count as a length; no way has more hops than a screen has pixels.
fn count(items: usize) -> i32 {
    i32::try_from(items).unwrap_or(i32::MAX)
}
