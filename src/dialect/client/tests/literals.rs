//! Nothing that an address says can leave the literal that it stands in.

use proptest::{collection::vec, option, prelude::*};

use super::*;
use crate::kube::path::ApiPath;

/// Characters that end, open or escape something in one of the languages, or that hide.
const NASTY: &str =
    "[\"'\\\\`${}()#%/*;, a-z0-9<>\n\r\t\u{0}\u{7f}\u{85}\u{a0}\u{200b}\u{202e}\u{2028}\u{2029}é漢😀-]{0,10}";

/// The same but for what no path takes.
const NASTY_NAME: &str = "[\"'`${}()#%*;, a-z0-9<>\u{a0}\u{200b}\u{202e}\u{2028}é漢😀-]{1,10}";

/// A program with every literal emptied, without white space. Literals are told by the rules that all seven languages share: they end at the
/// quote that began them, unless a backslash stands before it, and on the line that they began on.
fn skeleton(language: Language, code: &str) -> String {
    let quotes: &[char] = match language {
        Language::JavaScript => &['\'', '`'],
        _ => &['"'],
    };
    let mut out = String::new();
    let mut inside: Option<char> = None;
    let mut characters = code.chars();
    while let Some(c) = characters.next() {
        match inside {
            Some(_) if c == '\\' => {
                characters.next();
            }
            Some(quote) if c == quote => {
                inside = None;
                out.push(c);
            }
            Some(_) => assert_ne!(c, '\n', "a literal goes over the end of its line in {code}"),
            None => {
                out.extend(Some(c).filter(|c| !c.is_whitespace()));
                inside = quotes.contains(&c).then_some(c);
            }
        }
    }
    assert_eq!(inside, None, "a literal does not end in {code}");
    out
}

/// What an address says in each place where it may say anything.
struct Said<'a> {
    name: &'a str,
    value: &'a str,
    user: Option<&'a str>,
    group: Option<&'a str>,
    accept: Option<&'a str>,
}

impl Said<'_> {
    fn request(&self, action: &str) -> ApiRequest {
        let mut segments = vec!["apis", "batch", "v1", "namespaces", self.name, "jobs"];
        segments.extend((action == "read").then_some(self.name));
        let mut request = ApiRequest::get(ApiPath::from_segments(segments).unwrap())
            .with("labelSelector", self.value)
            .with("resourceVersion", self.value)
            .with(self.name, self.value);
        if action == "watch" {
            request = request.with("watch", "1");
        }
        request.head.accept = self.accept.map(str::to_owned);
        request.head.impersonate_user = self.user.map(str::to_owned);
        request.head.impersonate_groups = self.group.map(str::to_owned).into_iter().collect();
        request
    }
}

fn programs(request: &ApiRequest, action: &str) -> Vec<(Language, String)> {
    let id = if action == "read" {
        "readBatchV1NamespacedJob"
    } else {
        "listBatchV1NamespacedJob"
    };
    Language::ALL
        .into_iter()
        .flat_map(|language| {
            let client = ask(language, request, id, "batch_v1");
            [client.call.unwrap(), client.raw].map(|program| (language, program))
        })
        .map(|(language, program)| (language, skeleton(language, &program.code.plain())))
        .collect()
}

proptest! {
    #[test]
    fn a_program_is_the_same_whatever_an_address_says(
        name in NASTY_NAME,
        value in NASTY,
        user in option::of(NASTY),
        group in option::of(NASTY),
        accept in option::of(NASTY),
        action in prop_oneof![Just("list"), Just("watch"), Just("read")],
    ) {
        // Neither may be empty, or a word that means something by itself.
        let (name, value) = (format!("x{name}"), format!("x{value}"));
        let nasty = Said {
            name: &name,
            value: &value,
            user: user.as_deref(),
            group: group.as_deref(),
            accept: accept.as_deref(),
        };
        let tame = Said {
            name: "xy",
            value: "x",
            user: user.as_ref().map(|_| "x"),
            group: group.as_ref().map(|_| "x"),
            accept: accept.as_ref().map(|_| "x"),
        };
        let expected = programs(&tame.request(action), action);
        for (nasty, tame) in programs(&nasty.request(action), action).into_iter().zip(expected) {
            prop_assert_eq!(nasty, tame);
        }
    }

    #[test]
    fn no_program_has_a_hidden_character(words in vec(NASTY_NAME, 1..4), query in vec((NASTY, NASTY), 0..3)) {
        let segments = ["apis", "stable.example.com", "v1", "crontabs"].into_iter();
        let path = ApiPath::from_segments(segments.chain(words.iter().map(String::as_str)));
        let mut request = ApiRequest::get(path.unwrap());
        for (key, value) in &query {
            request = request.with(key, value);
        }
        for language in Language::ALL {
            let client = ask(language, &request, "", "");
            for program in client.call.into_iter().chain([client.raw]) {
                let code = program.code.plain();
                prop_assert!(code.chars().all(|c| matches!(c, ' '..='~' | '\n' | '\t')), "{}", code);
                skeleton(language, &code);
            }
        }
    }
}

#[test]
fn a_skeleton_shows_what_breaks_out() {
    assert_eq!(skeleton(Language::Go, "f(\"a\\\"b\", \"c\")"), "f(\"\",\"\")");
    assert_ne!(
        skeleton(Language::Go, "f(\"a\")"),
        skeleton(Language::Go, "f(\"a\" + evil() + \"\")")
    );
}
