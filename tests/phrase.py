"""Twelve words of the English list (BIP-39) that no other test text holds."""

PHRASE = "zebra gospel quantum velvet oxygen lizard mimic knife raccoon tuna vivid jaguar"
WORDS = PHRASE.split()
