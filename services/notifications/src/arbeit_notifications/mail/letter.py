"""The words of a mail: one HTML and one text template per kind, and the subject in the text template.

Values are escaped in HTML; in text and subject they are put on one line. Links come from `REACT_APP_FRONTEND_URL` or,
for one-time links, from the auth service over the private exchange, and must then start with the same address.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from arbeit_notifications.domain import words

TEMPLATES = (
    "welcome",
    "set-password",
    "reset-password",
    "verify-email",
    "selection",
    "interview-invitation",
    "status-change",
    "interview-slots",
    "slot-booked",
    "slots-declined",
    "hiring-initiated",
    "new-job",
)
MAX_SUBJECT = 180


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str
    html: str


def render(template: str, facts: Mapping[str, Any], *, to_name: str, portal: str) -> Letter:
    """Fill in a template. `portal` is the front end's address. Raises `KeyError` for a template there is not."""
    if template not in TEMPLATES:
        raise KeyError(template)
    html, text = _environments()
    values = {**facts, "to_name": one_line(to_name) or "there", "portal": portal.rstrip("/")}
    line = subject(template, facts, to_name=to_name)
    return Letter(
        subject=line,
        text=_tidy(text.get_template(f"{template}.txt").render(values)),
        html=html.get_template(f"{template}.html").render({**values, "subject": line}),
    )


def subject(template: str, facts: Mapping[str, Any], *, to_name: str) -> str:
    """The subject alone: one line, at most 180 characters."""
    plain = _environments()[1].get_template(f"{template}.txt")
    values = {**facts, "to_name": one_line(to_name) or "there"}
    return _cut(one_line("".join(plain.blocks["subject"](plain.new_context(values)))))


def same_origin(link: str, portal: str) -> bool:
    """Whether `link` leads to our own front end: nobody else's address is ever put into a mail's button."""
    theirs, ours = urlsplit(link), urlsplit(portal)
    return bool(ours.netloc) and (theirs.scheme, theirs.netloc) == (ours.scheme, ours.netloc)


def web_link(value: object) -> str:
    """`value` when it is an https address without spaces or quotes, else nothing: what a button may lead to."""
    text = str(value or "").strip()
    parts = urlsplit(text)
    unsafe = any(character.isspace() or character in "\"'<>`" or not character.isprintable() for character in text)
    return text if parts.scheme == "https" and parts.netloc and not unsafe else ""


def one_line(value: object) -> str:
    """Without line breaks and control characters, runs of spaces closed up."""
    return " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())


def _cut(subject: str) -> str:
    return subject if len(subject) <= MAX_SUBJECT else subject[: MAX_SUBJECT - 1].rstrip() + "…"


def _tidy(text: str) -> str:
    """At most one empty line between paragraphs, none at the ends."""
    lines: list[str] = []
    for line in (raw.rstrip() for raw in text.strip().splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines) + "\n"


def _plain(value: object) -> object:
    """Values inside text templates stay on their line; nobody's name can start a paragraph of its own."""
    return one_line(value) if isinstance(value, str) else value


@lru_cache(maxsize=1)
def _environments() -> tuple[Environment, Environment]:
    loader = PackageLoader("arbeit_notifications.mail", "templates")
    html = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    text = Environment(
        loader=loader,
        autoescape=False,  # noqa: S701 - plain text: escaping would show people &amp;
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_plain,
    )
    for environment in (html, text):
        environment.filters["web_link"] = web_link
        environment.globals["local"] = words.local
    return html, text
