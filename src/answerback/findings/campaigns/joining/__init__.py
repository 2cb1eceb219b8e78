"""Which reports belong to one fraud: pure, without Django, clock, network or randomness.

A report is taken apart into traits (`traits`): identifiers, and a fingerprint of its wording. `resemble` says which
earlier reports it resembles and by what, at a cost that does not grow with their number; `board` keeps the groups.
"""
