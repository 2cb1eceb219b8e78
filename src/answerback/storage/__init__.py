"""How rows are kept: identifiers, tenancy, the SQLite backend with one fair writer, the serving lock."""
