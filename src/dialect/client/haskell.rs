//! Programs in Haskell, with the official client.
//!
//! Sources: kubernetes-client/haskell `kubernetes-1.30/lib/Kubernetes/OpenAPI/Client.hs` and `Core.hs`,
//! `kubernetes-client/src/Kubernetes/Client/Config.hs` and `Watch.hs`.

use super::{
    Connection, Form, Language, Program, Reason, Shortfall,
    code::{Code, Value, fill, join, text, words},
    custom, literal,
    plan::{Action, Aim, Plan, Setting, Setup, capitalised},
};
use crate::{dialect::Span, kube::path::Part};

const CONNECTION: &str =
    "(manager, config) <- mkKubeClientConfig cache (KubeConfigFile (home </> \".kube\" </> \"config\"))";

/// The call that the library has for a request.
pub(super) fn call(plan: &Plan) -> Result<Program, Reason> {
    match (&plan.aim, &plan.method) {
        (Aim::Objects(objects, action), Ok(method)) => {
            let (options, shortfalls) = plan.described_options(|_| true);
            let mut arguments = Vec::new();
            if let Some(name) = action.name() {
                arguments.push(argument("Name", plan.literal(Part::Name, name)));
            }
            if let Some(namespace) = &objects.namespace {
                arguments.push(argument("Namespace", plan.literal(Part::Namespace, namespace)));
            }
            let call = Call {
                module: method.class(),
                method: vec![Span::of(Part::Resource, method.name.as_str())],
                has_accept: true,
                arguments,
                options: options.into_iter().map(option).collect(),
            };
            Ok(call.program(plan, action, Form::Typed, shortfalls))
        }
        (Aim::Objects(objects, action), Err(reason)) => {
            let custom = custom::call(plan, objects, action).ok_or(*reason)?;
            let (options, shortfalls) = custom::options(plan, action);
            let call = Call {
                module: words("CustomObjects"),
                // What only comes in one representation has no argument for it.
                has_accept: !(custom.method.starts_with("get") && custom.method.ends_with("CustomObject")),
                method: words(custom.method),
                arguments: custom
                    .arguments
                    .into_iter()
                    .map(|(name, value)| argument(&capitalised(name), value))
                    .collect(),
                options: options.into_iter().map(option).collect(),
            };
            Ok(call.program(plan, action, Form::Dynamic(*reason), shortfalls))
        }
        (Aim::Catalogue(_), Ok(method)) => {
            let (_, shortfalls) = plan.options(|_| false);
            let call = Call {
                module: method.class(),
                method: words(method.name.as_str()),
                // What only comes in one representation has no argument for it.
                has_accept: method.name != "getCode",
                arguments: Vec::new(),
                options: Vec::new(),
            };
            Ok(call.program(plan, &Action::Read(String::new()), Form::Typed, shortfalls))
        }
        (Aim::Catalogue(_) | Aim::Other, Err(reason)) => Err(*reason),
        (Aim::Other, Ok(_)) => Err(Reason::NotAResource),
    }
}

/// The request by its path.
pub(super) fn raw(plan: &Plan) -> Program {
    let headers = plan
        .headers()
        .into_iter()
        .map(|(name, value)| header(name, literal::haskell_bytes(Part::Query, &value)));
    let query = plan.query_on_wire();
    let mut body = Code::default();
    body.put(
        "initial <- _toInitRequest config request
let InitRequest prepared = initial
withResponse
  prepared
    { queryString = ‹query›
    , requestHeaders = [‹headers›] ++ requestHeaders prepared
    }
  manager
  $ \\response -> do
    let copy = do
          chunk <- brRead (responseBody response)
          unless (ByteString.null chunk) (ByteString.putStr chunk >> copy)
    copy
    let status = responseStatus response
    unless (statusIsSuccessful status) (die (show status))",
        &[
            ("query", literal::haskell_bytes(Part::Query, &query)),
            ("headers", join(headers, ", ")),
        ],
    );
    let mut below = Code::default();
    below.put(
        "
request :: KubernetesRequest () MimeNoContent NoContent MimeNoContent
request =
  _mkRequest \"GET\" [‹path›] `_hasAuthType` (Proxy :: Proxy AuthApiKeyBearerToken)",
        &[("path", plan.wire_path())],
    );
    let imports = [
        "import Control.Monad (unless)",
        "import qualified Data.ByteString as ByteString",
        "import Data.Proxy (Proxy (..))",
        "import Kubernetes.OpenAPI",
        "import Network.HTTP.Client (brRead, queryString, requestHeaders, responseBody, responseStatus, withResponse)",
        "import Network.HTTP.Types (statusIsSuccessful)",
        "import System.Exit (die)",
    ];
    let shortfalls = plan.group_shortfalls(usize::MAX);
    program(plan, Form::Raw, imports.map(words), &body, &below, shortfalls)
}

/// How many arguments stand on the line of their function.
const ON_ONE_LINE: usize = 3;

/// One method with its arguments.
struct Call {
    module: Vec<Span>,
    method: Vec<Span>,
    has_accept: bool,
    arguments: Vec<Vec<Span>>,
    options: Vec<Vec<Span>>,
}

