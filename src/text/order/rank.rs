//! What a cell says, and the bytes by which it is compared.

// The addresses alone; what `std::net` adds is the network.
use core::net::{IpAddr, SocketAddr};

use super::{
    super::{quantity::Quantity, relative},
    Meaning,
};

/// What is compared of a cell; of one column all that fit are of one variant, and the last two come after it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Rank {
    Amount(Quantity),
    Seconds(i64),
    Share {
        /// In 2⁶⁴ths, which tells all fractions of 32 bit numbers apart.
        share: u128,
        total: u32,
        parallel: u32,
    },
    Restarts {
        count: u32,
        seconds_ago: i64,
    },
    Address(IpAddr),
    Natural,
    Nothing,
}

impl Rank {
    /// The rank of a text that fits the meaning.
    pub(super) fn of(meaning: Meaning, text: &str) -> Option<Self> {
        match meaning {
            Meaning::Text => (!is_nothing(text)).then_some(Self::Natural),
            Meaning::Number => {
                let number = text.strip_suffix('%').unwrap_or(text);
                let has_suffix = !number.ends_with(|last: char| last.is_ascii_digit() || last == '.');
                (!has_suffix).then(|| Quantity::parse(number))?.map(Self::Amount)
            }
            Meaning::Quantity => Quantity::parse(text).map(Self::Amount),
            Meaning::Age => relative::interval(text).map(|seconds| Self::Seconds(seconds.start)),
            Meaning::Ratio => Self::ratio(text),
            Meaning::Restarts => Self::restarts(text),
            Meaning::Address => address(text).map(Self::Address),
        }
    }

    /// Adds the bytes whose order is the order of the ranks, given the text that has this one.
    pub(super) fn write(self, text: &str, key: &mut Vec<u8>) {
        match self {
            Self::Amount(amount) => key.extend((amount.nanos() ^ i128::MIN).to_be_bytes()),
            Self::Seconds(seconds) => key.extend((seconds ^ i64::MIN).to_be_bytes()),
            Self::Share { share, total, parallel } => {
                key.extend(share.to_be_bytes());
                key.extend(total.to_be_bytes());
                key.extend(parallel.to_be_bytes());
            }
            Self::Restarts { count, seconds_ago } => {
                key.extend(count.to_be_bytes());
                key.extend((seconds_ago ^ i64::MIN).to_be_bytes());
            }
            Self::Address(IpAddr::V4(address)) => {
                key.push(4);
                key.extend(address.octets());
                natural(text, key);
            }
            Self::Address(IpAddr::V6(address)) => {
                key.push(6);
                key.extend(address.octets());
                natural(text, key);
            }
            Self::Natural => natural(text, key),
            Self::Nothing => {}
        }
    }

    fn ratio(text: &str) -> Option<Self> {
        let (ratio, parallel) = match text.split_once(" of ") {
            Some((ratio, parallel)) => (ratio, whole(parallel)?),
            None => (text, 0),
        };
        let (part, total) = ratio.split_once('/')?;
        let (part, total) = (whole(part)?, whole(total)?);
        let share = match (part, total) {
            (0, 0) => 1 << 64,
            (_, 0) => u128::MAX,
            _ => (u128::from(part) << 64) / u128::from(total),
        };
        Some(Self::Share { share, total, parallel })
    }

    fn restarts(text: &str) -> Option<Self> {
        let (count, seconds_ago) = match relative::restarts(text) {
            Some((count, ago)) => (count, relative::interval(ago).map_or(i64::MAX, |seconds| seconds.start)),
            None => (text, i64::MAX),
        };
        Some(Self::Restarts {
            count: whole(count)?,
            seconds_ago,
        })
    }
}

/// Whether a text says that there is nothing to say.
pub(super) fn is_nothing(text: &str) -> bool {
    text.is_empty() || (text.starts_with('<') && text.ends_with('>'))
}

/// Digits and nothing else.
fn whole(text: &str) -> Option<u32> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())?
}

/// The first address of a list, of `10.0.0.1:80`, or of `10.0.0.0/8`.
fn address(text: &str) -> Option<IpAddr> {
    let first = text.split([',', ' ', '/']).next()?;
    let alone = first.parse::<IpAddr>().ok();
    alone.or_else(|| first.parse::<SocketAddr>().ok().map(|socket| socket.ip()))
}

/// Adds bytes whose order is the natural order of the texts.
///
/// Letters are lowered. A number is written as `0`, so that it keeps its place among other characters, how many
/// digits it has without leading zeros, and these digits.
fn natural(text: &str, key: &mut Vec<u8>) {
    for run in text
        .as_bytes()
        .chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit())
    {
        if run.first().is_some_and(u8::is_ascii_digit) {
            let zeros = run.iter().take_while(|digit| **digit == b'0').count();
            let digits = run.get(zeros..).unwrap_or_default();
            key.push(b'0');
            let mut length = digits.len();
            while let Some(rest) = length.checked_sub(usize::from(u8::MAX)) {
                key.push(u8::MAX);
                length = rest;
            }
            key.extend(u8::try_from(length));
            key.extend(digits);
        } else {
            key.extend(run.iter().map(u8::to_ascii_lowercase));
        }
    }
}
