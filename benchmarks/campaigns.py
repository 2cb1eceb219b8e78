"""Fraud campaigns: what is joined, what is wrongly joined, after how many reports a planted one is found, at what cost.

    python -m benchmarks.campaigns DATA_FOLDER [part ...]

Parts: joined, sites, threshold, planted, cost, rows. Without one all run, and the page is written.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from random import Random
from statistics import median
from time import process_time

from answerback.findings.campaigns.joining.board import Board
from answerback.findings.campaigns.joining.identify import site
from answerback.findings.campaigns.joining.kinds import By, Traits
from answerback.findings.campaigns.joining.wording import FEWEST, KEPT, PIECES, hashed, sketch
from answerback.guard.links.canonical import read
from answerback.guard.messages.folding import fold
from benchmarks import page
from benchmarks.campaigns_noise import NOISES, Noise, passed_on
from benchmarks.messages_data import Sets

KEY = b"benchmark"
SEED = 6
NEAR = 0.6
SAMPLE = 600
Pair = tuple[int, int]


def of(text: str) -> Traits:
    """A report that has nothing but its words."""
    return Traits(sketch=sketch(text, key=KEY))


def lettered(text: str) -> Traits:
    """The floor: the same sketch over characters as written instead of sounds."""
    letters = "".join(PIECES.findall(fold(text).letters))
    found = {hashed(letters[start : start + 4], KEY) for start in range(len(letters) - 3)}
    return Traits(sketch=tuple(sorted(found)[:KEPT]) if len(found) >= FEWEST else ())


def grouped(traits: Iterable[Traits], alike: float) -> list[list[int]]:
    """Members by group, in numbers of the order given."""
    board = Board(alike=alike)
    for number, one in enumerate(traits):
        board.add(str(number), one)
    return [sorted(map(int, group)) for group in board.groups()]


def pairs_of(groups: Iterable[Sequence[int]]) -> set[Pair]:
    return {pair for group in groups for pair in combinations(group, 2)}


def near(texts: Sequence[str], least: float) -> set[Pair]:
    """All pairs whose longest matching blocks cover this share of both (difflib), each pair compared."""
    found = set()
    matcher = SequenceMatcher(autojunk=False)
    for later, text in enumerate(texts):
        matcher.set_seq2(text)
        for earlier in range(later):
            matcher.set_seq1(texts[earlier])
            if matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least:
                found |= {(earlier, later)} if matcher.ratio() >= least else set()
    return found


def linked(pairs: Iterable[Pair], count: int) -> list[list[int]]:
    """The connected parts of pairs."""
    board = Board()
    tokens: dict[int, set[tuple[By, str]]] = {number: set() for number in range(count)}
    for one, other in pairs:
        for number in (one, other):
            tokens[number].add((By.NUMBER, f"{one}-{other}"))
    for number in range(count):
        board.add(str(number), Traits(frozenset(tokens[number])))
    return [sorted(map(int, group)) for group in board.groups()]


def sets_of(sets: Sets) -> dict[str, list[tuple[str, str]]]:
    """Texts with the label of their set: a category, never a campaign."""
    fraud = [row for row in sets.five_classes() if row[1] != "normal"]
    smishing = [(row["text"], row["label"]) for row in sets.rows("smishing_5971/smishing_5971")]
    calls = [
        ("".join(turn["text"] for turn in row["turns"] if turn["speaker"] == "left"), row["type"])
        for row in sets.rows("teleantifraud_text/fraud")
    ]
    return {
        "FBS SMS (14 labels)": [(row["text"], row["label"]) for row in sets.rows("fbs_sms/fbs_sms")],
        "Telecom_Fraud_Texts, fraud (4)": fraud,
        "TeleAntiFraud, caller's side (8)": calls,
        "5,971 SMS, spam and smishing (2)": [row for row in smishing if row[1] != "ham"],
    }


def joined(sets: Sets) -> Iterator[str]:
    """Joining real texts by their wording, against labels and against near-duplicates."""
    yield "| set | n | joined pairs | of one label | near pairs | of these joined | joined are near | or by others |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for name, rows in sets_of(sets).items():
        some = Random(SEED).sample(rows, min(SAMPLE, len(rows)))
        texts = [text[:200] for text, _label in some]
        pairs = pairs_of(grouped(map(of, texts), 0.25))
        truth = near(texts, NEAR)
        closed = pairs_of(linked(truth, len(texts)))
        same = sum(some[one][1] == some[other][1] for one, other in pairs)
        cells = (
            f"{len(pairs):,}",
            share(same, len(pairs)),
            f"{len(truth):,}",
            share(len(truth & pairs), len(truth)),
            share(len(truth & pairs), len(pairs)),
            share(len(closed & pairs), len(pairs)),
        )
        yield f"| {name} | {len(some):,} | {' | '.join(cells)} |"


def share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "none"


def sites(sets: Sets) -> Iterator[str]:
    """Joining by host alone: phishing domains, and the world's most visited sites, which must not meet."""
    import gzip

    with gzip.open(sets.folder / "scamsniffer/domains-to-2024.tsv.gz", "rt", encoding="utf-8") as lines:
        bad = [line.rstrip("\n").partition("\t")[2] for line in lines]
    good = [
        line.split(",")[2]
        for line in (sets.folder / "majestic/majestic_million_head.csv").read_text().splitlines()[1:]
    ]
    yield "| hosts | n | with a name of their own | groups of two or more | hosts in them |"
    yield "| --- | --- | --- | --- | --- |"
    for name, hosts in (
        ("ScamSniffer, phishing", Random(SEED).sample(bad, 30_000)),
        ("Majestic, visited", good),
    ):
        keys = Counter(key for host in hosts if (key := site(read(host))))
        several = [count for count in keys.values() if count > 1]
        yield f"| {name} | {len(hosts):,} | {sum(keys.values()):,} | {len(several):,} | {sum(several):,} |"


