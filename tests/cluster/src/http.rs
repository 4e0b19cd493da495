//! Plain HTTP GET on loopback, for asking a `kubectl proxy` and for looking at exactly what it answers.

use std::time::Duration;

use serde_json::Value;
use ureq::Agent;

use crate::Error;

/// What came back, whatever its status.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The media type as it came.
    pub content_type: String,
    /// The body as text.
    pub body: String,
}

impl Answer {
    /// The body read as JSON.
    pub fn json(&self) -> Result<Value, Error> {
        serde_json::from_str(&self.body).map_err(|source| Error::Json {
            what: self.body.chars().take(80).collect(),
            source,
        })
    }
}

/// One GET with these further headers.
pub fn get(url: &str, headers: &[(&str, &str)]) -> Result<Answer, Error> {
    let http_error = |error: ureq::Error| Error::Http {
        url: url.into(),
        message: error.to_string(),
    };
    let agent: Agent = Agent::config_builder()
        .http_status_as_error(false)
        // Neither redirects nor the environment's proxies: this is about one server on this machine.
        .max_redirects(0)
        .proxy(None)
        .timeout_global(Some(Duration::from_mins(1)))
        .build()
        .into();
    let mut request = agent.get(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut answer = request.call().map_err(http_error)?;
    Ok(Answer {
        status: answer.status().as_u16(),
        content_type: answer
            .headers()
            .get("content-type")
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .into(),
        body: answer
            .body_mut()
            .with_config()
            .limit(1 << 30)
            .read_to_string()
            .map_err(http_error)?,
    })
}

/// One POST of JSON, answered with JSON.
pub fn post(url: &str, body: &Value) -> Result<Value, Error> {
    let http_error = |error: ureq::Error| Error::Http {
        url: url.into(),
        message: error.to_string(),
    };
    let agent: Agent = Agent::config_builder().proxy(None).build().into();
    let text = agent
        .post(url)
        .send(body.to_string())
        .map_err(http_error)?
        .body_mut()
        .read_to_string()
        .map_err(http_error)?;
    serde_json::from_str(&text).map_err(|source| Error::Json {
        what: url.into(),
        source,
    })
}
