"""The processes and the command line; the only place that wires drivers to verbs."""
