//! What the browser itself has to say: messages of its console, and each request that left it.

use serde_json::Value;

use crate::{Console, Error, measure::profile::trace::Trace};

/// A message of the browser's console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// How grave it is: `SEVERE`, `WARNING`, `INFO`.
    pub level: String,
    /// What it says, with the address that it is about in front.
    pub text: String,
}

/// A request that left the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Its method.
    pub method: String,
    /// Its whole address.
    pub url: String,
}

impl Message {
    /// Whether Chromium says that this path was answered with an error, which it says whatever the page does.
    pub fn is_refusal_of(&self, path: &str) -> bool {
        let url = self.text.split(' ').next().unwrap_or_default();
        let origin_and_path = url.split('?').next().unwrap_or_default();
        origin_and_path.ends_with(path) && self.text.contains("Failed to load resource")
    }
}

impl Console {
    /// The console's messages since the last call.
    pub async fn messages(&self) -> Result<Vec<Message>, Error> {
        let entries = self.driver().browser_log().await?;
        Ok(entries
            .into_iter()
            .map(|entry| Message {
                level: entry.level,
                text: entry.message,
            })
            .collect())
    }

    /// The requests since the last call; needs [`crate::Look::recording`].
    pub async fn requests(&self) -> Result<Vec<Sent>, Error> {
        let entries = self.driver().get_log("performance").await?;
        Ok(entries.iter().filter_map(|entry| sent(&entry.message)).collect())
    }

    /// The trace since the last call, up to a mark at least; needs [`crate::Look::tracing`].
    pub async fn trace(&self, mark: &str) -> Result<Trace, Error> {
        let mut events = Vec::new();
        // chromedriver answers some calls with nothing, and holds what it has back until the next.
        for _ in 0..3 {
            let entries = self.driver().get_log("performance").await?;
            events.extend(entries.iter().filter_map(|entry| event(&entry.message)));
            let is_there = |event: &Value| event["name"].as_str() == Some(mark);
            if events.iter().any(is_there) {
                break;
            }
        }
        Ok(Trace::of(events))
    }
}

/// The event in an entry of the performance log, if it is one of a trace.
fn event(entry: &str) -> Option<Value> {
    let mut entry: Value = serde_json::from_str(entry).ok()?;
    let message = entry.get_mut("message")?;
    (message["method"] == "Tracing.dataCollected").then(|| message["params"].take())
}

/// The request in an entry of the performance log, if it is about one.
fn sent(entry: &str) -> Option<Sent> {
    let entry: Value = serde_json::from_str(entry).ok()?;
    let message = entry.get("message")?;
    if message.get("method")?.as_str()? != "Network.requestWillBeSent" {
        return None;
    }
    let request = message.pointer("/params/request")?;
    let text = |key: &str| Some(request.get(key)?.as_str()?.to_owned());
    Some(Sent {
        method: text("method")?,
        url: text("url")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_read_from_the_performance_log() {
        let entry = r#"{"message":{"method":"Network.requestWillBeSent","params":{"request":
            {"method":"GET","url":"http://127.0.0.1:1/version"}}},"webview":"x"}"#;
        assert_eq!(
            sent(entry),
            Some(Sent {
                method: "GET".into(),
                url: "http://127.0.0.1:1/version".into()
            })
        );
        assert_eq!(
            sent(r#"{"message":{"method":"Page.loadEventFired","params":{}}}"#),
            None
        );
    }

    #[test]
    fn a_refusal_is_known_by_its_path() {
        let message = Message {
            level: "SEVERE".into(),
            text: "http://127.0.0.1:1/api/v1/x?pretty=false - Failed to load resource: the server responded with \
                   a status of 403 (Forbidden)"
                .into(),
        };
        assert!(message.is_refusal_of("/api/v1/x"));
        assert!(!message.is_refusal_of("/api/v1/y"));
    }
}
