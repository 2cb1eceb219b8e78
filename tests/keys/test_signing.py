"""Signed tokens are read by an independent library with the published keys."""

import base64
import json

import pytest
from joserfc import jws
from joserfc.errors import BadSignatureError
from joserfc.jwk import KeySet

from answerback.keys.checking import BadSignature, check_checkpoint, check_jws, sign_checkpoint
from answerback.keys.purposes import Purpose
from answerback.keys.ring import now, ring
from answerback.keys.signing import public_jwks, sign_jws, sign_with

pytestmark = pytest.mark.django_db

TYPE = "answerback-status+jwt"
CLAIMS = {"iss": "lanyue", "state": "quiet", "seq": 12, "word": "安静"}


def test_signature_is_good_for_an_independent_library(lanyue):
    token = sign_jws(Purpose.STATUS, lanyue, CLAIMS, typ=TYPE)

    keys = public_jwks(Purpose.STATUS, lanyue)
    read = jws.deserialize_compact(token, KeySet.import_key_set(keys), algorithms=["ES256"])

    assert json.loads(read.payload) == CLAIMS
    assert read.headers() == {"alg": "ES256", "kid": keys["keys"][0]["kid"], "typ": TYPE}
    assert len(base64.urlsafe_b64decode(token.rsplit(".")[-1] + "==")) == 64


def test_signature_is_bad_under_another_wallets_keys(lanyue, qingtan):
    token = sign_jws(Purpose.STATUS, lanyue, CLAIMS, typ=TYPE)
    theirs = public_jwks(Purpose.STATUS, qingtan)["keys"][0] | {"kid": json_header(token)["kid"]}

    with pytest.raises(BadSignatureError):
        jws.deserialize_compact(token, KeySet.import_key_set({"keys": [theirs]}), algorithms=["ES256"])


def json_header(token):
    return json.loads(base64.urlsafe_b64decode(token.split(".")[0] + "=="))


def test_published_keys_hold_no_private_part(lanyue):
    (published,) = public_jwks(Purpose.PROOF, lanyue)["keys"]

    assert set(published) == {"kty", "crv", "x", "y", "kid", "use", "alg"}


def test_signing_with_a_key_in_hand_asks_no_database(lanyue, django_assert_num_queries):
    key = ring(Purpose.STATUS, lanyue).current(now())

    with django_assert_num_queries(0):
        token = sign_with(key, CLAIMS, typ=TYPE)

    assert check_jws(Purpose.STATUS, lanyue, token, typ=TYPE) == CLAIMS


def forged_header(token, **header):
    head = base64.urlsafe_b64encode(json.dumps(json_header(token) | header).encode()).rstrip(b"=").decode()
    return ".".join([head, *token.split(".")[1:]])


def test_checking_refuses_every_other_token(lanyue, qingtan):
    token = sign_jws(Purpose.STATUS, lanyue, CLAIMS, typ=TYPE)
    head, body, signature = token.split(".")
    forged = [
        "",
        "a.b.c",
        "李.雷.x",
        token[:-3] + "AAA",
        f"{head}.{body}.",
        f"{head}.{body[:-2]}.{signature}",
        forged_header(token, alg="none"),
        forged_header(token, alg="HS256"),
        forged_header(token, kid="0" * 16),
        sign_jws(Purpose.STATUS, qingtan, CLAIMS, typ=TYPE),
        sign_jws(Purpose.PROOF, lanyue, CLAIMS, typ=TYPE),
        sign_jws(Purpose.STATUS, lanyue, CLAIMS, typ="passport"),
    ]

    for text in forged:
        with pytest.raises(BadSignature):
            check_jws(Purpose.STATUS, lanyue, text, typ=TYPE)


def test_checkpoints_are_signed_for_the_journal():
    claims = {"v": 1, "at": "2026-11-23T04:00:00.000000Z", "seq": 0, "heads": {}}

    assert check_checkpoint(sign_checkpoint(claims)) == claims
    with pytest.raises(BadSignature):
        check_checkpoint(sign_checkpoint(claims)[:-4] + "AAAA")
