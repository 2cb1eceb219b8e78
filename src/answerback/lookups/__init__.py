"""Chain look-ups over the network: one small interface for every node kind, behind `chains`."""
