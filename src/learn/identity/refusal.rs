//! What the text of a refusal says: who may not do what, and where.

use std::{iter::Peekable, str::Chars};

use crate::kube::status::Status;

/// A refusal in the API server's form.
///
/// Source: apiserver `pkg/endpoints/handlers/responsewriters/errors.go`, `forbiddenMessage`; apimachinery
/// `pkg/api/errors/errors.go`, `NewForbidden`. Measured against 1.36.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The user whom it is about.
    pub user: String,
    /// What the user may not do, such as `list`.
    pub verb: String,
    /// With what.
    pub object: Refused,
    /// What the authorizers say beyond no; RBAC says nothing unless it could not find a role.
    pub reason: Option<String>,
}

/// With what somebody may not do something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Something of a resource.
    Resource {
        /// The resource as rules spell it: `pods` or `pods/log`.
        resource: String,
        /// The API group; empty for the core group.
        group: String,
        /// The namespace; `None` at the scope of the cluster.
        namespace: Option<String>,
        /// The object's name, if one was asked for.
        name: Option<String>,
    },
    /// A path that is no resource.
    Path(String),
}

impl Refusal {
    /// Reads the message of a `Status`; `None` if it has another form, as that of an extension API server may have.
    pub fn read(status: &Status) -> Option<Self> {
        if status.reason != "Forbidden" {
            return None;
        }
        let (_, rest) = status.message.split_once("forbidden: User ")?;
        let (user, rest) = quoted(rest)?;
        let (verb, rest) = rest.strip_prefix(" cannot ")?.split_once(' ')?;
        let (object, rest) = if let Some(rest) = rest.strip_prefix("path ") {
            let (path, rest) = quoted(rest)?;
            (Refused::Path(path), rest)
        } else {
            resource(rest, &status.details.name)?
        };
        let reason = match rest {
            "" => None,
            _ => Some(rest.strip_prefix(": ")?.to_owned()),
        };
        Some(Self {
            user,
            verb: verb.to_owned(),
            object,
            reason,
        })
    }

    /// Whether it is the right to act as somebody else that is missing.
    ///
    /// Since 1.36 the verb says more: `impersonate:serviceaccount`, `impersonate-on:serviceaccount:list`. The latter is
    /// about what was asked for and still no refusal of it. Source: apiserver
    /// `pkg/endpoints/filters/impersonation/mode.go`.
    pub fn is_of_impersonation(&self) -> bool {
        let rest = self.verb.strip_prefix("impersonate");
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(':') || rest.starts_with("-on:"))
    }
}

fn resource<'a>(text: &'a str, name: &str) -> Option<(Refused, &'a str)> {
    let (resource, rest) = quoted(text.strip_prefix("resource ")?)?;
    let (group, rest) = quoted(rest.strip_prefix(" in API group ")?)?;
    let (namespace, rest) = match rest.strip_prefix(" in the namespace ") {
        Some(rest) => {
            let (namespace, rest) = quoted(rest)?;
            (Some(namespace), rest)
        }
        None => (None, rest.strip_prefix(" at the cluster scope")?),
    };
    let name = Some(name.to_owned()).filter(|name| !name.is_empty());
    let object = Refused::Resource {
        resource,
        group,
        namespace,
        name,
    };
    Some((object, rest))
}

/// A text in quotation marks as Go's `%q` writes it, and what follows.
///
/// What HTML could take for markup has been replaced before. Source: the `sanitizer` of the same file.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut chars = text.strip_prefix('"')?.chars().peekable();
    let mut inner = String::new();
    loop {
        match chars.next()? {
            '"' => break,
            '\\' => inner.push(escaped(&mut chars)?),
            c => inner.push(c),
        }
    }
    let rest: String = chars.collect();
    let rest = text.get(text.len() - rest.len()..)?;
    let inner = inner.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    Some((inner, rest))
}

/// Source: Go `strconv.AppendQuote`.
fn escaped(chars: &mut Peekable<Chars<'_>>) -> Option<char> {
    let digits = match chars.next()? {
        'a' => return Some('\u{7}'),
        'b' => return Some('\u{8}'),
        'f' => return Some('\u{c}'),
        'n' => return Some('\n'),
        'r' => return Some('\r'),
        't' => return Some('\t'),
        'v' => return Some('\u{b}'),
        'x' => 2,
        'u' => 4,
        'U' => 8,
        c => return Some(c),
    };
    let code: String = chars.take(digits).collect();
    char::from_u32(u32::from_str_radix(&code, 16).ok()?)
}

#[cfg(test)]
mod tests;
