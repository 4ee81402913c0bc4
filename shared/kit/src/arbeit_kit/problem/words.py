"""The validator's errors in the house's words: what a value must be, said after the field's name ("title must not be
empty"). Pydantic's own wording speaks of items, inputs and Python's types, which no reader of a form knows."""

from collections.abc import Mapping
from typing import Any

_TIME, _DATE = "must be a time like 2026-03-01T09:00:00Z", "must be a date like 2026-03-01"

# By pydantic's kind of error; in braces what that kind says about itself.
_WORDS = {
    "missing": "is required",
    "extra_forbidden": "is not a field that can be set here",
    "string_type": "must be a text",
    "string_pattern_mismatch": "must match {pattern}",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a finite number",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than": "must be less than {lt}",
    "less_than_equal": "must be at most {le}",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "list_type": "must be a list",
    "dict_type": "must be an object",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "none_required": "must be null",
    "literal_error": "must be {expected}",
    "enum": "must be {expected}",
    "timezone_aware": "must say its offset from UTC, like 2026-03-01T09:00:00Z",
    "datetime_type": _TIME,
    "datetime_parsing": _TIME,
    "datetime_from_date_parsing": _TIME,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
}
_SHORT, _LONG = {"string_too_short", "too_short"}, {"string_too_long", "too_long"}


def words_of(entry: Mapping[str, Any]) -> str:
    """The message of one of pydantic's errors (an entry of ``errors()``); the text of a ``ValueError`` of ours, and of
    a kind not listed here, as it is. What was sent is never repeated."""
    kind, about = str(entry.get("type", "")), entry.get("ctx") or {}
    of_text = isinstance(entry.get("input"), str)
    if kind in _SHORT and "min_length" in about:
        least = about["min_length"]
        return "must not be empty" if least == 1 else f"must have at least {_counted(least, of_text)}"
    if kind in _LONG and "max_length" in about:
        return f"must have at most {_counted(about['max_length'], of_text)}"
    if kind in _WORDS:
        return _WORDS[kind].format_map(about)
    return str(entry.get("msg", "is not valid")).removeprefix("Value error, ")


def _counted(n: int, of_text: bool) -> str:
    one, several = ("character", "characters") if of_text else ("entry", "entries")
    return f"{n} {one if n == 1 else several}"
