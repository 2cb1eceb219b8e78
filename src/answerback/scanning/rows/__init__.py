"""Any SQLite or PostgreSQL database: rows as pieces, and how a row is found again and changed."""
