"""Whether a short value may travel: into lists, exports, the subject of a mail, the title of an invitation.

All of those quote what they are given, each in its own way. This is the second lock: what no skill, title or company
needs is not taken from a stranger's file as one. Longer texts (summary, description) stay as they were written.
"""

from __future__ import annotations

import re

_NEVER = re.compile(
    r"https?:|\bwww\.|mailto:|javascript:|data:\w+/|<[a-z!/?]|\]\(|\{\{|\$\{|BEGIN:V|END:V|\S@\S"
    r"|\A\s*(?:bcc|cc|to|from|subject|content-type|set-cookie)\s*:|[\x00-\x08\x0b-\x1f\x7f]",
    re.IGNORECASE,
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: str) -> bool:
    """No link, no markup, no header, no formula."""
    return not value.startswith(_FORMULA) and _NEVER.search(value) is None
