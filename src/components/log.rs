//! The log of a container: what it is asked for with, and its lines with the colours that they were written in.

pub mod following;
pub mod options;

use leptos::prelude::*;

use crate::text::terminal::{Piece, Style};

/// Of more pieces than these, the colours are left out: each is an element of the page.
const MOST: usize = 20_000;

/// A text that was written for a terminal.
pub fn view_written(pieces: &[Piece]) -> AnyView {
    if pieces.len() > MOST {
        return pieces
            .iter()
            .map(|piece| piece.text.as_str())
            .collect::<String>()
            .into_any();
    }
    let view = |piece: &Piece| {
        let text = piece.text.clone();
        if piece.style == Style::default() {
            return text.into_any();
        }
        view! { <span class=class(piece.style)>{text}</span> }.into_any()
    };
    pieces.iter().map(view).collect_view().into_any()
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
