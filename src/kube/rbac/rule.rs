//! Whether one rule allows a request, and what alone keeps it from doing so.
//!
//! Source: kubernetes `plugin/pkg/auth/authorizer/rbac/rbac.go`, `RuleAllows`, and
//! `pkg/apis/rbac/v1/evaluation_helpers.go`.

use super::{
    attributes::{Attributes, ResourceAttributes},
    object::PolicyRule,
};

/// The one thing in which a request differs from what a rule allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Difference {
    /// The rule has other verbs.
    Verb,
    /// The rule is for objects of other names; a list without a name is not among them.
    ResourceName,
    /// The rule is for the resource itself or for other subresources.
    Subresource,
    /// The rule is for a resource of the same name in other API groups.
    ApiGroup,
    /// The rule is for other paths.
    Path,
}

impl PolicyRule {
    /// Whether this rule allows what a request asks for.
    pub fn allows(&self, attributes: &Attributes) -> bool {
        match attributes {
            Attributes::Resource(resource) => {
                self.has_verb(&resource.verb)
                    && self.has_group(resource)
                    && self.has_resource(resource)
                    && self.has_name(resource)
            }
            Attributes::NonResource { verb, path } => self.has_verb(verb) && self.has_path(path),
        }
    }

    /// What alone keeps this rule from allowing a request; `None` if nothing does, or more than one thing.
    pub fn only_difference(&self, attributes: &Attributes) -> Option<Difference> {
        let mut differences = match attributes {
            Attributes::Resource(resource) => vec![
                (Difference::Verb, self.has_verb(&resource.verb)),
                (Difference::ApiGroup, self.has_group(resource)),
                (Difference::ResourceName, self.has_name(resource)),
            ],
            Attributes::NonResource { verb, .. } => vec![(Difference::Verb, self.has_verb(verb))],
        };
        match attributes {
            Attributes::Resource(resource) if self.has_relative(resource) => {
                differences.push((Difference::Subresource, self.has_resource(resource)));
            }
            Attributes::NonResource { path, .. } if !self.non_resource_urls.is_empty() => {
                differences.push((Difference::Path, self.has_path(path)));
            }
            _ => return None,
        }
        let mut differences = differences
            .into_iter()
            .filter_map(|(difference, is_same)| (!is_same).then_some(difference));
        differences.next().filter(|_| differences.next().is_none())
    }

    fn has_verb(&self, verb: &str) -> bool {
        has(&self.verbs, verb)
    }

    fn has_group(&self, resource: &ResourceAttributes) -> bool {
        has(&self.api_groups, &resource.group)
    }

    /// `pods/*` is no pattern: it is for a subresource of that very name, which does not exist.
    fn has_resource(&self, resource: &ResourceAttributes) -> bool {
        let combined = resource.combined_resource();
        let of_any = resource.subresource.as_ref().map(|name| format!("*/{name}"));
        has(&self.resources, &combined) || of_any.is_some_and(|of_any| self.resources.contains(&of_any))
    }

    /// Whether the rule is for this resource or any subresource of it.
    fn has_relative(&self, resource: &ResourceAttributes) -> bool {
        self.has_resource(resource)
            || self
                .resources
                .iter()
                .any(|own| own.split_once('/').map_or(own.as_str(), |(parent, _)| parent) == resource.resource)
    }

    fn has_name(&self, resource: &ResourceAttributes) -> bool {
        let name = resource.name.as_deref().unwrap_or_default();
        self.resource_names.is_empty() || self.resource_names.iter().any(|own| own == name)
    }

    fn has_path(&self, path: &str) -> bool {
        self.non_resource_urls
            .iter()
            .any(|own| own == path || own == "*" || own.ends_with('*') && path.starts_with(own.trim_end_matches('*')))
    }
}

