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

/// Declares a function that begins a part of the wasm: it is called with `await`, and the part comes with the first call.
///
/// Without the feature `parts` it is an ordinary function that waits for nothing: programs that are not split afterwards,
/// such as the wasm tests, have nowhere to fetch a part from.
macro_rules! part {
    ($part:ident: $(#[$meta:meta])* $visibility:vis fn $name:ident($($argument:ident: $type:ty),*) -> $result:ty $body:block) => {
        $(#[$meta])*
        #[cfg(feature = "parts")]
        #[wasm_split_helpers::wasm_split($part, fallible)]
        $visibility fn $name($($argument: $type),*) -> $result $body

        $(#[$meta])*
        #[cfg(not(feature = "parts"))]
        #[allow(clippy::unused_async)] // It is awaited all the same.
        $visibility async fn $name($($argument: $type),*) -> $result $body
    };
}

pub(crate) use part;
