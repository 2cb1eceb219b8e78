"""Which settings are unsafe outside the demo, and why: the system refuses to start and says which."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from answerback.configuration import Configuration, Mode, configuration
from answerback.ops.ports import LOOPBACK

LEAST_SECRET = 40
LEAST_DIFFERENT = 10


@dataclass(frozen=True)
class Fault:
    """One unsafe setting: its environment variable, and the reason in both languages."""

    setting: str
    why: str


def faults(given: Configuration | None = None) -> list[Fault]:
    """Everything unsafe in these settings; the demo may do anything, as long as it binds loopback only."""
    config = given or configuration()
    if config.mode is not Mode.PRODUCTION:
        return not_loopback(config.host)
    return [*_secrets(config), *_origins(config), *_calls(config)]


def not_loopback(host: str) -> list[Fault]:
    """The demo signs everybody in: it may be reached from this machine only."""
    if host in ("", "localhost", *LOOPBACK):
        return []
    return [
        Fault(
            "ANSWERBACK_HOST",
            "without production mode only loopback may be bound · 非生产模式只能监听本机回环地址",
        )
    ]


def _secrets(config: Configuration) -> list[Fault]:
    found = []
    secret = config.django_secret()
    if len(secret) < LEAST_SECRET or len(set(secret)) < LEAST_DIFFERENT:
        found.append(
            Fault(
                "ANSWERBACK_SECRET_KEY",
                f"needs at least {LEAST_SECRET} random characters · 至少需要 {LEAST_SECRET} 个随机字符",
            )
        )
    if not (config.master_key.get_secret_value() or config.master_key_file or config.master_key_hook):
        found.append(
            Fault(
                "ANSWERBACK_MASTER_KEY_FILE",
                "no master key is given; it seals every other key · 未提供主密钥",
            )
        )
    file = config.master_key_file
    if file and file.exists() and file.stat().st_mode & 0o077:
        found.append(
            Fault(
                "ANSWERBACK_MASTER_KEY_FILE",
                "others may read it; set its mode to 0600 · 其他用户可读，请将权限设为 0600",
            )
        )
    if len(config.master_key_bytes()) != 32:
        found.append(
            Fault("ANSWERBACK_MASTER_KEY", "must give base64 of 32 bytes · 必须提供 32 字节的 base64")
        )
    return found


def _origins(config: Configuration) -> list[Fault]:
    found = []
    for face in ("staff", "portal", "public"):
        if not config.origin(face).startswith("https://"):
            found.append(
                Fault(
                    f"ANSWERBACK_{face.upper()}_ORIGIN",
                    "must be an https:// origin · 必须是 https:// 开头的来源",
                )
            )
    if len({config.origin(face) for face in ("staff", "portal", "public")}) < 3:
        found.append(Fault("ANSWERBACK_*_ORIGIN", "the three origins must differ · 三个来源必须不同"))
    if settings.DEBUG:
        found.append(Fault("DEBUG", "is on · 调试模式已打开"))
    return found


def _calls(config: Configuration) -> list[Fault]:
    if config.turn_urls and config.turn_secret.get_secret_value():
        return []
    return [
        Fault(
            "ANSWERBACK_TURN_URLS",
            "in-app calls need TURN and its secret, or each side learns the other's address"
            " · 应用内通话需要 TURN 及其密钥，否则双方会看到对方的网络地址",
        )
    ]
