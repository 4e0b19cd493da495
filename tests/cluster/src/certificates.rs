//! The certificate authorities of a control plane and every certificate and key that it needs.

use std::{fs, path::Path};

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa,
    KeyPair as Key, KeyUsagePurpose, date_time_ymd,
};

use crate::Error;

/// A certificate and its private key, both PEM.
#[derive(Debug, Clone)]
pub struct KeyPair {
    /// The certificate.
    pub certificate: String,
    /// Its private key.
    pub key: String,
}

impl KeyPair {
    /// Writes `NAME.crt` and `NAME.key`.
    pub fn write(&self, folder: &Path, name: &str) -> Result<(), Error> {
        for (extension, text) in [("crt", &self.certificate), ("key", &self.key)] {
            let path = folder.join(format!("{name}.{extension}"));
            fs::write(&path, text).map_err(Error::file(path))?;
        }
        Ok(())
    }
}

/// A certificate authority that signs with a key of its own.
pub struct Authority {
    issuer: CertifiedIssuer<'static, Key>,
    key: String,
}

impl Authority {
    /// A new self-signed authority.
    pub fn new(name: &str) -> Result<Self, Error> {
        let error = |source| Error::Certificate {
            name: name.into(),
            source,
        };
        let mut params = params(name, None);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![
            KeyUsagePurpose::KeyCertSign,
            KeyUsagePurpose::CrlSign,
            KeyUsagePurpose::DigitalSignature,
        ];
        let key = Key::generate().map_err(error)?;
        let pem = key.serialize_pem();
        let issuer = CertifiedIssuer::self_signed(params, key).map_err(error)?;
        Ok(Self { issuer, key: pem })
    }

    /// The authority's own certificate and key.
    pub fn key_pair(&self) -> KeyPair {
        KeyPair {
            certificate: self.issuer.pem(),
            key: self.key.clone(),
        }
    }

    /// A certificate for a client: `user` and `group` are what the API server sees.
    pub fn client(&self, user: &str, group: Option<&str>) -> Result<KeyPair, Error> {
        let mut params = params(user, group);
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        self.sign(user, params)
    }

    /// A certificate for a server under these DNS names and IP addresses.
    pub fn server(&self, name: &str, names: &[&str]) -> Result<KeyPair, Error> {
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        let error = |source| Error::Certificate {
            name: name.into(),
            source,
        };
        // rcgen tells addresses from DNS names by itself.
        let mut params = CertificateParams::new(names).map_err(error)?;
        (params.not_before, params.not_after) = (date_time_ymd(2024, 1, 1), date_time_ymd(2054, 1, 1));
        params.distinguished_name = distinguished_name(name, None);
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        self.sign(name, params)
    }

    fn sign(&self, name: &str, mut params: CertificateParams) -> Result<KeyPair, Error> {
        let error = |source| Error::Certificate {
            name: name.into(),
            source,
        };
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.use_authority_key_identifier_extension = true;
        let key = Key::generate().map_err(error)?;
        let certificate = params.signed_by(&key, &self.issuer).map_err(error)?;
        Ok(KeyPair {
            certificate: certificate.pem(),
            key: key.serialize_pem(),
        })
    }
}

/// A certificate signing request (PEM) for `user`, with a key that is thrown away.
pub fn signing_request(user: &str, group: &str) -> Result<String, Error> {
    let error = |source| Error::Certificate {
        name: user.into(),
        source,
    };
    let mut params = CertificateParams::default();
    params.distinguished_name = distinguished_name(user, Some(group));
    let key = Key::generate().map_err(error)?;
    params
        .serialize_request(&key)
        .and_then(|request| request.pem())
        .map_err(error)
}

/// The key pair (PEM) that ServiceAccount tokens are signed and verified with: private, then public.
pub fn signing_key() -> Result<(String, String), Error> {
    let key = Key::generate().map_err(|source| Error::Certificate {
        name: "service-account".into(),
        source,
    })?;
    Ok((key.serialize_pem(), key.public_key_pem()))
}

fn params(name: &str, group: Option<&str>) -> CertificateParams {
    let mut params = CertificateParams::default();
    // Fixed dates: a wrong clock on a test machine must not make certificates that are not valid yet.
    (params.not_before, params.not_after) = (date_time_ymd(2024, 1, 1), date_time_ymd(2054, 1, 1));
    params.distinguished_name = distinguished_name(name, group);
    params
}

fn distinguished_name(name: &str, group: Option<&str>) -> DistinguishedName {
    let mut distinguished = DistinguishedName::new();
    if let Some(group) = group {
        distinguished.push(DnType::OrganizationName, group);
    }
    distinguished.push(DnType::CommonName, name);
    distinguished
}
