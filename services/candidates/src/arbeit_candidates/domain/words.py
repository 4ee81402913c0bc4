"""How names and skills are compared."""

import unicodedata


def fold(text: str) -> str:
    """Lower case without accents: `Müller` and `muller` are found by either."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
