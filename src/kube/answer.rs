//! What came back for a request: the status line, the headers and the body's bytes.

use super::failure::{AnswerHead, Failure};

/// One HTTP answer, whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The status code.
    pub code: u16,
    /// The reason phrase of the status line, such as `Not Found`.
    pub reason: String,
    /// The headers that a browser can see, in the order in which it gives them, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// Whether the recording made the body from a longer answer, whose headers these are: other answers have them too.
    pub is_derived: bool,
}

impl Answer {
    /// The first header of that name (in any case).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(header, _)| header.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The `Content-Type`, empty if there is none.
    pub fn content_type(&self) -> &str {
        self.header("content-type").unwrap_or_default()
    }

    /// What tells who answered.
    pub fn head(&self) -> AnswerHead<'_> {
        AnswerHead {
            code: self.code,
            content_type: self.content_type(),
            has_audit_id: self.header("audit-id").is_some(),
            retry_after_seconds: self.header("retry-after").and_then(|value| value.trim().parse().ok()),
        }
    }

    /// Why this answer is no success, if it is none.
    pub fn failure(&self) -> Option<Failure> {
        Failure::of(self.head(), &self.body)
    }

    /// The body, if the answer is a success in JSON.
    pub fn json(&self) -> Result<&[u8], Failure> {
        match self.failure().or_else(|| Failure::unless_json(self.head())) {
            Some(failure) => Err(failure),
            None => Ok(&self.body),
        }
    }

    /// The texts of its `Warning` headers, which a browser joins with commas.
    ///
    /// Source: RFC 7234 §5.5; apiserver `pkg/server/filters`: always code 299 and agent `-`.
    pub fn warnings(&self) -> Vec<String> {
        let mut warnings = Vec::new();
        let mut rest = self.header("warning").unwrap_or_default();
        while let Some((_, after)) = rest.split_once('"') {
            let mut text = String::new();
            let mut chars = after.char_indices();
            let mut end = after.len();
            while let Some((at, c)) = chars.next() {
                match c {
                    '\\' => text.extend(chars.next().map(|(_, escaped)| escaped)),
                    '"' => {
                        end = at + 1;
                        break;
                    }
                    other => text.push(other),
                }
            }
            warnings.push(text);
            rest = after.get(end..).unwrap_or_default();
        }
        warnings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_are_read_one_by_one() {
        let answer = Answer {
            headers: vec![(
                "warning".into(),
                r#"299 - "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice", 299 - "a \"b\", c""#.into(),
            )],
            ..Answer::default()
        };
        assert_eq!(
            answer.warnings(),
            [
                "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice",
                "a \"b\", c"
            ]
        );
        assert!(Answer::default().warnings().is_empty());
    }

    #[test]
    fn json_is_asked_of_successes_only() {
        let answer = |code, content_type: &str| Answer {
            code,
            headers: vec![("Content-Type".into(), content_type.into())],
            body: b"{}".to_vec(),
            ..Answer::default()
        };
        assert_eq!(answer(200, "application/json").json(), Ok(&b"{}"[..]));
        assert!(answer(200, "text/html").json().is_err());
        assert!(answer(404, "application/json").json().is_err());
    }
}
