"""Backup and restore of an SQLite deployment: the database by SQLite's own online backup, and the master key beside it.

On PostgreSQL use `pg_dump` and `pg_restore` for the database, and `answerback backup` for the keys and the manifest.
A tar archive holds `manifest.json` (version, time, SHA-256 of each member), `answerback.sqlite3`, `master_key`,
`django_secret`. It holds everything that is needed to read the data: keep it as safe as the data.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sqlite3
import tarfile
import tempfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from answerback import __version__
from answerback.ops.said import Stopped

DATABASE = "answerback.sqlite3"
SECRETS = ("master_key", "django_secret")
MANIFEST = "manifest.json"


class BackupRefused(Stopped):
    """The archive is not one of ours, is damaged, or would overwrite data."""


def backup(target: Path) -> Path:
    """Write the archive, readable by its owner only; an existing file is not overwritten."""
    from django.db import connection

    from answerback.configuration import configuration
    from answerback.ops.loops import now

    folder = configuration().data_dir
    with tempfile.TemporaryDirectory() as scratch:
        files: dict[str, Path] = {name: folder / name for name in SECRETS if (folder / name).exists()}
        if connection.vendor == "sqlite":
            files[DATABASE] = _copied(Path(str(connection.settings_dict["NAME"])), Path(scratch) / DATABASE)
        manifest = {
            "version": __version__,
            "at": now().isoformat(),
            "sha256": {name: hashlib.sha256(file.read_bytes()).hexdigest() for name, file in files.items()},
        }
        with open(target, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as out:
            _write(out, manifest, files)
    return target


def _copied(source: Path, target: Path) -> Path:
    """SQLite's online backup: one consistent state, whatever is written meanwhile."""
    with sqlite3.connect(source) as here, sqlite3.connect(target) as there:
        here.backup(there)
    return target


def _write(out: io.BufferedWriter, manifest: Mapping[str, object], files: dict[str, Path]) -> None:
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        head = json.dumps(manifest, indent=1).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size, info.mode = len(head), 0o600
        archive.addfile(info, io.BytesIO(head))
        for name, file in files.items():
            archive.add(file, arcname=name)


def restore(source: Path) -> None:
    """Put the archive into an empty data folder and hold the dialling. Raises `BackupRefused`."""
    from answerback.configuration import configuration
    from answerback.ops import hold

    folder = configuration().data_dir
    if (folder / DATABASE).exists():
        raise BackupRefused(
            "There is data here already; restore into an empty folder. · 此处已有数据，请恢复到空文件夹。"
        )
    members = _read(source)
    folder.mkdir(parents=True, exist_ok=True)
    hold.hold()
    for name, content in members.items():
        with open(folder / name, "wb", opener=lambda path, flags: os.open(path, flags, 0o600)) as out:
            out.write(content)


def _read(source: Path) -> dict[str, bytes]:
    """The members, each checked against the manifest; nothing but the known names is looked at."""
    try:
        with tarfile.open(source, mode="r:gz") as archive:
            manifest = json.loads(_member(archive, MANIFEST))
            members = {
                name: _member(archive, name) for name in manifest["sha256"] if name in (DATABASE, *SECRETS)
            }
        if not {DATABASE, "master_key"} & set(members):
            raise KeyError(DATABASE)
    except (OSError, EOFError, zlib.error, tarfile.TarError, KeyError, TypeError, ValueError) as broken:
        raise BackupRefused("This is not a backup of Answerback. · 这不是回访通的备份。") from broken
    for name, content in members.items():
        if hashlib.sha256(content).hexdigest() != manifest["sha256"][name]:
            raise BackupRefused(f"The backup is damaged: {name}. · 备份已损坏：{name}。")
    return members


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    file = archive.extractfile(name)
    if file is None:
        raise KeyError(name)
    return file.read()
