"""Any machine finds what is here, and nothing that is not; whoever finds a fault finds whom to tell."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve
from jsonschema import Draft202012Validator

from answerback.api import well_known
from answerback.keys.purposes import Purpose
from answerback.keys.signing import public_jwks
from answerback.wallets.models import Wallet
from tests.cast import make_wallet

pytestmark = pytest.mark.django_db
SCHEMA = Path(__file__).parents[2] / "docs" / "reference" / "well-known.schema.json"
PUBLIC = "http://check.localhost:8000"


def found(client: Client, path: str = "answerback", **headers: str) -> Any:
    return client.get(f"/.well-known/{path}", headers=headers)


def test_document_is_as_its_schema_says_and_open_to_any_page(client: Client) -> None:
    make_wallet()
    response = found(client, origin="https://anything.example")

    document = response.json()
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(document)
    assert document["wallets"] == [
        {
            "slug": "lanyue",
            "name": {"en": "Lanyue Pay", "zh": "岚月支付"},
            "issuer": "answerback:lanyue",
            "jwks": f"{PUBLIC}/.well-known/answerback/keys/lanyue",
        }
    ]
    assert document["status"]["stream"] == f"{PUBLIC}/live/stream"
    assert (response["Access-Control-Allow-Origin"], response["Cache-Control"]) == (
        "*",
        "public, max-age=300",
    )
    assert "Set-Cookie" not in response


def test_document_names_only_what_answers(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    services = {
        "api": {"openapi": "/api/v1/openapi.json"},
        "none": {"here": "/api/v1/nothing", "there": "/no"},
    }
    monkeypatch.setattr(well_known, "SERVICES", services)

    document = found(client).json()
    assert document["api"] == {"openapi": f"{PUBLIC}/api/v1/openapi.json"}
    assert "none" not in document


def test_document_leads_to_what_this_system_has(client: Client) -> None:
    document = found(client).json()

    assert {name: sorted(part) for name, part in document.items() if name in well_known.SERVICES} == {
        "proofs": ["anchors", "proof"],
        "log": ["checkpoint", "consistency", "inclusion", "keys"],
        "check": ["json", "page"],
        "status": ["calls", "component", "devices", "once", "stream", "tickets"],
        "api": ["openapi"],
    }, "there is no registry before one is published"


def test_every_address_that_django_answers_for_is_one_of_its_own(client: Client) -> None:
    parts = [part for name, part in found(client).json().items() if name in well_known.SERVICES]
    addresses = [text.removeprefix(PUBLIC) for part in parts for text in part.values()]
    here = [
        one.replace("{id}", well_known.AN_ID) for one in addresses if one not in well_known.IN_FRONT_OF_DJANGO
    ]
    names = [resolve(one).url_name for one in here]

    assert len(here) > 8
    assert None not in names


def test_keys_are_the_wallets_own_and_public(client: Client) -> None:
    wallet: Wallet = make_wallet()
    response = found(client, "answerback/keys/lanyue")

    assert response.json() == public_jwks(Purpose.STATUS, wallet.id)
    assert all("d" not in key for key in response.json()["keys"])
    assert (response["Content-Type"], response["Access-Control-Allow-Origin"]) == (
        "application/jwk-set+json",
        "*",
    )
    assert found(client, "answerback/keys/nobody").status_code == 404


def test_security_txt_is_not_there_without_a_contact(client: Client) -> None:
    assert found(client, "security.txt").status_code == 404


def test_security_txt_has_the_fields_of_rfc_9116(client: Client, settings: Any) -> None:
    changes = {
        "security_contact": ["mailto:security@lanyue.example"],
        "security_policy": "https://lanyue.example/p",
    }
    settings.ANSWERBACK = settings.ANSWERBACK.model_copy(update=changes)
    response = found(client, "security.txt")

    fields = [line.split(": ", 1) for line in response.content.decode().splitlines()]
    expires = datetime.fromisoformat(dict(fields)["Expires"])  # type: ignore[arg-type]
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert [field for field in fields if field[0] != "Expires"] == [
        ["Contact", "mailto:security@lanyue.example"],
        ["Preferred-Languages", "zh, en"],
        ["Canonical", "http://desk.localhost:8000/.well-known/security.txt"],
        ["Canonical", "http://my.localhost:8000/.well-known/security.txt"],
        ["Canonical", "http://check.localhost:8000/.well-known/security.txt"],
        ["Policy", "https://lanyue.example/p"],
    ]
    assert timedelta(days=150) < expires - datetime.now(UTC) < timedelta(days=365)
