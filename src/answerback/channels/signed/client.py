"""The client of the signed list: what a wallet app, a partner or an auditor runs, with the root that came with it.

    with Client("https://check.lanyue.example/registry/", root, kept=Path("registry-kept")) as registry:
        for channel in registry.channels("lanyue"):
            ...

`kept` is where the newest versions ever seen are remembered: without it nothing older than the root is noticed.
Whatever is wrong raises `Refused` and nothing of the list is given out. Needs no Django and no database.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType

from tuf.api import exceptions
from tuf.api.metadata import Metadata, Root, Targets, Timestamp
from tuf.ngclient import FetcherInterface, Updater, UpdaterConfig

from answerback.channels.kinds import Published
from answerback.channels.signed.fetching import WHOLE_SECONDS, FromFolder, OverHttp
from answerback.channels.signed.shape import (
    INDEX,
    MOST_BYTES,
    Listed,
    Malformed,
    path_of,
    read_index,
    read_wallet,
)

LIMITS = UpdaterConfig(
    max_root_rotations=64,
    max_delegations=0,  # the list is one role's: nobody else's word is asked for
    root_max_length=64 * 1024,
    timestamp_max_length=16 * 1024,
    snapshot_max_length=16 * 1024,
    targets_max_length=4 * 1024 * 1024,
)
ROLES = (Root.type, Timestamp.type, "snapshot", Targets.type)


class Reason(StrEnum):
    """Why a list is refused; the browser's client uses the same words."""

    ROLLBACK = "rollback"  # older than what was seen before, or not the version that was named
    EXPIRED = "expired"  # nobody has vouched for it lately: frozen, or forgotten
    SIGNATURE = "signature"  # not signed by enough of the right keys
    MISMATCH = "mismatch"  # not the bytes that were signed for
    TOO_LONG = "too_long"  # more than was signed for, or than is ever needed
    UNREACHABLE = "unreachable"  # not there, or too slow
    MALFORMED = "malformed"  # not of the form, or of a version, that this client knows
    ABSENT = "absent"  # verified, and this wallet is not in it


class Refused(Exception):
    """The list is not to be believed; `reason` is stable, the rest is for people who look into it."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason.value)
        self.reason = reason


@dataclass(frozen=True)
class Standing:
    """What was verified: the version of each role, and until when the list may be used without asking again."""

    root: int
    timestamp: int
    snapshot: int
    targets: int
    expires: datetime


class Client:
    """A verified list, read once when entered. `source`: a URL or a folder; `whole_seconds`: for each file."""

    def __init__(
        self,
        source: str | Path,
        root: bytes,
        *,
        kept: Path | None = None,
        whole_seconds: float = WHOLE_SECONDS,
    ) -> None:
        self._root = root
        self._kept = kept
        self._scratch = Path(tempfile.mkdtemp(prefix="answerback-registry-"))
        self._base = _base_of(source)
        is_url = self._base.startswith(("http://", "https://"))
        self._fetcher = OverHttp(whole_seconds=whole_seconds) if is_url else FromFolder(Path(source))

    def __enter__(self) -> Client:
        try:
            self.refresh()
        except BaseException:  # whatever it is, the scratch files go first
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let connections and scratch files go; what is kept stays."""
        self._fetcher.close()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def refresh(self) -> Standing:
        """Fetch and verify what is published now. Raises Refused."""
        folder = self._kept or self._scratch / "kept"
        folder.mkdir(parents=True, exist_ok=True)
        with refusals():
            self._updater = updater(folder, self._base, self._scratch, self._fetcher, self._root)
            self._updater.refresh()
            self.standing = _standing(folder)
        return self.standing

    def wallets(self) -> tuple[Listed, ...]:
        """The wallets in the list. Raises Refused."""
        with refusals():
            return read_index(self.file(INDEX))

    def channels(self, slug: str) -> tuple[Published, ...]:
        """The channels of one wallet. Raises Refused."""
        with refusals():
            found = read_wallet(self.file(path_of(slug)))
        if any(channel.wallet != slug for channel in found):
            raise Refused(Reason.MALFORMED, slug)
        return found

    def file(self, name: str) -> bytes:
        """A file of the list as it was signed. Raises Refused."""
        with refusals():
            target = self._updater.get_targetinfo(name)
            if target is None:
                raise Refused(Reason.ABSENT, name)
            if target.length > MOST_BYTES:
                raise Refused(Reason.TOO_LONG, name)
            return Path(self._updater.download_target(target)).read_bytes()


def updater(kept: Path, base: str, scratch: Path, fetcher: FetcherInterface, root: bytes) -> Updater:
    """The library's workflow (TUF 1.0, section 5) with our fetcher and our limits; `base` is a URL."""
    return Updater(
        str(kept), base, str(scratch), f"{base}targets/", fetcher=fetcher, config=LIMITS, bootstrap=root
    )


# The first that fits; what is not here is a fault of ours and rises.
REASONS: tuple[tuple[type[Exception], Reason], ...] = (
    (exceptions.DownloadLengthMismatchError, Reason.TOO_LONG),
    (exceptions.DownloadError, Reason.UNREACHABLE),
    (exceptions.ExpiredMetadataError, Reason.EXPIRED),
    (exceptions.BadVersionNumberError, Reason.ROLLBACK),
    (exceptions.UnsignedMetadataError, Reason.SIGNATURE),
    (exceptions.LengthOrHashMismatchError, Reason.MISMATCH),
    (exceptions.RepositoryError, Reason.MALFORMED),
    (Malformed, Reason.MALFORMED),
)


@contextmanager
def refusals() -> Iterator[None]:
    """Whatever the library finds, as a `Refused` with its reason."""
    try:
        yield
    except tuple(kind for kind, _ in REASONS) as found:
        reason = next(reason for kind, reason in REASONS if isinstance(found, kind))
        raise Refused(reason, str(found)) from found


def _standing(folder: Path) -> Standing:
    """From the files that the library has just verified and kept."""
    kept = {role: Metadata.from_file(str(folder / f"{role}.json")).signed for role in ROLES}
    _no_key_twice(kept[Root.type])
    numbers = {role: one.version for role, one in kept.items()}
    return Standing(**numbers, expires=min(one.expires for one in kept.values()))


def _no_key_twice(root: Root) -> None:
    """One key under two ids would count as two holders; the library counts ids."""
    for role in root.roles.values():
        keys = [root.keys[keyid].keyval.get("public") for keyid in role.keyids]
        if len(set(keys)) < len(keys):
            raise Refused(Reason.MALFORMED, "one key twice")


def _base_of(source: str | Path) -> str:
    text = str(source)
    base = text if text.startswith(("http://", "https://")) else Path(source).resolve().as_uri()
    return base if base.endswith("/") else f"{base}/"
