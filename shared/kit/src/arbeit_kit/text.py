"""Types for what people send: text without traps, canonical e-mail addresses, https links, numbers that are numbers.

All text is NFC and stripped. NUL, other control characters and lone surrogates are refused: they break mail headers,
logs and database drivers further in (contract section 1). Invisible direction marks, which come along with pasted phone
numbers and can make a name show reversed, are dropped.
"""

import re
import unicodedata
from typing import Annotated, Any
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, Field, StringConstraints, WithJsonSchema

_DIRECTION = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])
_WORD = re.compile(r"[\w+#]+(?:[.-][\w+#]+)*")
_LINE_BREAKS = "\u2028\u2029\u0085"
_ALLOWED_IN_TEXT = "\n\t"


def _clean(value: str, allowed: str) -> str:
    value = unicodedata.normalize("NFC", value.translate(_DIRECTION)).strip()
    for character in value:
        category = unicodedata.category(character)
        if (category in ("Cc", "Cs") or character in _LINE_BREAKS) and character not in allowed:
            raise ValueError("must not contain control characters")
    return value


def line(value: str) -> str:
    """One clean line of text; ValueError when it holds a line break or another control character."""
    return _clean(value, "")


def text(value: str) -> str:
    """Clean text of several lines; CR LF becomes LF; ValueError for control characters but tab and line feed."""
    for ending in ("\r\n", "\r", "\u2028", "\u2029"):
        value = value.replace(ending, "\n")
    return _clean(value, _ALLOWED_IN_TEXT)


def email(value: str) -> str:
    """The canonical form of an address: lower case, domain in its ASCII form, so that look-alikes do not pass for the
    same person and every mail server can deliver. ValueError when it is none."""
    value = value.strip()
    if len(value) > 254:
        raise ValueError("must be an e-mail address of at most 254 characters")
    try:
        # Deliverability needs the network, and addresses of an intranet (a.local) are fine.
        checked = validate_email(
            value, check_deliverability=False, allow_smtputf8=False, globally_deliverable=False
        ).ascii_email
    except EmailNotValidError:
        checked = None
    if checked is None or "." not in checked.rpartition("@")[2] or len(checked) > 254:
        raise ValueError("must be an e-mail address")
    return checked.lower()


_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+\Z")


def https_url(value: str) -> str:
    """A link that a browser may follow: https only, a named host, no user or password in it. Never fetched by us."""
    value = line(value)
    if any(character.isspace() or character in '<>"\\^`{|}' for character in value):
        raise ValueError("must be an https:// address")
    try:
        parts = urlsplit(value)
        host, _ = (parts.hostname or "").encode("idna").decode().lower(), parts.port
    except (ValueError, UnicodeError):
        raise ValueError("must be an https:// address") from None
    if parts.scheme.lower() != "https" or "@" in parts.netloc or not _HOST.match(host):
        raise ValueError("must be an https:// address")
    return value


def printable(value: object, limit: int = 200) -> str:
    """Anything as short harmless text, for error answers: surrogates and control characters replaced, cut at limit."""
    cut = str(value)[:limit].encode("utf-8", "replace").decode()
    return "".join("?" if unicodedata.category(character) == "Cc" else character for character in cut)


# The length is checked first: looking at each character of a megabyte takes longer than the request may.
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), AfterValidator(line)]
"""One line, at most 200 characters; may be empty (Name may not)."""
Name = Annotated[Line, Field(min_length=1)]
"""One line of 1 to 200 characters."""
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000), AfterValidator(text)]
"""Several lines, at most 20,000 characters; may be empty."""
Email = Annotated[str, AfterValidator(email), WithJsonSchema({"type": "string", "format": "email", "maxLength": 254})]
"""A canonical e-mail address."""
HttpsUrl = Annotated[
    str,
    StringConstraints(max_length=2048),
    AfterValidator(https_url),
    WithJsonSchema({"type": "string", "format": "uri", "maxLength": 2048, "pattern": "^https://"}),
]
"""An https link, kept as it was typed."""
Integer = Annotated[int, Field(strict=True, ge=-(2**53) + 1, le=2**53 - 1)]
"""A whole number (no "3", no true) that JSON, JavaScript and the database all hold exactly."""
Number = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=-1e15, le=1e15)]
"""A finite number, never text or a truth value."""
Flag = Annotated[bool, Field(strict=True)]
"""true or false, nothing that resembles them."""


def absent() -> Any:
    """Default of a field in the body of a PUT: it may be left out (then nothing changes), but null is refused, unless
    its type takes null. Read such a body with ``model_dump(exclude_unset=True)``."""
    return Field(default_factory=lambda: None, json_schema_extra=_no_default)


def _no_default(schema: dict[str, Any]) -> None:
    schema.pop("default", None)


_UPPER_END = "\U0010ffff"


def words(*values: str | None) -> list[str]:
    """The distinct words of these texts as search keys (case and width folded), for an index-only field. Words of more
    than 64 characters are cut."""
    found = {word[:64] for value in values if value for word in _WORD.findall(fold(value))}
    return sorted(found)


def fold(value: str) -> str:
    """The text as it is compared: case, width and runs of spaces do not count."""
    return " ".join(unicodedata.normalize("NFKC", value).casefold().split())


def matching(field: str, q: str) -> list[dict[str, Any]]:
    """Filters for "each word of ``q`` begins a word of ``field``" (kept by ``words``): plain ranges, which every index
    serves, instead of regular expressions, which read the whole collection. Empty when ``q`` holds no word."""
    return [{field: {"$elemMatch": {"$gte": word, "$lt": word + _UPPER_END}}} for word in words(q)[:8]]
