//! How bad a word in a status column is. The word itself is never changed.

/// How bad a state is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Nothing to look at.
    Fine,
    /// On its way, or not as it should be yet.
    Warn,
    /// Broken.
    Bad,
}

/// Reads the word that stands in a column such as `Status` or `Phase`.
///
/// Source of the words: kubernetes `pkg/printers/internalversion/printers.go`, kubelet container states.
pub fn level(word: &str) -> Level {
    let word = word.strip_prefix("Init:").unwrap_or(word);
    let bad = [
        "Error",
        "BackOff",
        "Failed",
        "OOMKilled",
        "Evicted",
        "Invalid",
        "Lost",
        "NotReady",
        "DeadlineExceeded",
        "ContainerCannotRun",
        "NodeLost",
        "Shutdown",
        "Terminated",
    ];
    let waiting = [
        "Pending",
        "Terminating",
        "ContainerCreating",
        "PodInitializing",
        "Unknown",
        "Released",
        "SchedulingDisabled",
        "SchedulingGated",
        "NotTriggered",
        "Suspended",
    ];
    if bad.iter().any(|part| word.contains(part)) {
        Level::Bad
    } else if waiting.iter().any(|part| word.contains(part)) || word.contains('/') {
        Level::Warn
    } else {
        Level::Fine
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_a_level() {
        for (word, expected) in [
            ("Running", Level::Fine),
            ("Completed", Level::Fine),
            ("Ready", Level::Fine),
            ("Bound", Level::Fine),
            ("Ready,SchedulingDisabled", Level::Warn),
            ("NotReady", Level::Bad),
            ("Pending", Level::Warn),
            ("0/2", Level::Warn),
            ("Init:0/1", Level::Warn),
            ("CrashLoopBackOff", Level::Bad),
            ("Init:CrashLoopBackOff", Level::Bad),
            ("ImagePullBackOff", Level::Bad),
        ] {
            assert_eq!(level(word), expected, "{word}");
        }
    }
}
