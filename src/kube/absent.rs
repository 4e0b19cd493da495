//! Reads what Go leaves out, or writes as `null`, as nothing.

use serde::{Deserialize, Deserializer};

/// For `deserialize_with`: `null` is the default value, as an empty list or map of Go is.
pub fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Option::<T>::deserialize(deserializer).map(Option::unwrap_or_default)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_is_nothing() {
        #[derive(Deserialize)]
        struct Object {
            #[serde(default, deserialize_with = "or_default")]
            list: Vec<u8>,
        }
        let length = |text: &str| {
            serde_json::from_str::<Object>(text)
                .map(|object| object.list.len())
                .ok()
        };
        assert_eq!(length("{}"), Some(0));
        assert_eq!(length(r#"{"list":null}"#), Some(0));
        assert_eq!(length(r#"{"list":[1]}"#), Some(1));
        assert_eq!(length(r#"{"list":{}}"#), None);
    }
}
