"""The log's tree: roots as everybody computes them, and no proof for what is not so."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as some

from answerback.passport.merkle import EMPTY, NoProof, Tree, has_only_grown, is_included, leaf_hash

# The leaves and roots on which implementations of certificate transparency agree.
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def tree(size: int) -> Tree:
    return Tree([leaf_hash(str(number).encode()) for number in range(size)])


def by_definition(leaves: list[bytes]) -> bytes:
    """The tree hash as RFC 9162, section 2.1.1, writes it down."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\x01" + by_definition(leaves[:half]) + by_definition(leaves[half:])).digest()


def test_roots_are_those_of_certificate_transparency() -> None:
    grown = Tree([leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES])
    assert [grown.root(size).hex() for size in range(1, 9)] == ROOTS
    assert grown.root(0) == EMPTY


@given(some.lists(some.binary(max_size=4), max_size=40))
def test_root_is_the_one_of_the_definition(leaves: list[bytes]) -> None:
    assert Tree([leaf_hash(leaf) for leaf in leaves]).root() == by_definition(leaves)


def test_every_leaf_of_every_tree_is_proven_in_its_place_alone() -> None:
    grown = tree(20)
    for size in range(1, 21):
        for index in range(size):
            path = grown.inclusion(index, size)
            held = [
                at
                for at in range(size)
                if is_included(
                    leaf_hash(str(index).encode()), at, size=size, root=grown.root(size), path=path
                )
            ]
            assert held == [index]


def test_every_tree_is_proven_to_begin_with_every_smaller_one() -> None:
    grown, other = (
        tree(20),
        Tree([leaf_hash(b"another"), *(leaf_hash(str(n).encode()) for n in range(1, 20))]),
    )
    for second in range(1, 21):
        for first in range(1, second + 1):
            path = grown.consistency(first, second)
            roots = grown.root(first), grown.root(second)
            assert has_only_grown(first, roots[0], second, roots[1], path)
            assert not has_only_grown(first, other.root(first), second, roots[1], path)
            assert not has_only_grown(first, roots[0], second, other.root(second), path)
    assert has_only_grown(0, EMPTY, 20, grown.root(), [])


@given(some.data())
def test_changed_proof_does_not_hold(data: some.DataObject) -> None:
    size = data.draw(some.integers(2, 40))
    grown, index = tree(size), data.draw(some.integers(0, size - 1))
    path = grown.inclusion(index, size)
    place, octet = data.draw(some.integers(0, len(path) - 1)), data.draw(some.integers(0, 31))
    changed = [*path]
    changed[place] = path[place][:octet] + bytes([path[place][octet] ^ 1]) + path[place][octet + 1 :]
    leaf, root = leaf_hash(str(index).encode()), grown.root(size)
    for wrong in (changed, path[:-1], [*path, path[0]], []):
        assert not is_included(leaf, index, size=size, root=root, path=wrong)


@pytest.mark.parametrize(("first", "second"), [(0, 3), (3, 2), (1, 9), (-1, 3)])
def test_no_proof_is_made_of_what_is_not_there(first: int, second: int) -> None:
    with pytest.raises(NoProof):
        tree(8).consistency(first, second)
    with pytest.raises(NoProof):
        tree(8).inclusion(8 if first >= 0 else -1, 8)
    with pytest.raises(NoProof):
        tree(8).root(9)
