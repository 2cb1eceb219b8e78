"""What `answerback.chains` gets wrong and how fast it is, beside three libraries on the same strings.

    python -m venv PEERS && PEERS/bin/pip install bip_utils==2.12.3 pycryptodome solders cryptography
    npm --prefix NODE install multicoin-address-validator@0.5.26 @trustwallet/wallet-core@4.8.2
    PYTHONPATH=src PEERS/bin/python -m benchmarks.chains NODE

Without NODE the two JavaScript libraries are not run, and the page says so.
"""

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

import bip_utils

from answerback.chains import Kind, identify, keccak
from benchmarks import page
from benchmarks.chain_strings import Claim, claims, strings, taken
from tests.chains.batch import RIGHT, Line, lines
from tests.chains.batch_wrong import WRONG

COUNT = 5_000
SCRIPT = Path(__file__).with_name("chain_peers.cjs")
Judge = Callable[[str], bool]


def decoder(name: str, **named: object) -> Judge:
    decode = getattr(bip_utils, name).DecodeAddr
    return lambda text: taken(decode, text, **named)


def bitcoin(text: str) -> bool:
    return any(judge(text) for judge in BITCOIN)


BITCOIN = (
    decoder("P2PKHAddrDecoder", net_ver=b"\0"),
    decoder("P2SHAddrDecoder", net_ver=b"\5"),
    decoder("P2WPKHAddrDecoder", hrp="bc"),
    decoder("P2TRAddrDecoder", hrp="bc"),
)
BIP_UTILS: dict[str, Judge] = {
    "bitcoin": bitcoin,
    "ethereum": decoder("EthAddrDecoder"),
    "tron": decoder("TrxAddrDecoder"),
    "solana": decoder("SolAddrDecoder"),
    "aptos": decoder("AptosAddrDecoder"),
    "polkadot": decoder("SubstrateSr25519AddrDecoder", ss58_format=0),
    "kusama": decoder("SubstrateSr25519AddrDecoder", ss58_format=2),
    "eos": decoder("EosAddrDecoder"),
}


def over_all(text: str) -> list[bool]:
    return [judge(text) for judge in BIP_UTILS.values()]


def rate(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """Strings a second of CPU time, the best of three rounds."""
    rounds = []
    for _ in range(3):
        started = process_time()
        for text in texts:
            work(text)
        rounds.append(len(texts) / (process_time() - started))
    return max(rounds)


def wrong(judgements: dict[str, str], expected: Sequence[set[Claim]]) -> tuple[int, int]:
    """Wrong accepts and wrong rejects of addresses, over the chains judged."""
    accepts = rejects = 0
    for chain, given in judgements.items():
        for judged, known in zip(given, expected, strict=True):
            right = any(claim[:2] == (chain, "address") for claim in known)
            accepts += judged == "1" and not right
            rejects += judged == "0" and right
    return accepts, rejects


def ours(texts: Sequence[str]) -> dict[str, str]:
    found = [{c.chain for c in identify(text).candidates if c.kind is Kind.ADDRESS} for text in texts]
    chains = sorted({str(chain) for chains in found for chain in chains})
    return {chain: "".join("01"[chain in chains_of] for chains_of in found) for chain in chains}


def by_node(folder: str, texts: Sequence[str]) -> dict[str, dict[str, object]]:
    environment = os.environ | {"NODE_PATH": str(Path(folder).resolve() / "node_modules")}
    done = subprocess.run(
        ["node", str(SCRIPT)],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    found: dict[str, dict[str, object]] = json.loads(done.stdout)
    return found


def different(texts: Sequence[str], expected: Sequence[set[Claim]]) -> int:
    """Strings whose candidates (chain, kind, checksum) are not exactly the expected ones."""
    pairs = zip(texts, expected, strict=True)
    return sum(
        {(str(c), str(k), x) for c, k, x in identify(text).candidates} != known for text, known in pairs
    )


def made(count: int) -> list[Line]:
    """Of the tests' batch those lines that are nothing but the string, with the answers they were made for."""
    return [line for line in lines(random.Random(20261122), count, RIGHT + WRONG) if line.plain]


def without_pycryptodome(texts: Sequence[str]) -> float:
    """The rate where ERC-55 is checked in Python alone."""
    fastest = keccak.fastest
    keccak.fastest = lambda: keccak.own
    try:
        return rate(identify, texts)
    finally:
        keccak.fastest = fastest


def import_milliseconds() -> float:
    """CPU time of importing the command in a new process; fails where Django comes along.

    The least of 25: what else the machine does only ever makes it longer.
    """
    code = (
        "import sys, time; began = time.process_time(); import answerback.chains.command;"
        "print((time.process_time() - began) * 1000); assert 'django' not in sys.modules"
    )
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, check=True) for _ in range(25)]
    return min(float(run.stdout) for run in runs)


def main() -> None:
    batch = made(COUNT)
    texts = [*strings(random.Random(20261122), COUNT), *(line.text for line in batch)]
    expected = [claims(text) for text in texts]
    own, peer = rate(identify, texts), rate(over_all, texts)
    peers = {chain: "".join("01"[judge(text)] for text in texts) for chain, judge in BIP_UTILS.items()}
    judged = ours(texts)
    rows = [("answerback.chains", len(judged), *wrong(judged, expected), f"{own:,.0f}")]
    rows.append(("bip_utils 2.12", len(peers), *wrong(peers, expected), f"{peer:,.0f}"))
    for name, answer in by_node(sys.argv[1], texts).items() if len(sys.argv) > 1 else ():
        given = answer["judgements"]
        rows.append((f"{name} (JavaScript)", len(given), *wrong(given, expected), f"{answer['rate']:,.0f}"))
    surprising = sum(claims(line.text) != line.claims for line in batch)
    plain = without_pycryptodome(texts)
    notes = [
        f"strings whose candidates differ from the expected ones in any point: {different(texts, expected)}",
        f"strings that are nothing at all: {sum(not known for known in expected)}",
        f"lines of the tests' batch (tests/chains/batch.py): {len(batch)}; of these the other libraries together"
        f" judge {surprising} otherwise than the line was made for",
        f"identifications against bip_utils: {page.ratio(own, peer)}",
        f"without pycryptodome, in Python alone: {plain:,.0f} strings a CPU second, {page.ratio(plain, peer)}"
        f" (bip_utils has Keccak from pycryptodome; mixed-case addresses of EVM chains are the difference)",
        f"import of the command: {import_milliseconds():.0f} ms of CPU time (the least of 25), without Django",
        "the EOS of bip_utils means public keys alone; it knows no account names",
        "each library on the chains it judges; its rate is over these, ours over all fifteen and transactions",
    ]
    if len(sys.argv) < 2:
        notes.append("the JavaScript libraries were not run")
    page.write(
        "chains",
        "What is this address?",
        why=f"{len(texts)} mixed strings, right ones and corruptions, judged beside other libraries in one run.",
        head=("", "chains", "wrong accepts", "wrong rejects", "strings a CPU second"),
        rows=[tuple(map(str, row)) for row in rows],
        notes=notes,
    )


if __name__ == "__main__":
    main()
