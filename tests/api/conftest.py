from tests.api.cast import machine, other_machine
from tests.customers.cast import customer, lanyue, qingtan, stranger
from tests.intake.cast import rule

__all__ = ["customer", "lanyue", "machine", "other_machine", "qingtan", "rule", "stranger"]
