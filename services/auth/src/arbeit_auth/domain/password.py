"""Which passwords are taken. Contract section 2: 12 to 128 characters in any script, not the e-mail, not a common one.

Lists of leaked passwords are mostly shorter than twelve characters; what people make of them at twelve is the same word
with digits behind, written twice, or two such words in a row. So the list holds the words, and rules find the shapes.
Passphrases of ordinary words are welcome: only words that stand in every guessing list count.
"""

import re
import unicodedata

from arbeit_auth.domain.common_passwords import WHOLE, WORDS
from arbeit_auth.domain.errors import NotValid

SHORTEST = 12
LONGEST = 128

_LEET = str.maketrans("013457@$!|", "oieastasil")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "abcdefghijklmnopqrstuvwxyz", "qazwsxedcrfvtgbyhnujmikolp")
_DRESSING = re.compile(r"^[\W\d_]+|[\W\d_]+$")  # what people put before and behind a word
_LONGEST_WORD = max(map(len, WORDS))


def normal(password: str) -> str:
    """NFC: the same text typed on another keyboard system is the same password."""
    return unicodedata.normalize("NFC", password)


def is_plausible(password: str) -> bool:
    """Whether it could be anybody's password at all; a longer one is refused at log-in like a wrong one."""
    return len(password) <= 4 * LONGEST and len(normal(password)) <= LONGEST


def must_be_good(password: str, *, email: str, field: str = "password") -> None:
    """Raises ``NotValid`` on ``field`` with the reason in plain words; never repeats the password."""
    length = len(normal(password)) if len(password) <= 4 * LONGEST else LONGEST + 1
    if length < SHORTEST:
        raise NotValid(field, f"must have at least {SHORTEST} characters", "too-short")
    if length > LONGEST:
        raise NotValid(field, f"must have at most {LONGEST} characters", "too-long")
    folded = _folded(password)
    local = _folded(email.partition("@")[0])
    if folded in (_folded(email), local, local * 2):
        raise NotValid(field, "must not be the e-mail address", "is-email")
    if is_common(password, also=frozenset({local}) if len(local) >= 4 else frozenset()):
        raise NotValid(field, "is too easy to guess; take several unrelated words", "too-common")


def is_common(password: str, also: frozenset[str] = frozenset()) -> bool:
    """Whether it is in the list, or a shape that every guessing program tries; ``also`` are further words."""
    folded = _folded(password)
    if folded in WHOLE or len(set(folded)) <= 3:
        return True
    core = _DRESSING.sub("", folded)
    if any(_repeats(text) or _runs(text) for text in (folded, core)):
        return True
    return any(_only_words(_letters(text), also) for text in (folded, core.translate(_LEET)))


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _letters(folded: str) -> str:
    """Without the digits and signs with which words are dressed up."""
    return re.sub(r"[\W\d_]+", "", folded)


def _repeats(text: str) -> bool:
    """``abcabcabcabc``: a short unit, written again and again."""
    return any(text == (text[:unit] * (len(text) // unit + 1))[: len(text)] for unit in range(1, len(text) // 2 + 1))


def _runs(text: str) -> bool:
    """``1234567890qwerty``: at most three walks along a keyboard row or the alphabet, and nothing else."""
    runs, at = 0, 0
    while at < len(text):
        length = max(_run_length(text[at:], row) for row in _ROWS)
        if length < 3 or runs == 3:
            return False
        runs, at = runs + 1, at + length
    return True


def _run_length(text: str, row: str) -> int:
    best = 1
    for line in (row * 2, row[::-1] * 2):
        start = line.find(text[0])
        if start < 0:
            continue
        length = 0
        while length < len(text) and start + length < len(line) and text[length] == line[start + length]:
            length += 1
        best = max(best, length)
    return best


def _only_words(letters: str, also: frozenset[str]) -> bool:
    """Whether the letters are nothing but words of the list in a row. Digits alone leave no letters: those too."""
    known = WORDS | also
    longest = max([_LONGEST_WORD, *map(len, also)])
    reachable = [True] + [False] * len(letters)
    for end in range(1, len(letters) + 1):
        reachable[end] = any(
            reachable[start] and letters[start:end] in known for start in range(max(0, end - longest), end)
        )
    return reachable[-1]
