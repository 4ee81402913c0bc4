"""Periods as CVs write them: `Jan 2015 – Mar 2019`, `03/2015 - present`, `since 2020`, `2015-19`."""

from __future__ import annotations

import re
from typing import NamedTuple

_MONTHS = (
    "jan ene gen|feb fév fev|mar mär mrz|apr abr avr|may mai mag|jun giu|jul lug|aug ago aoû|sep set|oct okt ott|nov"
    "|dec dez dic déc"
)
_MONTH_OF = {word: number for number, words in enumerate(_MONTHS.split("|"), start=1) for word in words.split()}
_MONTH_OF |= {"juin": 6, "juil": 7, "juillet": 7}
_NAMES = "|".join([*_MONTH_OF, "spring", "summer", "fall", "autumn", "winter"])
_MONTH = r"(?:(?P<{0}m>(?:@)[a-zéûä]{{0,7}})\.?,?\s*(?:\d{{1,2}},\s*)?['’]?|(?P<{0}n>\d{{1,2}})\s?[/.]\s?)?".replace(
    "@", _NAMES
)
_POINT = _MONTH + r"(?P<{0}y>(?:19|20)\d\d|(?<=['’])\d\d)(?:[-/.](?P<{0}a>\d\d)(?!\d)(?:[-/.]\d\d(?!\d))?)?"
_NOW = (
    r"(?P<now>present|current|currently|now|today|ongoing|to date|date|heute|actual|actualidad|presente"
    r"|aujourd'hui|oggi|till date)"
)
_TO = r"\s*(?:-|–|—|−|‐|‑|to|until|till|bis|a|hasta|à|au|al|\.\.)\s*"
_PERIOD = re.compile(
    rf"(?<![\w/]){_POINT.format('s')}{_TO}(?:{_NOW}|{_POINT.format('e')}|(?P<short>\d\d)(?!\d))(?!\w)", re.IGNORECASE
)
_SINCE = re.compile(rf"\b(?:since|seit|desde|depuis|dal)\s+{_POINT.format('s')}", re.IGNORECASE)
_LONG_NAMES = (
    r"jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|f[ée]v(?:rier)?|mar(?:ch|s|zo)?|märz?|apr(?:ile?)?|avr(?:il)?|abr(?:il)?"
    r"|may|mai|mayo|maggio|june?|juni|juin|junio|giugno|july?|juli|juil(?:let)?|julio|luglio|aug(?:ust)?|ao[uû]t|agosto"
    r"|sept?(?:ember|embre|iembre)?|o[ck]t(?:ober|obre|ubre)?|ottobre|nov(?:ember|embre|iembre)?|d[eéi][cz](?:ember"
    r"|embre|iembre)?|spring|summer|fall|autumn|winter"
)
_NOW_WORDS = _NOW.replace("?P<now>", "?:")
_NOW_ALONE = re.compile(_NOW_WORDS, re.IGNORECASE)
_TIME_WORDS = re.compile(
    rf"\b(?:{_LONG_NAMES}|{_NOW_WORDS}|to|until|till|bis|since|seit|from|von|depuis|desde|and|ff?|ca"
    r"|circa|years?|yrs?|months?|mos?|weeks?|jahre?|monate?|ans?|mois|años?|meses)\b",
    re.IGNORECASE,
)
_SINGLE = re.compile(rf"(?<![\w/@.,]){_POINT.format('s')}(?!\w)", re.IGNORECASE)


class Period(NamedTuple):
    """`YYYY-MM` or `YYYY`; `end` is None while it lasts."""

    start: str | None
    end: str | None
    current: bool
    at: int
    """Place in the line."""
    until: int


def period(text: str) -> Period | None:
    """The first period in a line."""
    if match := _PERIOD.search(text):
        start = _point(match, "s")
        if start is not None:
            end = _end(match, start)
            ended = end if end is None or end >= start[: len(end)] else None  # "2013-12 - 01" is no end
            return Period(start, ended, match["now"] is not None, match.start(), match.end())
    if match := _SINCE.search(text):
        start = _point(match, "s")
        if start is not None:
            return Period(start, None, True, match.start(), match.end())
    return None


def moment(text: str) -> Period | None:
    """A single date that stands at one end of a line: when a degree was given."""
    for match in _SINGLE.finditer(text):
        at_end = not text[match.end() :].strip(" .)|\t")
        if (at_end or not text[: match.start()].strip(" (|\t")) and (end := _point(match, "s")):
            return Period(None, end, False, match.start(), match.end())
    return None


def is_when(text: str) -> bool:
    """Whether it is nothing but a time: `1844–1846`, `Present`, `to May 2014`, `1 year 3 months`. A company may be
    called Mars, 1&1 or 3M."""
    said = any(each.isdigit() for each in text) or _NOW_ALONE.fullmatch(text.strip())
    return bool(said) and not any(each.isalpha() or each == "&" for each in _TIME_WORDS.sub("", text))


def _end(match: re.Match[str], start: str) -> str | None:
    if match["now"] is not None:
        return None
    if match["short"] is not None:
        return start[:2] + match["short"]
    return _point(match, "e")


def _point(match: re.Match[str], side: str) -> str | None:
    year, word, digits, after = (match[f"{side}{part}"] for part in "ymna")
    if len(year) == 2:
        year = ("20" if int(year) < 60 else "19") + year
    month = int(digits or after or 0)
    if word is not None:
        month = _MONTH_OF.get(word.lower(), _MONTH_OF.get(word[:3].lower(), 0))
    return f"{year}-{month:02}" if 1 <= month <= 12 else str(year)
