//! What a request asks for in words that every library has: a list, a watch, an object, a log; and its options.

mod aim;
mod method;
mod setting;

pub(super) use aim::{Action, Aim, Catalogue, Objects, Representation};
pub(super) use method::{MethodName, capitalised, snake};
pub(super) use setting::{Setting, Value};

use super::{Connection, Form, Knowledge, Language, Program, Reason, Shortfall, Snippet, Span, literal, release};
use crate::{
    dialect::spelling::{normal, path_spans, spans},
    kube::{gvk::GroupVersion, operation::Operation, path::Part, request::ApiRequest},
};

/// A request, as a library sees it.
pub(super) struct Plan<'a> {
    /// The language, for its literals and its library's release.
    pub language: Language,
    /// The request.
    pub request: &'a ApiRequest,
    /// What its path names.
    pub aim: Aim,
    /// Which of the representations that libraries have calls for is wanted.
    pub representation: Representation,
    /// What the generated libraries call it, if they have it.
    pub method: Result<MethodName, Reason>,
    /// The query, as far as its values are what the API says.
    settings: Vec<Setting>,
    /// Query parameters whose values are not.
    broken: Vec<String>,
    /// The query parameters that OpenAPI and the library's release know.
    described: Vec<String>,
    /// Where a proxy is.
    pub proxy: &'a str,
}

/// What belongs to a language's program beside its code.
pub(super) struct Setup {
    /// What brings in the library.
    pub install: Vec<String>,
    /// The name of the file.
    pub file: &'static str,
    /// How it connects.
    pub connection: Connection,
}

impl<'a> Plan<'a> {
    /// Plans a request.
    pub fn new(language: Language, request: &'a ApiRequest, knowledge: &Knowledge<'a>) -> Self {
        let aim = Aim::of(request, knowledge);
        let minor = language.library().kubernetes;
        let method = method::of(&aim, knowledge.operation, minor);
        let (settings, broken) = setting::read(request, &aim);
        let described = knowledge
            .operation
            .into_iter()
            .flat_map(Operation::query_parameters)
            .filter(|name| release::has_parameter(minor, name))
            .map(str::to_owned)
            .collect();
        Self {
            language,
            request,
            aim,
            representation: Representation::of(request),
            method,
            settings,
            broken,
            described,
            proxy: knowledge.proxy,
        }
    }

    /// Why the library has no types for the resource, or nothing if it has.
    pub fn untyped(&self) -> Option<Reason> {
        let minor = self.language.library().kubernetes;
        match &self.aim {
            Aim::Objects(objects, action) => method::untyped(minor, objects, action),
            Aim::Catalogue(_) => None,
            Aim::Other => Some(Reason::NotAResource),
        }
    }

    /// The options that a call knows, and what it leaves out.
    pub fn options(&self, has: impl Fn(&str) -> bool) -> (Vec<&Setting>, Vec<Shortfall>) {
        let (known, unknown): (Vec<&Setting>, Vec<&Setting>) =
            self.settings.iter().partition(|setting| has(&setting.name));
        let left_out = unknown.into_iter().map(|setting| &setting.name).chain(&self.broken);
        let shortfalls = left_out.cloned().map(Shortfall::Parameter).collect();
        (known, shortfalls)
    }

    /// The options that OpenAPI and the library's release know, as far as they work.
    pub fn described_options(&self, works: impl Fn(&str) -> bool) -> (Vec<&Setting>, Vec<Shortfall>) {
        self.options(|name| works(name) && self.described.iter().any(|known| known == name))
    }

    /// The user to impersonate.
    pub fn user(&self) -> Option<&str> {
        self.request.head.impersonate_user.as_deref()
    }

    /// The groups to impersonate.
    pub fn groups(&self) -> &[String] {
        &self.request.head.impersonate_groups
    }

    /// Whether somebody is impersonated.
    pub fn impersonates(&self) -> bool {
        self.user().is_some() || !self.groups().is_empty()
    }

    /// What impersonation of groups lacks, for a library that sends so many of them.
    pub fn group_shortfalls(&self, capacity: usize) -> Vec<Shortfall> {
        let groups = self.groups().len();
        let mut shortfalls = Vec::new();
        if groups > capacity {
            shortfalls.push(if capacity == 0 {
                Shortfall::NoGroups
            } else {
                Shortfall::OneGroup
            });
        }
        if groups > 0 && self.user().is_none() {
            shortfalls.push(Shortfall::GroupsNeedUser);
        }
        shortfalls
    }

    /// A literal in the colour of a part.
    pub fn literal(&self, part: Part, text: &str) -> Vec<Span> {
        literal::string(self.language, part, text)
    }

    /// Path and query as they go over the wire, as one literal.
    pub fn wire(&self) -> Vec<Span> {
        literal::pieces(self.language, spans(self.request))
    }

    /// The same without the leading slash.
    pub fn wire_without_slash(&self) -> Vec<Span> {
        literal::pieces(self.language, spans(self.request).into_iter().skip(1).collect())
    }

    /// The path alone, as it goes over the wire, as one literal.
    pub fn wire_path(&self) -> Vec<Span> {
        literal::pieces(self.language, path_spans(&normal(self.request).path))
    }

    /// The query as it goes over the wire, `?` included; empty if there is none.
    pub fn query_on_wire(&self) -> String {
        let query = normal(self.request).query;
        if query.is_empty() {
            String::new()
        } else {
            format!("?{}", query.spell())
        }
    }

    /// A group and version as one literal.
    pub fn api_version(&self, group_version: &GroupVersion) -> Vec<Span> {
        let mut pieces = Vec::new();
        if !group_version.group.is_empty() {
            pieces.push(Span::of(Part::Group, group_version.group.as_str()));
            pieces.push(Span::plain("/"));
        }
        pieces.push(Span::of(Part::Version, group_version.version.as_str()));
        literal::pieces(self.language, pieces)
    }

    /// The `Accept` that stands in the address, as a literal.
    pub fn accept(&self) -> Option<Vec<Span>> {
        let (_, value) = self.headers().into_iter().find(|(name, _)| *name == "Accept")?;
        Some(literal::plain(self.language, &value))
    }

    /// The headers that stand in the address, `Accept` first, as a header may carry them.
    pub fn headers(&self) -> Vec<(&'static str, String)> {
        let head = &self.request.head;
        let accept = head.accept.iter().map(|value| ("Accept", value));
        let user = head.impersonate_user.iter().map(|value| ("Impersonate-User", value));
        let groups = head.impersonate_groups.iter().map(|value| ("Impersonate-Group", value));
        accept
            .chain(user)
            .chain(groups)
            .map(|(name, value)| (name, value.replace(char::is_control, "\u{fffd}")))
            .collect()
    }

    /// A finished program.
    pub fn program(&self, form: Form, setup: Setup, code: Snippet, mut shortfalls: Vec<Shortfall>) -> Program {
        let is_read = match form {
            Form::Raw => true,
            Form::Dynamic(Reason::MetadataOnly) => self.representation == Representation::Metadata,
            Form::Typed | Form::Dynamic(_) => self.representation == Representation::Whole,
        };
        if !is_read {
            shortfalls.push(Shortfall::Accept);
        }
        Program {
            form,
            install: setup.install,
            file: setup.file,
            code,
            shortfalls,
            connection: setup.connection,
        }
    }
}

#[cfg(test)]
mod tests;
