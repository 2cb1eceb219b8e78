"""The translations: collect the sentences, compile the catalogues, check the Chinese.

    python scripts/i18n.py extract [APP ...]   bring the .po files up to date with the sources
    python scripts/i18n.py prune [APP ...]     the same, and forget what no source says any more
    python scripts/i18n.py compile             write the .mo files
    python scripts/i18n.py check [APP ...]     complain about everything that is missing or wrong

Several commands may follow one another. Needs Babel and Django, not the gettext programs. Each folder of
the house has its own catalogue; modules beside the house (settings) are spoken for by `ui`.
"""

import ast
import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from itertools import chain
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

HOUSE = Path(__file__).resolve().parent.parent / "src" / "answerback"
CATALOGUE = Path("locale", "zh_Hans", "LC_MESSAGES", "django.po")
HEADER = """# Chinese (Simplified) for Answerback. Written, not translated: see docs/glossary.md.
msgid ""
msgstr ""
"Language: zh_Hans\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""
Shape = tuple[int | tuple[int, int] | tuple[int, str], ...]
CALLS: dict[str, Shape] = {
    "gettext": (1,),
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "gettext_noop": (1,),
    "_": (1,),
}
KEYWORDS: Mapping[str, Shape] = CALLS | {
    f"{name}_lazy": shape for name, shape in CALLS.items() if name.endswith("gettext")
}
LITERAL = r"""u?(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
TEMPLATE_CALL = re.compile(
    rf"\b(gettext|ngettext|pgettext|npgettext|_)\(\s*((?:{LITERAL}\s*,?\s*)+)(?:count)?\)"
)

HOLE = re.compile(r"%\(\w+\)[#0 +-]*\d*(?:\.\d+)?[a-zA-Z]|\{\w+\}")
CHINESE = r"[一-鿿”》）]"
HALF_WIDTH = re.compile(
    rf"{CHINESE}[,;:!?]|{CHINESE}\.(?![\w])|{CHINESE}[()]|[()]{CHINESE}|{CHINESE}\"|\"{CHINESE}|\.\.\.(?={CHINESE})"
)
WRONG_WORDS = {
    "你": "您",
    "话术": "回访提纲 / 沟通脚本",
    "座席": "坐席",
    "两步验证": "双重验证",
    "双因素": "双重验证",
    "二次验证": "双重验证",
}
USER_FOLDERS = {"portal", "public", "live", "checkup", "ui"}
WRONG_WORDS_FOR_USERS = {"外呼": "回访", "坐席": "客服"}

Key = tuple[str | None, str | tuple[str, str]]


@dataclass
class Sentence:
    """One thing said to people: its English (singular and plural), context, and the files that say it."""

    english: str | tuple[str, str]
    context: str | None
    places: set[str] = field(default_factory=set)


def folders(names: Iterable[str] = ()) -> list[Path]:
    """The folders of the house that say something, or those named; a floor of several apps is its rooms."""
    chosen = set(names)
    found = sorted(path for path in HOUSE.iterdir() if path.is_dir() and path.name != "__pycache__")
    rooms = [room for path in found for room in (_rooms(path) or [path])]
    return [path for path in rooms if not chosen or name_of(path) in chosen]


def _rooms(floor: Path) -> list[Path]:
    return [] if (floor / "apps.py").exists() else sorted(path.parent for path in floor.glob("*/apps.py"))


def name_of(folder: Path) -> str:
    """`portal`, `findings.hazards`: as INSTALLED_APPS has it, without the package."""
    return ".".join(folder.relative_to(HOUSE).parts)


def sentences(folder: Path) -> dict[Key, Sentence]:
    """Everything that this folder says, by context and English."""
    said: dict[Key, Sentence] = {}
    for path in _sources(folder):
        for name, messages in _calls_in(path):
            if not any(messages):  # _(a_variable): said elsewhere as a literal
                continue
            context, english = _split(name, messages)
            sentence = said.setdefault((context, english), Sentence(english, context))
            sentence.places.add(path.relative_to(HOUSE.parent.parent).as_posix())
    return said


def _sources(folder: Path) -> Iterator[Path]:
    kinds = {".py", ".html", ".txt", ".svg"}
    yield from sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in kinds
        and (path.suffix == ".py" or "templates" in path.parts)
        and "migrations" not in path.parts
    )
    if name_of(folder) == "ui":
        yield from sorted(HOUSE.glob("*.py"))


def _calls_in(path: Path) -> Iterator[tuple[str, list[str | None]]]:
    if path.suffix == ".py":
        source = path.read_bytes()
        if b"gettext" not in source:
            return
        for _line, name, messages, _comments in extract_python(BytesIO(source), KEYWORDS, (), {}):
            yield str(name), _listed(messages)
        return
    for match in TEMPLATE_CALL.finditer(templatize(path.read_text("utf-8"), origin=path.name)):
        yield match[1], list(ast.literal_eval(f"[{match[2]}]"))


def _listed(messages: object) -> list[str | None]:
    """Babel gives one argument bare, several as a tuple, and None for what is no literal."""
    several = messages if isinstance(messages, tuple | list) else (messages,)
    return [message if isinstance(message, str) else None for message in several]


def _split(name: str, messages: list[str | None]) -> tuple[str | None, str | tuple[str, str]]:
    texts = [message for message in messages if message is not None]
    bare = name.removesuffix("_lazy")
    context = texts.pop(0) if bare in ("pgettext", "npgettext") else None
    return context, ((texts[0], texts[1]) if bare in ("ngettext", "npgettext") else texts[0])


