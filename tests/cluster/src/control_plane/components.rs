//! The processes of a control plane and their command lines.

use std::path::Path;

use crate::{Binaries, Error, Plane, process::Process};

use super::{bootstrap, layout::Layout};

/// The running processes, in the order in which they are stopped: an API server without its etcd drains for minutes.
#[derive(Debug)]
pub(super) struct Components {
    api_server: Option<Process>,
    aggregated: Option<Process>,
    others: Vec<Process>,
    etcd: Process,
    layout: Layout,
}

impl Components {
    /// Starts etcd and the API server; the latter waits for the former by itself.
    pub(super) fn start(binaries: &Binaries, layout: &Layout) -> Result<Self, Error> {
        let etcd = start("etcd", &binaries.etcd, &etcd(layout), layout)?;
        let mut components = Self {
            api_server: None,
            aggregated: None,
            others: Vec::new(),
            etcd,
            layout: layout.clone(),
        };
        components.restart_api_server(binaries)?;
        Ok(components)
    }

    /// Starts what needs an API server that is ready.
    pub(super) fn start_the_rest(&mut self, binaries: &Binaries) -> Result<(), Error> {
        let layout = &self.layout;
        let config = bootstrap::write_kwok_config(layout)?;
        self.others.push(start(
            "kube-controller-manager",
            &binaries.kube_controller_manager,
            &controller_manager(layout),
            layout,
        )?);
        self.others.push(start(
            "kube-scheduler",
            &binaries.kube_scheduler,
            &scheduler(layout),
            layout,
        )?);
        self.others
            .push(start("kwok", &binaries.kwok, &kwok(layout, &config), layout)?);
        Ok(())
    }

    /// Starts the aggregated API server once it can learn whom to trust.
    pub(super) fn start_aggregated(&mut self, binaries: &Binaries, plane: &Plane) -> Result<(), Error> {
        plane.admin().run([
            "wait",
            "--for=create",
            "configmap/extension-apiserver-authentication",
            "--namespace=kube-system",
            "--timeout=60s",
        ])?;
        self.kill_aggregated();
        let arguments = sample_apiserver(&self.layout);
        self.aggregated = Some(start(
            "sample-apiserver",
            &binaries.sample_apiserver,
            &arguments,
            &self.layout,
        )?);
        Ok(())
    }

    /// Kills the aggregated API server.
    pub(super) fn kill_aggregated(&mut self) {
        self.aggregated = None;
    }

    /// See [`Process::freeze`].
    pub(super) fn freeze_aggregated(&self) -> Result<(), Error> {
        self.aggregated.as_ref().map_or(Ok(()), Process::freeze)
    }

    /// See [`Process::thaw`].
    pub(super) fn thaw_aggregated(&self) -> Result<(), Error> {
        self.aggregated.as_ref().map_or(Ok(()), Process::thaw)
    }

    /// See [`Process::freeze`].
    pub(super) fn freeze_api_server(&self) -> Result<(), Error> {
        self.api_server.as_ref().map_or(Ok(()), Process::freeze)
    }

    /// See [`Process::thaw`].
    pub(super) fn thaw_api_server(&self) -> Result<(), Error> {
        self.api_server.as_ref().map_or(Ok(()), Process::thaw)
    }

    /// Kills the API server.
    pub(super) fn kill_api_server(&mut self) {
        self.api_server = None;
    }

    /// Starts the API server (again) on its port; it is not ready yet.
    pub(super) fn restart_api_server(&mut self, binaries: &Binaries) -> Result<(), Error> {
        self.kill_api_server();
        let arguments = api_server(&self.layout);
        self.api_server = Some(start(
            "kube-apiserver",
            &binaries.kube_apiserver,
            &arguments,
            &self.layout,
        )?);
        Ok(())
    }

    /// An error if one of the processes has ended by itself.
    pub(super) fn check(&mut self) -> Result<(), Error> {
        self.all().try_for_each(Process::check)
    }

    /// Their process ids.
    pub(super) fn process_ids(&self) -> Vec<u32> {
        self.api_server
            .iter()
            .chain(&self.aggregated)
            .chain(&self.others)
            .chain([&self.etcd])
            .map(Process::id)
            .collect()
    }

    fn all(&mut self) -> impl Iterator<Item = &mut Process> {
        self.api_server
            .iter_mut()
            .chain(&mut self.aggregated)
            .chain(&mut self.others)
            .chain([&mut self.etcd])
    }
}

fn start(name: &str, program: &Path, arguments: &[String], layout: &Layout) -> Result<Process, Error> {
    Process::start(name, program, arguments, &layout.log(name))
}

fn etcd(layout: &Layout) -> Vec<String> {
    let client = layout.etcd();
    let peer = format!("http://127.0.0.1:{}", layout.ports.etcd_peer);
    vec![
        format!("--data-dir={}", layout.folder.join("etcd").display()),
        format!("--listen-client-urls={client}"),
        format!("--advertise-client-urls={client}"),
        format!("--listen-peer-urls={peer}"),
        format!("--initial-advertise-peer-urls={peer}"),
        format!("--initial-cluster=default={peer}"),
        // Nothing here has to survive a power cut.
        "--unsafe-no-fsync".into(),
        "--quota-backend-bytes=8589934592".into(),
        "--log-level=warn".into(),
    ]
}

