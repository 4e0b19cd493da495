//! Domain pieces: they know Kubernetes and the store, and no page.

pub mod address_bar;
pub mod address_input;
pub mod banner;
pub mod command;
pub mod connection_pill;
pub mod failure_panel;
pub mod footer;
pub mod lens_tabs;
pub mod list;
pub mod map;
pub mod map_group;
pub mod namespace_menu;
pub mod note;
pub mod proxy_card;
pub mod proxy_finder;
pub mod proxy_table;
pub mod raw_answer;
pub mod rich_text;
pub mod secret_value;
pub mod segment_menu;
pub mod settings_menu;
pub mod siblings;
pub mod spectrum;
pub mod waiting;
pub mod wire_diagram;
