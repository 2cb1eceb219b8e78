import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.test import Client

from answerback.api.v1 import openapi_document

COMMITTED = Path(__file__).parents[2] / "docs" / "reference" / "openapi.json"


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (text for name, text in value.items() if name == "$ref")
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from references(one)


def test_the_committed_document_is_what_the_code_says() -> None:
    document = json.loads(json.dumps(openapi_document()))

    assert json.loads(COMMITTED.read_text("utf-8")) == document, "run: make reference"


def test_the_document_is_served(db: None) -> None:
    response = Client().get("/api/v1/openapi.json")

    assert response.json() == json.loads(COMMITTED.read_text("utf-8"))


def test_every_reference_in_the_document_leads_somewhere() -> None:
    document = openapi_document()

    found = set(references(document))
    schemas = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert document["openapi"] == "3.1.0"
    assert len(found) > 20
    assert found <= schemas


def test_every_operation_needs_a_key_and_can_be_told_no() -> None:
    operations = [one for path in openapi_document()["paths"].values() for one in path.values()]

    assert len(operations) == 24
    assert all(one["security"] for one in operations)
    assert all({"401", "429", "500"} <= {str(status) for status in one["responses"]} for one in operations)