fn api_server(layout: &Layout) -> Vec<String> {
    let file = |name: &str| layout.certificates().join(name).display().to_string();
    vec![
        format!("--etcd-servers={}", layout.etcd()),
        "--bind-address=127.0.0.1".into(),
        format!("--secure-port={}", layout.ports.api_server),
        // Addresses in 127.0.0.0/8 are refused in EndpointSlices; this one is for documentation.
        "--advertise-address=192.0.2.10".into(),
        "--external-hostname=api.example.test".into(),
        "--service-cluster-ip-range=10.96.0.0/16".into(),
        "--authorization-mode=Node,RBAC".into(),
        "--allow-privileged=true".into(),
        format!("--client-ca-file={}", file("ca.crt")),
        format!("--tls-cert-file={}", file("apiserver.crt")),
        format!("--tls-private-key-file={}", file("apiserver.key")),
        format!("--kubelet-client-certificate={}", file("apiserver-kubelet-client.crt")),
        format!("--kubelet-client-key={}", file("apiserver-kubelet-client.key")),
        // Nodes have addresses of a documentation network; their InternalDNS leads to kwok on loopback.
        "--kubelet-preferred-address-types=InternalDNS".into(),
        "--service-account-issuer=https://kubernetes.default.svc.cluster.local".into(),
        format!("--service-account-key-file={}", file("service-account.pub")),
        format!("--service-account-signing-key-file={}", file("service-account.key")),
        format!("--requestheader-client-ca-file={}", file("front-proxy-ca.crt")),
        "--requestheader-allowed-names=front-proxy-client".into(),
        "--requestheader-username-headers=X-Remote-User".into(),
        "--requestheader-group-headers=X-Remote-Group".into(),
        "--requestheader-extra-headers-prefix=X-Remote-Extra-".into(),
        format!("--proxy-client-cert-file={}", file("front-proxy-client.crt")),
        format!("--proxy-client-key-file={}", file("front-proxy-client.key")),
        "--enable-bootstrap-token-auth=true".into(),
        // The world is made once; its events should still be there when somebody looks in the evening.
        "--event-ttl=24h".into(),
    ]
}

fn controller_manager(layout: &Layout) -> Vec<String> {
    let file = |name: &str| layout.certificates().join(name).display().to_string();
    let mut arguments = daemon(layout, "kube-controller-manager", layout.ports.controller_manager);
    arguments.extend([
        // As kubeadm does: the signer of `cluster-info` is not among the defaults.
        "--controllers=*,bootstrapsigner,tokencleaner".into(),
        "--use-service-account-credentials=true".into(),
        format!("--service-account-private-key-file={}", file("service-account.key")),
        format!("--root-ca-file={}", file("ca.crt")),
        format!("--cluster-signing-cert-file={}", file("ca.crt")),
        format!("--cluster-signing-key-file={}", file("ca.key")),
        // The default lies outside of the plane's folder, and is created.
        format!(
            "--flex-volume-plugin-dir={}",
            layout.folder.join("flexvolume").display()
        ),
        "--allocate-node-cidrs=true".into(),
        "--cluster-cidr=10.244.0.0/14,2001:db8:42::/48".into(),
        // kwok goes on counting beyond the end of a node's range: room for a thousand pods on each of 256 nodes.
        "--node-cidr-mask-size-ipv4=22".into(),
        "--service-cluster-ip-range=10.96.0.0/16".into(),
        "--kube-api-qps=500".into(),
        "--kube-api-burst=1000".into(),
        // Every 15 seconds by default: too long to wait for a first verdict.
        "--horizontal-pod-autoscaler-sync-period=2s".into(),
        "--concurrent-deployment-syncs=20".into(),
        "--concurrent-replicaset-syncs=20".into(),
    ]);
    arguments
}

fn scheduler(layout: &Layout) -> Vec<String> {
    let mut arguments = daemon(layout, "kube-scheduler", layout.ports.scheduler);
    arguments.extend(["--kube-api-qps=500".into(), "--kube-api-burst=1000".into()]);
    arguments
}

/// What controller manager and scheduler have in common.
fn daemon(layout: &Layout, user: &str, port: u16) -> Vec<String> {
    let kubeconfig = layout.kubeconfig(user).display().to_string();
    vec![
        format!("--kubeconfig={kubeconfig}"),
        format!("--authentication-kubeconfig={kubeconfig}"),
        format!("--authorization-kubeconfig={kubeconfig}"),
        "--bind-address=127.0.0.1".into(),
        format!("--secure-port={port}"),
        // There is only one, and losing its lease while the API server restarts would end it.
        "--leader-elect=false".into(),
    ]
}

fn kwok(layout: &Layout, config: &Path) -> Vec<String> {
    let file = |name: &str| layout.certificates().join(name).display().to_string();
    vec![
        format!("--kubeconfig={}", layout.kubeconfig("admin").display()),
        format!("--config={}", config.display()),
        "--manage-all-nodes=true".into(),
        "--node-ip=127.0.0.1".into(),
        format!("--node-port={}", layout.ports.kubelet),
        format!("--server-address=127.0.0.1:{}", layout.ports.kubelet),
        format!("--tls-cert-file={}", file("kubelet.crt")),
        format!("--tls-private-key-file={}", file("kubelet.key")),
        "--node-lease-duration-seconds=40".into(),
    ]
}

fn sample_apiserver(layout: &Layout) -> Vec<String> {
    let file = |name: &str| layout.certificates().join(name).display().to_string();
    let kubeconfig = layout.kubeconfig("admin").display().to_string();
    vec![
        format!("--etcd-servers={}", layout.etcd()),
        format!("--kubeconfig={kubeconfig}"),
        format!("--authentication-kubeconfig={kubeconfig}"),
        format!("--authorization-kubeconfig={kubeconfig}"),
        "--bind-address=127.0.0.1".into(),
        format!("--secure-port={}", layout.ports.sample_apiserver),
        format!("--tls-cert-file={}", file("sample-apiserver.crt")),
        format!("--tls-private-key-file={}", file("sample-apiserver.key")),
    ]
}
