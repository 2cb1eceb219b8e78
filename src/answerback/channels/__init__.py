"""The channels that are a wallet's own, and what anybody may ask about a number, a link or a message."""
