//! One headless Chromium that looks at the page: it opens addresses, waits for what comes, and does what a hand does.

use std::{
    path::PathBuf,
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use thirtyfour::{
    ChromiumLikeCapabilities as _, DesiredCapabilities, Key, LoggingPrefsLogLevel, TypingData, WebDriver, WebElement,
};

use crate::{Error, chromedriver};

/// How long something may take to come; a machine under load needs long.
const PATIENCE: Duration = Duration::from_secs(20);

/// What every script can use.
const PRELUDE: &str = r"
const $ = selector => document.querySelector(selector);
const all = selector => [...document.querySelectorAll(selector)];
const seen = element => element && element.checkVisibility({ visibilityProperty: true });
const words = element => element ? element.textContent.replace(/\s+/g, ' ').trim() : '';
const name = element => element.getAttribute('aria-label') || words(element);
const named = (selector, wanted) => all(selector).find(element => seen(element) && name(element) === wanted);
";

/// A page of which nothing is awaited any more.
const SETTLED: &str = "return !!$('h1#title') && !all('.waiting').some(seen) && !$('main progress');";

/// Tasks with what they do, marks, and samples of V8.
const TRACED: &str = "toplevel,devtools.timeline,disabled-by-default-devtools.timeline,blink.user_timing,v8,v8.wasm,disabled-by-default-v8.cpu_profiler,disabled-by-default-v8.gc";

const FLAGS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
];

/// How a browser is to look.
#[derive(Clone, Debug)]
pub struct Look {
    page: String,
    size: (u32, u32),
    logs: Logs,
    patience: Duration,
    downloads: Option<PathBuf>,
}

/// What the browser's performance log is to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Logs {
    None,
    Network,
    Work,
}

/// A browser session; it ends when dropped.
#[derive(Debug)]
pub struct Console {
    driver: WebDriver,
    page: String,
    patience: Duration,
}

impl Look {
    /// At a page, such as `http://127.0.0.1:8001/static/`, on a screen of 1440 × 900.
    pub fn at(page: impl Into<String>) -> Self {
        Self {
            page: page.into(),
            size: (1440, 900),
            logs: Logs::None,
            patience: PATIENCE,
            downloads: None,
        }
    }

    /// On a screen of another size.
    #[must_use]
    pub fn sized(mut self, width: u32, height: u32) -> Self {
        self.size = (width, height);
        self
    }

    /// Recording what goes over the network, for [`Console::requests`].
    #[must_use]
    pub fn recording(mut self) -> Self {
        self.logs = Logs::Network;
        self
    }

    /// Tracing what the browser is busy with, for [`Console::trace`].
    #[must_use]
    pub fn tracing(mut self) -> Self {
        self.logs = Logs::Work;
        self
    }

    /// Giving things longer to come than usual.
    #[must_use]
    pub fn patient(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Saving what is downloaded into a folder.
    #[must_use]
    pub fn saving_into(mut self, folder: impl Into<PathBuf>) -> Self {
        self.downloads = Some(folder.into());
        self
    }

    /// Opens the browser at an address of the console and waits until all that it awaits has come.
    pub async fn open(self, hash: &str) -> Result<Console, Error> {
        let console = self.open_blank().await?;
        console.load(hash).await?;
        console.settled().await?;
        Ok(console)
    }

    /// Opens the browser and no page yet.
    pub async fn open_blank(self) -> Result<Console, Error> {
        let mut wanted = DesiredCapabilities::chrome();
        for flag in FLAGS {
            wanted.add_arg(flag)?;
        }
        let (width, height) = self.size;
        let metrics = json!({"width": width, "height": height, "pixelRatio": 1, "touch": false, "mobile": false});
        wanted.add_experimental_option("mobileEmulation", json!({ "deviceMetrics": metrics }))?;
        wanted.set_logging_prefs("browser", LoggingPrefsLogLevel::All)?;
        if self.logs != Logs::None {
            wanted.set_logging_prefs("performance", LoggingPrefsLogLevel::All)?;
        }
        if self.logs == Logs::Work {
            let traced = json!({ "traceCategories": TRACED, "enableNetwork": false, "enablePage": false });
            wanted.add_experimental_option("perfLoggingPrefs", traced)?;
        }
        if let Some(folder) = &self.downloads {
            let preferences = json!({ "download.default_directory": folder, "download.prompt_for_download": false });
            wanted.add_experimental_option("prefs", preferences)?;
        }
        let driver = WebDriver::new(chromedriver::address()?, wanted).await?;
        Ok(Console {
            driver,
            page: self.page,
            patience: self.patience,
        })
    }
}

impl Console {
    /// Loads the page at an address of the console; does not wait for more than the files.
    pub async fn load(&self, hash: &str) -> Result<(), Error> {
        // Only another document makes the browser load the same page again.
        self.driver.goto("about:blank").await?;
        Ok(self.driver.goto(format!("{}{hash}", self.page)).await?)
    }

