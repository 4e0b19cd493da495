//! The prose files: complete, alike in four languages, and fit for the places where their words stand.
#![allow(clippy::unwrap_used)] // A test says what it expects by panicking.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use deckprism::learn::{
    code::words::code_keys, concept::concept_keys, downward::words::downward_keys, identity::words::identity_keys,
    lesson::words::lesson_keys,
};
use deckprism::route::Route;
use deckprism::wire::{
    access::{Access, words::access_keys},
    caption::{captions, tell},
    evidence::words::evidence_keys,
    journey::words::journey_keys,
    layout::{Role, lay_out, measure, wrap},
    markup::{Piece, pieces},
    prose::Prose,
    variant::Variant,
    vocabulary::Vocabulary,
    words::{label_keys, proxies_keys},
};

const LANGUAGES: [&str; 4] = ["en", "zh-CN", "ja", "pt-BR"];

/// Every key that the code asks a file for.
type Keys = fn() -> Vec<String>;

/// Each file with every key that the code asks it for: its readers need not read more.
const FILES: [(&str, Keys); 9] = [
    ("clients", code_keys),
    ("concepts", concept_keys),
    ("downward", downward_keys),
    ("evidence", evidence_keys),
    ("identity", identity_keys),
    ("lessons", lesson_keys),
    ("proxies", proxies_keys),
    ("ways", access_keys),
    ("wire", || [label_keys(), journey_keys()].concat()),
];

/// Names and patterns, which are the same words in every language.
const SAME_EVERYWHERE: &[&str] = &[
    "proxies.kubectl.name",
    "proxies.kubeproxy.name",
    "proxies.other.konnectivity.name",
    "proxies.other.storage.name",
    "proxies.trouble.balancer_name.sign",
    "concept.downward_api.name",
    "concept.endpoint_slice.name",
    "concept.etcd.name",
    "concept.kube_proxy.name",
    "concept.kubeconfig.name",
    "concept.kubectl_proxy.name",
    "concept.kubelet.name",
    "concept.uid.name",
    "wire.actor.etcd",
    "wire.actor.kube_proxy",
    "wire.actor.kubectl_proxy",
    "wire.actor.kubelet",
    "wire.actor.pod",
    "wire.scheme.http",
    "wire.scheme.https",
    "wire.scheme.tcp",
];

/// Words that Portuguese took from English.
const SAME_IN_PORTUGUESE: &[&str] = &["concept.namespace.name", "proxies.page.table_proxy"];

fn read(language: &str, file: &str) -> String {
    let path = format!("{}/prose/{language}/{file}.json", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(Path::new(&path)).unwrap()
}

/// The texts of all files in one language.
fn texts(language: &str) -> BTreeMap<String, String> {
    let files = FILES.iter().map(|(file, _)| read(language, file));
    files
        .flat_map(|json| serde_json::from_str::<BTreeMap<String, String>>(&json).unwrap())
        .collect()
}

fn prose(language: &str) -> Prose {
    Prose::from_json(serde_json::to_string(&texts(language)).unwrap().as_bytes()).unwrap()
}

/// The keys in the order in which they stand in the file, one a line.
fn keys_in_order(json: &str) -> Vec<&str> {
    json.lines()
        .filter_map(|line| line.trim_start().strip_prefix('"')?.split_once("\": \""))
        .map(|(key, _)| key)
        .collect()
}

fn code_spans(text: &str) -> Vec<&str> {
    let mut spans: Vec<&str> = pieces(text)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Code(code) => Some(code),
            _ => None,
        })
        .collect();
    spans.sort_unstable();
    spans
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
        .collect()
}

fn is_han(letter: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&letter)
}

fn is_kana(letter: char) -> bool {
    ('\u{3040}'..='\u{30ff}').contains(&letter)
}

