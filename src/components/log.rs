//! The log of a container: what it is asked for with, and its lines with the colours that they were written in.

pub mod following;
pub mod options;

use leptos::prelude::*;

use crate::text::terminal::{Piece, Style, pieces};

/// A text that was written for a terminal.
pub fn view_written(text: &str) -> AnyView {
    let view = |piece: Piece| {
        if piece.style == Style::default() {
            return piece.text.into_any();
        }
        view! { <span class=class(piece.style)>{piece.text}</span> }.into_any()
    };
    pieces(text).into_iter().map(view).collect_view().into_any()
}

fn class(style: Style) -> String {
    let colour = style.colour.map(|colour| format!("ansi-{}", colour.name()));
    let marks = [
        (style.is_bold, "ansi-bold"),
        (style.is_faint, "ansi-faint"),
        (style.is_underlined, "ansi-underlined"),
    ];
    let marks = marks.into_iter().filter(|(is, _)| *is).map(|(_, name)| name.to_owned());
    colour.into_iter().chain(marks).collect::<Vec<_>>().join(" ")
}