    /// Loads the page of an address anew, with something behind `?`.
    pub async fn load_with(&self, search: &str, hash: &str) -> Result<(), Error> {
        self.driver.goto("about:blank").await?;
        Ok(self.driver.goto(format!("{}{search}{hash}", self.page)).await?)
    }

    /// Runs a script before those of each document that is loaded from now on.
    pub async fn before_each_document(&self, script: &str) -> Result<(), Error> {
        let what = json!({ "source": script });
        self.driver
            .cdp()
            .send_raw("Page.addScriptToEvaluateOnNewDocument", what)
            .await?;
        Ok(())
    }

    /// Makes JavaScript give back what nothing refers to.
    pub async fn collect_garbage(&self) -> Result<(), Error> {
        self.driver
            .cdp()
            .send_raw("HeapProfiler.collectGarbage", json!({}))
            .await?;
        Ok(())
    }

    /// Goes to an address as a link does, and waits until all that is awaited there has come.
    pub async fn go(&self, hash: &str) -> Result<(), Error> {
        self.set_hash(hash).await?;
        self.settled().await
    }

    /// Goes to an address as a link does; returns when the page knows of it.
    pub async fn set_hash(&self, hash: &str) -> Result<(), Error> {
        let script = "const done = arguments[arguments.length - 1];
            location.hash = arguments[0];
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(null), 0)));";
        self.driver.execute_async(script, vec![json!(hash)]).await?;
        Ok(())
    }

    /// Waits until nothing of the page is awaited any more.
    pub async fn settled(&self) -> Result<(), Error> {
        self.wait("a page that awaits nothing", SETTLED).await
    }

    /// What a script returns. It may use `$`, `all`, `seen`, `words`, `name` and `named`.
    pub async fn run(&self, script: &str) -> Result<Value, Error> {
        self.run_with(script, Vec::new()).await
    }

    /// What a script returns that is given `arguments`.
    pub async fn run_with(&self, script: &str, arguments: Vec<Value>) -> Result<Value, Error> {
        let returned = self.driver.execute(format!("{PRELUDE}{script}"), arguments).await?;
        Ok(returned.json().clone())
    }

    /// What a script hands to its last argument. It may use `$`, `all`, `seen`, `words`, `name` and `named`.
    pub async fn run_async(&self, script: &str) -> Result<Value, Error> {
        let returned = self
            .driver
            .execute_async(format!("{PRELUDE}{script}"), Vec::new())
            .await?;
        Ok(returned.json().clone())
    }

    /// The text that a script returns.
    pub async fn text(&self, script: &str) -> Result<String, Error> {
        Ok(self.run(script).await?.as_str().unwrap_or_default().to_owned())
    }

    /// The words of the first element that fits a selector.
    pub async fn words(&self, selector: &str) -> Result<String, Error> {
        let found = self
            .run_with("return words($(arguments[0]));", vec![json!(selector)])
            .await?;
        Ok(found.as_str().unwrap_or_default().to_owned())
    }

    /// The texts that a script returns.
    pub async fn texts(&self, script: &str) -> Result<Vec<String>, Error> {
        let found = self.run(script).await?;
        let texts = found.as_array().into_iter().flatten();
        Ok(texts.filter_map(Value::as_str).map(str::to_owned).collect())
    }

    /// Waits until a script returns something true.
    pub async fn wait(&self, what: &str, script: &str) -> Result<(), Error> {
        self.wait_with(what, script, Vec::new()).await
    }

    /// Waits until an element that fits a selector holds these words.
    pub async fn wait_for(&self, selector: &str, text: &str) -> Result<(), Error> {
        let script =
            "return all(arguments[0]).some(element => seen(element) && words(element).includes(arguments[1]));";
        let what = format!("{text:?} in {selector}");
        self.wait_with(&what, script, vec![json!(selector), json!(text)]).await
    }

    async fn wait_with(&self, what: &str, script: &str, arguments: Vec<Value>) -> Result<(), Error> {
        let deadline = Instant::now() + self.patience;
        loop {
            let value = self.run_with(script, arguments.clone()).await?;
            if !matches!(value, Value::Null | Value::Bool(false)) && value != json!(0) && value != json!("") {
                return Ok(());
            }
            if Instant::now() > deadline {
                return Err(self.never(what).await?);
            }
            // Between two looks, not instead of one.
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
    }

    /// The failure of something that did not come, with a picture of what is there instead.
    async fn never(&self, what: &str) -> Result<Error, Error> {
        let page = self
            .text("return (($('main') || document.body).innerText || '').slice(0, 1500);")
            .await?;
        Ok(Error::Never {
            what: what.to_owned(),
            address: self.text("return location.href;").await?,
            page,
            screenshot: self.screenshot().await?,
        })
    }

    /// Takes a picture of the page into the target folder, named after the test.
    pub async fn screenshot(&self) -> Result<PathBuf, Error> {
        let test = thread::current().name().unwrap_or("main").replace("::", "-");
        let path = chromedriver::leavings().join(format!("{test}.png"));
        self.driver.screenshot(&path).await?;
        Ok(path)
    }

    /// Brings what fits a selector and has this name to the middle of the screen and clicks it, as soon as it is there.
    pub async fn click(&self, selector: &str, name: &str) -> Result<(), Error> {
        let element = self.element(selector, name).await?;
        let script = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });";
        self.driver.execute(script, vec![element.to_json()?]).await?;
        element.click().await?;
        Ok(())
    }

    /// Clicks the first of what fits a selector, as soon as it can be seen.
    pub async fn click_first(&self, selector: &str) -> Result<(), Error> {
        let arguments = vec![json!(selector)];
        self.wait_with(selector, "return all(arguments[0]).some(seen);", arguments.clone())
            .await?;
        let script = format!("{PRELUDE}return all(arguments[0]).find(seen);");
        self.driver.execute(script, arguments).await?.element()?.click().await?;
        Ok(())
    }

    /// Types into a field with this name, after emptying it.
    pub async fn fill(&self, name: &str, text: &str) -> Result<(), Error> {
        let field = self.element("input", name).await?;
        field.clear().await?;
        field.send_keys(text).await?;
        Ok(())
    }

    /// Presses keys where the focus is.
    pub async fn press(&self, keys: impl Into<TypingData>) -> Result<(), Error> {
        Ok(self.driver.action_chain().send_keys(keys).perform().await?)
    }

    /// Presses a key while another one is held down.
    pub async fn press_with(&self, held: Key, key: Key) -> Result<(), Error> {
        let keys = self
            .driver
            .action_chain()
            .key_down(held.clone())
            .send_keys(key)
            .key_up(held);
        Ok(keys.perform().await?)
    }

    /// What fits a selector and has this name, as soon as it can be seen.
    pub async fn element(&self, selector: &str, name: &str) -> Result<WebElement, Error> {
        let arguments = vec![json!(selector), json!(name)];
        let what = format!("{selector} named {name:?}");
        self.wait_with(&what, "return !!named(arguments[0], arguments[1]);", arguments.clone())
            .await?;
        let script = format!("{PRELUDE}return named(arguments[0], arguments[1]);");
        Ok(self.driver.execute(script, arguments).await?.element()?)
    }

    /// The browser behind it, for what is needed once.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Ends the session.
    pub async fn close(self) -> Result<(), Error> {
        Ok(self.driver.clone().quit().await?)
    }
}

impl Drop for Console {
    /// Ends the session of a test that failed; one that was closed knows that it was.
    fn drop(&mut self) {
        let session = self.driver.session_id().to_string();
        if self.driver.clone().leak().is_ok() {
            chromedriver::end(&session);
        }
    }
}
