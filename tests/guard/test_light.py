"""What comes with the guard when it is imported, and what its lists take up."""

import json
import subprocess
import sys
import tracemalloc

from answerback.guard import find
from answerback.guard.secrets.words import LANGUAGES
from tests.guard.phrases import phrase

HEAVY = [
    "django",
    "cryptography",
    "numpy",
    "re2",
    "asyncio",
    "socket",
    "ssl",
    "multiprocessing",
    "email",
    "http",
]
HEAVY += ["answerback.guard.links", "answerback.guard.messages", "answerback.numbers", "answerback.settings"]
ASK = """
import json, sys
import answerback.guard
from answerback.guard.secrets import han_pairs, words
read = [made.cache_info().currsize for made in (words.word_list, words.lexicon, han_pairs.pairs)]
print(json.dumps([sorted(sys.modules), read]))
"""


def test_import_brings_no_heavy_module_and_reads_no_list() -> None:
    told = subprocess.run([sys.executable, "-c", ASK], capture_output=True, check=True, text=True)
    modules, read = json.loads(told.stdout)

    assert [name for name in HEAVY if name in modules] == []
    assert read == [0, 0, 0]


def test_all_lists_and_pairs_together_take_less_than_forty_megabytes() -> None:
    tracemalloc.start()
    for language in LANGUAGES:
        for seed in range(20):
            written = phrase(language, 12, seed)
            find("助记词 " + " ".join(written))
            find("".join(written))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 40_000_000
