"""The one door for text: what the wallet's policy wants done, what is kept of it, what was found and where."""