/// Whether a list has this entry or the one that stands for all.
fn has(list: &[String], wanted: &str) -> bool {
    list.iter().any(|entry| entry == "*" || entry == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(' ')
            .filter(|word| *word != "-")
            .map(|word| if word == "core" { "" } else { word }.to_owned())
            .collect()
    }

    fn rule(verbs: &str, groups: &str, resources: &str, names: &str) -> PolicyRule {
        PolicyRule {
            verbs: words(verbs),
            api_groups: words(groups),
            resources: words(resources),
            resource_names: words(names),
            non_resource_urls: Vec::new(),
        }
    }

    /// `verb group resource[/subresource] name`
    fn asks(text: &str) -> Attributes {
        let words: Vec<&str> = text.split(' ').collect();
        let (resource, subresource) = match words[2].split_once('/') {
            Some((resource, subresource)) => (resource, Some(subresource.to_owned())),
            None => (words[2], None),
        };
        Attributes::Resource(ResourceAttributes {
            verb: words[0].into(),
            group: words[1].replace("core", ""),
            resource: resource.into(),
            subresource,
            namespace: Some("ns".into()),
            name: words.get(3).map(|name| (*name).to_owned()),
        })
    }

    fn get(path: &str) -> Attributes {
        Attributes::NonResource {
            verb: "get".into(),
            path: path.into(),
        }
    }

    #[test]
    fn rules_allow_what_they_name() {
        for (rule, asked, is_allowed) in [
            (rule("get list", "core", "pods", "-"), "get core pods a", true),
            (rule("get list", "core", "pods", "-"), "watch core pods", false),
            (rule("*", "core", "pods", "-"), "impersonate core pods", true),
            (rule("get", "apps", "pods", "-"), "get core pods a", false),
            (rule("get", "*", "pods", "-"), "get any pods a", true),
            (rule("get", "core", "*", "-"), "get core pods/log a", true),
            (rule("get", "core", "pods", "-"), "get core pods/log a", false),
            (rule("get", "core", "pods/log", "-"), "get core pods/log a", true),
            (rule("get", "core", "pods/log", "-"), "get core pods a", false),
            (rule("get", "core", "pods/*", "-"), "get core pods/log a", false),
            (rule("get", "core", "pods/*", "-"), "get core pods a", false),
            (rule("get", "core", "*/log", "-"), "get core pods/log a", true),
            (rule("get", "core", "*/log", "-"), "get core pods/xlog a", false),
            (rule("get", "core", "*/log", "-"), "get core pods a", false),
            (rule("get", "core", "po*", "-"), "get core pods a", false),
            (rule("get", "core", "pods", "a b"), "get core pods b", true),
            (rule("get", "core", "pods", "a b"), "get core pods c", false),
            (rule("get", "core", "pods", "*"), "get core pods c", false),
            (rule("list", "core", "pods", "a"), "list core pods", false),
            (rule("list", "core", "pods", "a"), "list core pods a", true),
            (rule("-", "core", "pods", "-"), "get core pods", false),
            (rule("get", "-", "pods", "-"), "get core pods", false),
            (rule("get", "core", "-", "-"), "get core pods", false),
        ] {
            assert_eq!(rule.allows(&asks(asked)), is_allowed, "{rule:?} {asked}");
        }
    }

    #[test]
    fn paths_are_allowed_by_name_or_beginning() {
        for (own, path, is_allowed) in [
            ("/version", "/version", true),
            ("/version", "/version/", false),
            ("/api/*", "/api/v1", true),
            ("/api/*", "/api", false),
            ("/api*", "/api", true),
            ("/api**", "/apis/x", true),
            ("*", "/", true),
            ("/*/x", "/a/x", false),
        ] {
            let rule = PolicyRule {
                verbs: words("get"),
                non_resource_urls: words(own),
                ..PolicyRule::default()
            };
            assert_eq!(rule.allows(&get(path)), is_allowed, "{own} {path}");
            assert!(!rule.allows(&asks("get core pods")));
        }
        assert!(!rule("*", "*", "*", "-").allows(&get("/version")));
    }

    #[test]
    fn one_difference_is_told_and_two_are_not() {
        use Difference::{ApiGroup, ResourceName, Subresource, Verb};
        for (rule, asked, difference) in [
            (rule("get", "core", "pods", "-"), "get core pods a", None),
            (rule("get", "core", "pods", "-"), "list core pods", Some(Verb)),
            (rule("get", "apps", "pods", "-"), "get core pods a", Some(ApiGroup)),
            (
                rule("get", "core", "pods", "-"),
                "get core pods/log a",
                Some(Subresource),
            ),
            (
                rule("get", "core", "pods/log", "-"),
                "get core pods a",
                Some(Subresource),
            ),
            (
                rule("get", "core", "pods/*", "-"),
                "get core pods/log a",
                Some(Subresource),
            ),
            (rule("get", "core", "pods", "b"), "get core pods a", Some(ResourceName)),
            (rule("list", "core", "pods", "b"), "list core pods", Some(ResourceName)),
            (rule("get", "core", "pods", "b"), "list core pods", None),
            (rule("get", "core", "nodes", "-"), "get core pods a", None),
        ] {
            assert_eq!(rule.only_difference(&asks(asked)), difference, "{rule:?} {asked}");
        }
        let paths = PolicyRule {
            verbs: words("get"),
            non_resource_urls: words("/livez /readyz"),
            ..PolicyRule::default()
        };
        assert_eq!(paths.only_difference(&get("/")), Some(Difference::Path));
        assert_eq!(paths.only_difference(&get("/livez")), None);
        assert_eq!(rule("get", "core", "pods", "-").only_difference(&get("/")), None);
    }
}
