//! Part of a container's log, from the whole of it.
//!
//! Source: cri-client `pkg/logs/logs.go`, as kubelets use it.

use crate::kube::query::Query;

/// Cuts a recorded log, which has timestamps, to what a query asks for.
///
/// `None` if the query asks for something that depends on the time of day or that a kubelet would refuse.
pub(super) fn cut(whole: &[u8], query: &Query) -> Option<Vec<u8>> {
    let number = |name: &str| query.get(name).map(|text| text.parse::<usize>().ok());
    if query.get("sinceSeconds").is_some() || query.get("sinceTime").is_some() || query.get("stream").is_some() {
        return None;
    }
    let lines: Vec<&[u8]> = whole.split_inclusive(|byte| *byte == b'\n').collect();
    let first = match number("tailLines") {
        None => 0,
        Some(count) => lines.len().saturating_sub(count?),
    };
    let with_time = query.is_on("timestamps");
    let mut out: Vec<u8> = Vec::new();
    for line in lines.get(first..).unwrap_or_default() {
        let text = match line.iter().position(|byte| *byte == b' ') {
            Some(space) if !with_time => line.get(space + 1..).unwrap_or_default(),
            _ => line,
        };
        out.extend_from_slice(text);
    }
    if let Some(limit) = number("limitBytes") {
        out.truncate(limit?);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &[u8] = b"2026-11-22T05:00:00.1Z one\n2026-11-22T05:00:01.2Z two words\n2026-11-22T05:00:02.3Z \n";

    #[test]
    fn a_log_is_cut_as_kubelets_cut_it() {
        for (query, text) in [
            ("", "one\ntwo words\n\n"),
            ("timestamps=false&follow=true", "one\ntwo words\n\n"),
            ("tailLines=2", "two words\n\n"),
            ("tailLines=0", ""),
            ("tailLines=9&limitBytes=3", "one"),
            ("tailLines=1&timestamps=true", "2026-11-22T05:00:02.3Z \n"),
        ] {
            assert_eq!(cut(LOG, &Query::parse(query)).unwrap(), text.as_bytes(), "{query}");
        }
    }

    #[test]
    fn what_a_recording_cannot_know_is_not_answered() {
        for query in ["sinceSeconds=5", "tailLines=x", "tailLines=-1"] {
            assert_eq!(cut(LOG, &Query::parse(query)), None, "{query}");
        }
    }
}
