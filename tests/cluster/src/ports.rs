//! Free ports on loopback that stay free between a server's end and its restart.

use std::{
    collections::hash_map::RandomState,
    hash::{BuildHasher, Hasher},
    net::{Ipv4Addr, TcpListener},
};

use crate::Error;

/// Below Linux' ephemeral range (32768 and up), so that no outgoing connection takes a port whose server
/// is being restarted.
const RANGE: std::ops::Range<u16> = 20_000..32_000;

/// `N` different ports that nobody listens on.
pub fn free<const N: usize>() -> Result<[u16; N], Error> {
    let mut held = Vec::with_capacity(N);
    // Processes that start at the same time begin to look at different places.
    let start = RandomState::new().build_hasher().finish();
    let size = u64::from(RANGE.end - RANGE.start);
    for step in 0..size {
        if held.len() == N {
            break;
        }
        let port = RANGE.start + u16::try_from((start % size + step) % size).unwrap_or_default();
        if let Ok(listener) = TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            held.push((port, listener));
        }
    }
    let ports: Vec<u16> = held.iter().map(|(port, _)| *port).collect();
    <[u16; N]>::try_from(ports).map_err(|_| Error::NoPort)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_differ_and_can_be_listened_on() {
        let [one, other] = free().expect("two ports are free");
        assert_ne!(one, other);
        TcpListener::bind((Ipv4Addr::LOCALHOST, one)).expect("the port is free");
    }
}
