"""Signed call proofs: one PASSporT per answered leg, its certificate, and its leaf in the public log."""
