"""A first come, first served lock: the one writer of one SQLite file within this process.

SQLite's own busy handler polls and is not fair: a writer was seen to starve for 1.5 to 4.6 s. Here the turn
goes straight to whoever has waited longest.
"""

import threading
from collections import deque


class _Waiter:
    """One owner in the queue, and the event that says it is his turn."""

    __slots__ = ("called", "owner")

    def __init__(self, owner: object) -> None:
        self.owner = owner
        self.called = threading.Event()


class Turns:
    """A fair lock held by an owner (a connection, not a thread), reentrant for that owner.

    The mutex is reentrant because `give_back` may run from a garbage collection inside `take`.
    """

    def __init__(self) -> None:
        self._mutex = threading.RLock()
        self._owner: object | None = None
        self._queue: deque[_Waiter] = deque()

    def take(self, owner: object, *, timeout_seconds: float) -> bool:
        """Wait for the turn; False when it did not come in time. Holding it already is a success."""
        waiter = _Waiter(owner)
        with self._mutex:
            if self._owner is owner:
                return True
            if self._owner is None:
                self._owner = owner
                return True
            self._queue.append(waiter)
        try:
            waiter.called.wait(timeout_seconds)
        except BaseException:  # interrupted: the turn that may just have come goes on to the next
            if self._leave(waiter):
                self.give_back(owner)
            raise
        return self._leave(waiter)

    def give_back(self, owner: object) -> None:
        """Hand the turn to whoever has waited longest. Nothing happens when the owner has it not."""
        with self._mutex:
            if self._owner is not owner:
                return
            if not self._queue:
                self._owner = None
                return
            following = self._queue.popleft()
            self._owner = following.owner
            following.called.set()

    def free(self) -> bool:
        """Whether nobody holds the turn now."""
        return self._owner is None

    def waiting(self) -> int:
        """How many owners wait now."""
        return len(self._queue)

    def _leave(self, waiter: _Waiter) -> bool:
        """Stop waiting: True when the turn has come, also when it came at the last moment."""
        with self._mutex:
            if self._owner is waiter.owner and waiter.called.is_set():
                return True
            self._queue.remove(waiter)
            return False


_by_file: dict[str, Turns] = {}
_by_file_lock = threading.Lock()


def turns_for(database_file: str) -> Turns:
    """The one queue of this database file in this process."""
    with _by_file_lock:
        return _by_file.setdefault(database_file, Turns())
