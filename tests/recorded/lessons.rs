//! Every lesson can be followed from start to end on the recorded cluster, in every language.

use std::{collections::BTreeSet, sync::LazyLock};

use deckprism::{
    kube::{answer::Answer, request::ApiRequest},
    learn::lesson::{
        question::Wording,
        step::{Reading, Shown, Step, Unfit, Until},
        subject::Subject,
        words::lesson_keys,
    },
    recording::Recording,
    wire::prose::Prose,
};

use crate::{answer, files::recording};

const PROSE: [(&str, &str); 4] = [
    ("en", include_str!("../../prose/en/lessons.json")),
    ("zh-CN", include_str!("../../prose/zh-CN/lessons.json")),
    ("ja", include_str!("../../prose/ja/lessons.json")),
    ("pt-BR", include_str!("../../prose/pt-BR/lessons.json")),
];

static RECORDING: LazyLock<Recording> = LazyLock::new(recording);

/// A step as far as its answer, as a page goes through it.
struct Followed {
    step: &'static Step,
    subject: Subject,
    answer: Answer,
}

fn follow(step: &'static Step) -> Followed {
    let ask =
        |request: &ApiRequest| answer(&RECORDING, request).unwrap_or_else(|failure| panic!("{}: {failure}", step.id));
    let requests = step.requests(None);
    let heard: Vec<Answer> = requests.iter().map(ask).collect();
    let subject = step.find(requests.iter().zip(&heard));
    let subject = subject.unwrap_or_else(|| panic!("{} finds nothing", step.id));
    let request = step.request(&subject).unwrap();
    let answer = ask(&request);
    Followed { step, subject, answer }
}

impl Followed {
    fn named(lesson: &str, step: &str) -> Self {
        follow(Step::find_by_name(lesson, step).unwrap())
    }

    fn read(&self, answer: &Answer) -> Reading {
        self.step.read(&self.subject, answer, true)
    }

    fn shown(&self, answer: &Answer) -> Shown {
        match self.read(answer) {
            Reading::Ready(shown) => *shown,
            other => panic!("{}: {other:?}", self.step.id),
        }
    }
}

#[test]
fn every_step_finds_sends_shows_and_asks() {
    for followed in Step::all().map(follow) {
        let (step, shown) = (followed.step, followed.shown(&followed.answer));
        let prediction = step.prediction(&followed.subject);
        assert!((2..=4).contains(&prediction.options.len()), "{}", step.id);
        assert!(shown.outcome.came_true < prediction.options.len(), "{}", step.id);
        assert_eq!(
            shown.marks.len(),
            step.count_of_marks(),
            "{}: {:?}",
            step.id,
            shown.marks
        );
        assert!(shown.marks.iter().all(|mark| !mark.value.is_empty()), "{}", step.id);
        let check = shown.check;
        assert!((2..=4).contains(&check.choices.len()), "{}", step.id);
        let right: Vec<usize> = (0..check.choices.len())
            .filter(|choice| check.is_right(*choice))
            .collect();
        assert_eq!(right, [check.right()], "{}", step.id);
        for (at, choice) in check.choices.iter().enumerate() {
            assert!(
                !check.choices[at + 1..].contains(choice),
                "{}: {choice:?} twice",
                step.id
            );
        }
    }
}

#[test]
fn the_right_choice_stands_at_every_place() {
    let places: BTreeSet<usize> = Step::all()
        .map(follow)
        .map(|followed| followed.shown(&followed.answer).check.right())
        .collect();
    assert_eq!(places, BTreeSet::from([0, 1, 2, 3]));
}

