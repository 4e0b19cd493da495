//! The lens: one GET in the names of several, their answers side by side, and the rules that make the difference.

use std::fmt;

use super::{
    commands::commands,
    difference::{Side, difference},
    explain::Case,
    line::{Ground, Line, Link, Reply},
    persona::Persona,
    rights::rights,
    roles::Roles,
    small::Change,
    sources,
    verdict::{Outcome, Title, Verdict},
    you::{self, Yourself},
};
use crate::{
    kube::{
        path::{ApiPath, Guard},
        rbac::{attributes::Attributes, decision::Decision},
        request::ApiRequest,
    },
    wire::vocabulary::vocabulary,
};

/// What is compared, and what is known of it so far.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The GET of the address.
    pub request: &'a ApiRequest,
    /// In whose names it is asked, in the order of the columns.
    pub personas: &'a [Persona],
    /// Exchanges of this page, oldest first. Those that are asked for here have to be among them with their bodies.
    pub replies: &'a [Reply<'a>],
    /// Whether the recording has an answer to a request, if it stands in for the cluster.
    pub recorded: Option<Recorded<'a>>,
}

/// Whether the recording has an answer to a request.
#[derive(Clone, Copy)]
pub struct Recorded<'a>(pub &'a dyn Fn(&ApiRequest) -> bool);

impl fmt::Debug for Recorded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Recorded")
    }
}

/// All that the lens shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// One for each persona, in their order.
    pub columns: Vec<Column>,
    /// In what the request is asked otherwise than the address says.
    pub changes: Vec<Line>,
    /// What the answers have in common, or what separates them.
    pub difference: Vec<Line>,
    /// How far each list of roles and bindings was read.
    pub lists: Vec<Line>,
    /// The GETs that are still missing to explain the answers: the next chunk of each list.
    pub wanted: Vec<ApiRequest>,
    /// The GETs that would show what is allowed in other namespaces, to be sent at a click.
    pub more: Vec<ApiRequest>,
}

/// One persona and what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// As whom it was asked.
    pub persona: Persona,
    /// The column's heading.
    pub heading: Line,
    /// Who that is to the API server.
    pub about: Vec<Line>,
    /// The request, to be sent, in the form that the recording has if there is one; `None` where it is asked in nobody's
    /// name.
    pub request: Option<ApiRequest>,
    /// The exchange that holds the answer, once there is one.
    pub exchange: Option<u32>,
    /// What the answer comes down to.
    pub outcome: Outcome,
    /// The same in a few words.
    pub title: Line,
    /// What it means.
    pub meaning: Vec<Line>,
    /// Why, by the rules.
    pub why: Vec<Line>,
    /// What it would take to ask in this one's name, where you may not.
    pub rights: Vec<Line>,
    /// How to ask the API server itself.
    pub commands: Vec<Line>,
}

vocabulary! {
    /// As whom a column asks.
    Who under "identity.who" {
        /// You.
        You = "you",
        /// `{user}`: you, by the name that is known.
        YouNamed = "you_named",
        /// Nobody in particular.
        Anonymous = "anonymous",
        /// `{namespace}`, `{name}`.
        ServiceAccount = "service_account",
        /// `{user}`.
        User = "user",
    }
}

vocabulary! {
    /// Who somebody is to the API server. Each variant names its placeholders.
    About under "identity.about" {
        /// The request goes as it is.
        You = "you",
        /// `{user}`: the header that says so.
        Header = "header",
        /// `{groups}`: the groups that the API server takes it to be in.
        Groups = "groups",
        /// What a request without a credential would get if anonymous requests are switched off.
        Anonymous = "anonymous",
        /// A ServiceAccount need not exist.
        ServiceAccount = "service_account",
        /// The groups of a real user may be others.
        User = "user",
        /// The user of a node may get a group more.
        BareNode = "bare_node",
    }
}

impl Scene<'_> {
    /// Compares what has come so far. Called again with every answer.
    pub fn compare(&self) -> Comparison {
        let asked = self
            .personas
            .first()
            .and_then(|persona| persona.asks(self.request).ok());
        let wanted = Attributes::of_get(&self.request.path, &self.request.query);
        let attributes = asked
            .as_ref()
            .and_then(|asked| Attributes::of_get(&asked.request.path, &asked.request.query));
        let attributes = attributes.or_else(|| wanted.clone());
        let roles = Roles::read(attributes.as_ref().and_then(Attributes::namespace), self.replies);
        let yourself = Yourself::read(self.replies, self.recorded.is_some());
        let matter = attributes.as_ref().zip(wanted.as_ref());
        let mut columns = Vec::new();
        let mut sides = Vec::new();
        for persona in self.personas {
            let found = self.found(persona);
            let request = self.sent(persona);
            let column = column(persona, request, matter, &roles, yourself.as_ref(), found);
            sides.push(side(&column, attributes.as_ref(), &roles, yourself.as_ref()));
            columns.push(column);
        }
        Comparison {
            columns,
            changes: changes(asked.map(|asked| asked.changes).unwrap_or_default()),
            difference: difference(&sides, &roles),
            lists: roles.lines(),
            wanted: if matter.is_some() { roles.wanted() } else { Vec::new() },
            more: if matter.is_some() { roles.more() } else { Vec::new() },
        }
    }

    /// The request in somebody's name as it is sent.
    fn sent(&self, persona: &Persona) -> Result<ApiRequest, Guard> {
        let asked = persona.asks(self.request)?.request;
        let recorded = self.recorded.and_then(|Recorded(has)| {
            let mut spellings = persona.spellings(self.request).into_iter();
            spellings.find(has)
        });
        Ok(recorded.unwrap_or(asked))
    }

    /// The newest answer in somebody's name.
    fn found(&self, persona: &Persona) -> Option<(u32, Verdict)> {
        let spellings = persona.spellings(self.request);
        let mut newest = self.replies.iter().rev();
        let reply = newest.find(|reply| spellings.contains(reply.request))?;
        Some((reply.number, Verdict::read(reply.answer, reply.failure)))
    }
}

