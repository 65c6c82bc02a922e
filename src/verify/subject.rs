//! Comes in: a certificate. Goes out: whom it names, as it may be shown. Must not
//! know: what the paper says.

use der::asn1::ObjectIdentifier;
use x509_cert::Certificate;

use super::words::harmless;

/// Is whom a certificate names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subject {
    /// The name (CN).
    pub name: String,
    /// The organisation (O).
    pub organisation: Option<String>,
    /// The place: L, else ST.
    pub place: Option<String>,
    /// The certificate's serial number, in hexadecimal digits.
    pub serial: String,
}

impl Subject {
    /// Reads whom a certificate names; letters that steer a screen are taken out.
    pub(super) fn of(certificate: &Certificate) -> Self {
        let tbs = &certificate.tbs_certificate;
        let digits = tbs.serial_number.as_bytes().iter().flat_map(|byte| [byte >> 4, byte & 15]);
        let serial: String = digits.filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect();
        let serial = serial.to_uppercase();
        Self {
            name: name(certificate),
            organisation: value(certificate, "2.5.4.10"),
            place: value(certificate, "2.5.4.7").or_else(|| value(certificate, "2.5.4.8")),
            serial,
        }
    }
}

/// Gives the name a certificate stands for: its common name.
pub(super) fn name(certificate: &Certificate) -> String {
    value(certificate, "2.5.4.3")
        .unwrap_or_else(|| harmless(&certificate.tbs_certificate.subject.to_string()))
}

/// Gives the last value of an attribute, which is the nearest to the person.
fn value(certificate: &Certificate, oid: &str) -> Option<String> {
    let wanted = ObjectIdentifier::new_unwrap(oid);
    let subject = certificate.tbs_certificate.subject.0.iter();
    let mut entries = subject.flat_map(|names| names.0.iter()).filter(|entry| entry.oid == wanted);
    let bytes = entries.next_back()?.value.clone();
    let text = match der::Tagged::tag(&bytes) {
        // Two bytes a letter (X.690 8.23.8), as older tools write Vietnamese.
        der::Tag::BmpString => {
            let units = bytes.value().chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            String::from_utf16_lossy(&units.collect::<Vec<_>>())
        }
        _ => String::from_utf8_lossy(bytes.value()).into_owned(),
    };
    Some(harmless(&text))
}
