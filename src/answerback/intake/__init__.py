"""Events, imports and rules: what becomes a callback."""
