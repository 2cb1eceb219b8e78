"""What rotation leaves behind is tidied a little at a time, again and again, by one process."""

from datetime import datetime

from answerback.journal.write import SYSTEM
from answerback.keys.reindex import Renewal
from answerback.keys.reseal import reseal_step
from answerback.keys.rotate import destroy_superseded

_renewal = Renewal()


def step(at: datetime, *, limit: int = 100) -> int:
    """Re-seal and re-index up to `limit` rows each, and destroy keys that nothing needs; returns the rows done.

    Old keys for sealing stay until somebody destroys them (`rotate.destroy`).
    """
    done = reseal_step(at=at, limit=limit) + _renewal.step(at=at, limit=limit)
    destroy_superseded(by=SYSTEM, at=at)
    return done
