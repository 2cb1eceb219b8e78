"""What was asked for on the command line, made into a source, a policy and a key."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db.utils import DatabaseError

from answerback.guard import DEFAULT, Policy, PolicyError
from answerback.guard.stored import SHORTEST_KEY, Mac, keyed
from answerback.ops.said import stop, wallet_named
from answerback.ops.scanning import words
from answerback.scanning.files.shapes import Wanted, is_sqlite
from answerback.scanning.files.source import FileSource
from answerback.scanning.ours.own_source import OwnSource
from answerback.scanning.pieces import Json
from answerback.scanning.rows.sql_source import SqlSource
from answerback.wallets.models import Wallet
from answerback.wallets.places import Place
from answerback.wallets.text_policy import policy_for

URLS = ("sqlite:", "postgresql:", "postgres:")
AnySource = FileSource | SqlSource | OwnSource


@dataclass(frozen=True)
class Asked:
    """One run. `source` "" is this product's own database; `wallet` a slug."""

    does: str
    source: str = ""
    wallet: str = ""
    policy_file: Path | None = None
    key_file: Path | None = None
    wanted: Wanted = field(default_factory=Wanted)
    may_write: bool = False

    def policy(self) -> Policy:
        """The file's, else the wallet's for imported texts, else the house's."""
        given = self._given()
        if given is not None:
            return given
        return policy_for(wallet_named(self.wallet), Place.IMPORT) if self.wallet else DEFAULT

    def _given(self) -> Policy | None:
        if self.policy_file is None:
            return None
        try:
            return Policy.from_plain(json.loads(self.policy_file.read_bytes()))
        except PolicyError as wrong:
            stop(words.bad_policy(f"{wrong.where} ({wrong.code})"))
        except ValueError:
            stop(words.bad_policy("JSON"))

    def opened(self) -> AnySource:
        """The source; the command ends when there is none."""
        if not self.source:
            wallet: Wallet | None = wallet_named(self.wallet) if self.wallet else None
            return OwnSource(self.mac(), wallet.id if wallet else None, self._given())
        if self.source.startswith(URLS):
            return self._database(self.source)
        path = Path(self.source)
        if not path.exists():
            stop(words.no_such_source(self.source))
        if is_sqlite(path):
            return self._database(f"sqlite:///{path.resolve()}")
        return FileSource(path, self.wanted, self.mac())

    def _database(self, url: str) -> SqlSource:
        """Connected. The driver's own words may quote the password, so they are not shown."""
        source = SqlSource(url, self.mac(), may_write=self.may_write)
        try:
            source.database.ensure_connection()
            source.tables  # noqa: B018  a file that only looks like a database fails here
        except DatabaseError:
            stop(words.no_database())
        return source

    def name(self) -> str:
        """For the file of a plan."""
        if not self.source:
            return "answerback"
        return "database" if self.source.startswith(URLS) else Path(self.source).resolve().name

    def head(self, source: AnySource, mac: Mac) -> Json:
        """What must be the same for a run to go on, or for a plan to be carried out."""
        plain: Any = self.policy().as_plain() if self.source or self.policy_file else None
        return {
            "does": self.does,
            "source": source.identity(),
            "policy": plain,
            "key": mac(b"answerback guard").hex()[:16],
        }

    def mac(self) -> Mac:
        """One key for all files of a deployment, so that the same secret has the same fingerprint everywhere."""
        from answerback.configuration import configuration

        return keyed(_key(self.key_file or configuration().data_dir / "guard_key"))


def _key(path: Path) -> bytes:
    """The key of this file, which only its owner may read; made when there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return bytes.fromhex(path.read_text("ascii").strip())
    with os.fdopen(file, "w", encoding="ascii") as out:
        key = secrets.token_bytes(SHORTEST_KEY)
        out.write(key.hex())
    return key
