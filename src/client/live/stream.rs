//! An answer that does not end by itself: a watch or a log that is followed, line by line.

use super::{
    body::{Body, Broken},
    opened::{AbortOnDrop, Opened},
};
use crate::{
    client::exchange::Timing,
    kube::{answer::Answer, failure::Failure, log::LogOptions, mask, request::ApiRequest},
    sync::{frame::Lines, log_lines::LogLines},
};

/// A watch, or a log that is followed, that is open. Dropping it closes it.
pub struct EventStream {
    /// The status line and headers with which it opened.
    pub answer: Answer,
    /// How long it took to open.
    pub timing: Timing,
    body: Body,
    lines: Lines,
    /// Where lines of a log wait; `None` for a watch.
    log: Option<LogLines>,
    of_secrets: bool,
    is_broken: bool,
    /// How many bytes have come.
    bytes: usize,
    /// How many values of Secrets were masked in them.
    masked: usize,
    _abort: AbortOnDrop,
}

impl EventStream {
    pub(super) fn of(request: &ApiRequest, opened: Opened) -> Self {
        let log = LogOptions::of(request).map(|options| LogLines::of(options.timestamps));
        Self {
            timing: opened.timing(),
            body: Body::of(&opened.response),
            answer: opened.answer,
            lines: if log.is_some() {
                Lines::of_text()
            } else {
                Lines::default()
            },
            log,
            of_secrets: request.is_of_secrets(),
            is_broken: false,
            bytes: 0,
            masked: 0,
            _abort: opened.abort,
        }
    }

    /// The lines that came next, which are events in JSON or a log's own, with the values of Secrets masked; `None` at the
    /// end. Waits for ever: a quiet watch is no failure.
    pub async fn next(&mut self) -> Result<Option<Vec<Vec<u8>>>, Failure> {
        // A body that broke off looks as if it had ended when it is asked again.
        if self.is_broken {
            return Err(Failure::BrokenOff(self.bytes));
        }
        loop {
            let mut chunk = Vec::new();
            let lines = match self.body.next(None).await {
                Ok(Some(more)) => {
                    more.append_to(&mut chunk);
                    self.bytes += chunk.len();
                    let came = self.lines.feed(&chunk);
                    self.mask(came)?
                }
                Ok(None) => {
                    let rest = self.rest();
                    return Ok((!rest.is_empty()).then_some(rest));
                }
                Err(Broken::Off | Broken::Idle(_)) => {
                    self.is_broken = true;
                    let rest = self.rest();
                    if rest.is_empty() {
                        return Err(Failure::BrokenOff(self.bytes));
                    }
                    return Ok(Some(rest));
                }
            };
            if !lines.is_empty() {
                return Ok(Some(lines));
            }
        }
    }

    fn mask(&mut self, came: Vec<Vec<u8>>) -> Result<Vec<Vec<u8>>, Failure> {
        let mut lines = Vec::new();
        for line in came {
            if let Some(log) = &mut self.log {
                lines.extend(log.feed(line));
            } else {
                let masked = mask::mask(line, self.of_secrets).ok_or(Failure::Withheld)?;
                self.masked += masked.values;
                lines.push(masked.body);
            }
        }
        Ok(lines)
    }

    /// What of a log came without a line break behind it; of a watch, half an event is none.
    fn rest(&mut self) -> Vec<Vec<u8>> {
        let Some(log) = &mut self.log else { return Vec::new() };
        let mut lines = Vec::new();
        if let Some(line) = self.lines.rest() {
            lines.extend(log.feed(line));
        }
        lines.extend(log.rest());
        lines
    }

    /// How many values of Secrets were masked so far.
    pub fn masked(&self) -> usize {
        self.masked + self.log.as_ref().map_or(0, LogLines::values)
    }

    /// How many bytes have come so far.
    pub fn bytes(&self) -> usize {
        self.bytes
    }
}
