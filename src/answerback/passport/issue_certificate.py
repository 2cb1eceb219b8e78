"""Certificates of a private anchor: the anchor itself, and one that speaks for a wallet's numbers (RFC 8226)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from answerback.passport.call import kind_of
from answerback.passport.telephone_numbers import OID, write_numbers


@dataclass(frozen=True)
class Lasting:
    """What each certificate has of its own: a serial number nobody can guess, and its time (aware)."""

    serial: int
    start: datetime
    end: datetime


def anchor_of(key: ec.EllipticCurvePrivateKey, *, name: str, lasting: Lasting) -> x509.Certificate:
    """Self-signed; it issues the signers' certificates directly and no further authority."""
    builder = _begun(_named(name), _named(name), key.public_key(), lasting)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    return builder.add_extension(_usage(issues=True), critical=True).sign(key, hashes.SHA256())


def certificate_of(
    public: ec.EllipticCurvePublicKey,
    *,
    name: str,
    callers: Sequence[str],
    lasting: Lasting,
    anchor: x509.Certificate,
    key: ec.EllipticCurvePrivateKey,
) -> x509.Certificate:
    """For a signer of proofs, issued by the anchor's `key`. `callers` are digits or URIs as claims write them."""
    numbers = [caller for caller in callers if kind_of(caller) == "tn"]
    addresses = [x509.UniformResourceIdentifier(one) for one in callers if kind_of(one) == "uri"]
    builder = _begun(_named(name), anchor.subject, public, lasting)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(issues=False), critical=True)
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())
    builder = builder.add_extension(issuer, critical=False)
    if numbers:
        listed = x509.UnrecognizedExtension(OID, write_numbers(numbers))
        builder = builder.add_extension(listed, critical=False)
    if addresses:
        builder = builder.add_extension(x509.SubjectAlternativeName(addresses), critical=False)
    return builder.sign(key, hashes.SHA256())


def as_pem(certificate: x509.Certificate) -> str:
    """As files hold it."""
    return certificate.public_bytes(Encoding.PEM).decode("ascii")


def from_pem(text: str) -> x509.Certificate:
    """The first certificate of a file that is known to hold one."""
    return x509.load_pem_x509_certificate(text.encode("ascii"))


def fingerprint_of(certificate: x509.Certificate) -> str:
    """SHA-256 of the DER, in hex."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def _begun(
    subject: x509.Name, issuer: x509.Name, public: ec.EllipticCurvePublicKey, lasting: Lasting
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(lasting.serial)
        .not_valid_before(lasting.start)
        .not_valid_after(lasting.end)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name[:64])])


def _usage(*, issues: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not issues,
        key_cert_sign=issues,
        crl_sign=issues,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
