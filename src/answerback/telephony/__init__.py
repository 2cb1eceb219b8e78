"""How a call is placed: one driver contract, an inbox of call events, and the lines behind it."""
