"""A setting, event, refusal or command that docs/reference does not name fails the build."""

from collections import Counter

from answerback.configuration import Configuration
from scripts import reference
from tests.house.sources import ROOT, nothing


def page(name: str) -> str:
    path = ROOT / "docs" / "reference" / f"{name}.md"
    return path.read_text("utf-8") if path.exists() else ""


def test_every_setting_is_in_the_reference():
    settings = page("settings")
    names = [f"ANSWERBACK_{name.upper()}" for name in Configuration.model_fields]
    nothing([name for name in names if f"| `{name}` |" not in settings])


def test_every_refusal_is_in_the_reference():
    refusals = page("refusals")
    nothing([row.code for row in reference.refusals() if f"| `{row.code}` |" not in refusals])


def test_code_of_a_refusal_belongs_to_one_class_alone():
    codes = Counter(row.code for row in reference.refusals())
    nothing([code for code, times in codes.items() if times > 1])


def test_every_event_is_in_the_reference():
    events = page("events")
    nothing([path.stem for path in reference.events() if f"## `answerback.{path.stem}.v1`" not in events])


def test_every_command_is_in_the_reference():
    commands = page("commands")
    nothing([name for name, _command in reference.commands() if f"## `{name}`" not in commands])
    nothing([name for name in reference.engines() if f"- `answerback {name}`" not in commands])
