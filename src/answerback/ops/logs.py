"""Logs are for operators: one event name and fields, never a number, a name, a code or free text.

Whatever slips in nevertheless meets the guard before it is written (`ops.log_guard`).
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from types import TracebackType

import structlog

from answerback.configuration import configuration
from answerback.ops.log_guard import guarded, guarded_text
from answerback.ops.log_hooks import QuietHandler, tell_by_shape

FORBIDDEN = frozenset(
    {"text", "name", "number", "phone", "e164", "code", "body", "password", "token", "query"}
)


def configure_logs() -> None:
    """Structured lines on stderr (or in the log file), from our own code and from the libraries alike."""
    settings = configuration()
    stream = settings.log_file.open("a", encoding="utf-8") if settings.log_file else sys.stderr
    renderer = (
        structlog.processors.JSONRenderer()
        if settings.log_json
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            without_private_fields,
            shape_of_error,
            guarded,
            renderer,
        ],
        logger_factory=structlog.WriteLoggerFactory(file=stream),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    handler = QuietHandler(stream)
    handler.setFormatter(ShapeOnly(as_json=settings.log_json))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    tell_by_shape()


def without_private_fields(
    logger: object, method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Drop fields that might carry somebody's data; the name of the field stays, so that the slip is seen."""
    return {key: ("<left out>" if key in FORBIDDEN else value) for key, value in event.items()}


def shape_of_error(
    logger: object, method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Where an exception came from, without its words: those may quote what a user wrote."""
    if event.pop("exc_info", None):
        kind, _error, trace = sys.exc_info()
        event["where"] = frames(trace)
        event.setdefault("error", kind.__name__ if kind else "")
    return event


def frames(trace: TracebackType | None) -> list[str]:
    """`file:line function` of each frame, innermost last."""
    return [
        f"{frame.filename.rsplit('/src/', 1)[-1]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)
    ][-8:]


class ShapeOnly(logging.Formatter):
    """Library records: their logger, level and template, never their arguments or the words of an exception."""

    def __init__(self, *, as_json: bool = False) -> None:
        super().__init__()
        self.as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """One line, in the shape of all others."""
        kind, _error, trace = record.exc_info or (None, None, None)
        template = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
        told = {
            "timestamp": self.formatTime(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": " ".join(guarded_text("", template).split()),
            "error": kind.__name__ if kind else "",
            "where": " ".join(frames(trace)) if trace else "",
        }
        told = {name: word for name, word in told.items() if word}
        return json.dumps(told, ensure_ascii=False) if self.as_json else " ".join(told.values())
