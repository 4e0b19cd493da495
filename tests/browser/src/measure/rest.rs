//! Waits until a cluster that has just grown is at rest: what has just started still changes for a while, and each change
//! sorts the list anew and takes time from what is measured.

use std::{
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::{Error, setting::Setting};

/// How long changes are counted at once.
const WINDOW: Duration = Duration::from_secs(10);
/// So many counts one after another have to be about the same.
const ALIKE: usize = 3;
/// A cluster that never rests is measured all the same.
const MOST: Duration = Duration::from_mins(10);

/// Waits until as many things change in each window, which is what a cluster at rest does: nodes renew their leases.
pub fn until_at_rest(setting: &Setting) -> Result<(), Error> {
    let began = Instant::now();
    let mut counts: Vec<u64> = Vec::new();
    while began.elapsed() < MOST {
        let before = revision(setting)?;
        thread::sleep(WINDOW);
        counts.push(revision(setting)?.saturating_sub(before));
        if are_alike(counts.rchunks(ALIKE).next().unwrap_or_default()) {
            break;
        }
    }
    eprintln!("cluster: changes in {} s each: {counts:?}", WINDOW.as_secs());
    Ok(())
}

/// Whether there are enough counts, none of them a quarter or ten more than the least.
fn are_alike(counts: &[u64]) -> bool {
    let (least, most) = (counts.iter().min(), counts.iter().max());
    match (least, most) {
        (Some(least), Some(most)) => counts.len() == ALIKE && most - least <= (least / 4).max(10),
        _ => false,
    }
}

/// How many changes etcd has seen, which is the resourceVersion of any list.
fn revision(setting: &Setting) -> Result<u64, Error> {
    let answer = setting.kubectl("get --raw /api/v1/namespaces?limit=1")?;
    let list: Value = serde_json::from_str(&answer).unwrap_or_default();
    let version = list["metadata"]["resourceVersion"]
        .as_str()
        .and_then(|text| text.parse().ok());
    version.ok_or_else(|| Error::Missing("a resourceVersion".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::are_alike;

    #[test]
    fn counts_are_alike_when_they_stop_falling() {
        for (counts, expected) in [
            (&[][..], false),
            (&[40, 40], false),
            (&[900, 200, 40], false),
            (&[40, 45, 50], true),
            (&[400, 480, 500], true),
            (&[400, 480, 510], false),
        ] {
            assert_eq!(are_alike(counts), expected, "{counts:?}");
        }
    }
}
