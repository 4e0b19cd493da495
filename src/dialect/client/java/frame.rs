//! The frame of a Java program: imports, the connection, and how it ends.

use std::collections::BTreeSet;

use super::plain;
use crate::dialect::client::{
    Connection, Form, Language, Program, Shortfall,
    code::{Code, fill, text, words},
    plan::{MethodName, Plan, Setup},
};

/// A program without its body.
pub(super) struct Frame {
    imports: BTreeSet<String>,
    /// Whether the answer comes bit by bit, for which the client would not wait.
    pub is_stream: bool,
}

const CONNECTION: &str = "ApiClient client = Config.defaultClient();";

impl Frame {
    pub fn new() -> Self {
        let imports = [
            "io.kubernetes.client.openapi.ApiClient",
            "io.kubernetes.client.openapi.ApiException",
            "io.kubernetes.client.util.Config",
            "java.io.IOException",
        ];
        Self {
            imports: imports.map(str::to_owned).into(),
            is_stream: false,
        }
    }

    /// Imports a class.
    pub fn imports(&mut self, class: &str) {
        self.imports.insert(class.to_owned());
    }

    /// Imports the class of a method.
    pub fn class(&mut self, method: &MethodName) {
        let class = method.class.concat();
        self.imports(&format!("io.kubernetes.client.openapi.apis.{class}Api"));
    }

    /// Puts everything together.
    pub fn program(self, plan: &Plan, form: Form, body: &Code, mut shortfalls: Vec<Shortfall>) -> Program {
        shortfalls.extend(plan.group_shortfalls(usize::MAX));
        let mut code = Code::default();
        for import in &self.imports {
            code.put("import ‹class›;", &[("class", words(import.as_str()))]);
        }
        code.text(
            "
public class Main {
  public static void main(String[] args) throws IOException {",
        );
        code.put("    ‹connection›", &[("connection", words(CONNECTION))]);
        if self.is_stream {
            code.text("    client.setReadTimeout(0);");
        }
        impersonation(&mut code, plan);
        code.text("    try {");
        code.indented(body, "      ");
        code.text(
            "    } catch (ApiException error) {
      System.err.println(error.getCode() + \" \" + error.getResponseBody());
      System.exit(1);
    }
  }
}",
        );
        let version = Language::Java.library().version;
        let setup = Setup {
            install: vec![
                "<dependency>".to_owned(),
                "  <groupId>io.kubernetes</groupId>".to_owned(),
                "  <artifactId>client-java</artifactId>".to_owned(),
                format!("  <version>{version}</version>"),
                "</dependency>".to_owned(),
            ],
            file: "Main.java",
            connection: Connection {
                kubeconfig: CONNECTION,
                pod: None,
                proxy: text(&fill(
                    "ApiClient client = Config.fromUrl(‹proxy›);",
                    &[("proxy", plain(plan.proxy))],
                )),
            },
        };
        plan.program(form, setup, code.snippet(), shortfalls)
    }
}

/// Headers that go with every request; a default header of the client can only be said once.
fn impersonation(code: &mut Code, plan: &Plan) {
    if !plan.impersonates() {
        return;
    }
    code.text(
        "    client.setHttpClient(client.getHttpClient().newBuilder()
        .addInterceptor(chain -> chain.proceed(chain.request().newBuilder()",
    );
    for (name, value) in plan.headers().into_iter().filter(|(name, _)| *name != "Accept") {
        code.put(
            "            .addHeader(\"‹name›\", ‹value›)",
            &[("name", words(name)), ("value", plain(&value))],
        );
    }
    code.text("            .build()))\n        .build());");
}