def background(sets: Sets, count: int) -> dict[str, list[str]]:
    """Reports in which nothing is planted, by kind."""
    dice = Random(SEED)
    calls = [
        next(turn["text"] for turn in row["turns"] if turn["speaker"] == "left")
        for row in sets.rows("teleantifraud_text/fraud")
    ]
    return {
        "everyday SMS, Chinese": dice.sample(sets.everyday("zh"), count),
        "everyday SMS, English": dice.sample(sets.everyday("en"), count),
        "openings of swindlers' calls": dice.sample(calls, min(count, len(calls))),
    }


def threshold(sets: Sets) -> Iterator[str]:
    """Found in what nobody planted, per 1,000 reports, when so many people make a campaign."""
    yield "| alike from | reports of | two people | three | four | largest group |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for alike in (0.15, 0.2, 0.25, 0.3, 0.4):
        for name, texts in background(sets, 2_500).items():
            sizes = [len(group) for group in grouped(map(of, texts), alike)]
            told = (f"{1000 * sum(size >= k for size in sizes) / len(texts):.1f}" for k in (2, 3, 4))
            yield f"| {alike} | {name} | {' | '.join(told)} | {max(sizes)} |"


def planted(sets: Sets) -> Iterator[str]:
    """40 campaigns of 10 reports each among 4,000 others: after how many reports three people are together."""
    yield "| passed on | by | found of 40 | median reports needed | in one group of 10 | foreign reports in it |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for noise in NOISES:
        for name, taken, contact in (
            ("letters", lettered, 0.0),
            ("sounds", of, 0.0),
            ("sounds, number in a third", of, 0.33),
        ):
            yield _planted(sets, noise, name, taken, contact)


