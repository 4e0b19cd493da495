//! Addresses: what stands behind `#`, read and spelt. The only place that knows their form.
//!
//! `#/api/v1/pods?limit=5&view.lens=raw&head.Accept=application%2Fyaml`: the path and query are the
//! request's own; `view.` is for the page alone and `head.` for the headers that shape the answer.

mod lens;
pub mod list_view;
pub mod siblings;

pub use lens::Lens;

use list_view::ListView;

use crate::kube::{
    path::{ApiPath, UnsafePath},
    query::{Query, encode_value},
    request::{ApiRequest, Head},
};

/// What a page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::large_enum_variant)] // there is one route at a time
pub enum Route {
    /// `#`: where to begin.
    Start,
    /// `#/api…`: one GET, through a lens.
    Api(ApiRoute),
    /// `#/~/…`: a page that is no API path.
    Page(PageRoute),
    /// Something that no page has; the text behind `#` and what is wrong with it.
    Unknown(String, Option<UnsafePath>),
}

/// A page of the API part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiRoute {
    /// The request that the address is.
    pub request: ApiRequest,
    /// Through which lens to look; the page's first one if the address names none.
    pub lens: Option<Lens>,
    /// How a list is looked at; as usual for everything else.
    pub list: ListView,
}

/// A page that is no API path, and which part of it: `#/~/learn/discovery/2`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PageRoute {
    /// The page.
    pub page: Page,
    /// Which part of it, as the page names its parts; empty for the page as a whole.
    pub part: String,
    /// Whether nothing but the page is to be seen, for showing it to many.
    pub is_presented: bool,
}

/// A page that is no API path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Page {
    /// Lessons made of requests.
    Learn,
    /// The five kinds of proxies.
    Proxies,
    /// The ways to reach the API.
    Ways,
    /// What the terms mean.
    Concepts,
    /// Every GET that this page made.
    Requests,
    /// What the console found at the other end.
    Doctor,
}

impl Route {
    /// Whether the page is shown full-screen, without what stands around it.
    pub fn is_presented(&self) -> bool {
        matches!(self, Self::Page(page) if page.is_presented)
    }

    /// Reads what stands behind `#`.
    pub fn parse(hash: &str) -> Self {
        let text = hash.strip_prefix('#').unwrap_or(hash);
        if text.is_empty() {
            return Self::Start;
        }
        if let Some(rest) = text.strip_prefix("/~/") {
            return match PageRoute::parse(rest) {
                Some(page) => Self::Page(page),
                None => Self::Unknown(text.to_owned(), None),
            };
        }
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let path = match ApiPath::parse(path) {
            Ok(path) => path,
            Err(error) => return Self::Unknown(text.to_owned(), Some(error)),
        };
        let (query, own) = Query::parse(query).split_off(|key| key.starts_with("view.") || key.starts_with("head."));
        Self::Api(ApiRoute {
            request: ApiRequest {
                path,
                query,
                head: read_head(&own),
            },
            lens: own.get("view.lens").and_then(|name| Lens::named(&name)),
            list: ListView::read(&own),
        })
    }

    /// The address, with its `#`.
    pub fn address(&self) -> String {
        match self {
            Self::Start => "#".to_owned(),
            Self::Api(route) => route.address(),
            Self::Page(page) => page.address(),
            Self::Unknown(text, _) => format!("#{text}"),
        }
    }
}

impl PageRoute {
    /// Reads what stands behind `#/~/`.
    fn parse(text: &str) -> Option<Self> {
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let (name, part) = path.split_once('/').unwrap_or((path, ""));
        Some(Self {
            page: Page::ALL.into_iter().find(|page| page.name() == name)?,
            part: part.to_owned(),
            is_presented: Query::parse(query).get(PRESENTED).is_some(),
        })
    }

    /// The same for showing it to many, or for one reader again.
    #[must_use]
    pub fn presented(mut self, is_presented: bool) -> Self {
        self.is_presented = is_presented;
        self
    }

    /// The address, with its `#`.
    pub fn address(&self) -> String {
        let mut address = format!("#/~/{}", self.page.name());
        if !self.part.is_empty() {
            address.push('/');
            address.push_str(&self.part);
        }
        if self.is_presented {
            address.push('?');
            address.push_str(PRESENTED);
        }
        address
    }
}

/// The parameter that hides all but the page.
const PRESENTED: &str = "view.presented";

impl ApiRoute {
    /// The page of a request, through its first lens.
    pub fn of(request: ApiRequest) -> Self {
        Self {
            request,
            lens: None,
            list: ListView::default(),
        }
    }

    /// The same page through another lens.
    #[must_use]
    pub fn through(mut self, lens: Lens) -> Self {
        self.lens = Some(lens);
        self
    }

    /// The same look at another path: selectors, headers and what concerns the view stay. What continues one list says
    /// nothing to another.
    #[must_use]
    pub fn moved_to(mut self, path: ApiPath) -> Self {
        self.request.path = path;
        self.request.query = self.request.query.without("continue");
        self
    }

