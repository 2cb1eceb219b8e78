"""What we measure, each against a floor or a peer in the same run: `make bench` writes docs/benchmarks."""