impl Call {
    fn program(&self, plan: &Plan, action: &Action, form: Form, mut shortfalls: Vec<Shortfall>) -> Program {
        let module = text(&self.module);
        let mut imports = vec![fill(
            "import qualified Kubernetes.OpenAPI.API.‹name› as ‹module›",
            &[("name", self.module.clone()), ("module", self.module.clone())],
        )];
        imports.push(words("import Kubernetes.OpenAPI"));
        let mut body = Code::default();
        let mut request = Code::default();
        let mut arguments = self.arguments.clone();
        if self.has_accept {
            let accept = match action {
                Action::Log { .. } => "(Accept MimePlainText)",
                _ => "(Accept MimeJSON)",
            };
            arguments.insert(0, words(accept));
        }
        let mut values: Vec<Value> = vec![("module", words(module)), ("method", self.method.clone())];
        if arguments.len() > ON_ONE_LINE {
            request.put("  ‹module›.‹method›", &values);
            for argument in arguments {
                request.put("    ‹argument›", &[("argument", argument)]);
            }
        } else {
            arguments.insert(0, words(""));
            values.push(("arguments", join(arguments, " ")));
            request.put("  ‹module›.‹method›‹arguments›", &values);
        }
        let headers: Vec<Vec<Span>> = plan
            .headers()
            .into_iter()
            .filter(|(name, _)| *name != "Accept")
            .map(|(name, value)| header(name, literal::haskell_bytes(Part::Query, &value)))
            .collect();
        if !headers.is_empty() {
            request.put("    `addHeader` [‹headers›]", &[("headers", join(headers, ", "))]);
        }
        for option in &self.options {
            request.put("    -&- ‹option›", &[("option", option.clone())]);
        }
        if matches!(action, Action::Log { is_followed: true, .. }) {
            request.put("    -&- Follow ‹on›", &[("on", vec![Span::of(Part::Query, "True")])]);
        }
        match action {
            Action::Watch => {
                imports.push(words("import Kubernetes.Client.Watch (dispatchWatch)"));
                imports.push(words("import qualified Streaming.ByteString.Char8 as Streaming"));
                body.text("dispatchWatch manager config request Streaming.stdout");
            }
            Action::Log { .. } => {
                imports.push(words("import qualified Data.Text.IO as Text"));
                body.text(
                    "answer <- dispatchMime' manager config request\neither (die . mimeError) Text.putStr answer",
                );
                imports.push(words("import System.Exit (die)"));
            }
            Action::List | Action::Read(_) | Action::Part { .. } => {
                imports.push(words("import Data.Aeson (encode)"));
                imports.push(words("import qualified Data.ByteString.Lazy.Char8 as Lazy"));
                imports.push(words("import System.Exit (die)"));
                body.text(
                    "answer <- dispatchMime' manager config request\neither (die . mimeError) (Lazy.putStrLn . encode) answer",
                );
            }
        }
        let mut inner = Code::default();
        inner.text("let request =");
        inner.indented(&request, "      ");
        inner.append(body);
        shortfalls.extend(plan.group_shortfalls(usize::MAX));
        program(plan, form, imports, &inner, &Code::default(), shortfalls)
    }
}

fn argument(type_: &str, value: Vec<Span>) -> Vec<Span> {
    fill("(‹type› ‹value›)", &[("type", words(type_)), ("value", value)])
}

fn header(name: &'static str, value: Vec<Span>) -> Vec<Span> {
    let values: [Value; 2] = [("name", words(name)), ("value", value)];
    fill("(\"‹name›\", ‹value›)", &values)
}

/// A setting as an optional parameter.
fn option(setting: &Setting) -> Vec<Span> {
    let type_ = match setting.name.as_str() {
        "insecureSkipTLSVerifyBackend" => "InsecureSkipTlsVerifyBackend".to_owned(),
        other => capitalised(other),
    };
    fill(
        "‹type› ‹value›",
        &[("type", words(type_)), ("value", setting.source(Language::Haskell))],
    )
}

/// A whole program around a body.
fn program(
    plan: &Plan,
    form: Form,
    imports: impl IntoIterator<Item = Vec<Span>>,
    body: &Code,
    below: &Code,
    shortfalls: Vec<Shortfall>,
) -> Program {
    let mut imports: Vec<Vec<Span>> = imports
        .into_iter()
        .chain(
            [
                "import Control.Concurrent.STM (newTVarIO)",
                "import qualified Data.Map as Map",
                "import Kubernetes.Client (KubeConfigSource (..), mkKubeClientConfig)",
                "import System.Directory (getHomeDirectory)",
                "import System.FilePath ((</>))",
            ]
            .map(words),
        )
        .collect();
    imports.sort_by_key(|import| text(import).replace("import qualified ", "import "));
    let mut code = Code::default();
    code.text("{-# LANGUAGE OverloadedStrings #-}\n\nmodule Main (main) where\n\n");
    for import in imports {
        code.put("‹import›", &[("import", import)]);
    }
    code.text("\nmain :: IO ()\nmain = do\n  home <- getHomeDirectory\n  cache <- newTVarIO Map.empty");
    code.put("  ‹connection›", &[("connection", words(CONNECTION))]);
    code.indented(body, "  ");
    code.indented(below, "");
    let packages = "kubernetes-client, kubernetes-client-core, aeson, bytestring, containers, directory, filepath, \
                    http-client, http-types, stm, streaming-bytestring, text";
    let setup = Setup {
        install: vec![
            "cabal init --exe --main-is=Main.hs".to_owned(),
            format!("build-depends: base, {packages}"),
        ],
        file: "Main.hs",
        connection: Connection {
            kubeconfig: CONNECTION,
            pod: Some("(manager, config) <- mkKubeClientConfig cache KubeConfigCluster"),
            proxy: text(&fill(
                "(manager, config) <- (,) <$> newManager defaultManagerSettings \
                 <*> fmap (\\new -> new {configHost = ‹proxy›, configValidateAuthMethods = False}) newConfig",
                &[("proxy", literal::plain(Language::Haskell, plan.proxy))],
            )),
        },
    };
    plan.program(form, setup, code.snippet(), shortfalls)
}
