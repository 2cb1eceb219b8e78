from tests.tickets.cast import customer, hanmeimei, lanyue, lilei, qingtan, session, stranger, ticket

__all__ = ["customer", "hanmeimei", "lanyue", "lilei", "qingtan", "session", "stranger", "ticket"]
