//! Which cluster the page shows: what a reader does has to work on the live one and on the recorded one.

use cluster::Identity;

use crate::{Console, Error, Look, Setting};

/// A cluster to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The control plane, as the operator sees it.
    Live,
    /// The recording that ships with the page.
    Recorded,
}

impl Shown {
    /// Opens the page at an address of the console, on a screen of 1440 × 900.
    pub async fn open(self, hash: &str) -> Result<Console, Error> {
        self.open_sized((1440, 900), hash).await
    }

    /// The same on a screen of another size.
    pub async fn open_sized(self, (width, height): (u32, u32), hash: &str) -> Result<Console, Error> {
        let mut page = Setting::shared()?.page(Identity::Operator);
        if self == Self::Recorded {
            page.push_str("?cluster=recorded");
        }
        Look::at(page).sized(width, height).open(hash).await
    }
}

/// Makes two tests of each function: one on the live cluster, one on the recorded one.
#[macro_export]
macro_rules! on_both_clusters {
    ($($test:ident)+) => {
        mod live {
            $(#[tokio::test]
            async fn $test() {
                super::$test($crate::Shown::Live).await;
            })+
        }
        mod recorded {
            $(#[tokio::test]
            async fn $test() {
                super::$test($crate::Shown::Recorded).await;
            })+
        }
    };
}
