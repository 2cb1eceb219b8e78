"""A year of plausible history for the demo and for benchmarks: planned purely from a seed, then written as rows."""
