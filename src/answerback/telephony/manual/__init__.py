"""The manual line: the agent dials on a phone of his own and reports what happened. Nobody can confirm it."""
