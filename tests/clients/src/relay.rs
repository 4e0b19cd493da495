//! A port that leads to kubectl proxy and stays the same, so that programs that name it need not be compiled anew.

use std::{
    io,
    net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream},
    thread,
};

use crate::error::Error;

/// Taken if it is free; any other one does as well.
const USUAL_PORT: u16 = 18_019;

/// A listener whose connections go on to a proxy, for as long as this process lives.
#[derive(Debug)]
pub struct Relay {
    port: u16,
}

impl Relay {
    /// Begins to relay to an origin such as `http://127.0.0.1:8001`.
    pub fn start(origin: &str) -> Result<Self, Error> {
        let failed = |source: io::Error| Error::unexpected(origin, source);
        let port = origin.rsplit(':').next().and_then(|port| port.parse().ok());
        let port: u16 = port.ok_or_else(|| Error::unexpected(origin, "names no port"))?;
        let to = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, USUAL_PORT))
            .or_else(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))
            .map_err(failed)?;
        let port = listener.local_addr().map_err(failed)?.port();
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if let Ok(server) = TcpStream::connect(to) {
                    both_ways(&client, &server);
                }
            }
        });
        Ok(Self { port })
    }

    /// Where programs reach it.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

fn both_ways(client: &TcpStream, server: &TcpStream) {
    for (from, to) in [(client, server), (server, client)] {
        if let (Ok(mut from), Ok(mut to)) = (from.try_clone(), to.try_clone()) {
            thread::spawn(move || {
                // Whichever side ends first ends the other.
                let _ = io::copy(&mut from, &mut to);
                let _ = to.shutdown(Shutdown::Write);
            });
        }
    }
}
