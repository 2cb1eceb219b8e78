"""Time zones by country and countries by zone, from the IANA table that the `tzdata` package carries."""

from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# Names outside zone.tab that people's devices still send.
ALIASES = {
    "Asia/Chongqing": "CN",
    "Asia/Chungking": "CN",
    "Asia/Harbin": "CN",
    "Asia/Kashgar": "CN",
    "PRC": "CN",
    "Hongkong": "HK",
    "ROC": "TW",
    "Singapore": "SG",
    "Japan": "JP",
    "ROK": "KR",
}
# All of mainland China keeps Beijing time by law, whatever the table says about Ürümqi.
ONE_TIME = {"CN": ("Asia/Shanghai",)}


def zone_of(name: str) -> ZoneInfo:
    """The zone of that IANA name. Raises `ZoneInfoNotFoundError` for anything else."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError) as refused:  # "../etc", "" and folders such as "Asia" are no zones either
        raise ZoneInfoNotFoundError(name) from refused


def is_zone(name: str) -> bool:
    try:
        zone_of(name)
    except ZoneInfoNotFoundError:
        return False
    return True


def country_of(zone: str) -> str | None:
    """`country_of("Asia/Shanghai") == "CN"`; None for zones without a country (`UTC`)."""
    return ALIASES.get(zone) or countries().get(zone)


def zones_of(country: str) -> tuple[str, ...]:
    """Every zone a person of that country (ISO 3166) may be in: asked all together when it is unknown."""
    if country in ONE_TIME:
        return ONE_TIME[country]
    return tuple(sorted(zone for zone, owner in countries().items() if owner == country))


@cache
def countries() -> dict[str, str]:
    table = resources.files("tzdata").joinpath("zoneinfo/zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {row[2]: row[0] for row in rows}
