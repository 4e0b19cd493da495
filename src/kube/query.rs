//! The query of a request, kept as it was spelt so that an address and its request say the same.

use super::percent::{decode, encode};

/// The parameters behind `?`, in order, each still percent-encoded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Query {
    pairs: Vec<(String, String)>,
}

impl Query {
    /// Reads what stands behind `?`. Empty pieces between two `&` are dropped.
    pub fn parse(text: &str) -> Self {
        Self {
            pairs: text
                .split('&')
                .filter(|piece| !piece.is_empty())
                .map(|piece| match piece.split_once('=') {
                    Some((key, value)) => (key.to_owned(), value.to_owned()),
                    None => (piece.to_owned(), String::new()),
                })
                .collect(),
        }
    }

    /// Whether there is no parameter.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// The value of the first parameter of that name, decoded.
    pub fn get(&self, key: &str) -> Option<String> {
        self.pairs
            .iter()
            .find(|(name, _)| decode_form(name) == key)
            .map(|(_, value)| decode_form(value))
    }

    /// Whether a parameter is on, as the API server reads it: absent, `0` and `false` are off, all else is on.
    ///
    /// Source: apimachinery `pkg/runtime/conversion.go`, `Convert_Slice_string_To_bool`.
    pub fn is_on(&self, key: &str) -> bool {
        self.get(key).is_some_and(|value| is_true(&value))
    }

    /// All parameters, decoded.
    pub fn decoded(&self) -> Vec<(String, String)> {
        self.pairs
            .iter()
            .map(|(key, value)| (decode_form(key), decode_form(value)))
            .collect()
    }

    /// The same query with this parameter set to a value (given decoded), in its old place if it had one.
    #[must_use]
    pub fn with(mut self, key: &str, value: &str) -> Self {
        let encoded = encode_value(value);
        match self.pairs.iter_mut().find(|(name, _)| decode_form(name) == key) {
            Some((_, old)) => *old = encoded,
            None => self.pairs.push((encode_value(key), encoded)),
        }
        self
    }

    /// The same query without this parameter.
    #[must_use]
    pub fn without(mut self, key: &str) -> Self {
        self.pairs.retain(|(name, _)| decode_form(name) != key);
        self
    }

    /// Moves the parameters whose decoded name fits into a query of their own.
    #[must_use]
    pub fn split_off(mut self, belongs: impl Fn(&str) -> bool) -> (Self, Self) {
        let (apart, kept) = self.pairs.drain(..).partition(|(name, _)| belongs(&decode_form(name)));
        (Self { pairs: kept }, Self { pairs: apart })
    }

    /// The text behind `?`; empty if there is no parameter.
    pub fn spell(&self) -> String {
        let mut out = String::new();
        for (key, value) in &self.pairs {
            if !out.is_empty() {
                out.push('&');
            }
            out.push_str(key);
            if !value.is_empty() {
                out.push('=');
                out.push_str(value);
            }
        }
        out
    }
}

/// Whether the value of a parameter is true, as [`Query::is_on`] says.
pub fn is_true(value: &str) -> bool {
    value != "0" && !value.eq_ignore_ascii_case("false")
}

/// Encodes a value as it may stand in a query: commas, colons, slashes and the like stay readable.
pub fn encode_value(text: &str) -> String {
    encode(text, b"-._~!'()*,:@/")
}

/// Decodes a query value: `+` is a space there.
fn decode_form(text: &str) -> String {
    decode(&text.replace('+', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_stays_as_it_was_spelt() {
        for text in ["labelSelector=app%3Dweb&limit=5", "watch", "a=%2B+b&c"] {
            assert_eq!(Query::parse(text).spell(), text);
        }
        assert_eq!(Query::parse("&&a=1&").spell(), "a=1");
    }

    #[test]
    fn values_are_decoded_once() {
        let query = Query::parse("labelSelector=app%3Dweb,tier+in+(a,b)&x=%2525&flag");
        assert_eq!(query.get("labelSelector").unwrap(), "app=web,tier in (a,b)");
        assert_eq!(query.get("x").unwrap(), "%25");
        assert_eq!(query.get("flag").unwrap(), "");
        assert_eq!(query.get("none"), None);
    }

    #[test]
    fn parameters_are_set_in_place() {
        let query = Query::parse("a=1&b=2").with("a", "x=y").with("c", "ü z");
        assert_eq!(query.spell(), "a=x%3Dy&b=2&c=%C3%BC%20z");
        assert_eq!(query.without("b").spell(), "a=x%3Dy&c=%C3%BC%20z");
    }

    #[test]
    fn flags_are_read_as_the_server_does() {
        for (query, on) in [
            ("watch", true),
            ("watch=1", true),
            ("watch=x", true),
            ("watch=0", false),
            ("watch=False", false),
            ("", false),
        ] {
            assert_eq!(Query::parse(query).is_on("watch"), on, "{query}");
        }
    }
}
