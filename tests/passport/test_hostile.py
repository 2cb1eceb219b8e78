"""Whatever the octets: one of the reasons and never a fault."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from hypothesis import example, given, settings
from hypothesis import strategies as st

from answerback.passport import Call, Failure, Reason, base64url, verify
from answerback.passport.bundles import DoesNotHold, check_grown, check_included, read_bundle, read_path
from answerback.passport.canonical import canonical
from tests.passport.issuing import (
    CALLEE,
    CALLER,
    CLAIMS,
    HEADER,
    KEY,
    NOON,
    certificate,
    jwk,
    number_list,
    pem,
    token_of,
)

CALL = Call(CALLER, CALLEE, NOON)
OTHER_KEY = ec.derive_private_key(9, ec.SECP256R1())
AUTHORITY = certificate(None, key=OTHER_KEY, authority=True)
LEAF = certificate(number_list(CALLER), issuer=(AUTHORITY, OTHER_KEY))
TOKEN = token_of()
NATURE = [
    b'{"iat":NaN}',
    b'{"iat":-Infinity}',
    b'{"iat":1e400}',
    b'{"iat":' + b"9" * 5000 + b"}",
    b'{"a":"\\ud800"}',
    b'{"a":1,"a":1}',
    b"[" * 40_000,
    b'{"a":' * 8000 + b"1" + b"}" * 8000,
    b"\xef\xbb\xbf{}",
    b"{}\r",
    b"\xff\xfe{\x00}\x00",
    b'{"orig":{"tn":"1","tn":"2"}}',
    b"null",
]


def found(token: str, **key: object) -> str:
    try:
        verify(token, CALL, **(key or {"jwk": jwk()}))
    except Failure as failure:
        return str(failure.reason)
    return "holds"


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.one_of(st.text(), st.text("eyJ.-_=\r\n\ufeff\ud800", max_size=80)))
@example(TOKEN + "=")
@example(TOKEN.replace(".", "..", 1))
@example("\ufeff" + TOKEN)
@example(TOKEN[:-1] + chr(ord(TOKEN[-1]) + 1))
def test_text_that_is_no_token_is_malformed(text: str) -> None:
    assert found(text) == "malformed"


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(st.characters(), max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.sampled_from(["orig", "dest", "iat", "rcd", "rcdi", "crn", "更多"]), JSON)
def test_claim_with_any_value_holds_or_has_a_reason(name: str, value: object) -> None:
    written = json.dumps(CLAIMS | {name: value}, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    token = token_of(written.encode("utf-8", "surrogatepass"))

    assert found(token) in {"holds", *Reason}


@pytest.mark.parametrize("octets", NATURE)
@pytest.mark.parametrize("place", ["header", "claims"])
def test_odd_json_in_either_part_has_the_first_reason_that_fits(octets: bytes, place: str) -> None:
    token = token_of(**{place: octets})
    try:
        whole = json.loads(octets.decode(), parse_constant=int)
        is_object = isinstance(whole, dict)
    except (ValueError, RecursionError):
        is_object = False

    expected = "malformed" if not is_object else "header" if place == "header" else "canonical"
    assert found(token) == expected


def test_faults_are_told_in_the_order_of_the_reasons() -> None:
    late, bad = canonical(CLAIMS | {"iat": "1", "orig": {"tn": "1"}}), base64url.encode(bytes(64))
    parts = token_of(late).split(".")
    unsigned = ".".join([*parts[:2], bad])
    other_header = base64url.encode(canonical(HEADER | {"alg": "none"}))

    assert found("a.b") == "malformed"
    assert found(".".join([other_header, parts[1], bad])) == "header"
    assert found(unsigned, certificate=pem(certificate(number_list("1"), days=0))) == "signature"
    assert found(token_of(late), certificate=pem(certificate(number_list(CALLER)))) == "certificate"
    assert found(token_of(b" " + late)) == "canonical"
    assert found(token_of(canonical(CLAIMS | {"crn": 1, "iat": "1"}))) == "claims"
    assert found(token_of(late)) == "iat"
    assert found(token_of(canonical(CLAIMS | {"iat": NOON - 61, "orig": {"tn": "1"}}))) == "stale"
    assert found(token_of(canonical(CLAIMS | {"orig": {"tn": "1"}, "rcdi": {}}))) == "orig"
    assert found(token_of(canonical(CLAIMS | {"dest": {"tn": ["1"]}, "rcdi": {}}))) == "dest"
    assert found(token_of(canonical(CLAIMS | {"rcdi": {}}))) == "rcdi"


@pytest.mark.parametrize("at", [NOON - 60, NOON + 60])
def test_minute_before_and_after_counts(at: int) -> None:
    assert verify(TOKEN, Call(CALLER, CALLEE, at), jwk=jwk()).claims == CLAIMS


def of_key(key: object) -> bytes:
    """A certificate for a key that no proof is signed with."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "岚月")])
    builder = x509.CertificateBuilder(
        issuer_name=name,
        subject_name=name,
        public_key=key.public_key(),
        serial_number=9,
        not_valid_before=LEAF.not_valid_before_utc,
        not_valid_after=LEAF.not_valid_after_utc,
    )
    return pem(builder.sign(key, None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256()))