/// The answer decides, not the step.
#[test]
fn another_answer_makes_another_choice_right() {
    for (lesson, step, from, to) in [
        ("answer", "version", "v1.36.3", "v1.99.0"),
        ("discovery", "versions", "\"v2\"},", "\"v9\"},"),
        ("objects", "list", "PodList", "PeaList"),
        ("errors", "object", "NotFound", "Vanished"),
        ("identity", "pods", "cannot list", "cannot watch"),
        ("watch", "expired", "\"code\":410", "\"code\":409"),
    ] {
        let followed = Followed::named(lesson, step);
        let right = |answer: &Answer| {
            let check = followed.shown(answer).check;
            check.choices[check.right()].clone()
        };
        let body = String::from_utf8(followed.answer.body.clone()).unwrap();
        let other = Answer {
            body: body
                .replace(from, to)
                .replace("\"version\":\"v2\"}}", "\"version\":\"v9\"}}")
                .into_bytes(),
            ..followed.answer.clone()
        };
        assert_ne!(right(&followed.answer), right(&other), "{lesson}/{step}");
    }
}

#[test]
fn every_text_is_there_and_filled_in_every_language() {
    let prose = PROSE.map(|(language, json)| (language, Prose::from_json(json.as_bytes()).unwrap()));
    for followed in Step::all().map(follow) {
        let (step, subject) = (followed.step, &followed.subject);
        let shown = followed.shown(&followed.answer);
        let prediction = step.prediction(subject);
        let check = &shown.check;
        let words = check.choices.iter().filter_map(|choice| match choice {
            Wording::Prose(text) => Some(text),
            Wording::Verbatim(_) => None,
        });
        let before = step.before(subject);
        let texts = [&before, &prediction.question, &shown.outcome.told, &check.question]
            .into_iter()
            .chain(&prediction.options)
            .chain(shown.marks.iter().map(|mark| &mark.words))
            .chain(words)
            .chain([check.feedback(check.right()), check.feedback(usize::MAX)]);
        for text in texts {
            for (language, prose) in &prose {
                let said = text.say(prose);
                let is_whole = said != text.key && !said.contains(['{', '}']);
                assert!(is_whole, "{language} {}: {said}", text.key);
            }
        }
    }
}

#[test]
fn a_wrong_choice_is_not_told_the_right_one() {
    let prose = PROSE.map(|(_, json)| Prose::from_json(json.as_bytes()).unwrap());
    for step in Step::all() {
        let key = format!("lesson.{}.check.wrong", step.id.replace('/', "."));
        assert!(prose.iter().all(|prose| !prose.get(&key).contains("{right}")), "{key}");
    }
}

#[test]
fn every_key_is_in_every_file_and_asked_for() {
    let asked: BTreeSet<String> = lesson_keys().into_iter().collect();
    for (language, json) in PROSE {
        let prose = Prose::from_json(json.as_bytes()).unwrap();
        let there: BTreeSet<String> = prose.keys().map(str::to_owned).collect();
        assert_eq!(there, asked, "{language}");
    }
}

#[test]
fn a_watch_is_read_line_by_line() {
    for (name, until, wanted, nth) in [
        ("events", Until::Changes(2), "\"MODIFIED\"", 1),
        ("bookmark", Until::Bookmark, "\"BOOKMARK\"", 0),
    ] {
        let followed = Followed::named("watch", name);
        let lines: Vec<&[u8]> = followed.answer.body.split_inclusive(|byte| *byte == b'\n').collect();
        let so_far = |count: usize| Answer {
            body: lines[..count].concat(),
            ..followed.answer.clone()
        };
        let read = |count: usize, is_over: bool| followed.step.read(&followed.subject, &so_far(count), is_over);
        assert_eq!(read(0, false), Reading::Waiting { events: 0, until });
        assert_eq!(read(1, false), Reading::Waiting { events: 1, until });
        assert_eq!(read(1, true), Reading::Unfit(Unfit::Ended));
        // Half a line is no event yet.
        let half = Answer {
            body: [lines[0], &lines[1][..lines[1].len() / 2]].concat(),
            ..followed.answer.clone()
        };
        let reading = followed.step.read(&followed.subject, &half, false);
        assert_eq!(reading, Reading::Waiting { events: 1, until });
        let is_wanted = |line: &&[u8]| String::from_utf8_lossy(line).contains(wanted);
        let (last, _) = lines
            .iter()
            .enumerate()
            .filter(|(_, line)| is_wanted(line))
            .nth(nth)
            .unwrap();
        let enough = (0..=lines.len()).find(|count| matches!(read(*count, false), Reading::Ready(_)));
        assert_eq!(enough, Some(last + 1), "{name}");
        assert_eq!(read(last + 1, false), read(lines.len(), true), "{name}");
    }
}

