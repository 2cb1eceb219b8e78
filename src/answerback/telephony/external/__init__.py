"""The external line: the wallet keeps its own dialer, and its call centre reports, signed, what happens on it."""
