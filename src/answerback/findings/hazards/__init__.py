"""What is unsafe for a user: kind, cause, written-out risk, owner, measures, follow-up, and what made it safe."""
