"""Going over what was written before there was a guard: files, mailboxes, databases. `scan` tells, `fix` redacts.

Here: what all sources share (pieces, edits, plans, ledgers). `files/`, `mail/`: readers. `rows/`: any database.
`ours/`: this product's own. The command line in front of it is `ops/scanning/`.
"""
