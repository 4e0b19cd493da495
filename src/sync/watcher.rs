//! What to do next to keep a list live: a state machine without network and clock.
//!
//! Source of the rules: client-go `tools/cache/reflector.go`.

/// Keeps a list in step with the cluster.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Watcher {
    /// The version up to which the rows are known; empty before the first list.
    resource_version: String,
    /// How often in a row something went wrong.
    failures: u32,
    /// When the watch that is open was opened, in milliseconds.
    opened_at_ms: Option<f64>,
    /// Whether a watch was open before: then it was allowed, and will be again.
    was_allowed: bool,
}

/// What to do next.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Read the list.
    List,
    /// Watch from a version on.
    Watch {
        /// The version.
        resource_version: String,
    },
    /// Nothing for so many milliseconds, then one of the above.
    Wait {
        /// How long.
        milliseconds: u32,
        /// What comes then.
        then: Box<Step>,
    },
    /// Nothing any more: the list stays as it is.
    Rest,
}

/// How reading a list or a watch ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The server ended the watch, as it does after some minutes.
    Closed,
    /// The connection broke, or nothing answered.
    Broken,
    /// The version is too old: 410.
    Expired,
    /// The server has too much to do: 429, with the seconds of its `Retry-After`.
    TooMany(Option<u32>),
    /// It is not allowed or possible: 401, 403, 404, 405. Where it was before, it may be again: an API server that starts
    /// refuses everybody until it has read its rules, and a resource that was removed may be made anew.
    Refused,
}

/// The first pause and the longest, in milliseconds.
///
/// Source: client-go `tools/cache/reflector.go`, `NewReflectorWithOptions`.
const FIRST_PAUSE_MS: f64 = 800.0;
const LONGEST_PAUSE_MS: f64 = 30_000.0;
/// A watch that ends sooner than this was none.
///
/// Source: client-go `tools/cache/reflector.go`, `handleWatch`: "very short watch".
const SHORT_WATCH_MS: f64 = 1_000.0;

impl Watcher {
    /// The list was read, and shows this version.
    pub fn listed(&mut self, resource_version: &str) -> Step {
        resource_version.clone_into(&mut self.resource_version);
        self.opened_at_ms = None;
        if resource_version.is_empty() {
            // What comes from no store has no version and no watch.
            return Step::Rest;
        }
        self.watch()
    }

    /// The watch is open.
    pub fn opened(&mut self, now_ms: f64) {
        self.opened_at_ms = Some(now_ms);
        self.was_allowed = true;
    }

    /// Everything up to this version has been told.
    pub fn told(&mut self, resource_version: &str) {
        if !resource_version.is_empty() {
            resource_version.clone_into(&mut self.resource_version);
        }
        self.failures = 0;
    }

    /// The version up to which everything has been told.
    pub fn resource_version(&self) -> &str {
        &self.resource_version
    }

    /// Reading ended. `chance` lies between 0 and 1, and spreads the retries of many pages.
    pub fn ended(&mut self, ending: Ending, now_ms: f64, chance: f64) -> Step {
        let lasted = self.opened_at_ms.take().map(|opened| now_ms - opened);
        let again = if self.resource_version.is_empty() {
            Step::List
        } else {
            self.watch()
        };
        match ending {
            Ending::Closed if lasted.is_some_and(|lasted| lasted >= SHORT_WATCH_MS) => {
                self.failures = 0;
                again
            }
            Ending::Closed | Ending::Broken => self.pause(again, chance, None),
            Ending::Expired => {
                self.resource_version.clear();
                // The first time a list helps at once; a version that is too old again and again is the server's trouble.
                if self.failures == 0 {
                    self.failures = 1;
                    Step::List
                } else {
                    self.pause(Step::List, chance, None)
                }
            }
            Ending::TooMany(seconds) => self.pause(again, chance, seconds),
            Ending::Refused if self.was_allowed => self.pause(again, chance, None),
            Ending::Refused => Step::Rest,
        }
    }

