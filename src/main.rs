//! Starts the console in the page.

use leptos::mount::mount_to_body;

fn main() {
    mount_to_body(deckprism::app::App);
}
