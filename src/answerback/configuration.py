"""Every setting of a deployment, typed, from the environment (`ANSWERBACK_…`) or a `.env` file.

One error list in plain words when a value is wrong; what is merely unsafe is judged by `ops.safety`, because the
demo may do what a deployment may not.
"""

from __future__ import annotations

import base64
import os
import secrets
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, DotEnvSettingsSource, NoDecode, SettingsConfigDict


class Mode(StrEnum):
    """What the system is run for; demo conveniences exist in `demo` only."""

    DEMO = "demo"
    TEST = "test"
    PRODUCTION = "production"


def _words(value: object) -> object:
    return [part for part in value.replace(",", " ").split() if part] if isinstance(value, str) else value


class Configuration(BaseSettings):
    """The deployment's settings. Durations carry their unit in the name; addresses are full origins."""

    model_config = SettingsConfigDict(env_prefix="ANSWERBACK_", env_file=".env", extra="ignore")

    mode: Mode = Mode.DEMO
    data_dir: Path = Path("var")
    database_url: str = ""
    secret_key: SecretStr = SecretStr("")
    master_key: SecretStr = SecretStr("")
    master_key_file: Path | None = None
    master_key_hook: str = ""
    host: str = ""
    port: int = Field(default=8000, ge=0, le=65535)
    staff_origin: str = ""
    portal_origin: str = ""
    public_origin: str = ""
    stun_urls: Annotated[list[str], NoDecode] = []
    turn_urls: Annotated[list[str], NoDecode] = []
    turn_secret: SecretStr = SecretStr("")
    turn_ttl_seconds: int = Field(default=3600, ge=60)
    nodes_file: Path | None = None
    web_threads: int = Field(default=12, ge=2, le=200)
    max_body_bytes: int = Field(default=6 * 1024 * 1024, ge=1024)
    behind_proxy: bool = (
        False  # believe X-Forwarded-Proto: only where a proxy of ours sets it on every request
    )
    security_contact: Annotated[list[str], NoDecode] = []
    security_policy: str = ""
    mail_host: str = ""
    mail_port: int = Field(default=587, ge=1, le=65535)
    mail_user: str = ""
    mail_password: SecretStr = SecretStr("")
    mail_from: str = ""
    link_lists: Annotated[list[str], NoDecode] = ["polkadot"]
    log_json: bool = False
    log_file: Path | None = None

    @field_validator("stun_urls", "turn_urls", "link_lists", "security_contact", mode="before")
    @classmethod
    def split_words(cls, value: object) -> object:
        """Addresses are separated by spaces or commas."""
        return _words(value)

    @field_validator("security_contact")
    @classmethod
    def contacts_are_addresses(cls, value: list[str]) -> list[str]:
        """RFC 9116, section 2.5.3: URIs, and a web page by HTTPS only."""
        if not all(one.startswith(("mailto:", "https://", "tel:")) for one in value):
            raise ValueError("each contact begins with mailto:, https:// or tel:")
        return value

    @property
    def relay_only(self) -> bool:
        """Whether in-app calls must go through TURN, so that neither side learns the other's address."""
        return self.mode is Mode.PRODUCTION

    def origin(self, face: str) -> str:
        """The origin of a face: `staff`, `portal` or `public`, without a trailing slash."""
        given = {"staff": self.staff_origin, "portal": self.portal_origin, "public": self.public_origin}[face]
        names = {"staff": "desk.localhost", "portal": "my.localhost", "public": "check.localhost"}
        return given.rstrip("/") or f"http://{names[face]}:{self.port}"

    def database(self) -> dict[str, object]:
        """The database as Django wants it; SQLite under the data folder unless a URL names another."""
        from answerback.storage.urls import database_from_url

        return database_from_url(
            self.database_url or f"sqlite:///{self.data_dir.absolute()}/answerback.sqlite3"
        )

    def django_secret(self) -> str:
        """Django's own secret; the demo and the tests make one and keep it in the data folder."""
        given = self.secret_key.get_secret_value()
        return given or (
            "" if self.mode is Mode.PRODUCTION else _kept_secret(self.data_dir / "django_secret")
        )

    def master_key_bytes(self) -> bytes:
        """The 32 bytes that seal every other key, from the environment, a file or a hook; none if unsafe."""
        from answerback.keys import master

        try:
            if given := self.master_key.get_secret_value():
                return master.from_text(given)
            if self.master_key_file:
                return master.from_file(self.master_key_file)
            if self.master_key_hook:
                return master.from_hook(self.master_key_hook)
        except master.UnsafeMasterKey:
            return b""  # ops.safety says why and refuses to start
        # The demo and the tests make a key and keep it.
        return b"" if self.mode is Mode.PRODUCTION else master.make_file(self.data_dir / "master_key")


def _kept_secret(path: Path) -> str:
    """The secret in a 0600 file, made on first use (base64 of 32 random bytes)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(path, "x", opener=_private) as file:
            file.write(base64.b64encode(secrets.token_bytes(32)).decode())
    except FileExistsError:
        pass
    return path.read_text().strip()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


class WrongSettings(Exception):
    """Settings that cannot be read; `faults` are (variable, reason), never the value."""

    def __init__(self, wrong: ValidationError) -> None:
        super().__init__("wrong settings")
        found = wrong.errors(include_input=False, include_url=False, include_context=False)
        self.faults = [(variable_of(str(fault["loc"][0])), fault["msg"]) for fault in found if fault["loc"]]


def variable_of(name: str) -> str:
    """`variable_of("port") == "ANSWERBACK_PORT"`."""
    return f"ANSWERBACK_{name.upper()}"


def source_of(name: str) -> str:
    """Where a setting is given: `environment`, `.env` or `default`."""
    if variable_of(name) in os.environ:
        return "environment"
    in_file = {key.upper() for key in DotEnvSettingsSource(Configuration).env_vars}
    return ".env" if variable_of(name) in in_file else "default"


@cache
def configuration() -> Configuration:
    """The deployment's settings, read once. Raises `WrongSettings`."""
    try:
        return Configuration()
    except ValidationError as wrong:
        raise WrongSettings(wrong) from None
