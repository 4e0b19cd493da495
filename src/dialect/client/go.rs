//! Programs in Go, with client-go.
//!
//! Sources: client-go `kubernetes/typed`, `dynamic/interface.go`, `metadata/interface.go`, `rest/request.go`,
//! `tools/clientcmd/client_config.go`.

mod access;
mod objects;
mod source;

use super::{
    Form, Program, Reason,
    code::{Code, Value, words},
    plan::{Aim, Catalogue, Plan},
};
use source::{METAV1, PRINT_JSON, STREAM_OUT, Source};

/// The call that client-go has for a request.
pub(super) fn call(plan: &Plan) -> Result<Program, Reason> {
    match &plan.aim {
        Aim::Objects(objects, action) => Ok(objects::call(plan, objects, action)),
        Aim::Catalogue(catalogue) => Ok(list(plan, catalogue)),
        Aim::Other => Err(Reason::NotAResource),
    }
}

/// The request by its path.
pub(super) fn raw(plan: &Plan) -> Program {
    let mut source = Source::new();
    source.uses(&["io", "os"]);
    source.client("kubernetes", "k8s.io/client-go/kubernetes", "NewForConfig");
    let mut body = Code::default();
    body.text("\tstream, err := client.Discovery().RESTClient().Get().");
    body.put("\t\tRequestURI(‹uri›).", &[("uri", plan.wire())]);
    if let Some(accept) = plan.accept() {
        body.put("\t\tSetHeader(\"Accept\", ‹accept›).", &[("accept", accept)]);
    }
    body.text("\t\tStream(ctx)");
    body.text(STREAM_OUT);
    source.program(plan, Form::Raw, body, Vec::new())
}

/// `/version`, `/api`, `/apis` and what is below them.
fn list(plan: &Plan, catalogue: &Catalogue) -> Program {
    let mut source = Source::new();
    source.uses(&["encoding/json", "os"]);
    source.client("discovery", "k8s.io/client-go/discovery", "NewDiscoveryClientForConfig");
    let mut body = Code::default();
    let list_type = match catalogue {
        Catalogue::Version => None,
        Catalogue::CoreVersions => Some("APIVersions"),
        Catalogue::Groups => Some("APIGroupList"),
        Catalogue::Group(_) => Some("APIGroup"),
        Catalogue::Resources(_) => Some("APIResourceList"),
    };
    match (catalogue, list_type) {
        (Catalogue::Resources(group_version), _) => body.put(
            "\tanswer, err := client.ServerResourcesForGroupVersion(‹at›)
	if err != nil {
		return err
	}",
            &[("at", plan.api_version(group_version))],
        ),
        (_, Some(name)) => {
            source.imports("metav1", METAV1);
            let values: [Value; 2] = [("type", words(name)), ("path", plan.wire_path())];
            body.put(
                "\tanswer := &metav1.‹type›{}
	if err := client.RESTClient().Get().AbsPath(‹path›).Do(ctx).Into(answer); err != nil {
		return err
	}",
                &values,
            );
        }
        (_, None) => body.text(
            "\tanswer, err := client.ServerVersion()
	if err != nil {
		return err
	}",
        ),
    }
    body.text(PRINT_JSON);
    let (_, shortfalls) = plan.options(|_| false);
    source.program(plan, Form::Typed, body, shortfalls)
}
