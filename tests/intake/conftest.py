from tests.customers.cast import customer, lanyue, qingtan, stranger
from tests.intake.cast import rule

__all__ = ["customer", "lanyue", "qingtan", "rule", "stranger"]