@pytest.mark.parametrize(
    "octets",
    [
        b"",
        b"\x00" * 9,
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        b"-----BEGIN CERTIFICATE-----",
        pem(LEAF)[:-30],
        KEY.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        ),
        of_key(rsa.generate_private_key(65537, 2048)),
        of_key(ed25519.Ed25519PrivateKey.generate()),
        of_key(ec.generate_private_key(ec.SECP384R1())),
    ],
)
def test_certificate_that_is_none_of_ours_is_refused_as_one(octets: bytes) -> None:
    assert found(TOKEN, certificate=octets) == "certificate"


def rewritten(octets: bytes, changes: list[tuple[int, int]]) -> bytes:
    """A PEM certificate with some octets of its DER changed."""
    der = bytearray(octets)
    for place, octet in changes:
        der[place % len(der)] = octet
    body = base64.encodebytes(bytes(der))
    return b"-----BEGIN CERTIFICATE-----\n" + body + b"-----END CERTIFICATE-----\n"


CHANGES = st.lists(st.tuples(st.integers(0, 900), st.integers(0, 255)), min_size=1, max_size=3)
DER = serialization.Encoding.DER


@settings(max_examples=400, deadline=None, derandomize=True)
@given(CHANGES, st.booleans())
def test_damaged_certificate_or_authority_is_never_a_fault(
    changes: list[tuple[int, int]], of_authority: bool
) -> None:
    if of_authority:
        anchor = rewritten(AUTHORITY.public_bytes(DER), changes)
        answer = found(TOKEN, certificate=pem(LEAF) + anchor, anchor=anchor)
    else:
        damaged = rewritten(LEAF.public_bytes(DER), changes)
        answer = found(TOKEN, certificate=damaged, anchor=pem(AUTHORITY))

    assert answer in {"holds", "certificate", "signature"}


@pytest.mark.parametrize("place", [5, 100, 116])
def test_version_and_key_that_no_library_knows_are_refused(place: int) -> None:
    der = LEAF.public_bytes(DER)
    version = der.index(b"\xa0\x03\x02\x01\x02") + 4
    kind = der.index(bytes.fromhex("2a8648ce3d0201")) + 3
    curve = der.index(bytes.fromhex("2a8648ce3d030107")) + 3
    where = {5: version, 100: kind, 116: curve}[place]

    assert found(TOKEN, certificate=rewritten(der, [(where, 97)])) == "certificate"
    authority = rewritten(AUTHORITY.public_bytes(DER), [(where, 97)])
    assert found(TOKEN, certificate=pem(LEAF), anchor=authority) == "certificate"


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.fixed_dictionaries(
        {"token": JSON | st.just(TOKEN), "nonce": JSON | st.just("A" * 43), "chain": JSON | st.just("")},
        optional={"log": JSON | st.fixed_dictionaries({"index": JSON, "size": JSON, "inclusion": JSON})},
    ),
    st.text(max_size=20),
)
def test_any_file_is_included_and_grown_nowhere(shape: dict[str, object], other: str) -> None:
    with pytest.raises(DoesNotHold):
        check_included(read_bundle(json.dumps(shape)), key=other, checkpoint=other)
    with pytest.raises(DoesNotHold):
        check_grown(other, json.dumps(shape), read_path(other), key=other)


def test_hash_of_a_path_has_one_spelling() -> None:
    good = base64.b64encode(bytes(32)).decode()
    loose = good.replace("A=", "B=")

    assert read_path(json.dumps({"path": [good]})) == (bytes(32),)
    with pytest.raises(DoesNotHold):
        read_path(json.dumps({"path": [loose]}))


@pytest.mark.parametrize("at", ["nan", "1e9", "9" * 5000, ""])
def test_time_that_is_no_whole_number_ends_the_command_with_two(at: str, tmp_path: Path) -> None:
    for name, text in (("token", TOKEN), ("jwk", json.dumps(jwk()))):
        (tmp_path / name).write_text(text)
    files = ["--token", str(tmp_path / "token"), "--jwk", str(tmp_path / "jwk")]
    call = ["--orig", CALLER, "--dest", CALLEE, "--at", at]
    command = [sys.executable, "-m", "answerback.ops.entry", "proof", "verify", *files, *call]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (2, "", False)
