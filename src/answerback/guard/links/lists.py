"""What the loaded lists say of a host: the longest entry that covers it decides, and a denial beats a permission."""

from collections.abc import Iterable

from answerback.guard.links.formats import Entry, Meaning
from answerback.guard.links.hostset import HostSet
from answerback.guard.links.suffixes import rules

MOST_FOLDERS = 16


class Lists:
    """The entries of all lists. An entry covers its subdomains, unless strangers register or host under it."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        sorted_out: dict[tuple[Meaning, bool], set[str]] = {
            (meaning, wide): set() for meaning in Meaning for wide in (True, False)
        }
        paths = set()
        for entry in entries:
            if entry.path:
                paths.add(entry.host + entry.path)
            else:
                sorted_out[entry.meaning, not belongs_to_strangers(entry.host)].add(entry.host)
        self.fuzzy = frozenset(sorted_out[Meaning.FUZZY, True])
        self._denied, self._allowed = (
            HostSet(sorted_out[Meaning.DENY, True]),
            HostSet(sorted_out[Meaning.ALLOW, True]),
        )
        self._denied_alone = frozenset(sorted_out[Meaning.DENY, False])
        self._allowed_alone = frozenset(sorted_out[Meaning.ALLOW, False])
        self._paths = HostSet(paths)

    def __len__(self) -> int:
        alone = len(self._denied_alone) + len(self._allowed_alone)
        return len(self._denied) + len(self._allowed) + len(self._paths) + alone

    def size_bytes(self) -> int:
        """Memory of the hashed entries."""
        return sum(one.size_bytes() for one in (self._denied, self._allowed, self._paths))

    def of(self, host: str, path: str = "") -> Meaning | None:
        """DENY, ALLOW or nothing. `host` in canonical form, `path` as `formats.path_of` gives it."""
        if path and self._paths and self._has_path(host, path):
            return Meaning.DENY
        if host in self._denied_alone:
            return Meaning.DENY
        if host in self._allowed_alone:
            return Meaning.ALLOW
        return self._covering(host)

    def _covering(self, host: str) -> Meaning | None:
        """The walk up the host's labels; its length is bounded because a name has at most 253 characters."""
        denied, allowed, any_allowed = self._denied, self._allowed, len(self._allowed) > 0
        tail = host
        while tail:
            if tail in denied:
                return Meaning.DENY
            if any_allowed and tail in allowed:
                return Meaning.ALLOW
            tail = tail.partition(".")[2]
        return None

    def _has_path(self, host: str, path: str) -> bool:
        """Whether the path or one of the folders above it is listed for this very host."""
        whole = host + path[:LONGEST_PATH]
        end = len(whole)
        for _ in range(MOST_FOLDERS):
            if whole[:end] in self._paths:
                return True
            end = whole.rfind("/", 0, end)
            if end <= len(host):
                return False
        return False


LONGEST_PATH = 2048


def belongs_to_strangers(host: str) -> bool:
    """Whether the host itself is a public suffix, so that a list can mean only the very host."""
    known = rules()
    return host in known.plain or host.partition(".")[2] in known.wild
