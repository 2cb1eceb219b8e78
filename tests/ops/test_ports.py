"""The port asked for, or the next free one on every loopback address."""

import errno

import pytest

from answerback.ops.ports import LOOPBACK, listen


def test_taken_port_gives_the_next_free_one_unless_only_that_one_will_do() -> None:
    taken, port = listen(("127.0.0.1",), 0)
    try:
        sockets, found = listen(LOOPBACK, port)
        assert found > port
        assert {one.getsockname()[1] for one in sockets} == {found}
        with pytest.raises(OSError) as refused:
            listen(LOOPBACK, port, only=True)
        assert refused.value.errno == errno.EADDRINUSE
    finally:
        for one in (*taken, *sockets):
            one.close()
