"""Writes guard/secrets/data/han_pairs.txt from the TeleAntiFraud dialogues (Apache-2.0).

    python scripts/train_han_pairs.py DATA_FOLDER

DATA_FOLDER holds teleantifraud_text/{normal,fraud}.jsonl. Kept: pairs of listed characters seen at least twice.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from answerback.guard.secrets.words import word_list

TARGET = Path("src/answerback/guard/secrets/data/han_pairs.txt")
HEAD = "# Pairs of characters seen twice or more in the TeleAntiFraud dialogues (Apache-2.0): one, then its followers."
LEAST = 2


def texts(folder: Path) -> Iterator[str]:
    for name in ("normal", "fraud"):
        for line in (
            (folder / "teleantifraud_text" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        ):
            yield "\n".join(turn["text"] for turn in json.loads(line)["turns"])


def main() -> None:
    listed = word_list("chinese_simplified")
    seen = Counter(
        run[index : index + 2]
        for text in texts(Path(sys.argv[1]))
        for run in re.findall(r"[\u4e00-\u9fff]+", text)
        for index in range(len(run) - 1)
    )
    followers = defaultdict(list)
    for pair, count in seen.items():
        if count >= LEAST and set(pair) <= set(listed):
            followers[pair[0]].append(pair[1])
    lines = [first + "".join(sorted(followers[first])) for first in listed if followers[first]]
    TARGET.write_text("\n".join([HEAD, *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
