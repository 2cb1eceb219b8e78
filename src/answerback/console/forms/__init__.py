"""The console's forms: each says in its hints what a choice will do."""
