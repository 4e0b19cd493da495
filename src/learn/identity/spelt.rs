//! How the parts of roles and bindings are spelt in a line: as the API spells them, in every language.

use serde_json::json;

use crate::{
    kube::rbac::{
        decision::BindingName,
        object::{PolicyRule, Subject},
    },
    text::document::Document,
};

/// How many of a binding's subjects are named.
const MOST_SUBJECTS: usize = 5;

/// An API group as rules spell it: the core group is an empty text.
pub(super) fn group(group: &str) -> String {
    if group.is_empty() {
        "\"\"".to_owned()
    } else {
        group.to_owned()
    }
}

/// A subject as a reader calls it, such as `Group system:authenticated`.
pub(super) fn subject_text(subject: &Subject, binding: &BindingName) -> String {
    match subject {
        Subject::User(name) => format!("User {name}"),
        Subject::Group(name) => format!("Group {name}"),
        Subject::ServiceAccount { namespace, name } => match namespace.as_deref().or(binding.namespace.as_deref()) {
            Some(namespace) => format!("ServiceAccount {namespace}/{name}"),
            None => format!("ServiceAccount {name}"),
        },
        Subject::Other { kind, name } => format!("{kind} {name}"),
    }
}

/// Several subjects, and how many more there are.
pub(super) fn subjects_text(subjects: &[Subject], binding: &BindingName) -> String {
    let named: Vec<String> = subjects
        .iter()
        .take(MOST_SUBJECTS)
        .map(|subject| subject_text(subject, binding))
        .collect();
    let more = subjects.len().saturating_sub(named.len());
    let rest = if more > 0 { format!(", +{more}") } else { String::new() };
    format!("{}{rest}", named.join(", "))
}

/// A rule as it stands in a role.
pub(super) fn rule_yaml(rule: &PolicyRule) -> String {
    let mut yaml = json!({ "verbs": rule.verbs });
    for (key, values) in [
        ("apiGroups", &rule.api_groups),
        ("nonResourceURLs", &rule.non_resource_urls),
        ("resourceNames", &rule.resource_names),
        ("resources", &rule.resources),
    ] {
        if !values.is_empty()
            && let Some(fields) = yaml.as_object_mut()
        {
            fields.insert(key.to_owned(), json!(values));
        }
    }
    Document::yaml(&json!([yaml])).text()
}

/// Entries of a rule, one after the other.
pub(super) fn listed(values: &[String]) -> String {
    let spelt: Vec<String> = values.iter().map(|value| group(value)).collect();
    spelt.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_subjects_are_counted() {
        let binding = BindingName {
            namespace: Some("shop".into()),
            name: "b".into(),
        };
        let account = Subject::ServiceAccount {
            namespace: None,
            name: "till".into(),
        };
        assert_eq!(subject_text(&account, &binding), "ServiceAccount shop/till");
        let users: Vec<Subject> = (0..7).map(|index| Subject::User(format!("u{index}"))).collect();
        assert_eq!(
            subjects_text(&users, &binding),
            "User u0, User u1, User u2, User u3, User u4, +2"
        );
    }

    #[test]
    fn the_core_group_is_an_empty_text() {
        assert_eq!([group(""), group("apps")], ["\"\"", "apps"]);
        assert_eq!(listed(&[String::new(), "apps".to_owned()]), "\"\", apps");
    }

    #[test]
    fn a_rule_is_spelt_without_what_it_does_not_say() {
        let rule = PolicyRule {
            verbs: vec!["*".into()],
            non_resource_urls: vec!["/livez".into()],
            ..PolicyRule::default()
        };
        assert_eq!(rule_yaml(&rule), "- nonResourceURLs:\n  - /livez\n  verbs:\n  - '*'\n");
    }
}
