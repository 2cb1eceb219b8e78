"""A group as an issue of an outside tracker: one module per tracker, each the shape that its own API documents."""
