"""The simulated line: product code. Every outcome by number, deterministic, no clock of its own."""
