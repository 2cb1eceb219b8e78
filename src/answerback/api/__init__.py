"""The face for machines: events and customers in, states out, over HTTP and JSON."""
