import pytest


@pytest.fixture
def cast(db):
    """A wallet with a handful of solutions."""
    from tests.cast import make_cast
    from tests.findings.solutions.cast import SHELF, shelved

    return shelved(make_cast(), *SHELF)


@pytest.fixture
def whole(db):
    """A wallet with its guides and the whole library."""
    from tests.cast import make_cast
    from tests.findings.solutions.cast import stocked

    return stocked(make_cast())


@pytest.fixture
def qingtan(db):
    """A self-custodial wallet, which can unlock, freeze and recall nothing."""
    from answerback.wallets.kinds import Calling, Custody
    from tests.cast import make_cast

    cast = make_cast("qingtan", "+8617000000021")
    cast.wallet.custody, cast.wallet.calling = Custody.SELF_CUSTODIAL, Calling.IN_APP_ONLY
    cast.wallet.capabilities = ["ask_recipient", "ask_platform"]
    cast.wallet.save()
    return cast
