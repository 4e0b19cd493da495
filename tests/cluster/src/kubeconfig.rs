//! Kubeconfig files: where the API server is, whom to trust, and who one is.

use std::{fs, path::Path};

use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::{Error, certificates::KeyPair};

/// How a user proves who it is.
#[derive(Debug, Clone)]
pub enum Credential<'a> {
    /// A client certificate in the TLS handshake.
    Certificate(&'a KeyPair),
    /// A bearer token in each request.
    Token(&'a str),
}

/// The text of a kubeconfig with one cluster, one user and one context; everything is embedded.
pub fn render(server: &str, authority: &str, user: &str, credential: &Credential<'_>) -> String {
    let credential = match credential {
        Credential::Certificate(pair) => format!(
            "    client-certificate-data: {}\n    client-key-data: {}",
            STANDARD.encode(&pair.certificate),
            STANDARD.encode(&pair.key)
        ),
        Credential::Token(token) => format!("    token: {token}"),
    };
    format!(
        "apiVersion: v1
kind: Config
clusters:
- name: loopback
  cluster:
    server: {server}
    certificate-authority-data: {authority}
users:
- name: {user}
  user:
{credential}
contexts:
- name: {user}@loopback
  context:
    cluster: loopback
    user: {user}
current-context: {user}@loopback
",
        authority = STANDARD.encode(authority),
    )
}

/// Writes a kubeconfig that only this user can read: kubectl warns about others, and it holds a key.
pub fn write(path: &Path, text: &str) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt as _;

    fs::write(path, text).map_err(Error::file(path))?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).map_err(Error::file(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_written_as_it_is_and_an_authority_in_base64() {
        let text = render("https://127.0.0.1:1", "PEM", "me", &Credential::Token("abc"));
        assert!(text.contains("\n    token: abc\n"));
        assert!(text.contains("certificate-authority-data: UEVN\n"));
        assert!(text.contains("current-context: me@loopback\n"));
    }
}
