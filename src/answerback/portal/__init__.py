"""The signed-in user's face."""