#[test]
fn a_refusal_where_a_list_was_due_is_unfit() {
    let refusal = Followed::named("identity", "pods").answer;
    for (lesson, step) in [
        ("objects", "table"),
        ("asking", "chunks"),
        ("watch", "events"),
        ("way", "log"),
    ] {
        let reading = Followed::named(lesson, step).read(&refusal);
        assert_eq!(reading, Reading::Unfit(Unfit::Refused), "{lesson}/{step}");
    }
    let missing = Followed::named("errors", "object").answer;
    let reading = Followed::named("objects", "job").read(&missing);
    assert_eq!(reading, Reading::Unfit(Unfit::Missing));
    let version = Followed::named("answer", "version").answer;
    let reading = Followed::named("objects", "job").read(&version);
    assert_eq!(reading, Reading::Unfit(Unfit::Beside));
}

/// How each step ends, and which choice is right there, as far as it is the same in every recording of that world.
#[test]
fn the_right_choices_are_those_of_the_recorded_cluster() {
    let version = RECORDING.git_version();
    for (lesson, step, came_true, right) in [
        ("answer", "version", "json", version),
        ("answer", "api", "one", "api.example.test:"),
        ("answer", "health", "lines", "Audit-Id"),
        ("discovery", "root", "more", "/apis/batch/v1"),
        ("discovery", "versions", "first", "v2"),
        ("discovery", "resources", "three", "jobs/status"),
        ("discovery", "core", "bare", "nodes"),
        ("objects", "table", "table", "Running"),
        ("objects", "list", "large", "PodList"),
        ("objects", "job", "hidden", "Complete"),
        ("objects", "metadata", "uid", "ReplicaSet hello-"),
        ("asking", "labels", "some", "3"),
        ("asking", "chunks", "token", "5"),
        ("asking", "yaml", "yaml", "kind: Job"),
        ("errors", "object", "status", "NotFound"),
        ("errors", "group", "text", "server"),
        ("errors", "selector", "refused", "spec.foo"),
        ("errors", "deprecated", "warned", "discovery.k8s.io/v1 EndpointSlice"),
        ("identity", "anonymous", "forbidden", "system:anonymous"),
        (
            "identity",
            "account",
            "forbidden",
            "system:serviceaccount:default:default",
        ),
        ("identity", "discovery", "allowed", "known"),
        ("identity", "pods", "forbidden", "list"),
        ("way", "filter", "proxy", "proxy"),
        ("way", "log", "text", "container"),
        ("way", "aggregated", "two", "fischers"),
        ("way", "unavailable", "unavailable", "server"),
        ("inside", "service", "without", "10.96.0.1"),
        ("inside", "endpoints", "other", "192.0.2.10:"),
        ("inside", "ca", "certificate", "verify"),
        ("inside", "mount", "requested", "3607"),
        ("watch", "events", "modified", ""),
        ("watch", "bookmark", "version", ""),
        ("watch", "expired", "event", "410"),
    ] {
        let followed = Followed::named(lesson, step);
        let Shown { outcome, check, .. } = followed.shown(&followed.answer);
        let last = |key: &str| key.rsplit('.').next().unwrap().to_owned();
        let chosen = match &check.choices[check.right()] {
            Wording::Verbatim(value) => value.clone(),
            Wording::Prose(text) => last(&text.key),
        };
        let option = &followed.step.prediction(&followed.subject).options[outcome.came_true];
        assert_eq!(last(&option.key), came_true, "{}", followed.step.id);
        assert!(chosen.starts_with(right), "{}: {chosen}", followed.step.id);
    }
}