fn column(
    persona: &Persona,
    request: Result<ApiRequest, Guard>,
    matter: Option<(&Attributes, &Attributes)>,
    roles: &Roles,
    yourself: Option<&Yourself>,
    found: Option<(u32, Verdict)>,
) -> Column {
    let (exchange, verdict) = match (found, &request) {
        (_, Err(guard)) => (None, Some(Verdict::NotSent(*guard))),
        (Some((exchange, verdict)), Ok(_)) => (Some(exchange), Some(verdict)),
        (None, Ok(_)) => (None, None),
    };
    let why = match (matter, persona.identity()) {
        (None, _) => vec![you::undecidable()],
        (Some(matter), None) => you::explain(yourself, matter, roles, (verdict.as_ref(), exchange)),
        (Some((attributes, wanted)), Some(identity)) => Case {
            identity: &identity,
            knows_groups: true,
            attributes,
            wanted,
            roles,
            verdict: verdict.as_ref(),
            exchange,
        }
        .explain(),
    };
    let rights = match (&verdict, matter) {
        (Some(Verdict::MayNotImpersonate(_)), Some((attributes, _))) => rights(persona, attributes),
        _ => Vec::new(),
    };
    Column {
        persona: persona.clone(),
        heading: heading(persona, yourself),
        about: about(persona),
        request: request.ok(),
        exchange,
        outcome: verdict.as_ref().map_or(Outcome::Open, Verdict::outcome),
        title: verdict.as_ref().map_or_else(
            || Line::of(Title::Waiting, Ground::Given),
            |verdict| verdict.title(exchange),
        ),
        meaning: verdict.map(|verdict| verdict.meaning(exchange)).unwrap_or_default(),
        why,
        rights,
        commands: matter.map(|(_, wanted)| commands(persona, wanted)).unwrap_or_default(),
    }
}

fn side(column: &Column, attributes: Option<&Attributes>, roles: &Roles, yourself: Option<&Yourself>) -> Side {
    let identity = match &column.persona {
        Persona::You => yourself.map(Yourself::identity),
        other => other.identity(),
    };
    let decision = identity
        .as_ref()
        .zip(attributes)
        .map(|(identity, attributes)| roles.policy.decide(identity, attributes));
    let is_sure = matches!(decision, Some(Decision::Allowed(_) | Decision::Privileged));
    let is_you = column.persona == Persona::You;
    Side {
        is_you,
        is_known: !is_you || is_sure || yourself.is_some_and(Yourself::knows_groups),
        user: identity.map(|identity| identity.user),
        outcome: column.outcome,
        exchange: column.exchange,
        decision,
    }
}

fn heading(persona: &Persona, yourself: Option<&Yourself>) -> Line {
    match persona {
        Persona::You => match yourself {
            Some(yourself) => Line::of(Who::YouNamed, yourself.exchange.map_or(Ground::Given, Ground::Observed))
                .with("user", &yourself.user),
            None => Line::of(Who::You, Ground::Given),
        },
        Persona::Anonymous => Line::of(Who::Anonymous, Ground::Given),
        Persona::ServiceAccount { namespace, name } => Line::of(Who::ServiceAccount, Ground::Given)
            .with("namespace", namespace)
            .with("name", name)
            .linked(account_link(namespace, name)),
        Persona::User { name, .. } => Line::of(Who::User, Ground::Given).with("user", name),
    }
}

fn account_link(namespace: &str, name: &str) -> Option<Link> {
    let segments = ["api", "v1", "namespaces", namespace, "serviceaccounts", name];
    let path = ApiPath::from_segments(segments).ok()?;
    Some(Link {
        text: format!("ServiceAccount {namespace}/{name}"),
        request: ApiRequest::get(path),
    })
}

fn about(persona: &Persona) -> Vec<Line> {
    let Some(identity) = persona.identity() else {
        return vec![Line::of(About::You, Ground::Given)];
    };
    let (word, source) = match persona {
        Persona::Anonymous => (About::Anonymous, sources::ANONYMOUS),
        Persona::ServiceAccount { .. } => (About::ServiceAccount, sources::ACCOUNT_GROUPS),
        _ => (About::User, sources::IMPERSONATION),
    };
    let mut lines = vec![
        Line::of(About::Header, Ground::Given).with("user", &identity.user),
        Line::of(About::Groups, Ground::Documented(sources::IMPERSONATION)).with("groups", identity.groups.join(", ")),
        Line::of(word, Ground::Documented(source)),
    ];
    if persona.is_bare_node() {
        lines.push(Line::of(
            About::BareNode,
            Ground::Documented(sources::IMPERSONATION_MODES),
        ));
    }
    lines
}

fn changes(changes: Vec<Change>) -> Vec<Line> {
    changes
        .into_iter()
        .map(|change| Line::of(change, Ground::Given))
        .collect()
}

#[cfg(test)]
mod tests;
