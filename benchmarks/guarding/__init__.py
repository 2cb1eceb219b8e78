"""The parts of `python -m benchmarks.guard`: fresh texts with secrets and traps, peers, speed, the page."""
