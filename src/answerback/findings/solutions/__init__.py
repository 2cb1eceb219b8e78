"""How each kind of problem is solved: a versioned library, and its steps followed in a ticket."""