/// Runs a check on every text and gathers what it finds, so that one run shows all.
fn complain(check: impl Fn(&str, &str, &str) -> Option<String>) {
    let mut found = Vec::new();
    for language in LANGUAGES {
        for (key, text) in texts(language) {
            if let Some(what) = check(language, &key, &text) {
                found.push(format!("{language} {key}: {what}\n    {text}"));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_key_is_there_once_and_asked_for() {
    let mut of_all = BTreeSet::new();
    for (file, keys) in FILES {
        let mut asked = keys();
        asked.sort_unstable();
        for key in &asked {
            assert!(of_all.insert(key.clone()), "two facts share the key {key}");
        }
        let english = read("en", file);
        for language in LANGUAGES {
            let json = read(language, file);
            let mut keys = keys_in_order(&json);
            assert_eq!(
                keys,
                keys_in_order(&english),
                "{language}/{file}: the files are read side by side, so they keep one order"
            );
            keys.sort_unstable();
            assert_eq!(keys, asked, "{language}/{file}");
        }
    }
}

#[test]
fn languages_have_the_same_placeholders_and_the_same_code() {
    let english = texts("en");
    complain(|_, key, text| {
        let (ours, theirs) = (placeholders(text), placeholders(&english[key]));
        (ours != theirs).then(|| format!("placeholders {ours:?}, in English {theirs:?}"))
    });
    complain(|_, key, text| {
        let (ours, theirs) = (code_spans(text), code_spans(&english[key]));
        (ours != theirs).then(|| format!("code {ours:?}, in English {theirs:?}"))
    });
}

#[test]
fn texts_are_whole_and_clean() {
    complain(|_, key, text| {
        let prose: String = pieces(text)
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Plain(text) | Piece::Emphasis(text) => Some(text),
                Piece::Code(_) => None,
            })
            .collect();
        // What stands in drawings is drawn as it is.
        let is_label = key.starts_with("wire.") || Variant::ALL.iter().any(|way| way.name_key() == key);
        if text.trim().is_empty() {
            Some("empty".to_owned())
        } else if text.trim() != text || text.contains("  ") {
            Some("stray spaces".to_owned())
        } else if text.matches('`').count() % 2 == 1 {
            Some("a backtick is not closed".to_owned())
        } else if is_label && text.contains('`') {
            Some("markup in a label".to_owned())
        } else if !is_label && prose.contains(['*', '`']) {
            Some("a mark that marks nothing".to_owned())
        } else if prose.contains(['<', '>', '&']) {
            Some("HTML".to_owned())
        } else {
            None
        }
    });
}

/// Where English ends a sentence, so do the others, and nowhere else.
#[test]
fn sentences_end_alike() {
    let english = texts("en");
    complain(|language, key, text| {
        let stop = match language {
            "zh-CN" | "ja" => '。',
            _ => '.',
        };
        // Japanese ends questions with the same mark.
        let is_question = language == "ja" && text.ends_with("か。");
        (english[key].ends_with('.') != text.ends_with(stop) && !is_question).then(|| "ends otherwise".to_owned())
    });
}

#[test]
fn each_language_is_written_in_its_own_letters() {
    let english = texts("en");
    complain(|language, key, text| {
        let is_same = english[key] == text;
        if SAME_EVERYWHERE.contains(&key) {
            return (!is_same).then(|| "meant to be the same everywhere".to_owned());
        }
        let (has_han, has_kana) = (text.contains(is_han), text.contains(is_kana));
        // A pattern, a status code with what the server said, a list of commands: no words of its own.
        let may_lack_words = !placeholders(text).is_empty()
            || !pieces(text)
                .iter()
                .any(|piece| matches!(piece, Piece::Plain(plain) if plain.contains(char::is_alphabetic)));
        match language {
            "en" => (has_han || has_kana).then_some("not English"),
            "zh-CN" if has_kana => Some("Japanese letters"),
            "zh-CN" => (!has_han && !may_lack_words).then_some("not Chinese"),
            "ja" => (!has_han && !has_kana && !may_lack_words).then_some("not Japanese"),
            _ if has_han || has_kana => Some("not Portuguese"),
            _ => (is_same && !may_lack_words && !SAME_IN_PORTUGUESE.contains(&key)).then_some("still English"),
        }
        .map(str::to_owned)
    });
}

/// Chinese keeps a space between its own letters and Latin ones, as the localised Kubernetes documentation does;
/// Japanese keeps none.
#[test]
fn letters_of_two_scripts_keep_their_distance() {
    complain(|language, _, text| {
        let letters: Vec<char> = text.chars().collect();
        let is_own = |letter: char| is_han(letter) || is_kana(letter) || letter == 'ー';
        let is_latin = |letter: char| letter.is_ascii_alphanumeric() || letter == '`';
        match language {
            "zh-CN" => letters
                .windows(2)
                .any(|pair| (is_own(pair[0]) && is_latin(pair[1])) || (is_latin(pair[0]) && is_own(pair[1])))
                .then(|| "no space between two scripts".to_owned()),
            "ja" => letters
                .windows(3)
                .any(|three| {
                    three[1] == ' '
                        && ((is_own(three[0]) && is_latin(three[2])) || (is_latin(three[0]) && is_own(three[2])))
                })
                .then(|| "a space between two scripts".to_owned()),
            _ => None,
        }
    });
}

/// Words that the localised documentation has given up, or uses for something else.
#[test]
fn terms_are_those_of_the_glossary() {
    complain(|language, _, text| {
        let given_up: &[&str] = match language {
            "en" => &["master", "apiserver", "SSL", "simply", "just "],
            "zh-CN" => &["命名空间", "授权", "选择器", "帐号", "容器组", "终结", "pod", "反代"],
            "ja" => &[
                "ネームスペース",
                "承認",
                "コントロールプレイン",
                "クレデンシャル",
                "サーバ ",
                "ブラウザで",
            ],
            _ => &[
                "apiserver",
                "balanceador de cargas",
                "requisito",
                "subrecurso",
                "plano de controle",
                "pods ",
                "solicitação",
            ],
        };
        let prose = pieces(text).into_iter().filter_map(|piece| match piece {
            Piece::Plain(text) | Piece::Emphasis(text) => Some(text),
            Piece::Code(_) => None,
        });
        let prose: String = prose.collect();
        given_up
            .iter()
            .find(|word| prose.contains(**word))
            .map(|word| format!("“{word}”"))
    });
}

/// In the narrowest column of a wide drawing, a label takes few lines, and no word is torn.
#[test]
fn labels_are_short() {
    const NARROWEST: i32 = 122;
    complain(|_, key, text| {
        let is_label = key.starts_with("wire.") && !key.starts_with("wire.telling.");
        if !is_label {
            return None;
        }
        let lines = wrap(text, Role::Note, NARROWEST).len();
        let torn = text
            .split(' ')
            .find(|word| word.is_ascii() && !word.starts_with("--") && measure(word, Role::Note) > NARROWEST);
        match torn {
            Some(word) => Some(format!("“{word}” is too long")),
            None => (lines > 4).then(|| format!("{lines} lines")),
        }
    });
}

#[test]
fn every_drawing_is_captioned_and_told_in_every_language() {
    for language in LANGUAGES {
        let prose = prose(language);
        let variants = Variant::ALL.iter().map(|it| (format!("{it:?}"), it.way()));
        let accesses = Access::ALL.iter().map(|it| (format!("{it:?}"), it.way()));
        for (variant, way) in variants.chain(accesses) {
            let captions = captions(&way, &prose);
            let told = tell(&way, &prose);
            assert_eq!(told.len(), way.hops.len());
            let all = captions
                .stops
                .iter()
                .chain(&captions.hops)
                .chain(&captions.spans)
                .chain(&told);
            for line in all.flat_map(|caption| caption.notes.iter().chain([&caption.title])) {
                assert!(
                    !line.starts_with("wire.") && !line.contains(['{', '}']),
                    "{language} {variant:?}: {line}"
                );
            }
            // What the drawing says, the words say too.
            let words: Vec<&String> = told.iter().flat_map(|hop| &hop.notes).collect();
            for note in captions.stops.iter().flat_map(|stop| &stop.notes) {
                assert!(
                    words.iter().any(|line| line.ends_with(note.as_str())),
                    "{language} {variant:?}: {note}"
                );
            }
            for span in &captions.spans {
                assert!(words.contains(&&span.title), "{language} {variant:?}: {}", span.title);
            }
            for width in [300, 358, 700, 1100] {
                let plan = lay_out(&way, &captions, width);
                assert!(
                    plan.height < 900,
                    "{language} {variant:?} at {width} px is {} px high",
                    plan.height
                );
            }
        }
    }
}

/// Where each of the 74 things to teach stands: `tests/browser` opens the addresses.
#[test]
fn the_table_of_what_has_to_be_taught_is_whole() {
    let table = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/coverage.md")).unwrap();
    let english = texts("en");
    let mut rows = BTreeSet::new();
    for line in table.lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let ["", row, what, address, key, ""] = cells.as_slice() else {
            continue;
        };
        let Ok(row) = row.parse::<u8>() else { continue };
        rows.insert(row);
        assert!(!what.is_empty(), "row {row} says nothing");
        let address = address.trim_matches('`');
        let route = Route::parse(address);
        assert!(
            !matches!(route, Route::Unknown(..) | Route::Start),
            "row {row}: {address}"
        );
        assert_eq!(route.address(), address, "row {row}");
        assert!(english.contains_key(key.trim_matches('`')), "row {row}: {key}");
    }
    assert_eq!(rows, (1..=74).collect());
}