    /// The connection was given back, and is wanted again: at once, from where it was.
    pub fn resumed(&mut self) -> Step {
        self.opened_at_ms = None;
        self.failures = 0;
        if self.resource_version.is_empty() {
            Step::List
        } else {
            self.watch()
        }
    }

    fn watch(&self) -> Step {
        Step::Watch {
            resource_version: self.resource_version.clone(),
        }
    }

    /// Longer after each failure, and never shorter than the server asked for.
    fn pause(&mut self, then: Step, chance: f64, asked_seconds: Option<u32>) -> Step {
        let doubled = FIRST_PAUSE_MS * f64::from(1_u32 << self.failures.min(10));
        self.failures = self.failures.saturating_add(1);
        let spread = doubled.min(LONGEST_PAUSE_MS) * (1.0 + chance.clamp(0.0, 1.0));
        let asked = f64::from(asked_seconds.unwrap_or_default()) * 1_000.0;
        // At most a minute or what the server asked for: it fits.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let milliseconds = spread.max(asked).round() as u32;
        Step::Wait {
            milliseconds,
            then: Box::new(then),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watch(resource_version: &str) -> Step {
        Step::Watch {
            resource_version: resource_version.into(),
        }
    }

    fn wait(milliseconds: u32, then: Step) -> Step {
        Step::Wait {
            milliseconds,
            then: Box::new(then),
        }
    }

    #[test]
    fn a_watch_goes_on_where_the_last_one_was() {
        let mut watcher = Watcher::default();
        assert_eq!(watcher.listed("5"), watch("5"));
        watcher.opened(0.0);
        watcher.told("7");
        assert_eq!(watcher.ended(Ending::Closed, 60_000.0, 0.0), watch("7"));
    }

    #[test]
    fn pauses_grow_and_end_with_the_next_event() {
        let mut watcher = Watcher::default();
        watcher.listed("5");
        let pauses: Vec<Step> = (0..8).map(|_| watcher.ended(Ending::Broken, 0.0, 0.0)).collect();
        let expected = [800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000];
        assert_eq!(pauses, expected.map(|milliseconds| wait(milliseconds, watch("5"))));
        watcher.told("6");
        assert_eq!(watcher.ended(Ending::Broken, 0.0, 1.0), wait(1_600, watch("6")));
    }

    #[test]
    fn a_watch_that_ends_at_once_is_no_watch() {
        let mut watcher = Watcher::default();
        watcher.listed("5");
        watcher.opened(100.0);
        assert_eq!(watcher.ended(Ending::Closed, 200.0, 0.0), wait(800, watch("5")));
    }

    #[test]
    fn a_version_that_is_too_old_leads_to_a_list_and_then_to_pauses() {
        let mut watcher = Watcher::default();
        watcher.listed("5");
        assert_eq!(watcher.ended(Ending::Expired, 0.0, 0.0), Step::List);
        watcher.listed("9");
        assert_eq!(watcher.ended(Ending::Expired, 0.0, 0.0), wait(1_600, Step::List));
    }

    #[test]
    fn the_server_says_how_long_to_wait() {
        let mut watcher = Watcher::default();
        watcher.listed("5");
        assert_eq!(
            watcher.ended(Ending::TooMany(Some(12)), 0.0, 0.5),
            wait(12_000, watch("5"))
        );
    }

    #[test]
    fn a_refusal_is_final_and_a_list_without_a_version_has_no_watch() {
        let mut watcher = Watcher::default();
        assert_eq!(watcher.listed(""), Step::Rest);
        watcher.listed("5");
        assert_eq!(watcher.ended(Ending::Refused, 0.0, 0.0), Step::Rest);
    }

    #[test]
    fn a_watch_that_was_allowed_is_tried_again_after_a_refusal() {
        let mut watcher = Watcher::default();
        watcher.listed("5");
        watcher.opened(0.0);
        assert_eq!(watcher.ended(Ending::Refused, 9_000.0, 0.0), wait(800, watch("5")));
    }

    #[test]
    fn a_list_that_fails_is_read_again() {
        let mut watcher = Watcher::default();
        assert_eq!(watcher.ended(Ending::Broken, 0.0, 0.0), wait(800, Step::List));
    }
}
