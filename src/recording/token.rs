//! The `continue` token of a list: where the next chunk begins, and in which state of the cluster.
//!
//! Spelt as the API server spells it (apiserver `pkg/storage/continue.go`).

use base64::{DecodeError, Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

/// What a token says.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Token {
    #[serde(rename = "v")]
    format: String,
    /// The resourceVersion that the list shows; -1 for the latest.
    #[serde(rename = "rv")]
    pub(super) version: i64,
    /// The least key that belongs to the next chunk.
    pub(super) start: String,
}

const FORMAT: &str = "meta.k8s.io/v1";

impl Token {
    /// The token that goes on behind an object with this key, as it stands behind the list's own.
    pub(super) fn after(key: &str, version: i64) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version,
            start: format!("{key}\0"),
        }
    }

    /// The token as it stands in an answer.
    pub(super) fn spell(&self) -> String {
        // Three plain fields: this cannot fail.
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }

    /// Reads a token.
    ///
    /// # Errors
    /// The API server's own words, but for what Go's JSON reader would say.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        const INVALID: &str = "invalid continue token: continue key is not valid";
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|error| match error {
            DecodeError::InvalidByte(at, _) | DecodeError::InvalidLastSymbol(at, _) => {
                format!("{INVALID}: illegal base64 data at input byte {at}")
            }
            DecodeError::InvalidLength(length) => {
                format!(
                    "{INVALID}: illegal base64 data at input byte {}",
                    length.saturating_sub(1)
                )
            }
            DecodeError::InvalidPadding => INVALID.to_owned(),
        })?;
        let token: Self = serde_json::from_slice(&bytes).map_err(|_| INVALID.to_owned())?;
        if token.format != FORMAT {
            return Err(format!(
                "{INVALID}: server does not recognize this encoded version {}",
                token.format
            ));
        }
        if token.version == 0 {
            return Err(format!(
                "{INVALID}: incorrect encoded start resourceVersion (version {FORMAT})"
            ));
        }
        if token.start.is_empty() {
            return Err(format!("{INVALID}: encoded start key empty (version {FORMAT})"));
        }
        Ok(token)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_spelt_as_the_server_spells_them() {
        // Taken from a real answer.
        let spelt = "eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MzIwLCJzdGFydCI6Ii9kZWZhdWx0L2FcdTAwMDAifQ";
        let token = Token::after("/default/a", 320);
        assert_eq!(token.spell(), spelt);
        assert_eq!(Token::read(spelt), Ok(token));
    }

    #[test]
    fn nonsense_is_refused_in_the_servers_words() {
        for (text, words) in [
            ("x!", "illegal base64 data at input byte 1"),
            ("e30", ""),
            (
                "eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MCwic3RhcnQiOiIvYSJ9",
                "incorrect encoded start resourceVersion",
            ),
            (
                "eyJ2IjoidjAiLCJydiI6MSwic3RhcnQiOiIvYSJ9",
                "server does not recognize this encoded version v0",
            ),
        ] {
            let error = Token::read(text).unwrap_err();
            assert!(
                error.starts_with("invalid continue token: continue key is not valid"),
                "{error}"
            );
            assert!(error.contains(words), "{error}");
        }
    }
}
