//! Compares what the console derives from a recorded collection with what the server answered.

use deckprism::{
    kube::request::ApiRequest,
    recording::{
        Recording,
        index::{Collection, FORMAT, Index},
    },
};

use super::{client::Taken, error::RecordError};

/// A recording of one resource alone.
#[derive(Debug)]
pub(super) struct Proof<'a> {
    recording: Recording,
    file: &'a [u8],
}

impl<'a> Proof<'a> {
    pub(super) fn new(entry: &Collection, file: &'a [u8]) -> Result<Self, RecordError> {
        let index = Index {
            format: FORMAT,
            recorded_at: String::new(),
            recorded_at_ms: 0.0,
            git_version: String::new(),
            collections: vec![entry.clone()],
            logs: Vec::new(),
            exchanges: Vec::new(),
        };
        let index = serde_json::to_vec(&index).map_err(RecordError::json("the index"))?;
        Ok(Self {
            recording: Recording::read(&index)?,
            file,
        })
    }

    /// Checks one answer, byte for byte.
    pub(super) fn holds(&self, request: &ApiRequest, taken: &Taken) -> Result<(), RecordError> {
        self.compare(request, taken, <[u8]>::to_vec)
    }

    /// Checks one answer but for ages, which are text that the server makes from its clock.
    pub(super) fn holds_but_for_ages(&self, request: &ApiRequest, taken: &Taken) -> Result<(), RecordError> {
        self.compare(request, taken, without_ages)
    }

    fn compare(&self, request: &ApiRequest, taken: &Taken, see: fn(&[u8]) -> Vec<u8>) -> Result<(), RecordError> {
        let differs = |difference: String| RecordError::Differs {
            target: request.spelt_path(),
            accept: request.head.accept.clone().unwrap_or_default(),
            difference,
        };
        let source = self
            .recording
            .source(request)
            .ok_or_else(|| differs("no answer follows".into()))?;
        let derived = self
            .recording
            .answer(&source, request, self.file)
            .map_err(|failure| differs(failure.to_string()))?
            .answer;
        if derived.code != taken.code {
            return Err(differs(format!("{} instead of {}", derived.code, taken.code)));
        }
        // Masks change lengths.
        let is_masked = taken.values > 0;
        for name in ["content-type", "content-length", "transfer-encoding", "vary"] {
            let (ours, theirs) = (derived.header(name), taken.header(name));
            if ours != theirs && !(is_masked && name != "content-type") {
                return Err(differs(format!("{name}: {ours:?} instead of {theirs:?}")));
            }
        }
        match first_difference(&see(&derived.body), &see(&taken.body)) {
            None => Ok(()),
            Some(difference) => Err(differs(difference)),
        }
    }
}

/// A body whose ages are all alike: `13s`, `2m35s`, `3 (2m35s ago)`.
///
/// Source: apimachinery `pkg/util/duration/duration.go`, `HumanDuration`.
fn without_ages(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((&byte, after)) = rest.split_first() {
        out.push(byte);
        rest = after;
        if byte != b'"' && byte != b'(' {
            continue;
        }
        let length = age_length(rest);
        if length > 0
            && (rest.get(length) == Some(&b'"') || rest.get(length..).is_some_and(|end| end.starts_with(b" ago)")))
        {
            rest = rest.get(length..).unwrap_or_default();
        }
    }
    out
}

/// How many bytes at the start look like an age.
fn age_length(text: &[u8]) -> usize {
    let mut length = 0;
    let mut digits = 0;
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'0'..=b'9' => digits += 1,
            b's' | b'm' | b'h' | b'd' | b'y' if digits > 0 => {
                length = at + 1;
                digits = 0;
            }
            _ => break,
        }
    }
    length
}

/// Where two bodies part, with some text around it.
fn first_difference(ours: &[u8], theirs: &[u8]) -> Option<String> {
    if ours == theirs {
        return None;
    }
    let at = ours.iter().zip(theirs).take_while(|(our, their)| our == their).count();
    let around = |body: &[u8]| {
        let part = body
            .get(at.saturating_sub(60)..body.len().min(at + 120))
            .unwrap_or_default();
        String::from_utf8_lossy(part).into_owned()
    };
    Some(format!(
        "at byte {at}\nhere:   {}\nserver: {}",
        around(ours),
        around(theirs)
    ))
}

#[cfg(test)]
mod tests {
    use super::{first_difference, without_ages};

    #[test]
    fn ages_do_not_count() {
        for (one, other) in [
            (r#"["a","13s"]"#, r#"["a","1m2s"]"#),
            (r#""3 (2m5s ago)""#, r#""3 (2m6s ago)""#),
        ] {
            assert_eq!(without_ages(one.as_bytes()), without_ages(other.as_bytes()));
        }
        for text in [r#"["13","s","13sx","3d-7"]"#, "(5 ago)"] {
            assert_eq!(without_ages(text.as_bytes()), text.as_bytes());
        }
    }

    #[test]
    fn the_first_difference_is_shown() {
        assert_eq!(first_difference(b"same", b"same"), None);
        assert_eq!(
            first_difference(b"abc", b"abd").unwrap(),
            "at byte 2\nhere:   abc\nserver: abd"
        );
        assert!(first_difference(b"ab", b"abc").is_some());
    }
}
