"""Files of others lie in a folder `vendor/` whose `vendored.toml` names source, version, licence and hash.

[[file]]
path = "htmx.min.js"
version = "2.0.10"
licence = "0BSD"
source = "django-htmx 1.29.0"
sha256 = "..."
"""

import hashlib
import tomllib
from pathlib import Path

from tests.house.sources import HOUSE, ROOT, nothing

FIELDS = {"path", "version", "licence", "source", "sha256"}


def vendor_folders() -> list[Path]:
    return [path for path in sorted(HOUSE.rglob("vendor")) if path.is_dir()]


def listed(folder: Path) -> dict[str, dict[str, str]]:
    catalogue = folder / "vendored.toml"
    files = tomllib.loads(catalogue.read_text("utf-8")).get("file", []) if catalogue.exists() else []
    return {file["path"]: file for file in files}


def test_vendored_file_is_listed_with_everything_about_it():
    unlisted = [
        path.relative_to(ROOT).as_posix()
        for folder in vendor_folders()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "vendored.toml"
        if set(listed(folder).get(path.relative_to(folder).as_posix(), {})) != FIELDS
    ]
    nothing(unlisted)


def test_vendored_file_is_exactly_what_its_hash_says():
    changed = [
        (folder / name).relative_to(ROOT).as_posix()
        for folder in vendor_folders()
        for name, file in listed(folder).items()
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != file["sha256"]
    ]
    nothing(changed)


def test_vendored_licence_is_in_the_notice():
    notice = (ROOT / "NOTICE").read_text("utf-8")
    nothing([name for folder in vendor_folders() for name in listed(folder) if name not in notice])
