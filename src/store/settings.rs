//! Language and theme: the reader's choice, kept by the browser.

use leptos::prelude::*;

use crate::{
    browser::{document, storage},
    i18n::{Language, Messages},
};

/// The reader's settings.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// The language of the interface.
    pub language: RwSignal<Language>,
    /// The theme.
    pub theme: RwSignal<Theme>,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Dark text on light ground.
    Light,
    /// Light text on dark ground.
    Dark,
}

impl Theme {
    /// All themes, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// Its name in settings and in the `data-theme` attribute.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl Settings {
    /// Reads the settings, applies them to the document and keeps every change.
    pub fn open() -> Self {
        let preferred = document::preferred_languages();
        let language = storage::get("language")
            .and_then(|tag| Language::tagged(&tag))
            .unwrap_or_else(|| Language::best_for(preferred.iter().map(String::as_str)));
        let theme = storage::get("theme")
            .and_then(|name| Theme::ALL.into_iter().find(|theme| theme.name() == name))
            .unwrap_or_default();
        let settings = Self {
            language: RwSignal::new(language),
            theme: RwSignal::new(theme),
        };
        Effect::new(move || document::set_root_attribute("lang", settings.language.get().tag()));
        Effect::new(move || {
            document::set_root_attribute("data-theme", settings.theme.get().name());
        });
        settings
    }

    /// Chooses a language and keeps the choice.
    pub fn choose_language(self, language: Language) {
        // Where storage is blocked the choice lasts as long as the page.
        storage::set("language", language.tag());
        self.language.set(language);
    }

    /// Chooses a theme and keeps the choice.
    pub fn choose_theme(self, theme: Theme) {
        // As above.
        storage::set("theme", theme.name());
        self.theme.set(theme);
    }
}

/// The words of the chosen language.
///
/// Not reactive on purpose: the whole view is built anew when the language changes.
pub fn messages() -> &'static Messages {
    use_context::<Settings>()
        .map_or(Language::default(), |settings| settings.language.get_untracked())
        .messages()
}
