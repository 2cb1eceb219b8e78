"""`answerback doctor`: what a deployment's operator asks first, each answer one line in both languages."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from answerback.configuration import Configuration, Mode, configuration, source_of, variable_of
from answerback.ops.safety import faults

LEAST_FREE_BYTES = 1 << 30
MEASURES_BEHIND = 20  # batches of the follower


@dataclass(frozen=True)
class Finding:
    """One thing looked at, and whether it is well."""

    well: bool
    said: str


def examine_and_say() -> int:
    """Exit status 0 when all is well, 1 when something is not."""
    config = configuration()
    for line in settings_lines(config):
        typer.echo(line)
    found = [*_unsafe(), *_database(), _disk(config), _port(config), _contact(config), *_held(), *_measures()]
    for one in found:
        typer.echo(("ok    " if one.well else "WRONG ") + one.said, err=not one.well)
    return 0 if all(one.well for one in found) else 1


def settings_lines(config: Configuration) -> Iterator[str]:
    """Each setting, where it comes from and what it is; of a secret only whether it is given."""
    for name in sorted(Configuration.model_fields):
        yield f"{variable_of(name):30} {source_of(name):12} {_shown(name, getattr(config, name))}"


def _shown(name: str, value: Any) -> str:
    if hasattr(value, "get_secret_value"):
        return "given" if value.get_secret_value() else "not given"
    if name == "database_url":
        return value.split("@")[-1] if value else "SQLite"
    return " ".join(value) if isinstance(value, list) else str(value if value is not None else "")


def _unsafe() -> Iterator[Finding]:
    for fault in faults():
        yield Finding(False, f"{fault.setting}: {fault.why}")


def _database() -> Iterator[Finding]:
    from django.db import connection
    from django.db.utils import DatabaseError

    from answerback.ops.migrations import missing_migrations
    from answerback.storage import triggers

    try:
        behind = missing_migrations()
        guards = [] if behind else triggers.missing()
    except DatabaseError as trouble:
        yield Finding(False, f"database: {type(trouble).__name__} · 数据库无法连接")
        return
    yield Finding(
        not behind,
        f"database {connection.vendor}: {len(behind)} migrations missing · 待迁移 {len(behind)} 项",
    )
    yield Finding(
        not guards, f"guards in the database: {len(guards)} missing · 数据库防护缺少 {len(guards)} 项"
    )


def _contact(config: Configuration) -> Finding:
    """Whoever finds a fault must be able to tell somebody (RFC 9116)."""
    if config.security_contact:
        return Finding(True, "security.txt: contact given · 已填写安全联系方式")
    return Finding(
        config.mode is not Mode.PRODUCTION,
        "security.txt: none, ANSWERBACK_SECURITY_CONTACT is empty · 未填写安全联系方式，security.txt 不存在",
    )


def _disk(config: Configuration) -> Finding:
    folder = config.data_dir if config.data_dir.exists() else Path()
    free = shutil.disk_usage(folder).free
    return Finding(free >= LEAST_FREE_BYTES, f"disk: {free >> 20} MiB free · 磁盘剩余 {free >> 20} MiB")


def _port(config: Configuration) -> Finding:
    """A port in use is well too: probably our own server has it."""
    with socket.socket() as probe:
        probe.settimeout(1)
        taken = probe.connect_ex((config.host or "127.0.0.1", config.port)) == 0
    return Finding(True, f"port {config.port}: {'in use · 已被占用' if taken else 'free · 空闲'}")


def _held() -> Iterator[Finding]:
    from answerback.ops import hold

    if hold.is_held():
        yield Finding(False, "restored and held: answerback reconcile --confirm · 已恢复，等待确认后才会拨号")


def _measures() -> Iterator[Finding]:
    """How far the measures are behind the sealed journal; a few seconds' work is no fault."""
    from django.db.utils import DatabaseError

    from answerback.insight.follow import BATCH, lag

    try:
        behind = lag()
    except DatabaseError:
        return
    yield Finding(
        behind <= MEASURES_BEHIND * BATCH,
        f"measures: {behind} journal entries behind · 统计落后 {behind} 条记录",
    )