def _planted(sets: Sets, noise: Noise, name: str, taken: Callable[[str], Traits], contact: float) -> str:
    dice = Random(SEED)
    fraud = [text for text, label in sets.five_classes() if label != "normal" and 60 <= len(text) <= 200]
    scripts = dice.sample(fraud, 40)
    reports = [
        (f"own-{n}", text)
        for n, text in enumerate(text for some in background(sets, 1_400).values() for text in some)
    ]
    reports += [
        (f"c{n}-{m}", passed_on(text, noise, dice)) for n, text in enumerate(scripts) for m in range(10)
    ]
    dice.shuffle(reports)
    board, seen = Board(), Counter[str]()
    needed: dict[str, int] = {}
    for member, text in reports:
        traits, campaign = taken(text), member.partition("-")[0]
        if campaign != "own" and dice.random() < contact:
            traits = Traits(frozenset({(By.NUMBER, campaign)}), traits.sketch)
        board.add(member, traits)
        seen[campaign] += 1
        if campaign != "own" and campaign not in needed and _together(board, campaign) >= 3:
            needed[campaign] = seen[campaign]
    return _found_row(board, noise, name, needed)


def _together(board: Board, campaign: str) -> int:
    groups = Counter(group for member, group in board.group_of.items() if member.startswith(campaign + "-"))
    return max(groups.values())


def _found_row(board: Board, noise: Noise, name: str, needed: dict[str, int]) -> str:
    largest, foreign = [], 0
    for number in range(40):
        groups = Counter(
            group for member, group in board.group_of.items() if member.startswith(f"c{number}-")
        )
        best, count = groups.most_common(1)[0]
        largest.append(count)
        members = [member for member, group in board.group_of.items() if group == best]
        foreign += sum(not member.startswith(f"c{number}-") for member in members) if count > 1 else 0
    middle = f"{median(needed.values()):.0f}" if needed else "-"
    return f"| {noise.name} | {name} | {len(needed)} | {middle} | {median(largest):.0f} | {foreign} |"


def cost(sets: Sets) -> Iterator[str]:
    """One more report, in memory, among so many (halves of real texts put together): CPU time of each step."""
    yield "| reports so far | median ms to join one more | median ms to read its text | entries in the index |"
    yield "| --- | --- | --- | --- |"
    dice = Random(SEED)
    texts = [row["text"] for row in sets.rows("fbs_sms/fbs_sms")] + sets.everyday("zh") + sets.everyday("en")
    board, count = Board(), 0
    for size in (1_000, 10_000, 100_000):
        while count < size:
            one, other = dice.choice(texts), dice.choice(texts)
            board.add(str(count), of(one[: len(one) // 2] + other[len(other) // 2 :]))
            count += 1
        joining, reading = [], []
        for number in range(300):
            text = passed_on(dice.choice(texts), NOISES[2], dice)
            began = process_time()
            traits = of(text)
            reading.append(process_time() - began)
            began = process_time()
            board.add(f"late-{size}-{number}", traits)
            joining.append(process_time() - began)
        yield f"| {size:,} | {median(joining) * 1e3:.3f} | {median(reading) * 1e3:.3f} | {board.entries():,} |"


def rows(sets: Sets) -> Iterator[str]:
    """The same in the database."""
    from benchmarks import campaigns_rows

    yield from campaigns_rows.measured(sets)


PARTS = {
    "joined": ("Real texts joined by their wording", joined),
    "sites": ("Hosts joined by their name", sites),
    "threshold": ("False alarms, by how alike and by how many people", threshold),
    "planted": ("Planted campaigns", planted),
    "cost": ("Cost of one more report: the engine", cost),
    "rows": ("Cost of one more report: the verb, with its transaction", rows),
}


def main(arguments: list[str]) -> None:
    sets, wanted = Sets(Path(arguments[0])), arguments[1:]
    if wanted:
        for name in wanted:
            for line in PARTS[name][1](sets):
                print(line, flush=True)
        return
    from benchmarks.campaigns_words import NOTES, WHY

    sections = [(title, [*part(sets), "", NOTES[name]]) for name, (title, part) in PARTS.items()]
    page.write_sections("campaigns", "Fraud campaigns: what is joined", why=WHY, sections=sections)


if __name__ == "__main__":
    main(sys.argv[1:])
