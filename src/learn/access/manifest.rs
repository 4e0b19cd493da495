//! The Pod with kubectl proxy beside the program.

use super::{lines, plain};
use crate::{
    dialect::{Line, Snippet, Span},
    kube::path::Part,
    wire::{access::names::Names, journey::situation::ServerVersion},
};

/// The release of which the image is taken if the server's is not known.
const CURRENT: ServerVersion = ServerVersion { major: 1, minor: 37 };
/// The first release with an image of kubectl. Source: kubernetes `build/server-image/kubectl`.
const FIRST: ServerVersion = ServerVersion { major: 1, minor: 28 };

/// A shell command that writes the manifest into a file.
///
/// The image's entry point is kubectl; it finds API server, CA and token of the Pod by itself.
/// Source: kubernetes `build/server-image/kubectl/Dockerfile`; client-go `rest/config.go`, `InClusterConfig`.
pub(super) fn with_sidecar(names: &Names) -> Snippet {
    let version = names.version.as_ref().map(|seen| seen.value);
    let version = version.filter(|version| *version >= FIRST).unwrap_or(CURRENT);
    let image = format!(
        "    image: registry.k8s.io/kubectl:v{}.{}.0",
        version.major, version.minor
    );
    lines([
        plain("cat > api-client.yaml <<'EOF'"),
        plain("apiVersion: v1"),
        plain("kind: Pod"),
        plain("metadata:"),
        plain("  name: api-client"),
        field("  namespace: ", Part::Namespace, &names.namespace.value),
        plain("spec:"),
        field("  serviceAccountName: ", Part::Name, &names.service_account.value),
        plain("  initContainers:"),
        plain("  - name: api-proxy"),
        plain(&image),
        plain("    restartPolicy: Always"),
        plain("    args: [\"proxy\", \"--port=8001\", \"--reject-methods=^[^GH]\"]"),
        plain("  containers:"),
        plain("  - name: app"),
        plain("    image: curlimages/curl"),
        plain("    command: [\"sleep\", \"infinity\"]"),
        plain("EOF"),
    ])
}

/// A field with a name. A string of JSON is a string of YAML, and has no line of its own that could end the text.
fn field(start: &str, part: Part, name: &str) -> Line {
    let quoted = serde_json::Value::from(name).to_string();
    vec![Span::plain(start), Span::of(part, quoted)]
}
