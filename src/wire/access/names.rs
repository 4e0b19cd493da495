//! The cluster's own names for the commands: what answers have shown, and examples for the rest.

use crate::{
    kube::{
        path::ApiPath,
        request::{ApiRequest, Head},
    },
    wire::{
        journey::{
            gather::{Exchanged, gather},
            situation::{Seen, ServerVersion},
        },
        vocabulary::vocabulary,
    },
};

pub mod lookup;
mod shapes;

/// Where the Service that stands for the API servers is.
pub const KUBERNETES_SERVICE_PATH: &str = "/api/v1/namespaces/default/services/kubernetes";
/// The user whom nobody has authenticated. Source: apiserver `pkg/authentication/user/user.go`.
pub const ANONYMOUS: &str = "system:anonymous";

/// A name, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named<T> {
    /// The name.
    pub value: T,
    /// The number of the exchange that shows it; none for an example.
    pub exchange: Option<u32>,
}

/// The names that commands are filled with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// A namespace.
    pub namespace: Named<String>,
    /// The `ServiceAccount` of the Pod.
    pub service_account: Named<String>,
    /// A Pod of that namespace, if possible one that runs.
    pub pod: Named<String>,
    /// One of its containers.
    pub container: Named<String>,
    /// A TCP port of that container.
    pub port: Named<u16>,
    /// The volume in which that container finds its token.
    pub volume: Option<Seen<String>>,
    /// The address that kubeadm announces, with its scheme. Kubeconfigs need not have the same.
    pub server: Option<Seen<String>>,
    /// The server's version.
    pub version: Option<Seen<ServerVersion>>,
    /// The address that the API server advertises, without a scheme.
    pub advertised: Option<Seen<String>>,
    /// Where containers find the API server.
    pub service: Option<Seen<ServiceAddress>>,
    /// What `GET /` answered in the name of [`ANONYMOUS`].
    pub anonymous_refusal: Option<Seen<String>>,
    /// What it answered in the name of the `ServiceAccount`.
    pub account_refusal: Option<Seen<String>>,
    /// The request that the commands make, if the reader has one in mind.
    pub asked: Option<ApiRequest>,
}

/// The cluster IP and the port of the Service `kubernetes`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceAddress {
    /// The cluster IP.
    pub ip: String,
    /// The port, 443 as a rule.
    pub port: u16,
}

vocabulary! {
    /// How a name is shown. Each has the placeholder `{value}`.
    NameWord under "ways.name" {
        /// [`Names::namespace`]
        Namespace = "namespace",
        /// [`Names::service_account`]
        ServiceAccount = "service_account",
        /// [`Names::pod`]
        Pod = "pod",
        /// [`Names::container`]
        Container = "container",
        /// [`Names::port`]
        Port = "port",
        /// [`Names::server`]; only if it is known.
        Server = "server",
        /// [`Names::service`]; only if it is known.
        Service = "service",
    }
}

vocabulary! {
    /// What a name rests on.
    Origin under "ways.origin" {
        /// `{exchange}`: the number of the exchange that shows it.
        Seen = "seen",
        /// It is an example.
        Example = "example",
    }
}

impl<T> Named<T> {
    /// A name out of an answer.
    pub fn seen(value: T, exchange: u32) -> Self {
        Self {
            value,
            exchange: Some(exchange),
        }
    }

    /// A name that stands for one.
    pub fn example(value: T) -> Self {
        Self { value, exchange: None }
    }

    /// The key of what it rests on.
    pub fn origin(&self) -> Origin {
        if self.exchange.is_some() {
            Origin::Seen
        } else {
            Origin::Example
        }
    }
}

impl Default for Names {
    /// Examples throughout.
    fn default() -> Self {
        Self::examples(None)
    }
}

impl Names {
    fn examples(namespace: Option<&str>) -> Self {
        let example = |text: &str| Named::example(text.to_owned());
        Self {
            namespace: example(namespace.unwrap_or("default")),
            service_account: example("default"),
            pod: example("web-0"),
            container: example("web"),
            port: Named::example(8080),
            volume: None,
            server: None,
            version: None,
            advertised: None,
            service: None,
            anonymous_refusal: None,
            account_refusal: None,
            asked: None,
        }
    }

    /// The same names, for commands that make this request. One that the console does not send is left aside.
    #[must_use]
    pub fn asking(mut self, request: &ApiRequest) -> Self {
        if request.path.guard().is_none() {
            self.asked = Some(ApiRequest {
                head: Head::default(),
                ..request.clone()
            });
        }
        self
    }

