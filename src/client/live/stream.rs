//! An answer that does not end by itself: a watch or a log that is followed, line by line.

use super::{
    body::{Body, Broken},
    opened::{AbortOnDrop, Opened},
};
use crate::{
    client::exchange::Timing,
    kube::{answer::Answer, failure::Failure, log::LogOptions, mask, request::ApiRequest},
    sync::frame::Lines,
};

/// A watch, or a log that is followed, that is open. Dropping it closes it.
pub struct EventStream {
    /// The status line and headers with which it opened.
    pub answer: Answer,
    /// How long it took to open.
    pub timing: Timing,
    body: Body,
    lines: Lines,
    is_log: bool,
    of_secrets: bool,
    /// How many bytes have come.
    bytes: usize,
    /// How many values of Secrets were masked in them.
    masked: usize,
    _abort: AbortOnDrop,
}

impl EventStream {
    pub(super) fn of(request: &ApiRequest, opened: Opened) -> Self {
        let is_log = LogOptions::of(request).is_some();
        Self {
            timing: opened.timing(),
            body: Body::of(&opened.response),
            answer: opened.answer,
            lines: if is_log { Lines::of_text() } else { Lines::default() },
            is_log,
            of_secrets: request.is_of_secrets(),
            bytes: 0,
            masked: 0,
            _abort: opened.abort,
        }
    }

    /// The lines that came next, which are events in JSON or a log's own, with the values of Secrets masked; `None` at the
    /// end. Waits for ever: a quiet watch is no failure.
    pub async fn next(&mut self) -> Result<Option<Vec<Vec<u8>>>, Failure> {
        loop {
            let mut chunk = Vec::new();
            let came = match self.body.next(None).await {
                Ok(Some(more)) => {
                    more.append_to(&mut chunk);
                    self.bytes += chunk.len();
                    self.lines.feed(&chunk)
                }
                // Of a watch, half an event is none.
                Ok(None) if self.is_log => match self.lines.rest() {
                    Some(rest) => vec![rest],
                    None => return Ok(None),
                },
                Ok(None) => return Ok(None),
                Err(Broken::Off | Broken::Idle(_)) => return Err(Failure::BrokenOff(self.bytes)),
            };
            let mut lines = Vec::new();
            for line in came {
                let masked = mask::mask(line, self.of_secrets).ok_or(Failure::Withheld)?;
                self.masked += masked.values;
                lines.push(masked.body);
            }
            if !lines.is_empty() {
                return Ok(Some(lines));
            }
        }
    }

    /// How many values of Secrets were masked so far.
    pub fn masked(&self) -> usize {
        self.masked
    }

    /// How many bytes have come so far.
    pub fn bytes(&self) -> usize {
        self.bytes
    }
}