def catalogue_of(folder: Path) -> Catalog:
    """The folder's catalogue as it is written now; empty where there is none."""
    path = folder / CATALOGUE
    if not path.exists():
        return Catalog(locale="zh_Hans")
    with path.open("rb") as file:
        return read_po(file, locale="zh_Hans", abort_invalid=True)


def extract(names: list[str], *, prune: bool = False) -> None:
    """Write each folder's catalogue anew: translations kept, sorted, no line numbers, nothing ever fuzzy."""
    known = {
        _key(message): message.string
        for folder in folders()
        for message in catalogue_of(folder)
        if message.id
    }
    for folder in folders(names):
        said, old = sentences(folder), catalogue_of(folder)
        if not said and not (folder / CATALOGUE).exists():
            continue
        new = Catalog(locale="zh_Hans")
        comments = {_key(message): message.user_comments for message in old if message.id}
        for key, sentence in said.items():
            new.add(
                sentence.english,
                known.get(key),
                locations=[(place, 1) for place in sorted(sentence.places)],
                context=sentence.context,
                user_comments=comments.get(key, ()),
            )
        gone = [message for message in old if message.id and _key(message) not in said]
        if not prune:
            new.obsolete.update(old.obsolete)
            new.obsolete.update({_english(message): message for message in gone})
        _write(folder / CATALOGUE, new)


def _key(message: Message) -> Key:
    return message.context, _english(message)


def _english(message: Message) -> str | tuple[str, str]:
    return message.id if isinstance(message.id, str) else (message.id[0], message.id[1])


def _write(path: Path, catalogue: Catalog) -> None:
    body = BytesIO()
    write_po(body, catalogue, width=100, omit_header=True, sort_output=True, include_lineno=False)
    text = HEADER + body.getvalue().decode()
    if not path.exists() or path.read_text("utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"wrote {path.relative_to(HOUSE.parent.parent)}")


def compile_all() -> None:
    """Write every .mo beside its .po, where the .po is newer; atomically, for somebody may be reading it."""
    for folder in folders():
        source = folder / CATALOGUE
        target = source.with_suffix(".mo")
        if source.exists() and not (target.exists() and target.stat().st_mtime > source.stat().st_mtime):
            unfinished = target.with_name(f"{target.name}.{os.getpid()}")
            with unfinished.open("wb") as file:
                write_mo(file, catalogue_of(folder))
            unfinished.replace(target)


def complaints(names: Iterable[str] = ()) -> list[str]:
    """Everything wrong with the Chinese of these folders, one line each: `folder: what: which sentence`."""
    found: list[str] = []
    installed = (HOUSE / "settings.py").read_text("utf-8")
    for folder in folders(names):
        said, catalogue = sentences(folder), catalogue_of(folder)
        if said and f'"answerback.{name_of(folder)}"' not in installed:
            found.append(
                f"{name_of(folder)}: speaks, but INSTALLED_APPS lacks it: its translations are never loaded"
            )
        written = {_key(message): message for message in catalogue if message.id}
        found += [
            f"{name_of(folder)}: line break, write `trimmed`: {key[1]!r}"
            for key in said
            if "\\n" in repr(key[1])
        ]
        found += [f"{name_of(folder)}: missing: {key[1]!r}" for key in said if key not in written]
        found += [f"{name_of(folder)}: obsolete: {key[1]!r}" for key in written if key not in said]
        found += [
            f"{name_of(folder)}: obsolete (#~): {message.id!r}" for message in catalogue.obsolete.values()
        ]
        for key, message in written.items():
            if key in said:
                chinese = message.string if isinstance(message.string, str) else "".join(message.string or ())
                found += [
                    f"{name_of(folder)}: {fault}: {key[1]!r}"
                    for fault in faults(name_of(folder), key[1], chinese)
                ]
                found += [f"{name_of(folder)}: fuzzy: {key[1]!r}"] * message.fuzzy
    return found + disagreements()


def faults(folder: str, english: str | tuple[str, str], chinese: str) -> Iterator[str]:
    """What is wrong with one translation."""
    if not chinese.strip():
        yield "empty"
        return
    many = english if isinstance(english, str) else english[-1]
    if sorted(HOLE.findall(many)) != sorted(HOLE.findall(chinese)):
        yield f"holes differ ({chinese})"
    if wrong := HALF_WIDTH.search(chinese):
        yield f"half-width punctuation “{wrong[0]}” ({chinese})"
    words = WRONG_WORDS | (WRONG_WORDS_FOR_USERS if folder in USER_FOLDERS else {})
    for word, better in words.items():
        if word in chinese:
            yield f"says {word}, the glossary says {better} ({chinese})"


def disagreements() -> list[str]:
    """Sentences that two folders translate differently: Django would show only one of them."""
    seen: dict[Key, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for folder in folders():
        for message in catalogue_of(folder):
            if message.id and message.string:
                seen[_key(message)][str(message.string)].append(name_of(folder))
    return [
        f"{' and '.join(sorted(chain.from_iterable(ways.values())))}: translated differently: {key[1]!r}"
        for key, ways in seen.items()
        if len(ways) > 1
    ]


def main(arguments: list[str]) -> int:
    """Run the commands in turn; 1 when the check complains."""
    commands = {"extract", "prune", "compile", "check"}
    names = [argument for argument in arguments if argument not in commands]
    if not commands.intersection(arguments) or not {name_of(folder) for folder in folders()}.issuperset(
        names
    ):
        print(__doc__)
        return 2
    status = 0
    for command in [argument for argument in arguments if argument in commands]:
        if command in ("extract", "prune"):
            extract(names, prune=command == "prune")
        elif command == "compile":
            compile_all()
        else:
            found = complaints(names)
            print("\n".join(found) if found else "translations: complete")
            status = 1 if found else status
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