    /// The request that the commands make: the reader's, or the Pods of the namespace.
    pub fn request(&self) -> Option<ApiRequest> {
        self.asked.clone().or_else(|| self.pods_of_namespace())
    }

    /// The Pods of the namespace, not too many.
    pub fn pods_of_namespace(&self) -> Option<ApiRequest> {
        let path = ApiPath::from_segments(["api", "v1", "namespaces", &self.namespace.value, "pods"]).ok()?;
        Some(ApiRequest::get(path).with("limit", "50"))
    }

    /// The name by which the API server knows the `ServiceAccount`.
    ///
    /// Source: apiserver `pkg/authentication/serviceaccount/util.go`.
    pub fn user(&self) -> String {
        format!(
            "system:serviceaccount:{}:{}",
            self.namespace.value, self.service_account.value
        )
    }

    /// The names as they are shown, each with what it rests on.
    pub fn shown(&self) -> Vec<(NameWord, Named<String>)> {
        let of = |seen: &Option<Seen<String>>| seen.clone().map(|seen| Named::seen(seen.value, seen.exchange));
        let port = Named {
            value: self.port.value.to_string(),
            exchange: self.port.exchange,
        };
        let service = self.service.as_ref().map(|seen| {
            let ServiceAddress { ip, port } = &seen.value;
            let text = if ip.contains(':') {
                format!("[{ip}]:{port}")
            } else {
                format!("{ip}:{port}")
            };
            Named::seen(text, seen.exchange)
        });
        let always = [
            (NameWord::Namespace, self.namespace.clone()),
            (NameWord::ServiceAccount, self.service_account.clone()),
            (NameWord::Pod, self.pod.clone()),
            (NameWord::Container, self.container.clone()),
            (NameWord::Port, port),
        ];
        let known = [(NameWord::Server, of(&self.server)), (NameWord::Service, service)];
        let known = known.into_iter().filter_map(|(word, named)| Some((word, named?)));
        always.into_iter().chain(known).collect()
    }
}

/// Reads the names out of the page's exchanges. The newest come first, and what is newest is taken; a namespace that
/// the reader looks at is preferred.
pub fn read<'a>(namespace: Option<&str>, exchanges: impl IntoIterator<Item = Exchanged<'a>>) -> Names {
    let exchanges: Vec<Exchanged<'a>> = exchanges.into_iter().collect();
    let mut names = Names::examples(namespace);
    let pods = exchanges.iter().flat_map(|exchange| {
        let number = exchange.number;
        shapes::pods(exchange).into_iter().map(move |pod| (number, pod))
    });
    let mut best: Option<(u32, shapes::Seat, _)> = None;
    for (number, seat) in pods {
        let rank = seat.rank(namespace);
        if best.as_ref().is_none_or(|(_, _, highest)| rank > *highest) {
            best = Some((number, seat, rank));
        }
    }
    if let Some((number, seat, _)) = best {
        names.sit(seat, number);
    }
    if let Some(wanted) = names.pods_of_namespace() {
        let (upstream, _) = gather(&wanted, exchanges.iter().copied());
        names.server = upstream.announced.map(|seen| Seen {
            value: format!("https://{}", seen.value),
            exchange: seen.exchange,
        });
        names.version = upstream.version;
        names.advertised = upstream.advertised;
    }
    let first = |read: &dyn Fn(&Exchanged<'a>) -> Option<String>| {
        exchanges.iter().find_map(|exchange| {
            Some(Seen {
                value: read(exchange)?,
                exchange: exchange.number,
            })
        })
    };
    let user = names.user();
    names.anonymous_refusal = first(&|exchange| shapes::refusal(exchange, ANONYMOUS));
    names.account_refusal = first(&|exchange| shapes::refusal(exchange, &user));
    names.service = exchanges.iter().find_map(|exchange| {
        Some(Seen {
            value: shapes::service(exchange)?,
            exchange: exchange.number,
        })
    });
    names
}

impl Names {
    fn sit(&mut self, seat: shapes::Seat, exchange: u32) {
        self.namespace = Named::seen(seat.namespace, exchange);
        self.service_account = Named::seen(seat.service_account, exchange);
        self.pod = Named::seen(seat.pod, exchange);
        self.container = Named::seen(seat.container, exchange);
        if let Some(port) = seat.port {
            self.port = Named::seen(port, exchange);
        }
        self.volume = seat.volume.map(|value| Seen { value, exchange });
    }
}
