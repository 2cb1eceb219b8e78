"""Going over what was written before there was a guard: files, mailboxes, databases. `scan` tells, `fix` redacts."""
