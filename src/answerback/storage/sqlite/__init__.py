"""Django's SQLite backend with one fair writer per database file (`ENGINE = "answerback.storage.sqlite"`)."""
