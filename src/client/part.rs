//! Parts of the page's own code that come when they are first wanted.

use wasm_split_helpers::SplitLoaderError;

use crate::kube::failure::Failure;

/// A part did not come. It is asked for anew the next time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotArrived;

impl From<SplitLoaderError> for NotArrived {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

impl From<NotArrived> for Failure {
    /// The page's files come from where the API is: if one does not, the same is to be done about it.
    fn from(_: NotArrived) -> Self {
        Self::Unreachable("WebAssembly".into())
    }
}
