"""Reads one CloudEvent 1.0 (JSON format), or says everything that is wrong with it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import rfc8785
from django.utils.translation import gettext_lazy as _

from answerback.callbacks.outcomes import Kind
from answerback.customers.data import EXTERNAL_ID
from answerback.customers.faults import Fault, Invalid, pointer
from answerback.intake.moments import read_moment
from answerback.intake.shapes import faults_in
from answerback.ui.refusals import Refusal

TYPE = re.compile(r"answerback\.([a-z_]{1,40})(\.resolved)?\.v1", re.ASCII)
NAME = re.compile(r"[!-~]{1,200}", re.ASCII)
EXTENSION = re.compile(r"[a-z0-9]{1,20}", re.ASCII)
CLOCK_SKEW = timedelta(minutes=5)
MOST_BYTES = 64 * 1024
MOST_DEPTH = 16
ATTRIBUTES = frozenset(
    ["specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema", "data"]
)


class UnknownType(Refusal):
    """The `type` is none of ours."""

    code = "events.unknown_type"
    status = 422
    says = _("This type of event is not known here. The known types are listed in the reference.")


class TooLarge(Refusal):
    """One event holds more than it may."""

    code = "events.too_large"
    status = 413
    says = _("One event may hold at most %(kilobytes)s KB.")


@dataclass(frozen=True)
class Incoming:
    """A CloudEvent that was read and found right. `digest`: SHA-256 (hex) of its RFC 8785 form."""

    source: str
    event_id: str
    kind: Kind
    is_resolution: bool
    subject: str
    matter_id: str
    data: Mapping[str, Any]
    occurred_at: datetime
    digest: str


def read(envelope: object, *, at: datetime) -> Incoming:
    """Raises `Invalid` with every fault, `UnknownType` or `TooLarge`."""
    if not isinstance(envelope, Mapping):
        raise Invalid([Fault("", "wrong_type")])
    digest = _digest(envelope)
    faults = list(_envelope_faults(envelope, at))
    kind, is_resolution = _type_of(envelope, faults)
    data = envelope.get("data")
    if isinstance(data, Mapping) and kind is not None:
        faults += faults_in(data, kind, is_resolution=is_resolution)
    if faults or kind is None or not isinstance(data, Mapping):
        raise Invalid(faults)
    return Incoming(
        source=envelope["source"],
        event_id=envelope["id"],
        kind=kind,
        is_resolution=is_resolution,
        subject=envelope["subject"],
        matter_id=data.get("matter_id", ""),
        data=data,
        occurred_at=read_moment(envelope.get("time", "")) or at,
        digest=digest,
    )


def _digest(envelope: Mapping[str, Any]) -> str:
    if _is_deeper(envelope, MOST_DEPTH):
        raise Invalid([Fault("", "too_long")])
    try:
        canonical = rfc8785.dumps(dict(envelope))
    except (rfc8785.CanonicalizationError, RecursionError, UnicodeEncodeError) as refused:
        raise Invalid([Fault("", "malformed")]) from refused
    if len(canonical) > MOST_BYTES:
        raise TooLarge(kilobytes=MOST_BYTES // 1024)
    return hashlib.sha256(canonical).hexdigest()


def _is_deeper(value: object, most: int) -> bool:
    """Level by level rather than by recursion, which deep input would break."""
    level: list[object] = [value]
    for _depth in range(most):
        level = [inner for outer in level for inner in _inside(outer)]
    return bool(level)


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, list) else ()


def _type_of(envelope: Mapping[str, Any], faults: list[Fault]) -> tuple[Kind | None, bool]:
    """The kind, and whether it says "settled". A missing type is a fault, an unknown one a refusal."""
    text = envelope.get("type")
    if not isinstance(text, str):
        faults.append(Fault("/type", "missing" if text is None else "wrong_type"))
        return None, False
    found = TYPE.fullmatch(text)
    if found is None or found[1] not in Kind.values:
        raise UnknownType
    return Kind(found[1]), found[2] is not None


def _envelope_faults(envelope: Mapping[str, Any], at: datetime) -> Iterator[Fault]:
    for name, shape in (("id", NAME), ("source", NAME), ("subject", EXTERNAL_ID)):
        yield from _text_faults(envelope, name, shape)
    if envelope.get("specversion") != "1.0":
        yield Fault("/specversion", "not_listed" if "specversion" in envelope else "missing")
    if not isinstance(envelope.get("data"), Mapping):
        yield Fault("/data", "wrong_type" if "data" in envelope else "missing")
    yield from _optional_faults(envelope, at)
    for name, value in envelope.items():
        if name not in ATTRIBUTES and not _is_extension(name, value):
            yield Fault(pointer(name), "unknown")


def _text_faults(envelope: Mapping[str, Any], name: str, shape: re.Pattern[str]) -> Iterator[Fault]:
    value = envelope.get(name)
    if value is None:
        yield Fault(pointer(name), "missing")
    elif not isinstance(value, str):
        yield Fault(pointer(name), "wrong_type")
    elif shape.fullmatch(value) is None:
        yield Fault(pointer(name), "malformed")


def _optional_faults(envelope: Mapping[str, Any], at: datetime) -> Iterator[Fault]:
    time = envelope.get("time")
    moment = read_moment(time) if isinstance(time, str) else None
    if time is not None and moment is None:
        yield Fault("/time", "malformed")
    if moment is not None and moment > at + CLOCK_SKEW:
        yield Fault("/time", "in_the_future")
    content_type = envelope.get("datacontenttype", "application/json")
    if not isinstance(content_type, str) or "json" not in content_type:
        yield Fault("/datacontenttype", "not_listed")


def _is_extension(name: str, value: object) -> bool:
    """CloudEvents 1.0 section 3.1: lower-case letters and digits; a simple value."""
    return EXTENSION.fullmatch(name) is not None and isinstance(value, (str, bool, int))
