//! What the tab holds in memory: JavaScript's heap and the memory of the wasm.

use crate::{
    console::Console,
    error::Error,
    measure::{Figures, number},
};
use serde_json::Value;

/// Keeps the memory of the wasm where [`held`] finds it; for [`Console::before_each_document`].
pub const KEEP: &str = "
    for (const how of ['instantiate', 'instantiateStreaming']) {
        const real = WebAssembly[how];
        WebAssembly[how] = async (...given) => {
            const made = await real.apply(WebAssembly, given);
            const { memory } = (made.instance || made).exports;
            if (memory) window.wasmMemory = memory;
            return made;
        };
    }";

/// Megabytes, after the garbage is gone.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    /// JavaScript's heap.
    pub heap: f64,
    /// The memory of the wasm, which never shrinks.
    pub wasm: f64,
}

/// What the tab holds now.
pub async fn held(console: &Console) -> Result<Held, Error> {
    console.collect_garbage().await?;
    let sizes: Value = console
        .run("return [performance.memory.usedJSHeapSize / 1e6, window.wasmMemory.buffer.byteLength / 1e6];")
        .await?;
    Ok(Held {
        heap: number(&sizes[0]),
        wasm: number(&sizes[1]),
    })
}

/// Notes what the tab holds.
pub async fn note(console: &Console, figures: &mut Figures) -> Result<(), Error> {
    let held = held(console).await?;
    figures.note("memory: JavaScript's heap", "MB", held.heap);
    figures.note("memory: wasm", "MB", held.wasm);
    figures.note("memory: both", "MB", held.heap + held.wasm);
    Ok(())
}
