"""The agents' face: eight hours a day."""
