//! Prose with its inline markup: code and emphasis.

use leptos::prelude::*;

use crate::wire::markup::{Piece, pieces};

/// A text of the prose files as elements.
pub fn rich(text: &str) -> AnyView {
    let pieces: Vec<_> = pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(text) => text.to_owned().into_any(),
            Piece::Code(text) => view! { <code>{text.to_owned()}</code> }.into_any(),
            Piece::Emphasis(text) => view! { <em>{text.to_owned()}</em> }.into_any(),
        })
        .collect();
    pieces.into_any()
}
