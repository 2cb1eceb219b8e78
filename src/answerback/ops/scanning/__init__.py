"""The command line of `answerback guard scan` and `fix`: what was asked, what is said. `scanning/` does the work."""
