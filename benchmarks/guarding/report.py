"""docs/benchmarks/guard.md: one section a question, each table made here from one run."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks import page
from benchmarks.guarding import compared, data, scoring
from benchmarks.guarding.filling import Sample
from benchmarks.guarding.scoring import Score

WANTED_OF_EACH, WANTED_OF_ALL, MOST_TRAPS = 0.99, 0.98, 0.01
SLICE_BYTES = 300_000
FUZZED = page.FOLDER / "guard_fuzz.json"
FALLS_SHORT = Path(__file__).parent / "falls_short.md"
"""Written by hand after each measuring: a table does not say why."""
Lines = Iterator[str]


def write(
    first: list[Sample],
    second: list[Sample],
    third: list[Sample],
    by_hand: list[Sample],
    folder: Path,
    peers: Path | None,
) -> None:
    shown, partly, unseen = (
        scoring.scored(samples, scoring.ours(samples)) for samples in (first, second, third)
    )
    sections = [
        ("Third book: secrets in templates the engine never saw", classes(unseen)),
        ("Third book: traps", trapped(unseen)),
        ("Second book: secrets in templates of which the weak classes were known", classes(partly)),
        ("Second book: traps", trapped(partly)),
        ("First book: secrets in templates whose misses were reported", classes(shown)),
        ("First book: traps", trapped(shown)),
        ("Written by hand", written_by_hand(by_hand)),
        ("Known sets and ordinary texts", known(folder)),
        ("Other tools over the same texts", compared.lines(second, folder, peers, slice_bytes=SLICE_BYTES)),
        ("Fuzzing", fuzzed()),
        ("What falls short", FALLS_SHORT.read_text(encoding="utf-8").splitlines()),
    ]
    why = summary(shown, partly, unseen)
    page.write_sections("guard", "Text safety: secrets", why=why, sections=sections)


def secret_classes(scores: Mapping[str, Score]) -> dict[str, Score]:
    return {label: score for label, score in scores.items() if not label.startswith("trap: ")}


def traps_of(scores: Mapping[str, Score]) -> dict[str, Score]:
    return {label: score for label, score in scores.items() if label.startswith("trap: ")}


def share(count: int, total: int) -> str:
    return f"{count / total:.4f}" if total else "–"


def summary(shown: Mapping[str, Score], partly: Mapping[str, Score], unseen: Mapping[str, Score]) -> str:
    return (
        "Texts with a secret and traps, made at random from three books of templates (`benchmarks/guarding/frames`). "
        "The misses of the first book were reported to whoever mends the engine; of the second the classes that fell "
        "short were known and mended; the third was written when that was done, and **is the score**: nothing was "
        "mended after it was first read. It has classes more, of shapes that the others do not know. Recall counts "
        f"a secret only when *every* character of it is covered.\n\n"
        f"- third book: {in_short(unseen)}\n- second book: {in_short(partly)}\n- first book: {in_short(shown)}\n\n"
        f"Wanted: recall {WANTED_OF_ALL} over all and {WANTED_OF_EACH} in each class of wallet secret, at most "
        f"{MOST_TRAPS} of the traps flagged.\n\n"
        f"```\nsh scripts/guard_peers.sh PEERS\n"
        ".venv/bin/python -m benchmarks.guard --data ../shared/data --peers PEERS\n```"
    )


def in_short(scores: Mapping[str, Score]) -> str:
    secrets, traps = secret_classes(scores), traps_of(scores)
    whole, wrong = scoring.together(secrets.values()), scoring.together(traps.values())
    wallet = scoring.together(score for label, score in secrets.items() if label.startswith(("seed", "key")))
    short = [label for label, score in secrets.items() if score.gone < WANTED_OF_EACH * score.total]
    return (
        f"recall **{share(whole.gone, whole.total)}** over {whole.total:,}, wallet secrets "
        f"{share(wallet.gone, wallet.total)} over {wallet.total:,}; "
        f"traps flagged **{share(wrong.flagged, wrong.total)}** "
        f"of {wrong.total:,}. Below {WANTED_OF_EACH}: {'; '.join(short) or 'no class'}."
    )


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Lines:
    for cells in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(cells)} |"


def classes(scores: Mapping[str, Score]) -> Lines:
    rows = [
        (
            label,
            f"{score.total:,}",
            *shares(score),
            "below" if score.gone < WANTED_OF_EACH * score.total else "",
        )
        for label, score in secret_classes(scores).items()
    ]
    whole = scoring.together(secret_classes(scores).values())
    rows.append(("**all**", f"{whole.total:,}", *shares(whole), ""))
    yield from table(
        ("class", "texts", "touched", "right kind", "**recall**", "refused", f"< {WANTED_OF_EACH}"), rows
    )
    yield ""
    yield "*Touched*: any finding over a part of the secret. *Refused*: policy blocks the text (keys to money)."


def shares(score: Score) -> tuple[str, str, str, str]:
    return (
        share(score.found, score.total),
        share(score.named, score.total),
        f"**{share(score.gone, score.total)}**",
        share(score.blocked, score.total),
    )


def trapped(scores: Mapping[str, Score]) -> Lines:
    found = traps_of(scores)
    rows = [
        (
            label.removeprefix("trap: "),
            f"{score.total:,}",
            str(score.flagged),
            share(score.flagged, score.total),
        )
        for label, score in found.items()
    ]
    whole = scoring.together(found.values())
    rows.append(
        ("**all**", f"{whole.total:,}", str(whole.flagged), f"**{share(whole.flagged, whole.total)}**")
    )
    yield from table(("group", "texts", "flagged", "share"), rows)


def written_by_hand(samples: list[Sample]) -> Lines:
    yield "Lines as a frightened user, a hurried agent or a recogniser would leave them, each filled twenty times"
    yield "(`frames/frightened.txt`). They were written to be missed, and the engine has been mended with them in"
    yield "sight: a list of gaps, not a score."
    yield ""
    scores = scoring.scored(samples, scoring.ours(samples))
    yield from table(
        ("class", "texts", "touched", "right kind", "every character covered"),
        [(label, str(score.total), *shares(score)[:3]) for label, score in scores.items()],
    )


def known(folder: Path) -> Lines:
    if not (folder / "wallet_secrets_mini").exists():
        yield "Not run: the data are not here (`--data`)."
        return
    mini = data.mini(folder)
    scores = scoring.scored(mini, scoring.ours(mini))
    secrets, traps = (
        scoring.together(secret_classes(scores).values()),
        scoring.together(traps_of(scores).values()),
    )
    yield (
        f"- wallet_secrets_mini: {secrets.found} of {secrets.total} secrets touched "
        f"({share(secrets.found, secrets.total)}), {traps.flagged} of {traps.total} traps flagged; its rows of twelve "
        "words with a wrong checksum are left out, because policy takes those out."
    )
    research = list(data.research(folder))
    for label, score in scoring.scored(research, scoring.ours(research)).items():
        found = f"{score.named} of {score.total} found and named"
        yield f"- presidio_research, {label}: {found} ({share(score.named, score.total)})."
    yield ""
    yield from ordinary(folder)


def ordinary(folder: Path) -> Lines:
    rows = []
    for name in data.there(folder, *data.ORDINARY):
        texts = [Sample(name, None, text) for text in data.messages(folder, name)]
        found = [hit[0] for answer in scoring.ours(texts) for hit in answer.hits]
        grave = sum(kind in ("seed_phrase", "private_key") for kind in found)
        rest = {kind: found.count(kind) for kind in sorted(set(found))}
        rows.append(
            (
                name,
                f"{len(texts):,}",
                str(grave),
                ", ".join(f"{kind} {count}" for kind, count in rest.items()),
            )
        )
    yield from table(
        (
            "ordinary texts",
            "texts",
            "seed phrases and keys",
            "all findings (phones and codes are really in them)",
        ),
        rows,
    )


def fuzzed() -> Lines:
    if not FUZZED.exists():
        yield "No figures yet: `python -m scripts.fuzz` writes them."
        return
    for run in json.loads(FUZZED.read_text(encoding="utf-8")):
        guided = "guided by coverage (atheris)" if run["guided_by_coverage"] else "by chance"
        yield (
            f"- {run['said']}: {', '.join(run['targets'])}; {run['executions']:,} executions in "
            f"{run['seconds']:,} s, {guided}, {run['characters'] / 1e6:.1f} M characters, slowest "
            f"{run['slowest_cpu_seconds']} CPU s. {failures(run['failures'])}"
        )


def failures(found: Mapping[str, int]) -> str:
    return (
        "Nothing broken."
        if not found
        else "Broken: " + "; ".join(f"{name} ({count})" for name, count in found.items()) + "."
    )
