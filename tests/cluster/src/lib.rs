//! A real Kubernetes control plane on loopback, a real `kubectl proxy` for each identity, and a world to look at.
//!
//! [`binaries`] gets the programs, [`ControlPlane`] runs them, [`KubectlProxy`] stands in front, [`world`] fills the API.
//! Whatever was started stops with the process that started it, however that one ends: see [`process`].

pub mod binaries;
pub mod certificates;
pub mod control_plane;
pub mod error;
pub mod http;
pub mod identity;
pub mod kubeconfig;
pub mod kubectl;
pub mod kubectl_proxy;
pub mod plane;
pub mod ports;
pub mod process;
#[cfg(feature = "record")]
pub mod record;
pub mod world;

pub use binaries::Binaries;
pub use control_plane::ControlPlane;
pub use error::Error;
pub use identity::Identity;
pub use kubectl::Kubectl;
pub use kubectl_proxy::{KubectlProxy, ProxyOptions};
pub use plane::Plane;
