"""Between processes on PostgreSQL: hear the other processes' bells (LISTEN) and ring them in this one."""

import logging
import threading

from django.db import connection
from django.db.utils import Error

from answerback.journal.wake import Bell, ring

_RETRY_SECONDS = 2.0
_PATIENCE_SECONDS = 1.0
_log = logging.getLogger(__name__)


def listen_until(stop: threading.Event) -> None:
    """Ring this process's bells whenever any process commits; in a thread of its own, until `stop` is set.

    After each connection both bells ring once, for what was missed meanwhile. Does nothing on SQLite.
    """
    while connection.vendor == "postgresql" and not stop.is_set():
        try:
            _listen(stop)
        except Error:
            _log.warning("journal_listening_lost", extra={"retry_seconds": _RETRY_SECONDS})
            stop.wait(_RETRY_SECONDS)
        finally:
            connection.close()


def _listen(stop: threading.Event) -> None:
    with connection.cursor() as cursor:
        for bell in Bell:
            cursor.execute(f'LISTEN "{bell.value}"')
    for bell in Bell:
        ring(bell)
    while not stop.is_set():
        _hear()


def _hear() -> None:
    """Wait a moment for notices, and ring each bell once for all of its notices."""
    with connection.wrap_database_errors:
        notices = connection.connection.notifies(timeout=_PATIENCE_SECONDS, stop_after=1)
        heard = {notice.channel for notice in notices}
    for bell in Bell:
        if bell.value in heard:
            ring(bell)
