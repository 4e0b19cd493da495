//! The choice of language and theme.

use leptos::prelude::*;

use crate::{
    browser::document,
    i18n::Language,
    store::settings::{Settings, Theme, messages},
    ui::menu::Menu,
};

/// Two menus in the header.
#[component]
pub fn SettingsMenu() -> impl IntoView {
    view! { <LanguageMenu /> <ThemeMenu /> }
}

#[component]
fn LanguageMenu() -> impl IntoView {
    let settings: Settings = expect_context();
    let text = messages();
    let current = settings.language.get_untracked();
    let panel = move || {
        let items: Vec<_> = Language::ALL
            .into_iter()
            .map(|language| {
                view! {
                    <li>
                        <button
                            type="button"
                            lang=language.tag()
                            aria-pressed=(language == current).to_string()
                            on:click=move |_| settings.choose_language(language)
                        >
                            {language.own_name()}
                        </button>
                    </li>
                }
            })
            .collect();
        view! { <ul class="menu-list">{items}</ul> }
    };
    view! {
        <Menu
            id="language-menu".to_owned()
            class="pill"
            label=format!("{}: {}, {}", text.shell.language, current.tag(), current.own_name())
            button=current.tag().to_owned().into_any()
            panel=panel
        />
    }
}

#[component]
fn ThemeMenu() -> impl IntoView {
    let settings: Settings = expect_context();
    let shell = &messages().shell;
    let name = move |theme| match theme {
        Theme::Auto => shell.theme_auto,
        Theme::Light => shell.theme_light,
        Theme::Dark => shell.theme_dark,
    };
    let panel = move || {
        let items: Vec<_> = Theme::ALL
            .into_iter()
            .map(|theme| {
                let choose = move |_| {
                    settings.choose_theme(theme);
                    document::hide_popover("theme-menu");
                };
                view! {
                    <li>
                        <button
                            type="button"
                            aria-pressed=move || (settings.theme.get() == theme).to_string()
                            on:click=choose
                        >
                            {name(theme)}
                        </button>
                    </li>
                }
            })
            .collect();
        view! { <ul class="menu-list">{items}</ul> }
    };
    view! {
        <Menu
            id="theme-menu".to_owned()
            class="pill"
            label=shell.theme
            button=view! { <span aria-hidden="true">"◐"</span> }.into_any()
            panel=panel
        />
    }
}
