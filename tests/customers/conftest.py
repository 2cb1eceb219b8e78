from tests.customers.cast import customer, lanyue, qingtan, stranger

__all__ = ["customer", "lanyue", "qingtan", "stranger"]
