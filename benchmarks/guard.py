"""How many secrets the guard finds, how many traps it falls into, how fast it is.

    python benchmarks/guard.py [DATA_FOLDER]

Recall and false alarms on texts made here; with DATA_FOLDER also on wallet_secrets_mini and on ordinary messages.
"""

import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import process_time

from answerback.guard import Kind, find
from benchmarks import guard_texts
from benchmarks.guard_texts import Sample

SETS = ["nus_sms/en", "nus_sms/zh", "smishing_5971/smishing_5971", "teleantifraud_text/normal"]
SETS += ["teleantifraud_text/fraud", "telecom_fraud_texts/telecom_fraud_texts", "fbs_sms/fbs_sms"]
GRAVE = (Kind.SEED_PHRASE, Kind.PRIVATE_KEY)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def samples() -> Iterator[Sample]:
    dice = random.Random(20261122)
    yield from guard_texts.seeds(dice, 2_000)
    yield from guard_texts.spoken_seeds(dice, 400)
    yield from guard_texts.worn_seeds(dice, 800)
    yield from guard_texts.run_on_seeds(dice, 800)
    yield from guard_texts.keys(dice, 1_200)
    yield from guard_texts.personal(dice, 1_600)
    yield from guard_texts.traps(dice, 3_600)


def score(given: Iterable[Sample]) -> None:
    """Found: something was flagged. Whole: every character of the secret was covered."""
    total, found, whole, missed = Counter[str](), Counter[str](), Counter[str](), dict[str, str]()
    for sample in given:
        label = sample.label if sample.secret is not None else f"trap: {sample.label}"
        findings = find(sample.text)
        total[label] += 1
        found[label] += bool(findings)
        start = sample.text.find(sample.secret or "")
        whole[label] += any(
            hit.start <= start and start + len(sample.secret or "") <= hit.end for hit in findings
        )
        if bool(findings) == (sample.secret is None):
            missed[label] = sample.text[:100]
    for label, count in total.items():
        shares = f"found {found[label] / count:7.4f} whole {whole[label] / count:7.4f}"
        say(f"{label:32} {count:6} {shares} {missed.get(label, '')!r}")
    for name, is_trap in (("all secrets", False), ("all traps", True)):
        labels = [label for label in total if label.startswith("trap: ") == is_trap]
        count = sum(total[label] for label in labels)
        say(f"{name:28} {count:6} found {sum(found[label] for label in labels) / max(count, 1):7.4f}")


def mini(folder: Path) -> Iterator[Sample]:
    for name in ("pos", "neg"):
        path = folder / "wallet_secrets_mini" / f"{name}.jsonl"
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            # Twelve listed words with a wrong checksum are masked on purpose: a caller's slip makes them.
            if row["label"] != "bip39_words_bad_checksum":
                yield Sample(row["label"], row["text"], row.get("value"))


def messages(folder: Path, name: str) -> list[str]:
    rows = map(json.loads, (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    return [row.get("text") or "\n".join(turn["text"] for turn in row["turns"]) for row in rows]


def ordinary(folder: Path) -> None:
    texts, size = 0, 0
    for name in SETS:
        read = messages(folder, name)
        began = process_time()
        kinds = Counter(str(finding.kind) for text in read for finding in find(text))
        seconds = process_time() - began
        length = sum(len(text.encode()) for text in read)
        texts, size = texts + len(read), size + length
        rate = f"{length / 1e6 / seconds:6.1f} MB/CPU-s"
        say(
            f"{name:44} {len(read):6} texts {rate}, grave {sum(kinds[kind] for kind in GRAVE)}, {dict(kinds)}"
        )
    say(f"{texts} texts, {size / 1e6:.1f} MB")


def speed(folder: Path) -> None:
    """One text of 20 MB, as a log or an export would be."""
    blob = "\n".join(text for name in SETS for text in messages(folder, name))
    blob = (blob * (20_000_000 // len(blob.encode()) + 1))[: int(20_000_000 * len(blob) / len(blob.encode()))]
    began = process_time()
    count = len(find(blob))
    rate = len(blob.encode()) / 1e6 / (process_time() - began)
    say(f"{len(blob.encode()) / 1e6:.1f} MB in one text: {rate:.1f} MB/CPU-s, {count} findings")


def main() -> None:
    score(samples())
    if len(sys.argv) > 1:
        folder = Path(sys.argv[1])
        say("\nwallet_secrets_mini")
        score(mini(folder))
        say("\nordinary texts")
        ordinary(folder)
        speed(folder)


if __name__ == "__main__":
    main()
