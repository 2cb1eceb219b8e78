"""Small words that give prose away, and the words that make them part of dictation."""

# Dictation has them only beside "first", "next", "last", "word" and the like; elsewhere they are prose.
ARTICLES = frozenset(
    ["the", "a", "and", "is", "it", "its", "i", "that", "so", "no", "here", "we", "well", "now"]
)
MARKERS = frozenset(
    [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
    ]
) | {"twelfth", "next", "last", "final", "word", "number", "then", "after"}
