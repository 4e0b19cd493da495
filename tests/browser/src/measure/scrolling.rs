//! Frames while a list is scrolled down and back: as a wheel that is turned fast does it, and by more than a screen with
//! each frame, as the handle of the scroll bar does it.

use super::{Figures, number};
use crate::{Error, console::Console};

/// How a list is scrolled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// By 120 px a frame.
    Wheel,
    /// By 900 px a frame.
    ScrollBar,
}

impl How {
    /// All ways.
    pub const ALL: [Self; 2] = [Self::Wheel, Self::ScrollBar];

    /// CSS pixels with each frame.
    fn pixels(self) -> u32 {
        match self {
            Self::Wheel => 120,
            Self::ScrollBar => 900,
        }
    }

    /// What it is called in print.
    pub fn name(self) -> String {
        format!("scrolling by {} px a frame", self.pixels())
    }

    /// The marks that the page sets at its begin and its end.
    pub fn marks(self) -> (String, String) {
        let name = format!("scroll.{}", self.pixels());
        (format!("{name}.begins"), format!("{name}.ends"))
    }

    /// Scrolls for 300 frames, half of them back, and notes within how many milliseconds 95 % of them came.
    pub async fn note(self, console: &Console, figures: &mut Figures) -> Result<(), Error> {
        let frames = self.frames(console).await?;
        let at = frames.len() * 95 / 100;
        let slowest = frames.get(at).copied().unwrap_or(f64::NAN);
        figures.note(&format!("{}: 95 % of frames within", self.name()), "ms", slowest);
        Ok(())
    }

    /// How long each of the 300 frames took in milliseconds, the shortest first.
    pub async fn frames(self, console: &Console) -> Result<Vec<f64>, Error> {
        let pixels = self.pixels();
        let (begin, end) = self.marks();
        let script = format!(
            "const done = arguments[arguments.length - 1];
            const area = $('div.rows');
            const frames = [];
            let last = performance.now(), count = 0;
            performance.mark('{begin}');
            const step = now => {{
                frames.push(now - last);
                last = now;
                area.scrollTop += count < 150 ? {pixels} : -{pixels};
                if (++count < 300) return requestAnimationFrame(step);
                performance.mark('{end}');
                done(frames.sort((a, b) => a - b));
            }};
            requestAnimationFrame(step);"
        );
        let frames = console.run_async(&script).await?;
        Ok(frames.as_array().into_iter().flatten().map(number).collect())
    }
}
