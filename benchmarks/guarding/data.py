"""The sets of ../shared/data that are measured on, where they are here; nothing of them is copied."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.guarding.filling import Sample

ORDINARY = ("nus_sms/en", "nus_sms/zh", "smishing_5971/smishing_5971", "teleantifraud_text/normal")
"""Benign but for the 5971 set, whose swindles hold no key to money either."""
MORE = ("teleantifraud_text/fraud", "telecom_fraud_texts/telecom_fraud_texts", "fbs_sms/fbs_sms")
CONTRADICTING = "bip39_words_bad_checksum"
"""Twelve listed words with a wrong checksum are taken out by policy: the set calls them harmless (its README)."""
RESEARCH_TYPES = {"EMAIL_ADDRESS": "email", "CREDIT_CARD": "bank_card", "PHONE_NUMBER": "phone"}


def messages(folder: Path, name: str) -> list[str]:
    rows = map(json.loads, (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    return [row.get("text") or "\n".join(turn["text"] for turn in row["turns"]) for row in rows]


def there(folder: Path, *names: str) -> list[str]:
    return [name for name in names if (folder / f"{name}.jsonl").exists()]


def mini(folder: Path) -> list[Sample]:
    """wallet_secrets_mini: 408 secrets, 260 traps."""
    read = [row for name in ("pos", "neg") for row in rows(folder / "wallet_secrets_mini" / f"{name}.jsonl")]
    return [sample_of(row) for row in read if row["label"] != CONTRADICTING]


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def sample_of(row: dict[str, Any]) -> Sample:
    """Where the secret does not stand in one piece, the whole text but its first and last word is the piece."""
    text, value = row["text"], row.get("value")
    if value is None:
        return Sample(f"trap: {row['label']}", None, text)
    start = text.find(value)
    piece = (start, start + len(value)) if start >= 0 else (len(text) // 3, 2 * len(text) // 3)
    return Sample(row["label"], "any", text, (piece,))


def research(folder: Path) -> Iterator[Sample]:
    """presidio_research: the spans of the types that both claim, one sample each."""
    path = folder / "presidio_research" / "synth_dataset_v2.json"
    for row in json.loads(path.read_text(encoding="utf-8")):
        for span in row["spans"]:
            kind = RESEARCH_TYPES.get(span["entity_type"])
            if kind is not None:
                piece = (span["start_position"], span["end_position"])
                yield Sample(span["entity_type"], kind, row["full_text"], (piece,))


def mixed(folder: Path, samples: list[Sample], size: int) -> list[str]:
    """Lines of messages, one in twenty of them with a secret or a trap, `size` bytes in all."""
    texts = [text for name in there(folder, *ORDINARY, *MORE) for text in messages(folder, name)]
    dice = random.Random(1)
    texts += [sample.text for sample in dice.sample(samples, min(len(samples), max(1, len(texts) // 20)))]
    dice.shuffle(texts)
    lines, length = list[str](), 0
    while length < size:
        for line in texts:
            lines.append(line)
            length += len(line.encode()) + 1
            if length >= size:
                break
    return lines
