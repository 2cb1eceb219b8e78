"""Offers and thanks, only for those who agreed and have no open trouble."""
