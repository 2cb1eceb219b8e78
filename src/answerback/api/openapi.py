"""What the OpenAPI document says beyond what the code's types say."""

from __future__ import annotations

from typing import Any

from answerback.api.shapes import Problem
from answerback.callbacks.outcomes import Kind
from answerback.intake.shapes import schema_of

EXAMPLE = {
    "specversion": "1.0",
    "id": "0a7c1b52",
    "source": "/lanyue/payments",
    "type": "answerback.payment_not_arrived.v1",
    "subject": "u-1001",
    "time": "2026-11-23T12:00:00+08:00",
    "data": {"matter_id": "m-77", "amount": "250.00", "currency": "CNY", "rail": "bank_transfer"},
}
EVENT_TYPES = [f"answerback.{kind.value}{end}.v1" for kind in Kind for end in ("", ".resolved")]
EVENT: dict[str, Any] = {
    "type": "object",
    "required": ["specversion", "id", "source", "type", "subject", "data"],
    "properties": {
        "specversion": {"const": "1.0"},
        "id": {"type": "string", "maxLength": 200},
        "source": {"type": "string", "format": "uri-reference", "maxLength": 200},
        "type": {"enum": EVENT_TYPES},
        "subject": {"type": "string", "maxLength": 120, "description": "The customer's external id."},
        "time": {"type": "string", "format": "date-time", "description": "When it happened."},
        "datacontenttype": {"const": "application/json"},
        "data": {"anyOf": [{"$ref": f"#/components/schemas/{name}"} for name in EVENT_TYPES]},
    },
    "example": EXAMPLE,
}
BATCH = {"type": "array", "items": EVENT, "maxItems": 500}
EVENT_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/cloudevents+json": {"schema": EVENT},
            "application/cloudevents-batch+json": {"schema": BATCH},
        },
    }
}


def _header(name: str, description: str, example: str) -> dict[str, Any]:
    schema = {"type": "string", "example": example}
    return {"in": "header", "name": name, "required": False, "schema": schema, "description": description}


IF_MATCH = {
    "parameters": [
        _header("If-Match", "Only if the version is still this one; otherwise 412.", '"3"'),
        _header("If-None-Match", "`*`: only if the customer is new; otherwise 412.", "*"),
    ]
}
IDEMPOTENCY_KEY = {
    "parameters": [
        _header("Idempotency-Key", "The same key and body again: the same answer, for a day.", "8e03978e")
    ]
}


def problems(*statuses: int) -> dict[int, type[Problem]]:
    """The problems that an operation can answer with."""
    return dict.fromkeys((*statuses, 500), Problem)


def event_schemas() -> dict[str, Any]:
    """The committed schemas of event data, for `components`."""
    pairs = [(kind, is_resolution) for kind in Kind for is_resolution in (False, True)]
    schemas = [schema_of(kind, is_resolution=is_resolution) for kind, is_resolution in pairs]
    return {name: _without_dialect(schema) for name, schema in zip(EVENT_TYPES, schemas, strict=True)}


def _without_dialect(schema: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if not name.startswith("$")}


def document(schema: dict[str, Any]) -> dict[str, Any]:
    """The finished OpenAPI 3.1 document: problems have their own media type, event data its schemas."""
    schema["components"]["schemas"] |= event_schemas()
    for path in schema["paths"].values():
        for operation in path.values():
            _problems_as_problem_json(operation["responses"])
    return schema


def _problems_as_problem_json(responses: dict[Any, Any]) -> None:
    for status, response in responses.items():
        if int(status) >= 400:
            response["content"] = {"application/problem+json": response["content"]["application/json"]}
