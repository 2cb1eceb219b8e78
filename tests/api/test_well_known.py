"""Any machine finds what is here, and nothing that is not; whoever finds a fault finds whom to tell."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
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


def test_every_address_of_django_in_the_document_answers(client: Client) -> None:
    parts = [part for part in found(client).json().values() if isinstance(part, dict)]
    addresses = [text for part in parts for text in part.values() if text.startswith(PUBLIC)]
    paths = [one.removeprefix(PUBLIC).replace("{id}", well_known.AN_ID) for one in addresses]
    mute = [one for one in paths if one not in well_known.BESIDE_DJANGO and _code(client, one) == "not_found"]

    assert len(paths) > 4
    assert [one for one in mute if "{" not in one and "proofs" not in one] == []


def _code(client: Client, path: str) -> str:
    response = client.get(path, headers={"host": "check.localhost:8000"})
    is_json = response.headers.get("Content-Type", "").startswith("application/problem")
    return str(response.json().get("code")) if is_json else ""


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
