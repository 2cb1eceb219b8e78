"""Staff: who they are, what they may do in which wallet, and how they sign in."""