    /// The address, with its `#`.
    pub fn address(&self) -> String {
        let mut pieces = vec![self.request.query.spell()];
        let head = &self.request.head;
        let mut own = |key: &str, value: &str| pieces.push(format!("{key}={}", encode_value(value)));
        if let Some(lens) = self.lens {
            own("view.lens", lens.name());
        }
        if let Some(accept) = &head.accept {
            own("head.Accept", accept);
        }
        if let Some(user) = &head.impersonate_user {
            own("head.Impersonate-User", user);
        }
        for group in &head.impersonate_groups {
            own("head.Impersonate-Group", group);
        }
        pieces.extend(self.list.parameters());
        pieces.retain(|piece| !piece.is_empty());
        if pieces.is_empty() {
            format!("#{}", self.request.path)
        } else {
            format!("#{}?{}", self.request.path, pieces.join("&"))
        }
    }
}

impl Page {
    /// All pages.
    pub const ALL: [Self; 6] = [
        Self::Learn,
        Self::Proxies,
        Self::Ways,
        Self::Concepts,
        Self::Requests,
        Self::Doctor,
    ];

    /// Its name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Learn => "learn",
            Self::Proxies => "proxies",
            Self::Ways => "ways",
            Self::Concepts => "concepts",
            Self::Requests => "requests",
            Self::Doctor => "doctor",
        }
    }

    /// The page as a whole.
    pub fn whole(self) -> PageRoute {
        self.part("")
    }

    /// One part of the page.
    pub fn part(self, part: &str) -> PageRoute {
        PageRoute {
            page: self,
            part: part.to_owned(),
            is_presented: false,
        }
    }

    /// The address of the page as a whole, with its `#`.
    pub fn address(self) -> String {
        self.whole().address()
    }
}

/// The page of a path that is known to be safe, such as `/api/v1/pods`; the start page if it is not.
pub fn to(path: &str) -> String {
    match ApiRequest::of(path) {
        Ok(request) => ApiRoute::of(request).address(),
        Err(_) => Route::Start.address(),
    }
}

fn read_head(own: &Query) -> Head {
    let all = |key: &str| {
        let values = own.decoded().into_iter().filter(|(name, _)| name == key);
        // A header's value has no line breaks or other control characters.
        values
            .map(|(_, value)| value.chars().filter(|c| !c.is_control()).collect::<String>())
            .filter(|value| !value.is_empty())
            .collect::<Vec<_>>()
    };
    let first = |key: &str| all(key).into_iter().next();
    Head {
        accept: first("head.Accept"),
        impersonate_user: first("head.Impersonate-User"),
        impersonate_groups: all("head.Impersonate-Group"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_spelt() {
        for address in [
            "#",
            "#/",
            "#/~/proxies",
            "#/~/requests",
            "#/~/requests/12",
            "#/~/learn/discovery/2?view.presented",
            "#/api/v1/pods",
            "#/api/v1/pods?labelSelector=app%3Dweb&limit=5",
            "#/apis/batch/v1/namespaces/default/jobs/my-job?view.lens=yaml",
            "#/?head.Accept=application/yaml&head.Impersonate-User=system:anonymous&head.Impersonate-Group=a&head.Impersonate-Group=b",
            "#/version?view.lens=raw&head.Accept=application/json%3Bas%3DTable",
            "#/api/v1/pods?limit=5&view.filter=status%3DRunning%20web&view.sort=-Age&view.columns=Name,IP:.status.podIP&view.group=Node",
        ] {
            assert_eq!(Route::parse(address).address(), address);
        }
    }

    #[test]
    fn the_request_is_free_of_what_concerns_the_page() {
        let Route::Api(route) = Route::parse("#/api/v1/pods?view.lens=raw&limit=5&head.Accept=a%2Fb") else {
            panic!("an API page")
        };
        assert_eq!(route.request.spelt_path(), "/api/v1/pods?limit=5");
        assert_eq!(route.request.head.accept.as_deref(), Some("a/b"));
        assert_eq!(route.lens, Some(Lens::Raw));
    }

    #[test]
    fn nonsense_is_kept_and_named() {
        assert_eq!(
            Route::parse("#//evil.example/api"),
            Route::Unknown("//evil.example/api".into(), Some(UnsafePath::EmptySegment))
        );
        assert_eq!(Route::parse("#/~/nowhere"), Route::Unknown("/~/nowhere".into(), None));
        assert_eq!(
            Route::parse("#pods"),
            Route::Unknown("pods".into(), Some(UnsafePath::NotAbsolute))
        );
    }

    #[test]
    fn headers_cannot_be_smuggled_in() {
        let Route::Api(route) = Route::parse("#/?head.Impersonate-User=a%0d%0aX-Evil:%20b") else {
            panic!("an API page")
        };
        assert_eq!(route.request.head.impersonate_user.as_deref(), Some("aX-Evil: b"));
    }

    #[test]
    fn a_list_keeps_how_it_is_looked_at_in_another_namespace() {
        let hash = "#/api/v1/namespaces/a/pods?labelSelector=app%3Dweb&continue=x&view.sort=-Age";
        let Route::Api(route) = Route::parse(hash) else {
            panic!("a list")
        };
        let there = ApiPath::parse("/api/v1/pods").unwrap();
        assert_eq!(
            route.moved_to(there).address(),
            "#/api/v1/pods?labelSelector=app%3Dweb&view.sort=-Age"
        );
    }
}
