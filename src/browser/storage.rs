//! Settings that outlive the page. Nothing that came from a cluster is ever stored.

/// Reads a setting; `None` if there is none or storage is blocked.
pub fn get(key: &str) -> Option<String> {
    let storage = web_sys::window()?.local_storage().ok()??;
    storage.get_item(&key_of(key)).ok()?
}

/// Keeps a setting; says whether that worked.
pub fn set(key: &str, value: &str) -> bool {
    web_sys::window()
        .and_then(|window| window.local_storage().ok()?)
        .is_some_and(|storage| storage.set_item(&key_of(key), value).is_ok())
}

/// The origin is shared with whatever else is served there, so keys carry our name.
fn key_of(key: &str) -> String {
    format!("deckprism.{key}")
}
