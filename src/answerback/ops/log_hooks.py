"""What Python itself would print, words and all, when nobody catches: told by its shape instead, like every record."""

from __future__ import annotations

import logging
import sys
import threading
import warnings
from types import TracebackType
from typing import Any, TextIO

_log = logging.getLogger("answerback.uncaught")


class QuietHandler(logging.StreamHandler[TextIO]):
    """Where a record cannot be written, Python prints it with all its arguments. This one says only that."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  the library's name
        """A word without any of the record's."""
        try:
            sys.stderr.write(f"log_record_lost {record.name}\n")
        except (OSError, ValueError):
            return


def tell_by_shape() -> None:
    """Take over every way by which an exception or a warning reaches stderr without a logger."""
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread
    sys.unraisablehook = _unraisable
    warnings.showwarning = _warned
    logging.raiseExceptions = False


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, None)
        return
    _log.critical("uncaught", exc_info=(kind, error, trace))


def _uncaught_in_thread(what: threading.ExceptHookArgs) -> None:
    if what.exc_value is not None and not issubclass(what.exc_type, SystemExit):
        _log.critical("uncaught_in_thread", exc_info=(what.exc_type, what.exc_value, what.exc_traceback))


def _unraisable(what: sys.UnraisableHookArgs) -> None:
    if what.exc_value is not None:
        _log.error("unraisable", exc_info=(what.exc_type, what.exc_value, what.exc_traceback))


def _warned(
    message: Warning | str, category: type[Warning], filename: str, lineno: int, *_: Any, **__: Any
) -> None:
    _log.warning(f"{category.__name__} {filename.rsplit('/src/', 1)[-1]}:{lineno}")
