"""What a run says to people: in Chinese where the terminal's language is Chinese, else in English."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from answerback.guard import Kind
from answerback.scanning.apply import Outcome
from answerback.scanning.counts import Counts
from answerback.scanning.pieces import Json

KINDS = {
    Kind.SEED_PHRASE: gettext_lazy("recovery phrase"),
    Kind.PRIVATE_KEY: gettext_lazy("private key"),
    Kind.ONE_TIME_CODE: gettext_lazy("one-time code"),
    Kind.PASSWORD: gettext_lazy("password"),
    Kind.BANK_CARD: gettext_lazy("bank card"),
    Kind.CVV: gettext_lazy("security code of a card"),
    Kind.RESIDENT_ID: gettext_lazy("identity card"),
    Kind.PASSPORT: gettext_lazy("passport"),
    Kind.PHONE: gettext_lazy("telephone number"),
    Kind.EMAIL: gettext_lazy("mail address"),
}
FAULTS = {
    "not_in_encoding": gettext_lazy("octets outside the encoding; the rest was read"),
    "quote_not_closed": gettext_lazy("a quotation mark never closes; read as plain text"),
    "record_too_long": gettext_lazy("too long for one record; read as plain text"),
    "other_number_of_cells": gettext_lazy("more or fewer cells than the first row"),
    "not_json": gettext_lazy("not JSON; read as plain text"),
    "unknown_charset": gettext_lazy("unknown charset; guessed"),
    "attachment_too_large": gettext_lazy("attachment too large; not read"),
    "attachment_not_text": gettext_lazy("attachment is not text; not read"),
    "file_not_text": gettext_lazy("not text; not read (a database is scanned by itself)"),
    "message_too_large": gettext_lazy("message too large; not read"),
    "octets_not_text": gettext_lazy(
        "octets that are no text; not read (told once a column, all are counted)"
    ),
    "type_not_read": gettext_lazy("a column of a type that is not read"),
    "pdf_not_read": gettext_lazy("PDF; not read"),
    "office_not_read": gettext_lazy("Office document; not read"),
    "picture_not_read": gettext_lazy("picture, sound or video; not read (told once a file, all are counted)"),
    "archive_not_read": gettext_lazy("archive; not read"),
    "table_not_readable": gettext_lazy("the database cannot read this table; not read"),
    "cannot_be_opened": gettext_lazy("sealed by a key that is gone; not read"),
}
SIGNS_OF_A_CODE = 16
OUTCOMES = {
    Outcome.DONE: gettext_lazy("redacted"),
    Outcome.ALREADY: gettext_lazy("redacted before"),
    Outcome.CHANGED: gettext_lazy("changed since the plan was made; left alone"),
    Outcome.GONE: gettext_lazy("no longer there"),
    Outcome.REFUSED: gettext_lazy("refused by the database; left alone"),
    Outcome.KEPT: gettext_lazy("must not be changed; left alone"),
}


def language() -> str:
    """By LC_ALL, LC_MESSAGES, LANG, as POSIX orders them."""
    said = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh-hans" if said.lower().startswith("zh") else "en"


def finding_line(found: Json) -> str:
    """One finding, for people: place, kind, offsets, certainty, fingerprint."""
    kind = KINDS[Kind(found["kind"])]
    span = f"{found['start']}–{found['end']}"
    return f"{_where(found)}\t{kind}\t{span}\t{found['certainty']:.2f}\t{found['fingerprint'][:12]}"


def fault_line(fault: Json) -> str:
    """What could not be read, and where."""
    return f"{_where(fault)}\t{FAULTS.get(fault['code'], fault['code'])}"


def _where(place: Json) -> str:
    return ":".join(word for word in (place["source"], place["row"], place["part"]) if word)


def place_of(line: Json) -> str:
    """One line of a plan, for people: a file, or a table and a key; a code where the key must not be told."""
    if "file" in line:
        return str(line["file"])
    table, key = line["row"]
    if isinstance(key, dict):
        return f"{table}:…{key['code'][:SIGNS_OF_A_CODE]}"
    return f"{table}:{key if isinstance(key, str) else ','.join(map(str, key))}"


def scanned(counts: Counts) -> str:
    """The last lines of a scan."""
    lines = [_by_kind(counts.kinds)] if counts.found else [_("Nothing found in %(pieces)d texts.")]
    if counts.faults:
        lines.append(
            _("%(faults)d places could not be read as they should; %(unread)d were not read at all.")
        )
    lines += _by_reason(counts)
    told = {"pieces": counts.pieces, "faults": counts.faults, "unread": counts.unread}
    return "\n".join(line % told if "%(" in line else line for line in lines)


def _by_reason(counts: Counts) -> list[str]:
    """What was not read at all, the most frequent first."""
    reasons = [(code, count) for code, count in counts.reasons.most_common() if count]
    return [f"  {FAULTS.get(code, code)}: {count}" for code, count in reasons]


def _by_kind(kinds: Mapping[str, int]) -> str:
    told = _(", ").join(f"{KINDS[Kind(kind)]} {count}" for kind, count in sorted(kinds.items()))
    return _("Found: %(told)s.") % {"told": told}


def planned(counts: Counts, plan: str, seal: str, lines: int) -> str:
    """The last lines of a dry run."""
    if not lines:
        return _("Nothing to redact in %(pieces)d texts.") % {"pieces": counts.pieces}
    told = {"changes": counts.found, "places": lines, "plan": plan, "seal": seal[:16]}
    return "\n".join(
        (
            _by_kind(counts.kinds),
            _(
                "Nothing has been changed. Plan %(seal)s: %(changes)d changes in %(places)d places, in %(plan)s."
            )
            % told,
            _("To carry it out, give the same command with --apply %(plan)s") % told,
        )
    )


def applied(outcomes: Counter[str]) -> str:
    """The last lines of carrying out."""
    if not outcomes:
        return _("There was nothing to do.")
    return _(", ").join(f"{OUTCOMES[Outcome(name)]} {count}" for name, count in sorted(outcomes.items()))


def stopped() -> str:
    """After Ctrl-C with a ledger."""
    return _("Stopped. The same command goes on from here.")


def stopped_for_good() -> str:
    """After Ctrl-C without one."""
    return _("Stopped. With --state FILE a run can go on where it stopped.")


def kept_in_the_log() -> str:
    """After a fix of an SQLite file that is open elsewhere."""
    return _(
        "Another program has this database open, and its write-ahead log (-wal) still holds the old pages. Stop that "
        "program and run the same command again."
    )


def original_kept() -> str:
    """Beside every original that was kept."""
    return _("The originals (.original) still hold every secret: delete them as soon as you have compared.")


def other_work(path: str) -> str:
    """The ledger does not fit."""
    return _(
        "%(path)s belongs to another source or policy, or the source has changed since. Delete it to begin anew."
    ) % {"path": path}


def in_use(path: str) -> str:
    """Two runs at once."""
    return _("Another run is writing %(path)s.") % {"path": path}


def unfinished(path: str) -> str:
    """No whole plan."""
    return _("%(path)s is no finished plan, or somebody has altered it. Make the plan again.") % {
        "path": path
    }


def no_such_source(source: str) -> str:
    """Neither a file nor a database."""
    return _(
        "There is neither a file nor a folder %(source)s; a database is given as sqlite:///… or postgresql://…."
    ) % {"source": source}


def no_database() -> str:
    """It cannot be reached or opened."""
    return _("The database does not answer, or it may not be opened with this name and password.")


def bad_policy(where: str) -> str:
    """The policy file cannot be used."""
    return _("The policy cannot be used: %(where)s") % {"where": where}


def unknown_shape(known: str) -> str:
    """`--as` with another word."""
    return _("A file is one of: %(known)s") % {"known": known}
